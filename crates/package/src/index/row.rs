//! The rows of an index.

use schemars::JsonSchema;
use sealift_document::{Count, Digest};
use serde::{Deserialize, Serialize};

use super::{count, links};
use crate::encoding::Encoding;
use crate::manifest::{ComponentTotals, Mode};
use crate::path::RelativePath;

/// A tree of files, and the stream that its regular files form.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Tree {
    /// The stream's chunks, in order; a chunk that occurs again is listed again.
    pub chunks: Vec<ChunkRow>,
    /// Every directory, each before what is below it.
    pub directories: Vec<DirectoryRow>,
    /// Every regular file, in the order of the stream.
    pub files: Vec<FileRow>,
    /// Every symbolic link.
    pub symlinks: Vec<SymlinkRow>,
}

/// A directory.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct DirectoryRow {
    /// Its mode.
    pub mode: Mode,
    /// Where it is.
    pub path: RelativePath,
}

/// A regular file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct FileRow {
    /// Its size.
    pub bytes: Count,
    /// Its mode.
    pub mode: Mode,
    /// Where its first byte is in the stream.
    pub offset: Count,
    /// Where it is.
    pub path: RelativePath,
    /// SHA-256 of its content.
    pub sha256: Digest,
}

/// A symbolic link.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SymlinkRow {
    /// Where it is.
    pub path: RelativePath,
    /// What it points to, kept as it is.
    pub target: String,
}

impl SymlinkRow {
    /// Whether following it can lead out of its tree (threat P2).
    #[must_use]
    pub fn leaves_tree(&self) -> bool {
        links::leaves_tree(&self.path, &self.target)
    }
}

/// A chunk of a stream.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ChunkRow {
    /// How it is stored.
    pub encoding: Encoding,
    /// Bytes of its content.
    pub raw_bytes: Count,
    /// SHA-256 of its content: what makes two chunks the same.
    pub raw_sha256: Digest,
    /// Bytes as stored.
    pub stored_bytes: Count,
    /// SHA-256 of its stored bytes: its name in volumes and in the depot.
    pub stored_sha256: Digest,
}

impl ChunkRow {
    /// Bytes as stored; a chunk has at most 8 MiB.
    #[must_use]
    pub fn stored_size(&self) -> u32 {
        u32::try_from(self.stored_bytes.value()).unwrap_or(u32::MAX)
    }

    /// Bytes of its content; a chunk has at most 8 MiB.
    #[must_use]
    pub fn raw_size(&self) -> u32 {
        u32::try_from(self.raw_bytes.value()).unwrap_or(u32::MAX)
    }
}

/// A part of a chunk's content.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Piece<'a> {
    /// The chunk.
    pub chunk: &'a ChunkRow,
    /// Where the part begins in the chunk's content.
    pub from: u32,
    /// How many bytes it has.
    pub bytes: u32,
}

impl Tree {
    /// Whether there is nothing in it.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.chunks.is_empty()
            && self.directories.is_empty()
            && self.files.is_empty()
            && self.symlinks.is_empty()
    }

    /// Bytes of its regular files.
    #[must_use]
    pub fn raw_bytes(&self) -> u64 {
        self.files
            .iter()
            .fold(0, |sum, file| sum.saturating_add(file.bytes.value()))
    }

    /// The sums that the manifest must declare for its component.
    #[must_use]
    pub fn totals(&self) -> ComponentTotals {
        ComponentTotals {
            raw_bytes: count(self.raw_bytes()),
            files: count(self.files.len() as u64),
            directories: count(self.directories.len() as u64),
            symlinks: count(self.symlinks.len() as u64),
            outward_symlinks: count(self.outward_symlinks().count() as u64),
        }
    }

    /// The links that can lead out of the tree; a matter of policy.
    pub fn outward_symlinks(&self) -> impl Iterator<Item = &SymlinkRow> {
        self.symlinks.iter().filter(|link| link.leaves_tree())
    }

    /// The paths that anyone may write to; a matter of policy (threat P24).
    pub fn world_writable(&self) -> impl Iterator<Item = &RelativePath> {
        let directories = self.directories.iter().map(|row| (row.mode, &row.path));
        let files = self.files.iter().map(|row| (row.mode, &row.path));
        directories
            .chain(files)
            .filter(|(mode, _)| mode.is_world_writable())
            .map(|(_, path)| path)
    }

    /// Goes through the stream from its start, for taking files out of it in order.
    #[must_use]
    pub fn stream(&self) -> Stream<'_> {
        Stream {
            chunks: &self.chunks,
            from: 0,
        }
    }
}

/// A place in a tree's stream that moves forward.
#[derive(Debug, Clone)]
pub struct Stream<'a> {
    chunks: &'a [ChunkRow],
    /// How much of the first chunk has been passed.
    from: u32,
}

impl<'a> Stream<'a> {
    /// The next part of the stream: at most so many bytes, and none beyond the end of a chunk.
    pub fn next_piece(&mut self, most: u64) -> Option<Piece<'a>> {
        let (chunk, rest) = self.chunks.split_first()?;
        let left = chunk.raw_size() - self.from;
        let bytes = u32::try_from(most).unwrap_or(u32::MAX).min(left);
        let piece = Piece {
            chunk,
            from: self.from,
            bytes,
        };
        if bytes == left {
            self.chunks = rest;
            self.from = 0;
        } else {
            self.from += bytes;
        }
        Some(piece)
    }
}
