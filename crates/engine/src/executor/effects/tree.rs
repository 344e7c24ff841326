//! Placing a component's tree: written beside its place, proven file by file, made durable by one barrier, and moved
//! to its name at once.

use std::collections::{HashMap, HashSet};
use std::io::{Read, Write};

use sealift_document::Hasher;
use sealift_package::index::{FileRow, Tree};
use sealift_package::manifest::Mode;
use sealift_package::path::RelativePath;
use sealift_plan::current::PresentComponent;
use sealift_plan::plan::PlaceTree;

use super::directory::owned;
use super::{Act, Change, Performed, Prepared, Reversal, Step};
use crate::depot::DepotError;
use crate::effects::{EntryKind, FileFault, FilesError, HostPath, Identity};
use crate::events::Problem;
use crate::executor::order::Release;
use crate::executor::paths;
use crate::executor::scene::{Scene, Workplace};
use crate::executor::{Content, StepError};
use crate::journal::Undo;
use crate::journal::undo::TreeUndo;
use crate::state::TreeFile;

/// Bytes written at a time: a wish to stop is heard between two blocks, and the bar moves.
const BLOCK: usize = 1 << 17;

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
    let writing = Writing {
        scene,
        planned,
        incoming: &names.incoming,
        content: release.content,
        known: known_files(scene, planned)?,
    };
    let placed = writing.tree(tree)?;
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
        .chain([Change::TreePlaced(component, placed)])
        .collect();
    let written = Some((planned.bytes.value(), planned.files.value()));
    Ok(Performed {
        changes,
        written,
        ..Performed::default()
    })
}

/// A file of an earlier release's tree that may be the very file that is wanted.
struct Known {
    at: HostPath,
    file: TreeFile,
}

/// The files of the active release's tree of the same component, by path.
fn known_files(
    scene: &Scene<'_>,
    planned: &PlaceTree,
) -> Result<HashMap<RelativePath, Known>, StepError> {
    let plan = scene.order.plan;
    let Some(active) = plan.from.as_ref().filter(|_| !planned.replaces) else {
        return Ok(HashMap::new());
    };
    let (product, manifest) = (&plan.product, &active.manifest_sha256);
    let found = scene.ground.database.read(|view| {
        let current = view.current(product)?;
        let present = current.present(manifest);
        let at = present.and_then(|release| {
            release
                .components
                .iter()
                .find(|part| part.id == planned.component)
        });
        let files = view.tree_files(product, manifest, &planned.component)?;
        Ok::<_, crate::state::StateError>((at.map(|part| part.at.clone()), files))
    })?;
    let (Some(at), files) = found else {
        return Ok(HashMap::new());
    };
    let known = files.into_iter().map(|file| {
        let key = file.path.clone();
        Ok((
            key,
            Known {
                at: at.join(&file.path)?,
                file,
            },
        ))
    });
    known.collect()
}

struct Writing<'a> {
    scene: &'a Scene<'a>,
    planned: &'a PlaceTree,
    incoming: &'a HostPath,
    content: &'a dyn Content,
    known: HashMap<RelativePath, Known>,
}

