//! What is noted of a target once a run has succeeded, in the transaction that says so.

use sealift_document::{Digest, Timestamp};
use sealift_package::manifest::Identifier;
use sealift_plan::configuration::Settled;
use sealift_plan::plan::{Operation, Plan};

use super::effects::Change;
use crate::effects::HostPath;
use crate::journal::JournalError;
use crate::state::{Activation, RunId, StateError, Write};

/// Notes what the steps changed, which release is active now, and the floor that it raises.
pub(super) fn note(
    write: &Write<'_>,
    plan: &Plan,
    settled: &Settled,
    run: &RunId,
    at: Timestamp,
    changes: Vec<Change>,
) -> Result<(), JournalError> {
    // Trees that are gone are noted last: until another release is active, the old one needs them.
    let (gone, rest): (Vec<_>, Vec<_>) = changes
        .into_iter()
        .partition(|change| matches!(change, Change::TreeRetired(..)));
    for (place, change) in (0..).zip(rest) {
        note_change(write, plan, place, change)?;
    }
    if plan.operation == Operation::Uninstall {
        write.deactivate(&plan.product)?;
    } else if !plan.stage_only {
        note_active(write, plan, settled, run, at)?;
    }
    for (place, change) in (0..).zip(gone) {
        note_change(write, plan, place, change)?;
    }
    Ok(())
}

fn note_active(
    write: &Write<'_>,
    plan: &Plan,
    settled: &Settled,
    run: &RunId,
    at: Timestamp,
) -> Result<(), JournalError> {
    let Some(release) = &plan.to else {
        return Ok(());
    };
    let answers = settled.public_part().map_err(StateError::damaged)?;
    let active = Activation {
        manifest: release.manifest_sha256,
        components: plan.components.clone(),
        declined: plan.declined.clone(),
        answers: Some(answers),
        run: run.clone(),
        at,
    };
    write.activate(&plan.product, &active)?;
    let in_use = |component| plan.components.contains(component);
    for (id, data) in release
        .data
        .iter()
        .filter(|(_, data)| in_use(&data.component))
    {
        write.set_data(&plan.product, id, &data.at, data.format)?;
    }
    write.remember_run(
        &plan.product,
        &release.manifest_sha256,
        release.rollback_index,
    )?;
    Ok(())
}

fn note_change(
    write: &Write<'_>,
    plan: &Plan,
    place: u32,
    change: Change,
) -> Result<(), JournalError> {
    let product = &plan.product;
    match change {
        Change::TreePlaced(component, files) => {
            let release = plan.to.as_ref();
            let release = release.ok_or_else(|| StateError::damaged("a tree of no release"))?;
            write.place_tree(product, release, &component, files)?;
        }
        Change::FilesLinked(component, files) => {
            write.renew_identities(product, &component, &files)?;
        }
        Change::TreeRetired(component, release) => {
            if let Some(manifest) = manifest_of(write, plan, &release)? {
                write.remove_tree(product, &manifest, &component)?;
            }
        }
        Change::PathOwned(path, kind) => write.own_path(product, &path, &kind)?,
        Change::PathDisowned(path) => write.disown_path(&path)?,
        Change::ServicePlaced(service) => write.place_service(product, place, &service)?,
        Change::ServiceRemoved(unit) => write.remove_service(&unit)?,
        Change::UserOwned(name) => write.own_user(product, &name)?,
        Change::BackupTaken(backup) => write.add_backup(product, &backup)?,
        Change::DataFormat(id, at, format) => write.set_data(product, &id, &at, format)?,
        Change::DataRetired(id, at) => note_retired(write, plan, &id, &at)?,
    }
    Ok(())
}

/// Data or a backup of it is gone, with all of ours that lay in it.
fn note_retired(
    write: &Write<'_>,
    plan: &Plan,
    id: &Identifier,
    at: &HostPath,
) -> Result<(), StateError> {
    let current = write.current(&plan.product)?;
    if current.data.get(id).is_some_and(|data| data.at == *at) {
        write.remove_data(&plan.product, id)?;
    }
    write.remove_backup(at)?;
    let mut inside = current
        .owned
        .iter()
        .filter(|owned| owned.path.is_within(at));
    inside.try_for_each(|owned| write.disown_path(&owned.path))
}

/// The manifest of a release whose trees lie on disk, by the name of its folder.
fn manifest_of(
    write: &Write<'_>,
    plan: &Plan,
    release: &str,
) -> Result<Option<Digest>, StateError> {
    let current = write.current(&plan.product)?;
    let found = current
        .present
        .iter()
        .find(|present| present.release.name == release);
    Ok(found.map(|present| present.release.manifest_sha256))
}
