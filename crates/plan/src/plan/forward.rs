//! Towards a release: install, upgrade, rollback, repair and whatever else ends with one being active.

use std::collections::BTreeSet;

use sealift_document::Count;
use sealift_package::manifest::{Action, Phase};

use super::document::{PlannedPhase, ReleaseRef, Warning};
use super::draft::{Draft, Origin};
use super::effect::{Effect, PlaceTree};
use super::places::Places;
use super::programs::Programs;
use super::refusal::PlanRefusal;
use super::request::{Inputs, Release};
use super::selection::Selection;
use crate::current::{OwnedPath, OwnedState};
use crate::layout::{HostPath, LayoutError};
use crate::requirements::tree_bytes;

/// The way towards one release.
pub(super) struct Forward<'a> {
    pub(super) inputs: &'a Inputs<'a>,
    pub(super) release: Release<'a>,
    pub(super) to: &'a ReleaseRef,
    pub(super) selection: &'a Selection<'a>,
    pub(super) programs: Programs<'a>,
    pub(super) places: Places<'a>,
    /// What of ours goes before anything is placed.
    pub(super) in_the_way: Vec<&'a OwnedPath>,
    /// Paths at which something of this release, or an operator's own file, lies afterwards.
    pub(super) settled: BTreeSet<HostPath>,
    pub(super) draft: Draft,
}

impl<'a> Forward<'a> {
    pub(super) fn new(
        inputs: &'a Inputs<'a>,
        release: Release<'a>,
        to: &'a ReleaseRef,
        selection: &'a Selection<'a>,
    ) -> Result<Self, PlanRefusal> {
        let places = Places::of(release.manifest, &selection.chosen, inputs.layout)?;
        Ok(Self {
            in_the_way: places.in_the_way(inputs.current)?,
            programs: Programs::new(inputs, to),
            inputs,
            release,
            to,
            selection,
            places,
            settled: BTreeSet::new(),
            draft: Draft::default(),
        })
    }

    /// All steps in their order.
    pub(super) fn draft(mut self) -> Result<Draft, PlanRefusal> {
        self.place_trees()?;
        if self.inputs.request.stage_only {
            return Ok(self.draft);
        }
        self.keep_secrets();
        self.create_users()?;
        self.ensure_directories(PlannedPhase::Ground)?;
        self.stop_services();
        self.move_data()?;
        self.clear_the_way();
        self.ensure_directories(PlannedPhase::Prepare)?;
        self.run_steps(Phase::Prepare)?;
        self.activate();
        self.run_steps(Phase::Finish)?;
        self.clean();
        Ok(self.draft)
    }

    fn place_trees(&mut self) -> Result<(), PlanRefusal> {
        let present = self.inputs.current.present(&self.release.sha256);
        for component in &self.selection.chosen {
            let on_disk = present.and_then(|release| {
                release
                    .components
                    .iter()
                    .find(|tree| tree.id == component.id)
            });
            if on_disk.is_some_and(|tree| !tree.damaged) {
                continue;
            }
            let totals = &component.totals;
            if totals.outward_symlinks > Count::ZERO {
                self.draft.warnings.push(Warning::OutwardSymlinks {
                    component: component.id.clone(),
                    links: totals.outward_symlinks,
                });
            }
            let effect = Effect::PlaceTree(PlaceTree {
                component: component.id.clone(),
                release: self.to.name.clone(),
                at: self
                    .to
                    .folder
                    .join(&component.into)
                    .map_err(LayoutError::from)?,
                bytes: totals.raw_bytes,
                files: totals.files,
                directories: totals.directories,
                symlinks: totals.symlinks,
                replaces: on_disk.is_some(),
            });
            let origin = Origin::own(Some(&component.id), "files");
            let prefix = self.inputs.layout.prefix().clone();
            self.draft.needs(prefix, tree_bytes(component), 0);
            self.draft.add(PlannedPhase::Place, origin, effect);
        }
        Ok(())
    }

