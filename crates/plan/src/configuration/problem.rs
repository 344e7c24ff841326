//! What is wrong with an answer.

use std::fmt;

use serde::Serialize;

/// One answer that cannot stand, with all that a person needs to mend it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct AnswerProblem {
    /// The dotted name of the question; `list[2]` for an item of a list.
    pub field: String,
    /// What is wrong.
    #[serde(flatten)]
    pub kind: ProblemKind,
}

/// Ways in which an answer cannot stand. `found` is the answer, shortened, or a mask where it is secret.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "code", rename_all = "kebab-case")]
pub enum ProblemKind {
    /// No question has this name (threat C10).
    #[serde(rename = "answer-unknown")]
    Unknown {
        /// The question with the nearest name.
        nearest: Option<String>,
    },
    /// The question is not asked, given the other answers.
    #[serde(rename = "answer-not-asked")]
    NotAsked,
    /// There is no answer and no default.
    #[serde(rename = "answer-missing")]
    Missing,
    /// The question is answered twice in one place.
    #[serde(rename = "answer-duplicate")]
    Duplicate,
    /// The answer is of another type.
    #[serde(rename = "answer-type")]
    Type {
        /// `text`, `whole-number`, `number`, `yes-or-no`, `list`, `section`.
        expected: &'static str,
        /// The answer.
        found: String,
    },
    /// A number is below its range.
    #[serde(rename = "answer-too-small")]
    TooSmall {
        /// The least that is allowed, or its bound.
        least: String,
        /// Whether the bound itself is not allowed.
        exclusive: bool,
        /// The answer.
        found: String,
    },
    /// A number is above its range.
    #[serde(rename = "answer-too-large")]
    TooLarge {
        /// The most that is allowed, or its bound.
        most: String,
        /// Whether the bound itself is not allowed.
        exclusive: bool,
        /// The answer.
        found: String,
    },
    /// A number is no multiple of what it must be.
    #[serde(rename = "answer-not-a-multiple")]
    NotAMultiple {
        /// Of what.
        of: String,
        /// The answer.
        found: String,
    },
    /// A text or list has too few characters or items.
    #[serde(rename = "answer-too-short")]
    TooShort {
        /// The least.
        least: u64,
        /// The answer.
        found: String,
    },
    /// A text or list has too many characters or items.
    #[serde(rename = "answer-too-long")]
    TooLong {
        /// The most.
        most: u64,
        /// The answer.
        found: String,
    },
    /// A text does not match its pattern.
    #[serde(rename = "answer-pattern")]
    Pattern {
        /// The pattern.
        pattern: String,
        /// The answer.
        found: String,
    },
    /// A text is not of its format.
    #[serde(rename = "answer-format")]
    Format {
        /// `hostname`, `ipv4`, `email` and so on.
        format: String,
        /// The answer.
        found: String,
    },
    /// A path is not absolute, or could lead elsewhere than it says (threat C5).
    #[serde(rename = "answer-path-not-confined")]
    Path {
        /// The answer.
        found: String,
    },
    /// The answer is none of the choices.
    #[serde(rename = "answer-not-a-choice")]
    NotAChoice {
        /// All choices.
        choices: Vec<String>,
        /// The choice with the nearest name.
        nearest: Option<String>,
        /// The answer.
        found: String,
    },
    /// Items of a list repeat.
    #[serde(rename = "answer-not-unique")]
    NotUnique,
    /// The licence has not been accepted.
    #[serde(rename = "answer-licence-not-accepted")]
    LicenceNotAccepted {
        /// The licence document's id.
        licence: String,
    },
    /// A file is larger than its question takes.
    #[serde(rename = "answer-file-too-large")]
    FileTooLarge {
        /// Bytes allowed.
        most: u64,
        /// Bytes found.
        found: u64,
    },
    /// The answer breaks another rule of the form.
    #[serde(rename = "answer-rule")]
    Rule {
        /// The keyword of the rule: `not`, `anyOf`.
        keyword: String,
        /// The answer.
        found: String,
    },
}

impl AnswerProblem {
    /// A problem of one field.
    pub(super) fn new(field: impl Into<String>, kind: ProblemKind) -> Self {
        Self {
            field: field.into(),
            kind,
        }
    }

