//! What went wrong, in a form that both faces show and scripts can match.

mod from;
mod line;

pub(crate) use from::{incomplete, repair};
pub use line::Line;

use std::fmt;

use sealift_document::Particulars;
use sealift_engine::events::Problem;
use serde::{Deserialize, Serialize};

use crate::exit::Exit;
use crate::wording::Wording;

/// A failure with a stable code. Its wording (what is wrong, what to do) comes from the catalogue by that code; `detail`
/// is the exact finding of the part that failed, with the names and numbers of this very case.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, thiserror::Error)]
#[error("{code}: {detail}")]
pub struct Failure {
    /// The stable code, such as `volume-truncated`.
    pub code: &'static str,
    /// The exact finding.
    pub detail: String,
    /// How a command ends with it.
    pub exit: Exit,
    /// Further lines: one a problem where there are several, what is left after an incomplete rollback.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub lines: Vec<Line>,
    /// Questions of the facility's policy that stand in the way.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub questions: Vec<PolicyQuestion>,
    /// The exact finding as data, which the catalogue words; none where it is a name, or what a system said.
    #[serde(skip)]
    pub particulars: Option<Box<Particulars>>,
    /// Whether the face has shown it already, as part of a result.
    #[serde(skip)]
    pub told: bool,
}

/// A question of the facility's policy that stands in the way of a change.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct PolicyQuestion {
    /// The code by which it is accepted.
    pub code: String,
    /// What came up.
    pub what: String,
    /// Whether the operator may accept it; otherwise only a change of the policy helps.
    pub acceptable: bool,
    /// What came up, as data.
    #[serde(skip)]
    #[cfg_attr(feature = "typescript", ts(skip))]
    pub about: Option<Particulars>,
}

impl Failure {
    /// A failure of this code.
    #[must_use]
    pub fn new(code: &'static str, exit: Exit, detail: impl ToString) -> Self {
        Self {
            code,
            detail: detail.to_string(),
            exit,
            lines: Vec::new(),
            questions: Vec::new(),
            particulars: None,
            told: false,
        }
    }

    /// A failure of this code, from an error.
    #[must_use]
    pub fn of<E: fmt::Display + Serialize>(code: &'static str, exit: Exit, error: &E) -> Self {
        Self {
            particulars: Some(Box::new(Particulars::of(error))),
            ..Self::new(code, exit, error)
        }
    }

    /// A failure of this code whose finding the catalogue words in every language.
    #[must_use]
    pub fn saying(code: &'static str, exit: Exit, about: Particulars) -> Self {
        let detail = Wording::new("en").detail(&about).unwrap_or_default();
        Self {
            particulars: Some(Box::new(about)),
            ..Self::new(code, exit, detail)
        }
    }

    /// A failure of this code for what stopped a run.
    #[must_use]
    pub(crate) fn of_problem(code: &'static str, exit: Exit, problem: &Problem) -> Self {
        Self {
            particulars: problem.particulars.clone().map(Box::new),
            ..Self::new(code, exit, &problem.message)
        }
    }

    /// The failure as an event carries it.
    #[must_use]
    pub fn problem(&self) -> Problem {
        Problem {
            particulars: self.particulars.as_deref().cloned(),
            ..Problem::new(self.code, &self.detail)
        }
    }

    /// The same failure with the name of what it happened to before its finding.
    #[must_use]
    pub fn about(self, what: &str) -> Self {
        let named = Particulars::named("about").with("what", what);
        let particulars = self.particulars.map(|found| named.within("found", *found));
        Self {
            detail: format!("{what}: {}", self.detail),
            particulars: particulars.map(Box::new),
            ..self
        }
    }

    /// The same failure with further lines.
    #[must_use]
    pub fn with_lines<L: Into<Line>>(mut self, lines: impl IntoIterator<Item = L>) -> Self {
        self.lines = lines.into_iter().map(Into::into).collect();
        self
    }

    /// The same failure of something whose change is made and recorded: only what was to come after it is missing.
    #[must_use]
    pub(crate) fn after_the_change(self) -> Self {
        let named = Particulars::named("after-the-change").with("code", self.code);
        let particulars = self.particulars.clone();
        let particulars = particulars.map(|found| Box::new(named.within("found", *found)));
        Self {
            detail: self.to_string(),
            particulars,
            code: "change-unfinished",
            exit: Exit::RollbackIncomplete,
            ..self
        }
    }

    /// The same failure, shown already as part of a result.
    #[must_use]
    pub const fn told(mut self) -> Self {
        self.told = true;
        self
    }
}
