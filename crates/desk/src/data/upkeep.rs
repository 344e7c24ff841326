//! Keeping the depot sound.

use sealift_app::Explained;
use serde::{Deserialize, Serialize};

use super::{PickId, ReleaseRequest};

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
