//! The switch between releases: a relative symbolic link, replaced by renaming a new one over it.

use std::os::fd::AsFd;

use rustix::fs::{AtFlags, FileType};
use rustix::io::Errno;
use sealift_engine::effects::{FileFault, FilesError, HostPath};
use sealift_package::path::RelativePath;

use super::entry::{link_target, stat};
use super::sink::sync;
use super::walk::{READ, Root, fault, open_directory};
use crate::unix::fault::refused;

const DOING: &str = "switch";

/// Points the switch at a folder beside it, in one rename that is durable when this returns.
pub(super) fn switch(root: &Root, at: &HostPath, to: &str) -> Result<(), FilesError> {
    let refuse = |errno| refused(DOING, at.as_str(), errno);
    // The target is a path of our own making, and one that could lead elsewhere is a mistake to be caught here.
    let beside: RelativePath = to
        .parse()
        .map_err(|error| fault(DOING, at, FileFault::Other(format!("{error}"))))?;
    let (parent, name) = root.parent(DOING, at)?;
    if let Some(found) = stat(&parent, name).map_err(refuse)? {
        check_link(&found, at)?;
    }
    let new = format!(".{name}.switch");
    match rustix::fs::unlinkat(&parent, new.as_str(), AtFlags::empty()) {
        Ok(()) | Err(Errno::NOENT) => {}
        Err(errno) => return Err(refuse(errno)),
    }
    rustix::fs::symlinkat(beside.as_str(), &parent, new.as_str()).map_err(refuse)?;
    rustix::fs::renameat(&parent, new.as_str(), &parent, name).map_err(|errno| {
        let _ = rustix::fs::unlinkat(&parent, new.as_str(), AtFlags::empty());
        refuse(errno)
    })?;
    let readable = open_directory(parent.as_fd(), ".", READ)
        .map_err(|blocked| blocked.at(DOING, at.as_str()))?;
    sync(readable.as_fd()).map_err(refuse)
}

/// Where the switch points.
pub(super) fn switched_to(root: &Root, at: &HostPath) -> Result<Option<String>, FilesError> {
    let (parent, name) = match root.parent(DOING, at) {
        Err(error) if error.fault == FileFault::Missing => return Ok(None),
        found => found?,
    };
    let refuse = |errno| refused(DOING, at.as_str(), errno);
    let Some(found) = stat(&parent, name).map_err(refuse)? else {
        return Ok(None);
    };
    check_link(&found, at)?;
    link_target(&parent, name, DOING, at).map(Some)
}

fn check_link(found: &rustix::fs::Stat, at: &HostPath) -> Result<(), FilesError> {
    if FileType::from_raw_mode(found.st_mode) == FileType::Symlink {
        Ok(())
    } else {
        Err(fault(DOING, at, FileFault::WrongKind("switch")))
    }
}
