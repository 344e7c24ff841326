//! Verification: from an export, and what the reader holds, to a verdict.
//!
//! The reader needs nothing of ours but this code. Held material (the log's public key, an older checkpoint) is
//! believed because it was held elsewhere; everything in the file is believed only as far as it follows.

mod clock;
mod finding;
mod held;
mod keys;
mod records;
mod signatures;
mod verdict;

pub use finding::Finding;
pub use verdict::Verdict;

use crate::checkpoint::SignedCheckpoint;
use crate::event::Event;
use crate::evidence::{Evidence, EvidenceError, EvidenceRecord};
use crate::key::LogPublicKey;
use crate::site::Site;
use crate::statement::ExportStatement;
use keys::Epochs;
use records::Walk;
use sealift_document::{Digest, Document as _, Timestamp};
use serde::Serialize;

/// What the reader holds, from before and from elsewhere.
#[derive(Debug, Clone, Default)]
pub struct Held {
    /// The log's public key, of any epoch.
    pub log_key: Option<LogPublicKey>,
    /// Older checkpoints.
    pub checkpoints: Vec<SignedCheckpoint>,
    /// Clock anomalies before this record have been reviewed and do not decide the verdict again.
    pub clock_reviewed_to: Option<u64>,
}

impl Held {
    /// Whether there is anything to compare with.
    #[must_use]
    pub const fn has_anything(&self) -> bool {
        self.log_key.is_some() || !self.checkpoints.is_empty()
    }
}

/// One key of the log, as the file names it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct KeySeen {
    /// The era of the key, counted from 1.
    pub epoch: usize,
    /// The key's text, as an officer holds it.
    pub key: String,
    /// The SHA-256 of its 32 public bytes.
    pub fingerprint: Digest,
}

/// The outcome of a verification.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Verification {
    /// The verdict.
    pub verdict: Verdict,
    /// Everything found, the gravest first.
    pub findings: Vec<Finding>,
    /// The first record in doubt, for the findings that led to the verdict.
    pub first_bad_record: Option<u64>,
    /// The site that the file names.
    pub site: Site,
    /// The number of records, shown or left out.
    pub size: u64,
    /// The root of the tree over the records in the file, as computed here.
    pub root: Digest,
    /// The log's keys, the first epoch first.
    pub keys: Vec<KeySeen>,
    /// When the file says that it was exported.
    pub exported: Option<Timestamp>,
    /// Whether the reader held a key or a checkpoint.
    pub compared: bool,
    /// Whether fields are withheld.
    pub redacted: bool,
    /// Whether records are left out.
    pub partial: bool,
    /// The digest of the file: the report digest that every form of one report carries.
    pub digest: Digest,
}

impl Verification {
    /// 0 when VALID, or CONSISTENT with nothing given to compare with; else 17.
    #[must_use]
    pub const fn exit_code(&self) -> u8 {
        match (self.verdict, self.compared) {
            (Verdict::Valid, _) | (Verdict::Consistent, false) => 0,
            _ => 17,
        }
    }

    /// The verdict as a sentence fit for a person: CONSISTENT always says that the origin is unproven.
    #[must_use]
    pub const fn headline(&self) -> &'static str {
        match self.verdict {
            Verdict::Valid => "VALID",
            Verdict::Consistent => "CONSISTENT, ORIGIN UNPROVEN",
            other => other.code(),
        }
    }
}

/// Verifies the bytes of an export against what the reader holds.
///
/// # Errors
/// [`EvidenceError`] when the bytes are not an evidence document at all.
pub fn verify(bytes: &[u8], held: &Held) -> Result<Verification, EvidenceError> {
    let evidence = Evidence::from_bytes(bytes)?;
    let mut findings = Vec::new();
    let epochs = Epochs::read(&evidence, &mut findings);
    let walk = Walk::run(&evidence, &epochs, &mut findings);
    signatures::check(&evidence, &epochs, &walk, &mut findings);
    held::compare(held, &epochs, &walk, &mut findings);
    clock::check(&evidence, &walk, held.clock_reviewed_to, &mut findings);
    let redacted = walk.redacted_records > 0;
    let partial = note_omissions(&evidence, &mut findings);
    note_unknown_events(&walk, &mut findings);
    if redacted {
        findings.push(Finding::Redacted {
            records: walk.redacted_records,
        });
    }
    let verdict = verdict::decide(&findings, held.has_anything());
    findings.sort_by_key(|finding| (std::cmp::Reverse(finding.verdict()), finding.record()));
    let leading = findings
        .iter()
        .filter(|finding| finding.verdict() == Some(verdict));
    Ok(Verification {
        verdict,
        first_bad_record: leading.filter_map(Finding::record).min(),
        site: evidence.site.clone(),
        size: walk.size(),
        root: walk.root(),
        keys: epochs.seen(),
        exported: ExportStatement::claimed(&evidence.statement).map(|statement| statement.time),
        compared: held.has_anything(),
        redacted,
        partial,
        digest: Digest::of(bytes),
        findings,
    })
}

fn note_omissions(evidence: &Evidence, findings: &mut Vec<Finding>) -> bool {
    let omitted = |record: &&EvidenceRecord| matches!(record, EvidenceRecord::Omitted { .. });
    let records = evidence.records.iter().filter(omitted).count();
    if records > 0 {
        findings.push(Finding::Partial { records });
    }
    records > 0
}

/// One note for each kind, at its first record: a log written by a later version may hold thousands.
fn note_unknown_events(walk: &Walk, findings: &mut Vec<Finding>) {
    let mut seen = std::collections::BTreeSet::new();
    for (record, index) in walk.records.iter().zip(0..) {
        if let Some(event @ Event::Other(_)) = record.as_ref().map(|record| &record.event)
            && seen.insert(event.code())
        {
            findings.push(Finding::EventUnknown {
                record: index,
                event: event.code().into(),
            });
        }
    }
}
