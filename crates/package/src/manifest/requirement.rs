//! What a target must be or have before anything is changed on it.

use schemars::JsonSchema;
use sealift_document::{Count, Text};
use serde::{Deserialize, Serialize};

use super::identity::{Identifier, Os, ProductId, TargetPath};

/// One condition on the target.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Requirement {
    /// Its name within the release.
    pub id: Identifier,
    /// What people call it; a text of our own stands in when it is absent.
    #[serde(default, skip_serializing_if = "Text::is_empty")]
    pub title: Text,
    /// What the technician can do about it; a general remedy stands in when it is absent.
    #[serde(default, skip_serializing_if = "Text::is_empty")]
    pub remedy: Text,
    /// Whether it stops an install or only warns.
    #[serde(default, skip_serializing_if = "Level::is_required")]
    pub level: Level,
    /// The condition itself.
    #[serde(flatten)]
    pub test: RequirementTest,
}

/// How much an unmet requirement weighs.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Level {
    /// The install is refused.
    #[default]
    Required,
    /// The install goes on with a warning.
    Recommended,
}

impl Level {
    fn is_required(&self) -> bool {
        *self == Self::Required
    }
}

/// The conditions that this version of the format knows.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(
    tag = "kind",
    rename_all = "kebab-case",
    rename_all_fields = "kebab-case"
)]
pub enum RequirementTest {
    /// An operating system, a distribution (`ID` or `ID_LIKE` of os-release) and its least version.
    Os {
        /// The system.
        os: Os,
        /// Distributions, any of which will do; empty for any.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        distributions: Vec<String>,
        /// The least version, compared number by number.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        at_least: Option<String>,
    },
    /// Processor features such as `avx2`, all of them.
    CpuFeatures {
        /// Their names as Linux or CPUID spells them, lower case.
        all: Vec<String>,
    },
    /// Logical processors.
    Cores {
        /// How many.
        at_least: Count,
    },
    /// Physical memory.
    Memory {
        /// Bytes.
        at_least: Count,
    },
    /// Free space beyond what the release itself takes.
    Disk {
        /// On the file system that holds this place.
        at: TargetPath,
        /// Free bytes.
        at_least: Count,
    },
    /// The kernel's least version.
    Kernel {
        /// Compared number by number.
        at_least: String,
    },
    /// A C library and its least version.
    Libc {
        /// `glibc` or `musl`.
        name: String,
        /// Compared number by number.
        at_least: String,
    },
    /// A TCP port nobody listens on (the product's own running services aside).
    PortFree {
        /// The port, or the name of the answer that holds it.
        port: PortReference,
    },
    /// A package of the operating system.
    OsPackage {
        /// Its name.
        name: String,
        /// Its least version in the package manager's own order.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        at_least: Option<String>,
    },
    /// A service of the host that must be running.
    ServiceRunning {
        /// Its unit name.
        name: String,
    },
    /// A user that must exist.
    User {
        /// The login name.
        name: String,
    },
    /// FIPS mode as it must be.
    Fips {
        /// Whether it must be on.
        enabled: bool,
    },
    /// The host's clock must not stand before the release's issue time, nor further ahead than this.
    Clock {
        /// Days after the issue time that are still believable.
        at_most_days_ahead: Count,
    },
    /// Another product installed by Sealift.
    Product {
        /// Which.
        product: ProductId,
        /// A semver range such as `>=2.1, <3`.
        range: String,
    },
}

/// A port as a number or as the answer that holds it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(untagged)]
pub enum PortReference {
    /// The number.
    Number(u16),
    /// The name of an answer.
    Answer(String),
}
