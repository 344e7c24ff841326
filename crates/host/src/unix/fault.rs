//! What the system's error numbers mean for a file effect, in one place.

use std::io;

use rustix::io::Errno;
use sealift_engine::effects::{FileFault, FilesError};

/// The fault behind an error number.
pub(crate) fn fault(errno: Errno) -> FileFault {
    match errno {
        Errno::NOENT => FileFault::Missing,
        Errno::EXIST => FileFault::Exists,
        Errno::NOTDIR => FileFault::WrongKind("directory"),
        Errno::ISDIR => FileFault::WrongKind("file"),
        Errno::LOOP => FileFault::Link(String::new()),
        Errno::NOTEMPTY => FileFault::NotEmpty,
        Errno::ACCESS | Errno::PERM => FileFault::Denied,
        Errno::ROFS => FileFault::ReadOnly,
        Errno::NOSPC | Errno::DQUOT => FileFault::Full,
        Errno::MFILE | Errno::NFILE => FileFault::TooManyOpen,
        Errno::BUSY | Errno::TXTBSY | Errno::WOULDBLOCK => FileFault::Busy,
        Errno::IO | Errno::NXIO | Errno::NODEV | Errno::STALE => FileFault::Device(words(errno)),
        Errno::XDEV | Errno::MLINK | Errno::OPNOTSUPP | Errno::NOSYS | Errno::NOTTY => {
            FileFault::Unsupported
        }
        other => FileFault::Other(words(other)),
    }
}

/// The system's own words for an error number.
pub(crate) fn words(errno: Errno) -> String {
    io::Error::from(errno).to_string()
}

/// A file error at a path, from an error number.
pub(crate) fn refused(doing: &'static str, at: &str, errno: Errno) -> FilesError {
    let fault = match fault(errno) {
        FileFault::Link(_) => FileFault::Link(at.into()),
        fault => fault,
    };
    FilesError {
        doing,
        at: at.into(),
        fault,
    }
}

/// A file error at a path, from an error of the standard library.
pub(crate) fn refused_io(doing: &'static str, at: &str, error: &io::Error) -> FilesError {
    Errno::from_io_error(error).map_or_else(
        || FilesError::from_io(doing, at, error),
        |errno| refused(doing, at, errno),
    )
}

/// Wraps an error of reading or writing, so that the fault can be had back from `std::io` by
/// [`FilesError::from_io`].
pub(crate) fn carried(doing: &'static str, at: &str, error: &io::Error) -> io::Error {
    if error.kind() == io::ErrorKind::Interrupted {
        return io::ErrorKind::Interrupted.into();
    }
    io::Error::new(error.kind(), refused_io(doing, at, error))
}
