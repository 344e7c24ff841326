//! A depot's release as the content of a run.

use std::io::Read;

use sealift_document::Particulars;
use sealift_package::index::FileRow;
use sealift_package::manifest::ComponentId;

use super::{Content, StepError};
use crate::cancel::Cancel;
use crate::depot::{Depot, DepotError, Verified};

/// The files of a verified release in a depot.
pub struct DepotContent<'a> {
    /// Where its chunks lie.
    pub depot: &'a Depot,
    /// Which release.
    pub release: &'a Verified,
}

impl Content for DepotContent<'_> {
    fn files(
        &self,
        component: &ComponentId,
        wanted: &dyn Fn(&FileRow) -> bool,
        cancel: &Cancel,
        take: &mut dyn FnMut(&FileRow, &mut dyn Read) -> Result<(), StepError>,
    ) -> Result<(), StepError> {
        let opened = self
            .depot
            .open_component(self.release, component, wanted, cancel);
        let mut content = opened.map_err(|error| lacking(&error))?;
        while let Some(mut file) = content.next_unproven_file() {
            let row = file.row.clone();
            take(&row, &mut file)?;
        }
        Ok(())
    }
}

fn lacking(error: &DepotError) -> StepError {
    StepError::Content {
        code: error.code(),
        detail: error.to_string(),
        about: Box::new(Particulars::of(&error)),
    }
}
