//! Putting a file or a link in its place, whatever lay there, and bringing that back.
//!
//! The order of doing: the new thing is made under a hidden name, the old one gets a second hidden name, and the new one
//! takes the place in one step. So the hidden names tell how far it came: while `making` exists, the place was not
//! touched; once it is gone and the kept one is there, the place was taken.

use sealift_document::{Digest, Particulars};

use crate::effects::{EntryKind, FileFault, Files, HostPath};
use crate::events::Problem;
use crate::executor::StepError;
use crate::executor::effects::{Reversal, Step};
use crate::executor::paths;
use crate::executor::scene::{Scene, Workplace};
use crate::journal::undo::{EntryBefore, EntryUndo, PlacedEntry};
use sealift_package::manifest::Mode;

/// What lies at a path.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Found {
    Nothing,
    File(Digest),
    Link(String),
    Directory,
}

pub(super) fn look(files: &dyn Files, path: &HostPath) -> Result<Found, StepError> {
    Ok(match files.inspect(path)?.map(|entry| entry.kind) {
        None => Found::Nothing,
        Some(EntryKind::File) => Found::File(paths::digest_of(files, path)?),
        Some(EntryKind::Symlink(target)) => Found::Link(target),
        Some(EntryKind::Directory) => Found::Directory,
        Some(EntryKind::Other) => {
            return Err(StepError::Occupied {
                path: path.to_string(),
            });
        }
    })
}

/// The undo record of placing something where this was found.
pub(super) fn undo_of(
    scene: &Scene<'_>,
    step: &Step,
    path: &HostPath,
    placed: PlacedEntry,
    found: &Found,
) -> Result<EntryUndo, StepError> {
    let kept = || scene.beside(path, step, "old");
    let before = match found {
        Found::Nothing => EntryBefore::Absent,
        Found::File(sha256) => EntryBefore::File {
            kept: kept()?,
            sha256: *sha256,
        },
        Found::Link(target) => EntryBefore::Link {
            kept: kept()?,
            target: target.clone(),
        },
        Found::Directory => EntryBefore::Directory { kept: kept()? },
    };
    let edited = format!("{}.edited-{}", path.file_name(), &scene.run.as_str()[..8]);
    Ok(EntryUndo {
        path: path.clone(),
        making: scene.beside(path, step, "new")?,
        placed,
        before,
        edited: paths::sibling(path, &edited)?,
        keeps: false,
        made: paths::missing_above(scene.files(), path, scene.territory)?,
    })
}

/// Puts in its place what `making` makes under the hidden name; durable when it returns.
pub(super) fn put(
    files: &dyn Files,
    undo: &EntryUndo,
    making: impl FnOnce(&HostPath) -> Result<(), StepError>,
) -> Result<(), StepError> {
    paths::make(files, &undo.made, Mode::EXECUTABLE)?;
    making(&undo.making)?;
    paths::sync_above(files, &undo.making)?;
    keep_old(files, undo)?;
    files.rename(&undo.making, &undo.path)?;
    Ok(paths::sync_above(files, &undo.path)?)
}

/// Gives what lies there a second name, having looked once more whether it is still what the record says.
fn keep_old(files: &dyn Files, undo: &EntryUndo) -> Result<(), StepError> {
    let found = look(files, &undo.path)?;
    match &undo.before {
        EntryBefore::Absent if found == Found::Nothing => return Ok(()),
        EntryBefore::File { kept, sha256 } if found == Found::File(*sha256) => {
            keep_file(files, &undo.path, kept)?;
        }
        EntryBefore::Link { kept, target } if found == Found::Link(target.clone()) => {
            files.create_symlink(kept, target)?;
        }
        EntryBefore::Directory { kept } if found == Found::Directory => {
            files.rename(&undo.path, kept)?;
        }
        _ => {
            return Err(StepError::Conflict {
                path: undo.path.to_string(),
            });
        }
    }
    Ok(paths::sync_above(files, &undo.path)?)
}

