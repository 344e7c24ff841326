//! Export mode: a product's description, its keys, its volumes.

use super::{CheckView, FormView, KeyView, Pick, PickId, ReleaseView, RunEnd, Saved};
use serde::{Deserialize, Serialize};
use serde_json::Value;

/// A folder that holds, or will hold, a description.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct FolderRequest {
    /// The folder.
    pub folder: PickId,
}

/// A description that lies in a file.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct FileRequest {
    /// The file.
    pub file: PickId,
}

/// A description as it stands in the editor.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct DescriptionRequest {
    /// The file it comes from or goes to.
    pub file: PickId,
    /// Its text.
    pub text: String,
}

/// One value of a description to be set; comments and order stay as they are.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct EditRequest {
    /// The file it comes from or goes to.
    pub file: PickId,
    /// Its text.
    pub text: String,
    /// Names and list places that lead to the value, such as `["components", "0", "id"]`.
    pub path: Vec<String>,
    /// The value; null to remove it.
    #[cfg_attr(feature = "typescript", ts(type = "unknown"))]
    pub value: Value,
}

/// A description, judged.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct DescriptionView {
    /// The file it comes from or goes to.
    pub file: Pick,
    /// Whether the file exists.
    pub exists: bool,
    /// Its text.
    pub text: String,
    /// The same as data, for a form; null when the text is no TOML.
    #[cfg_attr(feature = "typescript", ts(type = "unknown"))]
    pub model: Value,
    /// Everything that is wrong with it.
    pub problems: Vec<DescriptionProblem>,
    /// The form that an operator would see; nothing when there is none or it cannot be made yet.
    pub form: Option<FormView>,
    /// Its requirements, judged on this machine, as an operator would see them; nothing while they cannot be read.
    pub check: Option<CheckView>,
    /// Folders and files beside the description that could be a component's source.
    pub sources: Vec<String>,
}

/// Something wrong with a description.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct DescriptionProblem {
    /// The stable code.
    pub code: String,
    /// What is wrong.
    pub message: String,
    /// What to do.
    pub remedy: String,
    /// The line in the text, from 1.
    pub line: Option<u32>,
    /// Names and list places that lead to it, where that is known.
    pub path: Vec<String>,
}

/// A new key pair.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct KeygenRequest {
    /// The folder, which a person chose.
    pub folder: PickId,
    /// Its password; empty for none. Kept nowhere.
    pub password: String,
}

/// A key pair that was made.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct NewKey {
    /// The public key, for comparing.
    pub key: KeyView,
    /// The secret key's file.
    pub secret: Pick,
    /// The public key's file.
    pub public: Pick,
}

/// What is to be sealed.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct PackRequest {
    /// The description.
    pub description: PickId,
    /// The secret key; nothing to leave signing to another machine.
    pub key: Option<PickId>,
    /// The secret key's password; empty for none. Kept nowhere.
    pub password: String,
    /// The folder for the volumes.
    pub to: PickId,
    /// The most bytes a volume may have; nothing for one volume.
    pub volume_bytes: Option<u64>,
    /// Volumes of earlier releases whose chunks are left out.
    pub bases: Vec<PickId>,
}

/// Volumes to be signed.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct SignRequest {
    /// The volumes.
    pub volumes: Vec<PickId>,
    /// The secret key.
    pub key: PickId,
    /// Its password; empty for none. Kept nowhere.
    pub password: String,
}

/// Volumes that were sealed or signed.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Packed {
    /// The product's id.
    pub product: String,
    /// Its version.
    pub version: String,
    /// SHA-256 of the manifest.
    pub manifest: String,
    /// Where sealing wrote the moment of issue into the description because that said none.
    pub dated: Option<Dated>,
    /// The volumes.
    pub volumes: Vec<PackedFile>,
}

/// A description that has got the moment of issue.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Dated {
    /// The description's file, whose text has a line more than before.
    pub description: PickId,
    /// The moment, UTC.
    pub issued: String,
}

/// A volume that was sealed.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct PackedFile {
    /// The file.
    pub file: Pick,
    /// Its number in its set.
    pub number: u32,
    /// How many volumes the set has.
    pub count: u32,
    /// SHA-256 of the whole file.
    pub sha256: String,
}

/// A volume, as a technician would see it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct InspectionView {
    /// The release.
    pub release: ReleaseView,
    /// Its number in its set.
    pub number: u32,
    /// How many volumes the set has.
    pub count: u32,
    /// Bytes of the volume.
    pub bytes: u64,
    /// Fingerprints that its signatures name; nothing of it is proven here.
    pub signers: Vec<String>,
    /// Chunks of this volume that are damaged.
    pub damaged: Vec<String>,
    /// The form that an operator sees.
    pub form: Option<FormView>,
    /// Its requirements, judged on this machine.
    pub check: CheckView,
    /// The beginning of its file list, at most 500.
    pub files: Vec<String>,
}

/// An unsigned build to be installed into a throwaway root.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct TryRequest {
    /// The description.
    pub description: PickId,
    /// By question, nested in sections as the schema is.
    #[cfg_attr(feature = "typescript", ts(type = "Record<string, unknown>"))]
    pub answers: serde_json::Map<String, Value>,
}

/// How trying went.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Tried {
    /// How the install ended.
    pub end: RunEnd,
    /// The throwaway root, which is kept when the install failed.
    pub root: String,
    /// Whether it was kept.
    pub kept: bool,
}

/// Volumes to be copied to a drive.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct WriteMediaRequest {
    /// The volumes.
    pub volumes: Vec<PickId>,
    /// The drive's folder.
    pub to: PickId,
}

/// Volumes that were copied and read back.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Written {
    /// Each of them, with the digest that was read back.
    pub files: Vec<Saved>,
}
