//! Putting a copy of data back; what is there until then is put aside.

use sealift_document::Count;
use sealift_package::manifest::Identifier;

use super::aside::{aside, put_aside};
use super::copy::{self, Watch};
use super::{Act, Change, Performed, Prepared, Step};
use crate::effects::HostPath;
use crate::executor::StepError;
use crate::executor::paths;
use crate::executor::scene::Scene;
use crate::journal::Undo;

pub(super) struct Restore<'a> {
    pub(super) data: &'a Identifier,
    pub(super) from: &'a HostPath,
    pub(super) to: &'a HostPath,
    pub(super) format: Count,
}

impl Act for Restore<'_> {
    fn prepare<'a>(
        &'a self,
        scene: &'a Scene<'a>,
        step: &'a Step,
    ) -> Result<Prepared<'a>, StepError> {
        let files = scene.files();
        let making = scene.beside(self.to, step, "new")?;
        let mut undo = aside(files, self.to, scene.beside(self.to, step, "old")?)?;
        undo.making = Some(making.clone());
        let made = paths::missing_above(files, self.to, scene.territory)?;
        if !made.is_empty() {
            return Err(StepError::Misfit(
                "the folder of a data directory is missing",
            ));
        }
        Ok(Prepared::new(Undo::Aside(undo.clone()), move || {
            let listed = copy::list(files, self.from)?;
            let watch = Watch {
                cancel: scene.cancel,
                teller: Some(scene.teller),
            };
            copy::copy(&scene.place, &listed, self.from, &making, &watch)?;
            put_aside(files, &undo)?;
            files.rename(&making, self.to)?;
            paths::sync_above(files, self.to)?;
            let change = Change::DataFormat(self.data.clone(), self.to.clone(), self.format);
            let written = Some((copy::bytes(&listed), listed.len() as u64));
            Ok(Performed {
                changes: vec![change],
                written,
                ..Performed::default()
            })
        }))
    }
}
