//! One record of the log, on one line.

use sealift_audit::Record;
use sealift_document::Document as _;
use sealift_engine::log::StoredEntry;
use sealift_engine::state::StateError;
use serde::Serialize;

/// A record at a glance.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct RecordLine {
    /// Its place in the log, from 0.
    pub sequence: u64,
    /// When, UTC.
    pub time: String,
    /// What happened.
    pub event: String,
    /// How it ended.
    pub outcome: String,
    /// Which product, if any.
    pub product: Option<String>,
    /// Which version, if any.
    pub version: Option<String>,
    /// Which step, if any.
    pub step: Option<String>,
    /// Who, where it is not withheld.
    pub user: Option<String>,
}

impl RecordLine {
    pub(crate) fn of(stored: &StoredEntry) -> Result<Self, StateError> {
        let unreadable = |error: sealift_document::DocumentError| StateError::Log {
            detail: format!("record {}: {error}", stored.sequence),
        };
        let record = Record::from_bytes(&stored.entry.leaf).map_err(unreadable)?;
        let user = record.actor(&stored.entry.openings).map(ToOwned::to_owned);
        Ok(Self {
            sequence: stored.sequence,
            time: record.time.to_string(),
            event: record.event.to_string(),
            outcome: record.outcome.code().into(),
            product: record.subject.product,
            version: record.subject.version,
            step: record.subject.step,
            user,
        })
    }
}