    /// Secret answers are stored before anything renders them, and before a program that could write them runs.
    fn keep_secrets(&mut self) {
        if self.inputs.answers.has_private_part() {
            let at = self.inputs.layout.secrets().clone();
            let replaces = self.inputs.current.has_secrets;
            let effect = Effect::KeepSecrets { at, replaces };
            let origin = Origin::own(None, "secrets");
            self.draft.add(PlannedPhase::Ground, origin, effect);
        }
    }

    fn create_users(&mut self) -> Result<(), PlanRefusal> {
        // Where the machine's users are not known, those that earlier installs created are.
        let users = self.inputs.facts.users.as_ref();
        let users = users.unwrap_or(&self.inputs.current.users);
        let mut known: BTreeSet<&str> = users.iter().map(String::as_str).collect();
        for &component in &self.selection.chosen {
            for step in &component.steps {
                let Action::User(user) = &step.action else {
                    continue;
                };
                if !known.insert(&user.name) {
                    continue;
                }
                let (component, id) = (&component.id, step.id.to_string());
                if !self.inputs.layout.is_system() {
                    return Err(PlanRefusal::NeedsSystemScope {
                        component: component.clone(),
                        step: id,
                    });
                }
                if self.inputs.layout.root().is_relocated() {
                    return Err(PlanRefusal::UserInRelocatedRoot {
                        component: component.clone(),
                        step: id,
                    });
                }
                let home = user.home.as_ref();
                let home = home
                    .map(|home| self.inputs.layout.resolve(home))
                    .transpose()?;
                let name = user.name.clone();
                let effect = Effect::CreateUser { name, home };
                let origin = Origin::of(component, step);
                self.draft.add(PlannedPhase::Ground, origin, effect);
            }
        }
        Ok(())
    }

    /// Directories are made before services stop, but those in whose way something stands only once that is gone.
    fn ensure_directories(&mut self, phase: PlannedPhase) -> Result<(), PlanRefusal> {
        let waits = |path: &HostPath| {
            self.in_the_way
                .iter()
                .any(|owned| path.is_within(&owned.path))
        };
        for (path, wanted) in &self.places.directories {
            if waits(path) != (phase == PlannedPhase::Prepare) {
                continue;
            }
            self.settled.insert(path.clone());
            let is_ours = self
                .inputs
                .current
                .owned_at(path)
                .is_some_and(|owned| owned.state == OwnedState::AsPlaced);
            let origin = match wanted.step {
                Some((step, directory)) => {
                    self.allow_place(wanted.component, step, &directory.path)?;
                    Origin::of(&wanted.component.id, step)
                }
                None if is_ours && !waits(path) => continue,
                None => Origin::own(Some(&wanted.component.id), path.as_str()),
            };
            let directory = wanted.step.map(|(_, directory)| directory);
            let effect = Effect::EnsureDirectory {
                path: path.clone(),
                mode: directory.map(|directory| directory.mode),
                owner: directory.and_then(|directory| directory.owner.clone()),
            };
            self.draft.add(phase, origin, effect);
        }
        Ok(())
    }

    fn stop_services(&mut self) {
        for installed in self.inputs.current.services.iter().rev() {
            let service = Box::new(installed.definition.clone());
            let origin = Origin::own(Some(&installed.component), service.unit.as_str());
            let effect = Effect::StopService { service };
            self.draft.add(PlannedPhase::Stop, origin, effect);
        }
    }

    fn activate(&mut self) {
        let active = self.inputs.current.active.as_ref();
        let effect = Effect::Activate {
            switch: self.inputs.layout.current(),
            release: self.to.folder.clone(),
            previous: active.map(|release| release.folder.clone()),
        };
        let origin = Origin::own(None, "activate");
        self.draft.add(PlannedPhase::Activate, origin, effect);
    }
}
