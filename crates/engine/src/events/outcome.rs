//! How an operation ended.

use serde::{Deserialize, Serialize};

/// How an operation ended; what it did not reach, it says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Outcome {
    /// Done.
    Succeeded,
    /// Done, and something deserves attention.
    SucceededWithWarnings,
    /// Done once the machine has been restarted.
    RebootRequired,
    /// The release lies ready; nothing was activated.
    Staged,
    /// Nothing was tried.
    Refused,
    /// It failed, and everything was undone.
    RolledBack,
    /// It failed, and not everything could be undone.
    FailedPartially,
    /// A person stopped it, and everything was undone.
    Cancelled,
}

impl Outcome {
    /// The stable word for it.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Succeeded => "succeeded",
            Self::SucceededWithWarnings => "succeeded-with-warnings",
            Self::RebootRequired => "reboot-required",
            Self::Staged => "staged",
            Self::Refused => "refused",
            Self::RolledBack => "rolled-back",
            Self::FailedPartially => "failed-partially",
            Self::Cancelled => "cancelled",
        }
    }

    /// Whether what was wanted is so now.
    #[must_use]
    pub const fn is_success(self) -> bool {
        matches!(
            self,
            Self::Succeeded | Self::SucceededWithWarnings | Self::RebootRequired | Self::Staged
        )
    }

    /// The word in the audit log, which knows staging as a success whose plan says so.
    #[must_use]
    pub const fn in_log(self) -> sealift_audit::Outcome {
        use sealift_audit::Outcome as Logged;
        match self {
            Self::Succeeded | Self::Staged => Logged::Succeeded,
            Self::SucceededWithWarnings => Logged::SucceededWithWarnings,
            Self::RebootRequired => Logged::RebootRequired,
            Self::Refused => Logged::Refused,
            Self::RolledBack => Logged::RolledBack,
            Self::FailedPartially => Logged::FailedPartially,
            Self::Cancelled => Logged::Cancelled,
        }
    }
}

impl std::fmt::Display for Outcome {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.code())
    }
}

impl std::str::FromStr for Outcome {
    type Err = serde::de::value::Error;
    fn from_str(code: &str) -> Result<Self, Self::Err> {
        use serde::de::IntoDeserializer;
        Self::deserialize(code.into_deserializer())
    }
}