/// A second name costs no room and keeps owner and times; where that is impossible, a copy has to do.
fn keep_file(files: &dyn Files, path: &HostPath, kept: &HostPath) -> Result<(), StepError> {
    match files.hard_link(path, kept) {
        Err(error) if error.fault == FileFault::Unsupported => {}
        done => return Ok(done?),
    }
    let mode = files
        .inspect(path)?
        .map_or(0o600, |entry| entry.mode & 0o777);
    files.copy(path, kept, Mode::from_bits(mode).unwrap_or(Mode::PRIVATE))?;
    Ok(files.barrier(&path.parent().unwrap_or_else(|| path.clone()))?)
}

impl Reversal for EntryUndo {
    fn undo(&self, place: &Workplace<'_>) -> Result<Vec<Problem>, StepError> {
        let files = place.files();
        let was_taken = paths::is_absent(files, &self.making)?;
        let warnings = match &self.before {
            EntryBefore::Absent if was_taken => self.take_away(files)?,
            EntryBefore::Absent => vec![],
            EntryBefore::File { kept, .. } | EntryBefore::Link { kept, .. } => {
                if was_taken {
                    self.bring_back(files, kept)?
                } else {
                    // The kept name goes before `making`, whose presence says that the place was not touched.
                    paths::remove_any(files, kept)?;
                    vec![]
                }
            }
            EntryBefore::Directory { kept } => {
                if was_taken {
                    self.bring_back(files, kept)?
                } else {
                    if paths::is_absent(files, &self.path)? && !paths::is_absent(files, kept)? {
                        files.rename(kept, &self.path)?;
                    }
                    vec![]
                }
            }
        };
        paths::settle(files, &self.path)?;
        paths::remove_any(files, &self.making)?;
        paths::settle(files, &self.path)?;
        paths::unmake(files, &self.made)?;
        Ok(warnings)
    }

    fn clean_up(&self, place: &Workplace<'_>) -> Result<(), StepError> {
        let files = place.files();
        let kept = match &self.before {
            EntryBefore::Absent => return Ok(()),
            EntryBefore::File { kept, .. }
            | EntryBefore::Link { kept, .. }
            | EntryBefore::Directory { kept } => kept,
        };
        let is_there = self.keeps && !paths::is_absent(files, kept)?;
        if is_there && paths::is_absent(files, &self.edited)? {
            files.rename(kept, &self.edited)?;
            return Ok(paths::sync_above(files, &self.edited)?);
        }
        Ok(paths::remove_any(files, kept)?)
    }
}

impl EntryUndo {
    /// Whether what lies there is what this step placed.
    fn is_placed(&self, found: &Found) -> bool {
        match (&self.placed, found) {
            (PlacedEntry::File { sha256 }, Found::File(now)) => sha256 == now,
            (PlacedEntry::Link { target }, Found::Link(now)) => target == now,
            _ => false,
        }
    }

    /// Removes what was placed where nothing had been; something else there is not ours.
    fn take_away(&self, files: &dyn Files) -> Result<Vec<Problem>, StepError> {
        let found = look(files, &self.path)?;
        if self.is_placed(&found) {
            files.remove(&self.path)?;
        } else if found != Found::Nothing {
            let message = format!("{} was changed by somebody else and stays", self.path);
            let about = Particulars::named("edited-file-kept").with("path", &self.path);
            return Ok(vec![Problem::new("edited-file-kept", message).about(about)]);
        }
        Ok(vec![])
    }

    /// Brings back what was kept. An edit made since is put beside it, not destroyed (threat I8).
    fn bring_back(&self, files: &dyn Files, kept: &HostPath) -> Result<Vec<Problem>, StepError> {
        if paths::is_absent(files, kept)? {
            return Ok(vec![]);
        }
        let mut warnings = vec![];
        let found = look(files, &self.path)?;
        if !self.is_placed(&found) && found != Found::Nothing {
            files.rename(&self.path, &self.edited)?;
            let message = format!(
                "{} was changed meanwhile; that is {} now",
                self.path, self.edited
            );
            let about = Particulars::named("edited-file-set-aside")
                .with("path", &self.path)
                .with("edited", &self.edited);
            warnings.push(Problem::new("edited-file-set-aside", message).about(about));
        } else if matches!(self.before, EntryBefore::Directory { .. }) && found != Found::Nothing {
            files.remove(&self.path)?;
        }
        files.rename(kept, &self.path)?;
        // Two names of one file are left alone by a rename.
        paths::remove_any(files, kept)?;
        Ok(warnings)
    }
}
