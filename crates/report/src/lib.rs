//! Renders an export of the audit log for people: one HTML file that needs no script, no network and no trust.
//!
//! The page embeds the exact evidence that it was made from. Whoever verifies it takes the evidence out, verifies
//! that, renders it again and compares, so that doctored visible text is caught ([`examine`]). The page itself
//! claims no more than its evidence shows to someone who holds nothing: CONSISTENT, ORIGIN UNPROVEN at best.
//!
//! All foreign text passes [`sealift_document::plain`] and is escaped by the template (threats A13, U1).

mod embed;
mod examine;
mod log;
mod page;
mod texts;
mod view;

pub use embed::evidence_in;
pub use examine::{Appearance, Examined, examine, examine_in};
pub use page::{LAYOUT, Words, render_html, render_html_in};

use sealift_audit::EvidenceError;
use thiserror::Error;

/// A report that cannot be made or read.
#[derive(Debug, Clone, PartialEq, Eq, Error, serde::Serialize)]
pub enum ReportError {
    /// The evidence cannot be read.
    #[error(transparent)]
    Evidence(#[from] EvidenceError),
    /// The page carries no evidence, or carries it twice.
    #[error("the page carries no evidence: it is no Sealift report, or not all of one")]
    NoEvidence,
    /// The template could not be filled.
    #[error("the report could not be laid out: {detail}")]
    Layout {
        /// What the template engine said.
        detail: String,
    },
}

impl ReportError {
    /// The stable code of this error.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Evidence(error) => error.code(),
            Self::NoEvidence => "report-without-evidence",
            Self::Layout { .. } => "report-layout",
        }
    }
}
