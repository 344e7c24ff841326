//! One package file on a drive, read once from its beginning to its end.

use std::fs::{self, File};
use std::io::{self, Read};
use std::path::Path;

use camino::Utf8PathBuf;

use super::MediaError;
use super::behalf::as_user;
use crate::system;

/// An open package file. Its errors of reading carry a [`MediaError`].
#[derive(Debug)]
pub struct Source {
    file: File,
    path: Utf8PathBuf,
    bytes: u64,
    read: u64,
}

/// Opens a package file for one pass from its beginning.
///
/// # Errors
/// [`MediaError`], without waiting, for everything that is no regular file: links, pipes, devices, directories.
pub fn open(path: &Path) -> Result<Source, MediaError> {
    let path = named(path)?;
    let look = || fs::symlink_metadata(&path);
    let found = as_user(look).map_err(|error| not_opened(&path, &error))?;
    check_kind(&path, &found)?;
    let opening = || system::media::open(path.as_std_path());
    let file = as_user(opening).map_err(|error| not_opened(&path, &error))?;
    // It may have been exchanged between the look and the opening; what counts is what is open now.
    let opened = file.metadata().map_err(|error| not_opened(&path, &error))?;
    check_kind(&path, &opened)?;
    system::media::will_be_read_once(&file);
    Ok(Source {
        bytes: opened.len(),
        file,
        path,
        read: 0,
    })
}

impl Source {
    /// Its size in bytes when it was opened.
    #[must_use]
    pub const fn size(&self) -> u64 {
        self.bytes
    }

    /// Its path as it was given, for messages.
    #[must_use]
    pub fn path(&self) -> &camino::Utf8Path {
        &self.path
    }

    fn failed(&self, error: &io::Error) -> MediaError {
        let (path, at) = (self.path.clone(), self.read);
        if system::media::is_unplugged(&self.file, error) {
            MediaError::Unplugged { path, at }
        } else {
            let reason = error.to_string();
            MediaError::ReadFailed { path, at, reason }
        }
    }
}

impl Read for Source {
    fn read(&mut self, bytes: &mut [u8]) -> io::Result<usize> {
        loop {
            match self.file.read(bytes) {
                Ok(count) => {
                    self.read += count as u64;
                    return Ok(count);
                }
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) => return Err(self.failed(&error).into_io(error.kind())),
            }
        }
    }
}

/// A path as text.
pub(super) fn named(path: &Path) -> Result<Utf8PathBuf, MediaError> {
    Utf8PathBuf::try_from(path.to_owned()).map_err(|error| MediaError::BadName {
        shown: sealift_document::plain(&error.into_path_buf().to_string_lossy()),
    })
}

pub(super) fn not_opened(path: &Utf8PathBuf, error: &io::Error) -> MediaError {
    let path = path.clone();
    match error.kind() {
        io::ErrorKind::NotFound => MediaError::Missing { path },
        io::ErrorKind::PermissionDenied => MediaError::Denied { path },
        _ if system::media::is_link_refusal(error) => MediaError::NotAFile {
            path,
            kind: "a symbolic link",
        },
        _ => MediaError::ReadFailed {
            path,
            at: 0,
            reason: error.to_string(),
        },
    }
}

fn check_kind(path: &Utf8PathBuf, found: &fs::Metadata) -> Result<(), MediaError> {
    if found.is_file() && !system::media::is_reparse_point(found) {
        return Ok(());
    }
    Err(MediaError::NotAFile {
        path: path.clone(),
        kind: kind_of(found),
    })
}

fn kind_of(found: &fs::Metadata) -> &'static str {
    if found.is_dir() {
        "a directory"
    } else if found.is_symlink() || system::media::is_reparse_point(found) {
        "a symbolic link"
    } else {
        system::media::special_kind(found)
    }
}
