//! The verdict: one word for a person, one exit code for a script, decided in one place.

use super::finding::Finding;
use serde::{Deserialize, Serialize};
use std::fmt;

/// What a verification comes to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING-KEBAB-CASE")]
pub enum Verdict {
    /// Whole, and signed by the key, or continuing the checkpoint, that the reader holds.
    Valid,
    /// Whole in itself; the reader held nothing to compare with, so its origin is unproven.
    Consistent,
    /// Whole, but its clock stepped; the order of records stands, their times need care.
    ClockAnomaly,
    /// Shorter than a checkpoint says that it was.
    Truncated,
    /// Continues one held checkpoint and then parts from a later one: a restored snapshot, or two logs.
    Forked,
    /// Well signed, but not the history that an earlier checkpoint vouched for.
    Rewritten,
    /// Signed by a key that is not the one the reader holds.
    UnknownKey,
    /// Edited, deleted, reordered, spliced or torn: the file does not add up in itself.
    Broken,
}

impl Verdict {
    /// The word as reports and scripts show it.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Valid => "VALID",
            Self::Consistent => "CONSISTENT",
            Self::ClockAnomaly => "CLOCK-ANOMALY",
            Self::Truncated => "TRUNCATED",
            Self::Forked => "FORKED",
            Self::Rewritten => "REWRITTEN",
            Self::UnknownKey => "UNKNOWN-KEY",
            Self::Broken => "BROKEN",
        }
    }
}

impl fmt::Display for Verdict {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

/// Decides. The gravest finding wins, in the order of [`Verdict`]:
///
/// BROKEN, UNKNOWN-KEY, REWRITTEN, FORKED, TRUNCATED, CLOCK-ANOMALY. A file that does not add up in itself can prove nothing else, so that comes
/// first; whose key it is decides whether its checkpoints mean anything, so that comes second; a history that
/// was changed outweighs one that was cut. Without such a finding the log is VALID when the reader held a key
/// or a checkpoint (they agreed, or there would be a finding), else CONSISTENT and no more (threat A20).
pub(super) fn decide(findings: &[Finding], reader_held_something: bool) -> Verdict {
    let gravest = findings.iter().filter_map(Finding::verdict).max();
    let otherwise = if reader_held_something {
        Verdict::Valid
    } else {
        Verdict::Consistent
    };
    gravest.unwrap_or(otherwise)
}
