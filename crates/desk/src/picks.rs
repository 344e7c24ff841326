//! Files and folders that a person has chosen.

use std::collections::BTreeMap;

use camino::{Utf8Path, Utf8PathBuf};
use sealift_app::{Exit, Failure};

use crate::data::PickId;

/// What each number stands for. The page can only name what a person has chosen in a dialog of the system's, dropped on
/// the window, or found on a drive that the program itself listed (threats U4, U5).
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Picks {
    chosen: BTreeMap<u32, Utf8PathBuf>,
    last: u32,
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

    /// Picks that were made elsewhere, as they cross a pipe.
    #[must_use]
    pub fn of(chosen: BTreeMap<u32, Utf8PathBuf>) -> Self {
        let last = chosen.keys().next_back().copied().unwrap_or(0);
        Self { chosen, last }
    }

    /// All of them, to cross a pipe.
    #[must_use]
    pub const fn chosen(&self) -> &BTreeMap<u32, Utf8PathBuf> {
        &self.chosen
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
}
