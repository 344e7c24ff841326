//! Away from a product: everything of ours goes, what belongs to the operator stays.

use super::document::{PlannedPhase, Warning};
use super::draft::{Draft, Origin};
use super::effect::Effect;
use super::refusal::PlanRefusal;
use super::removing::{remove_owned, remove_secrets};
use super::request::Inputs;
use crate::current::OwnedPath;
use crate::layout::HostPath;

/// The steps of an uninstall. Commands that a release ran are not undone: their undo was for a failed install.
pub(super) fn draft(inputs: &Inputs<'_>, purge: bool) -> Result<Draft, PlanRefusal> {
    let current = inputs.current;
    let is_here = current.active.is_some() || !current.present.is_empty();
    let has_data_to_purge = purge && !current.data.is_empty();
    if !is_here && !has_data_to_purge {
        let product = current.product.clone();
        return Err(PlanRefusal::ProductNotInstalled { product });
    }
    let mut draft = Draft::default();
    for installed in current.services.iter().rev() {
        let service = Box::new(installed.definition.clone());
        let origin = Origin::own(Some(&installed.component), service.unit.as_str());
        draft.add(PlannedPhase::Stop, origin, Effect::StopService { service });
    }
    if let Some(active) = &current.active {
        let effect = Effect::Deactivate {
            switch: inputs.layout.current(),
            previous: active.folder.clone(),
        };
        draft.add(
            PlannedPhase::Activate,
            Origin::own(None, "deactivate"),
            effect,
        );
    }
    for installed in current.services.iter().rev() {
        let service = Box::new(installed.definition.clone());
        let origin = Origin::own(Some(&installed.component), service.unit.as_str());
        draft.add(
            PlannedPhase::Clean,
            origin,
            Effect::RemoveService { service },
        );
    }
    retire_trees(inputs, &mut draft);
    settle_data(inputs, purge, &mut draft);
    let gone: Vec<&OwnedPath> = current.owned.iter().collect();
    remove_owned(&mut draft, gone, current, purge);
    remove_secrets(&mut draft, inputs);
    for name in &current.users {
        let name = name.clone();
        draft.keep(Warning::UserKept { name });
    }
    Ok(draft)
}

/// All trees, then the folders that held them.
fn retire_trees(inputs: &Inputs<'_>, draft: &mut Draft) {
    let mut folders = Vec::new();
    for present in &inputs.current.present {
        for tree in &present.components {
            let effect = Effect::RetireTree {
                component: tree.id.clone(),
                release: present.release.name.clone(),
                at: tree.at.clone(),
                bytes: tree.bytes,
                files: tree.files,
            };
            let id = format!("files-{}", present.release.name);
            draft.add(PlannedPhase::Clean, Origin::own(Some(&tree.id), id), effect);
            folders.extend(outer_folders(&tree.at, &present.release.folder));
        }
        folders.push(present.release.folder.clone());
    }
    if !folders.is_empty() {
        folders.push(inputs.layout.releases());
        folders.push(inputs.layout.prefix().clone());
    }
    let is_ours = |path: &HostPath| inputs.current.owned_at(path).is_some();
    folders.sort_by(|a, b| b.cmp(a));
    folders.dedup();
    for path in folders.into_iter().filter(|path| !is_ours(path)) {
        let origin = Origin::own(None, path.as_str());
        let effect = Effect::RemoveDirectoryIfEmpty { path };
        draft.add(PlannedPhase::Clean, origin, effect);
    }
}

/// The folders between a tree and its release's folder.
fn outer_folders(tree: &HostPath, release: &HostPath) -> Vec<HostPath> {
    std::iter::successors(tree.parent(), HostPath::parent)
        .take_while(|folder| folder != release && folder.is_within(release))
        .collect()
}

fn settle_data(inputs: &Inputs<'_>, purge: bool, draft: &mut Draft) {
    for (id, data) in &inputs.current.data {
        let (id, at) = (id.clone(), data.at.clone());
        if !purge {
            draft.keep(Warning::DataKept { data: id, at });
            continue;
        }
        let warning = (id.clone(), at.clone());
        draft.warnings.push(Warning::DataPurged {
            data: warning.0,
            at: warning.1,
        });
        let origin = Origin::own(None, format!("data-{id}"));
        let effect = Effect::RetireData { data: id, at };
        draft.add(PlannedPhase::Clean, origin, effect);
    }
    for backup in inputs.current.backups.iter().filter(|_| purge) {
        let origin = Origin::own(None, backup.at.as_str());
        let effect = Effect::RetireData {
            data: backup.data.clone(),
            at: backup.at.clone(),
        };
        draft.add(PlannedPhase::Clean, origin, effect);
    }
}
