//! Files, directories and links below the world's root.

use std::fmt;
use std::io::{self, Read, Seek, Write};

use camino::Utf8Path;
use sealift_document::{Timestamp, plain};
use sealift_package::manifest::Mode;
use thiserror::Error;

use super::HostPath;
use super::processes::UserId;

/// The file system below the world's root (`/`, or the folder given with `--root`).
///
/// Paths are walked from an open handle of the root, segment by segment, without following any link: a link where a
/// directory should be is [`FileFault::Link`], never a way out (threats I12, V10). Directories above a new entry must
/// exist. What a call changes is durable only after [`Files::barrier`], or [`Sink::sync`] and [`Files::sync_directory`].
pub trait Files: Send + Sync {
    /// The root as an absolute path of the real machine: for messages, rendered configuration, child processes and
    /// SQLite, never for file effects.
    fn root(&self) -> &Utf8Path;

    /// The file layer of SQLite (a VFS) through which these files are seen; its own where these are real files.
    fn database_layer(&self) -> Option<&str> {
        None
    }

    /// What is there, itself and not what a link points to; `None` when nothing is.
    ///
    /// # Errors
    /// [`FilesError`] when the way there cannot be walked.
    fn inspect(&self, at: &HostPath) -> Result<Option<Entry>, FilesError>;

    /// Names in a directory, sorted bytewise.
    ///
    /// # Errors
    /// [`FilesError`] when it is no directory, cannot be read, or holds a name that is not UTF-8.
    fn list(&self, directory: &HostPath) -> Result<Vec<String>, FilesError>;

    /// Opens a regular file for reading; anything else is refused without blocking on it.
    ///
    /// # Errors
    /// [`FilesError`].
    fn open(&self, at: &HostPath) -> Result<Box<dyn ReadSeek>, FilesError>;

    /// Creates a file that must not exist yet.
    ///
    /// # Errors
    /// [`FilesError`], [`FileFault::Exists`] among them.
    fn create(&self, at: &HostPath, mode: Mode) -> Result<Box<dyn Sink>, FilesError>;

    /// Creates a directory that must not exist yet, with exactly this mode.
    ///
    /// # Errors
    /// [`FilesError`], [`FileFault::Exists`] among them.
    fn create_directory(&self, at: &HostPath, mode: Mode) -> Result<(), FilesError>;

    /// Creates a symbolic link with this very target text.
    ///
    /// # Errors
    /// [`FilesError`], [`FileFault::Unsupported`] where the system has none.
    fn create_symlink(&self, at: &HostPath, target: &str) -> Result<(), FilesError>;

    /// Gives an existing regular file a second name on the same file system.
    ///
    /// # Errors
    /// [`FilesError`], [`FileFault::Unsupported`] where that is impossible, so that the caller writes anew.
    fn hard_link(&self, existing: &HostPath, new: &HostPath) -> Result<(), FilesError>;

    /// Copies a regular file to a new name, sharing its blocks where the file system can.
    ///
    /// # Errors
    /// [`FilesError`].
    fn copy(&self, from: &HostPath, to: &HostPath, mode: Mode) -> Result<(), FilesError>;

    /// Moves an entry within one file system. A file or link at the new name is replaced atomically; a directory there
    /// is [`FileFault::Exists`].
    ///
    /// # Errors
    /// [`FilesError`].
    fn rename(&self, from: &HostPath, to: &HostPath) -> Result<(), FilesError>;

    /// Points `switch` at a sibling folder in one atomic step, creating it if need be: a relative symbolic link, on
    /// Windows a junction retargeted in place, or a pointer file where that fails. Durable when it returns.
    ///
    /// # Errors
    /// [`FilesError`].
    fn switch(&self, switch: &HostPath, to: &str) -> Result<(), FilesError>;

    /// What [`Files::switch`] last pointed at, as it was given; `None` when there is no switch.
    ///
    /// # Errors
    /// [`FilesError`], also when something that is no switch lies there.
    fn switched_to(&self, switch: &HostPath) -> Result<Option<String>, FilesError>;

    /// Removes a file or a link. Nothing there is an error.
    ///
    /// # Errors
    /// [`FilesError`].
    fn remove(&self, at: &HostPath) -> Result<(), FilesError>;

    /// Removes an empty directory.
    ///
    /// # Errors
    /// [`FilesError`], [`FileFault::NotEmpty`] among them.
    fn remove_directory(&self, at: &HostPath) -> Result<(), FilesError>;

    /// Removes a directory and all below it, following no link and leaving no file system.
    ///
    /// # Errors
    /// The first [`FilesError`]; the rest has been removed as far as possible.
    fn remove_tree(&self, at: &HostPath) -> Result<(), FilesError>;