impl Writing<'_> {
    fn tree(&self, tree: &Tree) -> Result<Vec<TreeFile>, StepError> {
        let files = self.scene.files();
        files.create_directory(self.incoming, Mode::EXECUTABLE)?;
        for directory in &tree.directories {
            files.create_directory(&self.incoming.join(&directory.path)?, Mode::EXECUTABLE)?;
        }
        let mut placed = HashMap::with_capacity(tree.files.len());
        for row in &tree.files {
            self.scene.cancel.check()?;
            if let Some(identity) = self.link(row)? {
                self.scene.teller.count(row.bytes.value(), 1);
                placed.insert(row.path.clone(), identity);
            }
        }
        let linked: HashSet<RelativePath> = placed.keys().cloned().collect();
        let wanted = |row: &FileRow| !linked.contains(&row.path);
        let component = &self.planned.component;
        self.content.files(
            component,
            &wanted,
            self.scene.cancel,
            &mut |row, content| {
                placed.insert(row.path.clone(), self.write(row, content)?);
                self.scene.teller.count(0, 1);
                Ok(())
            },
        )?;
        for link in &tree.symlinks {
            files.create_symlink(&self.incoming.join(&link.path)?, &link.target)?;
        }
        // Last and innermost first, so that a directory without the right to write can be filled before.
        for directory in tree.directories.iter().rev() {
            if directory.mode != Mode::EXECUTABLE {
                files.set_mode(&self.incoming.join(&directory.path)?, directory.mode)?;
            }
        }
        let listed = tree.files.iter().map(|row| {
            let identity = placed.remove(&row.path);
            let identity =
                identity.ok_or(StepError::Misfit("a file of the index has no content"))?;
            let (path, sha256, mode) = (row.path.clone(), row.sha256, row.mode);
            Ok(TreeFile {
                path,
                sha256,
                mode,
                identity,
            })
        });
        listed.collect()
    }

    /// Gives the active release's file a second name, when it is the same one and its content still proves it.
    fn link(&self, row: &FileRow) -> Result<Option<Identity>, StepError> {
        let Some(known) = self.known.get(&row.path) else {
            return Ok(None);
        };
        if (known.file.sha256, known.file.mode) != (row.sha256, row.mode) {
            return Ok(None);
        }
        let files = self.scene.files();
        let Some(entry) = files.inspect(&known.at)? else {
            return Ok(None);
        };
        let is_same = entry.kind == EntryKind::File
            && entry.mode == files.nearest_mode(row.mode).bits()
            && is_untouched(&entry.identity, &known.file.identity);
        if !is_same {
            return Ok(None);
        }
        let new = self.incoming.join(&row.path)?;
        match files.hard_link(&known.at, &new) {
            Ok(()) => {}
            Err(error) if error.fault == FileFault::Unsupported => return Ok(None),
            Err(error) => return Err(error.into()),
        }
        if paths::digest_of(files, &new)? != row.sha256 {
            files.remove(&new)?;
            return Ok(None);
        }
        let identity = files.inspect(&new)?.map(|entry| entry.identity);
        Ok(identity)
    }

    /// Writes a file and proves on the way that it is the one of the index.
    fn write(&self, row: &FileRow, content: &mut dyn Read) -> Result<Identity, StepError> {
        let at = self.incoming.join(&row.path)?;
        let differs = || StepError::ContentDiffers {
            path: at.to_string(),
        };
        let mut sink = self.scene.files().create(&at, row.mode)?;
        let mut hasher = Hasher::new();
        let mut block = vec![0; BLOCK];
        let mut left = row.bytes.value();
        loop {
            self.scene.cancel.check()?;
            let read = match content.read(&mut block) {
                Ok(0) => break,
                Ok(read) => read,
                Err(error) if error.kind() == std::io::ErrorKind::Interrupted => continue,
                Err(error) => return Err(unread(&error)),
            };
            left = left.checked_sub(read as u64).ok_or_else(differs)?;
            hasher.update(&block[..read]);
            let written = sink.write_all(&block[..read]);
            written.map_err(|error| FilesError::from_io("write", at.as_str(), &error))?;
            self.scene.teller.count(read as u64, 0);
        }
        if left > 0 || hasher.finish() != row.sha256 {
            return Err(differs());
        }
        Ok(sink.finish(self.scene.issued())?)
    }
}

/// What a depot said through `std::io`.
fn unread(error: &std::io::Error) -> StepError {
    let inside = error
        .get_ref()
        .and_then(|inside| inside.downcast_ref::<DepotError>());
    let code = inside.map_or("content-unreadable", DepotError::code);
    StepError::Content {
        code,
        detail: error.to_string(),
    }
}

/// Whether a file is the one that was placed. Another name for it changes the time of its inode, so that time does not
/// count; its content is read again in any case.
fn is_untouched(now: &Identity, then: &Identity) -> bool {
    (now.device, now.inode, now.bytes, now.modified_ns)
        == (then.device, then.inode, then.bytes, then.modified_ns)
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
