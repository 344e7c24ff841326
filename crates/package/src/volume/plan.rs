//! Which chunks go into which volume, and how large each volume will be, to the byte.

use std::collections::{BTreeSet, HashSet};

use sealift_document::{Count, Digest, Document};
use thiserror::Error;

use super::header::{Directory, central_bytes, local_bytes};
use super::hint::{BaseHint, HoldingHint, VolumeHint, VolumeKind};
use super::name::EntryName;
use super::writer::VolumeHead;
use crate::index::{ChunkRow, Index};
use crate::limits;

/// Which chunks of a release a set of volumes is to hold.
#[derive(Debug, Clone)]
pub enum Selection {
    /// All of them: a full package, or a set of discs.
    All,
    /// All but those that base releases have: a delta.
    Without {
        /// The base releases, for messages.
        bases: Vec<BaseHint>,
        /// The raw digests of the bases' chunks.
        raw: HashSet<Digest>,
    },
    /// These, by their ordinals: a repair.
    Only(BTreeSet<u32>),
    /// None: signatures alone.
    Nothing,
}

impl Selection {
    fn kind(&self, volumes: usize) -> VolumeKind {
        match self {
            Self::All if volumes == 1 => VolumeKind::Full,
            Self::All => VolumeKind::Part,
            Self::Without { .. } => VolumeKind::Delta,
            Self::Only(_) => VolumeKind::Repair,
            Self::Nothing => VolumeKind::Signature,
        }
    }

    /// Ordinals and stored sizes of the chunks, in their order.
    fn chunks(&self, index: &Index) -> Result<Vec<(u32, u32)>, PlanError> {
        if let Self::Only(wanted) = self
            && let Some(&ordinal) = wanted
                .iter()
                .find(|ordinal| index.chunk(**ordinal).is_none())
        {
            return Err(PlanError::UnknownChunk { ordinal });
        }
        let chosen = (0..)
            .zip(index.chunks())
            .filter(|(ordinal, chunk)| match self {
                Self::All => true,
                Self::Without { raw, .. } => !raw.contains(&chunk.raw_sha256),
                Self::Only(wanted) => wanted.contains(ordinal),
                Self::Nothing => false,
            });
        Ok(chosen
            .map(|(ordinal, chunk)| (ordinal, chunk.stored_size()))
            .collect())
    }
}

/// One volume to be written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlannedVolume {
    /// What its `volume.json` will say.
    pub hint: VolumeHint,
    /// Its chunks by their ordinals, in order.
    pub chunks: Vec<u32>,
    /// How many bytes it will have.
    pub bytes: u64,
}

impl PlannedVolume {
    /// A volume as it is when it is written again with another head: the same hint, the same chunks.
    #[must_use]
    pub fn again(head: &VolumeHead<'_>, hint: VolumeHint, chunks: Vec<u32>) -> Self {
        let mut measure = Measure::of_head(head, encoded_bytes(&hint));
        for ordinal in &chunks {
            measure.add_chunk(head.index.chunk(*ordinal).map_or(0, ChunkRow::stored_size));
        }
        Self {
            hint,
            chunks,
            bytes: measure.bytes(),
        }
    }
}

/// Why a release cannot be laid out in such volumes.
#[derive(Debug, Clone, PartialEq, Eq, Error, serde::Serialize)]
pub enum PlanError {
    /// A volume cannot hold manifest, signatures and index together with the largest chunk.
    #[error("a volume of {most} bytes is too small: this release needs at least {least}")]
    VolumeTooSmall {
        /// Bytes asked for.
        most: u64,
        /// Bytes that would do.
        least: u64,
    },
    /// The set would have more volumes than the format allows.
    #[error("volumes of {most} bytes make a set of more than {volumes}")]
    TooManyVolumes {
        /// Bytes asked for.
        most: u64,
        /// Volumes allowed.
        volumes: u64,
    },
    /// A repair names a chunk that the index does not have.
    #[error("the release has no chunk {ordinal}")]
    UnknownChunk {
        /// The ordinal named.
        ordinal: u32,
    },
}

impl PlanError {
    /// The stable code of this error.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::VolumeTooSmall { .. } => "plan-volume-too-small",
            Self::TooManyVolumes { .. } => "plan-too-many-volumes",
            Self::UnknownChunk { .. } => "plan-unknown-chunk",
        }
    }
}

/// Lays the chosen chunks out in volumes of at most so many bytes; in one volume when there is no such bound.
///
/// # Errors
/// [`PlanError`] when that cannot be done.
pub fn plan(
    head: &VolumeHead<'_>,
    selection: &Selection,
    most: Option<u64>,
) -> Result<Vec<PlannedVolume>, PlanError> {
    let chunks = selection.chunks(head.index)?;
    let most = most.unwrap_or(u64::MAX);
    // How long volume.json is depends on the layout, and the layout on that. Room for it only grows, so this ends.
    let mut room = 0;
    loop {
        let cuts = cut(head, room, &chunks, most)?;
        let hints = hints(selection, &cuts);
        let sizes: Vec<u64> = hints.iter().map(encoded_bytes).collect();
        let longest = sizes.iter().copied().max().unwrap_or(0);
        if longest <= room {
            let volumes = hints.into_iter().zip(sizes).zip(cuts);
            return Ok(volumes
                .map(|((hint, size), cut)| planned(head, hint, size, cut))
                .collect());
        }
        room = longest;
    }
}