    /// Sets permission bits; of the nearest kind where the system has none.
    ///
    /// # Errors
    /// [`FilesError`].
    fn set_mode(&self, at: &HostPath, mode: Mode) -> Result<(), FilesError>;

    /// The permission bits that an entry shows after it was given these: the same, where the system keeps them all.
    fn nearest_mode(&self, mode: Mode) -> Mode {
        mode
    }

    /// Gives an entry to a user and that user's own group; a no-op where the world is relocated.
    ///
    /// # Errors
    /// [`FilesError`].
    fn set_owner(&self, at: &HostPath, owner: &UserId) -> Result<(), FilesError>;

    /// Gives an entry the owner and group of another, so that copied data still belongs to the service that uses it; a
    /// no-op where this process may not give files away, or the system has no such thing.
    ///
    /// # Errors
    /// [`FilesError`].
    fn copy_owner(&self, _from: &HostPath, _to: &HostPath) -> Result<(), FilesError> {
        Ok(())
    }

    /// Makes a directory's entries durable.
    ///
    /// # Errors
    /// [`FilesError`]; after a failed sync nothing is certain and the run must end (threat I6).
    fn sync_directory(&self, at: &HostPath) -> Result<(), FilesError>;

    /// Makes everything written so far to the file system that holds this directory durable: one barrier instead of
    /// one sync a file (syncfs; elsewhere the equal).
    ///
    /// # Errors
    /// [`FilesError`]; as for [`Files::sync_directory`].
    fn barrier(&self, within: &HostPath) -> Result<(), FilesError>;

    /// Room on the file system that holds the nearest existing directory at or above this path.
    ///
    /// # Errors
    /// [`FilesError`].
    fn space(&self, at: &HostPath) -> Result<Space, FilesError>;

    /// Takes an exclusive lock on a file, creating it if need be. A lock of a process that ended is free.
    ///
    /// # Errors
    /// [`FileFault::Locked`] with what the holder wrote of itself.
    fn lock(&self, at: &HostPath, holder: &LockHolder) -> Result<Box<dyn Lock>, FilesError>;

    /// Refuses where somebody holds the lock on a file; takes nothing and makes nothing.
    ///
    /// # Errors
    /// [`FileFault::Locked`] with what the holder wrote of itself; others when it cannot be told.
    fn check_free(&self, at: &HostPath) -> Result<(), FilesError>;

    /// Whether others than the owner (and root) could change this file or the directories above it, which makes a trust
    /// store or a policy worthless (threat T18).
    ///
    /// # Errors
    /// [`FilesError`].
    fn is_writable_by_others(&self, at: &HostPath) -> Result<bool, FilesError>;
}

/// Bytes that can be read in any order.
pub trait ReadSeek: Read + Seek + Send {}
impl<T: Read + Seek + Send> ReadSeek for T {}

/// A file being written.
pub trait Sink: Write + Send {
    /// Makes the bytes written so far durable.
    ///
    /// # Errors
    /// [`FilesError`]; after a failed sync the run must end.
    fn sync(&mut self) -> Result<(), FilesError>;

    /// Closes the file and sets its time of modification.
    ///
    /// # Errors
    /// [`FilesError`].
    fn finish(self: Box<Self>, modified: Option<Timestamp>) -> Result<Identity, FilesError>;
}

/// A lock that is held until it is dropped.
pub trait Lock: Send {}

/// What a lock's holder says of itself, for the person who is kept waiting.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct LockHolder {
    /// Who: an [`super::Actor`] in words.
    pub user: String,
    /// Process number.
    pub process: u32,
    /// What it is doing, such as `install`.
    pub operation: String,
    /// Since when.
    pub since: Timestamp,
}

impl LockHolder {
    /// A process that does something from now on, in the name of whoever runs it.
    #[must_use]
    pub fn now(clock: &dyn super::Clock, process: u32, operation: &str) -> Self {
        Self {
            user: clock.actor().to_string(),
            process,
            operation: operation.into(),
            since: clock.now().utc,
        }
    }
}

impl fmt::Display for LockHolder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (user, operation) = (plain(&self.user), plain(&self.operation));
        let (process, since) = (self.process, self.since);
        write!(f, "{user} ({operation}, process {process}, since {since})")
    }
}

/// One entry of a directory.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// What it is.
    pub kind: EntryKind,
    /// Its permission bits.
    pub mode: u32,
    /// Bytes of a regular file.
    pub bytes: u64,
    /// What tells whether it is still the same, unchanged entry.
    pub identity: Identity,
}

