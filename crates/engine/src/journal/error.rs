//! Why a journal is not acted upon.

use thiserror::Error;

use crate::state::{RunId, StateError};

/// Why a journal is not acted upon; what it describes is left as it is.
#[derive(Debug, Clone, PartialEq, Eq, Error, serde::Serialize)]
pub enum JournalError {
    /// A later version of this program wrote it (threat I15).
    #[error(
        "the journal of the run {run} has format {found}; this program knows formats up to {known}"
    )]
    Newer {
        /// The run.
        run: RunId,
        /// The format found.
        found: u32,
        /// The newest format known.
        known: u32,
    },
    /// It is not what this program wrote (threat I15).
    #[error("the journal of the run {run} was changed by another hand, or is damaged")]
    Edited {
        /// The run.
        run: RunId,
    },
    /// An undo record cannot be read.
    #[error("the journal of the run {run} cannot be read at step {step}: {detail}")]
    Unreadable {
        /// The run.
        run: RunId,
        /// The step's number; 0 for what precedes the first.
        step: u32,
        /// What was found.
        detail: String,
    },
    /// An undo record points out of the product's places (threat I9).
    #[error(
        "step {step} of the run {run} would be undone at {path}, which is no place of the product"
    )]
    OutOfPlace {
        /// The run.
        run: RunId,
        /// The step's number.
        step: u32,
        /// Where it points.
        path: String,
    },
    /// There is no such run.
    #[error("there is no run {run}")]
    Unknown {
        /// The run.
        run: RunId,
    },
    /// The database.
    #[error(transparent)]
    State(#[from] StateError),
}

impl From<rusqlite::Error> for JournalError {
    fn from(error: rusqlite::Error) -> Self {
        Self::State(error.into())
    }
}

impl JournalError {
    /// The stable code of this error.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Newer { .. } => "journal-newer",
            Self::Edited { .. } => "journal-edited",
            Self::Unreadable { .. } => "journal-unreadable",
            Self::OutOfPlace { .. } => "journal-out-of-place",
            Self::Unknown { .. } => "run-unknown",
            Self::State(error) => error.code(),
        }
    }
}
