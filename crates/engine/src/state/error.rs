//! Why the state could not be opened, read or changed.

use sealift_audit::tree::FrontierError;
use sealift_audit::{KeyError, RecordError};
use thiserror::Error;

/// Why the state database could not be opened, read or changed.
#[derive(Debug, Clone, PartialEq, Eq, Error, serde::Serialize)]
pub enum StateError {
    /// There is no database; no site was created here.
    #[error("there is no state database at {path}")]
    Absent {
        /// Where it was looked for.
        path: String,
    },
    /// The database was written by a later version of this program; it is not touched (threat I15).
    #[error("the state database has format {found}; this program knows formats up to {known}")]
    Newer {
        /// The format found.
        found: u32,
        /// The newest format known.
        known: u32,
    },
    /// The file is no database of this program.
    #[error("{path} is not a state database of Sealift")]
    Foreign {
        /// The file.
        path: String,
    },
    /// The database is damaged; it is not touched (threat I15).
    #[error("the state database is damaged: {detail}")]
    Damaged {
        /// What was found.
        detail: String,
    },
    /// The database is there and cannot be opened.
    #[error("the state database at {path} cannot be opened")]
    Unopened {
        /// The file.
        path: String,
    },
    /// The database cannot be changed where it lies; nothing was changed.
    #[error("the state database may only be read here; nothing was changed")]
    ReadOnly,
    /// The disk is full; nothing was changed.
    #[error("no space is left for the state database; nothing was changed")]
    Full,
    /// Another process kept the database busy for too long; nothing was changed.
    #[error("another process keeps the state database busy")]
    Busy,
    /// The database cannot be read or written.
    #[error("the state database cannot be used: {detail}")]
    Unusable {
        /// What SQLite said.
        detail: String,
    },
    /// The disk failed when the change was to become durable: the next start finds out whether it has.
    #[error("the disk failed while a change was being recorded, and it may hold or not: {detail}")]
    Uncertain {
        /// What SQLite said.
        detail: String,
    },
    /// The audit record could not be written, so nothing was changed (threat A12).
    #[error("the audit record cannot be written, so nothing was changed: {0}")]
    Record(#[from] RecordError),
    /// The log's stored end does not fit its last checkpoint, or the key is another one.
    #[error("the audit log does not fit its last checkpoint: {detail}")]
    Log {
        /// What does not fit.
        detail: String,
    },
}

impl StateError {
    /// The stable code of this error.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Absent { .. } => "state-absent",
            Self::Newer { .. } => "state-newer",
            Self::Foreign { .. } => "state-foreign",
            Self::Damaged { .. } => "state-damaged",
            Self::Unopened { .. } | Self::Unusable { .. } => "state-unusable",
            Self::ReadOnly => "state-read-only",
            Self::Uncertain { .. } => "state-uncertain",
            Self::Full => "state-full",
            Self::Busy => "state-busy",
            Self::Record(error) => error.code(),
            Self::Log { .. } => "log-inconsistent",
        }
    }

    /// Whether the change may hold all the same.
    #[must_use]
    pub const fn is_uncertain(&self) -> bool {
        matches!(self, Self::Uncertain { .. })
    }

    /// Whoever signs the log does so with a key that is not its present one.
    #[must_use]
    pub fn key_of_another_epoch() -> Self {
        let detail = "the key is not the one of this epoch".into();
        Self::Log { detail }
    }

    /// A stored value that no version of this program would have written.
    pub(crate) fn damaged(detail: impl std::fmt::Display) -> Self {
        Self::Damaged {
            detail: detail.to_string(),
        }
    }
}

impl From<rusqlite::Error> for StateError {
    fn from(error: rusqlite::Error) -> Self {
        Self::of(&error)
    }
}

impl StateError {
    /// What SQLite's error means here.
    pub(super) fn of(error: &rusqlite::Error) -> Self {
        use rusqlite::ErrorCode as Code;
        let detail = error.to_string();
        match error.sqlite_error_code() {
            Some(Code::DiskFull) => Self::Full,
            Some(Code::ReadOnly) => Self::ReadOnly,
            Some(Code::DatabaseBusy | Code::DatabaseLocked) => Self::Busy,
            Some(Code::DatabaseCorrupt | Code::NotADatabase) => Self::Damaged { detail },
            None if is_bad_value(error) => Self::Damaged { detail },
            _ => Self::Unusable { detail },
        }
    }
}

/// Whether a stored value was not of the type that the schema gives it.
const fn is_bad_value(error: &rusqlite::Error) -> bool {
    use rusqlite::Error;
    matches!(
        error,
        Error::FromSqlConversionFailure(..)
            | Error::IntegralValueOutOfRange(..)
            | Error::InvalidColumnType(..)
            | Error::Utf8Error(..)
    )
}

impl From<FrontierError> for StateError {
    fn from(error: FrontierError) -> Self {
        Self::damaged(error)
    }
}

impl From<KeyError> for StateError {
    fn from(error: KeyError) -> Self {
        Self::Log {
            detail: error.to_string(),
        }
    }
}
