//! Gathering an export: what the log's owner puts in, and the statement that closes it.

use crate::commitment::Openings;
use crate::evidence::{Evidence, EvidenceError, EvidenceRecord, Material};
use crate::key::{LogKey, LogPublicKey};
use crate::site::Site;
use crate::statement::ExportStatement;
use sealift_document::{Count, Digest, Document, DocumentError, Timestamp};

/// An export that is being gathered. Every leaf of the log goes in, in order, in full or by its hash.
#[derive(Debug, Clone)]
pub struct Export {
    evidence: Evidence,
}

impl Export {
    /// An export of a site's log with the public keys of all its epochs, the first epoch first.
    #[must_use]
    pub fn new(site: Site, keys: &[LogPublicKey]) -> Self {
        let evidence = Evidence {
            checkpoints: Vec::new(),
            epochs: keys.iter().map(ToString::to_string).collect(),
            filter: std::collections::BTreeMap::new(),
            material: Vec::new(),
            records: Vec::new(),
            redacted: false,
            rotations: Vec::new(),
            site,
            statement: String::new(),
            kind: Evidence::TYPE.into(),
        };
        Self { evidence }
    }

    /// Adds the next record in full. Damaged bytes are taken as they are: showing them is the point.
    pub fn keep(&mut self, leaf: &[u8], openings: Openings) {
        self.evidence
            .records
            .push(EvidenceRecord::of(leaf, openings));
    }

    /// Adds the next record by its hash alone. Such an export needs [`Self::filtered_by`].
    pub fn omit(&mut self, hash: Digest) {
        self.evidence.records.push(EvidenceRecord::Omitted { hash });
    }

    /// Adds a signed checkpoint as its text; all that the log has should go in, oldest first.
    ///
    /// With one checkpoint for each transaction an edited record can be named exactly.
    pub fn checkpoint(&mut self, note: impl Into<String>) {
        self.evidence.checkpoints.push(note.into());
    }

    /// Adds a change of key as its text, oldest first.
    pub fn rotation(&mut self, note: impl Into<String>) {
        self.evidence.rotations.push(note.into());
    }

    /// Adds raw evidence.
    pub fn material(&mut self, material: Material) {
        self.evidence.material.push(material);
    }

    /// Says what was asked for, when records are left out.
    pub fn filtered_by(&mut self, what: &str, value: impl Into<String>) {
        self.evidence.filter.insert(what.into(), value.into());
    }

    /// Leaves out the values of withheld fields that the caller picks by path; the result says that it is redacted.
    #[must_use]
    pub fn redact(self, withhold: &dyn Fn(&str) -> bool) -> Self {
        Self {
            evidence: self.evidence.redact(withhold),
        }
    }

    /// Signs the export statement with the key of the current epoch and returns the document's bytes.
    ///
    /// # Errors
    /// [`EvidenceError`] when the document would be larger than a reader accepts.
    pub fn close(mut self, time: Timestamp, key: &LogKey) -> Result<Vec<u8>, EvidenceError> {
        let records = &self.evidence.records;
        self.evidence.redacted = records.iter().any(EvidenceRecord::hides_fields);
        let size = Count::try_from(records.len() as u64).map_err(|error| {
            DocumentError::Unrepresentable {
                detail: error.to_string(),
            }
        })?;
        let digest = self.evidence.body_digest()?;
        let site = self.evidence.site.clone();
        self.evidence.statement = ExportStatement::sign(digest, site, size, time, key)?;
        let bytes = self.evidence.to_bytes()?;
        within(bytes.len())?;
        Ok(bytes)
    }
}

/// Whether a reader will look at so many bytes.
const fn within(bytes: usize) -> Result<(), DocumentError> {
    let most = Evidence::MAX_BYTES;
    if bytes > most {
        Err(DocumentError::TooLarge { bytes, most })
    } else {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_export_may_be_as_large_as_a_reader_accepts_and_no_larger() {
        assert_eq!(within(Evidence::MAX_BYTES), Ok(()));
        let refused = EvidenceError::from(within(Evidence::MAX_BYTES + 1).expect_err("large"));
        assert_eq!(refused.code(), "evidence-too-large");
        assert!(within(2 * Evidence::MAX_BYTES).is_err());
    }
}
