//! Why there is no plan. Nothing has been tried when one of these is told.

use sealift_document::Count;
use sealift_package::manifest::{ComponentId, Identifier, Platform, ProductId};
use thiserror::Error;

use crate::layout::{HostPath, LayoutError};
use crate::requirements::Finding;
use crate::template::TemplateError;

/// Why there is no plan.
#[derive(Debug, Clone, PartialEq, Eq, Error, serde::Serialize)]
pub enum PlanRefusal {
    /// There is nothing of the product here.
    #[error("{product} is not installed")]
    ProductNotInstalled {
        /// Which.
        product: ProductId,
    },
    /// The release is active already, with the same components and public answers.
    #[error("{version} is installed already, with these components and answers")]
    AlreadyInstalled {
        /// Its version.
        version: semver::Version,
    },
    /// The release is of another product than what is installed.
    #[error("the release is of {found}, not of {expected}")]
    ProductMismatch {
        /// The product asked for.
        expected: ProductId,
        /// The release's product.
        found: ProductId,
    },
    /// What is wanted needs a release, and none was given.
    #[error("no release was given")]
    ReleaseNeeded,
    /// An install would go back.
    #[error("{installed} is installed; going back to {asked} is a rollback")]
    DowngradeNeedsRollback {
        /// The active version.
        installed: semver::Version,
        /// The version asked for.
        asked: semver::Version,
    },
    /// A rollback would not go back.
    #[error("{asked} is not earlier than {installed}, which is installed")]
    NotAnEarlierRelease {
        /// The active version.
        installed: semver::Version,
        /// The version asked for.
        asked: semver::Version,
    },
    /// A repair, or an activation, of a release that is not the one on disk.
    #[error("{asked} is not the active release")]
    NotTheActiveRelease {
        /// The version asked for.
        asked: semver::Version,
    },
    /// A release is to be activated whose trees were not staged.
    #[error("{asked} has not been staged")]
    NotStaged {
        /// The version asked for.
        asked: semver::Version,
    },
    /// The release lies below the floor that earlier installs raised, and never ran here (threat T9).
    #[error("its rollback index {found} is below {floor}, the least that this site accepts")]
    BelowFloor {
        /// The least accepted.
        floor: Count,
        /// The release's.
        found: Count,
    },
    /// Two wishes that exclude each other.
    #[error("{first} and {second} exclude each other")]
    RequestContradicts {
        /// One.
        first: String,
        /// The other.
        second: String,
    },
    /// The release was not made for this machine.
    #[error("the release was not made for this machine")]
    PlatformUnsupported {
        /// The machine, where its platform is one that releases can name.
        machine: Option<Platform>,
        /// What it was made for.
        supported: Vec<Platform>,
    },
    /// Requirements are not met, or the facts do not say whether they are.
    #[error("{}", unmet(.findings.len()))]
    RequirementsUnmet {
        /// Those that stop the install.
        #[serde(serialize_with = "sealift_document::how_many")]
        findings: Vec<Finding>,
    },
    /// No component has this name.
    #[error("the release has no component {}", sealift_document::plain(.name))]
    ComponentUnknown {
        /// The name as it was typed.
        name: String,
        /// The component with the nearest name.
        nearest: Option<String>,
    },
    /// A component that cannot be left out.
    #[error("{component} cannot be left out")]
    ComponentRequired {
        /// Which.
        component: ComponentId,
    },
    /// A component that was left out though another one needs it.
    #[error("{component} needs {needed}, which was left out")]
    ComponentNeeded {
        /// The one that stays.
        component: ComponentId,
        /// The one it needs.
        needed: ComponentId,
    },
    /// A component that was not made for this machine.
    #[error("{component} was not made for this machine")]
    ComponentNotForPlatform {
        /// Which.
        component: ComponentId,
    },
    /// The format of data would go back, and there is no backup of that format.
    #[error("{data} has format {found}; format {needed} needs a backup, and there is none")]
    DataFormatNeedsBackup {
        /// Which data.
        data: Identifier,
        /// Its format now.
        found: Count,
        /// The format that the release reads.
        needed: Count,
    },
    /// The release keeps data in another place than where it lies.
    #[error("{data} lies in {from}, and the release looks for it in {to}")]
    DataMoved {
        /// Which data.
        data: Identifier,
        /// Where it lies.
        from: HostPath,
        /// Where the release looks for it.
        to: HostPath,
    },
    /// A file or link that an operator edited lies where something of another kind must go.
    #[error("{path} was edited and is in the way")]
    EditedInTheWay {
        /// Which.
        path: HostPath,
    },
    /// Something that Sealift did not place lies where a link must go.
    #[error("{path} exists and is not ours")]
    PathOccupied {
        /// Where.
        path: HostPath,
    },
    /// Two steps place something at one path.
    #[error("two steps place something at {path}")]
    PlacedTwice {
        /// Where.
        path: HostPath,
    },
    /// A step that only an install for the whole machine can do.
    #[error("{component}/{step} needs an install for the whole machine")]
    NeedsSystemScope {
        /// The component.
        component: ComponentId,
        /// The step.
        step: String,
    },
    /// A user cannot be created in a relocated world: users belong to the machine.
    #[error("{component}/{step} creates a user, which a relocated root cannot hold")]
    UserInRelocatedRoot {
        /// The component.
        component: ComponentId,
        /// The step.
        step: String,
    },
    /// A template that gives no text with these answers.
    #[error("{component}/{step}: {error}")]
    Template {
        /// The component.
        component: ComponentId,
        /// The step.
        step: String,
        /// What is wrong.
        error: TemplateError,
    },
    /// A program that is neither absolute nor a path in the component's tree.
    #[error("{component}/{step}: {} is no program of this machine or release", sealift_document::plain(.found))]
    ProgramInvalid {
        /// The component.
        component: ComponentId,
        /// The step.
        step: String,
        /// What there is instead.
        found: String,
    },
    /// An address or port that a probe cannot use: not plain HTTP to this host, or no port.
    #[error("{component}/{step}: {} cannot be probed", sealift_document::plain(.found))]
    ProbeInvalid {
        /// The component.
        component: ComponentId,
        /// The step.
        step: String,
        /// What there is instead.
        found: String,
    },
    /// A file system has too little room for doing or undoing (threat I17).
    #[error("{at} has {free} bytes free; {needed} are needed")]
    NotEnoughRoom {
        /// Its mount point.
        at: String,
        /// Bytes that doing and undoing need.
        needed: Count,
        /// Bytes that are free.
        free: Count,
    },
    /// A file system that would be written is read-only.
    #[error("{at} is read-only")]
    ReadOnly {
        /// Its mount point.
        at: String,
    },
    /// A place that no path can name.
    #[error(transparent)]
    Layout(#[from] LayoutError),
}

impl PlanRefusal {
    /// The stable code of this refusal.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::ProductNotInstalled { .. } => "product-not-installed",
            Self::AlreadyInstalled { .. } => "already-installed",
            Self::ProductMismatch { .. } => "product-mismatch",
            Self::ReleaseNeeded => "release-needed",
            Self::DowngradeNeedsRollback { .. } => "downgrade-needs-rollback",
            Self::NotAnEarlierRelease { .. } => "not-an-earlier-release",
            Self::NotTheActiveRelease { .. } => "not-the-active-release",
            Self::NotStaged { .. } => "not-staged",
            Self::BelowFloor { .. } => "below-floor",
            Self::RequestContradicts { .. } => "request-contradicts",
            Self::PlatformUnsupported { .. } => "platform-unsupported",
            Self::RequirementsUnmet { .. } => "requirements-unmet",
            Self::ComponentUnknown { .. } => "component-unknown",
            Self::ComponentRequired { .. } => "component-required",
            Self::ComponentNeeded { .. } => "component-needed",
            Self::ComponentNotForPlatform { .. } => "component-not-for-platform",
            Self::DataFormatNeedsBackup { .. } => "data-format-needs-backup",
            Self::DataMoved { .. } => "data-moved",
            Self::EditedInTheWay { .. } => "edited-in-the-way",
            Self::PathOccupied { .. } => "path-occupied",
            Self::PlacedTwice { .. } => "placed-twice",
            Self::NeedsSystemScope { .. } => "needs-system-scope",
            Self::UserInRelocatedRoot { .. } => "user-in-relocated-root",
            Self::Template { error, .. } => error.code(),
            Self::ProgramInvalid { .. } => "program-invalid",
            Self::ProbeInvalid { .. } => "probe-invalid",
            Self::NotEnoughRoom { .. } => "not-enough-room",
            Self::ReadOnly { .. } => "file-system-read-only",
            Self::Layout(error) => error.code(),
        }
    }
}

fn unmet(count: usize) -> String {
    match count {
        1 => "1 requirement is not met".into(),
        several => format!("{several} requirements are not met"),
    }
}
