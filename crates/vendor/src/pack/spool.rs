//! Where chunks wait between being compressed and being written into volumes.

use std::collections::HashMap;
use std::fs::File;
use std::io::{self, BufWriter, Read as _, Seek as _, SeekFrom, Write as _};
use std::path::Path;

use sealift_document::{Count, Digest};
use sealift_package::encoding::EncodedChunk;
use sealift_package::index::ChunkRow;

use crate::output::{OutputError, nameless};

/// A nameless file of stored chunks, each different content once.
pub(super) struct Spool {
    file: BufWriter<File>,
    end: u64,
    rows: HashMap<Digest, ChunkRow>,
    places: HashMap<Digest, u64>,
}

impl Spool {
    pub(super) fn new(folder: &Path) -> Result<Self, OutputError> {
        Ok(Self {
            file: BufWriter::with_capacity(1 << 20, nameless(folder)?),
            end: 0,
            rows: HashMap::new(),
            places: HashMap::new(),
        })
    }

    /// Keeps a chunk unless its content is there already, and says how it stands in an index.
    pub(super) fn keep(&mut self, chunk: &EncodedChunk) -> io::Result<ChunkRow> {
        if let Some(row) = self.rows.get(&chunk.raw_sha256) {
            return Ok(row.clone());
        }
        let count = |value| Count::try_from(value).unwrap_or(Count::MAX);
        let row = ChunkRow {
            encoding: chunk.encoding,
            raw_bytes: count(chunk.raw_bytes),
            raw_sha256: chunk.raw_sha256,
            stored_bytes: count(chunk.stored.len() as u64),
            stored_sha256: chunk.stored_sha256,
        };
        self.file.write_all(&chunk.stored)?;
        self.places.insert(chunk.stored_sha256, self.end);
        self.end += chunk.stored.len() as u64;
        self.rows.insert(chunk.raw_sha256, row.clone());
        Ok(row)
    }

    /// Ends writing.
    pub(super) fn finish(self) -> io::Result<FullSpool> {
        let file = self
            .file
            .into_inner()
            .map_err(io::IntoInnerError::into_error)?;
        Ok(FullSpool {
            file,
            places: self.places,
        })
    }
}

/// A spool that is read from.
pub(super) struct FullSpool {
    file: File,
    places: HashMap<Digest, u64>,
}

impl FullSpool {
    /// A chunk's stored bytes.
    pub(super) fn fetch(&self, chunk: &ChunkRow) -> io::Result<Vec<u8>> {
        let place = self
            .places
            .get(&chunk.stored_sha256)
            .ok_or(io::ErrorKind::NotFound)?;
        let mut file = &self.file;
        file.seek(SeekFrom::Start(*place))?;
        let mut stored = vec![0; chunk.stored_size() as usize];
        file.read_exact(&mut stored)?;
        Ok(stored)
    }
}
