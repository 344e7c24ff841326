//! How a command ends, for scripts to hold on to.

use serde::Serialize;

/// The kinds of endings; each is one exit status of the command line and one colour in the app.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Exit {
    /// Done.
    Done,
    /// A mistake of ours.
    Internal,
    /// The command or request made no sense.
    Usage,
    /// The package was refused: structure, digest, signature or trust.
    PackageRefused,
    /// The target cannot take the release.
    TargetIncompatible,
    /// An answer is missing or wrong.
    ConfigurationInvalid,
    /// The install failed and everything was taken back.
    RolledBack,
    /// Taking back failed too, or what follows a recorded change; `status` says what is left.
    RollbackIncomplete,
    /// Policy refused, or an approval is missing.
    PolicyRefused,
    /// Chunks are missing.
    ReleaseIncomplete,
    /// The log did not verify.
    AuditFailed,
    /// Media or storage failed; nothing changed.
    MediaFailed,
    /// Another run holds the lock.
    Locked,
    /// Cancelled, and everything was taken back.
    Cancelled,
}

impl Exit {
    /// The exit status.
    #[must_use]
    pub const fn status(self) -> u8 {
        match self {
            Self::Done => 0,
            Self::Internal => 1,
            Self::Usage => 2,
            Self::PackageRefused => 10,
            Self::TargetIncompatible => 11,
            Self::ConfigurationInvalid => 12,
            Self::RolledBack => 13,
            Self::RollbackIncomplete => 14,
            Self::PolicyRefused => 15,
            Self::ReleaseIncomplete => 16,
            Self::AuditFailed => 17,
            Self::MediaFailed => 18,
            Self::Locked => 19,
            Self::Cancelled => 20,
        }
    }
}
