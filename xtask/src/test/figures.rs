//! What suites have counted: a file of JSON for each scene, in a folder for each suite.

use anyhow::{Context, Result};
use serde_json::Value;
use std::collections::BTreeMap;
use std::fmt;
use std::fs;
use std::path::Path;

/// Figures that say how a scene was run, and add up to nothing.
const NOT_COUNTS: [&str; 2] = ["seed", "milliseconds"];

/// The counts of all scenes of a suite together.
#[derive(Default, Debug, PartialEq, Eq)]
pub(crate) struct Sum {
    scenes: usize,
    counts: BTreeMap<String, u64>,
}

/// Adds up the figures in a folder.
pub(crate) fn read(folder: &Path) -> Result<Sum> {
    let mut sum = Sum::default();
    let entries =
        fs::read_dir(folder).with_context(|| format!("no figures in {}", folder.display()))?;
    for entry in entries {
        let text = fs::read_to_string(entry?.path())?;
        sum.add(&serde_json::from_str(&text).context("figures that are not JSON")?);
    }
    Ok(sum)
}

impl Sum {
    /// One count; nothing counted is 0.
    pub(crate) fn of(&self, name: &str) -> u64 {
        self.counts.get(name).copied().unwrap_or_default()
    }

    fn add(&mut self, figures: &Value) {
        self.scenes += 1;
        for (name, value) in figures.as_object().into_iter().flatten() {
            if let (Some(count), false) = (value.as_u64(), NOT_COUNTS.contains(&name.as_str())) {
                *self.counts.entry(name.clone()).or_default() += count;
            }
        }
    }
}

impl fmt::Display for Sum {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} scenes", self.scenes)?;
        self.counts
            .iter()
            .try_for_each(|(name, count)| write!(f, ", {name} {count}"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_add_up_and_what_is_no_count_does_not() {
        let mut sum = Sum::default();
        sum.add(&serde_json::json!({ "scene": "a", "seed": 7, "kills": 3, "violations": 0 }));
        sum.add(&serde_json::json!({ "scene": "b", "seed": 7, "kills": 4, "violations": 1 }));
        assert_eq!(
            (sum.of("kills"), sum.of("violations"), sum.of("seed")),
            (7, 1, 0)
        );
        assert_eq!(sum.to_string(), "2 scenes, kills 7, violations 1");
    }
}
