//! What is installed of one product, as the engine's state database knows it and its inspection finds it.

use std::collections::{BTreeMap, BTreeSet};

use sealift_document::{Count, Digest, Timestamp};
use sealift_package::manifest::{ComponentId, Identifier, Mode, ProductId};
use serde::{Deserialize, Serialize};

use crate::facts::Facts;
use crate::layout::HostPath;
use crate::plan::{PlannedProbe, ReleaseRef, ServiceDefinition, Setting, is_false};

pub use crate::after::Observed;

/// What is installed of one product on one target.
///
/// The engine keeps the lasting part in its database and fills in what only a look at the target can tell: the state
/// of owned paths, damaged trees, sizes of data and paths that belong to somebody else.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Current {
    /// Which product.
    pub product: ProductId,
    /// The release that is active; nothing when the product is not installed.
    pub active: Option<ReleaseRef>,
    /// The components of the active release that are installed.
    pub components: Vec<ComponentId>,
    /// Optional components of the active release that were left out.
    pub declined: Vec<ComponentId>,
    /// The digest of the public answers that the active release was configured with.
    pub answers_sha256: Option<Digest>,
    /// Releases whose trees lie on disk, the active one and staged ones among them.
    pub present: Vec<PresentRelease>,
    /// Manifests of releases that were active here at some time: a return to one of them is no downgrade attack.
    pub ran: BTreeSet<Digest>,
    /// What steps placed outside the releases' trees, each path once.
    pub owned: Vec<OwnedPath>,
    /// Services in place, in the order in which they are started.
    pub services: Vec<InstalledService>,
    /// Whether secret answers of the product are stored.
    #[serde(default, skip_serializing_if = "is_false")]
    pub has_secrets: bool,
    /// Users that installs created.
    pub users: Vec<String>,
    /// Data directories, those of earlier releases among them.
    pub data: BTreeMap<Identifier, InstalledData>,
    /// Backups that can still be restored.
    pub backups: Vec<BackupRecord>,
    /// The least `rollback_index` that this site still accepts (threat T9).
    pub floor: Option<Count>,
    /// Paths that a release would place and that exist on the target without being ours.
    /// [`crate::plan::places`] says which paths to look at.
    pub foreign: BTreeSet<HostPath>,
}

impl Current {
    /// Nothing of this product is installed, and nothing of it ever was.
    #[must_use]
    pub const fn nothing(product: ProductId) -> Self {
        Self {
            product,
            active: None,
            components: Vec::new(),
            declined: Vec::new(),
            answers_sha256: None,
            present: Vec::new(),
            ran: BTreeSet::new(),
            owned: Vec::new(),
            services: Vec::new(),
            has_secrets: false,
            users: Vec::new(),
            data: BTreeMap::new(),
            backups: Vec::new(),
            floor: None,
            foreign: BTreeSet::new(),
        }
    }

    /// The thing of ours at this path.
    #[must_use]
    pub fn owned_at(&self, path: &HostPath) -> Option<&OwnedPath> {
        self.owned.iter().find(|owned| owned.path == *path)
    }

    /// Marks the listening sockets that the product's own services hold, so that their ports count as free for its
    /// next release.
    ///
    /// A host seldom knows whose a socket is. A port that a service in place names, in its arguments, its environment
    /// or its ready check, is taken to be held by that service.
    pub fn claim_ports(&self, facts: &mut Facts) {
        for socket in facts.listening.iter_mut().flatten() {
            let mut services = self.services.iter();
            let names = |service: &InstalledService| names_port(&service.definition, socket.port);
            if socket.product.is_none() && services.any(names) {
                socket.product = Some(self.product.clone());
            }
        }
    }

    /// The trees on disk of the release with this manifest.
    #[must_use]
    pub fn present(&self, manifest: &Digest) -> Option<&PresentRelease> {
        self.present
            .iter()
            .find(|present| present.release.manifest_sha256 == *manifest)
    }
}

/// Whether a service's final words hold a port as a number of its own.
fn names_port(service: &ServiceDefinition, port: u16) -> bool {
    let port = port.to_string();
    let holds = |text: &str| {
        let mut numbers = text.split(|c: char| !c.is_ascii_digit());
        numbers.any(|number| number == port)
    };
    let is_probed = service
        .ready
        .as_ref()
        .is_some_and(|check| match &check.probe {
            PlannedProbe::Tcp { port: probed, .. } => probed.to_string() == port,
            PlannedProbe::Http { url, .. } => holds(url),
            PlannedProbe::Command(_) | PlannedProbe::File { .. } => false,
        });
    let is_set = |setting: &Setting| match setting {
        Setting::Plain(text) => holds(text),
        Setting::Secret { .. } => false,
    };
    let invocation = &service.invocation;
    is_probed
        || invocation.arguments.iter().any(|argument| holds(argument))
        || invocation.environment.values().any(is_set)
}

/// A release whose trees lie on disk.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PresentRelease {
    /// Which.
    pub release: ReleaseRef,
    /// Its components there, with the folder of each below the release's.
    pub components: Vec<PresentComponent>,
}

/// A component's tree on disk.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PresentComponent {
    /// Which.
    pub id: ComponentId,
    /// Its folder.
    pub at: HostPath,
    /// Bytes of its regular files.
    pub bytes: Count,
    /// Its regular files.
    pub files: Count,
    /// Whether inspection, which looks at the wanted release alone, found it other than it was placed; it is placed anew.
    pub damaged: bool,
}

/// Something that a step placed outside the releases' trees.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OwnedPath {
    /// Where.
    pub path: HostPath,
    /// What it was when it was placed.
    pub kind: OwnedKind,
    /// How it was found now.
    pub state: OwnedState,
}

/// What was placed at a path.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "kebab-case", deny_unknown_fields)]
pub enum OwnedKind {
    /// A rendered file.
    File {
        /// Digest of what was placed.
        sha256: Digest,
        /// Its mode.
        mode: Mode,
    },
    /// A symbolic link.
    Symlink {
        /// What it points to.
        to: HostPath,
    },
    /// A directory that an install created.
    Directory,
}

/// How an owned path was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum OwnedState {
    /// As it was placed.
    AsPlaced,
    /// An operator changed it: its content, its kind or where it points to.
    Edited,
    /// It is gone.
    Missing,
}

/// A service in place.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct InstalledService {
    /// The component it belongs to.
    pub component: ComponentId,
    /// What was placed.
    pub definition: ServiceDefinition,
}

/// A data directory in place.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct InstalledData {
    /// Where it lies.
    pub at: HostPath,
    /// The format its content has now.
    pub format: Count,
    /// Bytes in it, where inspection measured them.
    pub bytes: Option<Count>,
}

/// A copy of a data directory, taken before its format moved on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BackupRecord {
    /// Where the copy lies; its name is the backup's.
    pub at: HostPath,
    /// Which data directory.
    pub data: Identifier,
    /// The format of its content.
    pub format: Count,
    /// The folder name of the release that was active when it was taken.
    pub release: String,
    /// When it was taken.
    pub taken_at: Timestamp,
    /// Bytes in it.
    pub bytes: Count,
}
