//! The keys a site trusts, for what, and what was taken back.

mod edit;
mod revocation;
mod scope;

use std::collections::BTreeSet;

use sealift_document::{Count, Digest, Document, DocumentError, Timestamp};
use sealift_package::manifest::ProductId;
use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::key::{Fingerprint, KeyId, PublicKey};
pub use revocation::{RescindedRelease, RevocationList, RevokedKey};
pub use scope::{ProductScope, ScopeError};

/// The document `sealift.trust-store/v1`. A store that can be held keeps its own rules; it is changed only by the
/// functions that return another store.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TrustStore {
    #[serde(rename = "type")]
    kind: String,
    keys: Vec<TrustedKey>,
    thresholds: Vec<Threshold>,
    revocations: RevocationList,
}

impl Document for TrustStore {
    const TYPE: &'static str = "sealift.trust-store/v1";
    const MAX_BYTES: usize = 4 << 20;

    fn document_type(&self) -> &str {
        &self.kind
    }
}

/// A key that somebody decided to trust.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TrustedKey {
    /// What identifies it; follows from the key and is written out for people and other programs.
    pub fingerprint: Fingerprint,
    /// The key as minisign writes it.
    pub key: PublicKey,
    /// The products it may speak for; at least one entry.
    pub products: Vec<ProductScope>,
    /// Who decided, when and on what grounds.
    pub added: Added,
}

impl TrustedKey {
    /// Whether the key may speak for this product.
    #[must_use]
    pub fn speaks_for(&self, product: &ProductId) -> bool {
        self.products.iter().any(|scope| scope.covers(product))
    }
}

/// How a key came to be trusted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Added {
    /// When.
    pub at: Timestamp,
    /// The login name of whoever decided.
    pub by: String,
    /// How the fingerprint was compared with one from elsewhere.
    pub compared: Comparison,
}

/// How a fingerprint was compared before its key was trusted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Comparison {
    /// A person typed all digits or words from another source.
    Typed,
    /// A person looked at both and said that they are the same.
    Confirmed,
    /// A command line or a script carried the expected fingerprint.
    Given,
}

/// How many different keys must have signed a release of these products.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Threshold {
    /// Which products.
    pub products: ProductScope,
    /// How many; at least one.
    pub signatures: Count,
}

/// Why a store cannot be held or a change to it is refused.
#[derive(Debug, Clone, PartialEq, Eq, Error, serde::Serialize)]
pub enum StoreError {
    /// The bytes are no canonical document of this type.
    #[error(transparent)]
    Document(#[from] DocumentError),
    /// The store says a fingerprint that is not its key's.
    #[error("the key under fingerprint {fingerprint} has another fingerprint")]
    FingerprintDiffers {
        /// What the store says.
        fingerprint: Fingerprint,
    },
    /// The fingerprint that was given is not the key's.
    #[error("the key's fingerprint is {found}, not the one given")]
    NotTheComparedKey {
        /// The key's own.
        found: Fingerprint,
    },
    /// The key is there already, be it under another key id.
    #[error("the key {fingerprint} is trusted already")]
    AlreadyTrusted {
        /// Which key.
        fingerprint: Fingerprint,
    },
    /// Two different keys share minisign's key id; no honest key generator makes that happen.
    #[error("another trusted key has the key id {key_id} too")]
    KeyIdTaken {
        /// Which id.
        #[serde(serialize_with = "sealift_document::shown")]
        key_id: KeyId,
    },
    /// No such key.
    #[error("the key {fingerprint} is not in the trust store")]
    NotTrusted {
        /// Which key.
        fingerprint: Fingerprint,
    },
    /// A key that was revoked comes not back.
    #[error("the key {fingerprint} was revoked")]
    Revoked {
        /// Which key.
        fingerprint: Fingerprint,
    },
    /// A key for no product.
    #[error("the key {fingerprint} has no scope; say which products it may speak for")]
    NoScope {
        /// Which key.
        fingerprint: Fingerprint,
    },
    /// A threshold of none would accept unsigned releases.
    #[error("a threshold must be at least one signature")]
    ThresholdOfNone,
    /// Two rules for the same products.
    #[error("there are two thresholds for {products}")]
    ThresholdTwice {
        /// Which products.
        products: ProductScope,
    },
    /// A revocation list that is not newer than the one held.
    #[error("the revocation list has number {offered}, and number {held} is already in force")]
    OlderRevocations {
        /// The number in force.
        held: Count,
        /// The number offered.
        offered: Count,
    },
    /// The numbers of the revocation list are used up.
    #[error("the revocation list cannot have a higher number")]
    RevocationsExhausted,
}

impl StoreError {
    /// The stable code of this error.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Document(_) => "trust-store-malformed",
            Self::FingerprintDiffers { .. } => "trust-store-fingerprint-differs",
            Self::NotTheComparedKey { .. } => "trust-fingerprint-differs",
            Self::AlreadyTrusted { .. } => "trust-key-already-trusted",
            Self::KeyIdTaken { .. } => "trust-key-id-taken",
            Self::NotTrusted { .. } => "trust-key-not-found",
            Self::Revoked { .. } => "trust-key-revoked",
            Self::NoScope { .. } => "trust-key-without-scope",
            Self::ThresholdOfNone => "trust-threshold-of-none",
            Self::ThresholdTwice { .. } => "trust-threshold-twice",
            Self::OlderRevocations { .. } => "trust-revocations-older",
            Self::RevocationsExhausted => "trust-revocations-exhausted",
        }
    }
}

