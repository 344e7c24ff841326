//! Programs that run once, and the users they run as.

use std::collections::BTreeMap;
use std::time::Duration;

use camino::Utf8PathBuf;
use thiserror::Error;

use super::HostPath;
use crate::cancel::Cancel;

/// Runs programs to their end.
pub trait Processes: Send + Sync {
    /// Runs a program with a clean environment, no standard input but what is given, and hands over its output as it
    /// comes. When time is up or the run is cancelled, the program and everything it started are ended.
    ///
    /// # Errors
    /// [`ProcessesError`] when it could not be started, sandboxed as asked, or ended.
    fn run(
        &self,
        program: &Program,
        output: &mut dyn Output,
        cancel: &Cancel,
    ) -> Result<Ended, ProcessesError>;

    /// Ends the programs of a run, and all that they started, whose starter has died before they had ended; nothing when
    /// there are none. Where a system ends them with their starter, or cannot tell whose they are, it does nothing.
    ///
    /// # Errors
    /// [`ProcessesError::NotEnded`] when one lives on.
    fn end_left_of(&self, run: &str) -> Result<(), ProcessesError> {
        let _ = run;
        Ok(())
    }

    /// Whether this system can hold a program to its [`Sandbox`]. Where it cannot, a program that need not be confined
    /// runs as it is, and its record says so.
    fn can_confine(&self) -> bool {
        false
    }
}

/// A program to run.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Program {
    /// Absolute path of the executable on the real machine; never looked up in a search path.
    pub executable: Utf8PathBuf,
    /// Arguments, handed over one by one and never through a shell.
    pub arguments: Vec<String>,
    /// The whole environment but for a plain `PATH`, `LANG=C.UTF-8` and `HOME`; may hold secrets.
    pub environment: BTreeMap<String, String>,
    /// Where it runs; the root when absent.
    pub directory: Option<HostPath>,
    /// As whom; as this process when absent.
    pub user: Option<UserId>,
    /// How long it may take.
    pub timeout: Duration,
    /// The run for which it runs, by which [`Processes::end_left_of`] finds it.
    pub run: Option<String>,
    /// What it may touch; everything when absent.
    pub sandbox: Option<Sandbox>,
}

/// Where a program may write; it may read everywhere.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Sandbox {
    /// Files and directories, with all below them.
    pub writes: Vec<HostPath>,
    /// Whether to refuse to run where the system cannot confine it (policy), instead of saying so in the record.
    pub required: bool,
}

/// How a program ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ended {
    /// By itself, with this status; 0 is success.
    Status(i32),
    /// By a signal that nobody here sent.
    Signal(i32),
    /// Ended by us: it took too long.
    TimedOut,
    /// Ended by us: the run was cancelled.
    Cancelled,
}

/// Which of a program's outputs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stream {
    /// Standard output.
    Out,
    /// Standard error.
    Err,
}

/// Takes a program's output as it comes.
pub trait Output {
    /// Takes some bytes.
    fn take(&mut self, stream: Stream, bytes: &[u8]);

    /// Comes several times a second while the program runs, also when it writes nothing.
    fn tick(&mut self) {}
}

/// Why a program did not run as asked.
#[derive(Debug, Clone, PartialEq, Eq, Error, serde::Serialize)]
pub enum ProcessesError {
    /// It could not be started.
    #[error("{executable} cannot be started: {reason}")]
    NotStarted {
        /// The executable.
        executable: String,
        /// What the system said.
        reason: String,
    },
    /// The sandbox that policy requires cannot be had.
    #[error("this system cannot confine {executable} as the policy requires: {reason}")]
    NotConfined {
        /// The executable.
        executable: String,
        /// What is missing.
        reason: String,
    },
    /// It could not be ended.
    #[error("{executable} does not end: {reason}")]
    NotEnded {
        /// The executable.
        executable: String,
        /// What the system said.
        reason: String,
    },
}

impl ProcessesError {
    /// The stable code of this error.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::NotStarted { .. } => "program-not-started",
            Self::NotConfined { .. } => "program-not-confined",
            Self::NotEnded { .. } => "program-not-ended",
        }
    }
}

/// A user by login name.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct UserId(pub String);

/// System users.
pub trait Users: Send + Sync {
    /// Whether the user exists.
    ///
    /// # Errors
    /// [`UsersError`].
    fn exists(&self, user: &UserId) -> Result<bool, UsersError>;

    /// Creates a system user without login and its group.
    ///
    /// # Errors
    /// [`UsersError::Relocated`] in a relocated world.
    fn create(&self, user: &UserId, home: Option<&HostPath>) -> Result<(), UsersError>;

    /// Removes a user that [`Users::create`] made.
    ///
    /// # Errors
    /// [`UsersError`].
    fn remove(&self, user: &UserId) -> Result<(), UsersError>;
}

/// Why a user could not be looked up, created or removed.
#[derive(Debug, Clone, PartialEq, Eq, Error, serde::Serialize)]
pub enum UsersError {
    /// A relocated world has no users of its own.
    #[error("the user {0} cannot be created below --root: users belong to the machine")]
    Relocated(String),
    /// The name is not one that user databases take.
    #[error("{} is not a user name", sealift_document::plain(.0))]
    BadName(String),
    /// The system refused.
    #[error("the user {user} cannot be changed: {reason}")]
    Failed {
        /// Login name.
        user: String,
        /// What the system said.
        reason: String,
    },
    /// This system has no way to do it.
    #[error("this system has no way to create the user {0}")]
    Unsupported(String),
}

impl UsersError {
    /// The stable code of this error.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Relocated(_) => "user-relocated",
            Self::BadName(_) => "user-bad-name",
            Self::Failed { .. } => "user-failed",
            Self::Unsupported(_) => "user-unsupported",
        }
    }
}
