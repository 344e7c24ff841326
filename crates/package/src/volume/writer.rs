//! Writing a volume, through `zip`.

use std::io::{self, Seek, SeekFrom, Write};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use sealift_document::{Digest, Document};
use thiserror::Error;
use zip::result::ZipError;
use zip::write::{SimpleFileOptions, ZipFileBuilder};
use zip::{CompressionMethod, DateTime, System, ZipWriter};

use super::name::EntryName;
use super::opening::Seal;
use super::plan::PlannedVolume;
use crate::index::{ChunkRow, Index};

/// What every volume of a release begins with.
#[derive(Debug, Clone, Copy)]
pub struct VolumeHead<'a> {
    /// The manifest and its signatures; written in the order of their keys.
    pub seal: &'a Seal,
    /// The bytes of `index.json.zst`.
    pub index_stored: &'a [u8],
    /// The index itself.
    pub index: &'a Index,
}

/// Why a volume could not be written.
#[derive(Debug, Error, serde::Serialize)]
pub enum WriteError {
    /// Where it is written to failed.
    #[error("the volume could not be written: {0}")]
    Write(
        #[source]
        #[serde(serialize_with = "sealift_document::shown")]
        io::Error,
    ),
    /// A chunk's bytes were asked for and could not be had.
    #[error("the chunk {digest} could not be read: {source}")]
    Fetch {
        /// Its name.
        digest: Digest,
        /// What went wrong.
        #[serde(serialize_with = "sealift_document::shown")]
        source: io::Error,
    },
    /// The bytes handed over are not those of the chunk that comes next.
    #[error("the bytes for the chunk {digest} have another digest or size")]
    OtherChunk {
        /// The name of the chunk that comes next.
        digest: Digest,
    },
    /// More chunks were handed over than planned, or fewer.
    #[error("{found} chunks were handed over; the volume was planned with {planned}")]
    ChunkCount {
        /// Chunks planned.
        planned: usize,
        /// Chunks handed over.
        found: usize,
    },
}

impl WriteError {
    /// The stable code of this error.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Write(_) => "volume-write",
            Self::Fetch { .. } => "volume-write-fetch",
            Self::OtherChunk { .. } => "volume-write-other-chunk",
            Self::ChunkCount { .. } => "volume-write-chunk-count",
        }
    }
}

/// A volume being written. It is whole only after [`VolumeWriter::finish`]; dropped before, it ends where it stands.
pub struct VolumeWriter<'a, W: Write> {
    zip: Option<ZipWriter<Forward<W>>>,
    /// Set when nothing more may reach the sink: `zip` would else end a volume by itself that nobody finished.
    abandoned: Arc<AtomicBool>,
    index: &'a Index,
    planned: &'a PlannedVolume,
    written: usize,
}

impl<'a, W: Write> VolumeWriter<'a, W> {
    /// Begins a volume: manifest, signatures, hint, index. The sink is written from front to back, never sought.
    ///
    /// # Errors
    /// [`WriteError::Write`] when the sink fails.
    pub fn begin(
        sink: W,
        head: &VolumeHead<'a>,
        planned: &'a PlannedVolume,
    ) -> Result<Self, WriteError> {
        let abandoned = Arc::new(AtomicBool::new(false));
        let forward = Forward {
            sink,
            at: 0,
            abandoned: Arc::clone(&abandoned),
        };
        let zip = Some(ZipWriter::new(forward));
        let mut writer = Self {
            zip,
            abandoned,
            index: head.index,
            planned,
            written: 0,
        };
        writer.entry(EntryName::Manifest, &head.seal.manifest)?;
        let mut signatures: Vec<_> = head.seal.signatures.iter().collect();
        signatures.sort_by_key(|signature| signature.key);
        for signature in signatures {
            writer.entry(EntryName::Signature(signature.key), &signature.bytes)?;
        }
        let hint = planned
            .hint
            .to_bytes()
            .map_err(|error| WriteError::Write(io::Error::other(error)))?;
        writer.entry(EntryName::Hint, &hint)?;
        writer.entry(EntryName::Index, head.index_stored)?;
        Ok(writer)
    }

