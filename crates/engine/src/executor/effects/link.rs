//! Symbolic links outside the releases' trees.

use sealift_plan::current::OwnedKind;
use sealift_plan::plan::Before;

use super::entry::{self, Found};
use super::{Act, Change, Performed, Prepared, Step};
use crate::effects::HostPath;
use crate::executor::StepError;
use crate::executor::scene::Scene;
use crate::journal::Undo;
use crate::journal::undo::{EntryUndo, PlacedEntry};

pub(super) struct Place<'a> {
    pub(super) path: &'a HostPath,
    pub(super) to: &'a HostPath,
    pub(super) before: &'a Before,
}

impl Act for Place<'_> {
    fn prepare<'a>(
        &'a self,
        scene: &'a Scene<'a>,
        step: &'a Step,
    ) -> Result<Prepared<'a>, StepError> {
        let target = scene.order.layout.absolute(self.to);
        let found = entry::look(scene.files(), self.path)?;
        expect(scene, self.path, self.before, &found)?;
        let own = Change::PathOwned(
            self.path.clone(),
            OwnedKind::Symlink {
                to: self.to.clone(),
            },
        );
        if found == Found::Link(target.clone()) {
            return Ok(Prepared::nothing(Performed::change(own)));
        }
        let placed = PlacedEntry::Link {
            target: target.clone(),
        };
        let undo = EntryUndo {
            keeps: *self.before == Before::Anything,
            ..entry::undo_of(scene, step, self.path, placed, &found)?
        };
        Ok(Prepared::new(Undo::Entry(undo.clone()), move || {
            let files = scene.files();
            entry::put(files, &undo, |making| {
                Ok(files.create_symlink(making, &target)?)
            })?;
            let mut performed = Performed::change(own);
            performed
                .changes
                .extend(super::directory::owned(&undo.made));
            Ok(performed)
        }))
    }
}

/// Holds what was found against what the plan expects there (threat I8).
pub(super) fn expect(
    scene: &Scene<'_>,
    path: &HostPath,
    before: &Before,
    found: &Found,
) -> Result<(), StepError> {
    let is_expected = match (before, found) {
        (Before::Anything, _) | (Before::Absent, Found::Nothing) => true,
        (Before::Placed { sha256 }, Found::File(now)) => sha256 == now,
        (Before::Linked { to }, Found::Link(now)) => scene.order.layout.absolute(to) == *now,
        // What was ours and is gone hinders nobody.
        (Before::Placed { .. } | Before::Linked { .. }, Found::Nothing) => true,
        _ => false,
    };
    if is_expected {
        Ok(())
    } else {
        Err(StepError::Conflict {
            path: path.to_string(),
        })
    }
}
