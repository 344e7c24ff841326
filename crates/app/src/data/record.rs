//! One record of the log, on one line.

use sealift_audit::{Event, Record, detail};
use sealift_document::{Document as _, plain};
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
    /// The code of what went wrong, if anything did.
    pub code: Option<String>,
    /// What it said, where that is not withheld.
    pub message: Option<String>,
    /// What the program of a step that failed wrote, secrets masked.
    pub output: Option<String>,
}

impl RecordLine {
    pub(crate) fn of(stored: &StoredEntry) -> Result<Self, StateError> {
        let unreadable = |error: sealift_document::DocumentError| StateError::Log {
            detail: format!("record {}: {error}", stored.sequence),
        };
        let record = Record::from_bytes(&stored.entry.leaf).map_err(unreadable)?;
        let user = record.actor(&stored.entry.openings).map(ToOwned::to_owned);
        let told = |name: &str| {
            let open = record.details.get(name);
            let opened = stored.entry.openings.get(&format!("details.{name}"));
            let fact = open.or(opened.map(|opening| &opening.value))?;
            Some(plain(fact.as_text()?))
        };
        let has_failed = matches!(record.event, Event::StepFailed | Event::UndoFailed);
        let output = stored.entry.openings.get("details.output");
        let output = output.filter(|_| has_failed);
        Ok(Self {
            code: told(detail::CODE),
            message: told(detail::MESSAGE),
            output: output.and_then(|opening| opening.value.as_text().map(ToOwned::to_owned)),
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
