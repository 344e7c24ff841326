//! Why a release could not be packed.

use std::io;
use std::path::PathBuf;

use sealift_document::{DocumentError, plain};
use sealift_package::index::IndexError;
use sealift_package::manifest::{ManifestError, ProductId};
use sealift_package::volume::{PlanError, WriteError};
use thiserror::Error;

use crate::description::DescriptionError;
use crate::key::KeyFileError;
use crate::output::OutputError;
use crate::survey::SurveyError;
use crate::tree::TreeProblem;

/// Why a release could not be packed. Nothing is left behind under a volume's name.
#[derive(Debug, Error, serde::Serialize)]
pub enum PackError {
    /// Everything in the source trees that a release cannot represent.
    #[error("{}", lines(.problems))]
    Trees {
        /// At least one, by component and path.
        #[serde(serialize_with = "sealift_document::how_many")]
        problems: Vec<TreeProblem>,
    },
    /// A file that the description names could not be read.
    #[error("{} cannot be read: {source}", .path.display())]
    Read {
        /// Where.
        #[serde(serialize_with = "sealift_document::shown_path")]
        path: PathBuf,
        /// What the operating system said.
        #[serde(serialize_with = "sealift_document::shown")]
        source: io::Error,
    },
    /// A file was written to while it was being packed.
    #[error("{} changed while it was being packed; pack again when the build is done", plain(&.path.to_string_lossy()))]
    Changed {
        /// Where.
        #[serde(serialize_with = "sealift_document::shown_path")]
        path: PathBuf,
    },
    /// The file with the configuration's schema is no JSON of the allowed kind.
    #[error("{} is no JSON schema that can be sealed: {detail}", .path.display())]
    Questions {
        /// Where.
        #[serde(serialize_with = "sealift_document::shown_path")]
        path: PathBuf,
        /// Why not.
        detail: String,
    },
    /// What the description says breaks the rules of a release.
    #[error(transparent)]
    Description(#[from] DescriptionError),
    /// Templates that cannot be rendered, or that would show a secret.
    #[error("{}", .problems.join("\n"))]
    Templates {
        /// At least one, each with its step.
        problems: Vec<String>,
    },
    /// What would be sealed breaks a rule that every reader checks: too many files, say.
    #[error("no reader would accept the release: {detail}")]
    Rule {
        /// What readers would say.
        detail: String,
    },
    /// A base could not be read.
    #[error("the base {}: {source}", .path.display())]
    Base {
        /// Where.
        #[serde(serialize_with = "sealift_document::shown_path")]
        path: PathBuf,
        /// What is wrong with it.
        source: Box<SurveyError>,
    },
    /// A base is of another product.
    #[error("the base {} is of {found}, not of {expected}", .path.display())]
    OtherProduct {
        /// Where.
        #[serde(serialize_with = "sealift_document::shown_path")]
        path: PathBuf,
        /// The product being packed.
        expected: ProductId,
        /// The base's product.
        found: ProductId,
    },
    /// The chunks do not fit into volumes as asked for.
    #[error(transparent)]
    Plan(#[from] PlanError),
    /// The key.
    #[error(transparent)]
    Key(#[from] KeyFileError),
    /// A file could not be written.
    #[error(transparent)]
    Output(#[from] OutputError),
    /// A volume could not be written.
    #[error("{} cannot be written: {source}", .path.display())]
    Write {
        /// Where.
        #[serde(serialize_with = "sealift_document::shown_path")]
        path: PathBuf,
        /// What went wrong.
        source: WriteError,
    },
    /// What was written does not read back: the disk or the memory of this machine is not to be trusted.
    #[error("{} does not read back as it was written: {detail}", .path.display())]
    ReadBack {
        /// Where.
        #[serde(serialize_with = "sealift_document::shown_path")]
        path: PathBuf,
        /// What differs.
        detail: String,
    },
    /// The work was asked to stop.
    #[error("cancelled; nothing was written")]
    Cancelled,
}

impl PackError {
    /// The stable code of this error.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::Trees { .. } => "pack-trees",
            Self::Read { .. } => "pack-read",
            Self::Changed { .. } => "pack-changed",
            Self::Questions { .. } => "pack-questions",
            Self::Description(error) => error.code(),
            Self::Templates { .. } => "pack-templates",
            Self::Rule { .. } => "pack-rule",
            Self::Base { .. } => "pack-base",
            Self::OtherProduct { .. } => "pack-base-other-product",
            Self::Plan(error) => error.code(),
            Self::Key(error) => error.code(),
            Self::Output(error) => error.code(),
            Self::Write { source, .. } => source.code(),
            Self::ReadBack { .. } => "pack-read-back",
            Self::Cancelled => "cancelled",
        }
    }
}

/// Errors that readers have of what was made here.
macro_rules! breaks_a_rule {
    ($($error:ty),*) => {$(
        impl From<$error> for PackError {
            fn from(error: $error) -> Self {
                let detail = error.to_string();
                Self::Rule { detail }
            }
        }
    )*};
}

breaks_a_rule!(ManifestError, IndexError, DocumentError);

fn lines(problems: &[TreeProblem]) -> String {
    let lines: Vec<String> = problems.iter().map(ToString::to_string).collect();
    lines.join("\n")
}
