//! What can go wrong with a call while the process lives, and which calls it can befall.

use std::fmt;

use sealift_engine::effects::FileFault;

/// What kind of call something is, as far as it decides what can go wrong with it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Call {
    /// Looks at an entry, a folder or a file system by its path, or opens a file for reading.
    Look,
    /// Reads from an open file.
    Read,
    /// Makes or moves an entry.
    Make,
    /// Changes or removes an entry.
    Alter,
    /// Writes into an open file.
    Write,
    /// Makes an open file durable.
    Sync,
    /// Makes a folder, or a whole file system, durable by its path.
    SyncFolder,
    /// Starts or ends a program or a service, or changes a user.
    Run,
    /// SQLite opens a file.
    OpenDatabase,
    /// SQLite reads a page, or somebody asks for what an open file is.
    Peek,
    /// SQLite writes or cuts a file.
    WritePage,
    /// SQLite takes a lock, or memory that connections share.
    Lock,
}

impl Call {
    /// Whether it is an effect: it changes what is there, so that a crash at it can leave something of its own.
    #[must_use]
    pub const fn changes(self) -> bool {
        matches!(
            self,
            Self::Make
                | Self::Alter
                | Self::Write
                | Self::Sync
                | Self::SyncFolder
                | Self::Run
                | Self::WritePage
        )
    }
}

/// What can go wrong with a call.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Trouble {
    /// It does not happen and says why.
    Fails(FileFault),
    /// A signal comes before it has begun (EINTR); whoever asks again is served.
    Interrupts,
    /// It reads or writes less than it was asked for, and says how much.
    CutsShort,
}

impl Trouble {
    /// Everything that is tried: ENOSPC, EIO, EACCES, EROFS, EMFILE, EINTR, and short reads and writes.
    #[must_use]
    pub fn all() -> Vec<Self> {
        vec![
            Self::Fails(FileFault::Full),
            Self::Fails(FileFault::Device("Input/output error".into())),
            Self::Fails(FileFault::Denied),
            Self::Fails(FileFault::ReadOnly),
            Self::Fails(FileFault::TooManyOpen),
            Self::Interrupts,
            Self::CutsShort,
        ]
    }

    /// Whether a system can answer such a call so.
    ///
    /// Who may do something, and whether a file system takes changes, is decided where a path is walked; a handle that is
    /// open goes on to work, until its device fails or its file system is made read-only beneath it. Any call that walks
    /// a path opens the folders on it, and so can be one handle too many. What only reads needs no room. EINTR and
    /// partial answers reach the engine where it reads and writes streams, by the contract of `std::io`; every other call
    /// of the effect traits is whole or not at all, and SQLite's own layer tries such calls again, so that for both it is
    /// the real layers' own tests that show it.
    #[must_use]
    pub fn can_befall(&self, call: Call) -> bool {
        use Call::{
            Alter, Lock, Look, Make, OpenDatabase, Read, Run, Sync, SyncFolder, Write, WritePage,
        };
        match self {
            Self::Fails(FileFault::Device(_)) => true,
            Self::Fails(FileFault::Full) => {
                matches!(call, Make | Write | Sync | SyncFolder | WritePage | Lock)
            }
            Self::Fails(FileFault::ReadOnly) => {
                matches!(
                    call,
                    Make | Alter | Write | Sync | SyncFolder | OpenDatabase | WritePage
                )
            }
            Self::Fails(FileFault::Denied) => {
                matches!(call, Look | Make | Alter | Run | OpenDatabase)
            }
            Self::Fails(FileFault::TooManyOpen) => {
                matches!(call, Look | Make | Alter | SyncFolder | Run | OpenDatabase)
            }
            Self::Fails(_) => call.changes(),
            Self::Interrupts | Self::CutsShort => matches!(call, Read | Write),
        }
    }
}

impl fmt::Display for Trouble {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Fails(fault) => write!(f, "fails: {fault}"),
            Self::Interrupts => f.write_str("is interrupted"),
            Self::CutsShort => f.write_str("is cut short"),
        }
    }
}
