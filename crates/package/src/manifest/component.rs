//! The parts of a release, the data that outlives it and the papers that travel with it.

use schemars::JsonSchema;
use sealift_document::{Count, Digest, Text};
use serde::{Deserialize, Serialize};

use super::action::Step;
use super::identity::{ComponentId, Identifier, Platform, TargetPath};
use crate::path::RelativePath;

/// A part of a release with a tree of its own.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Component {
    /// Its name within the product.
    pub id: ComponentId,
    /// What people call it.
    pub title: Text,
    /// What it is for.
    #[serde(default, skip_serializing_if = "Text::is_empty")]
    pub summary: Text,
    /// Whether the operator may leave it out, and what happens when nobody says: absent means required.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub optional: Option<Optional>,
    /// Components that must be installed and running before this one.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub depends: Vec<ComponentId>,
    /// Where it applies; empty means every platform of the release.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub platforms: Vec<Platform>,
    /// The folder below the release's tree that holds its files.
    pub into: RelativePath,
    /// What is done besides placing its files, in this order within each phase.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub steps: Vec<Step>,
    /// Sums over its tree.
    pub totals: ComponentTotals,
}

impl Component {
    /// Whether it applies to a machine of this platform.
    #[must_use]
    pub fn applies_to(&self, machine: Platform) -> bool {
        self.platforms.is_empty()
            || self
                .platforms
                .iter()
                .any(|platform| platform.runs_on(machine))
    }
}

/// An optional component's standing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Optional {
    /// Whether it is installed when the operator says nothing.
    pub default: bool,
}

/// Sums over a component's tree.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ComponentTotals {
    /// Bytes of its regular files.
    pub raw_bytes: Count,
    /// Regular files.
    pub files: Count,
    /// Directories.
    pub directories: Count,
    /// Symbolic links.
    pub symlinks: Count,
    /// Symbolic links that leave the tree; declared here, shown in the plan and subject to policy (threat P2).
    pub outward_symlinks: Count,
}

/// A directory of data that outlives releases.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct DataDirectory {
    /// Its name within the product.
    pub id: Identifier,
    /// Which component reads and writes it.
    pub component: ComponentId,
    /// Where it lies; below `data`.
    pub path: TargetPath,
    /// The version of its format. When a release moves it on, a backup is taken first, and going back needs it.
    pub format: Count,
}

/// A paper that travels with the release.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ReleaseDocument {
    /// Its name within the release; configuration refers to licences by it.
    pub id: Identifier,
    /// What it is.
    pub kind: ReleaseDocumentKind,
    /// What people call it.
    pub title: Text,
    /// Its language where it has one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub language: Option<String>,
    /// Its media type, such as `text/markdown`.
    pub media_type: String,
    /// SHA-256 of its bytes; they travel as the file of this id in the index's `documents`.
    pub sha256: Digest,
    /// Its size in bytes.
    pub bytes: Count,
}

/// What a paper is.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "kebab-case")]
pub enum ReleaseDocumentKind {
    /// What changed between releases.
    Changelog,
    /// Terms that an operator may have to accept.
    Licence,
    /// Software bill of materials (SPDX or CycloneDX).
    Sbom,
    /// Statements on vulnerabilities (OpenVEX, CSAF).
    Vex,
    /// Anything for people to read.
    Manual,
    /// Anything else.
    Other,
}
