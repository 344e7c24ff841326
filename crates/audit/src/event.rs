//! What is worth a record, and why: the list of logged events (NIST 800-53 AU-2) and their outcomes.

use serde::{Deserialize, Serialize};
use std::fmt;

macro_rules! events {
    ($($(#[$doc:meta])* $name:ident = $code:literal because $reason:literal;)*) => {
        /// The kind of thing that happened.
        #[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(try_from = "String", into = "String")]
        pub enum Event {
            $($(#[$doc])* $name,)*
            /// An event of a later version, by its code: shown, counted and proven, but not understood.
            Other(EventCode),
        }

        impl Event {
            /// Every event of this version, in the order of a log's life.
            pub const ALL: &'static [Self] = &[$(Self::$name),*];

            /// The code that stands in records.
            #[must_use]
            pub fn code(&self) -> &str {
                match self {
                    $(Self::$name => $code,)*
                    Self::Other(code) => &code.0,
                }
            }

            /// Why it is logged, in English.
            #[must_use]
            pub const fn reason(&self) -> &'static str {
                match self {
                    $(Self::$name => $reason,)*
                    Self::Other(_) => "recorded by a later version of Sealift",
                }
            }

            fn known(code: &str) -> Option<Self> {
                match code {
                    $($code => Some(Self::$name),)*
                    _ => None,
                }
            }
        }
    };
}

events! {
    /// The log begins.
    SiteCreated = "site-created" because "shows where the log begins, on which host and under whose hand";
    /// A vendor key is trusted from now on.
    TrustAdded = "trust-added" because "who is trusted decides what can be installed";
    /// A vendor key is no longer trusted.
    TrustRemoved = "trust-removed" because "explains why a release is refused from here on";
    /// A vendor key was offered and refused.
    TrustRefused = "trust-refused" because "an attempt to widen trust is a sign of attack";
    /// The facility's rules changed.
    PolicyChanged = "policy-changed" because "the rules decide what was allowed at the time";
    /// The volumes of a release were read into the depot.
    PackageImported = "package-imported" because "shows what crossed the air gap, from which medium";
    /// A volume was refused.
    ImportRefused = "import-refused" because "a refused package is evidence of damage or attack";
    /// Every byte of a release is present and verified.
    ReleaseComplete = "release-complete" because "identity and integrity are proven before anything is installed";
    /// Someone accepted a licence or another document.
    DocumentAccepted = "document-accepted" because "shows who agreed to which terms";
    /// The depot lost or gained a release by hand.
    DepotChanged = "depot-changed" because "shows why a release can or cannot be returned to";
    /// The target was compared with the release's requirements.
    CheckRun = "check-run" because "evidence that the change was tested against its target";
    /// Answers for a release were set.
    ConfigurationSet = "configuration-set" because "settings are part of the controlled baseline";
    /// Someone authorised a plan.
    ApprovalGiven = "approval-given" because "a change needs a second person where policy says so";
    /// A plan was made and shown.
    PlanMade = "plan-made" because "what was decided can be compared with what was done";
    /// A change of the target begins.
    OperationStarted = "operation-started" because "nothing is changed before this is on record";
    /// A step begins.
    StepStarted = "step-started" because "names the step that a crash interrupted";
    /// A step succeeded.
    StepDone = "step-done" because "each change to the target, with its undo";
    /// A step failed.
    StepFailed = "step-failed" because "the cause of a rollback";
    /// A step was undone.
    StepUndone = "step-undone" because "proof that the target went back to what it was";
    /// A step could not be undone.
    UndoFailed = "undo-failed" because "what is left on the target and needs a person";
    /// A change of the target ended.
    OperationFinished = "operation-finished" because "the outcome of the change";
    /// An interrupted change was found and finished.
    RecoveryRun = "recovery-run" because "what happened after a crash or a power cut";
    /// A file that an operator had edited was met.
    EditDetected = "edit-detected" because "drift from the controlled baseline";
    /// Someone without the right to do so tried something.
    Denied = "denied" because "denied attempts show misuse and missing rights";
    /// Policy forbade something.
    PolicyRefused = "policy-refused" because "shows that the rule was in force";
    /// The log was exported.
    AuditExported = "audit-exported" because "who has seen the log, and with which filter";
    /// A checkpoint was handed out.
    CheckpointTaken = "checkpoint-taken" because "names what the officer holds to compare with";
    /// The log's key was changed.
    KeyRotated = "key-rotated" because "joins one epoch of the log to the next";
    /// The clock stepped.
    ClockAnomaly = "clock-anomaly" because "times around it need care; the order stands";
    /// A bundle for the vendor's support was written.
    SupportBundleWritten = "support-bundle-written" because "shows what left the facility";
}

impl Event {
    /// The events that this version writes. The others are known, so that logs of a version that writes them are read.
    pub fn written() -> impl Iterator<Item = &'static Self> {
        let waits = |event: &&Self| {
            matches!(
                event,
                Self::ApprovalGiven | Self::Denied | Self::ClockAnomaly
            )
        };
        Self::ALL.iter().filter(move |event| !waits(event))
    }
}

/// The code of an event that this version does not know: 3 to 48 lower-case letters, digits and hyphens.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct EventCode(String);

impl TryFrom<String> for Event {
    type Error = &'static str;
    fn try_from(code: String) -> Result<Self, Self::Error> {
        if let Some(event) = Self::known(&code) {
            return Ok(event);
        }
        let plain = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-';
        if (3..=48).contains(&code.len()) && code.bytes().all(plain) {
            Ok(Self::Other(EventCode(code)))
        } else {
            Err("an event is named by lower-case letters, digits and hyphens")
        }
    }
}

impl From<Event> for String {
    fn from(event: Event) -> Self {
        event.code().into()
    }
}

impl fmt::Display for Event {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

/// How it ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Outcome {
    /// It has begun; a later record of the same operation says how it ended.
    Started,
    /// Done.
    Succeeded,
    /// Done, and something deserves attention.
    SucceededWithWarnings,
    /// Done once the machine has been restarted.
    RebootRequired,
    /// Nothing was tried.
    Refused,
    /// Tried, and not done.
    Failed,
    /// Tried, failed, and undone completely.
    RolledBack,
    /// Tried, failed, and not all of it could be undone.
    FailedPartially,
    /// Stopped by a person, and undone.
    Cancelled,
}

impl Outcome {
    /// The code that stands in records.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Started => "started",
            Self::Succeeded => "succeeded",
            Self::SucceededWithWarnings => "succeeded-with-warnings",
            Self::RebootRequired => "reboot-required",
            Self::Refused => "refused",
            Self::Failed => "failed",
            Self::RolledBack => "rolled-back",
            Self::FailedPartially => "failed-partially",
            Self::Cancelled => "cancelled",
        }
    }

    /// Whether the wanted state was reached.
    #[must_use]
    pub const fn is_success(self) -> bool {
        matches!(
            self,
            Self::Succeeded | Self::SucceededWithWarnings | Self::RebootRequired
        )
    }
}

impl fmt::Display for Outcome {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_event_reads_back_and_says_why_it_is_logged() {
        for event in Event::ALL {
            assert_eq!(Event::try_from(event.code().to_owned()).as_ref(), Ok(event));
            assert!(event.reason().len() > 10, "{event}");
        }
    }

    #[test]
    fn an_event_of_a_later_version_is_kept_as_its_code() {
        let event = Event::try_from("image-pushed".to_owned()).expect("well formed");
        assert!(matches!(event, Event::Other(_)));
        assert_eq!(event.code(), "image-pushed");
        for bad in ["", "Image", "a b", "x\n"] {
            assert!(Event::try_from(bad.to_owned()).is_err(), "{bad:?}");
        }
    }

    #[test]
    fn outcomes_are_written_as_their_codes() {
        for outcome in [
            Outcome::Started,
            Outcome::SucceededWithWarnings,
            Outcome::FailedPartially,
        ] {
            let written = serde_json::to_value(outcome).expect("a text");
            assert_eq!(written, outcome.code());
        }
    }
}
