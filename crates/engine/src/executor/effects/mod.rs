//! The kinds of effects, one file each.
//!
//! Doing and undoing are apart on purpose. An [`Act`] knows the plan: it looks at the target, says how it will be undone,
//! and then acts. A [`Reversal`] knows nothing but its undo record, and works at any point the step may have reached,
//! any number of times.

mod aside;
mod backup;
mod check;
mod command;
mod copy;
mod directory;
mod entry;
mod invocation;
mod link;
mod private;
mod remove;
mod render;
mod restore;
mod secrets;
mod service;
mod switch;
mod tree;
mod user;

use sealift_document::Count;
use sealift_package::manifest::{ComponentId, Identifier};
use sealift_package::path::RelativePath;
use sealift_plan::current::{BackupRecord, InstalledService, OwnedKind, PresentComponent};
use sealift_plan::plan::{Effect, PlannedStep, UndoClass, UnitName};

use super::StepError;
use super::scene::{Scene, Workplace};
use crate::effects::{HostPath, Identity};
use crate::events::{Problem, StepName, StepOutput};
use crate::journal::Undo;
use crate::state::TreeFile;

/// Something that a plan can ask for.
pub(super) trait Act {
    /// Looks at the target, and says how it will be taken back and what is to be done. Changes nothing but private files
    /// of the run.
    fn prepare<'a>(
        &'a self,
        scene: &'a Scene<'a>,
        step: &'a Step,
    ) -> Result<Prepared<'a>, StepError>;
}

/// A step of a run, for whoever acts in it.
pub(super) struct Step {
    pub(super) name: StepName,
    pub(super) component: Option<ComponentId>,
    pub(super) undo: UndoClass,
    /// What it does, for its records.
    pub(super) summary: String,
    /// Whether it runs a program that is held to the places it declares, where the system can.
    pub(super) is_confined: bool,
}

impl Step {
    /// A step of the plan.
    pub(super) fn planned(step: &PlannedStep) -> Self {
        let name = StepName {
            number: step.number,
            id: step.id.clone(),
            effect: kind(&step.effect).into(),
            component: step.component.as_ref().map(ToString::to_string),
            title: step.title.clone(),
        };
        Self {
            name,
            component: step.component.clone(),
            undo: step.undo,
            summary: step.summary(),
            is_confined: matches!(step.effect, Effect::RunCommand { .. }),
        }
    }
}

/// A step that may begin once its undo record is committed.
pub(super) struct Prepared<'a> {
    /// How it is taken back.
    pub(super) undo: Undo,
    /// Does it; durable when it returns.
    pub(super) perform: Perform<'a>,
}

type Perform<'a> = Box<dyn FnOnce() -> Result<Performed, StepError> + 'a>;

impl<'a> Prepared<'a> {
    fn new(undo: Undo, perform: impl FnOnce() -> Result<Performed, StepError> + 'a) -> Self {
        Self {
            undo,
            perform: Box::new(perform),
        }
    }

    /// A step that has nothing to change.
    fn nothing(performed: Performed) -> Self {
        Self::new(Undo::Nothing, || Ok(performed))
    }
}

/// What a step did.
#[derive(Default)]
pub(super) struct Performed {
    /// What is to be noted of the target once the run has succeeded.
    pub(super) changes: Vec<Change>,
    /// What its program wrote.
    pub(super) output: Option<StepOutput>,
    /// What deserves attention.
    pub(super) warnings: Vec<Problem>,
    /// Bytes and files that it wrote.
    pub(super) written: Option<(u64, u64)>,
}

impl Performed {
    fn change(change: Change) -> Self {
        Self {
            changes: vec![change],
            ..Self::default()
        }
    }

    fn warning(problem: Problem) -> Self {
        Self {
            warnings: vec![problem],
            ..Self::default()
        }
    }
}

/// Something to be noted of what is installed.
pub(super) enum Change {
    TreePlaced(PresentComponent, Vec<TreeFile>),
    /// Files of a component got another name, which has changed the times of their inodes.
    FilesLinked(ComponentId, Vec<(RelativePath, Identity)>),
    TreeRetired(ComponentId, String),
    PathOwned(HostPath, OwnedKind),
    PathDisowned(HostPath),
    ServicePlaced(Box<InstalledService>),
    ServiceRemoved(UnitName),
    UserOwned(String),
    BackupTaken(BackupRecord),
    DataFormat(Identifier, HostPath, Count),
    DataRetired(Identifier, HostPath),
}