impl Default for TrustStore {
    /// A store that trusts nobody.
    fn default() -> Self {
        Self {
            kind: Self::TYPE.into(),
            keys: Vec::new(),
            thresholds: Vec::new(),
            revocations: RevocationList::default(),
        }
    }
}

impl TrustStore {
    /// Reads a store and checks its rules.
    ///
    /// # Errors
    /// [`StoreError`] for anything that the functions of this module would not have made.
    pub fn parse(bytes: &[u8]) -> Result<Self, StoreError> {
        let store = Self::from_bytes(bytes)?;
        store.validate()?;
        Ok(store)
    }

    /// The trusted keys, in the order they were added.
    #[must_use]
    pub fn keys(&self) -> &[TrustedKey] {
        &self.keys
    }

    /// The thresholds.
    #[must_use]
    pub fn thresholds(&self) -> &[Threshold] {
        &self.thresholds
    }

    /// What was taken back.
    #[must_use]
    pub const fn revocations(&self) -> &RevocationList {
        &self.revocations
    }

    /// The key of this fingerprint.
    #[must_use]
    pub fn key(&self, fingerprint: &Fingerprint) -> Option<&TrustedKey> {
        self.keys.iter().find(|key| key.fingerprint == *fingerprint)
    }

    /// The key of this id; for finding, since a key id proves nothing.
    #[must_use]
    pub fn key_by_id(&self, id: KeyId) -> Option<&TrustedKey> {
        self.keys.iter().find(|trusted| trusted.key.id() == id)
    }

    /// How many different keys must have signed a release of this product: the most that any rule asks for, else one.
    #[must_use]
    pub fn signatures_needed(&self, product: &ProductId) -> u64 {
        let rules = self.thresholds.iter();
        rules
            .filter(|rule| rule.products.covers(product))
            .map(|rule| rule.signatures.value())
            .fold(1, u64::max)
    }

    /// Whether a release was taken back.
    #[must_use]
    pub fn rescinded(&self, manifest: &Digest) -> Option<&RescindedRelease> {
        let mut releases = self.revocations.releases.iter();
        releases.find(|release| release.manifest == *manifest)
    }

    fn validate(&self) -> Result<(), StoreError> {
        if self.revocations.kind != RevocationList::TYPE {
            return Err(StoreError::Document(DocumentError::WrongType {
                expected: RevocationList::TYPE,
                found: "something else".into(),
            }));
        }
        let (mut fingerprints, mut ids) = (BTreeSet::new(), BTreeSet::new());
        for trusted in &self.keys {
            let fingerprint = trusted.fingerprint;
            if trusted.key.fingerprint() != fingerprint {
                return Err(StoreError::FingerprintDiffers { fingerprint });
            }
            if !fingerprints.insert(fingerprint) {
                return Err(StoreError::AlreadyTrusted { fingerprint });
            }
            let key_id = trusted.key.id();
            if !ids.insert(key_id) {
                return Err(StoreError::KeyIdTaken { key_id });
            }
            if trusted.products.is_empty() {
                return Err(StoreError::NoScope { fingerprint });
            }
        }
        self.validate_thresholds()
    }

    fn validate_thresholds(&self) -> Result<(), StoreError> {
        let mut seen = BTreeSet::new();
        for rule in &self.thresholds {
            if rule.signatures == Count::ZERO {
                return Err(StoreError::ThresholdOfNone);
            }
            if !seen.insert(&rule.products) {
                let products = rule.products.clone();
                return Err(StoreError::ThresholdTwice { products });
            }
        }
        Ok(())
    }
}
