//! What became of the things that steps placed outside the trees.

use sealift_document::{Count, Digest};
use sealift_package::manifest::ProductId;
use sealift_plan::current::{Current, OwnedKind, OwnedState, PresentRelease};
use sealift_plan::layout::Layout;

use super::trees::{Extras, Thoroughness, of_component};
use crate::effects::{EntryKind, Files, HostPath};
use crate::executor::{Ground, StepError, digest_of};

/// What is installed of a product, as the planner wants to know it: what the state knows, and what a look at the target
/// adds. `places` are the paths that a release would place (see `sealift_plan`); those that somebody else has taken are
/// named. The trees of the `wanted` release alone are looked at, for a plan that leads to it asks of no others whether they
/// are as they were placed.
///
/// # Errors
/// [`StepError`] when the state or the target cannot be read.
pub fn current(
    ground: &Ground<'_>,
    layout: &Layout,
    product: &ProductId,
    places: &[HostPath],
    wanted: Option<&Digest>,
) -> Result<Current, StepError> {
    let files = ground.world.files.as_ref();
    let mut current = ground.database.read(|view| view.current(product))?;
    let mut owned = std::mem::take(&mut current.owned);
    for one in &mut owned {
        one.state = state_of(files, layout, &one.path, &one.kind)?;
    }
    current.owned = owned;
    current.has_secrets = files.inspect(layout.secrets())?.is_some();
    for data in current.data.values_mut() {
        data.bytes = bytes_of(files, &data.at)?.and_then(|bytes| Count::try_from(bytes).ok());
    }
    let mut present = current.present.clone();
    let is_wanted =
        |release: &&mut PresentRelease| wanted == Some(&release.release.manifest_sha256);
    for release in present.iter_mut().filter(is_wanted) {
        for at in 0..release.components.len() {
            let component = &release.components[at];
            // What was added is not ours to repair, so nobody walks for it; what was placed and is no more is.
            let look = (Thoroughness::Quick, Extras::Ignored);
            let found = of_component(
                ground,
                &current,
                release,
                component,
                look,
                None,
                &mut |_, _| (),
            )?;
            release.components[at].damaged = !found.is_empty();
        }
    }
    current.present = present;
    for path in places {
        if current.owned_at(path).is_none() && files.inspect(path)?.is_some() {
            current.foreign.insert(path.clone());
        }
    }
    Ok(current)
}

fn state_of(
    files: &dyn Files,
    layout: &Layout,
    path: &HostPath,
    kind: &OwnedKind,
) -> Result<OwnedState, StepError> {
    let Some(entry) = files.inspect(path)? else {
        return Ok(OwnedState::Missing);
    };
    let is_same = match (kind, &entry.kind) {
        (OwnedKind::File { sha256, .. }, EntryKind::File) => digest_of(files, path)? == *sha256,
        (OwnedKind::Symlink { to }, EntryKind::Symlink(target)) => *target == layout.absolute(to),
        (OwnedKind::Directory, EntryKind::Directory) => true,
        _ => false,
    };
    Ok(if is_same {
        OwnedState::AsPlaced
    } else {
        OwnedState::Edited
    })
}

/// Bytes of the regular files below a directory; nothing when there is none.
fn bytes_of(files: &dyn Files, directory: &HostPath) -> Result<Option<u64>, StepError> {
    let mut bytes = None;
    let mut waiting = vec![directory.clone()];
    while let Some(at) = waiting.pop() {
        let Some(entry) = files.inspect(&at)? else {
            continue;
        };
        match entry.kind {
            EntryKind::Directory => {
                bytes.get_or_insert(0);
                for name in files.list(&at)? {
                    waiting.push(at.join(&name.parse()?)?);
                }
            }
            EntryKind::File => bytes = Some(bytes.unwrap_or(0) + entry.bytes),
            EntryKind::Symlink(_) | EntryKind::Other => {}
        }
    }
    Ok(bytes)
}
