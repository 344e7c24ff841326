//! Looking at entries: what they are, and what tells that they are still the same.

use std::fs::File;
use std::io;

use sealift_engine::effects::{Entry, EntryKind, FileFault, FilesError, HostPath, Identity};
use windows_sys::Win32::Foundation::{ERROR_FILE_NOT_FOUND, ERROR_STOPPED_ON_SYMLINK};
use windows_sys::Win32::Storage::FileSystem::{FILE_READ_DATA, READ_CONTROL};

use super::walk::{Directory, Root, fault, is_link, system_error};
use crate::windows::access::Access;
use crate::windows::fault::refused;
use crate::windows::nt::reparse::{self, Link};
use crate::windows::nt::{self, Facts, Kind, Opening};

/// What is at a path, itself; `None` when nothing is, or when not even its directory is there.
pub(super) fn inspect(root: &Root, at: &HostPath) -> Result<Option<Entry>, FilesError> {
    const DOING: &str = "inspect";
    let refuse = |error: io::Error| refused(DOING, at.as_str(), &error);
    let (parent, name) = match root.parent(DOING, at) {
        Err(error) if error.fault == FileFault::Missing => return Ok(None),
        found => found?,
    };
    let Some(found) = look_at(&parent, name, READ_CONTROL).map_err(refuse)? else {
        return Ok(None);
    };
    let kind = kind_of(&found).map_err(refuse)?;
    let identity = identity(&found).map_err(refuse)?;
    Ok(Some(Entry {
        bytes: if kind == EntryKind::File {
            identity.bytes
        } else {
            0
        },
        mode: Access::of(&found).map_err(refuse)?.mode(),
        kind,
        identity,
    }))
}

/// Opens an entry to be looked at, a link itself; `None` when there is none. Nobody's use of it stands in the way.
pub(super) fn look_at(parent: &File, name: &str, rights: u32) -> io::Result<Option<File>> {
    match nt::open(parent, name, &Opening::existing(Kind::Any, rights)) {
        Ok(found) => Ok(Some(found)),
        Err(error) if error.raw_os_error() == Some(ERROR_FILE_NOT_FOUND.cast_signed()) => Ok(None),
        Err(error) => Err(error),
    }
}

fn kind_of(entry: &File) -> io::Result<EntryKind> {
    let found = entry.metadata()?;
    if found.file_type().is_symlink() {
        return Ok(match reparse::read(entry)? {
            // Packages part their paths by `/`.
            Some(Link::Symbolic(target)) => EntryKind::Symlink(target.replace('\\', "/")),
            Some(Link::Junction(target)) => EntryKind::Symlink(target),
            None => EntryKind::Other,
        });
    }
    Ok(if found.is_dir() {
        EntryKind::Directory
    } else {
        EntryKind::File
    })
}

/// Opens a regular file for reading.
pub(super) fn open_regular(
    parent: &Directory<'_>,
    doing: &'static str,
    at: &HostPath,
) -> Result<File, FilesError> {
    let refuse = |error: io::Error| refused(doing, at.as_str(), &error);
    // A directory cannot be opened as a file, nor can a junction, which is a link before it is a directory.
    let looked_at = look_at(parent, at.file_name(), 0).map_err(refuse)?;
    let looked_at = looked_at.ok_or_else(|| refuse(system_error(ERROR_FILE_NOT_FOUND)))?;
    check_regular(&looked_at, doing, at)?;
    drop(looked_at);
    let how = Opening::existing(Kind::File, FILE_READ_DATA);
    let file = nt::open(parent, at.file_name(), &how).map_err(refuse)?;
    if is_link(&file).map_err(refuse)? {
        return Err(refuse(system_error(ERROR_STOPPED_ON_SYMLINK)));
    }
    Ok(file)
}

/// Refuses everything but a regular file.
pub(super) fn check_regular(
    entry: &File,
    doing: &'static str,
    at: &HostPath,
) -> Result<(), FilesError> {
    let found = entry
        .metadata()
        .map_err(|error| refused(doing, at.as_str(), &error))?;
    if found.file_type().is_symlink() {
        Err(fault(doing, at, FileFault::Link(at.to_string())))
    } else if found.is_file() {
        Ok(())
    } else {
        Err(fault(doing, at, FileFault::WrongKind("file")))
    }
}

/// Names in a directory, sorted bytewise.
pub(super) fn list(root: &Root, at: &HostPath) -> Result<Vec<String>, FilesError> {
    const DOING: &str = "list";
    let handle = root.readable(DOING, at)?;
    let mut names = Vec::new();
    let found = nt::names_in(&handle).map_err(|error| refused(DOING, at.as_str(), &error))?;
    for name in found {
        let unreadable = |_| FileFault::Other("a name in it is not Unicode".into());
        names.push(
            String::from_utf16(&name)
                .map_err(unreadable)
                .map_err(|words| fault(DOING, at, words))?,
        );
    }
    names.sort_unstable();
    Ok(names)
}

/// Volume, file index, size and times.
pub(super) fn identity(entry: &File) -> io::Result<Identity> {
    let Facts {
        volume,
        index,
        bytes,
        written,
        created,
    } = nt::facts(entry)?;
    Ok(Identity {
        device: volume.into(),
        inode: index,
        bytes,
        modified_ns: nanoseconds(written),
        changed_ns: nanoseconds(created),
    })
}

/// Nanoseconds since 1970 from units of 100 ns since 1601, as far as they reach (1677 to 2262).
fn nanoseconds(units: u64) -> i64 {
    const FROM_1601_TO_1970: i64 = 11_644_473_600 * 10_000_000;
    let since_1970 = i64::try_from(units).unwrap_or(i64::MAX) - FROM_1601_TO_1970;
    since_1970.saturating_mul(100)
}
