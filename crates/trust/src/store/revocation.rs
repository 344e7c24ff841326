//! What was taken back: keys that no longer count, and releases that must not be installed.

use sealift_document::{Count, Digest, Document, Timestamp};
use sealift_package::manifest::ProductId;
use serde::{Deserialize, Serialize};

use crate::key::Fingerprint;

/// The document `sealift.revocations/v1`. Lists are numbered; an older one never replaces a newer (threat T16).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RevocationList {
    /// Always `sealift.revocations/v1`.
    #[serde(rename = "type")]
    pub kind: String,
    /// Grows with every list; 0 stands for the list that was never written.
    pub sequence: Count,
    /// When the list was made; nothing in the list that was never written.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub issued: Option<Timestamp>,
    /// Keys whose signatures no longer count, whatever they signed and whenever.
    pub keys: Vec<RevokedKey>,
    /// Releases that must not be installed, also when they are in the depot already.
    pub releases: Vec<RescindedRelease>,
}

impl Document for RevocationList {
    const TYPE: &'static str = "sealift.revocations/v1";
    const MAX_BYTES: usize = 1 << 20;

    fn document_type(&self) -> &str {
        &self.kind
    }
}

impl Default for RevocationList {
    fn default() -> Self {
        Self {
            kind: Self::TYPE.into(),
            sequence: Count::ZERO,
            issued: None,
            keys: Vec::new(),
            releases: Vec::new(),
        }
    }
}

impl RevocationList {
    /// Whether the key was revoked.
    #[must_use]
    pub fn key(&self, fingerprint: &Fingerprint) -> Option<&RevokedKey> {
        self.keys.iter().find(|key| key.fingerprint == *fingerprint)
    }
}

/// A key whose signatures no longer count.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RevokedKey {
    /// Which key.
    pub fingerprint: Fingerprint,
    /// Since when it is known to be unfit.
    pub since: Timestamp,
    /// Why, for people.
    pub reason: String,
}

/// A release that must not be installed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RescindedRelease {
    /// The product, for people; the manifest's digest decides.
    pub product: ProductId,
    /// SHA-256 of the manifest.
    pub manifest: Digest,
    /// Since when.
    pub since: Timestamp,
    /// Why, for people.
    pub reason: String,
}
