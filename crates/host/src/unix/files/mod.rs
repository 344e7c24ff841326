//! Files on Linux and macOS.

mod entry;
mod guard;
mod link;
mod lock;
mod room;
mod sink;
mod switch;
mod tree;
mod walk;

#[cfg(test)]
mod fault_tests;
#[cfg(test)]
mod tests;

use std::fs::File;
use std::os::fd::AsFd;

use camino::Utf8Path;
use rustix::fs::{AtFlags, FileType, Mode as RawMode, OFlags};
use rustix::io::{Errno, retry_on_intr};
use sealift_engine::effects::{
    Entry, FileFault, Files, FilesError, HostPath, Lock, LockHolder, ReadSeek, Sink, Space, UserId,
};
use sealift_package::manifest::Mode;

use super::accounts;
use super::fault::refused;
use sink::raw;
use walk::{READ, Root, fault, open_directory};

/// The files below one root.
pub(crate) struct HostFiles {
    root: Root,
    is_relocated: bool,
}

impl HostFiles {
    /// Opens the root, an absolute path free of links.
    pub(crate) fn open(root: &Utf8Path, is_relocated: bool) -> Result<Self, FilesError> {
        Ok(Self {
            root: Root::open(root)?,
            is_relocated,
        })
    }

    /// Creates a file that must not exist yet, for a process that writes to it by itself.
    pub(crate) fn create_file(&self, at: &HostPath, mode: Mode) -> Result<File, FilesError> {
        Ok(sink::create(&self.root, at, mode)?.file)
    }

    /// A handle that names an entry and can do nothing with it, and whether it is a directory; `None` for links and for
    /// what is not there.
    #[cfg(target_os = "linux")]
    pub(super) fn handle_of(&self, at: &HostPath) -> Option<(std::os::fd::OwnedFd, bool)> {
        let (parent, name) = self.root.parent("inspect", at).ok()?;
        let flags = OFlags::PATH | OFlags::NOFOLLOW | OFlags::CLOEXEC;
        let handle = rustix::fs::openat(&parent, name, flags, RawMode::empty()).ok()?;
        match FileType::from_raw_mode(rustix::fs::fstat(&handle).ok()?.st_mode) {
            FileType::Symlink => None,
            kind => Some((handle, kind == FileType::Directory)),
        }
    }
}

impl Files for HostFiles {
    fn root(&self) -> &Utf8Path {
        self.root.path()
    }

    fn inspect(&self, at: &HostPath) -> Result<Option<Entry>, FilesError> {
        entry::inspect(&self.root, at)
    }

    fn list(&self, directory: &HostPath) -> Result<Vec<String>, FilesError> {
        entry::list(&self.root, directory)
    }

    fn open(&self, at: &HostPath) -> Result<Box<dyn ReadSeek>, FilesError> {
        let (parent, _) = self.root.parent("open", at)?;
        let handle = entry::open_regular(&parent, "open", at)?;
        Ok(Box::new(sink::ReadFile::new(handle, at)))
    }

    fn create(&self, at: &HostPath, mode: Mode) -> Result<Box<dyn Sink>, FilesError> {
        Ok(Box::new(sink::create(&self.root, at, mode)?))
    }

    fn create_directory(&self, at: &HostPath, mode: Mode) -> Result<(), FilesError> {
        const DOING: &str = "create";
        let refuse = |errno| refused(DOING, at.as_str(), errno);
        let (parent, name) = self.root.parent(DOING, at)?;
        rustix::fs::mkdirat(&parent, name, RawMode::RWXU).map_err(refuse)?;
        let handle = open_directory(parent.as_fd(), name, READ)
            .map_err(|blocked| blocked.at(DOING, at.as_str()))?;
        rustix::fs::fchmod(&handle, RawMode::from_raw_mode(raw(mode.bits()))).map_err(refuse)
    }

