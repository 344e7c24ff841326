//! The walk over the records: each in its place, each vouching for all before it, each opening what it shows.

use super::Finding;
use super::keys::Epochs;
use crate::evidence::{Evidence, EvidenceRecord, KeptRecord};
use crate::record::Record;
use crate::site::Site;
use crate::tree::{Frontier, leaf_hash};
use sealift_document::{Digest, Document as _};

/// A log that is wrong from end to end is described well enough by this many bad records.
const MOST_BAD_RECORDS: usize = 50;

/// What the walk leaves behind for the other checks.
pub(super) struct Walk {
    /// The root of the tree of every size from 0 to the end.
    roots: Vec<Digest>,
    /// The records that could be read, by index; `None` for those left out or torn.
    pub(super) records: Vec<Option<Record>>,
    /// Records with a withheld field that is not opened.
    pub(super) redacted_records: usize,
    /// The first record whose word on the log before it does not fit.
    pub(super) first_unfit_prior: Option<u64>,
}

impl Walk {
    pub(super) fn run(evidence: &Evidence, epochs: &Epochs, findings: &mut Vec<Finding>) -> Self {
        let mut frontier = Frontier::new();
        let mut walk = Self {
            roots: vec![frontier.root()],
            records: Vec::with_capacity(evidence.records.len()),
            redacted_records: 0,
            first_unfit_prior: None,
        };
        let mut bad_records = 0;
        for (record, index) in evidence.records.iter().zip(0..) {
            let mut found = Vec::new();
            let read = walk.check(index, record, evidence, epochs, &mut found);
            walk.records.push(read);
            if !found.is_empty() && bad_records < MOST_BAD_RECORDS {
                bad_records += 1;
                findings.extend(found);
            }
            // Damaged base64 has no bytes to hash; it has its finding, and any hash at all keeps the places right.
            frontier.append(record.hash().unwrap_or_else(|| leaf_hash(b"")));
            walk.roots.push(frontier.root());
        }
        if evidence.redacted && walk.redacted_records == 0 {
            findings.push(Finding::RedactionEmpty);
        }
        walk
    }

    /// The number of records.
    pub(super) fn size(&self) -> u64 {
        self.records.len() as u64
    }

    /// The root of all records.
    pub(super) fn root(&self) -> Digest {
        self.roots[self.records.len()]
    }

    /// The root of the tree of the first `size` records, when there are as many.
    pub(super) fn root_at(&self, size: u64) -> Option<Digest> {
        self.roots.get(usize::try_from(size).ok()?).copied()
    }

    fn check(
        &mut self,
        index: u64,
        record: &EvidenceRecord,
        evidence: &Evidence,
        epochs: &Epochs,
        found: &mut Vec<Finding>,
    ) -> Option<Record> {
        match record {
            EvidenceRecord::Kept(kept) => {
                let read = read(index, kept, found)?;
                let placed = found.len();
                check_place(index, &read, &evidence.site, epochs, found);
                // A record out of place is to blame itself; what it says of others no longer matters.
                if found.len() == placed {
                    self.check_prior(index, &read);
                }
                self.check_openings(index, &read, kept, evidence.redacted, found);
                Some(read)
            }
            EvidenceRecord::Omitted { .. } => {
                if evidence.filter.is_empty() {
                    found.push(Finding::OmissionUndeclared { record: index });
                }
                None
            }
            EvidenceRecord::Torn { .. } => {
                let detail = "its bytes are not text".into();
                found.push(Finding::RecordTorn {
                    record: index,
                    detail,
                });
                None
            }
        }
    }

    /// One record that was edited puts every later one at odds, so the first alone is of interest. Which record
    /// is to blame, this one or the one before, is for the checkpoints to say.
    fn check_prior(&mut self, index: u64, record: &Record) {
        if Some(record.prior) != self.root_at(index) {
            self.first_unfit_prior.get_or_insert(index);
        }
    }

    fn check_openings(
        &mut self,
        index: u64,
        record: &Record,
        kept: &KeptRecord,
        redaction_declared: bool,
        found: &mut Vec<Finding>,
    ) {
        for (field, opening) in &kept.openings {
            match record.withheld.get(field) {
                Some(commitment) if opening.opens(commitment) => {}
                Some(_) => {
                    found.push(Finding::OpeningDiffers {
                        record: index,
                        field: field.clone(),
                    });
                }
                None => found.push(Finding::OpeningUnknown {
                    record: index,
                    field: field.clone(),
                }),
            }
        }
        let hidden = record
            .withheld
            .keys()
            .find(|field| !kept.openings.contains_key(*field));
        if let Some(field) = hidden {
            self.redacted_records += 1;
            if !redaction_declared {
                found.push(Finding::RedactionUndeclared {
                    record: index,
                    field: field.clone(),
                });
            }
        }
    }
}

fn read(index: u64, kept: &KeptRecord, found: &mut Vec<Finding>) -> Option<Record> {
    match Record::from_bytes(kept.leaf.as_bytes()) {
        Ok(record) => Some(record),
        Err(error) => {
            found.push(Finding::RecordTorn {
                record: index,
                detail: error.to_string(),
            });
            None
        }
    }
}

fn check_place(index: u64, read: &Record, site: &Site, epochs: &Epochs, found: &mut Vec<Finding>) {
    let claims = read.sequence.value();
    if claims != index {
        found.push(Finding::RecordMisplaced {
            record: index,
            claims,
        });
    }
    if read.site != *site {
        found.push(Finding::RecordForeign {
            record: index,
            site: read.site.to_string(),
        });
    }
    let (claims, expected) = (read.epoch.value(), epochs.epoch_of_record(index));
    if claims != expected {
        found.push(Finding::RecordEpoch {
            record: index,
            claims,
            expected,
        });
    }
}
