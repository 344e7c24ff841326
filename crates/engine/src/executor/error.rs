//! Why a step, or a whole run, did not come about.

use sealift_package::path::PathError;
use thiserror::Error;

use crate::cancel::Cancelled;
use crate::effects::{FilesError, ProcessesError, ServicesError, UsersError};
use crate::events::Problem;
use crate::journal::JournalError;
use crate::state::StateError;
use sealift_document::Particulars;

/// Why a step could not be done, or could not be undone.
#[derive(Debug, Clone, PartialEq, Eq, Error, serde::Serialize)]
pub enum StepError {
    /// A person asked to stop.
    #[error("it was cancelled")]
    Cancelled,
    /// Files.
    #[error(transparent)]
    Files(#[from] FilesError),
    /// A program could not be run.
    #[error(transparent)]
    Processes(#[from] ProcessesError),
    /// A service could not be changed.
    #[error(transparent)]
    Services(#[from] ServicesError),
    /// A user could not be changed.
    #[error(transparent)]
    Users(#[from] UsersError),
    /// A path became too long.
    #[error(transparent)]
    Path(#[from] PathError),
    /// The journal or the audit log could not be written.
    #[error(transparent)]
    Journal(#[from] JournalError),
    /// The release's content could not be had.
    #[error("{detail}")]
    Content {
        /// The same as data.
        #[serde(serialize_with = "sealift_document::told")]
        about: Box<Particulars>,
        /// The stable code of the depot's error.
        code: &'static str,
        /// What it says.
        detail: String,
    },
    /// Something lies where something new should go.
    #[error("something lies at {path} already, which the plan does not know of")]
    Occupied {
        /// Where.
        path: String,
    },
    /// What lies at a path is not what the plan was made for; it is left alone (threat I8).
    #[error("{path} was changed since the plan was made; it is left as it is")]
    Conflict {
        /// Where.
        path: String,
    },
    /// What was written is not what the release says.
    #[error("{path} was not written with the content that the release declares")]
    ContentDiffers {
        /// Where.
        path: String,
    },
    /// A template could not be rendered.
    #[error("the template of {path} cannot be rendered: {detail}")]
    Template {
        /// What it would have become.
        path: String,
        /// What the renderer said; never an answer.
        detail: String,
    },
    /// A secret would have been readable by others.
    #[error("{path} would hold a secret that others can read with its mode {mode}")]
    SecretExposed {
        /// The file.
        path: String,
        /// Its mode.
        mode: String,
    },
    /// A program ended badly.
    #[error("{program} {how}")]
    CommandFailed {
        /// The executable.
        program: String,
        /// How it ended.
        how: ProgramEnd,
    },
    /// A condition did not come true.
    #[error("{what} was not so within {seconds} seconds: {reason}")]
    CheckFailed {
        /// The same as data, where an error says it.
        #[serde(serialize_with = "sealift_document::told")]
        found: Box<Particulars>,
        /// What was looked at.
        what: String,
        /// How long.
        seconds: u64,
        /// What the last look found.
        reason: String,
    },
    /// A service does not run.
    #[error("the service {name} does not run: {reason}")]
    ServiceDown {
        /// Which.
        name: String,
        /// How it was found.
        reason: String,
    },
    /// A plan and what it is run with do not fit together.
    #[error("the plan does not fit what it is run with: {0}")]
    Misfit(#[serde(serialize_with = "sealift_document::phrase")] &'static str),
}

impl From<Cancelled> for StepError {
    fn from(_: Cancelled) -> Self {
        Self::Cancelled
    }
}

impl From<StateError> for StepError {
    fn from(error: StateError) -> Self {
        Self::Journal(error.into())
    }
}

impl StepError {
    /// The stable code of this error.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::Cancelled => "cancelled",
            Self::Files(error) => error.code(),
            Self::Processes(error) => error.code(),
            Self::Services(error) => error.code(),
            Self::Users(error) => error.code(),
            Self::Path(_) => "path-invalid",
            Self::Journal(error) => error.code(),
            Self::Content { code, .. } => code,
            Self::Occupied { .. } => "path-occupied",
            Self::Conflict { .. } => "file-edited",
            Self::ContentDiffers { .. } => "content-differs",
            Self::Template { .. } => "template-failed",
            Self::SecretExposed { .. } => "secret-exposed",
            Self::CommandFailed { .. } => "command-failed",
            Self::CheckFailed { .. } => "check-failed",
            Self::ServiceDown { .. } => "service-down",
            Self::Misfit(_) => "plan-misfit",
        }
    }

    /// The error as an event carries it.
    #[must_use]
    pub fn problem(&self) -> Problem {
        Problem::of(self.code(), self)
    }
}

/// How a program ended that should have ended well.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error, serde::Serialize)]
pub enum ProgramEnd {
    /// It said so itself.
    #[error("ended with status {status}")]
    Status {
        /// What it said.
        status: i32,
    },
    /// The system ended it.
    #[error("was ended by signal {signal}")]
    Signal {
        /// Which signal.
        signal: i32,
    },
    /// It took too long.
    #[error("did not end within {seconds} seconds")]
    TimedOut {
        /// How long it was given.
        seconds: u64,
    },
}

/// Why a run was not begun. Nothing was changed.
#[derive(Debug, Clone, PartialEq, Eq, Error, serde::Serialize)]
pub enum RunError {
    /// An earlier run has not ended; it must be recovered first.
    #[error("the run {run} has not ended; it must be recovered first")]
    Unfinished {
        /// That run.
        run: String,
    },
    /// The room does not suffice for both directions (threat I17).
    #[error("{at} needs {needed} bytes of room to install and to go back; {free} are free")]
    Room {
        /// The place.
        at: String,
        /// Bytes needed.
        needed: u64,
        /// Bytes free.
        free: u64,
    },
    /// A plan and what it is run with do not fit together.
    #[error("the plan does not fit what it is run with: {0}")]
    Misfit(#[serde(serialize_with = "sealift_document::phrase")] &'static str),
    /// The journal.
    #[error(transparent)]
    Journal(#[from] JournalError),
    /// Files.
    #[error(transparent)]
    Files(#[from] FilesError),
}

impl From<StateError> for RunError {
    fn from(error: StateError) -> Self {
        Self::Journal(error.into())
    }
}

impl RunError {
    /// The stable code of this error.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::Unfinished { .. } => "run-unfinished",
            Self::Room { .. } => "room-insufficient",
            Self::Misfit(_) => "plan-misfit",
            Self::Journal(error) => error.code(),
            Self::Files(error) => error.code(),
        }
    }
}
