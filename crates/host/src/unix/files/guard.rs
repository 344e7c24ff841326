//! Whether a file is out of the hands of everybody but its owner and root (threat T18).

use std::os::fd::AsFd;

use rustix::fs::{AtFlags, FileType, Stat};
use rustix::io::Errno;
use sealift_engine::effects::{FileFault, FilesError, HostPath};

use super::entry::permission_bits;
use super::walk::{READ, Root, fault, open_directory};
use crate::unix::fault::refused;

const DOING: &str = "inspect";
const STICKY: u32 = 0o1000;

/// Whether somebody else could change this entry, or put another in its place by way of a directory above it, up to
/// the world's root.
pub(super) fn is_writable_by_others(root: &Root, at: &HostPath) -> Result<bool, FilesError> {
    let refuse = |errno| refused(DOING, at.as_str(), errno);
    let top = rustix::fs::statat(root.handle(), ".", AtFlags::empty()).map_err(refuse)?;
    if is_open(&top) {
        return Ok(true);
    }
    let mut walked: Option<std::os::fd::OwnedFd> = None;
    for segment in at.relative().segments() {
        let top = root.handle();
        let from = walked
            .as_ref()
            .map_or_else(|| top.as_fd(), |handle| handle.as_fd());
        let found = match rustix::fs::statat(from, segment, AtFlags::SYMLINK_NOFOLLOW) {
            // What is not there yet can be put there by those alone who can write above it.
            Err(Errno::NOENT) => return Ok(false),
            found => found.map_err(refuse)?,
        };
        match FileType::from_raw_mode(found.st_mode) {
            FileType::Symlink => {
                return Err(fault(DOING, at, FileFault::Link(at.to_string())));
            }
            _ if is_open(&found) => return Ok(true),
            FileType::Directory => {
                let next = open_directory(from, segment, READ)
                    .map_err(|blocked| blocked.at(DOING, at.as_str()))?;
                walked = Some(next);
            }
            _ => break,
        }
    }
    Ok(false)
}

/// Whether others may write to it, or own it. In a sticky directory nobody can replace what is not theirs, and what
/// lies in it is looked at next. A group may write only if it is root's own.
fn is_open(stat: &Stat) -> bool {
    let mode = permission_bits(stat);
    let owner = stat.st_uid;
    let is_trusted_owner = owner == 0 || owner == rustix::process::geteuid().as_raw();
    let is_sticky_directory =
        FileType::from_raw_mode(stat.st_mode) == FileType::Directory && mode & STICKY != 0;
    let by_group = mode & 0o020 != 0 && stat.st_gid != 0;
    let by_all = mode & 0o002 != 0;
    !is_trusted_owner || (!is_sticky_directory && (by_group || by_all))
}
