//! What a release lacks, and who has it.

use std::collections::{BTreeMap, BTreeSet, HashSet};

use sealift_document::{Count, Digest};
use sealift_package::index::{ChunkRow, Index};
use sealift_package::manifest::{ComponentId, ProductId};
use sealift_package::volume::{BaseHint, VolumeHint, VolumeKind};

use super::{Depot, DepotError, Verified};
use crate::state::{StateError, View};

/// The chunks that a release lacks for the components that were asked about.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct Missing {
    /// Which product.
    pub product: ProductId,
    /// Which version.
    pub version: semver::Version,
    /// How many chunks.
    pub chunks: u64,
    /// Their stored bytes.
    pub bytes: u64,
    /// Their ordinals, for a repair volume.
    #[serde(skip)]
    pub ordinals: BTreeSet<u32>,
    /// Who has them, as far as the volumes' own unsigned hints tell; empty when they tell nothing.
    #[serde(skip)]
    pub from: Vec<MissingFrom>,
}

/// Something that has missing chunks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum MissingFrom {
    /// A volume of the set.
    Volume {
        /// Its number, from 1.
        number: Count,
        /// How many volumes the set has.
        count: Count,
        /// How many of the missing chunks it has.
        chunks: u64,
    },
    /// One of these releases, over which the delta was made.
    Base {
        /// The releases; which of them has a chunk is not known.
        any_of: Vec<BaseHint>,
        /// How many of the missing chunks they have.
        chunks: u64,
    },
}

impl Depot {
    /// What a release lacks for these components and its documents; nothing when it is complete for them.
    ///
    /// # Errors
    /// [`DepotError`], [`DepotError::UnknownComponent`] among them.
    pub fn missing(
        &self,
        release: &Verified,
        components: &[ComponentId],
    ) -> Result<Option<Missing>, DepotError> {
        let index = release.index();
        let mut needed: Vec<&ChunkRow> = index.documents().chunks.iter().collect();
        for component in components {
            let tree = index
                .tree(component)
                .ok_or_else(|| DepotError::UnknownComponent {
                    component: component.clone(),
                })?;
            needed.extend(&tree.chunks);
        }
        let ordinals = needed
            .iter()
            .filter_map(|chunk| index.chunk_stored_as(&chunk.stored_sha256));
        let ordinals: BTreeSet<u32> = ordinals.map(|(ordinal, _)| ordinal).collect();
        let find = |view: &View<'_>| {
            missing(
                view,
                release.product(),
                release.version(),
                release.digest(),
                index,
                ordinals,
            )
        };
        Ok(self.database.read(find)?)
    }
}

/// What lacks of these chunks of a release.
pub(super) fn missing(
    view: &View<'_>,
    product: &ProductId,
    version: &semver::Version,
    manifest: &Digest,
    index: &Index,
    needed: impl IntoIterator<Item = u32>,
) -> Result<Option<Missing>, StateError> {
    let held = view.held_forms(product)?;
    let is_missing = |ordinal: &u32| {
        index
            .chunk(*ordinal)
            .is_some_and(|chunk| !held.contains_key(&chunk.raw_sha256))
    };
    let ordinals: BTreeSet<u32> = needed.into_iter().filter(is_missing).collect();
    if ordinals.is_empty() {
        return Ok(None);
    }
    let sizes = ordinals.iter().filter_map(|ordinal| index.chunk(*ordinal));
    Ok(Some(Missing {
        product: product.clone(),
        version: version.clone(),
        chunks: ordinals.len() as u64,
        bytes: sizes.map(|chunk| chunk.stored_bytes.value()).sum(),
        from: sources(&view.volume_hints(manifest)?, &ordinals),
        ordinals,
    }))
}

/// Asks each set of volumes that was met which of its volumes, or which base, should have the chunks. A volume that was
/// read to its end is named only for what nobody else has: it has a chunk that was damaged on this medium, or that was
/// lost here since.
fn sources(hints: &[(VolumeHint, bool)], ordinals: &BTreeSet<u32>) -> Vec<MissingFrom> {
    let read: HashSet<(VolumeKind, Count, Count)> = hints
        .iter()
        .filter(|(_, is_whole)| *is_whole)
        .map(|(hint, _)| (hint.kind, hint.count, hint.number))
        .collect();
    let mut volumes: BTreeMap<(Count, Count), BTreeSet<u32>> = BTreeMap::new();
    let mut bases: Vec<(Vec<BaseHint>, BTreeSet<u32>)> = vec![];
    let mut again = vec![];
    for ordinal in ordinals {
        let mut is_elsewhere = false;
        for (hint, _) in hints {
            match hint.volume_with(*ordinal) {
                Some(number) if read.contains(&(hint.kind, hint.count, number)) => {
                    again.push(((hint.count, number), *ordinal));
                    continue;
                }
                Some(number) => {
                    let of_volume = volumes.entry((hint.count, number)).or_default();
                    of_volume.insert(*ordinal);
                }
                None if hint.kind == VolumeKind::Delta => note_base(&mut bases, hint, *ordinal),
                None => continue,
            }
            is_elsewhere = true;
        }
        again.retain(|(_, other)| !is_elsewhere || other != ordinal);
    }
    for (volume, ordinal) in again {
        volumes.entry(volume).or_default().insert(ordinal);
    }
    let volume = |((count, number), chunks): ((Count, Count), BTreeSet<u32>)| MissingFrom::Volume {
        number,
        count,
        chunks: chunks.len() as u64,
    };
    let base = |(any_of, chunks): (Vec<BaseHint>, BTreeSet<u32>)| MissingFrom::Base {
        any_of,
        chunks: chunks.len() as u64,
    };
    volumes
        .into_iter()
        .map(volume)
        .chain(bases.into_iter().map(base))
        .collect()
}

fn note_base(bases: &mut Vec<(Vec<BaseHint>, BTreeSet<u32>)>, hint: &VolumeHint, ordinal: u32) {
    match bases.iter_mut().find(|(known, _)| *known == hint.bases) {
        Some((_, chunks)) => {
            chunks.insert(ordinal);
        }
        None => bases.push((hint.bases.clone(), BTreeSet::from([ordinal]))),
    }
}
