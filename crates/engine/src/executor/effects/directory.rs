//! Directories that must exist.

use sealift_document::Particulars;
use sealift_package::manifest::Mode;
use sealift_plan::current::OwnedKind;

use super::{Act, Change, Performed, Prepared, Reversal, Step};
use crate::effects::{EntryKind, HostPath, UserId};
use crate::events::Problem;
use crate::executor::StepError;
use crate::executor::paths;
use crate::executor::scene::{Scene, Workplace};
use crate::journal::Undo;
use crate::journal::undo::{DirectoryUndo, Made};

pub(super) struct Ensure<'a> {
    pub(super) path: &'a HostPath,
    pub(super) mode: Option<Mode>,
    pub(super) owner: Option<&'a str>,
}

impl Act for Ensure<'_> {
    fn prepare<'a>(&'a self, scene: &'a Scene<'a>, _: &'a Step) -> Result<Prepared<'a>, StepError> {
        let files = scene.files();
        let mut undo = DirectoryUndo {
            path: self.path.clone(),
            mode: None,
            made: vec![],
        };
        match files.inspect(self.path)? {
            Some(entry) if entry.kind == EntryKind::Directory => {
                let is_changed = |mode| files.nearest_mode(mode).bits() != entry.mode;
                if self.mode.is_some_and(is_changed) {
                    // Bits that a mode of ours cannot hold (set-id, sticky) are not ours to lose.
                    undo.mode = Mode::from_bits(entry.mode).ok();
                }
            }
            Some(_) => {
                return Err(StepError::Occupied {
                    path: self.path.to_string(),
                });
            }
            None => {
                undo.made = paths::missing_above(files, self.path, scene.territory)?;
                let own = scene.territory.is_own(self.path);
                undo.made.push(Made {
                    path: self.path.clone(),
                    own,
                });
            }
        }
        let record = Undo::Directory(undo.clone());
        Ok(Prepared::new(record, move || self.ensure(scene, &undo)))
    }
}

impl Ensure<'_> {
    fn ensure(&self, scene: &Scene<'_>, undo: &DirectoryUndo) -> Result<Performed, StepError> {
        let files = scene.files();
        if let Some((itself, above)) = undo.made.split_last() {
            paths::make(files, above, Mode::EXECUTABLE)?;
            files.create_directory(&itself.path, self.mode.unwrap_or(Mode::EXECUTABLE))?;
            if let Some(owner) = self.owner {
                files.set_owner(self.path, &UserId(owner.into()))?;
            }
            paths::sync_above(files, self.path)?;
        } else if let (Some(mode), true) = (self.mode, undo.mode.is_some()) {
            files.set_mode(self.path, mode)?;
            files.sync_directory(self.path)?;
        }
        let changes = owned(&undo.made).collect();
        Ok(Performed {
            changes,
            ..Performed::default()
        })
    }
}

/// Directories that a step made belong to the product from then on.
pub(super) fn owned<'a>(made: impl IntoIterator<Item = &'a Made>) -> impl Iterator<Item = Change> {
    made.into_iter()
        .map(|made| Change::PathOwned(made.path.clone(), OwnedKind::Directory))
}

impl Reversal for DirectoryUndo {
    fn undo(&self, place: &Workplace<'_>) -> Result<Vec<Problem>, StepError> {
        let files = place.files();
        if let Some(mode) = self.mode.filter(|_| self.made.is_empty()) {
            let is_there = files.inspect(&self.path)?;
            if is_there.is_some_and(|entry| entry.kind == EntryKind::Directory) {
                files.set_mode(&self.path, mode)?;
                files.sync_directory(&self.path)?;
            }
        }
        let left = paths::unmake(files, &self.made)?;
        // A directory above it may well serve others by now; the one that was asked for should be gone.
        let is_left = left.contains(&self.path);
        let problem = || {
            let message = format!(
                "{} holds what this run did not put there; it stays",
                self.path
            );
            let about = Particulars::named("directory-in-use").with("path", &self.path);
            Problem::new("directory-in-use", message).about(about)
        };
        Ok(is_left.then(problem).into_iter().collect())
    }
}
