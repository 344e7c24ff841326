//! What is installed once a plan has run to its end.

use std::collections::{BTreeMap, BTreeSet};

use sealift_document::{Count, Digest, Timestamp};

use crate::current::{
    BackupRecord, Current, InstalledData, InstalledService, OwnedKind, OwnedPath, OwnedState,
    PresentComponent, PresentRelease,
};
use crate::layout::HostPath;
use crate::plan::{Effect, Plan, PlannedStep, UnitName};

/// What an executor saw that a plan cannot know.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Observed {
    /// When the run ended.
    pub at: Timestamp,
    /// Digests of the files that were rendered. A file that was left out, because its rendition had not changed, is
    /// not among them.
    pub rendered: BTreeMap<HostPath, Digest>,
    /// Directories that did not exist before, missing parents among them.
    pub created_directories: BTreeSet<HostPath>,
    /// Directories that were to be removed and are not empty: they stay, and stay ours.
    pub kept_directories: BTreeSet<HostPath>,
    /// Users that did not exist before.
    pub created_users: BTreeSet<String>,
    /// Bytes of the backups that were taken.
    pub backup_bytes: BTreeMap<HostPath, Count>,
}

impl Observed {
    /// Nothing out of the ordinary, at this moment.
    #[must_use]
    pub const fn at(at: Timestamp) -> Self {
        Self {
            at,
            rendered: BTreeMap::new(),
            created_directories: BTreeSet::new(),
            kept_directories: BTreeSet::new(),
            created_users: BTreeSet::new(),
            backup_bytes: BTreeMap::new(),
        }
    }
}

impl Current {
    /// What is installed once a plan made from this has run to its end.
    #[must_use]
    pub fn after(&self, plan: &Plan, observed: &Observed) -> Self {
        let mut after = self.clone();
        for path in &observed.created_directories {
            after.own(path, OwnedKind::Directory);
        }
        for step in &plan.steps {
            after.apply(plan, step, observed);
        }
        if !plan.stage_only {
            after
                .owned
                .retain(|owned| owned.state != OwnedState::Missing);
            let order: Vec<&UnitName> = plan.services.started.iter().collect();
            let place = |service: &InstalledService| {
                order
                    .iter()
                    .position(|unit| **unit == service.definition.unit)
            };
            after.services.sort_by_key(place);
        }
        after.foreign.clear();
        after
    }

    fn apply(&mut self, plan: &Plan, step: &PlannedStep, observed: &Observed) {
        match &step.effect {
            Effect::PlaceTree(tree) => self.place_tree(plan, tree),
            Effect::Activate { .. } => self.activate(plan),
            Effect::Deactivate { .. } => {
                self.active = None;
                self.components.clear();
                self.declined.clear();
                self.answers_sha256 = None;
            }
            Effect::PlaceSymlink { path, to, .. } => {
                self.own(path, OwnedKind::Symlink { to: to.clone() });
            }
            Effect::RenderFile(file) => {
                if let Some(sha256) = observed.rendered.get(&file.path) {
                    let (sha256, mode) = (*sha256, file.mode);
                    self.own(&file.path, OwnedKind::File { sha256, mode });
                }
            }
            Effect::RemoveFile { path, .. }
            | Effect::RemoveLink { path, .. }
            | Effect::RemoveDirectoryIfEmpty { path } => {
                // What is made again by this very plan is owned again.
                let is_made_anew = observed.created_directories.contains(path);
                self.owned
                    .retain(|owned| owned.path != *path || is_made_anew);
            }
            Effect::KeepSecrets { .. } => self.has_secrets = true,
            Effect::RemoveSecrets { .. } => self.has_secrets = false,
            Effect::CreateUser { name, .. } => {
                if observed.created_users.contains(name) && !self.users.contains(name) {
                    self.users.push(name.clone());
                }
            }
            Effect::PlaceService { service, .. } => {
                self.services
                    .retain(|other| other.definition.unit != service.unit);
                if let Some(component) = step.component.clone() {
                    let definition = service.as_ref().clone();
                    self.services.push(InstalledService {
                        component,
                        definition,
                    });
                }
            }
            Effect::RemoveService { service } => {
                self.services
                    .retain(|other| other.definition.unit != service.unit);
            }
            Effect::Backup {
                data, into, format, ..
            } => self.backups.push(BackupRecord {
                at: into.clone(),
                data: data.clone(),
                format: *format,
                release: plan
                    .from
                    .as_ref()
                    .map_or_else(String::new, |from| from.name.clone()),
                taken_at: observed.at,
                bytes: observed.backup_bytes.get(into).copied().unwrap_or_default(),
            }),
            Effect::RestoreBackup { data, format, .. } => {
                if let Some(installed) = self.data.get_mut(data) {
                    installed.format = *format;
                }
            }
            Effect::RetireTree { at, .. } => {
                for present in &mut self.present {
                    present.components.retain(|tree| tree.at != *at);
                }
                self.present
                    .retain(|present| !present.components.is_empty());
            }
            Effect::RetireData { at, .. } => {
                self.data.retain(|_, data| data.at != *at);
                self.owned.retain(|owned| !owned.path.is_within(at));
                self.backups.retain(|backup| backup.at != *at);
            }
            Effect::EnsureDirectory { .. }
            | Effect::StopService { .. }
            | Effect::StartService { .. }
            | Effect::RunCommand { .. }
            | Effect::Check(_) => {}
        }
    }

    fn place_tree(&mut self, plan: &Plan, tree: &crate::plan::PlaceTree) {
        let Some(release) = &plan.to else {
            return;
        };
        let placed = PresentComponent {
            id: tree.component.clone(),
            at: tree.at.clone(),
            bytes: tree.bytes,
            files: tree.files,
            damaged: false,
        };
        let known = self
            .present
            .iter_mut()
            .find(|present| present.release.manifest_sha256 == release.manifest_sha256);
        if let Some(present) = known {
            present.components.retain(|other| other.id != placed.id);
            present.components.push(placed);
        } else {
            self.present.push(PresentRelease {
                release: release.clone(),
                components: vec![placed],
            });
        }
    }

    fn activate(&mut self, plan: &Plan) {
        let Some(release) = &plan.to else {
            return;
        };
        self.active = Some(release.clone());
        self.components.clone_from(&plan.components);
        self.declined.clone_from(&plan.declined);
        self.answers_sha256 = plan.answers_sha256;
        self.ran.insert(release.manifest_sha256);
        self.floor = self.floor.max(Some(release.rollback_index));
        for (id, data) in &release.data {
            if !plan.components.contains(&data.component) {
                continue;
            }
            let installed = InstalledData {
                at: data.at.clone(),
                format: data.format,
                bytes: None,
            };
            self.data.insert(id.clone(), installed);
        }
    }

    fn own(&mut self, path: &HostPath, kind: OwnedKind) {
        self.owned.retain(|owned| owned.path != *path);
        self.owned.push(OwnedPath {
            path: path.clone(),
            kind,
            state: OwnedState::AsPlaced,
        });
        self.owned.sort_by(|a, b| a.path.cmp(&b.path));
    }
}
