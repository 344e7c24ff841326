//! The plan as a document (`sealift.plan/v1`): kept in the journal as bytes, shown by a preview, run by the executor.

use std::collections::BTreeMap;

use sealift_document::{Count, Digest, Document, Text, Timestamp};
use sealift_package::manifest::{ComponentId, Identifier, Manifest, ProductId};
use serde::{Deserialize, Serialize};

use super::effect::{Effect, UnitName, is_false};
use crate::layout::{HostPath, Layout, LayoutError};

/// The ordered steps that take one product on one target from what is to what is wanted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Plan {
    /// Always `sealift.plan/v1`.
    #[serde(rename = "type")]
    pub kind: String,
    /// What is wanted.
    pub operation: Operation,
    /// Of which product.
    pub product: ProductId,
    /// The release that is active until then.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<ReleaseRef>,
    /// The release that is active afterwards.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to: Option<ReleaseRef>,
    /// The components installed afterwards, each after those it depends on.
    pub components: Vec<ComponentId>,
    /// Optional components of the release that are left out.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub declined: Vec<ComponentId>,
    /// Digest of the public answers it was made from; other answers need another plan (threat C9).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub answers_sha256: Option<Digest>,
    /// Whether it ends once the trees are in place, with nothing activated.
    #[serde(default, skip_serializing_if = "is_false")]
    pub stage_only: bool,
    /// The product's folder.
    pub prefix: HostPath,
    /// What is done, in this order; undone in the reverse order.
    pub steps: Vec<PlannedStep>,
    /// The room it takes, place by place.
    pub room: Vec<Room>,
    /// Services stopped and started.
    pub services: ServiceChanges,
    /// What an operator should know before saying yes.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub warnings: Vec<Warning>,
    /// How many things are created, replaced, kept and removed.
    pub summary: Summary,
}

impl Document for Plan {
    const TYPE: &'static str = "sealift.plan/v1";
    const MAX_BYTES: usize = 64 << 20;

    fn document_type(&self) -> &str {
        &self.kind
    }
}

impl Plan {
    /// Whether any step cannot be undone, by the vendor's word or by its kind.
    #[must_use]
    pub fn has_irreversible_step(&self) -> bool {
        let lasting = |step: &PlannedStep| step.irreversible || step.undo == UndoClass::None;
        self.steps.iter().any(lasting)
    }

    /// Whether the machine must be restarted afterwards.
    #[must_use]
    pub fn needs_reboot(&self) -> bool {
        self.steps.iter().any(|step| step.reboot)
    }
}

/// What is wanted of a product.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Operation {
    /// A first release.
    Install,
    /// A later release in place of the active one.
    Upgrade,
    /// Other answers or components for the active release.
    Reconfigure,
    /// An earlier release in place of the active one.
    Rollback,
    /// The active release, as it was placed.
    Repair,
    /// A release whose trees were placed before, made the active one.
    ActivateStaged,
    /// The product gone, its data kept unless it is purged.
    Uninstall,
}

/// A release as plans and state name it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ReleaseRef {
    /// The version people speak of.
    pub version: semver::Version,
    /// Its place in the order of the product's releases.
    pub sequence: Count,
    /// The floor that its successful install raises (threat T9).
    pub rollback_index: Count,
    /// Digest of its manifest's bytes.
    pub manifest_sha256: Digest,
    /// The name of its folder: `<version>-<sequence>`.
    pub name: String,
    /// Its folder.
    pub folder: HostPath,
    /// When it was issued; installed files carry this time.
    pub issued: Timestamp,
    /// The data it reads and writes.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub data: BTreeMap<Identifier, DataFormat>,
}

impl ReleaseRef {
    /// Names the release that a manifest of this digest describes.
    ///
    /// # Errors
    /// [`LayoutError`] when the layout cannot hold one of its places.
    pub fn of(manifest: &Manifest, digest: Digest, layout: &Layout) -> Result<Self, LayoutError> {
        let name = manifest.release_name();
        let formats = manifest.data.iter().map(|data| {
            let format = DataFormat {
                component: data.component.clone(),
                at: layout.resolve(&data.path)?,
                format: data.format,
            };
            Ok((data.id.clone(), format))
        });
        Ok(Self {
            version: manifest.version.clone(),
            sequence: manifest.sequence,
            rollback_index: manifest.rollback_index,
            manifest_sha256: digest,
            folder: layout.release(&name)?,
            name,
            issued: manifest.issued,
            data: formats.collect::<Result<_, LayoutError>>()?,
        })
    }
}

/// A data directory as one release knows it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DataFormat {
    /// The component that reads and writes it.
    pub component: ComponentId,
    /// Where it lies.
    pub at: HostPath,
    /// The version of its format.
    pub format: Count,
}

