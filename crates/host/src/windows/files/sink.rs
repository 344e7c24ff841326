//! Files being written and read.
//!
//! Windows lets nobody but an administrator flush a whole volume. So each file is flushed when it is finished, by its
//! own handle, and a barrier has nothing left to do but directories.

use std::fs::{File, FileTimes};
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::time::{Duration, UNIX_EPOCH};

use sealift_document::Timestamp;
use sealift_engine::effects::{FilesError, HostPath, Identity, Sink};
use sealift_package::manifest::Mode;
use windows_sys::Win32::Storage::FileSystem::{FILE_GENERIC_READ, FILE_GENERIC_WRITE};

use super::entry::identity;
use super::walk::Root;
use crate::windows::access::Descriptor;
use crate::windows::fault::{carried, refused};
use crate::windows::nt::{self, Kind, Opening};

/// Creates a file that must not exist yet, with its access list from the first moment on.
pub(super) fn create(root: &Root, at: &HostPath, mode: Mode) -> Result<WrittenFile, FilesError> {
    let (parent, name) = root.parent("create", at)?;
    create_in(&parent, name, at, mode)
}

pub(super) fn create_in(
    parent: &File,
    name: &str,
    at: &HostPath,
    mode: Mode,
) -> Result<WrittenFile, FilesError> {
    let created = Descriptor::of(mode, false).and_then(|descriptor| {
        let rights = FILE_GENERIC_WRITE | FILE_GENERIC_READ;
        nt::open(parent, name, &Opening::new(Kind::File, rights, &descriptor))
    });
    Ok(WrittenFile {
        file: created.map_err(|error| refused("create", at.as_str(), &error))?,
        at: at.to_string(),
        is_durable: false,
    })
}

/// A file being written.
pub(super) struct WrittenFile {
    pub(super) file: File,
    at: String,
    is_durable: bool,
}

impl Write for WrittenFile {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.is_durable = false;
        let written = self.file.write(bytes);
        written.map_err(|error| carried("write", &self.at, &error))
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl Sink for WrittenFile {
    fn sync(&mut self) -> Result<(), FilesError> {
        let done = self.file.sync_all();
        done.map_err(|error| refused("sync", &self.at, &error))?;
        self.is_durable = true;
        Ok(())
    }

    fn finish(mut self: Box<Self>, modified: Option<Timestamp>) -> Result<Identity, FilesError> {
        if let Some(modified) = modified {
            let set = set_modified(&self.file, modified);
            set.map_err(|error| refused("finish", &self.at, &error))?;
            self.is_durable = false;
        }
        if !self.is_durable {
            self.sync()?;
        }
        identity(&self.file).map_err(|error| refused("finish", &self.at, &error))
    }
}

fn set_modified(file: &File, modified: Timestamp) -> io::Result<()> {
    let since_1970 = Duration::from_secs(u64::try_from(modified.unix()).unwrap_or(0));
    file.set_times(FileTimes::new().set_modified(UNIX_EPOCH + since_1970))
}

/// A file being read.
pub(super) struct ReadFile {
    file: File,
    at: String,
}

impl ReadFile {
    pub(super) fn new(file: File, at: &HostPath) -> Self {
        Self {
            file,
            at: at.to_string(),
        }
    }
}

impl Read for ReadFile {
    fn read(&mut self, bytes: &mut [u8]) -> io::Result<usize> {
        let read = self.file.read(bytes);
        read.map_err(|error| carried("read", &self.at, &error))
    }
}

impl Seek for ReadFile {
    fn seek(&mut self, position: SeekFrom) -> io::Result<u64> {
        let moved = self.file.seek(position);
        moved.map_err(|error| carried("read", &self.at, &error))
    }
}
