//! Why a manifest is not acceptable.

use sealift_document::DocumentError;
use thiserror::Error;

use super::ComponentId;

/// A rule that does not hold, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ManifestProblem {
    /// JSON pointer to the field that breaks it.
    pub at: String,
    /// Which rule.
    pub error: ManifestError,
}

/// Why a manifest is not acceptable.
#[derive(Debug, Clone, PartialEq, Eq, Error, serde::Serialize)]
pub enum ManifestError {
    /// The bytes are no canonical document of this type.
    #[error(transparent)]
    Document(#[from] DocumentError),
    /// A list that may not be empty is.
    #[error("the manifest names no {what}")]
    Missing {
        /// What there should be at least one of.
        #[serde(serialize_with = "sealift_document::phrase")]
        what: &'static str,
    },
    /// A number lies outside its range.
    #[error("{what} is {found}; it must be from {least} to {most}")]
    OutOfRange {
        /// Which number.
        #[serde(serialize_with = "sealift_document::phrase")]
        what: &'static str,
        /// What it is.
        found: u64,
        /// Least.
        least: u64,
        /// Most.
        most: u64,
    },
    /// Two things of one kind share a name.
    #[error("the {what} {name} is declared twice")]
    Duplicate {
        /// Which kind of thing.
        #[serde(serialize_with = "sealift_document::phrase")]
        what: &'static str,
        /// The name.
        name: String,
    },
    /// A name refers to nothing.
    #[error("the {from} {name} refers to the {what} {to}, which is not declared")]
    Unresolved {
        /// Which kind of thing refers.
        #[serde(serialize_with = "sealift_document::phrase")]
        from: &'static str,
        /// Its name.
        name: String,
        /// Which kind it refers to.
        #[serde(serialize_with = "sealift_document::phrase")]
        what: &'static str,
        /// The name referred to.
        to: String,
    },
    /// Components depend on each other in a circle.
    #[error("the components {circle} depend on each other in a circle")]
    Circle {
        /// Their ids in the order of the circle.
        circle: String,
    },
    /// Two components that can be installed together write to the same folder.
    #[error("the components {first} and {second} share the folder {folder}")]
    SharedFolder {
        /// One.
        first: ComponentId,
        /// The other.
        second: ComponentId,
        /// The folder, or the outer of two nested ones.
        folder: String,
    },
    /// POSIX names in a release that is not for Linux alone.
    #[error("names that only Linux can hold need a release for Linux alone")]
    PosixNames,
    /// A step acts where no step may.
    #[error("the step {step} acts on {path}, which belongs to the release's own tree")]
    ReadOnlyPlace {
        /// The step.
        step: String,
        /// The place.
        path: String,
    },
}

impl ManifestError {
    /// The stable code of this error.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::Document(_) => "manifest-malformed",
            Self::Missing { .. } => "manifest-incomplete",
            Self::OutOfRange { .. } => "manifest-number-out-of-range",
            Self::Duplicate { .. } => "manifest-duplicate-name",
            Self::Unresolved { .. } => "manifest-unresolved-name",
            Self::Circle { .. } => "manifest-dependency-circle",
            Self::SharedFolder { .. } => "manifest-shared-folder",
            Self::PosixNames => "manifest-posix-names",
            Self::ReadOnlyPlace { .. } => "manifest-read-only-place",
        }
    }
}
