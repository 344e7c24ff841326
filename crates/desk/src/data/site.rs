//! A site at a glance, and who is looking at it.

use sealift_app::Explained;
use serde::{Deserialize, Serialize};

/// A call that needs nothing said.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Nothing {}

/// What a window opens on.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Overview {
    /// Whether a site has been founded here; if not, importing or trusting a key founds it.
    pub founded: bool,
    /// Products installed.
    pub products: u32,
    /// Releases in the depot.
    pub releases: u32,
    /// Keys that are trusted.
    pub keys: u32,
    /// Runs that were interrupted and are not put right yet.
    pub unfinished: Vec<UnfinishedRun>,
    /// The newest runs that recovery has put right, the newest first.
    pub recovered: Vec<RecoveredRun>,
}

/// A run that was interrupted.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct UnfinishedRun {
    /// The run.
    pub operation: String,
    /// What it was for, worded: `Upgrade`.
    pub what: String,
    /// Of which product.
    pub product: String,
    /// When it began, UTC.
    pub since: String,
}

/// What recovery did with an interrupted run.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct RecoveredRun {
    /// The run.
    pub operation: String,
    /// What it was for, worded.
    pub what: String,
    /// Of which product.
    pub product: String,
    /// How it ended: `rolled-back`, `failed-partially`, `succeeded`.
    pub outcome: String,
    /// What could not be taken back, worded, one line each.
    pub left: Vec<String>,
}

/// What came of putting interrupted runs right.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Recovery {
    /// Each run.
    pub runs: Vec<RecoveredRun>,
    /// Why not everything is well, if so.
    pub failure: Option<Explained>,
}

/// The facility's rules.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct PolicyView {
    /// Where the file lies.
    pub file: String,
    /// Each rule and its value, worded.
    pub rules: Vec<Named>,
}

/// What the facility's rules want in the record of every change, whatever it changes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct RecordRules {
    /// Whether nothing is changed without a ticket number.
    pub ticket: bool,
    /// Whether nothing is changed without a reason.
    pub reason: bool,
}

/// A name and what it stands for, both worded.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Named {
    /// The name.
    pub name: String,
    /// What it stands for.
    pub value: String,
}
