//! Whether the trees on disk are what was placed.

use std::collections::{BTreeMap, BTreeSet};

use sealift_document::Digest;
use sealift_package::index::Index;
use sealift_package::manifest::{ComponentId, ProductId};
use sealift_package::path::RelativePath;
use sealift_plan::current::{Current, PresentComponent, PresentRelease};

use crate::effects::{EntryKind, FileFault, Files, HostPath};
use crate::executor::{Ground, StepError, digest_told};
use crate::state::{StateError, TreeFile};

/// How closely files are looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Thoroughness {
    /// A file whose size, times and inode are those recorded is believed; any other is read.
    Quick,
    /// Every file is read.
    Full,
}

/// Whether what nobody placed is looked for as well, which takes a walk through the whole tree.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Extras {
    Found,
    Ignored,
}

/// Something that is not as it was placed.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Difference {
    /// The folder name of the release.
    pub release: String,
    /// The component.
    pub component: ComponentId,
    /// Where.
    pub path: HostPath,
    /// What became of it.
    pub drift: Drift,
}

/// What became of something that was placed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Drift {
    /// Its content is another.
    Edited,
    /// Its mode is another.
    ModeChanged,
    /// It is of another kind: a link where a file was, say.
    KindChanged,
    /// It is gone.
    Missing,
    /// Nobody placed it.
    Extra,
}

/// How much there is to read where every file of a product's trees is read: bytes and files.
///
/// # Errors
/// [`StepError`] when the state or a file cannot be looked at.
pub fn weight(ground: &Ground<'_>, product: &ProductId) -> Result<(u64, u64), StepError> {
    let current = ground.database.read(|view| view.current(product))?;
    let (mut bytes, mut count) = (0, 0);
    for release in &current.present {
        for component in &release.components {
            for file in placed(ground, &current, release, component)? {
                let at = component.at.join(&file.path)?;
                let entry = ground.world.files.inspect(&at)?;
                bytes += entry.map_or(0, |entry| entry.bytes);
                count += 1;
            }
        }
    }
    Ok((bytes, count))
}

/// Compares all trees of a product with what was placed. Links and directories are judged where `index_of` knows the
/// release's index by the digest of its manifest. `told` hears of bytes and files as they have been looked at.
///
/// # Errors
/// [`StepError`] when the state or a file cannot be read.
pub fn differences<'i>(
    ground: &Ground<'_>,
    product: &ProductId,
    thoroughness: Thoroughness,
    index_of: &dyn Fn(&Digest) -> Option<&'i Index>,
    told: &mut dyn FnMut(u64, u64),
) -> Result<Vec<Difference>, StepError> {
    let current = ground.database.read(|view| view.current(product))?;
    let mut found = vec![];
    for release in &current.present {
        let index = index_of(&release.release.manifest_sha256);
        for component in &release.components {
            found.extend(of_component(
                ground,
                &current,
                release,
                component,
                (thoroughness, Extras::Found),
                index,
                told,
            )?);
        }
    }
    found.sort();
    Ok(found)
}

