//! What only the earlier release had.

use std::collections::BTreeSet;

use super::document::{PlannedPhase, Warning};
use super::draft::{Draft, Origin};
use super::effect::{Effect, UnitName};
use super::forward::Forward;
use super::request::Inputs;
use crate::current::{Current, OwnedKind, OwnedPath, OwnedState};

impl Forward<'_> {
    /// What stands in the way of another kind of thing goes before anything is placed (threat I16).
    pub(super) fn clear_the_way(&mut self) {
        for owned in self.in_the_way.clone() {
            if let Some(effect) = removal(owned) {
                let origin = Origin::own(None, owned.path.as_str());
                self.draft.add(PlannedPhase::Prepare, origin, effect);
            }
        }
    }

    /// What only the earlier release had is removed, innermost first; what an operator edited is kept.
    pub(super) fn clean(&mut self) {
        let current = self.inputs.current;
        let wanted: BTreeSet<UnitName> = self.draft.services().started.into_iter().collect();
        for installed in current.services.iter().rev() {
            if !wanted.contains(&installed.definition.unit) {
                let service = Box::new(installed.definition.clone());
                let origin = Origin::own(Some(&installed.component), service.unit.as_str());
                let effect = Effect::RemoveService { service };
                self.draft.add(PlannedPhase::Clean, origin, effect);
            }
        }
        let prefix = self.inputs.layout.prefix();
        let is_gone = |owned: &&OwnedPath| {
            !self.settled.contains(&owned.path)
                && !self.places.needs(&owned.path)
                && !prefix.is_within(&owned.path)
                && !self.in_the_way.iter().any(|early| early.path == owned.path)
        };
        let gone: Vec<&OwnedPath> = current.owned.iter().filter(is_gone).collect();
        remove_owned(&mut self.draft, gone, current, false);
        if !self.inputs.answers.has_private_part() {
            remove_secrets(&mut self.draft, self.inputs);
        }
    }
}

/// Stored secret answers that nothing needs any more.
pub(super) fn remove_secrets(draft: &mut Draft, inputs: &Inputs<'_>) {
    if inputs.current.has_secrets {
        let at = inputs.layout.secrets().clone();
        let origin = Origin::own(None, "secrets");
        draft.add(PlannedPhase::Clean, origin, Effect::RemoveSecrets { at });
    }
}

/// Removes things of ours, innermost first. What an operator edited is kept, and so is whatever holds data; what lies
/// in purged data goes with it.
pub(super) fn remove_owned(
    draft: &mut Draft,
    mut gone: Vec<&OwnedPath>,
    current: &Current,
    purge: bool,
) {
    gone.sort_by(|a, b| b.path.cmp(&a.path));
    for owned in gone {
        let is_directory = owned.kind == OwnedKind::Directory;
        let mut data = current.data.values();
        let is_settled = if purge {
            data.any(|data| owned.path.is_within(&data.at))
        } else {
            is_directory && data.any(|data| data.at.is_within(&owned.path))
        };
        if is_settled {
            continue;
        }
        if owned.state == OwnedState::Edited && !is_directory {
            let (path, beside) = (owned.path.clone(), None);
            draft.keep(Warning::EditedFileKept { path, beside });
        } else if let Some(effect) = removal(owned) {
            let origin = Origin::own(None, owned.path.as_str());
            draft.add(PlannedPhase::Clean, origin, effect);
        }
    }
}

/// What takes a thing of ours away; nothing when it is gone already.
fn removal(owned: &OwnedPath) -> Option<Effect> {
    let path = owned.path.clone();
    match (&owned.kind, owned.state) {
        (_, OwnedState::Missing) => None,
        (OwnedKind::File { sha256, .. }, _) => Some(Effect::RemoveFile {
            path,
            placed_sha256: *sha256,
        }),
        (OwnedKind::Symlink { to }, _) => {
            let to = to.clone();
            Some(Effect::RemoveLink { path, to })
        }
        (OwnedKind::Directory, _) => Some(Effect::RemoveDirectoryIfEmpty { path }),
    }
}
