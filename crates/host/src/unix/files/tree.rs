//! Whole trees: removing them, and making them durable where the system has no barrier for a file system.
//!
//! Each level is an open handle, and each name in it is opened without following a link, so that a directory swapped
//! for a link while the tree is being removed costs that link and nothing behind it (threat V10).

use std::os::fd::{AsFd, BorrowedFd, OwnedFd};

#[cfg(not(target_os = "linux"))]
use rustix::fs::OFlags;
use rustix::fs::{AtFlags, FileType, Mode, Stat};
use rustix::io::{Errno, retry_on_intr};
use sealift_engine::effects::{FilesError, HostPath};

use super::entry::{names_in, stat};
use super::walk::{READ, Root, open_directory};
use crate::unix::fault::refused;

/// Each level costs an open handle; what lies deeper is moved to the top first, as long as there are more.
const DEEPEST: usize = 128;

/// A removal under way, and its first failure; it goes on as far as it can.
struct Removal<'a> {
    top: &'a OwnedFd,
    device: u64,
    moved: usize,
    first: Option<(String, Errno)>,
}

/// Removes a directory and all below it that lies on the same file system.
pub(super) fn remove(root: &Root, at: &HostPath) -> Result<(), FilesError> {
    const DOING: &str = "remove";
    let (parent, name) = root.parent(DOING, at)?;
    let blocked = |blocked: super::walk::Blocked| blocked.at(DOING, at.as_str());
    let top = open_directory(parent.as_fd(), name, READ).map_err(blocked)?;
    let refuse = |errno| refused(DOING, at.as_str(), errno);
    let device = device(&rustix::fs::fstat(&top).map_err(refuse)?);
    let mut removal = Removal {
        top: &top,
        device,
        moved: 0,
        first: None,
    };
    let mut moved = None;
    while removal.first.is_none() && moved != Some(removal.moved) {
        moved = Some(removal.moved);
        removal.empty(&top, at.as_str(), 0);
    }
    removal.note(at.as_str(), unlink(parent.as_fd(), name.as_bytes(), true));
    match removal.first {
        None => Ok(()),
        Some((at, errno)) => Err(refused(DOING, &at, errno)),
    }
}

impl Removal<'_> {
    fn empty(&mut self, directory: &OwnedFd, at: &str, depth: usize) {
        let names = match names_in(directory.as_fd()) {
            Ok(names) => names,
            Err(errno) => return self.note(at, Err(errno)),
        };
        let mut made_writable = false;
        for name in names {
            let path = format!("{at}/{}", String::from_utf8_lossy(&name));
            let mut done = self.remove_entry(directory, &name, &path, depth);
            if done == Err(Errno::ACCESS) && !made_writable {
                // A release's own directories may be read-only; they belong to whoever installed them.
                made_writable = true;
                let _ = rustix::fs::fchmod(directory, Mode::RWXU);
                done = self.remove_entry(directory, &name, &path, depth);
            }
            self.note(&path, done);
        }
    }

    fn remove_entry(
        &mut self,
        parent: &OwnedFd,
        name: &[u8],
        path: &str,
        depth: usize,
    ) -> Result<(), Errno> {
        let found = retry_on_intr(|| rustix::fs::statat(parent, name, AtFlags::SYMLINK_NOFOLLOW))?;
        if FileType::from_raw_mode(found.st_mode) != FileType::Directory {
            return unlink(parent.as_fd(), name, false);
        }
        match retry_on_intr(|| rustix::fs::openat(parent, name, READ, Mode::empty())) {
            Ok(below) if device(&rustix::fs::fstat(&below)?) != self.device => Err(Errno::BUSY),
            Ok(_) if depth >= DEEPEST => self.move_to_top(parent, name),
            Ok(below) => {
                self.empty(&below, path, depth + 1);
                drop(below);
                unlink(parent.as_fd(), name, true)
            }
            // It has just been swapped for something else: that goes, and nothing it points to.
            Err(Errno::NOTDIR | Errno::LOOP | Errno::MLINK) => unlink(parent.as_fd(), name, false),
            Err(errno) => Err(errno),
        }
    }

    fn move_to_top(&mut self, parent: &OwnedFd, name: &[u8]) -> Result<(), Errno> {
        loop {
            self.moved += 1;
            let new = format!(".sealift-deep-{}", self.moved);
            match rustix::fs::renameat(parent, name, self.top, new) {
                // Left by a removal that died.
                Err(Errno::EXIST | Errno::NOTEMPTY) => {}
                done => return done,
            }
        }
    }

    fn note(&mut self, at: &str, done: Result<(), Errno>) {
        if let Err(errno) = done
            && self.first.is_none()
        {
            self.first = Some((at.into(), errno));
        }
    }
}

fn unlink(parent: BorrowedFd<'_>, name: &[u8], is_directory: bool) -> Result<(), Errno> {
    let flags = if is_directory {
        AtFlags::REMOVEDIR
    } else {
        AtFlags::empty()
    };
    retry_on_intr(|| rustix::fs::unlinkat(parent, name, flags))
}

#[allow(
    clippy::unnecessary_cast,
    clippy::cast_sign_loss,
    reason = "the width differs by system; a device number is a name"
)]
pub(super) fn device(stat: &Stat) -> u64 {
    stat.st_dev as u64
}

/// Makes everything written to a file system durable.
pub(super) fn barrier(root: &Root, within: &HostPath) -> Result<(), FilesError> {
    const DOING: &str = "sync";
    let handle = root.readable(DOING, within)?;
    let refuse = |errno| refused(DOING, within.as_str(), errno);
    #[cfg(target_os = "linux")]
    return rustix::fs::syncfs(&handle).map_err(refuse);
    #[cfg(not(target_os = "linux"))]
    {
        sync_below(&handle).map_err(refuse)?;
        super::sink::sync(handle.as_fd()).map_err(refuse)
    }
}

/// Syncs each file below a directory; the last sync at the top then empties the drive's own cache.
#[cfg(not(target_os = "linux"))]
fn sync_below(directory: &OwnedFd) -> Result<(), Errno> {
    for name in names_in(directory.as_fd())? {
        let found = rustix::fs::statat(directory, name.as_slice(), AtFlags::SYMLINK_NOFOLLOW)?;
        let flags = match FileType::from_raw_mode(found.st_mode) {
            FileType::Directory => READ,
            FileType::RegularFile => OFlags::RDONLY | OFlags::NOFOLLOW | OFlags::CLOEXEC,
            _ => continue,
        };
        let entry = rustix::fs::openat(directory, name.as_slice(), flags, Mode::empty())?;
        if flags == READ {
            sync_below(&entry)?;
        }
        rustix::fs::fsync(&entry)?;
    }
    rustix::fs::fsync(directory)
}

/// Whether a name is a directory, for those who must not replace one.
pub(super) fn is_directory(parent: &super::walk::Directory<'_>, name: &str) -> Result<bool, Errno> {
    let found = stat(parent, name)?;
    Ok(found.is_some_and(|stat| FileType::from_raw_mode(stat.st_mode) == FileType::Directory))
}
