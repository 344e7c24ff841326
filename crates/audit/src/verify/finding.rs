//! What a verification found, each with a stable code, its place, and the verdict it leads to.

use super::verdict::Verdict;
use sealift_document::Particulars;
use serde::ser::SerializeStruct as _;
use serde::{Serialize, Serializer};
use thiserror::Error;

/// One thing that a verification found.
#[derive(Debug, Clone, PartialEq, Eq, Error, Serialize)]
#[serde(remote = "Self", rename = "AuditFinding")]
#[expect(
    missing_docs,
    reason = "the message of each variant says what it is; fields are named in it"
)]
pub enum Finding {
    #[error("record {record} cannot be read: {detail}")]
    RecordTorn { record: u64, detail: String },
    #[error("record {record} says that it is record {claims}: one was deleted, added or moved")]
    RecordMisplaced { record: u64, claims: u64 },
    #[error("record {record} belongs to the log of another site, {site}")]
    RecordForeign { record: u64, site: String },
    #[error("record {record} claims epoch {claims}, but epoch {expected} wrote it")]
    RecordEpoch {
        record: u64,
        claims: u32,
        expected: u32,
    },
    #[error("record {record} was edited: the record after it vouches for other content")]
    RecordEdited { record: u64 },
    #[error("record {record} was put here from elsewhere: it vouches for another log before it")]
    RecordSpliced { record: u64 },
    #[error("what record {record} shows as {field} is not what was logged")]
    OpeningDiffers { record: u64, field: String },
    #[error("record {record} shows a field {field} that was not logged")]
    OpeningUnknown { record: u64, field: String },
    #[error("record {record} withholds {field}, but the file says that nothing is withheld")]
    RedactionUndeclared { record: u64, field: String },
    #[error("the file says that fields are withheld, but none is")]
    RedactionEmpty,
    #[error("record {record} is left out, but the file names no filter")]
    OmissionUndeclared { record: u64 },
    #[error(
        "the signed checkpoint of {size} records does not fit: something changed from record {from} on"
    )]
    RootDiffers { from: u64, size: u64 },
    #[error("checkpoint {number} in the file cannot be read")]
    CheckpointUnreadable { number: usize },
    #[error("the checkpoint of {size} records is not signed by the log's key")]
    CheckpointUnsigned { size: u64 },
    #[error(
        "the key of epoch {epoch} signed a checkpoint of {size} records, which is not its to sign"
    )]
    EpochKeyMisused { epoch: u32, size: u64 },
    #[error("no checkpoint covers all {size} records")]
    EndUnsigned { size: u64 },
    #[error("the log's public key of epoch {epoch} cannot be read, or belongs to another log")]
    EpochKeyUnreadable { epoch: usize },
    #[error("the file names {keys} keys and {rotations} rotations, which cannot be")]
    EpochsDiffer { keys: usize, rotations: usize },
    #[error("the change of key after epoch {epoch} does not hold: {detail}")]
    RotationBad { epoch: u32, detail: String },
    #[error("the export statement does not hold: {detail}")]
    StatementBad { detail: String },
    #[error("the file was changed after its export")]
    BodyDiffers,
    #[error("the raw evidence {name} does not have the digest that the file gives")]
    MaterialDiffers { name: String },

    #[error("the log is not signed by the key you hold")]
    HeldKeyAbsent,
    #[error(
        "the checkpoint you hold is of another log, or signed by a key that this log does not have ({origin})"
    )]
    HeldCheckpointForeign { origin: String },

    #[error(
        "the log's first {size} records are not those that the log's own earlier checkpoint vouches for"
    )]
    CheckpointContradicted { from: u64, size: u64 },
    #[error(
        "the log's first {size} records are not those that both keys signed when the key changed"
    )]
    RotationContradicted { from: u64, size: u64 },
    #[error(
        "the log's first {size} records are not those that the checkpoint you hold vouches for"
    )]
    HeldContradicted { from: u64, size: u64 },

    #[error(
        "the log agrees with the checkpoint of {agreed} records that you hold and parts from that of {size}"
    )]
    HeldForked { agreed: u64, size: u64 },

    #[error("the log ends after {records} records, but its own checkpoint vouches for {size}")]
    EndsEarly { records: u64, size: u64 },
    #[error(
        "the log ends after {records} records, but the checkpoint you hold vouches for {size}, or the checkpoint is newer than the export"
    )]
    HeldBeyondEnd { records: u64, size: u64 },

    #[error("the clock went back by {seconds} s before record {record}")]
    ClockBackwards { record: u64, seconds: i64 },
    #[error("the clock was moved by {seconds} s before record {record}, while the machine ran on")]
    ClockStepped { record: u64, seconds: i64 },
    #[error("{days} days passed before record {record}")]
    ClockGap { record: u64, days: i64 },
    #[error("record {record} itself records that the clock was moved")]
    ClockRecorded { record: u64 },

    #[error("clock anomalies before record {record} have been reviewed, as you said")]
    ClockReviewed { record: u64 },
    #[error("fields are withheld in {records} records; their commitments hold")]
    Redacted { records: usize },
    #[error("{records} records are left out by the filter; their hashes hold")]
    Partial { records: usize },
    #[error("record {record} is of a kind that this version does not know ({event})")]
    EventUnknown { record: u64, event: String },
}

