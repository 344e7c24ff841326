//! The facility's own rules: what a release may ask for here, beyond being genuine.
//!
//! A policy is written by the facility's administrators and read by the side that acts. Each question has one
//! function; each answer is a [`Verdict`] that says which rule of the policy decided.

mod hostpath;
mod question;
mod review;
mod verdict;

use sealift_document::{Count, Document, DocumentError};
use serde::{Deserialize, Serialize};
use thiserror::Error;

pub use hostpath::{HostPathError, HostPathPattern};
pub use question::Question;
pub use review::review;
pub use verdict::{Acknowledgements, PolicyStop, Standing, Verdict, settle};

/// The document `sealift.policy/v1`. A rule that is not written has its default, which is the strict one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Policy {
    /// Always `sealift.policy/v1`.
    #[serde(rename = "type")]
    pub kind: String,
    /// A release whose time to be installed has passed.
    #[serde(default = "ask")]
    pub expired_releases: Rule,
    /// A clock that stands before the latest time that this site has seen signed.
    #[serde(default = "ask")]
    pub clock_behind: Rule,
    /// By how many seconds the clock may stand before that time without being asked about.
    #[serde(default = "five_minutes")]
    pub clock_tolerance_seconds: Count,
    /// A release older than the installed one that this site never ran. Going back to one that it ran is always allowed.
    #[serde(default = "refuse")]
    pub downgrades: Rule,
    /// A release with the highest sequence or floor there is, after which nothing newer could ever follow.
    #[serde(default = "refuse")]
    pub last_sequence: Rule,
    /// Symbolic links in a release that point out of its tree.
    #[serde(default = "refuse")]
    pub outward_symlinks: Rule,
    /// Files and directories that anyone may write to.
    #[serde(default = "refuse")]
    pub world_writable: Rule,
    /// Places outside the product's own that steps may act on, such as `/etc/cron.d/*`; nowhere when empty.
    #[serde(default)]
    pub host_paths: Vec<HostPathPattern>,
    /// Steps that the vendor declares irreversible.
    #[serde(default = "ask")]
    pub irreversible_steps: Rule,
    /// Commands that come without an undo.
    #[serde(default = "ask")]
    pub steps_without_undo: Rule,
    /// Steps after which the machine must be restarted.
    #[serde(default = "allow")]
    pub reboots: Rule,
    /// A command step where the system offers no sandbox for it.
    #[serde(default = "ask")]
    pub commands_without_sandbox: Rule,
    /// Whether every change needs the number of a ticket.
    #[serde(default)]
    pub ticket_required: bool,
    /// Whether every change needs a reason.
    #[serde(default)]
    pub reason_required: bool,
    /// How many different people must have approved the release for this site.
    #[serde(default)]
    pub approvals_required: Count,
    /// Whether media must have a known owner.
    #[serde(default)]
    pub media_owner_required: bool,
    /// Whether media must have a serial number.
    #[serde(default)]
    pub media_serial_required: bool,
}

/// What the facility says to a question.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Rule {
    /// Goes ahead, and is recorded.
    Allow,
    /// Goes ahead once the operator has accepted it by name; the acceptance is recorded.
    Ask,
    /// Stops; only a change of the policy helps.
    Refuse,
}

const fn allow() -> Rule {
    Rule::Allow
}

const fn ask() -> Rule {
    Rule::Ask
}

const fn refuse() -> Rule {
    Rule::Refuse
}

fn five_minutes() -> Count {
    Count::from(300)
}

impl Document for Policy {
    const TYPE: &'static str = "sealift.policy/v1";
    const MAX_BYTES: usize = 1 << 20;

    fn document_type(&self) -> &str {
        &self.kind
    }
}

/// Why a text is no policy.
#[derive(Debug, Clone, PartialEq, Eq, Error, serde::Serialize)]
pub enum PolicyError {
    /// The text is of another type or too long.
    #[error(transparent)]
    Document(#[from] DocumentError),
    /// The text cannot be read; a field that does not exist is an error too, lest a misspelt rule count for nothing.
    #[error("the policy cannot be read: {detail} (line {line}, column {column})")]
    Malformed {
        /// What the parser said.
        detail: String,
        /// One-based line.
        line: usize,
        /// One-based column.
        column: usize,
    },
}

impl PolicyError {
    /// The stable code of this error.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Document(_) | Self::Malformed { .. } => "policy-malformed",
        }
    }
}

impl Default for Policy {
    fn default() -> Self {
        let smallest = format!("{{\"type\":\"{}\"}}", Self::TYPE);
        serde_json::from_str(&smallest).expect("every rule has a default")
    }
}

impl Policy {
    /// Reads a policy as a person writes it: JSON with any spacing and order, rules left out as they like.
    ///
    /// # Errors
    /// [`PolicyError`] for another type, a field that does not exist or stands twice, or a value that fits no rule.
    pub fn parse(text: &str) -> Result<Self, PolicyError> {
        if text.len() > Self::MAX_BYTES {
            return Err(PolicyError::Document(DocumentError::TooLarge {
                bytes: text.len(),
                most: Self::MAX_BYTES,
            }));
        }
        let policy: Self = serde_json::from_str(text).map_err(|error| PolicyError::Malformed {
            detail: error.to_string(),
            line: error.line(),
            column: error.column(),
        })?;
        if policy.kind != Self::TYPE {
            return Err(PolicyError::Document(DocumentError::WrongType {
                expected: Self::TYPE,
                found: sealift_document::plain(&policy.kind)
                    .chars()
                    .take(64)
                    .collect(),
            }));
        }
        Ok(policy)
    }
}