    fn create_symlink(&self, at: &HostPath, target: &str) -> Result<(), FilesError> {
        let (parent, name) = self.root.parent("create", at)?;
        rustix::fs::symlinkat(target, &parent, name)
            .map_err(|errno| refused("create", at.as_str(), errno))
    }

    fn hard_link(&self, existing: &HostPath, new: &HostPath) -> Result<(), FilesError> {
        link::hard_link(&self.root, existing, new)
    }

    fn copy(&self, from: &HostPath, to: &HostPath, mode: Mode) -> Result<(), FilesError> {
        link::copy(&self.root, from, to, mode)
    }

    fn rename(&self, from: &HostPath, to: &HostPath) -> Result<(), FilesError> {
        const DOING: &str = "rename";
        let refuse = |errno| refused(DOING, to.as_str(), errno);
        let (old_parent, old) = self.root.parent(DOING, from)?;
        let (new_parent, new) = self.root.parent(DOING, to)?;
        if tree::is_directory(&new_parent, new).map_err(refuse)? {
            return Err(fault(DOING, to, FileFault::Exists));
        }
        match retry_on_intr(|| rustix::fs::renameat(&old_parent, old, &new_parent, new)) {
            Ok(()) => Ok(()),
            Err(Errno::NOENT) => Err(refused(DOING, from.as_str(), Errno::NOENT)),
            Err(Errno::NOTDIR | Errno::ISDIR) => Err(refuse(Errno::EXIST)),
            Err(errno) => Err(refuse(errno)),
        }
    }

    fn switch(&self, switch: &HostPath, to: &str) -> Result<(), FilesError> {
        switch::switch(&self.root, switch, to)
    }

    fn switched_to(&self, switch: &HostPath) -> Result<Option<String>, FilesError> {
        switch::switched_to(&self.root, switch)
    }

    fn remove(&self, at: &HostPath) -> Result<(), FilesError> {
        const DOING: &str = "remove";
        let (parent, name) = self.root.parent(DOING, at)?;
        let refuse = |errno| refused(DOING, at.as_str(), errno);
        if tree::is_directory(&parent, name).map_err(refuse)? {
            return Err(fault(DOING, at, FileFault::WrongKind("file")));
        }
        retry_on_intr(|| rustix::fs::unlinkat(&parent, name, AtFlags::empty())).map_err(refuse)
    }

    fn remove_directory(&self, at: &HostPath) -> Result<(), FilesError> {
        const DOING: &str = "remove";
        let (parent, name) = self.root.parent(DOING, at)?;
        match retry_on_intr(|| rustix::fs::unlinkat(&parent, name, AtFlags::REMOVEDIR)) {
            Ok(()) => Ok(()),
            // POSIX lets a system answer either for a directory that is not empty.
            Err(Errno::EXIST) => Err(fault(DOING, at, FileFault::NotEmpty)),
            Err(errno) => Err(refused(DOING, at.as_str(), errno)),
        }
    }

    fn remove_tree(&self, at: &HostPath) -> Result<(), FilesError> {
        tree::remove(&self.root, at)
    }

    fn set_mode(&self, at: &HostPath, mode: Mode) -> Result<(), FilesError> {
        set_mode(&self.root, at, mode)
    }

    fn set_owner(&self, at: &HostPath, owner: &UserId) -> Result<(), FilesError> {
        const DOING: &str = "change the owner of";
        if self.is_relocated {
            return Ok(());
        }
        let account = accounts::by_name(&owner.0).ok_or_else(|| {
            let words = format!("there is no user {}", sealift_document::plain(&owner.0));
            fault(DOING, at, FileFault::Other(words))
        })?;
        let (parent, name) = self.root.parent(DOING, at)?;
        let user = rustix::fs::Uid::from_raw(account.user);
        let group = rustix::fs::Gid::from_raw(account.group);
        let flags = AtFlags::SYMLINK_NOFOLLOW;
        rustix::fs::chownat(&parent, name, Some(user), Some(group), flags)
            .map_err(|errno| refused(DOING, at.as_str(), errno))
    }

