//! Locks that die with their holder: flock(2) on a file that says who holds it.

use std::fs::File;
use std::io::{Read, Seek, Write};

use rustix::fs::{FlockOperation, Mode as RawMode, OFlags};
use rustix::io::{Errno, retry_on_intr};
use sealift_engine::effects::{FileFault, FilesError, HostPath, Lock, LockHolder};

use super::entry::check_regular;
use super::walk::{Root, fault};
use crate::holder::{taken, told};
use crate::unix::fault::{refused, refused_io};

const DOING: &str = "lock";

/// A held lock; the system frees it when the handle goes, however the process ends.
pub(super) struct HeldLock(File);

impl Lock for HeldLock {}

impl Drop for HeldLock {
    fn drop(&mut self) {
        // An empty file says that nobody holds the lock; if this fails, the freed flock says so anyway.
        let _ = self.0.set_len(0);
    }
}

/// Takes the lock, or says who holds it.
pub(super) fn lock(
    root: &Root,
    at: &HostPath,
    holder: &LockHolder,
) -> Result<HeldLock, FilesError> {
    let refuse = |errno| refused(DOING, at.as_str(), errno);
    let (parent, name) = root.parent(DOING, at)?;
    let flags = OFlags::RDWR
        | OFlags::CREATE
        | OFlags::NOFOLLOW
        | OFlags::NONBLOCK
        | OFlags::NOCTTY
        | OFlags::CLOEXEC;
    let mode = RawMode::from_raw_mode(0o644);
    let handle =
        retry_on_intr(|| rustix::fs::openat(&parent, name, flags, mode)).map_err(refuse)?;
    check_regular(&rustix::fs::fstat(&handle).map_err(refuse)?, DOING, at)?;
    let mut file = File::from(handle);
    taken(
        || try_lock(&file).map_err(refuse),
        || current_holder(&file),
        |holder| fault(DOING, at, FileFault::Locked(holder)),
    )?;
    let words = serde_json::to_vec(holder).expect("a holder is three texts and a number");
    let written = file
        .set_len(0)
        .and_then(|()| file.rewind())
        .and_then(|()| file.write_all(&words));
    written.map_err(|error| refused_io(DOING, at.as_str(), &error))?;
    Ok(HeldLock(file))
}

/// Refuses where somebody holds the lock. It is tried with a shared lock that goes at once, and only where the file has the
/// words of a holder; whoever takes it in that very moment tries again.
pub(super) fn check_free(root: &Root, at: &HostPath) -> Result<(), FilesError> {
    let refuse = |errno| refused(DOING, at.as_str(), errno);
    let (parent, name) = root.parent(DOING, at)?;
    let flags =
        OFlags::RDONLY | OFlags::NOFOLLOW | OFlags::NONBLOCK | OFlags::NOCTTY | OFlags::CLOEXEC;
    let opened = retry_on_intr(|| rustix::fs::openat(&parent, name, flags, RawMode::empty()));
    let handle = match opened {
        Err(Errno::NOENT) => return Ok(()),
        opened => opened.map_err(refuse)?,
    };
    let found = rustix::fs::fstat(&handle).map_err(refuse)?;
    check_regular(&found, DOING, at)?;
    // A lock that was let go has no words, and nobody is waited for who may be about to write some.
    if found.st_size == 0 {
        return Ok(());
    }
    let file = File::from(handle);
    let Some(holder) = current_holder(&file) else {
        return Ok(());
    };
    let shared = FlockOperation::NonBlockingLockShared;
    match retry_on_intr(|| rustix::fs::flock(&file, shared)) {
        Ok(()) => Ok(()),
        Err(Errno::WOULDBLOCK) => Err(fault(DOING, at, FileFault::Locked(Some(holder)))),
        Err(errno) => Err(refuse(errno)),
    }
}

/// Takes the lock where nobody holds it.
fn try_lock(file: &File) -> Result<Option<()>, Errno> {
    match retry_on_intr(|| rustix::fs::flock(file, FlockOperation::NonBlockingLockExclusive)) {
        Ok(()) => Ok(Some(())),
        Err(Errno::WOULDBLOCK) => Ok(None),
        Err(errno) => Err(errno),
    }
}

fn current_holder(mut file: &File) -> Option<LockHolder> {
    told(|| {
        let mut words = Vec::new();
        file.rewind()?;
        Read::take(file, 4096).read_to_end(&mut words)?;
        Ok(words)
    })
}
