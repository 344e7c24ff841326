//! Second names, copies, symbolic links and new names.

use std::fs::File;
use std::io;

use sealift_engine::effects::{FileFault, FilesError, HostPath};
use sealift_package::manifest::Mode;
use sealift_package::path::RelativePath;
use windows_sys::Win32::Foundation::{
    ERROR_ACCESS_DENIED, ERROR_FILE_NOT_FOUND, ERROR_INVALID_FUNCTION, ERROR_NOT_SUPPORTED,
    ERROR_PRIVILEGE_NOT_HELD,
};
use windows_sys::Win32::Storage::FileSystem::{DELETE, FILE_GENERIC_WRITE, FILE_WRITE_ATTRIBUTES};

use super::entry::{check_regular, look_at, open_regular};
use super::sink::create_in;
use super::tree::delete;
use super::walk::{Root, fault, is_link, system_error};
use crate::windows::access::Descriptor;
use crate::windows::fault::refused;
use crate::windows::nt::{self, Kind, Opening, reparse};

/// Gives a regular file a second name.
pub(super) fn hard_link(
    root: &Root,
    existing: &HostPath,
    new: &HostPath,
) -> Result<(), FilesError> {
    const DOING: &str = "link";
    let (old_parent, old) = root.parent(DOING, existing)?;
    let (new_parent, name) = root.parent(DOING, new)?;
    let refuse = |error: io::Error| refused(DOING, existing.as_str(), &error);
    let found = look_at(&old_parent, old, FILE_WRITE_ATTRIBUTES).map_err(refuse)?;
    let found = found.ok_or_else(|| refuse(system_error(ERROR_FILE_NOT_FOUND)))?;
    check_regular(&found, DOING, existing)?;
    nt::link(&found, &new_parent, name).map_err(|error| refused(DOING, new.as_str(), &error))
}

/// Copies a regular file and makes the copy durable; a copy that fails leaves nothing.
pub(super) fn copy(
    root: &Root,
    from: &HostPath,
    to: &HostPath,
    mode: Mode,
) -> Result<(), FilesError> {
    let (from_parent, _) = root.parent("copy", from)?;
    let mut source = open_regular(&from_parent, "copy", from)?;
    let (to_parent, name) = root.parent("copy", to)?;
    let mut copied = create_in(&to_parent, name, to, mode)?.file;
    let done = io::copy(&mut source, &mut copied).and_then(|_| copied.sync_all());
    done.map_err(|error| {
        drop(copied);
        let _ = remove(&to_parent, name);
        refused("copy", to.as_str(), &error)
    })
}

/// Creates a symbolic link. Only administrators may, and users of a machine in developer mode; for others, and on file
/// systems without links, it is `Unsupported`.
pub(super) fn symlink(root: &Root, at: &HostPath, target: &str) -> Result<(), FilesError> {
    const DOING: &str = "create";
    let refuse = |error: io::Error| refused(DOING, at.as_str(), &error);
    let (parent, name) = root.parent(DOING, at)?;
    if target.is_empty() || target.starts_with('/') || target.contains([':', '\\']) {
        return Err(fault(DOING, at, FileFault::Unsupported));
    }
    let kind = if leads_to_directory(root, at, target) {
        Kind::Directory
    } else {
        Kind::File
    };
    let descriptor = Descriptor::of(Mode::EXECUTABLE, false).map_err(refuse)?;
    let how = Opening::new(kind, FILE_GENERIC_WRITE | DELETE, &descriptor);
    let entry = nt::open(&parent, name, &how).map_err(refuse)?;
    reparse::set_symbolic(&entry, &target.replace('/', "\\")).map_err(|error| {
        let _ = nt::delete(&entry);
        if is_refused_to_users(&error) {
            fault(DOING, at, FileFault::Unsupported)
        } else {
            refuse(error)
        }
    })
}

/// Windows has links to files and links to directories. A link to nothing yet is one to a file.
fn leads_to_directory(root: &Root, at: &HostPath, target: &str) -> bool {
    let mut segments: Vec<&str> = at.as_str().split('/').collect();
    segments.pop();
    for segment in target.split('/') {
        match segment {
            "." | "" => {}
            ".." => {
                segments.pop();
            }
            name => segments.push(name),
        }
    }
    let path = segments
        .join("/")
        .parse::<RelativePath>()
        .map(HostPath::from);
    path.is_ok_and(|path| root.readable("inspect", &path).is_ok())
}

pub(super) fn is_refused_to_users(error: &io::Error) -> bool {
    matches!(
        error.raw_os_error().map(i32::cast_unsigned),
        Some(
            ERROR_PRIVILEGE_NOT_HELD
                | ERROR_ACCESS_DENIED
                | ERROR_INVALID_FUNCTION
                | ERROR_NOT_SUPPORTED
        )
    )
}

/// Moves an entry within one volume. A file or link of the new name is replaced in one step.
pub(super) fn rename(root: &Root, from: &HostPath, to: &HostPath) -> Result<(), FilesError> {
    const DOING: &str = "rename";
    let (old_parent, old) = root.parent(DOING, from)?;
    let (new_parent, new) = root.parent(DOING, to)?;
    let refuse_old = |error: io::Error| refused(DOING, from.as_str(), &error);
    let refuse_new = |error: io::Error| refused(DOING, to.as_str(), &error);
    let entry = nt::patiently(|| look_at(&old_parent, old, DELETE)).map_err(refuse_old)?;
    let entry = entry.ok_or_else(|| refuse_old(system_error(ERROR_FILE_NOT_FOUND)))?;
    let there = look_at(&new_parent, new, 0).map_err(refuse_new)?;
    if let Some(there) = &there {
        let is_directory = |entry: &File| entry.metadata().is_ok_and(|found| found.is_dir());
        if is_directory(there) || is_directory(&entry) {
            return Err(fault(DOING, to, FileFault::Exists));
        }
    }
    let is_there = there.is_some();
    drop(there);
    nt::rename(&entry, &new_parent, new).map_err(|error| {
        // Of a file in use, which cannot be replaced, Windows says no more than that access is denied.
        if is_there && error.kind() == io::ErrorKind::PermissionDenied {
            fault(DOING, to, FileFault::Busy)
        } else {
            refuse_new(error)
        }
    })
}

/// Removes a file, or a link itself.
pub(super) fn remove(parent: &File, name: &str) -> io::Result<()> {
    let how = Opening::existing(Kind::Any, DELETE);
    let entry = nt::patiently(|| nt::open(parent, name, &how))?;
    let is_directory = !is_link(&entry)? && entry.metadata()?.is_dir();
    if is_directory {
        // What the native calls say of a directory that was to be a file.
        return Err(system_error(
            windows_sys::Win32::Foundation::ERROR_DIRECTORY_NOT_SUPPORTED,
        ));
    }
    delete(parent, name, &entry)
}
