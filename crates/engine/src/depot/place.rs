//! Where things lie in the depot.

use sealift_document::{Count, Digest};
use sealift_package::manifest::{Mode, ProductId};

use super::DepotError;
use crate::effects::{EntryKind, FileFault, Files, FilesError, HostPath};

/// The depot's directories.
#[derive(Debug, Clone)]
pub(crate) struct Place {
    pub(super) chunks: HostPath,
    pub(super) releases: HostPath,
    pub(super) incoming: HostPath,
}

/// The depot and everything in it belong to its owner alone.
pub(super) fn private_directory() -> Mode {
    Mode::from_bits(0o700).expect("permission bits")
}

impl Place {
    pub(crate) fn below(state: &HostPath) -> Result<Self, DepotError> {
        let depot = join(state, "depot")?;
        Ok(Self {
            chunks: join(&depot, "chunks")?,
            releases: join(&depot, "releases")?,
            incoming: join(&depot, "incoming")?,
        })
    }

    /// Every directory that a depot has from the start, outermost first.
    pub(crate) fn directories(&self) -> Vec<HostPath> {
        let depot = self.chunks.parent().expect("it lies in the depot");
        vec![
            depot,
            self.chunks.clone(),
            self.releases.clone(),
            self.incoming.clone(),
        ]
    }

    pub(super) fn chunk(&self, stored: &Digest) -> Result<HostPath, DepotError> {
        let name = stored.to_string();
        join(&self.chunks, &format!("{}/{name}", &name[..2]))
    }

    pub(super) fn release(
        &self,
        product: &ProductId,
        sequence: Count,
        manifest: &Digest,
    ) -> Result<HostPath, DepotError> {
        join(
            &self.releases,
            &format!("{product}/{sequence}-{}", manifest.short()),
        )
    }
}

/// A path below another.
pub(super) fn join(above: &HostPath, below: &str) -> Result<HostPath, DepotError> {
    let too_long = |error: sealift_package::path::PathError| {
        let fault = FileFault::Other(error.to_string());
        DepotError::Files(FilesError {
            doing: "name",
            at: format!("{above}/{below}"),
            fault,
        })
    };
    above
        .join(&below.parse().map_err(too_long)?)
        .map_err(too_long)
}

/// Makes a directory unless it is there; whether it was made.
pub(super) fn ensure_directory(files: &dyn Files, at: &HostPath) -> Result<bool, FilesError> {
    match files.create_directory(at, private_directory()) {
        Ok(()) => Ok(true),
        Err(FilesError {
            fault: FileFault::Exists,
            ..
        }) => match files.inspect(at)? {
            Some(entry) if entry.kind == EntryKind::Directory => Ok(false),
            _ => {
                let fault = FileFault::WrongKind("directory");
                Err(FilesError {
                    doing: "create-directory",
                    at: at.to_string(),
                    fault,
                })
            }
        },
        Err(error) => Err(error),
    }
}

/// Writes a file that must not exist yet.
pub(super) fn write_new(files: &dyn Files, at: &HostPath, bytes: &[u8]) -> Result<(), FilesError> {
    let mut sink = files.create(at, Mode::PRIVATE)?;
    sink.write_all(bytes)
        .map_err(|error| FilesError::from_io("write", at.as_str(), &error))?;
    sink.finish(None)?;
    Ok(())
}

/// Reads a file that should have at most so many bytes.
pub(super) fn read_whole(
    files: &dyn Files,
    at: &HostPath,
    most: u64,
) -> Result<Vec<u8>, FilesError> {
    use std::io::Read as _;
    let mut bytes = vec![];
    let file = files.open(at)?;
    let read = file.take(most.saturating_add(1)).read_to_end(&mut bytes);
    read.map_err(|error| FilesError::from_io("read", at.as_str(), &error))?;
    Ok(bytes)
}
