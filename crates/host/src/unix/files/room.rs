//! Room on file systems.

use rustix::fs::{AtFlags, Mode};
use sealift_engine::effects::{FileFault, FileSystemId, FilesError, HostPath, Space};

use super::tree::device;
use super::walk::Root;
use crate::unix::fault::refused;

/// Room on the file system of the nearest directory that exists at or above a path.
pub(super) fn space(root: &Root, at: &HostPath) -> Result<Space, FilesError> {
    const DOING: &str = "measure";
    let refuse = |errno| refused(DOING, at.as_str(), errno);
    let mut nearest = Some(at.clone());
    let measured = loop {
        let Some(path) = nearest else {
            // The handle for walking is of no use for measuring on every system; a new one always is.
            break rustix::fs::open(root.path().as_str(), super::walk::READ, Mode::empty())
                .map_err(refuse)?;
        };
        match root.readable(DOING, &path) {
            Ok(handle) => break handle,
            Err(error) if is_not_there(&error.fault) => nearest = path.parent(),
            Err(error) => return Err(error),
        }
    };
    let room = rustix::fs::fstatvfs(&measured).map_err(refuse)?;
    let stat = rustix::fs::statat(&measured, ".", AtFlags::empty()).map_err(refuse)?;
    Ok(Space {
        file_system: FileSystemId(device(&stat)),
        free: room.f_bavail.saturating_mul(room.f_frsize),
        total: room.f_blocks.saturating_mul(room.f_frsize),
    })
}

/// Nothing, or a file, is there; a link is refused.
fn is_not_there(found: &FileFault) -> bool {
    matches!(found, FileFault::Missing | FileFault::WrongKind(_))
}