    fn copy_owner(&self, from: &HostPath, to: &HostPath) -> Result<(), FilesError> {
        const DOING: &str = "change the owner of";
        let (parent, name) = self.root.parent(DOING, from)?;
        let owned = entry::stat(&parent, name)
            .and_then(|found| found.ok_or(Errno::NOENT))
            .map_err(|errno| refused(DOING, from.as_str(), errno))?;
        let user = rustix::fs::Uid::from_raw(owned.st_uid);
        let group = rustix::fs::Gid::from_raw(owned.st_gid);
        let (parent, name) = self.root.parent(DOING, to)?;
        let flags = AtFlags::SYMLINK_NOFOLLOW;
        match rustix::fs::chownat(&parent, name, Some(user), Some(group), flags) {
            // Only root may give files away; whoever else copies owns both anyway, or may not.
            Ok(()) | Err(Errno::PERM) => Ok(()),
            Err(errno) => Err(refused(DOING, to.as_str(), errno)),
        }
    }

    fn sync_directory(&self, at: &HostPath) -> Result<(), FilesError> {
        let handle = self.root.readable("sync", at)?;
        sink::sync(handle.as_fd()).map_err(|errno| refused("sync", at.as_str(), errno))
    }

    fn barrier(&self, within: &HostPath) -> Result<(), FilesError> {
        tree::barrier(&self.root, within)
    }

    fn space(&self, at: &HostPath) -> Result<Space, FilesError> {
        room::space(&self.root, at)
    }

    fn lock(&self, at: &HostPath, holder: &LockHolder) -> Result<Box<dyn Lock>, FilesError> {
        Ok(Box::new(lock::lock(&self.root, at, holder)?))
    }

    fn check_free(&self, at: &HostPath) -> Result<(), FilesError> {
        lock::check_free(&self.root, at)
    }

    fn is_writable_by_others(&self, at: &HostPath) -> Result<bool, FilesError> {
        guard::is_writable_by_others(&self.root, at)
    }
}

/// Sets permission bits through a handle, so that no link is followed and no pipe or device is touched.
fn set_mode(root: &Root, at: &HostPath, mode: Mode) -> Result<(), FilesError> {
    const DOING: &str = "change the mode of";
    let refuse = |errno| refused(DOING, at.as_str(), errno);
    let (parent, name) = root.parent(DOING, at)?;
    let found = entry::stat(&parent, name)
        .map_err(refuse)?
        .ok_or_else(|| refuse(Errno::NOENT))?;
    match FileType::from_raw_mode(found.st_mode) {
        FileType::RegularFile | FileType::Directory => {}
        FileType::Symlink => return Err(fault(DOING, at, FileFault::Link(at.to_string()))),
        _ => return Err(fault(DOING, at, FileFault::WrongKind("file or directory"))),
    }
    let mode = RawMode::from_raw_mode(raw(mode.bits()));
    let flags = OFlags::RDONLY | OFlags::NOFOLLOW | OFlags::NONBLOCK | OFlags::CLOEXEC;
    match retry_on_intr(|| rustix::fs::openat(&parent, name, flags, RawMode::empty())) {
        Ok(handle) => rustix::fs::fchmod(&handle, mode).map_err(refuse),
        // An owner may change a mode without being allowed to read.
        #[cfg(target_os = "linux")]
        Err(Errno::ACCESS) => {
            use std::os::fd::AsRawFd;
            let flags = OFlags::PATH | OFlags::NOFOLLOW | OFlags::CLOEXEC;
            let handle =
                rustix::fs::openat(&parent, name, flags, RawMode::empty()).map_err(refuse)?;
            let itself = format!("/proc/self/fd/{}", handle.as_raw_fd());
            rustix::fs::chmodat(rustix::fs::CWD, itself, mode, AtFlags::empty()).map_err(refuse)
        }
        Err(errno) => Err(refuse(errno)),
    }
}