/// What an entry is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum EntryKind {
    /// A regular file.
    File,
    /// A directory.
    Directory,
    /// A symbolic link (or a junction) and its target.
    Symlink(String),
    /// A device, socket or pipe.
    Other,
}

/// Device, inode, size and times: equal as long as nobody touched the file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
pub struct Identity {
    /// Device.
    pub device: u64,
    /// Inode or file index.
    pub inode: u64,
    /// Bytes.
    pub bytes: u64,
    /// Time of the last change to content, nanoseconds since 1970.
    pub modified_ns: i64,
    /// Time of the last change to the inode, nanoseconds since 1970 (creation time on Windows).
    pub changed_ns: i64,
}

/// A file system, for adding up what is needed on each.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FileSystemId(pub u64);

/// Room on a file system.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Space {
    /// Which file system.
    pub file_system: FileSystemId,
    /// Bytes that this process may still use.
    pub free: u64,
    /// Bytes in all.
    pub total: u64,
}

/// A file effect that did not happen.
#[derive(Debug, Clone, PartialEq, Eq, Error, serde::Serialize)]
#[error("cannot {doing} {at}: {fault}")]
pub struct FilesError {
    /// What was being done, such as `create`.
    #[serde(serialize_with = "sealift_document::phrase")]
    pub doing: &'static str,
    /// Where, below the world's root.
    pub at: String,
    /// What went wrong.
    pub fault: FileFault,
}

/// What went wrong with a file.
#[derive(Debug, Clone, PartialEq, Eq, Error, serde::Serialize)]
pub enum FileFault {
    /// Nothing is there.
    #[error("there is no such file or directory")]
    Missing,
    /// Something is there already.
    #[error("something is there already")]
    Exists,
    /// A link lies on the way or at the end of it.
    #[error("a symbolic link lies on the way at {0}")]
    Link(String),
    /// It is not what it should be.
    #[error("it is not a {0}")]
    WrongKind(#[serde(serialize_with = "sealift_document::phrase")] &'static str),
    /// A directory still has entries.
    #[error("the directory is not empty")]
    NotEmpty,
    /// The process has no right to.
    #[error("permission is denied")]
    Denied,
    /// The file system is read-only.
    #[error("the file system is read-only")]
    ReadOnly,
    /// The file system is full, or a quota is reached.
    #[error("no space is left")]
    Full,
    /// This process, or the whole system, has as many files open as it may.
    #[error("too many files are open")]
    TooManyOpen,
    /// Somebody has it open or locked.
    #[error("it is in use")]
    Busy,
    /// The lock is held.
    #[error("it is locked by {}", .0.as_ref().map_or_else(|| "another process".into(), ToString::to_string))]
    Locked(Option<LockHolder>),
    /// Reading or writing failed at the device.
    #[error("the device failed: {0}")]
    Device(String),
    /// This system or file system cannot do that.
    #[error("this file system cannot do that")]
    Unsupported,
    /// Anything else the system said.
    #[error("{0}")]
    Other(String),
}

impl FilesError {
    /// What a [`Sink`] or an open file said through `std::io`: the file error itself where one is inside, else the
    /// nearest fault.
    #[must_use]
    pub fn from_io(doing: &'static str, at: &str, error: &io::Error) -> Self {
        if let Some(inside) = error.get_ref().and_then(|inside| inside.downcast_ref()) {
            return Self::clone(inside);
        }
        let fault = match error.kind() {
            io::ErrorKind::NotFound => FileFault::Missing,
            io::ErrorKind::AlreadyExists => FileFault::Exists,
            io::ErrorKind::PermissionDenied => FileFault::Denied,
            io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => FileFault::Full,
            io::ErrorKind::ReadOnlyFilesystem => FileFault::ReadOnly,
            io::ErrorKind::Unsupported => FileFault::Unsupported,
            _ => FileFault::Other(error.to_string()),
        };
        Self {
            doing,
            at: at.into(),
            fault,
        }
    }

    /// The stable code of this error.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self.fault {
            FileFault::Missing => "file-missing",
            FileFault::Exists => "file-exists",
            FileFault::Link(_) => "file-behind-link",
            FileFault::WrongKind(_) => "file-wrong-kind",
            FileFault::NotEmpty => "directory-not-empty",
            FileFault::Denied => "file-denied",
            FileFault::ReadOnly => "file-system-read-only",
            FileFault::Full => "disk-full",
            FileFault::TooManyOpen => "files-too-many-open",
            FileFault::Busy => "file-in-use",
            FileFault::Locked(_) => "locked",
            FileFault::Device(_) => "device-failed",
            FileFault::Unsupported => "file-system-unsupported",
            FileFault::Other(_) => "file-failed",
        }
    }
}
