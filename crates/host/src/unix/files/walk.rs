//! Ways from the root's handle to any path below it, never through a link.
//!
//! Where the kernel can do it, one `openat2` call walks the whole path and refuses every link; elsewhere each segment
//! is opened from the one before. Nothing is remembered between two calls: a remembered handle of a directory that
//! has been renamed away since would be a way to write into the wrong tree, and one system call for each path costs
//! two microseconds (placing 78,000 files spends less than a fifth of a second on it).

use std::os::fd::{AsFd, BorrowedFd, OwnedFd};

use camino::{Utf8Path, Utf8PathBuf};
use rustix::fs::{AtFlags, CWD, FileType, Mode, OFlags};
use rustix::io::{Errno, retry_on_intr};
use sealift_engine::effects::{FileFault, FilesError, HostPath};

use crate::unix::fault::{refused, words};

/// How directories on the way are opened: to be walked through, not to be read.
#[cfg(target_os = "linux")]
const WALKED: OFlags = OFlags::PATH
    .union(OFlags::DIRECTORY)
    .union(OFlags::NOFOLLOW)
    .union(OFlags::CLOEXEC);
#[cfg(not(target_os = "linux"))]
const WALKED: OFlags = READ;

/// How a directory is opened to be read or synced.
pub(super) const READ: OFlags = OFlags::RDONLY
    .union(OFlags::DIRECTORY)
    .union(OFlags::NOFOLLOW)
    .union(OFlags::CLOEXEC);

/// The open root of a world.
pub(crate) struct Root {
    path: Utf8PathBuf,
    handle: OwnedFd,
}

/// A directory on the way: the root itself or one below it.
pub(super) enum Directory<'a> {
    Root(BorrowedFd<'a>),
    Below(OwnedFd),
}

impl AsFd for Directory<'_> {
    fn as_fd(&self) -> BorrowedFd<'_> {
        match self {
            Self::Root(handle) => handle.as_fd(),
            Self::Below(handle) => handle.as_fd(),
        }
    }
}

impl Root {
    /// Opens a root by its path, which must be absolute and free of links already.
    pub(crate) fn open(path: &Utf8Path) -> Result<Self, FilesError> {
        let flags = WALKED | OFlags::DIRECTORY;
        let handle = retry_on_intr(|| rustix::fs::openat(CWD, path.as_str(), flags, Mode::empty()))
            .map_err(|errno| refused("open", path.as_str(), errno))?;
        Ok(Self {
            path: path.into(),
            handle,
        })
    }

    pub(crate) fn path(&self) -> &Utf8Path {
        &self.path
    }

    pub(super) fn handle(&self) -> Directory<'_> {
        Directory::Root(self.handle.as_fd())
    }

    /// The directory that holds an entry, and the entry's name in it.
    pub(super) fn parent<'a>(
        &self,
        doing: &'static str,
        at: &'a HostPath,
    ) -> Result<(Directory<'_>, &'a str), FilesError> {
        let directory = match at.as_str().rsplit_once('/') {
            Some((parent, _)) => Directory::Below(self.directory(doing, parent)?),
            None => self.handle(),
        };
        Ok((directory, at.file_name()))
    }

    /// A directory below the root, to be walked from.
    pub(super) fn directory(
        &self,
        doing: &'static str,
        below: &str,
    ) -> Result<OwnedFd, FilesError> {
        #[cfg(target_os = "linux")]
        if let Ok(handle) = self.at_once(below) {
            return Ok(handle);
        }
        self.step_by_step(doing, below)
    }

    /// Lets the kernel walk. Any failure is looked into step by step, which can name the segment at fault.
    #[cfg(target_os = "linux")]
    fn at_once(&self, below: &str) -> Result<OwnedFd, Errno> {
        use rustix::fs::ResolveFlags;
        let resolve =
            ResolveFlags::BENEATH | ResolveFlags::NO_SYMLINKS | ResolveFlags::NO_MAGICLINKS;
        rustix::fs::openat2(&self.handle, below, WALKED, Mode::empty(), resolve)
    }

    fn step_by_step(&self, doing: &'static str, below: &str) -> Result<OwnedFd, FilesError> {
        let mut walked: Option<OwnedFd> = None;
        let mut end = 0;
        for segment in below.split('/') {
            end += segment.len();
            let from = walked.as_ref().unwrap_or(&self.handle).as_fd();
            let next = open_directory(from, segment, WALKED)
                .map_err(|fault| fault.at(doing, &below[..end]))?;
            walked = Some(next);
            end += 1;
        }
        walked.ok_or_else(|| refused(doing, below, Errno::INVAL))
    }

    /// A directory below the root, to be read or synced.
    pub(super) fn readable(
        &self,
        doing: &'static str,
        at: &HostPath,
    ) -> Result<OwnedFd, FilesError> {
        let (parent, name) = self.parent(doing, at)?;
        open_directory(parent.as_fd(), name, READ).map_err(|fault| fault.at(doing, at.as_str()))
    }
}

/// Why one segment could not be opened as a directory.
pub(super) enum Blocked {
    Link,
    Errno(Errno),
}

impl Blocked {
    pub(super) fn at(self, doing: &'static str, at: &str) -> FilesError {
        match self {
            Self::Errno(errno) => refused(doing, at, errno),
            Self::Link => FilesError {
                doing,
                at: at.into(),
                fault: FileFault::Link(at.into()),
            },
        }
    }
}

/// Opens one segment as a directory. Systems disagree on the error that a link gives here, so a failure is looked at.
pub(super) fn open_directory(
    from: BorrowedFd<'_>,
    segment: &str,
    flags: OFlags,
) -> Result<OwnedFd, Blocked> {
    match retry_on_intr(|| rustix::fs::openat(from, segment, flags, Mode::empty())) {
        Ok(handle) => Ok(handle),
        Err(errno @ (Errno::LOOP | Errno::NOTDIR | Errno::MLINK)) => {
            let found = rustix::fs::statat(from, segment, AtFlags::SYMLINK_NOFOLLOW);
            match found.map(|stat| FileType::from_raw_mode(stat.st_mode)) {
                Ok(FileType::Symlink) => Err(Blocked::Link),
                _ => Err(Blocked::Errno(errno)),
            }
        }
        Err(errno) => Err(Blocked::Errno(errno)),
    }
}

/// A fault that no error number stands for.
pub(super) fn fault(doing: &'static str, at: &HostPath, fault: FileFault) -> FilesError {
    FilesError {
        doing,
        at: at.to_string(),
        fault,
    }
}

/// A name that the system gave and that is not UTF-8, told in words.
pub(super) fn unreadable_name(doing: &'static str, at: &HostPath) -> FilesError {
    fault(
        doing,
        at,
        FileFault::Other(format!(
            "a name in it is not UTF-8 ({})",
            words(Errno::ILSEQ)
        )),
    )
}
