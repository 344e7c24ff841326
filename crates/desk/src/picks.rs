//! Files and folders that a person has chosen.

use std::collections::{BTreeMap, BTreeSet};

use camino::{Utf8Path, Utf8PathBuf};
use sealift_app::{Exit, Failure};
use serde::{Deserialize, Serialize};

use crate::data::PickId;

/// What each number stands for. The page can only name what a person has chosen in a dialog of the system's, dropped on
/// the window, or found on a drive that the program itself listed (threats U4, U5).
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Picks {
    chosen: BTreeMap<u32, Utf8PathBuf>,
    targets: BTreeSet<u32>,
    last: u32,
}

/// One choice, as it crosses a pipe.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Choice {
    /// Its number.
    pub id: u32,
    /// What was chosen.
    pub path: Utf8PathBuf,
    /// Whether it may be written to.
    pub target: bool,
}

impl Picks {
    /// Keeps a path; the same path keeps its number.
    pub fn keep(&mut self, path: Utf8PathBuf) -> PickId {
        let known = self.chosen.iter().find(|(_, chosen)| **chosen == path);
        let id = known.map_or(self.last + 1, |(id, _)| *id);
        self.last = self.last.max(id);
        self.chosen.insert(id, path);
        PickId(id)
    }

    /// Keeps a path that was chosen to be written to: in a dialog for saving, as a folder, or as a drive.
    pub fn keep_target(&mut self, path: Utf8PathBuf) -> PickId {
        let id = self.keep(path);
        self.targets.insert(id.0);
        id
    }

    /// Picks that were made elsewhere, as they cross a pipe.
    #[must_use]
    pub fn of(choices: Vec<Choice>) -> Self {
        let mut picks = Self::default();
        for choice in choices {
            picks.last = picks.last.max(choice.id);
            if choice.target {
                picks.targets.insert(choice.id);
            }
            picks.chosen.insert(choice.id, choice.path);
        }
        picks
    }

    /// All of them, to cross a pipe.
    #[must_use]
    pub fn all(&self) -> Vec<Choice> {
        let choice = |(id, path): (&u32, &Utf8PathBuf)| Choice {
            id: *id,
            path: path.clone(),
            target: self.targets.contains(id),
        };
        self.chosen.iter().map(choice).collect()
    }

    /// The path that was chosen to be written to. A package that was chosen to be read stays as it is, whatever the page
    /// says (threat U4).
    ///
    /// # Errors
    /// [`Failure`] `pick-unknown`, or `pick-not-for-writing`.
    pub fn target(&self, id: PickId) -> Result<&Utf8Path, Failure> {
        let path = self.path(id)?;
        if !self.targets.contains(&id.0) {
            return Err(Failure::new("pick-not-for-writing", Exit::Usage, path));
        }
        Ok(path)
    }

    /// The path that was chosen.
    ///
    /// # Errors
    /// [`Failure`] `pick-unknown` for a number that no choice made.
    pub fn path(&self, id: PickId) -> Result<&Utf8Path, Failure> {
        let unknown = || Failure::new("pick-unknown", Exit::Usage, format!("choice {}", id.0));
        self.chosen
            .get(&id.0)
            .map(Utf8PathBuf::as_path)
            .ok_or_else(unknown)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn u05_only_what_was_chosen_has_a_number() {
        let mut picks = Picks::default();
        let first = picks.keep("/media/stick/[a]*.sealift".into());
        assert_eq!(picks.keep("/media/stick/[a]*.sealift".into()), first);
        let second = picks.keep("/media/stick".into());
        assert_ne!(first, second);
        assert_eq!(
            picks.path(first).expect("chosen"),
            "/media/stick/[a]*.sealift"
        );
        let unknown = picks.path(PickId(99)).expect_err("nobody chose it");
        assert_eq!(unknown.code, "pick-unknown");
    }

    #[test]
    fn u04_what_was_chosen_to_be_read_is_not_written() {
        let mut picks = Picks::default();
        let read = picks.keep("/media/stick/a.sealift".into());
        let written = picks.keep_target("/home/ada/report.html".into());
        assert_eq!(
            picks.target(written).expect("chosen"),
            "/home/ada/report.html"
        );
        let refused = picks.target(read).expect_err("it was chosen to be read");
        assert_eq!(refused.code, "pick-not-for-writing");
        let across = Picks::of(picks.all());
        assert_eq!(across, picks);
    }
}
