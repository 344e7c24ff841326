//! From quarantine to the depot: one barrier, renames, directories, then the database.

use std::collections::BTreeSet;

use sealift_document::Digest;
use sealift_package::volume::Seal;
use sealift_trust::Authorised;

use super::super::place::{ensure_directory, join, read_whole};
use super::super::{Depot, DepotError, ImportError, missing};
use super::quarantine::Quarantine;
use super::receive::Received;
use super::{Ending, Import, Imported, VolumeRead, record};
use crate::effects::HostPath;
use crate::state::{StateError, Write};

/// Beyond so many directories, one barrier for all of them asks less of a disk than a sync for each.
const FEW_DIRECTORIES: usize = 8;

/// What has become of the files of a volume.
struct Placed {
    new_signatures: u64,
}

/// Keeps what was received, durably.
pub(super) fn keep(
    depot: &Depot,
    quarantine: &Quarantine,
    import: &Import<'_>,
    release: &Authorised,
    seal: &Seal,
    received: Received,
) -> Result<Imported, ImportError> {
    let documents = documents(depot, quarantine, release, seal, &received)?;
    depot.files.barrier(quarantine.at())?;
    let placed = place(depot, quarantine, &received, documents)?;
    enter(depot, import, release, seal, received, &placed)
}

/// The release's documents that the depot lacks or has damaged: where each waits, and where it goes.
fn documents(
    depot: &Depot,
    quarantine: &Quarantine,
    release: &Authorised,
    seal: &Seal,
    received: &Received,
) -> Result<Vec<(HostPath, HostPath)>, DepotError> {
    let manifest = release.manifest();
    let folder = depot
        .place
        .release(&manifest.product, manifest.sequence, release.digest())?;
    let mut moves = vec![];
    let mut want = |name: &str, waiting: &str, bytes: &[u8]| -> Result<(), DepotError> {
        let to = join(&folder, name)?;
        let is_there = depot.files.inspect(&to)?.is_some()
            && read_whole(depot.files.as_ref(), &to, bytes.len() as u64)? == bytes;
        if !is_there {
            moves.push((quarantine.write(waiting, bytes)?, to));
        }
        Ok(())
    };
    want("manifest.json", "manifest.json", &seal.manifest)?;
    want("index.json.zst", "index.json.zst", &received.index_stored)?;
    for signature in &seal.signatures {
        let name = format!("{}.minisig", signature.key);
        want(&format!("signatures/{name}"), &name, &signature.bytes)?;
    }
    Ok(moves)
}

/// Moves everything to its place and makes the directories durable.
fn place(
    depot: &Depot,
    quarantine: &Quarantine,
    received: &Received,
    documents: Vec<(HostPath, HostPath)>,
) -> Result<Placed, DepotError> {
    let files = depot.files.as_ref();
    let mut changed = BTreeSet::new();
    for stored in &received.fresh {
        let to = depot.place.chunk(stored)?;
        move_to(
            depot,
            &quarantine.path(&stored.to_string())?,
            &to,
            &mut changed,
        )?;
    }
    let mut new_signatures = 0;
    for (from, to) in documents {
        if to.file_name().ends_with(".minisig") {
            new_signatures += 1;
        }
        move_to(depot, &from, &to, &mut changed)?;
    }
    if changed.len() > FEW_DIRECTORIES {
        files.barrier(&depot.place.chunks)?;
    } else {
        // Innermost first: a directory's entry is durable after what it holds.
        for directory in changed.iter().rev() {
            files.sync_directory(directory)?;
        }
    }
    Ok(Placed { new_signatures })
}

/// Moves one file, making the directories above its place, and notes which directories have changed.
fn move_to(
    depot: &Depot,
    from: &HostPath,
    to: &HostPath,
    changed: &mut BTreeSet<HostPath>,
) -> Result<(), DepotError> {
    let files = depot.files.as_ref();
    let directory = to.parent().expect("a place in the depot");
    if !changed.contains(&directory) {
        let above = std::iter::successors(Some(directory.clone()), HostPath::parent);
        let below_depot: Vec<HostPath> = above
            .take_while(|path| *path != depot.place.chunks && *path != depot.place.releases)
            .collect();
        for path in below_depot.iter().rev() {
            if ensure_directory(files, path)? {
                changed.extend(path.parent());
            }
        }
        changed.insert(directory);
    }
    Ok(files.rename(from, to)?)
}

/// Enters everything in the database, with its records, as one change.
fn enter(
    depot: &Depot,
    import: &Import<'_>,
    release: &Authorised,
    seal: &Seal,
    received: Received,
    placed: &Placed,
) -> Result<Imported, ImportError> {
    let manifest = release.manifest();
    let digest = release.digest();
    let now = import.author.now();
    let is_whole = matches!(received.ending, Ending::Whole { .. }) && received.damaged.is_empty();
    let index = &received.index;
    depot.database.write(|write| {
        let is_new = write.add_release(manifest, digest, index, now)?;
        hold(write, release, received.fresh.iter().chain(&received.had))?;
        write.add_volume_hint(digest, &received.hint, is_whole)?;
        write.remember_manifest(manifest, digest, now)?;
        write.remember_signed(manifest.issued)?;
        let (completed, _) = write.settle_completeness()?;
        let all = 0..u32::try_from(index.chunks().len()).unwrap_or(u32::MAX);
        let missing = missing::missing(
            write,
            &manifest.product,
            &manifest.version,
            digest,
            index,
            all,
        )?;
        let row = write.release(digest)?;
        let imported = Imported {
            release: row.ok_or_else(|| StateError::damaged("a release was not entered"))?,
            is_new,
            volume: VolumeRead::of(&received.hint),
            kept: received.fresh.len() as u64,
            had: received.had.len() as u64,
            ending: received.ending,
            damaged: received.damaged,
            new_signatures: placed.new_signatures,
            completed,
            missing,
        };
        record::record(write, import, release, seal, &imported)?;
        Ok(imported)
    })
}

fn hold<'a>(
    write: &Write<'_>,
    release: &Authorised,
    chunks: impl Iterator<Item = &'a Digest>,
) -> Result<(), StateError> {
    let product = &release.manifest().product;
    chunks
        .into_iter()
        .try_for_each(|stored| write.hold_chunk(product, stored))
}
