//! What a run looks at before it begins, and what it derives from its plan.

use sealift_audit::Subject;
use sealift_package::manifest::Mode;
use sealift_plan::plan::{Effect, Operation, Plan, PlannedStep};

use super::order::below;
use super::{Ground, Order, RunError, paths};
use crate::effects::HostPath;
use crate::events::{Meter, ReleaseName, Share};
use crate::journal::{Phase, Territory};

/// A plan, its release and its answers must be those that belong together (threats C9, T12).
pub(super) fn check_fit(order: &Order<'_>) -> Result<(), RunError> {
    let plan = order.plan;
    if plan.prefix != *order.layout.prefix() {
        return Err(RunError::Misfit("it was made for another place"));
    }
    let admitted = order
        .release
        .map(|release| *release.admission.release().digest());
    let wanted = plan.to.as_ref().map(|release| release.manifest_sha256);
    if plan.operation != Operation::Uninstall && wanted.is_some() && wanted != admitted {
        return Err(RunError::Misfit(
            "it leads to a release that was not admitted",
        ));
    }
    if plan
        .answers_sha256
        .is_some_and(|digest| digest != order.settled.sha256())
    {
        return Err(RunError::Misfit("it was made from other answers"));
    }
    Ok(())
}

pub(super) fn check_open_runs(ground: &Ground<'_>, plan: &Plan) -> Result<(), RunError> {
    let open = ground.database.read(|view| view.open_journals())?;
    for (run, phase) in open {
        let is_in_the_way = match phase {
            Phase::Doing | Phase::Undoing => true,
            Phase::Cleaning | Phase::Closed => false,
            Phase::UndoIncomplete => {
                let other = ground.database.read(|view| view.run(&run))?;
                other.is_none_or(|other| other.product == plan.product)
            }
        };
        if is_in_the_way {
            return Err(RunError::Unfinished {
                run: run.to_string(),
            });
        }
    }
    Ok(())
}

/// The folders of the state that runs use, for their owner alone.
pub(super) fn prepare_state(ground: &Ground<'_>) -> Result<(), RunError> {
    let files = ground.world.files.as_ref();
    for name in ["runs", "secrets"] {
        let at = below(&ground.state, name);
        if paths::is_absent(files, &at)? {
            files.create_directory(&at, private_directory())?;
            paths::sync_above(files, &at)?;
        }
    }
    Ok(())
}

pub(super) fn private_directory() -> Mode {
    Mode::from_bits(0o700).expect("permission bits")
}

/// The places in which the steps of a plan act.
pub(super) fn territory(ground: &Ground<'_>, order: &Order<'_>) -> Territory {
    let own = Territory::new(order.layout, ground.private_places(), vec![]);
    let named = order
        .plan
        .steps
        .iter()
        .flat_map(|step| places(&step.effect));
    let outside = named.filter(|path| !own.is_own(path)).cloned().collect();
    Territory::new(order.layout, ground.private_places(), outside)
}

/// The paths that an effect may change.
fn places(effect: &Effect) -> Vec<&HostPath> {
    match effect {
        Effect::PlaceTree(tree) => vec![&tree.at],
        Effect::Activate { switch, .. } | Effect::Deactivate { switch, .. } => vec![switch],
        Effect::EnsureDirectory { path, .. }
        | Effect::PlaceSymlink { path, .. }
        | Effect::RemoveFile { path, .. }
        | Effect::RemoveLink { path, .. }
        | Effect::RemoveDirectoryIfEmpty { path } => vec![path],
        Effect::RenderFile(file) => vec![&file.path],
        Effect::Backup { from, into, .. } => vec![from, into],
        Effect::RestoreBackup { to, .. } => vec![to],
        Effect::KeepSecrets { at, .. }
        | Effect::RemoveSecrets { at }
        | Effect::RetireTree { at, .. }
        | Effect::RetireData { at, .. } => vec![at],
        Effect::CreateUser { .. }
        | Effect::StopService { .. }
        | Effect::PlaceService { .. }
        | Effect::StartService { .. }
        | Effect::RemoveService { .. }
        | Effect::RunCommand { .. }
        | Effect::Check(_) => vec![],
    }
}

pub(super) fn meter(plan: &Plan) -> Meter {
    let share = |step: &PlannedStep| match &step.effect {
        Effect::PlaceTree(tree) => Share::Bytes {
            bytes: tree.bytes.value(),
            files: tree.files.value(),
        },
        _ => step.weight.into(),
    };
    Meter::new(
        plan.steps
            .iter()
            .map(|step| (step.number, share(step)))
            .collect(),
        false,
    )
}

pub(super) fn release_name(plan: &Plan) -> ReleaseName {
    let release = plan.to.as_ref().or(plan.from.as_ref());
    ReleaseName {
        product: plan.product.to_string(),
        version: release.map(|release| release.version.to_string()),
        manifest: release.map(|release| release.manifest_sha256),
    }
}

/// What the run's records are about.
pub(super) fn subject(plan: &Plan) -> Subject {
    let release = plan.to.as_ref().or(plan.from.as_ref());
    Subject {
        product: Some(plan.product.to_string()),
        manifest: release.map(|release| release.manifest_sha256),
        sequence: release.map(|release| release.sequence),
        version: release.map(|release| release.version.to_string()),
        ..Subject::default()
    }
}
