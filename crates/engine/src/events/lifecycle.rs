//! Events that are never lost.

use sealift_document::{Digest, Particulars, Text};
use serde::{Deserialize, Serialize};

use super::{OperationKind, Outcome};

/// A turn in an operation's life.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "event", rename_all = "kebab-case")]
pub enum Lifecycle {
    /// It begins.
    OperationStarted {
        /// What it is for.
        kind: OperationKind,
        /// What it is about, where it is about one release.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        release: Option<ReleaseName>,
        /// How many steps it has.
        steps: u32,
    },
    /// A step begins.
    StepStarted {
        /// Which.
        step: StepName,
    },
    /// A step succeeded.
    StepDone {
        /// Which.
        step: StepName,
    },
    /// A step failed; what was done is undone from here on.
    StepFailed {
        /// Which.
        step: StepName,
        /// Why.
        problem: Problem,
    },
    /// What a step's program wrote, bounded and without secrets.
    StepOutput {
        /// Which.
        step: StepName,
        /// What it wrote.
        output: StepOutput,
    },
    /// Undoing begins.
    UndoStarted {
        /// Why.
        problem: Problem,
        /// How many steps are undone.
        steps: u32,
    },
    /// A step was undone.
    StepUndone {
        /// Which.
        step: StepName,
    },
    /// A step could not be undone; the undoing goes on with the others.
    UndoFailed {
        /// Which.
        step: StepName,
        /// Why.
        problem: Problem,
    },
    /// Something deserves attention.
    Warning {
        /// What.
        problem: Problem,
    },
    /// It ended.
    OperationFinished {
        /// How.
        outcome: Outcome,
        /// Why it did not succeed.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        problem: Option<Problem>,
        /// Steps that could not be undone.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        left: Vec<StepName>,
    },
}

/// A release, for people and for joining events with records.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReleaseName {
    /// The product's id.
    pub product: String,
    /// The version, where there is one release in question.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub version: Option<String>,
    /// Digest of the manifest.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub manifest: Option<Digest>,
}

/// A step, for people.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct StepName {
    /// Its place in the plan, from 1.
    pub number: u32,
    /// Its name in the plan.
    pub id: String,
    /// The kind of its effect, such as `place-tree`.
    pub effect: String,
    /// The component it belongs to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub component: Option<String>,
    /// What people read; empty where the effect's kind says it.
    #[serde(default, skip_serializing_if = "Text::is_empty")]
    pub title: Text,
}

/// An error or a warning as data: the code is for programs and catalogues, the message is English.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Problem {
    /// Stable kebab-case code.
    pub code: String,
    /// An English sentence, safe to print on one line.
    pub message: String,
    /// What it is about as data, so that it can be said in other languages; older runs have none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub particulars: Option<Particulars>,
}

impl Problem {
    /// A problem from its code and its error.
    #[must_use]
    pub fn of<E: std::fmt::Display + Serialize>(code: &str, error: &E) -> Self {
        Self {
            particulars: Some(Particulars::of(error)),
            ..Self::new(code, error)
        }
    }

    /// The same problem as data, so that it can be said in other languages.
    #[must_use]
    pub fn about(self, particulars: Particulars) -> Self {
        Self {
            particulars: Some(particulars),
            ..self
        }
    }

    /// A problem from its code and what its error says of itself.
    #[must_use]
    pub fn new(code: &str, message: impl std::fmt::Display) -> Self {
        Self {
            code: code.into(),
            message: sealift_document::plain(&message.to_string()),
            particulars: None,
        }
    }
}

/// What a program wrote.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct StepOutput {
    /// The beginning, and the end where the middle was left out; secrets masked, bytes that are no UTF-8 replaced.
    pub text: String,
    /// Bytes that were left out in the middle.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub left_out: u64,
}

#[expect(
    clippy::trivially_copy_pass_by_ref,
    reason = "serde hands fields over by reference"
)]
pub(super) const fn is_zero(number: &u64) -> bool {
    *number == 0
}