/// One thing to do; the unit of undo.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PlannedStep {
    /// Its place in the plan, from 1.
    pub number: u32,
    /// The component it belongs to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub component: Option<ComponentId>,
    /// The vendor's name for it, or ours; unique within component and kind of effect.
    pub id: String,
    /// What people read while it runs; the catalogue's text for the kind of effect stands in when it is empty.
    #[serde(default, skip_serializing_if = "Text::is_empty")]
    pub title: Text,
    /// Where in the order of the plan it stands.
    pub phase: PlannedPhase,
    /// How it is taken back.
    pub undo: UndoClass,
    /// The vendor declares that it cannot be undone.
    #[serde(default, skip_serializing_if = "is_false")]
    pub irreversible: bool,
    /// The machine must be restarted afterwards.
    #[serde(default, skip_serializing_if = "is_false")]
    pub reboot: bool,
    /// How long it takes, for a bar that moves steadily.
    pub weight: Weight,
    /// What is done.
    pub effect: Effect,
}

/// Where in the order of a plan a step stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum PlannedPhase {
    /// Trees are placed; the running release is not touched.
    Place,
    /// Users and directories are made.
    Ground,
    /// Services are stopped: the maintenance window begins.
    Stop,
    /// Data is copied or put back.
    Data,
    /// Configuration is rendered, links are placed, programs run before the switch.
    Prepare,
    /// The switch.
    Activate,
    /// Services are started, programs run and checks wait after the switch.
    Finish,
    /// What only the earlier release had is removed.
    Clean,
}

/// How a step is taken back.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum UndoClass {
    /// To the very state before.
    Exact,
    /// By an action of its own that makes good for it.
    Compensating,
    /// Not at all.
    None,
}

/// How long a step takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub enum Weight {
    /// As long as writing so many bytes.
    Bytes(Count),
    /// So many seconds at most.
    Seconds(Count),
}

/// The room that a plan takes in one place.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Room {
    /// The place; the file system that holds it must have the room.
    pub at: HostPath,
    /// Bytes that doing takes at most.
    pub to_do: Count,
    /// Bytes that undoing everything takes beyond them.
    pub to_undo: Count,
}

/// Services that a plan stops and starts, each in its order.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ServiceChanges {
    /// Stopped before the switch.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub stopped: Vec<UnitName>,
    /// Started after the switch.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub started: Vec<UnitName>,
}

/// Something that an operator should know before saying yes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "code", rename_all = "kebab-case", deny_unknown_fields)]
pub enum Warning {
    /// A file that an operator edited is kept; the new rendition is placed beside it.
    EditedFileKept {
        /// The file that is kept.
        path: HostPath,
        /// Where the new rendition goes; nothing when there is none.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        beside: Option<HostPath>,
    },
    /// A file that an operator edited is replaced, as the request asks.
    EditedFileReplaced {
        /// The file.
        path: HostPath,
    },
    /// A file that Sealift did not place lies where a rendition should go; it is kept.
    ForeignFileKept {
        /// The file that is kept.
        path: HostPath,
        /// Where the new rendition goes.
        beside: HostPath,
    },
    /// Something placed outside the product's own folders.
    OutsideProduct {
        /// Where.
        path: HostPath,
    },
    /// A component's tree holds symbolic links that leave it.
    OutwardSymlinks {
        /// The component.
        component: ComponentId,
        /// How many.
        links: Count,
    },
    /// A step that its vendor calls irreversible, or that declares no undo.
    NotUndoable {
        /// Its component.
        component: ComponentId,
        /// Its name.
        step: String,
    },
    /// The machine must be restarted afterwards.
    Reboot {
        /// The step that asks for it.
        component: ComponentId,
        /// Its name.
        step: String,
    },
    /// The format of data moves on; going back will need the backup that is taken now.
    DataFormatMovesOn {
        /// Which data.
        data: Identifier,
        /// The format now.
        from: Count,
        /// The format afterwards.
        to: Count,
    },
    /// Data goes back to a backup: what was written since is set aside.
    DataRestored {
        /// Which data.
        data: Identifier,
        /// When the backup was taken.
        taken_at: Timestamp,
    },
    /// Data is destroyed.
    DataPurged {
        /// Which data.
        data: Identifier,
        /// Where it lies.
        at: HostPath,
    },
    /// Data is kept though the product goes.
    DataKept {
        /// Which data.
        data: Identifier,
        /// Where it lies.
        at: HostPath,
    },
    /// Users that installs created are kept, for files may belong to them.
    UserKept {
        /// The login name.
        name: String,
    },
    /// A recommended condition is not met.
    RecommendationUnmet {
        /// The requirement.
        requirement: String,
    },
    /// The room in a place is unknown, so nobody can promise that it suffices.
    RoomUnknown {
        /// The place.
        at: HostPath,
        /// Bytes that are needed, as far as that is known.
        needed: Count,
    },
    /// Nothing on this machine starts services again after a restart.
    NoStartAtBoot,
}

/// How many things a plan touches outside its trees, and the trees' files.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Summary {
    /// Things that did not exist before.
    pub created: Count,
    /// Things that were other before.
    pub replaced: Count,
    /// Things of an operator that stay as they are.
    pub kept: Count,
    /// Things that are gone afterwards.
    pub removed: Count,
    /// Bytes of the trees that are placed.
    pub bytes: Count,
}