/// Compares one component's tree.
pub(super) fn of_component(
    ground: &Ground<'_>,
    current: &Current,
    release: &PresentRelease,
    component: &PresentComponent,
    (thoroughness, extras): (Thoroughness, Extras),
    index: Option<&Index>,
    told: &mut dyn FnMut(u64, u64),
) -> Result<Vec<Difference>, StepError> {
    let files = ground.world.files.as_ref();
    let placed = placed(ground, current, release, component)?;
    let mut drifts: BTreeMap<HostPath, Drift> = BTreeMap::new();
    let mut known: BTreeSet<RelativePath> = BTreeSet::new();
    for file in &placed {
        let at = component.at.join(&file.path)?;
        known.insert(file.path.clone());
        let mut read = |bytes| told(bytes, 0);
        if let Some(drift) = drift_of(files, &at, file, thoroughness, &mut read)? {
            drifts.insert(at, drift);
        }
        told(0, 1);
    }
    let tree = index.and_then(|index| index.tree(&component.id));
    for link in tree.iter().flat_map(|tree| &tree.symlinks) {
        let at = component.at.join(&link.path)?;
        known.insert(link.path.clone());
        let drift = match files.inspect(&at)?.map(|entry| entry.kind) {
            Some(EntryKind::Symlink(target)) if target == link.target => continue,
            Some(EntryKind::Symlink(_)) => Drift::Edited,
            Some(_) => Drift::KindChanged,
            None => Drift::Missing,
        };
        drifts.insert(at, drift);
    }
    for directory in tree.iter().flat_map(|tree| &tree.directories) {
        let at = component.at.join(&directory.path)?;
        known.insert(directory.path.clone());
        let drift = match files.inspect(&at)? {
            Some(entry) if entry.kind != EntryKind::Directory => Drift::KindChanged,
            Some(entry) if entry.mode != files.nearest_mode(directory.mode).bits() => {
                Drift::ModeChanged
            }
            Some(_) => continue,
            None => Drift::Missing,
        };
        drifts.insert(at, drift);
    }
    let there = match extras {
        Extras::Found => walk(files, &component.at)?,
        Extras::Ignored => vec![],
    };
    for (path, kind) in there {
        // Without the index nobody can tell which links and directories were placed.
        let is_judged = tree.is_some() || kind == EntryKind::File;
        if is_judged && !known.contains(&path) {
            drifts.insert(component.at.join(&path)?, Drift::Extra);
        }
    }
    let (release, id) = (&release.release.name, &component.id);
    let difference = |(path, drift)| Difference {
        release: release.clone(),
        component: id.clone(),
        path,
        drift,
    };
    Ok(drifts.into_iter().map(difference).collect())
}

/// The files that were placed of a component.
fn placed(
    ground: &Ground<'_>,
    current: &Current,
    release: &PresentRelease,
    component: &PresentComponent,
) -> Result<Vec<TreeFile>, StepError> {
    let manifest = &release.release.manifest_sha256;
    let placed = ground
        .database
        .read(|view| view.tree_files(&current.product, manifest, &component.id));
    placed.map_err(|error: StateError| StepError::from(error))
}

fn drift_of(
    files: &dyn Files,
    at: &HostPath,
    file: &TreeFile,
    thoroughness: Thoroughness,
    told: &mut dyn FnMut(u64),
) -> Result<Option<Drift>, StepError> {
    let Some(entry) = files.inspect(at)? else {
        return Ok(Some(Drift::Missing));
    };
    if entry.kind != EntryKind::File {
        return Ok(Some(Drift::KindChanged));
    }
    let is_believed = thoroughness == Thoroughness::Quick && entry.identity == file.identity;
    if !is_believed {
        match digest_told(files, at, told) {
            Ok(digest) if digest == file.sha256 => {}
            Ok(_) => return Ok(Some(Drift::Edited)),
            // It has just gone: what is in use does not stand still.
            Err(StepError::Files(error)) if error.fault == FileFault::Missing => {
                return Ok(Some(Drift::Missing));
            }
            Err(error) => return Err(error),
        }
    }
    let is_changed = entry.mode != files.nearest_mode(file.mode).bits();
    Ok(is_changed.then_some(Drift::ModeChanged))
}

/// Everything below a directory, directories among it.
fn walk(files: &dyn Files, root: &HostPath) -> Result<Vec<(RelativePath, EntryKind)>, StepError> {
    let mut found = vec![];
    if !matches!(
        files.inspect(root)?.map(|entry| entry.kind),
        Some(EntryKind::Directory)
    ) {
        return Ok(found);
    }
    let mut waiting: Vec<Option<RelativePath>> = vec![None];
    while let Some(below) = waiting.pop() {
        let directory = match &below {
            None => root.clone(),
            Some(below) => root.join(below)?,
        };
        let names = match files.list(&directory) {
            // It has just gone: what is in use does not stand still.
            Err(error) if error.fault == FileFault::Missing => continue,
            names => names?,
        };
        for name in names {
            let path: RelativePath = match &below {
                None => name.parse()?,
                Some(below) => below.join(&name.parse()?)?,
            };
            let Some(entry) = files.inspect(&root.join(&path)?)? else {
                continue;
            };
            if entry.kind == EntryKind::Directory {
                waiting.push(Some(path.clone()));
            }
            found.push((path, entry.kind));
        }
    }
    Ok(found)
}
