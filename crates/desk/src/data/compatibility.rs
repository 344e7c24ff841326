//! Whether a machine can take a release.

use serde::{Deserialize, Serialize};

use super::PickId;

/// What is to be judged, and on which machine.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct CheckRequest {
    /// The product's id.
    pub product: String,
    /// The version.
    pub version: String,
    /// Another machine's facts, as a file; nothing for this machine.
    pub facts: Option<PickId>,
}

/// Every requirement, judged.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct CheckView {
    /// The machine that was judged.
    pub host: Option<String>,
    /// Whether that is this machine.
    pub here: bool,
    /// When its facts were collected, UTC.
    pub collected: String,
    /// What stops, then what is recommended, then what is met.
    pub findings: Vec<FindingView>,
    /// Whether the release can be installed there.
    pub compatible: bool,
}

/// One requirement, judged.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct FindingView {
    /// The vendor's name for it, or ours.
    pub id: String,
    /// The stable code.
    pub code: String,
    /// What people call it.
    pub title: String,
    /// Whether it is required, or only recommended.
    pub required: bool,
    /// `met`, `unmet`, `unknown`.
    pub status: String,
    /// Whether it stops an install.
    pub stops: bool,
    /// What was asked for.
    pub expected: String,
    /// What there is.
    pub found: String,
    /// What to do; empty when it is met.
    pub remedy: String,
}

/// Where a document goes.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct SaveRequest {
    /// The file, which a person chose in a dialog for saving.
    pub to: PickId,
}

/// A document that was written.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Saved {
    /// Where it lies, for showing.
    pub place: String,
    /// Its bytes.
    pub bytes: u64,
    /// SHA-256 of it.
    pub sha256: String,
}
