//! A report from any machine, judged.

use serde::{Deserialize, Serialize};

use super::{PickId, RecordRow};

/// A report, and what its reader holds to compare it with.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ExamineRequest {
    /// The report, HTML or JSON.
    pub report: PickId,
    /// The log's public key, as a file.
    pub key: Option<PickId>,
    /// A checkpoint held, as a file.
    pub checkpoint: Option<PickId>,
    /// A checkpoint held, typed or scanned.
    pub checkpoint_text: Option<String>,
    /// Whether this machine's own log key and its checkpoint of the report's time are held against it.
    pub own: bool,
}

/// A report, judged; the verdict first.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct VerdictView {
    /// `VALID`, `CONSISTENT, ORIGIN UNPROVEN`, `BROKEN`, ...
    pub verdict: String,
    /// Whether it can be relied upon.
    pub good: bool,
    /// Whether nothing contradicts it, though its origin is not proven.
    pub unproven: bool,
    /// What that means, in plain words.
    pub headline: String,
    /// What to do.
    pub remedy: String,
    /// Everything that was found, the gravest first.
    pub findings: Vec<VerdictFinding>,
    /// What the reader held, worded.
    pub held: Vec<String>,
    /// The log's origin.
    pub origin: String,
    /// Records in it.
    pub size: u64,
    /// When it was exported, UTC.
    pub exported: Option<String>,
    /// Whether fields are withheld.
    pub redacted: bool,
    /// Its records, the newest first, at most 2000; untrustworthy when the verdict is bad.
    pub records: Vec<RecordRow>,
}

/// Something that was found in a report.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct VerdictFinding {
    /// The stable code.
    pub code: String,
    /// What.
    pub message: String,
    /// The record it concerns, by its place in the log.
    pub record: Option<u64>,
}
