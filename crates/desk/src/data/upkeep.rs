//! Keeping the depot sound.

use sealift_app::Explained;
use serde::{Deserialize, Serialize};

use super::{PickId, ReleaseRequest};

/// What a file for support holds, for whoever lets it leave the site.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct SupportView {
    /// Its parts, in their order.
    pub parts: Vec<SupportPart>,
    /// What names exactly this, for who lets it out.
    pub digest: String,
}

/// What is let out to support, and where it goes.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct SupportRequest {
    /// The file, which a person chose in a dialog for saving.
    pub to: PickId,
    /// What was shown.
    pub digest: String,
}

/// One part of a file for support.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct SupportPart {
    /// Its name in the file.
    pub name: String,
    /// What is in it, worded.
    pub title: String,
    /// All of it, to be read.
    pub text: String,
    /// How many bytes it has.
    pub bytes: u64,
}

/// What came of reading every stored byte again.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct DepotHealth {
    /// Chunks read.
    pub chunks: u64,
    /// Bytes read.
    pub bytes: u64,
    /// What is damaged and what mends it; nothing when all is sound.
    pub failure: Option<Explained>,
}

/// Releases to remove; whatever nobody needs goes with them.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct CleanRequest {
    /// The releases.
    pub remove: Vec<ReleaseRequest>,
    /// The printed name of whoever decides it, for the record.
    pub person: String,
    /// The ticket number, for the record.
    pub ticket: String,
    /// Why, for the record.
    pub reason: String,
}

/// What was removed.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct CleanedView {
    /// Releases.
    pub releases: u32,
    /// Chunks.
    pub chunks: u64,
    /// Bytes freed.
    pub bytes: u64,
}

/// A release to be written again.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct DepotExportRequest {
    /// The release.
    pub release: ReleaseRequest,
    /// The folder, which a person chose.
    pub to: PickId,
    /// The most bytes a volume may have; nothing for one volume.
    pub volume_bytes: Option<u64>,
}

/// Volumes that were written.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Exported {
    /// Each of them.
    pub volumes: Vec<super::Saved>,
}
