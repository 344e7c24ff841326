//! Keys, as people compare them.

use serde::{Deserialize, Serialize};

use super::PickId;

/// A public key and what is known of it here.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct KeyView {
    /// All 64 digits of its fingerprint; also what its QR code holds.
    pub fingerprint: String,
    /// The same in groups, for the eye.
    pub grouped: String,
    /// The same as words, for reading aloud.
    pub words: Vec<String>,
    /// minisign's key number; for display, never for a decision.
    pub key_id: String,
    /// The products it may speak for; `*` for every product; empty for a key that is not trusted.
    pub products: Vec<String>,
    /// Who decided to trust it.
    pub added_by: Option<String>,
    /// When, UTC.
    pub added_at: Option<String>,
}

/// A public key file.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct KeyFileRequest {
    /// The file.
    pub key: PickId,
}

/// A decision to trust a key.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct TrustRequest {
    /// The public key file.
    pub key: PickId,
    /// The fingerprint that the person has from elsewhere: its digits or its words.
    pub fingerprint: String,
    /// Product patterns such as `com.acme.*`; empty for every product.
    pub products: Vec<String>,
    /// Who compared it: a printed name for the record.
    pub compared_by: String,
    /// The ticket number, for the record.
    pub ticket: String,
    /// Why, for the record.
    pub reason: String,
}

/// A decision to trust a key no longer.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct DistrustRequest {
    /// All 64 digits.
    pub fingerprint: String,
    /// Also for what was imported already, for ever.
    pub revoke: bool,
    /// The printed name of whoever decides it, for the record.
    pub person: String,
    /// The ticket number, for the record.
    pub ticket: String,
    /// Why, for the record.
    pub reason: String,
}
