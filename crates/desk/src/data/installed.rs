//! What is installed, and how it is.

use serde::{Deserialize, Serialize};

/// An installed product.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct InstalledView {
    /// Its id.
    pub product: String,
    /// What people call it; its id where the release is not believed any more.
    pub name: String,
    /// The active version.
    pub version: String,
    /// Its sequence.
    pub sequence: u64,
    /// The components installed.
    pub components: Vec<String>,
    /// Its folder.
    pub prefix: String,
    /// Since when this version is active, UTC.
    pub installed_at: String,
    /// `healthy`, `degraded` (a service is not as it should be, or files differ), `unknown` (also while it is changed).
    pub health: String,
    /// Its services.
    pub services: Vec<ServiceView>,
    /// Installed files that are not as they were placed.
    pub differences: Vec<DifferenceView>,
    /// Whether a run changes it at this moment: then its files were not compared, and nothing is said of them.
    pub changing: bool,
    /// Versions that it can go back to, the nearest first.
    pub earlier: Vec<String>,
    /// Newer complete releases in the depot, the newest first.
    pub newer: Vec<String>,
    /// A release that lies ready to be activated.
    pub staged: Option<String>,
}

/// A service of an installed product.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ServiceView {
    /// Its unit.
    pub name: String,
    /// `running`, `starting`, `stopped`, `failed`, `absent`, `unknown`.
    pub state: String,
    /// More about it, worded.
    pub detail: String,
    /// Its process, when it runs.
    pub process: Option<u32>,
}

/// An installed file that is not as it was placed.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct DifferenceView {
    /// The file.
    pub path: String,
    /// `edited`, `mode-changed`, `kind-changed`, `missing`, `extra`.
    pub drift: String,
}

/// Which product, and how closely it is looked at.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct StatusRequest {
    /// The product's id.
    pub product: String,
    /// Whether every installed file is read and compared; else only those whose size or times have changed.
    pub full: bool,
}
