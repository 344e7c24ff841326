//! Removing what an earlier release placed, unless somebody else has changed it since.

use sealift_document::{Digest, Particulars};

use super::aside::{aside, put_aside};
use super::entry::{self, Found};
use super::{Act, Change, Performed, Prepared, Step};
use crate::effects::{EntryKind, HostPath};
use crate::events::Problem;
use crate::executor::StepError;
use crate::executor::paths;
use crate::executor::scene::Scene;
use crate::journal::Undo;

pub(super) struct File<'a> {
    pub(super) path: &'a HostPath,
    pub(super) placed: Digest,
}

impl Act for File<'_> {
    fn prepare<'a>(
        &'a self,
        scene: &'a Scene<'a>,
        step: &'a Step,
    ) -> Result<Prepared<'a>, StepError> {
        remove(scene, step, self.path, Found::File(self.placed))
    }
}

pub(super) struct Link<'a> {
    pub(super) path: &'a HostPath,
    pub(super) to: &'a HostPath,
}

impl Act for Link<'_> {
    fn prepare<'a>(
        &'a self,
        scene: &'a Scene<'a>,
        step: &'a Step,
    ) -> Result<Prepared<'a>, StepError> {
        let target = scene.order.layout.absolute(self.to);
        remove(scene, step, self.path, Found::Link(target))
    }
}

fn remove<'a>(
    scene: &'a Scene<'a>,
    step: &'a Step,
    path: &'a HostPath,
    placed: Found,
) -> Result<Prepared<'a>, StepError> {
    let files = scene.files();
    let disown = Change::PathDisowned(path.clone());
    let found = entry::look(files, path)?;
    if found == Found::Nothing {
        return Ok(Prepared::nothing(Performed::change(disown)));
    }
    if found != placed {
        let message = format!("{path} was changed since it was placed; it stays");
        let about = Particulars::named("edited-file-kept").with("path", path);
        let problem = Problem::new("edited-file-kept", message).about(about);
        let mut performed = Performed::warning(problem);
        performed.changes.push(disown);
        return Ok(Prepared::nothing(performed));
    }
    let undo = aside(files, path, scene.beside(path, step, "old")?)?;
    Ok(Prepared::new(Undo::Aside(undo.clone()), move || {
        if entry::look(files, path)? != placed {
            return Err(StepError::Conflict {
                path: path.to_string(),
            });
        }
        put_aside(files, &undo)?;
        Ok(Performed::change(disown))
    }))
}

/// A directory that an install created goes once nothing but things put aside by this run is left in it.
pub(super) struct EmptyDirectory<'a> {
    pub(super) path: &'a HostPath,
}

impl Act for EmptyDirectory<'_> {
    fn prepare<'a>(
        &'a self,
        scene: &'a Scene<'a>,
        step: &'a Step,
    ) -> Result<Prepared<'a>, StepError> {
        let files = scene.files();
        match files.inspect(self.path)?.map(|entry| entry.kind) {
            Some(EntryKind::Directory) => {}
            _ => {
                let disown = Change::PathDisowned(self.path.clone());
                return Ok(Prepared::nothing(Performed::change(disown)));
            }
        }
        if !is_empty(scene, self.path)? {
            return Ok(Prepared::nothing(Performed::default()));
        }
        let undo = aside(files, self.path, scene.beside(self.path, step, "old")?)?;
        Ok(Prepared::new(Undo::Aside(undo.clone()), move || {
            put_aside(files, &undo)?;
            if !is_empty(scene, &undo.kept)? {
                // Somebody was quicker: the directory is in use, so it goes back at once.
                files.rename(&undo.kept, &undo.path)?;
                paths::sync_above(files, &undo.path)?;
                return Ok(Performed::default());
            }
            Ok(Performed::change(Change::PathDisowned(self.path.clone())))
        }))
    }
}

fn is_empty(scene: &Scene<'_>, directory: &HostPath) -> Result<bool, StepError> {
    let own = paths::hidden(scene.run);
    let names = scene.files().list(directory)?;
    Ok(names
        .iter()
        .all(|name| own.iter().any(|own| name.starts_with(own.as_str()))))
}
