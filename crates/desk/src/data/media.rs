//! Files that a person has chosen, what is on a drive, and what a volume says of itself.

use sealift_app::Explained;
use serde::{Deserialize, Serialize};

use super::KeyView;

/// A file or folder that a person has chosen. The page holds this number, never a path.
#[derive(Debug, Clone, PartialEq, Copy, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(transparent)]
pub struct PickId(pub u32);

/// A file or folder that a person has chosen, for showing.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Pick {
    /// By which the page names it.
    pub id: PickId,
    /// Its name.
    pub name: String,
    /// Where it lies, its name at the end; for showing only.
    pub place: String,
    /// Its bytes, when it is a file.
    pub bytes: Option<u64>,
}

/// A drive, or a folder treated as one.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Drive {
    /// By which the page names its folder.
    pub id: PickId,
    /// Its label, or the last part of its place.
    pub label: String,
    /// Where it is mounted.
    pub place: String,
    /// `vfat`, `exfat`, `ext4`.
    pub file_system: String,
    /// Bytes that it holds.
    pub bytes: u64,
    /// Bytes that are free.
    pub free_bytes: u64,
    /// Whether it can be taken out.
    pub removable: bool,
    /// Whether it cannot be written.
    pub read_only: bool,
    /// The packages on it.
    pub packages: Vec<FoundPackage>,
    /// Files on it that are named like a package and are none.
    pub refused: Vec<RefusedFile>,
    /// Public keys that lie on it; not one of them is trusted for that.
    pub keys: Vec<Pick>,
    /// Why it could not be looked at, if so.
    pub problem: Option<Explained>,
}

/// Volumes that say they are of one release. Nothing here is verified.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct FoundPackage {
    /// The product's id.
    pub product: String,
    /// What people call it.
    pub name: String,
    /// Who says to have made it.
    pub vendor: String,
    /// Its version.
    pub version: String,
    /// SHA-256 of its manifest.
    pub manifest: String,
    /// Its volumes that are here.
    pub volumes: Vec<FoundVolume>,
    /// Numbers of volumes of its set that are not here; none where one volume has all of it.
    pub missing: Vec<u32>,
    /// The release that it is a difference to, worded `1.0.0`; nothing for a whole one.
    pub bases: Vec<String>,
    /// Whether the depot has it, complete.
    pub in_depot: bool,
}

/// What a volume says it is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(rename_all = "kebab-case")]
pub enum VolumeKind {
    /// It has all of the release, alone.
    Full,
    /// It is one of a set that has all of it.
    Part,
    /// It has, alone or with others, what the bases have not.
    Delta,
    /// It mends what could not be read of another.
    Repair,
    /// It brings signatures alone.
    Signature,
}

/// A file that says it is a volume.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct FoundVolume {
    /// By which the page names it.
    pub file: Pick,
    /// Its number in its set.
    pub number: u32,
    /// How many volumes the set has.
    pub count: u32,
    /// What the set is for.
    pub kind: VolumeKind,
    /// Versions of the releases that the set is a difference to.
    pub bases: Vec<String>,
}

/// Which volumes.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct VolumesRequest {
    /// The volumes, or folders of volumes.
    pub volumes: Vec<PickId>,
}

/// Volumes before they are brought in: who signed, and whether that is believed here.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Look {
    /// One entry for each release that the volumes belong to.
    pub packages: Vec<PackageLook>,
    /// Files that are no volumes.
    pub refused: Vec<RefusedFile>,
}

/// A release as its volumes present it, after its signatures were judged.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct PackageLook {
    /// What the volumes say.
    pub found: FoundPackage,
    /// Bytes that will be read.
    pub bytes: u64,
    /// Who signed the manifest, and what this site thinks of them.
    pub signers: Vec<Signer>,
    /// Whether the signatures suffice here. The contents are judged while they are brought in.
    pub trusted: bool,
    /// Why not, in words; a missing key is one reason among others.
    pub refusal: Option<Explained>,
}

/// A signature on a manifest.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Signer {
    /// The key that the signature names.
    pub fingerprint: String,
    /// The key, where it is trusted here; only then is its signature proven.
    pub trusted: Option<KeyView>,
    /// `valid`, `unknown-key`, `bad`, `out-of-scope`, `revoked`.
    pub state: String,
}

/// A file that is no volume.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct RefusedFile {
    /// The file.
    pub file: Pick,
    /// Why.
    pub reason: Explained,
}

/// What came of bringing volumes in.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Imported {
    /// Each volume that was taken.
    pub volumes: Vec<ImportedVolume>,
    /// Why not everything is well, if so; what was verified is kept all the same.
    pub failure: Option<Explained>,
}

/// What came of one volume.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ImportedVolume {
    /// Its file name.
    pub volume: String,
    /// The product.
    pub product: String,
    /// The version.
    pub version: String,
    /// Its number in its set.
    pub number: u32,
    /// How many volumes the set has.
    pub count: u32,
    /// Chunks that the depot lacked.
    pub new_chunks: u64,
    /// Chunks that the depot had.
    pub known_chunks: u64,
    /// Digests of chunks that are damaged on the medium.
    pub damaged: Vec<String>,
    /// Whether the release is complete now.
    pub complete: bool,
    /// SHA-256 of the manifest.
    pub manifest: String,
}
