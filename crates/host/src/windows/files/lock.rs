//! Locks that die with their holder: a handle to write that lets others read what the holder says of itself, and
//! nothing else. Locks of byte ranges would keep them from reading it.

use std::fs::File;
use std::io::{self, Read, Seek, Write};

use sealift_engine::effects::{FileFault, FilesError, HostPath, Lock, LockHolder};
use sealift_package::manifest::Mode;
use windows_sys::Win32::Foundation::ERROR_SHARING_VIOLATION;
use windows_sys::Win32::Storage::FileSystem::{
    FILE_GENERIC_READ, FILE_GENERIC_WRITE, FILE_READ_DATA, FILE_WRITE_DATA,
};

use super::entry::{check_regular, look_at};
use super::walk::{Root, fault};
use crate::holder::{taken, told};
use crate::windows::access::Descriptor;
use crate::windows::fault::refused;
use crate::windows::nt::{self, Kind, Opening};

const DOING: &str = "lock";

/// A held lock; the system closes the handle however the process ends.
pub(super) struct HeldLock(File);

impl Lock for HeldLock {}

impl Drop for HeldLock {
    fn drop(&mut self) {
        // An empty file says that nobody holds the lock; if this fails, the closed handle says so anyway.
        let _ = self.0.set_len(0);
    }
}

/// Takes the lock, or says who holds it.
pub(super) fn lock(
    root: &Root,
    at: &HostPath,
    holder: &LockHolder,
) -> Result<HeldLock, FilesError> {
    let refuse = |error: io::Error| refused(DOING, at.as_str(), &error);
    let (parent, name) = root.parent(DOING, at)?;
    if let Some(found) = look_at(&parent, name, 0).map_err(refuse)? {
        check_regular(&found, DOING, at)?;
    }
    let descriptor = Descriptor::of(Mode::FILE, false).map_err(refuse)?;
    let how = Opening::held(FILE_GENERIC_READ | FILE_GENERIC_WRITE, &descriptor);
    let is_held =
        |error: &io::Error| error.raw_os_error() == Some(ERROR_SHARING_VIOLATION.cast_signed());
    let attempt = || match nt::open(&parent, name, &how) {
        Ok(file) => Ok(Some(file)),
        Err(error) if is_held(&error) => Ok(None),
        Err(error) => Err(refuse(error)),
    };
    let mut file = taken(
        attempt,
        || current_holder(&parent, name),
        |holder| fault(DOING, at, FileFault::Locked(holder)),
    )?;
    check_regular(&file, DOING, at)?;
    let words = serde_json::to_vec(holder).expect("a holder is three texts and a number");
    let written = file
        .set_len(0)
        .and_then(|()| file.rewind())
        .and_then(|()| file.write_all(&words));
    written.map_err(refuse)?;
    Ok(HeldLock(file))
}

/// Refuses where somebody holds the lock: they let nobody else open the file to write.
pub(super) fn check_free(root: &Root, at: &HostPath) -> Result<(), FilesError> {
    let refuse = |error: io::Error| refused(DOING, at.as_str(), &error);
    let (parent, name) = root.parent(DOING, at)?;
    let Some(found) = look_at(&parent, name, 0).map_err(refuse)? else {
        return Ok(());
    };
    // A lock that was let go has no words, and nobody is waited for who may be about to write some.
    if found.metadata().map_err(refuse)?.len() == 0 {
        return Ok(());
    }
    let Some(holder) = current_holder(&parent, name) else {
        return Ok(());
    };
    let how = Opening::existing(Kind::File, FILE_WRITE_DATA);
    match nt::open(&parent, name, &how) {
        Ok(_) => Ok(()),
        Err(error) if error.raw_os_error() == Some(ERROR_SHARING_VIOLATION.cast_signed()) => {
            Err(fault(DOING, at, FileFault::Locked(Some(holder))))
        }
        Err(error) => Err(refuse(error)),
    }
}

fn current_holder(parent: &File, name: &str) -> Option<LockHolder> {
    let how = Opening::existing(Kind::File, FILE_READ_DATA);
    told(|| {
        let mut words = Vec::new();
        let file = nt::open(parent, name, &how)?;
        file.take(4096).read_to_end(&mut words)?;
        Ok(words)
    })
}
