//! The rest of a volume, once its manifest is trusted: hint, index, chunks, directory.

use std::sync::Arc;

use sealift_document::Digest;

use super::VolumeError;
use super::chunk::UncheckedChunk;
use super::directory::{DirectoryCheck, Ledger};
use super::hint::VolumeHint;
use super::name::EntryName;
use super::opening::{allow_size, check_crc};
use super::room::Room;
use super::walk::{Found, Part, Piece, Walk};
use crate::encoding::Decoder;
use crate::index::Index;
use crate::limits;
use crate::manifest::Manifest;

/// What a volume tells, in this order: one hint, one index, any number of chunks.
#[derive(Debug)]
pub enum Event {
    /// What the volume says about itself; unsigned, for messages alone.
    Hint(VolumeHint),
    /// The signed index.
    Index(Arc<Index>),
    /// A chunk whose bytes nobody has looked at yet.
    Chunk(UncheckedChunk),
}

/// Proof that a volume was read to its end and agrees with itself. Until then chunks stay in quarantine.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VolumeEnd {
    /// Bytes of the volume.
    pub bytes: u64,
    /// Chunks it holds.
    pub chunks: usize,
}

enum Stage {
    Hint,
    Index,
    /// The ordinal that the next chunk has at least.
    Chunks(u32),
    Directory(DirectoryCheck),
    Failed(VolumeError),
}

/// A volume whose manifest is trusted.
pub struct VolumeReader {
    walk: Walk,
    ledger: Ledger,
    stage: Stage,
    manifest: Manifest,
    index: Option<Arc<Index>>,
    index_stored: Vec<u8>,
}

impl VolumeReader {
    pub(super) fn new(
        mut walk: Walk,
        ledger: Ledger,
        hint: Found,
        manifest: &Manifest,
    ) -> Result<Self, VolumeError> {
        allow_size(hint, limits::VOLUME_HINT_BYTES as u64)?;
        walk.enter();
        Ok(Self {
            walk,
            ledger,
            stage: Stage::Hint,
            manifest: manifest.clone(),
            index: None,
            index_stored: vec![],
        })
    }

    /// Takes bytes from the front of the input until something is to be told or the input is used up. Before the first input
    /// too there may be something to tell: an empty `volume.json` is there as a whole.
    ///
    /// # Errors
    /// [`VolumeError`] when the volume is not of the one canonical form; the same again on every later call.
    pub fn push(&mut self, input: &mut &[u8]) -> Result<Option<Event>, VolumeError> {
        loop {
            self.walk.piece().fill_from(input);
            match self.advance() {
                Ok(None) if !input.is_empty() => {}
                result => return result,
            }
        }
    }

    /// What the input ending here means, once [`VolumeReader::push`] tells nothing: the end of the volume, or too early.
    ///
    /// # Errors
    /// [`VolumeError::Truncated`] when the volume has not ended; an earlier error again.
    pub fn end(&self) -> Result<VolumeEnd, VolumeError> {
        match &self.stage {
            Stage::Failed(error) => Err(error.clone()),
            Stage::Directory(check) if check.is_done() => Ok(VolumeEnd {
                bytes: self.walk.at(),
                chunks: self.ledger.chunks(),
            }),
            _ => Err(self.walk.truncated()),
        }
    }

    /// The signed index, once it has been read.
    #[must_use]
    pub const fn index(&self) -> Option<&Arc<Index>> {
        self.index.as_ref()
    }

    /// The bytes of `index.json.zst`, once they have been read: what a depot keeps to write the volume again.
    #[must_use]
    pub fn index_stored(&self) -> &[u8] {
        &self.index_stored
    }

    pub(super) fn piece(&mut self) -> &mut Piece {
        self.walk.piece()
    }

    /// What was being read, and where, for a message about a drive that failed.
    pub(super) fn position(&self) -> VolumeError {
        self.walk.truncated()
    }

    /// Goes on as far as the bytes reach; when nothing is told, the piece is not whole.
    pub(super) fn advance(&mut self) -> Result<Option<Event>, VolumeError> {
        let result = self.walk_on();
        if let Err(error) = &result {
            self.stage = Stage::Failed(error.clone());
        }
        result
    }

    fn walk_on(&mut self) -> Result<Option<Event>, VolumeError> {
        if let Stage::Failed(error) = &self.stage {
            return Err(error.clone());
        }
        while let Some(part) = self.walk.advance()? {
            match part {
                Part::Header(found) => {
                    self.allow(found)?;
                    self.walk.enter();
                }
                Part::Content(found, bytes) => return self.content(found, bytes).map(Some),
                Part::Directory => self.begin_directory()?,
            }
        }
        if let (Stage::Directory(check), Some(index)) = (&mut self.stage, &self.index) {
            check.advance(self.walk.piece(), &self.ledger, index)?;
        }
        Ok(None)
    }

