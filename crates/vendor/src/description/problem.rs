//! What can be wrong with a description, and where.

use std::fmt;
use std::io;
use std::path::PathBuf;

use thiserror::Error;

/// A place in a text; both numbers count from 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, serde::Serialize)]
pub struct Position {
    /// Line.
    pub line: usize,
    /// Column, in characters.
    pub column: usize,
}

impl Position {
    /// The place of a byte.
    pub(super) fn of(text: &str, byte: usize) -> Self {
        let before = &text[..text.floor_char_boundary(byte)];
        let line = before.matches('\n').count() + 1;
        let start = before.rfind('\n').map_or(0, |at| at + 1);
        let column = before[start..].chars().count() + 1;
        Self { line, column }
    }
}

impl fmt::Display for Position {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "line {}, column {}", self.line, self.column)
    }
}

/// One thing that is wrong with a description.
#[derive(Debug, Clone, PartialEq, Eq, Error, serde::Serialize)]
#[error("{at}: {what}")]
pub struct DescriptionProblem {
    /// Where.
    pub at: Position,
    /// What.
    pub what: Defect,
}

/// What is wrong.
#[derive(Debug, Clone, PartialEq, Eq, Error, serde::Serialize)]
pub enum Defect {
    /// The text is not TOML.
    #[error("{detail}")]
    Syntax {
        /// What the parser said.
        detail: String,
    },
    /// A field that does not exist; most often a slip of the pen.
    #[error("there is no field {field}{}", meant(.nearest.as_deref()))]
    UnknownField {
        /// As it is written.
        field: String,
        /// The field that was probably meant.
        nearest: Option<String>,
    },
    /// A field that must be there.
    #[error("the field {field} is missing")]
    MissingField {
        /// Which.
        field: &'static str,
    },
    /// A value of another kind than the field takes.
    #[error("{field} takes {expected}, not {found}")]
    WrongKind {
        /// Which field.
        field: String,
        /// What it takes.
        #[serde(serialize_with = "sealift_document::phrase")]
        expected: &'static str,
        /// What is there.
        #[serde(serialize_with = "sealift_document::phrase")]
        found: &'static str,
    },
    /// A value that the field cannot have.
    #[error("{field}: {detail}")]
    Invalid {
        /// Which field.
        field: String,
        /// Why not.
        detail: String,
    },
    /// A rule between fields that does not hold, or a promise that could not be kept.
    #[error("{detail}")]
    Rule {
        /// Which.
        detail: String,
    },
}

impl Defect {
    /// The stable code of this defect.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Syntax { .. } => "description-syntax",
            Self::UnknownField { .. } => "description-unknown-field",
            Self::MissingField { .. } => "description-missing-field",
            Self::WrongKind { .. } => "description-wrong-kind",
            Self::Invalid { .. } => "description-invalid",
            Self::Rule { .. } => "description-rule",
        }
    }
}

fn meant(name: Option<&str>) -> String {
    name.map(|name| format!("; did you mean {name}?"))
        .unwrap_or_default()
}

/// Why a description cannot be used.
#[derive(Debug, Error, serde::Serialize)]
pub enum DescriptionError {
    /// The file could not be read.
    #[error("{} cannot be read: {source}", .path.display())]
    Read {
        /// Where.
        #[serde(serialize_with = "sealift_document::shown_path")]
        path: PathBuf,
        /// What the operating system said.
        #[serde(serialize_with = "sealift_document::shown")]
        source: io::Error,
    },
    /// The moment of issue could not be written into it.
    #[error("{} does not take the moment of issue: {source}", .path.display())]
    Undated {
        /// Where.
        #[serde(serialize_with = "sealift_document::shown_path")]
        path: PathBuf,
        /// What stood in the way.
        #[serde(serialize_with = "sealift_document::shown")]
        source: io::Error,
    },
    /// Everything that is wrong with it, in the order of the text.
    #[error("{}", lines(.problems))]
    Problems {
        /// At least one.
        #[serde(serialize_with = "sealift_document::how_many")]
        problems: Vec<DescriptionProblem>,
    },
}

impl DescriptionError {
    /// The stable code of this error.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Read { .. } => "description-read",
            Self::Undated { .. } => "description-undated",
            Self::Problems { .. } => "description-problems",
        }
    }
}

fn lines(problems: &[DescriptionProblem]) -> String {
    let lines: Vec<String> = problems.iter().map(ToString::to_string).collect();
    lines.join("\n")
}
