//! A release in the depot, at a glance.

use sealift_engine::state::Release;
use sealift_package::manifest::Manifest;
use serde::{Deserialize, Serialize};

/// One release in the depot.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct ReleaseSummary {
    /// The product's id.
    pub product: String,
    /// What people call it.
    pub name: String,
    /// Who says to have made it.
    pub vendor: String,
    /// Its version.
    pub version: String,
    /// Its sequence.
    pub sequence: u64,
    /// SHA-256 of its manifest.
    pub manifest_digest: String,
    /// When it was issued, UTC.
    pub issued: String,
    /// Whether its signatures are still believed; of a release that lost its trust only the identity is told.
    pub trusted: bool,
    /// Whether all chunks that this machine needs are here.
    pub complete: bool,
    /// Whether it is the active release of its product here.
    pub installed: bool,
    /// Bytes of all its files.
    pub raw_bytes: u64,
}

impl ReleaseSummary {
    /// A release as the state knows it, with what its manifest says where that is still believed.
    pub(crate) fn of(release: &Release, manifest: Option<&Manifest>, installed: bool) -> Self {
        Self {
            product: release.product.to_string(),
            name: manifest.map_or_else(String::new, |manifest| {
                manifest.name.in_language("en").into()
            }),
            vendor: manifest.map_or_else(String::new, |manifest| manifest.vendor.name.clone()),
            version: release.version.to_string(),
            sequence: release.sequence.value(),
            manifest_digest: release.manifest.to_string(),
            issued: manifest.map_or_else(String::new, |manifest| manifest.issued.to_string()),
            trusted: manifest.is_some(),
            complete: release.is_complete,
            installed,
            raw_bytes: manifest.map_or(0, |manifest| manifest.totals.raw_bytes.value()),
        }
    }
}