    fn allow(&mut self, found: Found) -> Result<(), VolumeError> {
        match (&self.stage, found.name) {
            (Stage::Index, EntryName::Index) => self.allow_index(found),
            (Stage::Chunks(next), EntryName::Chunk(digest)) => {
                self.stage = Stage::Chunks(self.allow_chunk(found, digest, *next)? + 1);
                Ok(())
            }
            _ => Err(self.out_of_order(found.at, found.name.to_string())),
        }
    }

    fn allow_index(&self, found: Found) -> Result<(), VolumeError> {
        allow_size(found, limits::INDEX_STORED_BYTES)?;
        let expected = self.manifest.index.stored_bytes.value();
        if u64::from(found.bytes) != expected {
            let (at, found) = (found.at, u64::from(found.bytes));
            return Err(VolumeError::IndexSize {
                at,
                expected,
                found,
            });
        }
        Ok(())
    }

    /// The ordinal of a chunk that may come now.
    fn allow_chunk(&self, found: Found, digest: Digest, next: u32) -> Result<u32, VolumeError> {
        let at = found.at;
        let listed = self
            .index
            .as_ref()
            .and_then(|index| index.chunk_stored_as(&digest));
        let Some((ordinal, chunk)) = listed else {
            return Err(VolumeError::UnlistedChunk { at, digest });
        };
        if chunk.stored_size() != found.bytes {
            let (expected, found) = (u64::from(chunk.stored_size()), u64::from(found.bytes));
            return Err(VolumeError::ChunkSize {
                at,
                digest,
                expected,
                found,
            });
        }
        if ordinal < next {
            return Err(VolumeError::ChunkOrder { at, digest });
        }
        Ok(ordinal)
    }

    fn out_of_order(&self, at: u64, entry: String) -> VolumeError {
        let expected = match self.stage {
            Stage::Index => "index.json.zst",
            _ => "a chunk or the directory",
        };
        VolumeError::Order {
            at,
            entry,
            expected: expected.into(),
        }
    }

    fn content(&mut self, found: Found, bytes: Room) -> Result<Event, VolumeError> {
        match (&self.stage, found.name) {
            (Stage::Chunks(next), EntryName::Chunk(name)) => {
                let ordinal = next - 1;
                self.ledger.note_chunk(ordinal, found.crc);
                let (at, crc) = (found.at, found.crc);
                Ok(Event::Chunk(UncheckedChunk {
                    name,
                    ordinal,
                    bytes,
                    crc,
                    at,
                }))
            }
            (Stage::Hint, _) => {
                check_crc(found, &bytes)?;
                self.ledger.note(found);
                self.stage = Stage::Index;
                Ok(Event::Hint(VolumeHint::parse(&bytes)?))
            }
            _ => {
                let index = self.read_index(found, &bytes)?;
                self.index_stored = bytes.to_vec();
                Ok(Event::Index(index))
            }
        }
    }

    /// Nothing is decompressed before its digest has matched, nor beyond the size that is signed (threat P17).
    fn read_index(&mut self, found: Found, stored: &[u8]) -> Result<Arc<Index>, VolumeError> {
        let expected = self.manifest.index.stored_sha256;
        let digest = Digest::of(stored);
        if digest != expected {
            return Err(VolumeError::IndexDigest {
                expected,
                found: digest,
            });
        }
        check_crc(found, stored)?;
        let raw_bytes = self.manifest.index.raw_bytes.value();
        allow_index_content(raw_bytes, found)?;
        let raw = Decoder::new()
            .frame(stored, raw_bytes)
            .map_err(VolumeError::IndexEncoding)?;
        let index = Arc::new(Index::parse(&raw, &self.manifest)?);
        self.ledger.note(found);
        self.stage = Stage::Chunks(0);
        self.index = Some(Arc::clone(&index));
        Ok(index)
    }

    fn begin_directory(&mut self) -> Result<(), VolumeError> {
        let at = self.walk.at();
        if !matches!(self.stage, Stage::Chunks(_)) {
            return Err(self.out_of_order(at, "the directory".into()));
        }
        self.stage = Stage::Directory(DirectoryCheck::new(at));
        Ok(())
    }
}

fn allow_index_content(bytes: u64, found: Found) -> Result<(), VolumeError> {
    let most = limits::INDEX_RAW_BYTES;
    if bytes > most {
        let entry = "the content of index.json.zst".into();
        return Err(VolumeError::TooLarge {
            at: found.at,
            entry,
            bytes,
            most,
        });
    }
    Ok(())
}
