//! Files that the active release has already: they get a second name instead of a second copy.
//!
//! A file was proven when it was placed, and what identifies it was written down. Where all of that still holds, nobody has
//! touched it through the file system, and it is not read again, so that an upgrade costs what has changed. Where only the
//! time of its inode differs, it is read and proven anew. What rots below the file system is for a full look to find.

use std::collections::HashMap;

use sealift_package::index::FileRow;
use sealift_package::path::RelativePath;
use sealift_plan::plan::PlaceTree;

use super::threads::in_parallel;
use crate::cancel::Cancel;
use crate::effects::{EntryKind, FileFault, Files, HostPath, Identity};
use crate::executor::StepError;
use crate::executor::paths;
use crate::executor::scene::Scene;
use crate::state::TreeFile;

/// A file of the active release's tree that may be the very file that is wanted.
struct Known {
    at: HostPath,
    file: TreeFile,
}

/// The files of the active release's tree of the same component, by path.
pub(super) struct Linking<'a> {
    files: &'a dyn Files,
    cancel: &'a Cancel,
    known: HashMap<RelativePath, Known>,
}

impl<'a> Linking<'a> {
    pub(super) fn new(scene: &Scene<'a>, planned: &PlaceTree) -> Result<Self, StepError> {
        let mut linking = Self {
            files: scene.files(),
            cancel: scene.cancel,
            known: HashMap::new(),
        };
        let plan = scene.order.plan;
        let Some(active) = plan.from.as_ref().filter(|_| !planned.replaces) else {
            return Ok(linking);
        };
        let (product, manifest) = (&plan.product, &active.manifest_sha256);
        let (at, files) = scene.ground.database.read(|view| {
            let current = view.current(product)?;
            let mut parts = current
                .present(manifest)
                .into_iter()
                .flat_map(|release| &release.components);
            let part = parts.find(|part| part.id == planned.component);
            let files = view.tree_files(product, manifest, &planned.component)?;
            Ok::<_, crate::state::StateError>((part.map(|part| part.at.clone()), files))
        })?;
        let Some(at) = at else { return Ok(linking) };
        for file in files {
            let at = at.join(&file.path)?;
            linking.known.insert(file.path.clone(), Known { at, file });
        }
        Ok(linking)
    }

    /// Gives second names below `incoming` to all files that can have one, on a few threads. For each row, in their order,
    /// what lies there now.
    pub(super) fn link_all(
        &self,
        rows: &[FileRow],
        incoming: &HostPath,
    ) -> Result<Vec<Option<Identity>>, StepError> {
        if self.known.is_empty() {
            return Ok(vec![None; rows.len()]);
        }
        in_parallel(rows, |row| {
            self.cancel.check()?;
            self.link(row, incoming)
        })
    }

    /// Gives the active release's file a second name, when it is the same one and untouched, or its content still proves it.
    fn link(&self, row: &FileRow, incoming: &HostPath) -> Result<Option<Identity>, StepError> {
        let Some(known) = self.known.get(&row.path) else {
            return Ok(None);
        };
        if (known.file.sha256, known.file.mode) != (row.sha256, row.mode) {
            return Ok(None);
        }
        let files = self.files;
        let Some(entry) = files.inspect(&known.at)? else {
            return Ok(None);
        };
        let is_same = entry.kind == EntryKind::File
            && entry.mode == files.nearest_mode(row.mode).bits()
            && may_be(&entry.identity, &known.file.identity);
        if !is_same {
            return Ok(None);
        }
        let new = incoming.join(&row.path)?;
        match files.hard_link(&known.at, &new) {
            Ok(()) => {}
            Err(error) if error.fault == FileFault::Unsupported => return Ok(None),
            Err(error) => return Err(error.into()),
        }
        let is_untouched = entry.identity == known.file.identity;
        if is_untouched || paths::digest_of(files, &new)? == row.sha256 {
            // Somebody may have been faster than the link.
            let linked = files.inspect(&new)?.map(|entry| entry.identity);
            if linked.is_some_and(|linked| may_be(&linked, &known.file.identity)) {
                return Ok(linked);
            }
        }
        files.remove(&new)?;
        Ok(None)
    }
}

/// Whether a file may be the one that was placed: by all but the time of its inode, which another name for it changes.
fn may_be(now: &Identity, then: &Identity) -> bool {
    (now.device, now.inode, now.bytes, now.modified_ns)
        == (then.device, then.inode, then.bytes, then.modified_ns)
}
