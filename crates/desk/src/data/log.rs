//! The audit log, for officers.

use serde::{Deserialize, Serialize};

use super::{Named, PickId};

/// Which records; every field that is given must fit.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct LogFilter {
    /// From when, UTC.
    pub from: Option<String>,
    /// Until when, UTC.
    pub until: Option<String>,
    /// The product's id.
    pub product: Option<String>,
    /// Who acted.
    pub actor: Option<String>,
    /// How it ended.
    pub outcome: Option<String>,
    /// What happened: the event's word.
    pub event: Option<String>,
    /// One operation.
    pub operation: Option<String>,
    /// Words that must stand somewhere in the record, in any case.
    pub text: Option<String>,
}

/// A page of records, the newest first.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct RecordsRequest {
    /// Which.
    pub filter: LogFilter,
    /// Only those before this place in the log; nothing for the newest.
    pub before: Option<u64>,
    /// How many of those to leave out, from the newest on.
    pub skip: u64,
    /// How many at most; never more than 500.
    pub most: u32,
}

/// A page of records.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct RecordsPage {
    /// The records, the newest first.
    pub records: Vec<RecordRow>,
    /// How many fit the filter in all.
    pub total: u64,
    /// Records in the log.
    pub size: u64,
    /// Where the next page begins (`before`); nothing when this is the last.
    pub next: Option<u64>,
}

/// A record at a glance.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct RecordRow {
    /// Its place in the log, from 0.
    pub sequence: u64,
    /// When, UTC.
    pub time: String,
    /// The event's word.
    pub event: String,
    /// What happened, worded.
    pub title: String,
    /// How it ended: its word.
    pub outcome: String,
    /// Which product, if any.
    pub product: Option<String>,
    /// Which version, if any.
    pub version: Option<String>,
    /// Which step, if any.
    pub step: Option<String>,
    /// Who, where it is not withheld.
    pub actor: Option<String>,
    /// The run it belongs to.
    pub operation: Option<String>,
}

/// What can be chosen in filters, as the log has it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct LogFacets {
    /// Products.
    pub products: Vec<String>,
    /// Who acted.
    pub actors: Vec<String>,
    /// Events: word and wording.
    pub events: Vec<Named>,
    /// Outcomes: word and wording.
    pub outcomes: Vec<Named>,
    /// When the first record was made, UTC.
    pub first: Option<String>,
    /// When the last was.
    pub last: Option<String>,
}

/// Which record.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct RecordRequest {
    /// Its place in the log, from 0.
    pub sequence: u64,
}

/// A record in full, with its proof.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct RecordView {
    /// At a glance.
    pub row: RecordRow,
    /// Every field, worded, withheld ones shown where they can be opened.
    pub fields: Vec<Named>,
    /// The text that is hashed, for reading: what steers a screen is made plain.
    pub leaf: String,
    /// The exact bytes that are hashed, in base64, for following the proof elsewhere.
    pub leaf_bytes: String,
    /// RFC 6962 hash of the leaf.
    pub leaf_hash: String,
    /// RFC 6962 inclusion path from the leaf to the root.
    pub proof: Vec<String>,
    /// The root that the path leads to.
    pub root: String,
    /// The size of the tree with that root.
    pub size: u64,
    /// Whether the path was followed and led to the signed root.
    pub proven: bool,
}

/// The log's newest signed checkpoint.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct CheckpointView {
    /// The signed note; also what its QR code holds.
    pub text: String,
    /// The log's origin.
    pub origin: String,
    /// Records that it covers.
    pub size: u64,
    /// The root, base64.
    pub root: String,
    /// The log's public key.
    pub log_key: String,
}

/// The form of an export.
#[derive(Debug, Clone, PartialEq, Copy, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(rename_all = "kebab-case")]
pub enum ExportForm {
    /// A report to be read, with the evidence inside.
    Html,
    /// The evidence alone.
    Json,
}

/// The log to be written to a file.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ExportRequest {
    /// In which form.
    pub form: ExportForm,
    /// Whether names of people, hosts and paths are withheld.
    pub redact: bool,
    /// The file, which a person chose in a dialog for saving.
    pub to: PickId,
}
