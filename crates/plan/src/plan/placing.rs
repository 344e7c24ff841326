//! Files and links outside the trees: where each goes, given what lies there.

use sealift_package::manifest::{Anchor, Component, ConfigFile, Step, SymlinkAction, TargetPath};
use sealift_package::path::RelativePath;

use super::document::Warning;
use super::effect::{Before, Beside, Effect, RenderFile};
use super::forward::Forward;
use super::programs::At;
use super::refusal::PlanRefusal;
use crate::current::{OwnedKind, OwnedState};
use crate::layout::{HostPath, LayoutError};

/// Bytes that a rendered file, or the copy kept for its undo, takes at most in ordinary use.
const FILE_ROOM: u64 = 64 << 10;

impl Forward<'_> {
    /// Places on the host itself are for installs of the whole machine, and shown.
    pub(super) fn allow_place(
        &self,
        component: &Component,
        step: &Step,
        path: &TargetPath,
    ) -> Result<(), PlanRefusal> {
        if path.anchor() == Anchor::Host && !self.inputs.layout.is_system() {
            return Err(PlanRefusal::NeedsSystemScope {
                component: component.id.clone(),
                step: step.id.to_string(),
            });
        }
        Ok(())
    }

    pub(super) fn render_file(
        &mut self,
        at: At<'_>,
        file: &ConfigFile,
    ) -> Result<Effect, PlanRefusal> {
        self.allow_place(at.component, at.step, &file.path)?;
        let path = self.inputs.layout.resolve(&file.path)?;
        self.warn_outside(file.path.anchor(), &path);
        let (path, before, beside) = self.settle_file(&path)?;
        self.settled.insert(path.clone());
        if let Some(parent) = path.parent() {
            self.draft.needs(parent, FILE_ROOM, FILE_ROOM);
        }
        let tree = self.to.folder.join(&at.component.into);
        let source = tree.and_then(|tree| tree.join(&file.template));
        Ok(Effect::RenderFile(RenderFile {
            path,
            component: at.component.id.clone(),
            template: file.template.clone(),
            source: source.map_err(LayoutError::from)?,
            mode: file.mode,
            owner: file.owner.clone(),
            before,
            beside,
        }))
    }

    /// Where a rendition goes: an operator's own file is kept, with the rendition beside it (threat I8).
    fn settle_file(
        &mut self,
        path: &HostPath,
    ) -> Result<(HostPath, Before, Option<Beside>), PlanRefusal> {
        let current = self.inputs.current;
        let owned = current.owned_at(path);
        let edited_from = match owned.map(|owned| (&owned.kind, owned.state)) {
            Some((OwnedKind::File { sha256, .. }, OwnedState::AsPlaced)) => {
                return Ok((path.clone(), Before::Placed { sha256: *sha256 }, None));
            }
            Some((OwnedKind::File { sha256, .. }, OwnedState::Edited)) => Some(*sha256),
            None if current.foreign.contains(path) => None,
            // Nothing there, or something that is cleared out of the way before.
            _ => return Ok((path.clone(), Before::Absent, None)),
        };
        if self.inputs.request.replace_edited {
            let warning = Warning::EditedFileReplaced { path: path.clone() };
            self.draft.warnings.push(warning);
            return Ok((path.clone(), Before::Anything, None));
        }
        let (beside, before) = self.beside(path)?;
        self.settled.insert(path.clone());
        self.draft.keep(match edited_from {
            Some(_) => Warning::EditedFileKept {
                path: path.clone(),
                beside: Some(beside.clone()),
            },
            None => Warning::ForeignFileKept {
                path: path.clone(),
                beside: beside.clone(),
            },
        });
        let kept = Beside {
            kept: path.clone(),
            placed_sha256: edited_from,
        };
        Ok((beside, before, Some(kept)))
    }

    /// A name beside a kept file that nobody has put anything of their own at.
    fn beside(&self, path: &HostPath) -> Result<(HostPath, Before), PlanRefusal> {
        let current = self.inputs.current;
        let version = &self.to.version;
        for attempt in 1_u32.. {
            let suffix = if attempt == 1 {
                String::new()
            } else {
                format!(".{attempt}")
            };
            let name = format!("{path}.new-{version}{suffix}");
            let name: RelativePath = name.parse().map_err(LayoutError::from)?;
            let name = HostPath::from(name);
            match current
                .owned_at(&name)
                .map(|owned| (&owned.kind, owned.state))
            {
                Some((OwnedKind::File { sha256, .. }, OwnedState::AsPlaced)) => {
                    return Ok((name, Before::Placed { sha256: *sha256 }));
                }
                Some((_, OwnedState::Missing)) => return Ok((name, Before::Absent)),
                None if !current.foreign.contains(&name) => return Ok((name, Before::Absent)),
                _ => {}
            }
        }
        unreachable!("an operator has not made four billion files beside one")
    }

    pub(super) fn place_link(
        &mut self,
        at: At<'_>,
        link: &SymlinkAction,
    ) -> Result<Option<Effect>, PlanRefusal> {
        self.allow_place(at.component, at.step, &link.path)?;
        let path = self.inputs.layout.resolve(&link.path)?;
        let to = self.inputs.layout.resolve(&link.to)?;
        self.warn_outside(link.path.anchor(), &path);
        self.settled.insert(path.clone());
        let current = self.inputs.current;
        let before = match current
            .owned_at(&path)
            .map(|owned| (&owned.kind, owned.state))
        {
            Some((OwnedKind::Symlink { to: old }, OwnedState::AsPlaced)) if *old == to => {
                return Ok(None);
            }
            Some((OwnedKind::Symlink { to }, OwnedState::AsPlaced)) => {
                Before::Linked { to: to.clone() }
            }
            Some((OwnedKind::Symlink { .. }, OwnedState::Edited)) => {
                if !self.inputs.request.replace_edited {
                    let beside = None;
                    self.draft.keep(Warning::EditedFileKept { path, beside });
                    return Ok(None);
                }
                let warning = Warning::EditedFileReplaced { path: path.clone() };
                self.draft.warnings.push(warning);
                Before::Anything
            }
            None if current.foreign.contains(&path) => {
                return Err(PlanRefusal::PathOccupied { path });
            }
            _ => Before::Absent,
        };
        Ok(Some(Effect::PlaceSymlink { path, to, before }))
    }

    fn warn_outside(&mut self, anchor: Anchor, path: &HostPath) {
        if anchor == Anchor::Host {
            let path = path.clone();
            self.draft.warnings.push(Warning::OutsideProduct { path });
        }
    }
}
