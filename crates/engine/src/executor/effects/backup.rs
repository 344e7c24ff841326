//! Copying data before its format moves on, and bringing it back when the run comes to nothing.

use sealift_document::Count;
use sealift_package::manifest::{Identifier, Mode};
use sealift_plan::current::BackupRecord;

use super::copy::{self, Listed, Watch};
use super::{Act, Change, Performed, Prepared, Reversal, Step};
use crate::cancel::Cancel;
use crate::effects::{Files, HostPath};
use crate::events::Problem;
use crate::executor::StepError;
use crate::executor::paths;
use crate::executor::scene::{Scene, Workplace};
use crate::journal::Undo;
use crate::journal::undo::BackupUndo;

/// Bytes of a listing of copied data.
const LISTING_BYTES: u64 = 1 << 30;

const UNREADABLE: StepError = StepError::Misfit("the list of copied data is damaged");

pub(super) struct Take<'a> {
    pub(super) data: &'a Identifier,
    pub(super) from: &'a HostPath,
    pub(super) into: &'a HostPath,
    pub(super) format: Count,
}

impl Act for Take<'_> {
    fn prepare<'a>(
        &'a self,
        scene: &'a Scene<'a>,
        step: &'a Step,
    ) -> Result<Prepared<'a>, StepError> {
        let files = scene.files();
        if !paths::is_absent(files, self.into)? {
            return Err(StepError::Occupied {
                path: self.into.to_string(),
            });
        }
        if paths::is_absent(files, self.from)? {
            return Ok(Prepared::nothing(Performed::default()));
        }
        let undo = BackupUndo {
            data: self.from.clone(),
            copy: self.into.clone(),
            listing: scene.private(step.name.number, "listing.json")?,
            making: scene.beside(self.from, step, "new")?,
            aside: scene.beside(self.from, step, "old")?,
            made: paths::missing_above(files, self.into, scene.territory)?,
        };
        let record = Undo::Backup(undo.clone());
        Ok(Prepared::new(record, move || self.take(scene, &undo)))
    }
}

impl Take<'_> {
    fn take(&self, scene: &Scene<'_>, undo: &BackupUndo) -> Result<Performed, StepError> {
        let files = scene.files();
        paths::make(files, &undo.made, Mode::EXECUTABLE)?;
        let listed = copy::list(files, self.from)?;
        let watch = Watch {
            cancel: scene.cancel,
            teller: Some(scene.teller),
        };
        copy::copy(&scene.place, &listed, self.from, self.into, &watch)?;
        paths::sync_above(files, self.into)?;
        // The data must not have changed under the copy, and the list says that the copy is whole.
        if copy::list(files, self.from)? != listed {
            return Err(StepError::Conflict {
                path: self.from.to_string(),
            });
        }
        let listing = serde_json::to_vec(&listed).map_err(|_| UNREADABLE)?;
        // Under its name it is whole: a listing that a crash has torn never gets it.
        let making = paths::sibling(&undo.listing, &format!("{}.new", undo.listing.file_name()))?;
        paths::write_new(files, &making, Mode::PRIVATE, &listing)?;
        files.rename(&making, &undo.listing)?;
        paths::sync_above(files, &undo.listing)?;
        let bytes = copy::bytes(&listed);
        let backup = BackupRecord {
            at: self.into.clone(),
            data: self.data.clone(),
            format: self.format,
            release: scene
                .order
                .plan
                .from
                .as_ref()
                .map(|from| from.name.clone())
                .unwrap_or_default(),
            taken_at: scene.world().clock.now().utc,
            bytes: Count::try_from(bytes).unwrap_or(Count::MAX),
        };
        let mut performed = Performed::change(Change::BackupTaken(backup));
        performed.written = Some((bytes, listed.len() as u64));
        Ok(performed)
    }
}

impl Reversal for BackupUndo {
    fn undo(&self, place: &Workplace<'_>) -> Result<Vec<Problem>, StepError> {
        let files = place.files();
        if let Some(listed) = self.listed(files)? {
            self.restore(place, &listed)?;
            files.remove(&self.listing)?;
            paths::sync_above(files, &self.listing)?;
        }
        paths::remove_any(files, &self.copy)?;
        paths::settle(files, &self.copy)?;
        paths::unmake(files, &self.made)?;
        Ok(vec![])
    }

    fn clean_up(&self, place: &Workplace<'_>) -> Result<(), StepError> {
        Ok(paths::remove_any(place.files(), &self.listing)?)
    }
}

impl BackupUndo {
    /// What was copied; nothing while the copy was not whole, and then nobody has changed the data.
    fn listed(&self, files: &dyn Files) -> Result<Option<Vec<Listed>>, StepError> {
        if paths::is_absent(files, &self.listing)? {
            return Ok(None);
        }
        let content = paths::content_of(files, &self.listing, LISTING_BYTES)?;
        Ok(Some(
            serde_json::from_slice(&content).map_err(|_| UNREADABLE)?,
        ))
    }

    /// Brings the data back when it is not as it was copied: made anew beside it, then exchanged.
    fn restore(&self, place: &Workplace<'_>, listed: &[Listed]) -> Result<(), StepError> {
        let files = place.files();
        let is_exchanging = !paths::is_absent(files, &self.aside)?;
        if !is_exchanging {
            if copy::list(files, &self.data)? == listed {
                return Ok(paths::remove_any(files, &self.making)?);
            }
            paths::remove_any(files, &self.making)?;
            let watch = Watch {
                cancel: &Cancel::new(),
                teller: None,
            };
            let copied = copy::list(files, &self.copy)?;
            copy::copy(place, &copied, &self.copy, &self.making, &watch)?;
            if !paths::is_absent(files, &self.data)? {
                files.rename(&self.data, &self.aside)?;
            }
        }
        if paths::is_absent(files, &self.data)? {
            files.rename(&self.making, &self.data)?;
        }
        paths::settle(files, &self.data)?;
        paths::remove_any(files, &self.aside)?;
        Ok(paths::settle(files, &self.data)?)
    }
}
