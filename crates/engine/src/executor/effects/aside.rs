//! Taking something away without destroying it: it gets a hidden name until the run has succeeded.

use sealift_package::manifest::{ComponentId, Identifier, Mode};

use super::{Act, Change, Performed, Prepared, Reversal, Step};
use crate::effects::{Files, HostPath};
use crate::events::Problem;
use crate::executor::StepError;
use crate::executor::paths;
use crate::executor::scene::{Scene, Workplace};
use crate::journal::Undo;
use crate::journal::undo::AsideUndo;

/// A component's tree goes.
pub(super) struct RetireTree<'a> {
    pub(super) component: &'a ComponentId,
    pub(super) release: &'a str,
    pub(super) at: &'a HostPath,
}

impl Act for RetireTree<'_> {
    fn prepare<'a>(
        &'a self,
        scene: &'a Scene<'a>,
        step: &'a Step,
    ) -> Result<Prepared<'a>, StepError> {
        let files = scene.files();
        let folder = paths::within(&scene.order.plan.prefix, "releases")?;
        let kept = paths::within(
            &folder,
            &format!(".retired-{}-{}", scene.run, step.name.number),
        )?;
        let mut undo = aside(files, self.at, kept)?;
        let above = std::iter::successors(self.at.parent(), HostPath::parent);
        undo.emptied = above
            .take_while(|path| path.is_within(&folder) && *path != folder)
            .collect();
        Ok(Prepared::new(Undo::Aside(undo.clone()), move || {
            put_aside(files, &undo)?;
            let gone = remove_emptied(files, &undo)?
                .into_iter()
                .map(Change::PathDisowned);
            let retired = Change::TreeRetired(self.component.clone(), self.release.to_owned());
            let changes = std::iter::once(retired).chain(gone).collect();
            Ok(Performed {
                changes,
                ..Performed::default()
            })
        }))
    }
}

/// A data directory goes, as a purge asks.
pub(super) struct RetireData<'a> {
    pub(super) data: &'a Identifier,
    pub(super) at: &'a HostPath,
}

impl Act for RetireData<'_> {
    fn prepare<'a>(
        &'a self,
        scene: &'a Scene<'a>,
        step: &'a Step,
    ) -> Result<Prepared<'a>, StepError> {
        let files = scene.files();
        let undo = aside(files, self.at, scene.beside(self.at, step, "old")?)?;
        Ok(Prepared::new(Undo::Aside(undo.clone()), move || {
            put_aside(files, &undo)?;
            let retired = Change::DataRetired(self.data.clone(), self.at.clone());
            Ok(Performed::change(retired))
        }))
    }
}

/// The record of putting a path aside under this name.
pub(super) fn aside(
    files: &dyn Files,
    path: &HostPath,
    kept: HostPath,
) -> Result<AsideUndo, StepError> {
    let existed = !paths::is_absent(files, path)?;
    Ok(AsideUndo {
        path: path.clone(),
        kept,
        making: None,
        existed,
        emptied: vec![],
    })
}

/// Puts it aside; durable when it returns.
pub(super) fn put_aside(files: &dyn Files, undo: &AsideUndo) -> Result<(), StepError> {
    if undo.existed {
        files.rename(&undo.path, &undo.kept)?;
        paths::sync_move(files, &undo.path, &undo.kept)?;
    }
    Ok(())
}

/// Removes the directories that are empty now, innermost first; returns them.
fn remove_emptied(files: &dyn Files, undo: &AsideUndo) -> Result<Vec<HostPath>, StepError> {
    let mut gone = vec![];
    for directory in &undo.emptied {
        if !paths::remove_if_empty(files, directory)? {
            break;
        }
        gone.push(directory.clone());
    }
    if let Some(last) = gone.last() {
        paths::settle(files, last)?;
    }
    Ok(gone)
}

impl Reversal for AsideUndo {
    fn undo(&self, place: &Workplace<'_>) -> Result<Vec<Problem>, StepError> {
        let files = place.files();
        for directory in self.emptied.iter().rev() {
            if self.existed && paths::is_absent(files, directory)? {
                files.create_directory(directory, Mode::EXECUTABLE)?;
            }
        }
        match &self.making {
            Some(making) => self.exchange_back(files, making)?,
            None if !paths::is_absent(files, &self.kept)? => {
                if !paths::is_absent(files, &self.path)? {
                    return Err(StepError::Occupied {
                        path: self.path.to_string(),
                    });
                }
                files.rename(&self.kept, &self.path)?;
            }
            None => {}
        }
        paths::settle(files, &self.path)?;
        Ok(vec![])
    }

    fn clean_up(&self, place: &Workplace<'_>) -> Result<(), StepError> {
        Ok(paths::remove_any(place.files(), &self.kept)?)
    }
}

impl AsideUndo {
    /// The new thing goes back to being made, and from there away; the old one gets its name again.
    fn exchange_back(&self, files: &dyn Files, making: &HostPath) -> Result<(), StepError> {
        let was_put = if self.existed {
            !paths::is_absent(files, &self.kept)?
        } else {
            paths::is_absent(files, making)?
        };
        if was_put && !paths::is_absent(files, &self.path)? {
            paths::remove_any(files, making)?;
            files.rename(&self.path, making)?;
        }
        if !paths::is_absent(files, &self.kept)? {
            files.rename(&self.kept, &self.path)?;
            paths::settle(files, &self.path)?;
        }
        Ok(paths::remove_any(files, making)?)
    }
}
