//! Secret answers, kept apart from all other state: stored before anything renders them, gone with the product.

use sealift_document::Digest;
use sealift_package::manifest::Mode;

use super::aside::{aside, put_aside};
use super::entry::{self, Found};
use super::{Act, Performed, Prepared, Step};
use crate::effects::HostPath;
use crate::executor::scene::Scene;
use crate::executor::{StepError, paths};
use crate::journal::Undo;
use crate::journal::undo::PlacedEntry;

/// Stores the answers' private part with the rights of its owner alone.
pub(super) struct Keep<'a> {
    pub(super) at: &'a HostPath,
}

impl Act for Keep<'_> {
    fn prepare<'a>(
        &'a self,
        scene: &'a Scene<'a>,
        step: &'a Step,
    ) -> Result<Prepared<'a>, StepError> {
        check_place(scene, self.at)?;
        let files = scene.files();
        let private = scene.order.settled.private_part();
        let private = private.map_err(|_| StepError::Misfit("answers without canonical form"))?;
        let sha256 = Digest::of(private.expose().as_bytes());
        let found = entry::look(files, self.at)?;
        if found == Found::File(sha256) {
            return Ok(Prepared::nothing(Performed::default()));
        }
        let undo = entry::undo_of(scene, step, self.at, PlacedEntry::File { sha256 }, &found)?;
        Ok(Prepared::new(Undo::Entry(undo.clone()), move || {
            entry::put(files, &undo, |making| {
                paths::write_new(files, making, Mode::PRIVATE, private.expose().as_bytes())
            })?;
            Ok(Performed::default())
        }))
    }
}

/// Takes stored answers away.
pub(super) struct Remove<'a> {
    pub(super) at: &'a HostPath,
}

impl Act for Remove<'_> {
    fn prepare<'a>(
        &'a self,
        scene: &'a Scene<'a>,
        step: &'a Step,
    ) -> Result<Prepared<'a>, StepError> {
        check_place(scene, self.at)?;
        let files = scene.files();
        if entry::look(files, self.at)? == Found::Nothing {
            return Ok(Prepared::nothing(Performed::default()));
        }
        let undo = aside(files, self.at, scene.beside(self.at, step, "old")?)?;
        Ok(Prepared::new(Undo::Aside(undo.clone()), move || {
            put_aside(files, &undo)?;
            Ok(Performed::default())
        }))
    }
}

/// Secrets go to the state of this very world and nowhere else.
fn check_place(scene: &Scene<'_>, at: &HostPath) -> Result<(), StepError> {
    if *at == scene.ground.secrets(&scene.order.plan.product) {
        return Ok(());
    }
    Err(StepError::Misfit("secret answers have another place here"))
}