impl Finding {
    /// The stable code.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::RecordTorn { .. } => "record-torn",
            Self::RecordMisplaced { .. } => "record-misplaced",
            Self::RecordForeign { .. } => "record-foreign",
            Self::RecordEpoch { .. } => "record-epoch",
            Self::RecordEdited { .. } => "record-edited",
            Self::RecordSpliced { .. } => "record-spliced",
            Self::OpeningDiffers { .. } => "opening-differs",
            Self::OpeningUnknown { .. } => "opening-unknown",
            Self::RedactionUndeclared { .. } => "redaction-undeclared",
            Self::RedactionEmpty => "redaction-empty",
            Self::OmissionUndeclared { .. } => "omission-undeclared",
            Self::RootDiffers { .. } => "root-differs",
            Self::CheckpointUnreadable { .. } => "checkpoint-unreadable",
            Self::CheckpointUnsigned { .. } => "checkpoint-unsigned",
            Self::EpochKeyMisused { .. } => "epoch-key-misused",
            Self::EndUnsigned { .. } => "end-unsigned",
            Self::EpochKeyUnreadable { .. } => "epoch-key-unreadable",
            Self::EpochsDiffer { .. } => "epochs-differ",
            Self::RotationBad { .. } => "rotation-bad",
            Self::StatementBad { .. } => "statement-bad",
            Self::BodyDiffers => "body-differs",
            Self::MaterialDiffers { .. } => "material-differs",
            Self::HeldKeyAbsent => "held-key-absent",
            Self::HeldCheckpointForeign { .. } => "held-checkpoint-foreign",
            Self::CheckpointContradicted { .. } => "checkpoint-contradicted",
            Self::RotationContradicted { .. } => "rotation-contradicted",
            Self::HeldContradicted { .. } => "held-contradicted",
            Self::HeldForked { .. } => "held-forked",
            Self::EndsEarly { .. } => "ends-early",
            Self::HeldBeyondEnd { .. } => "held-beyond-end",
            Self::ClockBackwards { .. } => "clock-backwards",
            Self::ClockStepped { .. } => "clock-stepped",
            Self::ClockGap { .. } => "clock-gap",
            Self::ClockRecorded { .. } => "clock-recorded",
            Self::ClockReviewed { .. } => "clock-reviewed",
            Self::Redacted { .. } => "redacted",
            Self::Partial { .. } => "partial",
            Self::EventUnknown { .. } => "event-unknown",
        }
    }

    /// What the finding is about, for a catalogue of texts.
    #[must_use]
    pub fn particulars(&self) -> Particulars {
        /// The fields as they are, where the finding's own form has a sentence for scripts.
        struct Fields<'a>(&'a Finding);
        impl Serialize for Fields<'_> {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                Finding::serialize(self.0, serializer)
            }
        }
        Particulars::of(&Fields(self))
    }

    /// The verdict that this alone leads to; `None` for what is merely worth knowing.
    #[must_use]
    pub const fn verdict(&self) -> Option<Verdict> {
        match self {
            Self::HeldKeyAbsent | Self::HeldCheckpointForeign { .. } => Some(Verdict::UnknownKey),
            Self::CheckpointContradicted { .. }
            | Self::RotationContradicted { .. }
            | Self::HeldContradicted { .. } => Some(Verdict::Rewritten),
            Self::HeldForked { .. } => Some(Verdict::Forked),
            Self::EndsEarly { .. } | Self::HeldBeyondEnd { .. } => Some(Verdict::Truncated),
            Self::ClockBackwards { .. }
            | Self::ClockStepped { .. }
            | Self::ClockGap { .. }
            | Self::ClockRecorded { .. } => Some(Verdict::ClockAnomaly),
            Self::ClockReviewed { .. }
            | Self::Redacted { .. }
            | Self::Partial { .. }
            | Self::EventUnknown { .. } => None,
            _ => Some(Verdict::Broken),
        }
    }

    /// The first record that this finding puts in doubt.
    #[must_use]
    pub const fn record(&self) -> Option<u64> {
        match self {
            Self::RecordTorn { record, .. }
            | Self::RecordMisplaced { record, .. }
            | Self::RecordForeign { record, .. }
            | Self::RecordEpoch { record, .. }
            | Self::RecordEdited { record }
            | Self::RecordSpliced { record }
            | Self::OpeningDiffers { record, .. }
            | Self::OpeningUnknown { record, .. }
            | Self::RedactionUndeclared { record, .. }
            | Self::OmissionUndeclared { record }
            | Self::ClockBackwards { record, .. }
            | Self::ClockStepped { record, .. }
            | Self::ClockGap { record, .. }
            | Self::ClockRecorded { record }
            | Self::ClockReviewed { record }
            | Self::EventUnknown { record, .. } => Some(*record),
            Self::RootDiffers { from, .. }
            | Self::CheckpointContradicted { from, .. }
            | Self::RotationContradicted { from, .. }
            | Self::HeldContradicted { from, .. } => Some(*from),
            Self::HeldForked { agreed, .. } => Some(*agreed),
            Self::EndsEarly { records, .. } | Self::HeldBeyondEnd { records, .. } => Some(*records),
            _ => None,
        }
    }
}

impl Serialize for Finding {
    /// Writes `code`, `record` and `message`, for scripts.
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut written = serializer.serialize_struct("Finding", 3)?;
        written.serialize_field("code", self.code())?;
        written.serialize_field("record", &self.record())?;
        written.serialize_field("message", &self.to_string())?;
        written.end()
    }
}
