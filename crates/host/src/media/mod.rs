//! Removable media: packages read from a drive, and exports written to one.
//!
//! A drive is the one place where somebody else chose the names. What is read is a regular file whose kind is looked
//! at before and after it is opened (threat M6), read once and never written; what is written is whole or is not
//! there (threat M9).

mod answering;
mod behalf;
mod drives;
mod folder;
mod output;
mod small;
mod source;
mod volumes;

use std::io;

use camino::{Utf8Path, Utf8PathBuf};
use thiserror::Error;

pub use answering::Answering;
pub use behalf::on_behalf_of;
pub use drives::{Contents, Drive, Sighting, contents, drive_at, drives};
pub use folder::{Found, PACKAGE_ENDING, find};
pub use output::{Draft, write_atomically};
pub use small::read_at_most;
pub use source::{Source, open};
pub use volumes::{Volumes, Written};

/// Why a medium could not be read or written.
#[derive(Debug, Clone, PartialEq, Eq, Error, serde::Serialize)]
pub enum MediaError {
    /// Nothing is at the path.
    #[error("there is nothing at {path}")]
    Missing {
        /// The path as it was given.
        path: Utf8PathBuf,
    },
    /// It is a link, a pipe, a device or something else that is no package.
    #[error("{path} is {kind}, not a file with a package in it")]
    NotAFile {
        /// The path as it was given.
        path: Utf8PathBuf,
        /// What it is: `a symbolic link`, `a named pipe`.
        #[serde(serialize_with = "sealift_document::phrase")]
        kind: &'static str,
    },
    /// The path is not UTF-8.
    #[error("the name {shown} is not UTF-8")]
    BadName {
        /// The nearest that can be shown.
        shown: String,
    },
    /// The process has no right to.
    #[error("permission to use {path} is denied")]
    Denied {
        /// The path.
        path: Utf8PathBuf,
    },
    /// The drive gave no bytes.
    #[error("{path} cannot be read at byte {at}: {reason}")]
    ReadFailed {
        /// The file.
        path: Utf8PathBuf,
        /// How many bytes of it had been read.
        at: u64,
        /// What the system said.
        reason: String,
    },
    /// The drive is gone.
    #[error("the drive with {path} was unplugged after {at} bytes")]
    Unplugged {
        /// The file.
        path: Utf8PathBuf,
        /// How many bytes of it had been read or written.
        at: u64,
    },
    /// The drive answers no more.
    #[error("the drive with {path} has said nothing for {seconds} seconds, after {at} bytes")]
    Silent {
        /// The file.
        path: Utf8PathBuf,
        /// How many bytes of it had been read.
        at: u64,
        /// How long was waited.
        seconds: u64,
    },
    /// The drive has no room left.
    #[error("there is no room for {path}")]
    Full {
        /// The file.
        path: Utf8PathBuf,
    },
    /// The drive's file system takes no file of this size (FAT32 ends at 4 GiB).
    #[error("the file system of {path} takes no file of that size")]
    TooLarge {
        /// The file.
        path: Utf8PathBuf,
    },
    /// The drive is write-protected.
    #[error("the drive with {path} is read-only")]
    ReadOnly {
        /// The file.
        path: Utf8PathBuf,
    },
    /// What the drive gives back is not what was written.
    #[error("{path} does not read back as it was written")]
    Differs {
        /// The file.
        path: Utf8PathBuf,
    },
    /// Writing failed in another way.
    #[error("{path} cannot be written: {reason}")]
    WriteFailed {
        /// The file.
        path: Utf8PathBuf,
        /// What the system said.
        reason: String,
    },
}

impl MediaError {
    /// The stable code of this error.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Missing { .. } => "media-missing",
            Self::NotAFile { .. } => "media-not-a-file",
            Self::BadName { .. } => "media-bad-name",
            Self::Denied { .. } => "media-denied",
            Self::ReadFailed { .. } => "media-read-failed",
            Self::Unplugged { .. } => "media-unplugged",
            Self::Silent { .. } => "media-silent",
            Self::Full { .. } => "media-full",
            Self::TooLarge { .. } => "media-too-large",
            Self::ReadOnly { .. } => "media-read-only",
            Self::Differs { .. } => "media-differs",
            Self::WriteFailed { .. } => "media-write-failed",
        }
    }

    /// The media error that a [`Source`] or an output handed up through `std::io`, if there is one inside.
    #[must_use]
    pub fn within(error: &io::Error) -> Option<Self> {
        error.get_ref()?.downcast_ref().cloned()
    }

    /// Why reading failed, as [`Self::within`] has it or as the system said it.
    fn of_reading(error: &io::Error, path: &Utf8Path) -> Self {
        Self::within(error).unwrap_or_else(|| Self::ReadFailed {
            path: path.to_owned(),
            at: 0,
            reason: error.to_string(),
        })
    }

    fn into_io(self, kind: io::ErrorKind) -> io::Error {
        io::Error::new(kind, self)
    }
}
