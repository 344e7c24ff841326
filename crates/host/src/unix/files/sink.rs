//! Files being written and read.

use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom, Write};
#[cfg(target_os = "linux")]
use std::num::NonZero;
use std::ops::Range;
use std::os::fd::{AsFd, BorrowedFd, OwnedFd};

use rustix::fs::{Mode as RawMode, OFlags, Timespec, Timestamps, UTIME_OMIT};
use rustix::io::retry_on_intr;
use sealift_document::Timestamp;
use sealift_engine::effects::{FilesError, HostPath, Identity, Sink};
use sealift_package::manifest::Mode;

use super::entry::identity;
use super::walk::{Directory, Root};
use crate::unix::fault::{carried, refused};

/// Bytes of a large file that are sent on together while the rest of it is written: one that waited until it is whole would
/// go to the disk while nothing else is done.
const STRETCH: u64 = 1 << 20;

/// Creates a file that must not exist yet. It belongs to its owner alone until its exact mode is set on the handle,
/// whatever the process's umask says.
pub(super) fn create(root: &Root, at: &HostPath, mode: Mode) -> Result<WrittenFile, FilesError> {
    let (parent, name) = root.parent("create", at)?;
    create_in(&parent, name, at, mode)
}

pub(super) fn create_in(
    parent: &Directory<'_>,
    name: &str,
    at: &HostPath,
    mode: Mode,
) -> Result<WrittenFile, FilesError> {
    let refuse = |errno| refused("create", at.as_str(), errno);
    let flags = OFlags::WRONLY | OFlags::CREATE | OFlags::EXCL | OFlags::NOFOLLOW | OFlags::CLOEXEC;
    let first = RawMode::from_raw_mode(raw(mode.bits() & 0o600));
    let handle =
        retry_on_intr(|| rustix::fs::openat(parent, name, flags, first)).map_err(refuse)?;
    rustix::fs::fchmod(&handle, RawMode::from_raw_mode(raw(mode.bits()))).map_err(refuse)?;
    Ok(WrittenFile {
        file: File::from(handle),
        at: at.to_string(),
        written: 0,
        sent: 0,
    })
}

/// Permission bits in the width that this system gives them.
#[allow(
    clippy::cast_possible_truncation,
    reason = "nine bits fit in every width"
)]
pub(super) const fn raw(bits: u32) -> rustix::fs::RawMode {
    bits as rustix::fs::RawMode
}

/// A file being written.
pub(super) struct WrittenFile {
    pub(super) file: File,
    at: String,
    /// Bytes of it so far.
    written: u64,
    /// How many of them were sent on.
    sent: u64,
}

impl Write for WrittenFile {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let written = self.file.write(bytes);
        let written = written.map_err(|error| carried("write", &self.at, &error))?;
        self.written += written as u64;
        let waiting = self.written - self.sent;
        if waiting >= STRETCH {
            send_on(self.file.as_fd(), self.sent..self.written);
            self.sent = self.written;
        }
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl Sink for WrittenFile {
    fn sync(&mut self) -> Result<(), FilesError> {
        sync(self.file.as_fd()).map_err(|errno| refused("sync", &self.at, errno))
    }

    fn finish(self: Box<Self>, modified: Option<Timestamp>) -> Result<Identity, FilesError> {
        let refuse = |errno| refused("finish", &self.at, errno);
        if let Some(modified) = modified {
            set_modified(self.file.as_fd(), modified).map_err(refuse)?;
        }
        send_on(self.file.as_fd(), self.sent..self.written);
        let stat = rustix::fs::fstat(&self.file).map_err(refuse)?;
        Ok(identity(&stat))
    }
}

/// Lets what was written begin its way to the disk, so that the barrier behind many files has little left to wait for:
/// else all that a slow disk has to do would come at the end, while nothing seems to move. Only a hint.
#[cfg(target_os = "linux")]
fn send_on(file: BorrowedFd<'_>, written: Range<u64>) {
    if let Some(bytes) = NonZero::new(written.end - written.start) {
        let to_disk = rustix::fs::Advice::DontNeed;
        let _ = rustix::fs::fadvise(file, written.start, Some(bytes), to_disk);
    }
}

#[cfg(not(target_os = "linux"))]
const fn send_on(_: BorrowedFd<'_>, _: Range<u64>) {}

fn set_modified(file: BorrowedFd<'_>, modified: Timestamp) -> Result<(), rustix::io::Errno> {
    let times = Timestamps {
        last_access: Timespec {
            tv_sec: 0,
            tv_nsec: UTIME_OMIT,
        },
        last_modification: Timespec {
            tv_sec: modified.unix(),
            tv_nsec: 0,
        },
    };
    rustix::fs::futimens(file, &times)
}

/// Makes one file or directory durable, down to the platter where the system tells the two apart.
pub(super) fn sync(handle: BorrowedFd<'_>) -> Result<(), rustix::io::Errno> {
    #[cfg(target_vendor = "apple")]
    if rustix::fs::fcntl_fullfsync(handle).is_ok() {
        return Ok(());
    }
    rustix::fs::fsync(handle)
}

/// A file being read.
pub(super) struct ReadFile {
    file: File,
    at: String,
}

impl ReadFile {
    pub(super) fn new(handle: OwnedFd, at: &HostPath) -> Self {
        Self {
            file: File::from(handle),
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
