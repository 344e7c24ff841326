//! Ways from the root's handle to any path below it, never through a link.
//!
//! Each segment is opened from the one before. Handles of directories share everything, so that nobody is kept from
//! renaming or removing one in the meantime: what was opened stays what it was.

use std::fs::{self, File};
use std::io;
use std::os::windows::fs::OpenOptionsExt;

use camino::{Utf8Path, Utf8PathBuf};
use sealift_engine::effects::{FileFault, FilesError, HostPath};
use sealift_package::manifest::NamesProfile;
use windows_sys::Win32::Foundation::{ERROR_DIRECTORY, ERROR_STOPPED_ON_SYMLINK};
use windows_sys::Win32::Storage::FileSystem::{
    FILE_FLAG_BACKUP_SEMANTICS, FILE_LIST_DIRECTORY, FILE_TRAVERSE, READ_CONTROL,
};

use crate::windows::fault::refused;
use crate::windows::nt::{self, Kind, Opening};

/// Rights to a directory on the way.
const WALKED: u32 = FILE_TRAVERSE;
/// Rights to a directory that is read.
pub(super) const READ: u32 = FILE_TRAVERSE | FILE_LIST_DIRECTORY;

/// The open root of a world.
pub(super) struct Root {
    path: Utf8PathBuf,
    handle: File,
}

/// A directory on the way: the root itself or one below it.
pub(super) enum Directory<'a> {
    Root(&'a File),
    Below(File),
}

impl std::ops::Deref for Directory<'_> {
    type Target = File;

    fn deref(&self) -> &File {
        match self {
            Self::Root(handle) => handle,
            Self::Below(handle) => handle,
        }
    }
}

impl Root {
    /// Opens a root by its path, which must be absolute and free of links already.
    pub(super) fn open(path: &Utf8Path) -> Result<Self, FilesError> {
        let refuse = |error: io::Error| refused("open", path.as_str(), &error);
        let handle = fs::OpenOptions::new()
            .access_mode(Opening::LOOKED_AT | READ | READ_CONTROL)
            .custom_flags(FILE_FLAG_BACKUP_SEMANTICS)
            .open(path)
            .map_err(refuse)?;
        if !handle.metadata().map_err(refuse)?.is_dir() {
            return Err(refuse(system_error(ERROR_DIRECTORY)));
        }
        Ok(Self {
            path: path.into(),
            handle,
        })
    }

    pub(super) fn path(&self) -> &Utf8Path {
        &self.path
    }

    pub(super) const fn handle(&self) -> &File {
        &self.handle
    }

    /// The directory that holds an entry, and the entry's name in it.
    pub(super) fn parent<'a>(
        &self,
        doing: &'static str,
        at: &'a HostPath,
    ) -> Result<(Directory<'_>, &'a str), FilesError> {
        check_names(doing, at)?;
        let directory = match at.as_str().rsplit_once('/') {
            Some((parent, _)) => Directory::Below(self.walk(doing, parent)?),
            None => Directory::Root(&self.handle),
        };
        Ok((directory, at.file_name()))
    }

    /// A directory below the root, to be read.
    pub(super) fn readable(&self, doing: &'static str, at: &HostPath) -> Result<File, FilesError> {
        self.directory(doing, at, READ)
    }

    /// A directory below the root, with these rights.
    pub(super) fn directory(
        &self,
        doing: &'static str,
        at: &HostPath,
        rights: u32,
    ) -> Result<File, FilesError> {
        let (parent, name) = self.parent(doing, at)?;
        open_directory(&parent, name, rights).map_err(|error| refused(doing, at.as_str(), &error))
    }

    fn walk(&self, doing: &'static str, below: &str) -> Result<File, FilesError> {
        let mut walked: Option<File> = None;
        let mut end = 0;
        for segment in below.split('/') {
            end += segment.len();
            let from = walked.as_ref().unwrap_or(&self.handle);
            let next = open_directory(from, segment, WALKED)
                .map_err(|error| refused(doing, &below[..end], &error))?;
            walked = Some(next);
            end += 1;
        }
        Ok(walked.expect("a path has a segment"))
    }
}

/// Opens one segment as a directory; a link is `ERROR_STOPPED_ON_SYMLINK`, wherever it leads.
pub(super) fn open_directory(from: &File, segment: &str, rights: u32) -> io::Result<File> {
    match nt::open(from, segment, &Opening::existing(Kind::Directory, rights)) {
        Ok(handle) if is_link(&handle)? => Err(system_error(ERROR_STOPPED_ON_SYMLINK)),
        // A link to a file is no directory, and a link all the same.
        Err(error) if is_not_a_directory(&error) => {
            let looked_at = nt::open(from, segment, &Opening::existing(Kind::Any, 0));
            if looked_at.is_ok_and(|entry| is_link(&entry).unwrap_or(false)) {
                return Err(system_error(ERROR_STOPPED_ON_SYMLINK));
            }
            Err(error)
        }
        done => done,
    }
}

/// Whether an open entry is a symbolic link or a junction.
pub(super) fn is_link(entry: &File) -> io::Result<bool> {
    Ok(entry.metadata()?.file_type().is_symlink())
}

fn is_not_a_directory(error: &io::Error) -> bool {
    error.raw_os_error() == Some(ERROR_DIRECTORY.cast_signed())
}

pub(super) fn system_error(code: u32) -> io::Error {
    io::Error::from_raw_os_error(code.cast_signed())
}

/// Refuses names that Windows takes for devices, streams or other names (threat P5): the native calls would make
/// files of them that nobody else could open.
fn check_names(doing: &'static str, at: &HostPath) -> Result<(), FilesError> {
    sealift_package::names::check(NamesProfile::Portable, at.relative())
        .map_err(|rule| fault(doing, at, FileFault::Other(rule.into())))
}

/// A fault that no error code stands for.
pub(super) fn fault(doing: &'static str, at: &HostPath, fault: FileFault) -> FilesError {
    FilesError {
        doing,
        at: at.to_string(),
        fault,
    }
}
