//! What suites have counted: a file of JSON for each scene, in a folder for each suite.

use crate::workspace::Workspace;
use anyhow::{Context, Result};
use serde_json::Value;
use std::collections::BTreeMap;
use std::fmt;
use std::fs;
use std::path::{Path, PathBuf};

/// Figures that say how a scene was run, and add up to nothing.
const NOT_COUNTS: [&str; 2] = ["seed", "milliseconds"];

/// The folder of what a run of all tests tries of suites that have a full size.
pub(super) const PART: &str = "part";

/// The counts of all scenes of a suite together.
#[derive(Default, Debug, PartialEq, Eq)]
pub(crate) struct Sum {
    scenes: usize,
    counts: BTreeMap<String, u64>,
}

/// What the last runs of all suites have counted, by the suites' names. A run at full size counts more than the part of
/// it that a run of all tests has time for.
pub(crate) struct Figures(BTreeMap<String, Sum>);

impl Figures {
    /// Where runs leave them.
    pub(crate) fn folder(workspace: &Workspace) -> PathBuf {
        workspace.target().join("assurance").join("figures")
    }

    /// Those of the last runs on this machine.
    pub(crate) fn last(workspace: &Workspace) -> Result<Self> {
        let whole = Self::folder(workspace);
        let mut suites = BTreeMap::new();
        for folder in [whole.join(PART), whole] {
            for entry in fs::read_dir(folder).into_iter().flatten() {
                let path = entry?.path();
                let name = path.file_stem().unwrap_or_default().to_string_lossy();
                if path.is_dir() && name != PART {
                    suites.insert(name.into_owned(), read(&path)?);
                } else if path.is_file() {
                    suites.insert(name.into_owned(), Sum::of_file(&path)?);
                }
            }
        }
        Ok(Self(suites))
    }

    /// Each suite and what it has counted.
    pub(crate) fn suites(&self) -> impl Iterator<Item = (&str, &Sum)> {
        self.0.iter().map(|(name, sum)| (name.as_str(), sum))
    }
}

/// Adds up the figures in a folder.
pub(crate) fn read(folder: &Path) -> Result<Sum> {
    let mut sum = Sum::default();
    let entries =
        fs::read_dir(folder).with_context(|| format!("no figures in {}", folder.display()))?;
    for entry in entries {
        sum.read(&entry?.path())?;
    }
    Ok(sum)
}

impl Sum {
    /// One count; nothing counted is 0.
    pub(crate) fn of(&self, name: &str) -> u64 {
        self.counts.get(name).copied().unwrap_or_default()
    }

    fn of_file(file: &Path) -> Result<Self> {
        let mut sum = Self::default();
        sum.read(file)?;
        Ok(sum)
    }

    fn read(&mut self, file: &Path) -> Result<()> {
        let text = fs::read_to_string(file)?;
        self.add(&serde_json::from_str(&text).context("figures that are not JSON")?);
        Ok(())
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
        let scenes = if self.scenes == 1 { "scene" } else { "scenes" };
        write!(f, "{} {scenes}", self.scenes)?;
        let mut counts = self.counts.iter();
        counts.try_for_each(|(name, count)| write!(f, ", {count} {}", in_words(name)))
    }
}

/// `crashesOfRecoveries` as people read it.
fn in_words(name: &str) -> String {
    let mut words = String::new();
    for letter in name.chars() {
        if letter.is_ascii_uppercase() {
            words.push(' ');
        }
        words.push(letter.to_ascii_lowercase());
    }
    words.replace(['_', '-'], " ")
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
        assert_eq!(sum.to_string(), "2 scenes, 7 kills, 1 violations");
    }
}
