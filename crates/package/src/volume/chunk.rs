//! Chunks as they come from a volume: first claimed, then checked.

use std::fmt;

use sealift_document::Digest;
use thiserror::Error;

use super::VolumeError;
use super::room::Room;

/// A chunk's bytes under the name that the volume claims; listed in the index with this size.
///
/// Owned, so that any thread can check it while the walk goes on.
pub struct UncheckedChunk {
    pub(super) name: Digest,
    pub(super) ordinal: u32,
    pub(super) bytes: Room,
    pub(super) crc: u32,
    pub(super) at: u64,
}

/// A chunk whose bytes have the digest of its name.
pub struct CheckedChunk {
    name: Digest,
    ordinal: u32,
    bytes: Room,
}

/// Why a chunk is not what its name says.
#[derive(Debug, Clone, PartialEq, Eq, Error, serde::Serialize)]
pub enum ChunkError {
    /// The bytes are not those of its name: the medium is damaged. Other chunks of the volume are not affected, and
    /// this one can be had from another volume (threats P21, M3).
    #[error("the chunk {digest} is damaged (byte {at} of the volume)")]
    Damaged {
        /// Its name.
        digest: Digest,
        /// Its place in the order of the index's streams.
        ordinal: u32,
        /// Where its header begins in the volume.
        at: u64,
    },
    /// The bytes are right and the header is wrong: the volume lies about its structure.
    #[error(transparent)]
    Volume(#[from] VolumeError),
}

impl ChunkError {
    /// The stable code of this error.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::Damaged { .. } => "chunk-damaged",
            Self::Volume(error) => error.code(),
        }
    }
}

impl UncheckedChunk {
    /// The name it claims: SHA-256 of its stored bytes.
    #[must_use]
    pub const fn name(&self) -> Digest {
        self.name
    }

    /// Its place in the order of the index's streams, which [`crate::index::Index::chunk`] takes.
    #[must_use]
    pub const fn ordinal(&self) -> u32 {
        self.ordinal
    }

    /// How many bytes it has.
    #[must_use]
    pub fn size(&self) -> usize {
        self.bytes.len()
    }

    /// Hashes the bytes.
    ///
    /// # Errors
    /// [`ChunkError::Damaged`] names this chunk; [`ChunkError::Volume`] refuses the whole volume.
    pub fn check(self) -> Result<CheckedChunk, ChunkError> {
        let Self {
            name,
            ordinal,
            bytes,
            crc,
            at,
        } = self;
        if Digest::of(&bytes) != name {
            return Err(ChunkError::Damaged {
                digest: name,
                ordinal,
                at,
            });
        }
        if crc32fast::hash(&bytes) != crc {
            return Err(VolumeError::ChunkCrc { at, digest: name }.into());
        }
        Ok(CheckedChunk {
            name,
            ordinal,
            bytes,
        })
    }
}

impl CheckedChunk {
    /// SHA-256 of its stored bytes.
    #[must_use]
    pub const fn name(&self) -> Digest {
        self.name
    }

    /// Its place in the order of the index's streams.
    #[must_use]
    pub const fn ordinal(&self) -> u32 {
        self.ordinal
    }

    /// Its stored bytes.
    #[must_use]
    pub fn bytes(&self) -> &[u8] {
        &self.bytes
    }
}

impl fmt::Debug for UncheckedChunk {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "UncheckedChunk({}, {} bytes)",
            self.name,
            self.bytes.len()
        )
    }
}

impl fmt::Debug for CheckedChunk {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "CheckedChunk({}, {} bytes)", self.name, self.bytes.len())
    }
}