fn planned(
    head: &VolumeHead<'_>,
    hint: VolumeHint,
    size: u64,
    cut: &[(u32, u32)],
) -> PlannedVolume {
    let mut measure = Measure::of_head(head, size);
    cut.iter().for_each(|(_, bytes)| measure.add_chunk(*bytes));
    let chunks = cut.iter().map(|(ordinal, _)| *ordinal).collect();
    PlannedVolume {
        hint,
        chunks,
        bytes: measure.bytes(),
    }
}

/// Cuts the chunks into runs that each fit into a volume.
fn cut<'a>(
    head: &VolumeHead<'_>,
    hint: u64,
    chunks: &'a [(u32, u32)],
    most: u64,
) -> Result<Vec<&'a [(u32, u32)]>, PlanError> {
    let empty = Measure::of_head(head, hint);
    check_least(empty, chunks, most)?;
    let mut cuts = vec![];
    let (mut begin, mut measure) = (0, empty);
    for (place, (_, bytes)) in chunks.iter().enumerate() {
        let mut with = measure;
        with.add_chunk(*bytes);
        if with.bytes() > most {
            cuts.push(&chunks[begin..place]);
            begin = place;
            with = empty;
            with.add_chunk(*bytes);
        }
        measure = with;
    }
    cuts.push(&chunks[begin..]);
    if cuts.len() as u64 > limits::VOLUMES {
        return Err(PlanError::TooManyVolumes {
            most,
            volumes: limits::VOLUMES,
        });
    }
    Ok(cuts)
}

/// Whether the head and the largest chunk fit together.
fn check_least(empty: Measure, chunks: &[(u32, u32)], most: u64) -> Result<(), PlanError> {
    let mut least = empty;
    if let Some(largest) = chunks.iter().map(|(_, bytes)| *bytes).max() {
        least.add_chunk(largest);
    }
    if least.bytes() > most {
        return Err(PlanError::VolumeTooSmall {
            most,
            least: least.bytes(),
        });
    }
    Ok(())
}

fn hints(selection: &Selection, cuts: &[&[(u32, u32)]]) -> Vec<VolumeHint> {
    let numbers = || (1_u32..).map(Count::from);
    let holdings: Vec<_> = numbers()
        .zip(cuts)
        .filter_map(|(number, cut)| {
            let (first, last) = (cut.first()?.0.into(), cut.last()?.0.into());
            Some(HoldingHint {
                number,
                first,
                last,
            })
        })
        .collect();
    let bases = match selection {
        Selection::Without { bases, .. } => bases.as_slice(),
        _ => &[],
    };
    let hint = |number| VolumeHint {
        document_type: VolumeHint::TYPE.into(),
        number,
        count: Count::try_from(cuts.len() as u64).unwrap_or(Count::MAX),
        kind: selection.kind(cuts.len()),
        bases: bases.to_vec(),
        holdings: holdings.clone(),
    };
    numbers().take(cuts.len()).map(hint).collect()
}

fn encoded_bytes(hint: &VolumeHint) -> u64 {
    hint.to_bytes().map_or(0, |bytes| bytes.len() as u64)
}

/// The size of a volume while it is being filled.
#[derive(Clone, Copy)]
struct Measure {
    entries: u64,
    /// Where the next local header begins.
    offset: u64,
    directory: u64,
}

impl Measure {
    fn of_head(head: &VolumeHead<'_>, hint: u64) -> Self {
        let mut measure = Self {
            entries: 0,
            offset: 0,
            directory: 0,
        };
        measure.add(EntryName::Manifest, head.seal.manifest.len() as u64);
        for signature in &head.seal.signatures {
            measure.add(
                EntryName::Signature(signature.key),
                signature.bytes.len() as u64,
            );
        }
        measure.add(EntryName::Hint, hint);
        measure.add(EntryName::Index, head.index_stored.len() as u64);
        measure
    }

    const fn add_chunk(&mut self, bytes: u32) {
        self.add(EntryName::Chunk(Digest::from_raw([0; 32])), bytes as u64);
    }

    const fn add(&mut self, name: EntryName, bytes: u64) {
        self.entries += 1;
        self.directory += central_bytes(name.bytes(), self.offset);
        self.offset += local_bytes(name.bytes(), bytes);
    }

    const fn bytes(&self) -> u64 {
        let Self {
            entries,
            offset,
            directory,
        } = *self;
        let end = Directory {
            entries,
            offset,
            bytes: directory,
        }
        .end_bytes();
        offset + directory + end
    }
}
