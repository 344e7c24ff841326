//! A paper that travels with a release, taken out of a volume. Nothing of it is believed.
#![allow(
    clippy::disallowed_methods,
    reason = "export mode reads the vendor's own files"
)]

use std::collections::{BTreeMap, BTreeSet};
use std::fs::File;
use std::path::Path;

use sealift_document::Digest;
use sealift_package::encoding::Decoder;
use sealift_package::index::{ChunkRow, FileRow};

use crate::inspect::{InspectError, Inspection};
use crate::survey::survey;
use crate::watch::Watch;

/// Reads the paper of this name out of a volume that has been inspected; nothing when that volume does not hold all of it,
/// as a delta or one volume of several may not.
///
/// # Errors
/// [`InspectError`] when the volume cannot be read to its end again.
pub fn document(
    path: &Path,
    inspection: &Inspection,
    id: &str,
    watch: Watch<'_>,
) -> Result<Option<Vec<u8>>, InspectError> {
    let tree = inspection.index.documents();
    let Some(file) = tree.files.iter().find(|row| row.path.as_str() == id) else {
        return Ok(None);
    };
    let wanted = chunks_of(file, &tree.chunks);
    let stored = read(path, wanted.iter().map(|(_, row)| row.stored_sha256), watch)?;
    let mut decoder = Decoder::new();
    let mut bytes = Vec::new();
    for (at, row) in wanted {
        let stored = stored.get(&row.stored_sha256).cloned();
        let raw = stored.and_then(|stored| {
            let raw = decoder.chunk(row.encoding, stored, row.raw_bytes.value());
            raw.ok()
        });
        let Some(raw) = raw else { return Ok(None) };
        bytes.extend(part_of(file, at, &raw));
    }
    Ok((Digest::of(&bytes) == file.sha256).then_some(bytes))
}

/// The chunks that a file lies in, each with where it begins in the stream.
fn chunks_of<'a>(file: &FileRow, chunks: &'a [ChunkRow]) -> Vec<(u64, &'a ChunkRow)> {
    let (from, bytes) = (file.offset.value(), file.bytes.value());
    let mut at = 0;
    let placed = chunks.iter().map(|row| {
        let begins = at;
        at += row.raw_bytes.value();
        (begins, row)
    });
    placed
        .filter(|(at, row)| *at < from + bytes && from < at + row.raw_bytes.value())
        .collect()
}

/// What a chunk that begins here has of a file.
fn part_of<'a>(file: &FileRow, at: u64, raw: &'a [u8]) -> &'a [u8] {
    let (from, to) = (
        file.offset.value(),
        file.offset.value() + file.bytes.value(),
    );
    let within = |place: u64| {
        usize::try_from(place.saturating_sub(at))
            .unwrap_or(usize::MAX)
            .min(raw.len())
    };
    &raw[within(from)..within(to)]
}

/// The stored bytes of these chunks, as far as the volume has them.
fn read(
    path: &Path,
    wanted: impl Iterator<Item = Digest>,
    watch: Watch<'_>,
) -> Result<BTreeMap<Digest, Vec<u8>>, InspectError> {
    let wanted: BTreeSet<Digest> = wanted.collect();
    let mut found = BTreeMap::new();
    let file = File::open(path).map_err(|source| InspectError::Open {
        path: path.into(),
        source,
    })?;
    let surveyed = survey(file, |chunk| {
        if wanted.contains(&chunk.name()) {
            found.insert(chunk.name(), chunk.bytes().to_vec());
        }
        !(watch.is_cancelled)()
    });
    surveyed.map_err(|source| InspectError::Volume {
        path: path.into(),
        source,
    })?;
    Ok(found)
}
