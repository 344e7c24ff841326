//! A key, as people compare it.

use sealift_trust::{PublicKey, TrustedKey};
use serde::Serialize;

/// A public key and what is known of it here.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct KeySummary {
    /// All 64 digits of its fingerprint.
    pub fingerprint: String,
    /// The same in groups, for the eye.
    pub grouped: String,
    /// The same as words, for reading aloud.
    pub words: Vec<String>,
    /// minisign's key number; for display, never for a decision.
    pub key_id: String,
    /// The products it may speak for; empty for a key that is not trusted.
    pub products: Vec<String>,
    /// Who decided to trust it.
    pub added_by: Option<String>,
    /// When, UTC.
    pub added_at: Option<String>,
}

impl KeySummary {
    pub(crate) fn of(key: &PublicKey) -> Self {
        let fingerprint = key.fingerprint();
        Self {
            fingerprint: fingerprint.to_string(),
            grouped: fingerprint.grouped(),
            words: fingerprint.words().map(str::to_owned).to_vec(),
            key_id: key.id().to_string(),
            products: Vec::new(),
            added_by: None,
            added_at: None,
        }
    }
}

impl From<&TrustedKey> for KeySummary {
    fn from(trusted: &TrustedKey) -> Self {
        Self {
            products: trusted.products.iter().map(ToString::to_string).collect(),
            added_by: Some(trusted.added.by.clone()),
            added_at: Some(trusted.added.at.to_string()),
            ..Self::of(&trusted.key)
        }
    }
}