    /// The chunk whose stored bytes are to be handed over next; nothing after the last.
    #[must_use]
    pub fn wanted(&self) -> Option<&'a ChunkRow> {
        self.index.chunk(*self.planned.chunks.get(self.written)?)
    }

    /// Writes the chunk that is wanted, having checked that these are its bytes.
    ///
    /// # Errors
    /// [`WriteError`] when the bytes are another chunk's or the sink fails.
    pub fn chunk(&mut self, stored: &[u8]) -> Result<(), WriteError> {
        let planned = self.planned.chunks.len();
        let Some(wanted) = self.wanted() else {
            return Err(WriteError::ChunkCount {
                planned,
                found: planned + 1,
            });
        };
        let digest = wanted.stored_sha256;
        if Digest::of(stored) != digest {
            return Err(WriteError::OtherChunk { digest });
        }
        self.written += 1;
        self.entry(EntryName::Chunk(digest), stored)
    }

    /// Writes all chunks, each as it is fetched, and finishes.
    ///
    /// # Errors
    /// [`WriteError`] when a chunk cannot be fetched or the sink fails.
    pub fn write_all(
        mut self,
        mut fetch: impl FnMut(&ChunkRow) -> io::Result<Vec<u8>>,
    ) -> Result<W, WriteError> {
        while let Some(wanted) = self.wanted() {
            let digest = wanted.stored_sha256;
            let stored = fetch(wanted).map_err(|source| WriteError::Fetch { digest, source })?;
            self.chunk(&stored)?;
        }
        self.finish()
    }

    /// Writes the directory and hands the sink back, flushed.
    ///
    /// # Errors
    /// [`WriteError`] when chunks are missing or the sink fails.
    pub fn finish(mut self) -> Result<W, WriteError> {
        let (planned, found) = (self.planned.chunks.len(), self.written);
        if found != planned {
            return Err(WriteError::ChunkCount { planned, found });
        }
        let zip = self.open()?;
        let Forward { mut sink, at, .. } = zip.finish().map_err(write_error)?;
        if at != self.planned.bytes {
            return Err(WriteError::Write(io::Error::other(
                "the volume is not as long as planned",
            )));
        }
        sink.flush().map_err(WriteError::Write)?;
        Ok(sink)
    }

    fn entry(&mut self, name: EntryName, bytes: &[u8]) -> Result<(), WriteError> {
        let mut zip = self.open()?;
        let result = write_entry(&mut zip, &name.to_string(), bytes);
        self.zip = Some(zip);
        result.map_err(write_error)
    }

    fn open(&mut self) -> Result<ZipWriter<Forward<W>>, WriteError> {
        let failed = || WriteError::Write(io::Error::other("an earlier write failed"));
        if self.abandoned.load(Ordering::Relaxed) {
            return Err(failed());
        }
        self.zip.take().ok_or_else(failed)
    }
}

impl<W: Write> Drop for VolumeWriter<'_, W> {
    fn drop(&mut self) {
        self.abandoned.store(true, Ordering::Relaxed);
    }
}

/// Appends a stored entry. Prepared beforehand, its local header is right at once and is never gone back to.
pub(super) fn write_entry<W: Write + Seek>(
    zip: &mut ZipWriter<W>,
    name: &str,
    bytes: &[u8],
) -> Result<(), ZipError> {
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Stored)
        .last_modified_time(DateTime::default())
        .system(System::Unix)
        .unix_permissions(0o644);
    let mut entry = ZipFileBuilder::new(name, options)?;
    entry.write_all(bytes)?;
    zip.add_prepared_file(entry.finish()?)
}

fn write_error(error: ZipError) -> WriteError {
    WriteError::Write(match error {
        ZipError::Io(error) => error,
        other => io::Error::other(other),
    })
}

/// A sink that knows where it is, which is all the seeking that `zip` needs: a pipe will do. Once abandoned it takes
/// everything and keeps nothing, because `zip` ends its archive even when it is dropped after a failure.
struct Forward<W> {
    sink: W,
    at: u64,
    abandoned: Arc<AtomicBool>,
}

impl<W: Write> Write for Forward<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if self.abandoned.load(Ordering::Relaxed) {
            self.at += bytes.len() as u64;
            return Ok(bytes.len());
        }
        match self.sink.write(bytes) {
            Ok(written) => {
                self.at += written as u64;
                Ok(written)
            }
            Err(error) => {
                if error.kind() != io::ErrorKind::Interrupted {
                    self.abandoned.store(true, Ordering::Relaxed);
                }
                Err(error)
            }
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        self.sink.flush()
    }
}

impl<W> Seek for Forward<W> {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        match to {
            SeekFrom::Current(0) | SeekFrom::End(0) => Ok(self.at),
            SeekFrom::Start(at) if at == self.at => Ok(at),
            SeekFrom::Start(at) if self.abandoned.load(Ordering::Relaxed) => {
                self.at = at;
                Ok(at)
            }
            _ => Err(io::Error::new(
                io::ErrorKind::Unsupported,
                "a volume is written forward",
            )),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_volume_is_written_forward_and_never_sought() {
        let abandoned = Arc::new(AtomicBool::new(false));
        let mut forward = Forward {
            sink: vec![],
            at: 0,
            abandoned: Arc::clone(&abandoned),
        };
        forward.write_all(b"four").expect("memory");
        for here in [SeekFrom::Current(0), SeekFrom::End(0), SeekFrom::Start(4)] {
            assert_eq!(forward.seek(here).expect("where it is"), 4);
        }
        for elsewhere in [
            SeekFrom::Current(-1),
            SeekFrom::Current(1),
            SeekFrom::End(-1),
            SeekFrom::Start(3),
            SeekFrom::Start(5),
        ] {
            let refused = forward.seek(elsewhere).expect_err("elsewhere");
            assert_eq!(refused.kind(), io::ErrorKind::Unsupported);
        }
        // Nobody reads what is written now, so `zip` may go where it likes.
        abandoned.store(true, Ordering::Relaxed);
        assert_eq!(forward.seek(SeekFrom::Start(3)).expect("anywhere"), 3);
        forward.write_all(b"more").expect("nowhere");
        assert_eq!(forward.stream_position().expect("known"), 7);
        assert_eq!(forward.sink, b"four");
    }
}
