//! The export, `sealift.evidence/v1`: everything that someone elsewhere needs to verify the log without us.

use crate::commitment::Openings;
use crate::record::Record;
use crate::site::Site;
use crate::tree::leaf_hash;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use sealift_document::{Digest, Document, DocumentError};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use thiserror::Error;

/// An exported log, or a part of it. Reading it proves its form alone; [`crate::verify`] does the rest.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Evidence {
    /// Signed checkpoints, oldest first; the last is of the log's size at the export.
    pub checkpoints: Vec<String>,
    /// The log's public keys as text, one for each epoch, the first epoch first.
    pub epochs: Vec<String>,
    /// What was asked for, when not everything was: `product`, `since`, `until`, `event`, `retention`.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub filter: BTreeMap<String, String>,
    /// Raw evidence: manifests, signatures, public keys, as the bytes that were verified.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub material: Vec<Material>,
    /// Every leaf of the log in order: in full, or by its hash.
    pub records: Vec<EvidenceRecord>,
    /// Whether any withheld field is not opened here.
    pub redacted: bool,
    /// Changes of the log's key, oldest first, each signed by both keys.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub rotations: Vec<String>,
    /// The site.
    pub site: Site,
    /// The signed export statement over everything but itself, `redacted` and the openings.
    pub statement: String,
    #[serde(rename = "type")]
    pub(crate) kind: String,
}

/// One leaf of the exported log.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum EvidenceRecord {
    /// The record.
    Kept(KeptRecord),
    /// A record that the filter left out, by its leaf hash; the log still adds up.
    Omitted {
        /// The leaf hash.
        hash: Digest,
    },
    /// Bytes in the log that are not even text: kept as they are, never dropped (threat A11).
    Torn {
        /// The bytes in base64.
        torn: String,
    },
}

/// A record in full.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct KeptRecord {
    /// The leaf's exact bytes, as text.
    pub leaf: String,
    /// The withheld fields that this export shows.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub openings: Openings,
}

/// A piece of raw evidence.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Material {
    /// The bytes in base64.
    pub bytes: String,
    /// Their SHA-256.
    pub digest: Digest,
    /// What they are: `manifest`, `signature`, `public-key`, `document`.
    pub kind: String,
    /// The digest of the manifest that they belong to, when to any.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub manifest: Option<Digest>,
    /// Their name in the volume, such as `signatures/….minisig`.
    pub name: String,
}

impl Document for Evidence {
    const TYPE: &'static str = "sealift.evidence/v1";
    const MAX_BYTES: usize = 512 << 20;
    fn document_type(&self) -> &str {
        &self.kind
    }
}

/// Evidence that cannot be read or written.
#[derive(Debug, Clone, PartialEq, Eq, Error, serde::Serialize)]
pub enum EvidenceError {
    /// The bytes are not an evidence document: cut short, edited by hand, or something else.
    #[error(transparent)]
    Document(#[from] DocumentError),
    /// The file says in its own name that it is not of this kind.
    #[error("base64 in the evidence is damaged ({name})")]
    Base64 {
        /// The piece of raw evidence.
        name: String,
    },
}

impl EvidenceError {
    /// The stable code of this error.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Document(DocumentError::WrongType { .. }) => "evidence-other-type",
            Self::Document(DocumentError::TooLarge { .. }) => "evidence-too-large",
            Self::Document(_) => "evidence-unreadable",
            Self::Base64 { .. } => "evidence-base64",
        }
    }
}

impl Evidence {
    /// The digest that the export statement signs: that of this document in canonical form with `statement`
    /// empty, `redacted` false and no openings.
    ///
    /// Openings are bound by the commitments in the leaves, and `redacted` must agree with what is there, so
    /// that whoever holds a full export can redact it further without the log's key.
    ///
    /// # Errors
    /// [`DocumentError`] when the document has no canonical form.
    pub fn body_digest(&self) -> Result<Digest, DocumentError> {
        let strip = |record: &EvidenceRecord| match record {
            EvidenceRecord::Kept(kept) => EvidenceRecord::Kept(KeptRecord {
                leaf: kept.leaf.clone(),
                openings: Openings::new(),
            }),
            other => other.clone(),
        };
        let body = Self {
            checkpoints: self.checkpoints.clone(),
            epochs: self.epochs.clone(),
            filter: self.filter.clone(),
            material: self.material.clone(),
            records: self.records.iter().map(strip).collect(),
            redacted: false,
            rotations: self.rotations.clone(),
            site: self.site.clone(),
            statement: String::new(),
            kind: self.kind.clone(),
        };
        Ok(Digest::of(&body.to_bytes()?))
    }

    /// The same evidence with the fields withheld that the caller picks by path, such as `who.name`.
    #[must_use]
    pub fn redact(mut self, withhold: &dyn Fn(&str) -> bool) -> Self {
        for record in &mut self.records {
            if let EvidenceRecord::Kept(kept) = record {
                kept.openings.retain(|path, _| !withhold(path));
            }
        }
        self.redacted = self.records.iter().any(EvidenceRecord::hides_fields);
        self
    }
}

impl EvidenceRecord {
    /// A leaf of the log with its openings; bytes that are not text are kept as torn.
    #[must_use]
    pub fn of(leaf: &[u8], openings: Openings) -> Self {
        match std::str::from_utf8(leaf) {
            Ok(text) => Self::Kept(KeptRecord {
                leaf: text.into(),
                openings,
            }),
            Err(_) => Self::Torn {
                torn: STANDARD.encode(leaf),
            },
        }
    }

    /// The leaf hash; `None` for damaged base64.
    #[must_use]
    pub fn hash(&self) -> Option<Digest> {
        match self {
            Self::Kept(kept) => Some(leaf_hash(kept.leaf.as_bytes())),
            Self::Omitted { hash } => Some(*hash),
            Self::Torn { torn } => Some(leaf_hash(&STANDARD.decode(torn).ok()?)),
        }
    }

    /// Whether the record commits to a field that is not opened.
    pub(crate) fn hides_fields(&self) -> bool {
        let Self::Kept(kept) = self else { return false };
        Record::from_bytes(kept.leaf.as_bytes()).is_ok_and(|record| {
            record
                .withheld
                .keys()
                .any(|path| !kept.openings.contains_key(path))
        })
    }
}

impl Material {
    /// Raw evidence from its bytes.
    #[must_use]
    pub fn new(kind: &str, name: &str, manifest: Option<Digest>, bytes: &[u8]) -> Self {
        Self {
            bytes: STANDARD.encode(bytes),
            digest: Digest::of(bytes),
            kind: kind.into(),
            manifest,
            name: name.into(),
        }
    }

    /// The bytes.
    ///
    /// # Errors
    /// [`EvidenceError::Base64`].
    pub fn decode(&self) -> Result<Vec<u8>, EvidenceError> {
        let bytes = STANDARD.decode(&self.bytes);
        bytes.map_err(|_| EvidenceError::Base64 {
            name: self.name.clone(),
        })
    }
}
