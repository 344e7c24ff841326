//! Secret answers, kept apart from all other state. They are stored before the first step and undone after the last.

use sealift_document::Digest;
use sealift_package::manifest::Mode;
use sealift_plan::plan::Operation;

use super::aside::{aside, put_aside};
use super::entry::{self, Found};
use super::{Act, Performed, Prepared, Step};
use crate::executor::scene::Scene;
use crate::executor::{StepError, paths};
use crate::journal::Undo;
use crate::journal::undo::PlacedEntry;

/// Stores the answers' private part with the rights of its owner alone; an uninstall takes it away.
pub(in crate::executor) struct KeepSecrets;

impl Act for KeepSecrets {
    fn prepare<'a>(
        &'a self,
        scene: &'a Scene<'a>,
        step: &'a Step,
    ) -> Result<Prepared<'a>, StepError> {
        let files = scene.files();
        let plan = scene.order.plan;
        let at = scene.ground.secrets(&plan.product);
        let found = entry::look(files, &at)?;
        if plan.operation == Operation::Uninstall {
            if found == Found::Nothing {
                return Ok(Prepared::nothing(Performed::default()));
            }
            let undo = aside(files, &at, scene.beside(&at, step, "old")?)?;
            return Ok(Prepared::new(Undo::Aside(undo.clone()), move || {
                put_aside(files, &undo)?;
                Ok(Performed::default())
            }));
        }
        let settled = scene.order.settled;
        let has_private_part = !settled.secrets.is_empty() || !settled.files.is_empty();
        if plan.stage_only || (!has_private_part && found == Found::Nothing) {
            return Ok(Prepared::nothing(Performed::default()));
        }
        let private = settled.private_part();
        let private = private.map_err(|_| StepError::Misfit("answers without canonical form"))?;
        let sha256 = Digest::of(private.expose().as_bytes());
        if found == Found::File(sha256) {
            return Ok(Prepared::nothing(Performed::default()));
        }
        let undo = entry::undo_of(scene, step, &at, PlacedEntry::File { sha256 }, &found)?;
        Ok(Prepared::new(Undo::Entry(undo.clone()), move || {
            entry::put(files, &undo, |making| {
                paths::write_new(files, making, Mode::PRIVATE, private.expose().as_bytes())
            })?;
            Ok(Performed::default())
        }))
    }
}