    /// The stable code of this problem.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self.kind {
            ProblemKind::Unknown { .. } => "answer-unknown",
            ProblemKind::NotAsked => "answer-not-asked",
            ProblemKind::Missing => "answer-missing",
            ProblemKind::Duplicate => "answer-duplicate",
            ProblemKind::Type { .. } => "answer-type",
            ProblemKind::TooSmall { .. } => "answer-too-small",
            ProblemKind::TooLarge { .. } => "answer-too-large",
            ProblemKind::NotAMultiple { .. } => "answer-not-a-multiple",
            ProblemKind::TooShort { .. } => "answer-too-short",
            ProblemKind::TooLong { .. } => "answer-too-long",
            ProblemKind::Pattern { .. } => "answer-pattern",
            ProblemKind::Format { .. } => "answer-format",
            ProblemKind::Path { .. } => "answer-path-not-confined",
            ProblemKind::NotAChoice { .. } => "answer-not-a-choice",
            ProblemKind::NotUnique => "answer-not-unique",
            ProblemKind::LicenceNotAccepted { .. } => "answer-licence-not-accepted",
            ProblemKind::FileTooLarge { .. } => "answer-file-too-large",
            ProblemKind::Rule { .. } => "answer-rule",
        }
    }
}

/// What an answer of a type is called in a sentence.
fn in_words(type_name: &str) -> &'static str {
    match type_name {
        "text" => "a text",
        "whole-number" => "a whole number",
        "number" => "a number",
        "yes-or-no" => "true or false",
        "choice" => "one of the choices",
        "list" => "a list",
        _ => "a group of answers",
    }
}

impl fmt::Display for AnswerProblem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let field = sealift_document::plain(&self.field);
        match &self.kind {
            ProblemKind::Unknown {
                nearest: Some(nearest),
            } => write!(f, "{field} is not asked; did you mean {nearest}?"),
            ProblemKind::Unknown { nearest: None } => write!(f, "{field} is not asked"),
            ProblemKind::NotAsked => {
                write!(f, "{field} is not asked, given the other answers")
            }
            ProblemKind::Missing => write!(f, "{field} has no answer"),
            ProblemKind::Duplicate => write!(f, "{field} is answered twice"),
            ProblemKind::Type { expected, found } => {
                write!(f, "{field} must be {}, not {found}", in_words(expected))
            }
            ProblemKind::TooSmall {
                least,
                exclusive,
                found,
            } => write!(
                f,
                "{field} must be {} {least}, not {found}",
                if *exclusive { "more than" } else { "at least" }
            ),
            ProblemKind::TooLarge {
                most,
                exclusive,
                found,
            } => write!(
                f,
                "{field} must be {} {most}, not {found}",
                if *exclusive { "less than" } else { "at most" }
            ),
            ProblemKind::NotAMultiple { of, found } => {
                write!(f, "{field} must be a multiple of {of}, not {found}")
            }
            ProblemKind::TooShort { least, found } => {
                write!(
                    f,
                    "{field} must have at least {least} characters or items, not {found}"
                )
            }
            ProblemKind::TooLong { most, found } => {
                write!(
                    f,
                    "{field} must have at most {most} characters or items, not {found}"
                )
            }
            ProblemKind::Pattern { pattern, found } => {
                write!(f, "{field} must match {pattern}, not {found}")
            }
            ProblemKind::Format { format, found } => {
                write!(f, "{field} must be of the format {format}, not {found}")
            }
            ProblemKind::Path { found } => write!(
                f,
                "{field} must be an absolute path of this machine without . and .., not {found}"
            ),
            ProblemKind::NotAChoice { choices, found, .. } => {
                write!(
                    f,
                    "{field} must be one of {}, not {found}",
                    choices.join(", ")
                )
            }
            ProblemKind::NotUnique => write!(f, "{field} has an item twice"),
            ProblemKind::LicenceNotAccepted { licence } => {
                write!(f, "{field}: the licence {licence} must be accepted")
            }
            ProblemKind::FileTooLarge { most, found } => {
                write!(
                    f,
                    "{field} takes a file of at most {most} bytes, not {found}"
                )
            }
            ProblemKind::Rule { keyword, found } => {
                write!(f, "{field} breaks the form's rule {keyword}: {found}")
            }
        }
    }
}
