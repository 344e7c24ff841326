//! Whole trees: removing them. Directories: making them durable.
//!
//! Each level is an open handle, and each name in it is opened without following a link, so that a directory swapped
//! for a junction while the tree is being removed costs that junction and nothing behind it (threat V10).

use std::fs::File;
use std::io;

use sealift_engine::effects::{FilesError, HostPath};
use windows_sys::Win32::Foundation::{
    ERROR_ACCESS_DENIED, ERROR_INVALID_FUNCTION, ERROR_INVALID_HANDLE, ERROR_INVALID_PARAMETER,
    ERROR_NOT_SUPPORTED,
};
use windows_sys::Win32::Storage::FileSystem::{
    DELETE, FILE_ADD_FILE, FILE_LIST_DIRECTORY, FILE_WRITE_ATTRIBUTES,
};

use super::walk::{READ, Root, is_link};
use crate::windows::fault::refused;
use crate::windows::nt::{self, Kind, Opening};

/// Each level costs an open handle and a stack frame; what lies deeper is moved to the top first.
const DEEPEST: usize = 128;

/// A removal under way, and its first failure; it goes on as far as it can.
#[derive(Default)]
struct Removal {
    moved: usize,
    first: Option<(String, io::Error)>,
}

/// Removes a directory and all below it. A volume mounted below it is a link to Windows, and goes as one.
///
/// Where a removed name lasts until its last reader has closed it (FAT, older systems, wine), the directory above is not
/// empty for that long; that is waited for.
pub(super) fn remove(root: &Root, at: &HostPath) -> Result<(), FilesError> {
    let mut removal = Removal::default();
    loop {
        // Opened anew each time: what wine has listed by a handle once, it lists by that handle for ever.
        let top = root.directory("remove", at, READ | DELETE)?;
        let moved = removal.moved;
        removal.empty(&top, &top, at.as_str(), 0);
        if removal.first.is_some() || removal.moved == moved {
            removal.note(at.as_str(), removal.delete_emptied(&top));
            break;
        }
    }
    match removal.first {
        None => Ok(()),
        Some((at, error)) => Err(refused("remove", &at, &error)),
    }
}

impl Removal {
    fn empty(&mut self, top: &File, directory: &File, at: &str, depth: usize) {
        let names = match nt::names_in(directory) {
            Ok(names) => names,
            Err(error) => return self.note(at, Err(error)),
        };
        for name in names {
            let name = String::from_utf16_lossy(&name);
            let path = format!("{at}/{name}");
            let done = self.remove_entry(top, (directory, &name), &path, depth);
            self.note(&path, done);
        }
    }

    fn remove_entry(
        &mut self,
        top: &File,
        (parent, name): (&File, &str),
        path: &str,
        depth: usize,
    ) -> io::Result<()> {
        let how = Opening::existing(Kind::Any, DELETE);
        let entry = nt::patiently(|| nt::open(parent, name, &how))?;
        if is_link(&entry)? || !entry.metadata()?.is_dir() {
            return delete(parent, name, &entry);
        }
        if depth >= DEEPEST {
            return self.move_to(top, &entry);
        }
        drop(entry);
        let rights = FILE_LIST_DIRECTORY | DELETE;
        let below = nt::open(parent, name, &Opening::existing(Kind::Directory, rights))?;
        // It may just have been swapped for a link: that goes, and nothing it leads to.
        if !is_link(&below)? {
            self.empty(top, &below, path, depth + 1);
        }
        self.delete_emptied(&below)
    }

    /// Gives an open directory a name in the topmost one that nothing has, such as what a removal that died left.
    fn move_to(&mut self, top: &File, entry: &File) -> io::Result<()> {
        loop {
            self.moved += 1;
            let new = format!(".sealift-deep-{}", self.moved);
            match nt::open(top, &new, &Opening::existing(Kind::Any, 0)) {
                Err(error) if error.kind() == io::ErrorKind::NotFound => {
                    return nt::rename(entry, top, &new);
                }
                Err(error) => return Err(error),
                Ok(_) => {}
            }
        }
    }

    /// Once something has stayed, whatever holds it is not empty, and is not waited for.
    fn delete_emptied(&self, directory: &File) -> io::Result<()> {
        match self.first {
            None => nt::delete_emptied(directory),
            Some(_) => nt::delete(directory),
        }
    }

    fn note(&mut self, at: &str, done: io::Result<()>) {
        if let Err(error) = done
            && self.first.is_none()
        {
            self.first = Some((at.into(), error));
        }
    }
}

/// Removes an entry that is open for removal, a read-only one too: a release's own files may be read-only, and belong to
/// whoever installed them. Newer systems do so by themselves.
pub(super) fn delete(parent: &File, name: &str, entry: &File) -> io::Result<()> {
    match nt::delete(entry) {
        Err(error) if error.kind() == io::ErrorKind::PermissionDenied => {
            let how = Opening::existing(Kind::Any, FILE_WRITE_ATTRIBUTES);
            let changed = nt::open(parent, name, &how)?;
            let mut permissions = changed.metadata()?.permissions();
            #[expect(
                clippy::permissions_set_readonly_false,
                reason = "it is an attribute here, and nobody's right"
            )]
            permissions.set_readonly(false);
            changed.set_permissions(permissions)?;
            drop(changed);
            nt::delete(entry)
        }
        done => done,
    }
}

/// Makes a directory's entries durable.
///
/// NTFS does it when a handle with the right to add files is flushed. File systems that know no such thing (FAT writes
/// directories through) say so, as they do to those who may not add files: what these may not write needs no flush.
pub(super) fn sync_directory(root: &Root, at: &HostPath) -> Result<(), FilesError> {
    const DOING: &str = "sync";
    // What is no directory, or a link, is refused here.
    drop(root.readable(DOING, at)?);
    let flushed = match root.directory(DOING, at, FILE_ADD_FILE) {
        Ok(directory) => directory.sync_all(),
        Err(error) if error.fault == sealift_engine::effects::FileFault::Denied => return Ok(()),
        Err(error) => return Err(error),
    };
    match flushed {
        Err(error) if !is_unknown(&error) => Err(refused(DOING, at.as_str(), &error)),
        _ => Ok(()),
    }
}

fn is_unknown(error: &io::Error) -> bool {
    matches!(
        error.raw_os_error().map(i32::cast_unsigned),
        Some(
            ERROR_ACCESS_DENIED
                | ERROR_INVALID_FUNCTION
                | ERROR_INVALID_HANDLE
                | ERROR_INVALID_PARAMETER
                | ERROR_NOT_SUPPORTED
        )
    )
}
