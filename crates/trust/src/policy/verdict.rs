//! Answers, and what becomes of an operation that has some.

use std::collections::BTreeSet;

use thiserror::Error;

use super::{Question, Rule};

/// What the policy says to one question.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verdict {
    /// What came up.
    pub question: Question,
    /// How it stands.
    pub standing: Standing,
}

/// How a question stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Standing {
    /// The policy allows it.
    Allowed,
    /// The operator accepted it, as the policy lets them.
    Acknowledged,
    /// The operator must accept it first.
    NeedsAcknowledgement,
    /// The policy refuses it.
    Refused,
}

impl Verdict {
    pub(crate) const fn by(rule: Rule, question: Question) -> Self {
        let standing = match rule {
            Rule::Allow => Standing::Allowed,
            Rule::Ask => Standing::NeedsAcknowledgement,
            Rule::Refuse => Standing::Refused,
        };
        Self { question, standing }
    }

    /// Whether the operation must not go on like this.
    #[must_use]
    pub fn stops(&self) -> bool {
        self.standing >= Standing::NeedsAcknowledgement
    }
}

/// The codes of questions that the operator accepted for this one operation, each recorded in the audit log.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Acknowledgements(BTreeSet<String>);

impl Acknowledgements {
    /// Nothing was accepted.
    #[must_use]
    pub fn none() -> Self {
        Self::default()
    }

    /// These codes were accepted; the code of a question that does not come up has no effect.
    pub fn of(codes: impl IntoIterator<Item = impl Into<String>>) -> Self {
        Self(codes.into_iter().map(Into::into).collect())
    }

    /// Whether a question of this code was accepted.
    #[must_use]
    pub fn accept(&self, code: &str) -> bool {
        self.0.contains(code)
    }
}

/// The policy stops the operation; every reason at once.
#[derive(Debug, Clone, PartialEq, Eq, Error, serde::Serialize)]
#[error("{}", said(.verdicts))]
pub struct PolicyStop {
    /// The questions that stand in the way; at least one.
    #[serde(serialize_with = "questions")]
    pub verdicts: Vec<Verdict>,
}

fn questions<S: serde::Serializer>(verdicts: &[Verdict], to: S) -> Result<S::Ok, S::Error> {
    to.collect_seq(verdicts.iter().map(|verdict| &verdict.question))
}

impl PolicyStop {
    /// The stable code of this error.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        "policy-stop"
    }
}

fn said(verdicts: &[Verdict]) -> String {
    let sentences: Vec<String> = verdicts.iter().map(|v| v.question.to_string()).collect();
    sentences.join("; ")
}

/// Weighs the answers against what the operator accepted.
///
/// # Errors
/// [`PolicyStop`] with every question that is refused or still waits to be accepted.
pub fn settle(
    verdicts: Vec<Verdict>,
    accepted: &Acknowledgements,
) -> Result<Vec<Verdict>, PolicyStop> {
    let weigh = |verdict: Verdict| {
        let waits = verdict.standing == Standing::NeedsAcknowledgement;
        if waits && accepted.accept(verdict.question.code()) {
            let standing = Standing::Acknowledged;
            return Verdict {
                standing,
                ..verdict
            };
        }
        verdict
    };
    let (stopping, settled): (Vec<_>, Vec<_>) =
        verdicts.into_iter().map(weigh).partition(Verdict::stops);
    if stopping.is_empty() {
        Ok(settled)
    } else {
        Err(PolicyStop { verdicts: stopping })
    }
}
