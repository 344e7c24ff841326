//! A site: the state of one world, and the rules that its administrators keep beside it.
//!
//! The state is Sealift's own: database, log key, depot, secrets, kept copies. The trust store and the policy are the
//! facility's: they lie apart, where administrators alone can write, and are read by the side that acts.

mod answers;
mod founding;
mod ground;
mod paths;
mod recovery;
mod rotation;
mod rules;
mod writing;

use sealift_trust::policy::PolicyError;
use sealift_trust::store::StoreError;
use thiserror::Error;

use crate::effects::FilesError;
use crate::state::StateError;

pub use answers::{answers_in_force, forget_prepared_answers, prepare_answers, prepared_answers};
pub use founding::{exists, open, open_or_found};
pub use ground::Ground;
pub use paths::SitePaths;
pub use recovery::recover;
pub use rotation::{follow_log_key, rotate_log_key};
pub use rules::{change_trust_store, policy, policy_digest, trust_store};

/// Why a site cannot be used.
#[derive(Debug, Error, serde::Serialize)]
pub enum SiteError {
    /// The database.
    #[error(transparent)]
    State(#[from] StateError),
    /// A file.
    #[error(transparent)]
    Files(#[from] FilesError),
    /// What was asked for is done and recorded; only its end could not be reached, which the next start does.
    #[error("it is done and recorded, but {0}")]
    Unfinished(Box<Self>),
    /// A file does not hold what it should.
    #[error("{at} cannot be read or written: {reason}")]
    Io {
        /// Which.
        at: String,
        /// What the system said.
        reason: String,
    },
    /// The log's key.
    #[error("the log's key in {at} cannot be used: {reason}")]
    LogKey {
        /// Where it lies.
        at: String,
        /// Why.
        reason: String,
    },
    /// Somebody else could change the rules (threat T18).
    #[error("{at} or a folder above it can be changed by others than its owner")]
    Exposed {
        /// The file.
        at: String,
    },
    /// The trust store.
    #[error("the trust store in {at}: {reason}")]
    TrustStore {
        /// Where it lies.
        at: String,
        /// Why.
        reason: StoreError,
    },
    /// The policy.
    #[error("{at}: {reason}")]
    Policy {
        /// Where it lies.
        at: String,
        /// Why.
        reason: PolicyError,
    },
}

impl SiteError {
    /// Whether the change may have been recorded all the same.
    pub(super) const fn is_uncertain(&self) -> bool {
        matches!(self, Self::State(error) if error.is_uncertain())
    }

    /// What fails once the change itself is recorded.
    pub(super) fn after_the_change(self) -> Self {
        Self::Unfinished(Box::new(self))
    }

    /// The stable code of this error.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::State(error) => error.code(),
            Self::Files(error) => error.code(),
            Self::Unfinished(_) => "change-unfinished",
            Self::Io { .. } => "file-failed",
            Self::LogKey { .. } => "log-key-malformed",
            Self::Exposed { .. } => "trust-store-exposed",
            Self::TrustStore { reason, .. } => reason.code(),
            Self::Policy { reason, .. } => reason.code(),
        }
    }
}
