//! Files rendered from a release's templates, and the few texts that may hold secrets.

use sealift_document::Digest;
use sealift_plan::configuration::Secret;
use sealift_plan::current::OwnedKind;
use sealift_plan::plan::{Before, RenderFile};
use sealift_plan::template::{self, Context, ProgramPlace, Surroundings};

use super::entry::{self, Found};
use super::{Act, Change, Performed, Prepared, Step, link};
use crate::effects::UserId;
use crate::executor::scene::Scene;
use crate::executor::{StepError, paths};
use crate::journal::Undo;
use crate::journal::undo::{EntryUndo, PlacedEntry};

/// Bytes of a template.
const TEMPLATE_BYTES: u64 = 4 << 20;

pub(super) struct Render<'a>(pub(super) &'a RenderFile);

impl Act for Render<'_> {
    fn prepare<'a>(
        &'a self,
        scene: &'a Scene<'a>,
        step: &'a Step,
    ) -> Result<Prepared<'a>, StepError> {
        let file = self.0;
        let files = scene.files();
        let text = self.text(scene)?;
        let sha256 = Digest::of(text.expose().as_bytes());
        let kept = file.beside.as_ref();
        if kept.is_some_and(|kept| kept.placed_sha256 == Some(sha256)) {
            // The operator's edits stand against a rendition that has not changed: nothing to put beside them.
            return Ok(Prepared::nothing(Performed::default()));
        }
        let found = entry::look(files, &file.path)?;
        link::expect(scene, &file.path, &file.before, &found)?;
        let own = OwnedKind::File {
            sha256,
            mode: file.mode,
        };
        let own = Change::PathOwned(file.path.clone(), own);
        if self.is_as_wanted(scene, &found, sha256)? {
            return Ok(Prepared::nothing(Performed::change(own)));
        }
        let placed = PlacedEntry::File { sha256 };
        let undo = EntryUndo {
            keeps: file.before == Before::Anything,
            ..entry::undo_of(scene, step, &file.path, placed, &found)?
        };
        Ok(Prepared::new(Undo::Entry(undo.clone()), move || {
            entry::put(files, &undo, |making| {
                paths::write_new(files, making, file.mode, text.expose().as_bytes())?;
                if let Some(owner) = &file.owner {
                    files.set_owner(making, &UserId(owner.clone()))?;
                }
                Ok(())
            })?;
            let mut performed = Performed::change(own);
            performed
                .changes
                .extend(super::directory::owned(&undo.made));
            Ok(performed)
        }))
    }
}

impl Render<'_> {
    fn text(&self, scene: &Scene<'_>) -> Result<Secret, StepError> {
        let file = self.0;
        let path = || file.path.to_string();
        let template = paths::content_of(scene.files(), &file.source, TEMPLATE_BYTES)?;
        let template = String::from_utf8(template).map_err(|_| StepError::Template {
            path: path(),
            detail: "it is not UTF-8".into(),
        })?;
        let rendered = render(scene, &path(), &template, ProgramPlace::Switch)?;
        if template::allow_mode(rendered.has_secret, file.mode).is_err() {
            return Err(StepError::SecretExposed {
                path: path(),
                mode: file.mode.to_string(),
            });
        }
        Ok(rendered.text)
    }

    /// Whether the very file that is wanted is there already. Who owns it cannot be told, so a file with an owner of its
    /// own is always placed anew.
    fn is_as_wanted(
        &self,
        scene: &Scene<'_>,
        found: &Found,
        sha256: Digest,
    ) -> Result<bool, StepError> {
        let file = self.0;
        let is_known = matches!(file.before, Before::Placed { .. });
        if !is_known || file.owner.is_some() || *found != Found::File(sha256) {
            return Ok(false);
        }
        let files = scene.files();
        let entry = files.inspect(&file.path)?;
        Ok(entry.is_some_and(|entry| entry.mode == files.nearest_mode(file.mode).bits()))
    }
}

/// Renders a text that may hold secrets, such as the value of an environment variable.
pub(super) fn text(
    scene: &Scene<'_>,
    name: &str,
    template: &str,
    before_switch: bool,
) -> Result<String, StepError> {
    let place = if before_switch {
        ProgramPlace::Release
    } else {
        ProgramPlace::Switch
    };
    let rendered = render(scene, name, template, place)?;
    Ok(rendered.text.expose().to_owned())
}

fn render(
    scene: &Scene<'_>,
    name: &str,
    template: &str,
    program: ProgramPlace,
) -> Result<template::Rendered, StepError> {
    let order = scene.order;
    let release = order.plan.to.as_ref();
    let around = Surroundings {
        layout: order.layout,
        release: release.ok_or(StepError::Misfit("it renders templates of no release"))?,
        hostname: order.hostname.as_deref(),
        answers: order.settled,
    };
    let context = Context::new(&around, program);
    template::render(&context, template).map_err(|error| StepError::Template {
        path: name.into(),
        detail: error.to_string(),
    })
}
