//! A release in the depot, in full.

use serde::{Deserialize, Serialize};

use super::{KeyView, PickId};

/// Which release.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ReleaseRequest {
    /// The product's id.
    pub product: String,
    /// The version; nothing for the newest complete one.
    pub version: Option<String>,
}

/// A release in the depot, in full.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ReleaseView {
    /// The product's id.
    pub product: String,
    /// What people call it.
    pub name: String,
    /// What it is for.
    pub summary: String,
    /// Who made it.
    pub vendor: String,
    /// Its version.
    pub version: String,
    /// Its sequence.
    pub sequence: u64,
    /// SHA-256 of its manifest.
    pub manifest: String,
    /// When it was issued, UTC.
    pub issued: String,
    /// Until when it may be installed, UTC.
    pub expires: Option<String>,
    /// Systems it runs on: `linux/x86_64`.
    pub platforms: Vec<String>,
    /// Who signed it, of those trusted here.
    pub signers: Vec<KeyView>,
    /// Its components.
    pub components: Vec<ComponentView>,
    /// Its documents.
    pub documents: Vec<DocumentView>,
    /// What changed with it and before it, the newest first.
    pub changes: Vec<ChangeNote>,
    /// Whether all chunks that this machine needs are here.
    pub complete: bool,
    /// Which volumes or bases would complete it, worded.
    pub missing: Vec<String>,
    /// Whether it is the active release here.
    pub installed: bool,
    /// The version that is active here.
    pub active: Option<String>,
    /// Bytes of all its files.
    pub raw_bytes: u64,
    /// Files.
    pub files: u64,
}

/// A component of a release.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ComponentView {
    /// Its id.
    pub id: String,
    /// What people call it.
    pub name: String,
    /// Whether it can be left out.
    pub optional: bool,
    /// Whether it is chosen unless somebody leaves it out.
    pub chosen: bool,
    /// Components that it needs.
    pub needs: Vec<String>,
    /// Bytes of its files.
    pub raw_bytes: u64,
}

/// A document of a release.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct DocumentView {
    /// Its id.
    pub id: String,
    /// `changelog`, `licence`, `sbom`, `vex`, `manual`.
    pub kind: String,
    /// What people call it.
    pub title: String,
    /// Its bytes.
    pub bytes: u64,
    /// SHA-256 of it.
    pub sha256: String,
}

/// A version and what changed with it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ChangeNote {
    /// The version.
    pub version: String,
    /// When it was issued, UTC; nothing where the vendor does not say.
    pub issued: Option<String>,
    /// What changed, as the vendor wrote it.
    pub text: String,
}

/// Which document of which release.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct DocumentRequest {
    /// The product's id.
    pub product: String,
    /// The version.
    pub version: String,
    /// The document's id.
    pub document: String,
}

/// A document to keep, and where.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct SaveDocumentRequest {
    /// The document.
    pub of: DocumentRequest,
    /// The file, which a person chose.
    pub to: PickId,
}

/// A document's text.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct DocumentText {
    /// Its id.
    pub id: String,
    /// What people call it.
    pub title: String,
    /// Its beginning, at most 256 KiB; characters that cannot be shown are replaced.
    pub text: String,
    /// Whether there is more of it than is shown.
    pub cut: bool,
}
