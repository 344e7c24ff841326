//! Room on volumes.

use std::fs::File;

use sealift_engine::effects::{FileFault, FileSystemId, FilesError, HostPath, Space};

use super::walk::Root;
use crate::windows::fault::refused;
use crate::windows::nt;

/// Room on the volume of the nearest directory that exists at or above a path.
pub(super) fn space(root: &Root, at: &HostPath) -> Result<Space, FilesError> {
    const DOING: &str = "measure";
    let mut nearest = Some(at.clone());
    let measured: Option<File> = loop {
        let Some(path) = nearest else {
            break None;
        };
        match root.readable(DOING, &path) {
            Ok(handle) => break Some(handle),
            Err(error) if is_not_there(&error.fault) => nearest = path.parent(),
            Err(error) => return Err(error),
        }
    };
    let measured = measured.as_ref().unwrap_or_else(|| root.handle());
    let found = nt::room(measured).and_then(|room| Ok((room, nt::facts(measured)?)));
    let (room, facts) = found.map_err(|error| refused(DOING, at.as_str(), &error))?;
    Ok(Space {
        file_system: FileSystemId(facts.volume.into()),
        free: room.free,
        total: room.total,
    })
}

/// Nothing, or a file, is there; a link is refused.
fn is_not_there(found: &FileFault) -> bool {
    matches!(found, FileFault::Missing | FileFault::WrongKind(_))
}
