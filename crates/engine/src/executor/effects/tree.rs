//! Placing a component's tree: written beside its place, proven file by file, made durable by one barrier, and moved
//! to its name at once.

mod linking;
mod threads;
mod writing;

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
    let mut placed = linking.link_all(&tree.files, incoming)?;
    let renewed: Vec<_> = both(&tree.files, &placed)
        .map(|(row, now)| {
            scene.teller.count(row.bytes.value(), 1);
            (row.path.clone(), now)
        })
        .collect();
    let linked =
        (!renewed.is_empty()).then(|| Change::FilesLinked(planned.component.clone(), renewed));
    for (index, identity) in write_files(scene, planned, content, tree, incoming, &placed)? {
        placed[index] = Some(identity);
    }
    for link in &tree.symlinks {
        files.create_symlink(&incoming.join(&link.path)?, &link.target)?;
    }
    // Last and innermost first, so that a directory without the right to write can be filled before.
    for directory in tree.directories.iter().rev() {
        if directory.mode != Mode::EXECUTABLE {
            files.set_mode(&incoming.join(&directory.path)?, directory.mode)?;
        }
    }
    if placed.contains(&None) {
        return Err(StepError::Misfit("a file of the index has no content"));
    }
    let files = both(&tree.files, &placed).map(|(row, identity)| TreeFile {
        path: row.path.clone(),
        sha256: row.sha256,
        mode: row.mode,
        identity,
    });
    let files = files.collect();
    Ok(WrittenTree { files, linked })
}

/// The files that lie there, each with what it is on the disk.
fn both<'a>(
    rows: &'a [FileRow],
    placed: &'a [Option<Identity>],
) -> impl Iterator<Item = (&'a FileRow, Identity)> {
    let each = rows.iter().zip(placed);
    each.filter_map(|(row, identity)| identity.map(|identity| (row, identity)))
}

/// Where a path stands among the files of an index, which are sorted.
fn index_of(tree: &Tree, path: &RelativePath) -> Option<usize> {
    tree.files.binary_search_by(|own| own.path.cmp(path)).ok()
}

/// Writes the files that are not there yet.
fn write_files(
    scene: &Scene<'_>,
    planned: &PlaceTree,
    content: &dyn Content,
    tree: &Tree,
    incoming: &HostPath,
    placed: &[Option<Identity>],
) -> Result<Vec<Written>, StepError> {
    let is_placed = |index: usize| placed[index].is_some();
    let wanted = |row: &FileRow| !index_of(tree, &row.path).is_some_and(is_placed);
    let writing = Writing {
        files: scene.files(),
        incoming,
        cancel: scene.cancel,
        issued: scene.issued(),
    };
    thread::scope(|scope| {
        let missing = placed.iter().filter(|one| one.is_none()).count();
        let mut writers = Writers::start(scope, writing, missing);
        content.files(
            &planned.component,
            &wanted,
            scene.cancel,
            &mut |row, content| {
                // What the release's index says of it counts, whoever hands the content over.
                let own = index_of(tree, &row.path);
                let own = own.ok_or(StepError::Misfit("the index has no such file"))?;
                writers.take((own, &tree.files[own]), content, &mut |bytes| {
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
