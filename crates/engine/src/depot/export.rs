//! Writing a release to volumes again: other sizes, the original signatures, no secret key.

use std::collections::HashMap;
use std::io::{self, Write};

use sealift_document::{Digest, Hasher};
use sealift_package::encoding::{Decoder, Encoder};
use sealift_package::index::ChunkRow;
use sealift_package::volume::{
    PlannedVolume, Selection, VolumeHead, VolumeWriter, WriteError, plan,
};

use super::content::{form, into_depot_error, read_chunk};
use super::{Depot, DepotError, Verified};
use crate::cancel::Cancel;
use crate::state::ChunkForm;

/// Where volumes are written to. Only the caller knows how to make a file on a medium durable.
pub trait ExportSink {
    /// All volumes that will be written, before the first begins; for whoever wants to know how much is to come.
    fn planned(&mut self, _volumes: &[PlannedVolume]) {}

    /// Begins the volume planned; its bytes come in order.
    ///
    /// # Errors
    /// Whatever keeps it from being written.
    fn begin<'a>(&'a mut self, volume: &PlannedVolume) -> io::Result<Box<dyn Write + 'a>>;

    /// All bytes of the volume have come: it is to be made durable under its own name.
    ///
    /// # Errors
    /// Whatever keeps it from being so.
    fn end(&mut self, volume: &ExportedVolume) -> io::Result<()>;
}

/// A volume that was written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ExportedVolume {
    /// Its number, from 1.
    pub number: u64,
    /// How many volumes the set has.
    pub count: u64,
    /// Its bytes.
    pub bytes: u64,
    /// SHA-256 of its bytes, for comparing with what was read back.
    pub sha256: Digest,
}

impl Depot {
    /// Writes a release to volumes of at most so many bytes each; `selection` says which of its chunks.
    ///
    /// # Errors
    /// [`DepotError::Incomplete`] when chunks are missing, [`DepotError::OtherForm`] when one is at hand only as a base
    /// release stores it, [`DepotError::Plan`] when volumes of that size are not possible, [`DepotError::Write`].
    pub fn export(
        &self,
        release: &Verified,
        selection: &Selection,
        most_bytes: Option<u64>,
        sink: &mut dyn ExportSink,
        cancel: &Cancel,
    ) -> Result<Vec<ExportedVolume>, DepotError> {
        let index_stored = self.index_stored(release)?;
        let head = VolumeHead {
            seal: release.seal(),
            index_stored: &index_stored,
            index: release.index(),
        };
        let volumes = plan(&head, selection, most_bytes)?;
        let held = self
            .database
            .read(|view| view.held_forms(release.product()))?;
        let lacking = volumes
            .iter()
            .flat_map(|volume| &volume.chunks)
            .copied()
            .filter(|ordinal| {
                let chunk = release.index().chunk(*ordinal);
                chunk.is_some_and(|chunk| !held.contains_key(&chunk.raw_sha256))
            });
        let lacking: Vec<u32> = lacking.collect();
        if !lacking.is_empty() {
            return Err(self.incomplete(release, lacking));
        }
        sink.planned(&volumes);
        volumes
            .iter()
            .map(|volume| self.write_volume(&head, volume, &held, sink, cancel))
            .collect()
    }

    fn write_volume(
        &self,
        head: &VolumeHead<'_>,
        volume: &PlannedVolume,
        held: &HashMap<Digest, Vec<ChunkForm>>,
        sink: &mut dyn ExportSink,
        cancel: &Cancel,
    ) -> Result<ExportedVolume, DepotError> {
        let sha256 = {
            let target = sink.begin(volume).map_err(WriteError::Write)?;
            let hashing = Hashing {
                target,
                hasher: Hasher::new(),
            };
            let writer = VolumeWriter::begin(hashing, head, volume)?;
            let written = writer.write_all(|chunk| {
                cancel
                    .check()
                    .map_err(|stopped| io::Error::other(DepotError::from(stopped)))?;
                self.stored_as_signed(chunk, held).map_err(io::Error::other)
            });
            written.map_err(own_error)?.hasher.finish()
        };
        let (number, count) = (volume.hint.number.value(), volume.hint.count.value());
        let exported = ExportedVolume {
            number,
            count,
            bytes: volume.bytes,
            sha256,
        };
        sink.end(&exported).map_err(WriteError::Write)?;
        Ok(exported)
    }

    /// A chunk's bytes as the release's own index names them, encoded again where only a base's form is at hand.
    fn stored_as_signed(
        &self,
        chunk: &ChunkRow,
        held: &HashMap<Digest, Vec<ChunkForm>>,
    ) -> Result<Vec<u8>, DepotError> {
        let stored = chunk.stored_sha256;
        let form =
            form(held, &chunk.raw_sha256, &stored).ok_or(DepotError::DamagedChunk { stored })?;
        let bytes = read_chunk(self.files.as_ref(), &self.place.chunk(&form.stored)?, &form)?;
        if form.stored == stored {
            return Ok(bytes);
        }
        let damaged = || DepotError::DamagedChunk {
            stored: form.stored,
        };
        let raw = Decoder::new()
            .chunk(form.encoding, bytes, chunk.raw_bytes.value())
            .map_err(|_| damaged())?;
        if Digest::of(&raw) != chunk.raw_sha256 {
            return Err(damaged());
        }
        if chunk.encoding == sealift_package::encoding::Encoding::Raw {
            return Ok(raw);
        }
        // The same zstd makes the same frame; another one cannot write what the vendor signed.
        let again = Encoder::new().chunk(raw);
        if again.stored_sha256 == stored {
            Ok(again.stored)
        } else {
            Err(DepotError::OtherForm { stored })
        }
    }
}

/// The depot's own error out of what the writer was told by the depot.
fn own_error(error: WriteError) -> DepotError {
    match error {
        WriteError::Fetch { source, .. } => into_depot_error(source),
        other => other.into(),
    }
}

/// Hashes what is written as it passes.
struct Hashing<'a> {
    target: Box<dyn Write + 'a>,
    hasher: Hasher,
}

impl Write for Hashing<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let written = self.target.write(bytes)?;
        self.hasher.update(&bytes[..written]);
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.target.flush()
    }
}
