//! A plan while it grows.

use std::collections::BTreeMap;

use sealift_document::{Count, Text};
use sealift_package::manifest::{ComponentId, Step};

use super::document::{
    PlannedPhase, PlannedStep, Room, ServiceChanges, Summary, UndoClass, Warning, Weight,
};
use super::effect::{Before, Effect, UnitName};
use crate::layout::HostPath;

/// Bytes that an effect without content of its own weighs.
const SMALL: u64 = 4096;

/// A plan while it grows.
#[derive(Default)]
pub(super) struct Draft {
    pub(super) steps: Vec<PlannedStep>,
    pub(super) warnings: Vec<Warning>,
    room: BTreeMap<HostPath, (u64, u64)>,
    kept: u64,
}

/// Where a step comes from, and what its vendor says about it.
pub(super) struct Origin {
    component: Option<ComponentId>,
    id: String,
    title: Text,
    irreversible: bool,
    reboot: bool,
}

impl Origin {
    /// A step of the planner's own.
    pub(super) fn own(component: Option<&ComponentId>, id: impl Into<String>) -> Self {
        Self {
            component: component.cloned(),
            id: id.into(),
            title: Text::default(),
            irreversible: false,
            reboot: false,
        }
    }

    /// A step of the vendor's.
    pub(super) fn of(component: &ComponentId, step: &Step) -> Self {
        Self {
            component: Some(component.clone()),
            id: step.id.to_string(),
            title: step.title.clone(),
            irreversible: step.irreversible,
            reboot: step.reboot,
        }
    }

    /// The same, without what the vendor says: for the second effect of one step.
    pub(super) fn secondary(component: &ComponentId, step: &Step) -> Self {
        Self {
            irreversible: false,
            reboot: false,
            ..Self::of(component, step)
        }
    }
}

impl Draft {
    pub(super) fn add(&mut self, phase: PlannedPhase, origin: Origin, effect: Effect) {
        let undo = if origin.irreversible {
            UndoClass::None
        } else {
            undo_class(&effect)
        };
        if let Some(component) = &origin.component {
            let (component, step) = (component.clone(), origin.id.clone());
            if undo == UndoClass::None {
                self.warnings.push(Warning::NotUndoable { component, step });
            }
        }
        if let (Some(component), true) = (&origin.component, origin.reboot) {
            let (component, step) = (component.clone(), origin.id.clone());
            self.warnings.push(Warning::Reboot { component, step });
        }
        self.steps.push(PlannedStep {
            number: u32::try_from(self.steps.len() + 1).unwrap_or(u32::MAX),
            component: origin.component,
            id: origin.id,
            title: origin.title,
            phase,
            undo,
            irreversible: origin.irreversible,
            reboot: origin.reboot,
            weight: weight(&effect),
            effect,
        });
    }

    /// Counts room that doing takes in a place, and undoing beyond it.
    pub(super) fn needs(&mut self, at: HostPath, to_do: u64, to_undo: u64) {
        let sums = self.room.entry(at).or_default();
        *sums = (sums.0.saturating_add(to_do), sums.1.saturating_add(to_undo));
    }

    /// Notes that a thing of an operator stays as it is.
    pub(super) fn keep(&mut self, warning: Warning) {
        self.kept += 1;
        self.warnings.push(warning);
    }

    pub(super) fn room(&self) -> Vec<Room> {
        self.room
            .iter()
            .map(|(at, (to_do, to_undo))| Room {
                at: at.clone(),
                to_do: count(*to_do),
                to_undo: count(*to_undo),
            })
            .collect()
    }

    pub(super) fn services(&self) -> ServiceChanges {
        let units = |unit: fn(&Effect) -> Option<&UnitName>| {
            let effects = self.steps.iter().map(|step| &step.effect);
            effects.filter_map(unit).cloned().collect()
        };
        ServiceChanges {
            stopped: units(|effect| match effect {
                Effect::StopService { service } => Some(&service.unit),
                _ => None,
            }),
            started: units(|effect| match effect {
                Effect::StartService { unit, .. } => Some(unit),
                _ => None,
            }),
        }
    }

    pub(super) fn summary(&self) -> Summary {
        let (mut created, mut replaced, mut removed, mut bytes) = (0, 0, 0, 0_u64);
        for step in &self.steps {
            match &step.effect {
                Effect::PlaceTree(tree) => {
                    let entries = [tree.files, tree.directories, tree.symlinks];
                    let entries: u64 = entries.into_iter().map(Count::value).sum();
                    *if tree.replaces {
                        &mut replaced
                    } else {
                        &mut created
                    } += entries;
                    bytes += tree.bytes.value();
                }
                Effect::RenderFile(file) if file.before == Before::Absent => created += 1,
                Effect::PlaceSymlink { before, .. } if *before == Before::Absent => created += 1,
                Effect::RenderFile(_) | Effect::PlaceSymlink { .. } => replaced += 1,
                Effect::PlaceService { previous, .. } => match previous {
                    None => created += 1,
                    Some(_) => replaced += 1,
                },
                Effect::CreateUser { .. } | Effect::EnsureDirectory { .. } => created += 1,
                Effect::KeepSecrets { replaces, .. } => match replaces {
                    false => created += 1,
                    true => replaced += 1,
                },
                Effect::RestoreBackup { .. } => replaced += 1,
                Effect::RetireTree { files, .. } => removed += files.value(),
                Effect::RemoveFile { .. }
                | Effect::RemoveLink { .. }
                | Effect::RemoveDirectoryIfEmpty { .. }
                | Effect::RemoveService { .. }
                | Effect::RemoveSecrets { .. }
                | Effect::RetireData { .. } => removed += 1,
                Effect::Activate { .. }
                | Effect::Deactivate { .. }
                | Effect::StopService { .. }
                | Effect::StartService { .. }
                | Effect::Backup { .. }
                | Effect::RunCommand { .. }
                | Effect::Check(_) => {}
            }
        }
        Summary {
            created: count(created),
            replaced: count(replaced),
            kept: count(self.kept),
            removed: count(removed),
            bytes: count(bytes),
        }
    }
}

pub(super) fn count(number: u64) -> Count {
    Count::try_from(number).unwrap_or(Count::MAX)
}

const fn undo_class(effect: &Effect) -> UndoClass {
    match effect {
        Effect::RunCommand { undo: None, .. } => UndoClass::None,
        Effect::RunCommand { .. }
        | Effect::CreateUser { .. }
        | Effect::StopService { .. }
        | Effect::StartService { .. }
        | Effect::RemoveService { .. } => UndoClass::Compensating,
        _ => UndoClass::Exact,
    }
}

fn weight(effect: &Effect) -> Weight {
    match effect {
        Effect::PlaceTree(tree) => Weight::Bytes(count(tree.bytes.value().max(SMALL))),
        Effect::Backup { bytes, .. } | Effect::RestoreBackup { bytes, .. } => {
            Weight::Bytes(count(bytes.value().max(SMALL)))
        }
        Effect::RunCommand {
            timeout_seconds, ..
        } => Weight::Seconds(*timeout_seconds),
        Effect::Check(check) => Weight::Seconds(check.within.seconds),
        Effect::StartService { ready, .. } => Weight::Seconds(
            ready
                .as_ref()
                .map_or(1_u32.into(), |check| check.within.seconds),
        ),
        Effect::StopService { service } => Weight::Seconds(service.stop_seconds),
        _ => Weight::Bytes(count(SMALL)),
    }
}
