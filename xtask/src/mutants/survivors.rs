//! Mutants that no test noticed, and why some may live.

use crate::workspace::Workspace;
use anyhow::{Context, Result};
use serde::Deserialize;
use std::fmt;
use std::fs;
use std::path::Path;

/// Where the reasons stand.
pub(super) const REASONS: &str = "xtask/survivors.json";

/// A mutant that may live: what it changes says the same, or nobody could see the difference.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Reason {
    file: String,
    mutant: String,
    /// For a reader.
    reason: String,
}

/// Mutants by file and change; places within a file move too often to count.
pub(super) struct Survivors {
    mutants: Vec<(String, String)>,
    noticed: usize,
    /// Left out, because an earlier run has noticed them or could not build them.
    left_out: usize,
}

impl Survivors {
    /// Those that have a reason.
    pub(super) fn explained(workspace: &Workspace) -> Result<Self> {
        let text = fs::read_to_string(workspace.path(REASONS)).context(REASONS)?;
        let reasons: Vec<Reason> = serde_json::from_str(&text).context(REASONS)?;
        let is_empty = |one: &&Reason| one.reason.trim().is_empty();
        if let Some(bare) = reasons.iter().find(is_empty) {
            anyhow::bail!("{REASONS} gives no reason for {}", bare.mutant);
        }
        let mutants = reasons.into_iter().map(|one| (one.file, one.mutant));
        Ok(Self {
            mutants: mutants.collect(),
            noticed: 0,
            left_out: 0,
        })
    }

    /// What a run has found. One that the tests ran into for ever was noticed as well.
    pub(super) fn found(folder: &Path) -> Result<Self> {
        let read =
            |name: &str| fs::read_to_string(folder.join(name)).with_context(|| name.to_owned());
        let missed = read("missed.txt")?;
        let noticed = [read("caught.txt")?, read("timeout.txt")?];
        let left_out = read("previously_caught.txt").unwrap_or_default();
        Ok(Self {
            mutants: missed.lines().filter_map(parsed).collect(),
            noticed: noticed.iter().map(|list| list.lines().count()).sum(),
            left_out: left_out.lines().count(),
        })
    }

    /// Those that have no reason.
    pub(super) fn without<'a>(&'a self, explained: &'a Self) -> impl Iterator<Item = String> + 'a {
        let unexplained = self
            .mutants
            .iter()
            .filter(|one| !explained.mutants.contains(one));
        unexplained.map(|(file, mutant)| format!("{file}: {mutant}"))
    }
}

/// `crates/a/src/b.rs:12:5: replace f with ()` without its place.
fn parsed(line: &str) -> Option<(String, String)> {
    let (place, mutant) = line.split_once(": ")?;
    let file = place.split(':').next()?;
    Some((file.to_owned(), mutant.to_owned()))
}

impl fmt::Display for Survivors {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} noticed, {} not", self.noticed, self.mutants.len())?;
        match self.left_out {
            0 => Ok(()),
            some => write!(f, ", {some} left out as done before"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mutant_is_known_by_its_file_and_its_change() {
        let line = "crates/trust/src/a.rs:12:5: replace f -> bool with true";
        let found = Survivors {
            mutants: parsed(line).into_iter().collect(),
            noticed: 0,
            left_out: 0,
        };
        let known = Survivors {
            mutants: vec![(
                "crates/trust/src/a.rs".into(),
                "replace f -> bool with true".into(),
            )],
            noticed: 0,
            left_out: 0,
        };
        let none = Survivors {
            mutants: vec![],
            noticed: 0,
            left_out: 0,
        };
        assert_eq!(found.without(&known).count(), 0);
        assert_eq!(found.without(&none).count(), 1);
    }

    #[test]
    fn every_reason_says_something() {
        let workspace = Workspace::find().expect("here");
        assert!(Survivors::explained(&workspace).is_ok());
    }
}
