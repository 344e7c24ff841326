//! Services where no service manager runs: one resident process per root that keeps them running.
//!
//! Whoever asks and the resident talk through small files below the site's state, so that neither needs the other to be
//! there: a definition and a wish are durable before anything is started, the resident takes up both when it comes, and
//! a report says which wish it has followed. The resident holds a lock for as long as it lives; whoever finds the lock
//! free starts another. It ends by itself once nothing is wanted and nothing runs, and what it leaves behind when it is
//! killed is ended by the next one before anything is started again.

mod charge;
mod control;
mod record;
mod resident;
mod store;
#[cfg(all(test, unix))]
mod tests;

use sealift_engine::effects::FilesError;
use thiserror::Error;

pub(crate) use control::Supervised;
pub use control::Supervisor;
pub use resident::{end, run};

/// Why services could not be kept running.
#[derive(Debug, Clone, PartialEq, Eq, Error, serde::Serialize)]
pub enum SuperviseError {
    /// Another resident process keeps the services of this root.
    #[error("the services of this root are kept by process {process} already")]
    Running {
        /// Its process number; 0 when it did not say.
        process: u32,
    },
    /// The state folder cannot be used.
    #[error(transparent)]
    Files(#[from] FilesError),
    /// The resident process does not end.
    #[error("process {process}, which keeps the services of this root, does not end")]
    DoesNotEnd {
        /// Its process number; 0 when it did not say.
        process: u32,
    },
}

impl SuperviseError {
    /// The stable code of this error.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::Running { .. } => "supervisor-running",
            Self::Files(error) => error.code(),
            Self::DoesNotEnd { .. } => "supervisor-does-not-end",
        }
    }
}
