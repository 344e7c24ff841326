//! Looking at entries: what they are, and what tells that they are still the same.

use std::os::fd::{AsFd, OwnedFd};

use rustix::fs::{AtFlags, Dir, FileType, Mode, OFlags, Stat};
use rustix::io::{Errno, retry_on_intr};
use sealift_engine::effects::{Entry, EntryKind, FileFault, FilesError, HostPath, Identity};

use super::walk::{Directory, Root, fault, unreadable_name};
use crate::unix::fault::refused;

/// What is at a path, itself; `None` when nothing is, or when not even its directory is there.
pub(super) fn inspect(root: &Root, at: &HostPath) -> Result<Option<Entry>, FilesError> {
    const DOING: &str = "inspect";
    let (parent, name) = match root.parent(DOING, at) {
        Err(error) if error.fault == FileFault::Missing => return Ok(None),
        found => found?,
    };
    let Some(stat) = stat(&parent, name).map_err(|errno| refused(DOING, at.as_str(), errno))?
    else {
        return Ok(None);
    };
    let kind = match FileType::from_raw_mode(stat.st_mode) {
        FileType::RegularFile => EntryKind::File,
        FileType::Directory => EntryKind::Directory,
        FileType::Symlink => EntryKind::Symlink(link_target(&parent, name, DOING, at)?),
        _ => EntryKind::Other,
    };
    let identity = identity(&stat);
    Ok(Some(Entry {
        bytes: if kind == EntryKind::File {
            identity.bytes
        } else {
            0
        },
        kind,
        mode: permission_bits(&stat),
        identity,
    }))
}

/// The raw facts of an entry, not of what it points to.
pub(super) fn stat(parent: &Directory<'_>, name: &str) -> Result<Option<Stat>, Errno> {
    match retry_on_intr(|| rustix::fs::statat(parent, name, AtFlags::SYMLINK_NOFOLLOW)) {
        Ok(stat) => Ok(Some(stat)),
        Err(Errno::NOENT) => Ok(None),
        Err(errno) => Err(errno),
    }
}

/// A link's target text.
pub(super) fn link_target(
    parent: &Directory<'_>,
    name: &str,
    doing: &'static str,
    at: &HostPath,
) -> Result<String, FilesError> {
    let target = rustix::fs::readlinkat(parent, name, Vec::new())
        .map_err(|errno| refused(doing, at.as_str(), errno))?;
    target.into_string().map_err(|_| {
        let words = "the link's target is not UTF-8".into();
        fault(doing, at, FileFault::Other(words))
    })
}

/// Opens a regular file for reading. What it is is looked at first, so that no device is even touched, and again
/// afterwards, since it may have been changed in between; a pipe would not block in any case.
pub(super) fn open_regular(
    parent: &Directory<'_>,
    doing: &'static str,
    at: &HostPath,
) -> Result<OwnedFd, FilesError> {
    let refuse = |errno| refused(doing, at.as_str(), errno);
    let name = at.file_name();
    let found = stat(parent, name)
        .map_err(refuse)?
        .ok_or_else(|| refuse(Errno::NOENT))?;
    check_regular(&found, doing, at)?;
    let flags =
        OFlags::RDONLY | OFlags::NOFOLLOW | OFlags::NONBLOCK | OFlags::NOCTTY | OFlags::CLOEXEC;
    let file =
        retry_on_intr(|| rustix::fs::openat(parent, name, flags, Mode::empty())).map_err(refuse)?;
    check_regular(&rustix::fs::fstat(&file).map_err(refuse)?, doing, at)?;
    Ok(file)
}

/// Refuses everything but a regular file.
pub(super) fn check_regular(
    stat: &Stat,
    doing: &'static str,
    at: &HostPath,
) -> Result<(), FilesError> {
    match FileType::from_raw_mode(stat.st_mode) {
        FileType::RegularFile => Ok(()),
        FileType::Symlink => Err(fault(doing, at, FileFault::Link(at.to_string()))),
        _ => Err(fault(doing, at, FileFault::WrongKind("file"))),
    }
}

/// Names in a directory, sorted bytewise.
pub(super) fn list(root: &Root, at: &HostPath) -> Result<Vec<String>, FilesError> {
    const DOING: &str = "list";
    let handle = root.readable(DOING, at)?;
    let mut names = Vec::new();
    for name in names_in(handle.as_fd()).map_err(|errno| refused(DOING, at.as_str(), errno))? {
        names.push(String::from_utf8(name).map_err(|_| unreadable_name(DOING, at))?);
    }
    names.sort_unstable();
    Ok(names)
}

/// Raw names in an open directory, without `.` and `..`.
pub(super) fn names_in(directory: std::os::fd::BorrowedFd<'_>) -> Result<Vec<Vec<u8>>, Errno> {
    let mut names = Vec::new();
    for entry in Dir::read_from(directory)? {
        let entry = entry?;
        let name = entry.file_name().to_bytes();
        if name != b"." && name != b".." {
            names.push(name.to_vec());
        }
    }
    Ok(names)
}

/// Permission bits with set-id and sticky bits, as chmod(1) shows them.
#[allow(
    clippy::unnecessary_cast,
    clippy::useless_conversion,
    reason = "the width differs by system"
)]
pub(super) fn permission_bits(stat: &Stat) -> u32 {
    (stat.st_mode as u32) & 0o7777
}

/// Device, inode, size and times.
#[allow(
    clippy::unnecessary_cast,
    clippy::cast_sign_loss,
    clippy::cast_possible_wrap,
    reason = "the widths differ by system; a device number is a name, not a quantity"
)]
pub(super) fn identity(stat: &Stat) -> Identity {
    let nanoseconds = |seconds: i64, rest: i64| seconds.saturating_mul(1_000_000_000) + rest;
    Identity {
        device: stat.st_dev as u64,
        inode: stat.st_ino as u64,
        bytes: stat.st_size as u64,
        modified_ns: nanoseconds(stat.st_mtime as i64, stat.st_mtime_nsec as i64),
        changed_ns: nanoseconds(stat.st_ctime as i64, stat.st_ctime_nsec as i64),
    }
}
