//! The manifest: all that a release is, needs, asks and does, in one signed document.
//!
//! The vendor's word and nothing else: sizes, digests and rules that decide anything are read from here after the
//! signature has matched. Human texts are maps by language. The types are the format (`sealift.manifest/v1`): a
//! change of meaning is a new version in a module beside this one.

mod action;
mod component;
mod configuration;
mod error;
mod identity;
mod requirement;
mod validate;

use std::collections::BTreeMap;

use schemars::JsonSchema;
use sealift_document::{Count, Digest, Document, Text, Timestamp};
use serde::{Deserialize, Serialize};

pub use action::{
    Action, Backoff, CheckAction, CommandAction, ConfigFile, DirectoryAction, Invocation, Phase,
    Probe, RestartRule, ServiceAction, Step, SymlinkAction, UserAction,
};
pub use component::{
    Component, ComponentTotals, DataDirectory, Optional, ReleaseDocument, ReleaseDocumentKind,
};
pub use configuration::Configuration;
pub use error::{ManifestError, ManifestProblem};
pub use identity::{
    Anchor, Arch, ComponentId, Identifier, Mode, NameError, NamesProfile, Os, Platform, ProductId,
    TargetPath,
};
pub use requirement::{Level, PortReference, Requirement, RequirementTest};

/// The signed description of one release.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Manifest {
    /// Always `sealift.manifest/v1`.
    #[serde(rename = "type")]
    pub kind: String,
    /// Which product, for ever: `com.acme.monitor`.
    pub product: ProductId,
    /// What people call the product.
    pub name: Text,
    /// One or two sentences about it.
    #[serde(default, skip_serializing_if = "Text::is_empty")]
    pub summary: Text,
    /// Who makes it; shown, never believed: identity comes from the key.
    pub vendor: Vendor,
    /// The version people speak of.
    #[schemars(with = "String")]
    pub version: semver::Version,
    /// Grows with every release of the product, 1 to 2^53-1.
    pub sequence: Count,
    /// The floor that a successful install raises; a release below a site's floor is refused (threat T9).
    pub rollback_index: Count,
    /// When the vendor issued the release; installed files carry this time.
    pub issued: Timestamp,
    /// After this moment a new install is a decision of the site's policy (threat T15).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub expires: Option<Timestamp>,
    /// Which names the index may use.
    pub names: NamesProfile,
    /// Where the release can be installed; at least one.
    pub platforms: Vec<Platform>,
    /// What a target must be or have.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub requirements: Vec<Requirement>,
    /// The parts, in any order; `depends` gives the order of installation.
    pub components: Vec<Component>,
    /// What the operator is asked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub configuration: Option<Configuration>,
    /// Data that outlives releases.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub data: Vec<DataDirectory>,
    /// Papers that travel with the release: SBOM, VEX, changelog, licences.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub documents: Vec<ReleaseDocument>,
    /// The index that lists every path and chunk.
    pub index: IndexReference,
    /// Sums over the whole release, for room and progress before the index is read.
    pub totals: Totals,
    /// Fields of other programs; carried, shown as foreign, and without effect.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub extensions: BTreeMap<String, serde_json::Value>,
}

impl Document for Manifest {
    const TYPE: &'static str = "sealift.manifest/v1";
    const MAX_BYTES: usize = crate::limits::MANIFEST_BYTES;

    fn document_type(&self) -> &str {
        &self.kind
    }
}

impl Manifest {
    /// Reads a manifest whose signature has been checked.
    ///
    /// # Errors
    /// [`ManifestError`] when the bytes are no canonical manifest or the rules between its fields do not hold.
    pub fn parse(bytes: &[u8]) -> Result<Self, ManifestError> {
        let manifest = Self::from_bytes(bytes)?;
        manifest.validate()?;
        Ok(manifest)
    }

    /// Checks the rules that bind the fields together.
    ///
    /// # Errors
    /// The first rule that does not hold.
    pub fn validate(&self) -> Result<(), ManifestError> {
        validate::validate(self)
    }

    /// Every rule that does not hold, for whoever writes the manifest; a hundred at most.
    #[must_use]
    pub fn problems(&self) -> Vec<ManifestProblem> {
        validate::problems(self)
    }

    /// `2.4.1-17`: the name of the release's folder on a target, unique within the product.
    #[must_use]
    pub fn release_name(&self) -> String {
        format!("{}-{}", self.version, self.sequence)
    }

    /// The component of this id.
    #[must_use]
    pub fn component(&self, id: &ComponentId) -> Option<&Component> {
        self.components.iter().find(|component| component.id == *id)
    }
}

/// Who says to have made the product.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Vendor {
    /// The maker's name.
    pub name: String,
    /// How to reach them without the web: a telephone number, an address.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub contact: Option<String>,
}

/// The index by its stored digest and both its sizes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct IndexReference {
    /// SHA-256 of `index.json.zst` as stored.
    pub stored_sha256: Digest,
    /// Bytes as stored.
    pub stored_bytes: Count,
    /// Bytes of the JSON inside.
    pub raw_bytes: Count,
}

/// Sums over the release.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Totals {
    /// Different chunks.
    pub chunks: Count,
    /// Stored bytes of all different chunks.
    pub stored_bytes: Count,
    /// Bytes of all regular files.
    pub raw_bytes: Count,
    /// Regular files.
    pub files: Count,
    /// Directories listed.
    pub directories: Count,
    /// Symbolic links.
    pub symlinks: Count,
}
