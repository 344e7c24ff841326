//! Where what comes from a medium waits until it is known to be sound.

use std::sync::Arc;

use sealift_document::Digest;
use sealift_package::manifest::Mode;

use super::super::place::{join, write_new};
use super::super::{Depot, DepotError};
use crate::effects::{Files, FilesError, HostPath};

/// One import's own directory below `incoming/`.
pub(super) struct Quarantine {
    files: Arc<dyn Files>,
    at: HostPath,
}

impl Quarantine {
    /// Makes the directory, and the depot's own where they are not there yet. It is also the mark that something is
    /// being changed, until [`Quarantine::clear`].
    pub(super) fn open(depot: &Depot) -> Result<Self, DepotError> {
        depot.make_directories()?;
        let (files, at) = (Arc::clone(&depot.files), depot.leave_mark()?);
        Ok(Self { files, at })
    }

    /// Where it is.
    pub(super) const fn at(&self) -> &HostPath {
        &self.at
    }

    pub(super) fn path(&self, name: &str) -> Result<HostPath, DepotError> {
        join(&self.at, name)
    }

    /// Writes a chunk's stored bytes; not durable yet.
    pub(super) fn write_chunk(&self, stored: &Digest, bytes: &[u8]) -> Result<(), DepotError> {
        let at = self.path(&stored.to_string())?;
        let mut sink = self.files.create(&at, Mode::PRIVATE)?;
        let written = sink.write_all(bytes);
        written.map_err(|error| FilesError::from_io("write", at.as_str(), &error))?;
        sink.finish(None)?;
        Ok(())
    }

    /// Writes a document; not durable yet.
    pub(super) fn write(&self, name: &str, bytes: &[u8]) -> Result<HostPath, DepotError> {
        let at = self.path(name)?;
        write_new(self.files.as_ref(), &at, bytes)?;
        Ok(at)
    }

    /// Removes whatever is left; what cannot be removed now is left to recovery.
    pub(super) fn clear(self) {
        if let Err(error) = self.files.remove_tree(&self.at) {
            log::warn!("an import's quarantine stays behind: {error}");
        }
    }
}
