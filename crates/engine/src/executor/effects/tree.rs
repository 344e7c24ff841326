//! Placing a component's tree: written beside its place, proven file by file, made durable by one barrier, and moved
//! to its name at once.

mod linking;
mod threads;
mod writing;

use std::collections::HashMap;
use std::thread;

use sealift_package::index::{FileRow, Tree};
use sealift_package::manifest::Mode;
use sealift_package::path::RelativePath;
use sealift_plan::current::PresentComponent;
use sealift_plan::plan::PlaceTree;

use super::directory::owned;
use super::{Act, Change, Performed, Prepared, Reversal, Step};
use crate::effects::{HostPath, Identity};
use crate::events::Problem;
use crate::executor::order::Release;
use crate::executor::paths;
use crate::executor::scene::{Scene, Workplace};
use crate::executor::{Content, StepError};
use crate::journal::Undo;
use crate::journal::undo::TreeUndo;
use crate::state::TreeFile;
use linking::Linking;
use writing::{Writers, Writing, Written};

pub(super) struct Place<'a>(pub(super) &'a PlaceTree);

impl Act for Place<'_> {
    fn prepare<'a>(
        &'a self,
        scene: &'a Scene<'a>,
        step: &'a Step,
    ) -> Result<Prepared<'a>, StepError> {
        let planned = self.0;
        let files = scene.files();
        let release = scene
            .order
            .release
            .ok_or(StepError::Misfit("there is no release"))?;
        let tree = release.index.tree(&planned.component);
        let tree = tree.ok_or(StepError::Misfit("the release has no such component"))?;
        let is_there = files.inspect(&planned.at)?.is_some();
        if is_there && !planned.replaces {
            return Err(StepError::Occupied {
                path: planned.at.to_string(),
            });
        }
        let folder = paths::within(&scene.order.plan.prefix, "releases")?;
        let named = |what: &str| {
            paths::within(
                &folder,
                &format!(".{what}-{}-{}", scene.run, step.name.number),
            )
        };
        let undo = TreeUndo {
            incoming: named("incoming")?,
            at: planned.at.clone(),
            replaced: is_there.then(|| named("retired")).transpose()?,
            made: paths::missing_above(files, &planned.at, scene.territory)?,
        };
        let record = Undo::Tree(undo.clone());
        Ok(Prepared::new(record, move || {
            place(scene, planned, release, tree, &undo)
        }))
    }
}

fn place(
    scene: &Scene<'_>,
    planned: &PlaceTree,
    release: Release<'_>,
    tree: &Tree,
    names: &TreeUndo,
) -> Result<Performed, StepError> {
    let files = scene.files();
    paths::make(files, &names.made, Mode::EXECUTABLE)?;
    // A folder of releases that exists while the release's own does not is the rule; both exist from here on.
    let linking = Linking::new(scene, planned)?;
    let written = write_tree(
        scene,
        planned,
        release.content,
        tree,
        &names.incoming,
        &linking,
    )?;
    files.barrier(&names.incoming)?;
    if let Some(aside) = &names.replaced {
        files.rename(&names.at, aside)?;
        paths::sync_move(files, &names.at, aside)?;
    }
    files.rename(&names.incoming, &names.at)?;
    paths::sync_move(files, &names.incoming, &names.at)?;

    let component = PresentComponent {
        id: planned.component.clone(),
        at: planned.at.clone(),
        bytes: planned.bytes,
        files: planned.files,
        damaged: false,
    };
    // Folders inside the prefix go with the trees in them; those above it are noted, so that an uninstall takes them.
    let above = names.made.iter().filter(|made| !made.own);
    let changes = owned(above)
        .chain([Change::TreePlaced(component, written.files)])
        .chain(written.linked)
        .collect();
    Ok(Performed {
        changes,
        written: Some((planned.bytes.value(), planned.files.value())),
        ..Performed::default()
    })
}

/// A tree that lies beside its place.
struct WrittenTree {
    files: Vec<TreeFile>,
    /// What linking has changed in what is known of earlier releases' files.
    linked: Option<Change>,
}