/// The act that an effect asks for.
pub(super) fn act(effect: &Effect) -> Box<dyn Act + '_> {
    match effect {
        Effect::PlaceTree(tree) => Box::new(tree::Place(tree)),
        Effect::Activate {
            switch, release, ..
        } => Box::new(switch::Turn {
            switch,
            release: Some(release),
        }),
        Effect::Deactivate { switch, .. } => Box::new(switch::Turn {
            switch,
            release: None,
        }),
        Effect::EnsureDirectory { path, mode, owner } => Box::new(directory::Ensure {
            path,
            mode: *mode,
            owner: owner.as_deref(),
        }),
        Effect::PlaceSymlink { path, to, before } => Box::new(link::Place { path, to, before }),
        Effect::RenderFile(file) => Box::new(render::Render(file)),
        Effect::RemoveFile {
            path,
            placed_sha256,
        } => Box::new(remove::File {
            path,
            placed: *placed_sha256,
        }),
        Effect::RemoveLink { path, to } => Box::new(remove::Link { path, to }),
        Effect::RemoveDirectoryIfEmpty { path } => Box::new(remove::EmptyDirectory { path }),
        Effect::KeepSecrets { at, .. } => Box::new(secrets::Keep { at }),
        Effect::RemoveSecrets { at } => Box::new(secrets::Remove { at }),
        Effect::CreateUser { name, home } => Box::new(user::Create {
            name,
            home: home.as_ref(),
        }),
        Effect::StopService { service } => Box::new(service::Stop {
            unit: &service.unit,
        }),
        Effect::PlaceService { service, .. } => Box::new(service::Place { service }),
        Effect::StartService { unit, ready } => Box::new(service::Start {
            unit,
            ready: ready.as_deref(),
        }),
        Effect::RemoveService { service } => Box::new(service::Remove {
            unit: &service.unit,
        }),
        Effect::Backup {
            data,
            from,
            into,
            format,
            ..
        } => Box::new(backup::Take {
            data,
            from,
            into,
            format: *format,
        }),
        Effect::RestoreBackup {
            data,
            from,
            to,
            format,
            ..
        } => Box::new(restore::Restore {
            data,
            from,
            to,
            format: *format,
        }),
        Effect::RunCommand {
            invocation,
            undo,
            timeout_seconds,
            writes,
        } => {
            let (undo, timeout) = (undo.as_ref(), *timeout_seconds);
            Box::new(command::Run {
                invocation,
                undo,
                timeout,
                writes,
            })
        }
        Effect::Check(check) => Box::new(check::Check(check)),
        Effect::RetireTree {
            component,
            release,
            at,
            ..
        } => Box::new(aside::RetireTree {
            component,
            release,
            at,
        }),
        Effect::RetireData { data, at } => Box::new(aside::RetireData { data, at }),
    }
}

/// The word for an effect's kind, as plans write it.
pub(super) const fn kind(effect: &Effect) -> &'static str {
    match effect {
        Effect::PlaceTree(_) => "place-tree",
        Effect::Activate { .. } => "activate",
        Effect::Deactivate { .. } => "deactivate",
        Effect::EnsureDirectory { .. } => "ensure-directory",
        Effect::PlaceSymlink { .. } => "place-symlink",
        Effect::RenderFile(_) => "render-file",
        Effect::RemoveFile { .. } => "remove-file",
        Effect::RemoveLink { .. } => "remove-link",
        Effect::RemoveDirectoryIfEmpty { .. } => "remove-directory-if-empty",
        Effect::KeepSecrets { .. } => "keep-secrets",
        Effect::RemoveSecrets { .. } => "remove-secrets",
        Effect::CreateUser { .. } => "create-user",
        Effect::StopService { .. } => "stop-service",
        Effect::PlaceService { .. } => "place-service",
        Effect::StartService { .. } => "start-service",
        Effect::RemoveService { .. } => "remove-service",
        Effect::Backup { .. } => "backup",
        Effect::RestoreBackup { .. } => "restore-backup",
        Effect::RunCommand { .. } => "run-command",
        Effect::Check(_) => "check",
        Effect::RetireTree { .. } => "retire-tree",
        Effect::RetireData { .. } => "retire-data",
    }
}

/// Something that takes a step back, from its record alone.
pub(super) trait Reversal {
    /// Brings back what was, wherever the step had come to; durable when it returns. Tells what could be done only
    /// in another way.
    fn undo(&self, place: &Workplace<'_>) -> Result<Vec<Problem>, StepError>;

    /// Destroys what was kept for undoing, once the run has succeeded.
    fn clean_up(&self, _place: &Workplace<'_>) -> Result<(), StepError> {
        Ok(())
    }
}

/// The reversal that a record holds.
pub(super) fn reversal(undo: &Undo) -> &dyn Reversal {
    match undo {
        Undo::Nothing => &Nothing,
        Undo::Tree(undo) => undo,
        Undo::Switch(undo) => undo,
        Undo::Directory(undo) => undo,
        Undo::Entry(undo) => undo,
        Undo::Aside(undo) => undo,
        Undo::User(undo) => undo,
        Undo::Service(undo) => undo,
        Undo::Backup(undo) => undo,
        Undo::Command(undo) => undo,
    }
}

struct Nothing;

impl Reversal for Nothing {
    fn undo(&self, _: &Workplace<'_>) -> Result<Vec<Problem>, StepError> {
        Ok(vec![])
    }
}
