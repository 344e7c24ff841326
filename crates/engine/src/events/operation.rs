//! What a run is for.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// What a run is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum OperationKind {
    /// Volumes are read into the depot.
    Import,
    /// Volumes or depot contents are verified.
    Verify,
    /// A target is compared with a release's requirements.
    Check,
    /// A release is written out of the depot again.
    Export,
    /// A first release of a product.
    Install,
    /// A later release in place of the active one.
    Upgrade,
    /// Other answers or components for the active release.
    Reconfigure,
    /// An earlier release in place of the active one.
    Rollback,
    /// The active release, as it was placed.
    Repair,
    /// A staged release becomes the active one.
    ActivateStaged,
    /// The product goes.
    Uninstall,
    /// An interrupted run is put right.
    Recover,
}

impl OperationKind {
    /// The stable word for it.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Import => "import",
            Self::Verify => "verify",
            Self::Check => "check",
            Self::Export => "export",
            Self::Install => "install",
            Self::Upgrade => "upgrade",
            Self::Reconfigure => "reconfigure",
            Self::Rollback => "rollback",
            Self::Repair => "repair",
            Self::ActivateStaged => "activate-staged",
            Self::Uninstall => "uninstall",
            Self::Recover => "recover",
        }
    }
}

impl From<sealift_plan::plan::Operation> for OperationKind {
    fn from(operation: sealift_plan::plan::Operation) -> Self {
        use sealift_plan::plan::Operation;
        match operation {
            Operation::Install => Self::Install,
            Operation::Upgrade => Self::Upgrade,
            Operation::Reconfigure => Self::Reconfigure,
            Operation::Rollback => Self::Rollback,
            Operation::Repair => Self::Repair,
            Operation::ActivateStaged => Self::ActivateStaged,
            Operation::Uninstall => Self::Uninstall,
        }
    }
}

impl fmt::Display for OperationKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

impl FromStr for OperationKind {
    type Err = serde::de::value::Error;
    fn from_str(code: &str) -> Result<Self, Self::Err> {
        use serde::de::IntoDeserializer;
        Self::deserialize(code.into_deserializer())
    }
}