fn write_tree(
    scene: &Scene<'_>,
    planned: &PlaceTree,
    content: &dyn Content,
    tree: &Tree,
    incoming: &HostPath,
    linking: &Linking<'_>,
) -> Result<WrittenTree, StepError> {
    let files = scene.files();
    files.create_directory(incoming, Mode::EXECUTABLE)?;
    for directory in &tree.directories {
        files.create_directory(&incoming.join(&directory.path)?, Mode::EXECUTABLE)?;
    }
    let linked = linking.link_all(&tree.files, incoming)?;
    let mut placed = HashMap::with_capacity(tree.files.len());
    for (path, bytes, identity) in linked {
        scene.teller.count(bytes, 1);
        placed.insert(path, identity);
    }
    let linked = (!placed.is_empty()).then(|| {
        let renewed = placed.iter().map(|(path, now)| (path.clone(), *now));
        Change::FilesLinked(planned.component.clone(), renewed.collect())
    });
    let written = write_files(scene, planned, content, tree, incoming, &placed)?;
    placed.extend(written);
    for link in &tree.symlinks {
        files.create_symlink(&incoming.join(&link.path)?, &link.target)?;
    }
    // Last and innermost first, so that a directory without the right to write can be filled before.
    for directory in tree.directories.iter().rev() {
        if directory.mode != Mode::EXECUTABLE {
            files.set_mode(&incoming.join(&directory.path)?, directory.mode)?;
        }
    }
    let files = tree.files.iter().map(|row| {
        let identity = placed.remove(&row.path);
        let identity = identity.ok_or(StepError::Misfit("a file of the index has no content"))?;
        let (path, sha256, mode) = (row.path.clone(), row.sha256, row.mode);
        Ok(TreeFile {
            path,
            sha256,
            mode,
            identity,
        })
    });
    let files = files.collect::<Result<_, StepError>>()?;
    Ok(WrittenTree { files, linked })
}

/// Writes the files that are not there yet.
fn write_files(
    scene: &Scene<'_>,
    planned: &PlaceTree,
    content: &dyn Content,
    tree: &Tree,
    incoming: &HostPath,
    placed: &HashMap<RelativePath, Identity>,
) -> Result<Vec<Written>, StepError> {
    let wanted = |row: &FileRow| !placed.contains_key(&row.path);
    let writing = Writing {
        files: scene.files(),
        incoming,
        cancel: scene.cancel,
        issued: scene.issued(),
    };
    thread::scope(|scope| {
        let mut writers = Writers::start(scope, writing, tree.files.len() - placed.len());
        content.files(
            &planned.component,
            &wanted,
            scene.cancel,
            &mut |row, content| {
                // What the release's index says of it counts, whoever hands the content over.
                let own = tree.files.binary_search_by(|own| own.path.cmp(&row.path));
                let own = own.map_err(|_| StepError::Misfit("the index has no such file"))?;
                writers.take(&tree.files[own], content, &mut |bytes| {
                    scene.teller.count(bytes, 0);
                })?;
                scene.teller.count(0, 1);
                Ok(())
            },
        )?;
        writers.finish()
    })
}

impl Reversal for TreeUndo {
    fn undo(&self, place: &Workplace<'_>) -> Result<Vec<Problem>, StepError> {
        let files = place.files();
        match &self.replaced {
            None => paths::remove_any(files, &self.at)?,
            Some(aside) if !paths::is_absent(files, aside)? => {
                // The new tree first gets out of the way as a whole, so that the old one comes back at once.
                if !paths::is_absent(files, &self.at)? {
                    paths::remove_any(files, &self.incoming)?;
                    files.rename(&self.at, &self.incoming)?;
                }
                files.rename(aside, &self.at)?;
            }
            Some(_) => {}
        }
        paths::remove_any(files, &self.incoming)?;
        paths::settle(files, &self.at)?;
        paths::unmake(files, &self.made)?;
        Ok(vec![])
    }

    fn clean_up(&self, place: &Workplace<'_>) -> Result<(), StepError> {
        if let Some(aside) = &self.replaced {
            paths::remove_any(place.files(), aside)?;
        }
        Ok(())
    }
}
