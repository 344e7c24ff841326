//! A place as the use cases know it.

use sealift_engine::effects::FilesError;
use sealift_engine::site::Ground;
use thiserror::Error;

use crate::place::Place;
use crate::supervise::Supervisor;
use crate::survey::platform;
use crate::world::world_with;

/// Why nothing can be done at a place.
#[derive(Debug, Clone, PartialEq, Eq, Error, serde::Serialize)]
pub enum GroundError {
    /// Its root cannot be opened.
    #[error(transparent)]
    Files(#[from] FilesError),
    /// The machine is of a kind that no release can name.
    #[error("this machine has a processor of the kind {0}")]
    Platform(#[serde(serialize_with = "sealift_document::phrase")] &'static str),
}

impl GroundError {
    /// The stable code of this error.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::Files(error) => error.code(),
            Self::Platform(_) => "platform-unknown",
        }
    }
}

impl Place {
    /// This machine below this place's root, with the program that keeps services running there.
    ///
    /// # Errors
    /// [`GroundError`].
    pub fn ground(&self, supervisor: Supervisor) -> Result<Ground, GroundError> {
        Ok(Ground {
            world: world_with(self, supervisor)?,
            paths: self.paths().clone(),
            root: self.root().clone(),
            scope: self.scope().clone(),
            platform: platform().ok_or(GroundError::Platform(std::env::consts::ARCH))?,
            process: std::process::id(),
        })
    }
}
