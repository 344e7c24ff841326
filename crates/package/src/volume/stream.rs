//! Reading a volume from anything that can be read: a file, a pipe, a data diode.

use std::io;

use thiserror::Error;

use super::VolumeError;
use super::opening::{Opening, Seal, SealedVolume, VolumeOpening};
use super::reader::{Event, VolumeEnd, VolumeReader};
use super::source::{Buffered, VolumeSource};
use crate::manifest::Manifest;

/// Why a volume could not be read from a stream.
#[derive(Debug, Error, serde::Serialize)]
pub enum StreamError {
    /// The volume itself.
    #[error(transparent)]
    Volume(#[from] VolumeError),
    /// What it is read from failed (threat M3). Verified chunks may be kept, as of a volume cut short.
    #[error("reading failed at byte {at}, within {within}: {source}")]
    Read {
        /// How many bytes had come.
        at: u64,
        /// What was being read: an entry's name or a record.
        #[serde(serialize_with = "sealift_document::phrase")]
        within: String,
        /// What the operating system said.
        #[serde(serialize_with = "sealift_document::shown")]
        source: io::Error,
    },
}

impl StreamError {
    /// Whether the volume merely ended early or could not be read on, so that its verified chunks may be kept.
    #[must_use]
    pub const fn is_truncation(&self) -> bool {
        match self {
            Self::Volume(error) => error.is_truncation(),
            Self::Read { .. } => true,
        }
    }

    /// The stable code of this error.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::Volume(error) => error.code(),
            Self::Read { .. } => "volume-read",
        }
    }
}

/// A volume in a stream of which the manifest and the signatures have been read.
pub struct SealedStream<S: VolumeSource> {
    source: Buffered<S>,
    volume: SealedVolume,
}

/// A volume in a stream whose manifest is trusted.
pub struct VolumeStream<S: VolumeSource> {
    source: Buffered<S>,
    reader: VolumeReader,
    has_ended: bool,
}

impl<S: VolumeSource> SealedStream<S> {
    /// Reads up to the end of the signatures.
    ///
    /// # Errors
    /// [`StreamError`] when the stream fails or is no volume.
    pub fn open(source: S) -> Result<Self, StreamError> {
        let mut source = Buffered::new(source);
        let mut opening = VolumeOpening::new();
        loop {
            match opening.advance()? {
                Opening::Waiting(waiting) => opening = waiting,
                Opening::Sealed(volume) => return Ok(Self { source, volume }),
            }
            match source.fill(opening.piece()) {
                Ok(0) => return Err(opening.truncated().into()),
                Ok(_) => {}
                Err(source) => return Err(failed(opening.truncated(), source)),
            }
        }
    }

    /// What trust is to be decided on.
    #[must_use]
    pub const fn seal(&self) -> &Seal {
        self.volume.seal()
    }

    /// Goes on to the content, now that the caller trusts this manifest.
    ///
    /// # Errors
    /// [`VolumeError::OtherManifest`] when the manifest is not the one of this volume.
    pub fn admit(self, manifest: &Manifest) -> Result<(VolumeStream<S>, Seal), VolumeError> {
        let (reader, seal) = self.volume.admit(manifest)?;
        Ok((
            VolumeStream {
                source: self.source,
                reader,
                has_ended: false,
            },
            seal,
        ))
    }
}

impl<S: VolumeSource> VolumeStream<S> {
    /// The next that the volume tells; nothing when it has ended well.
    ///
    /// # Errors
    /// [`StreamError`] when the stream fails or ends early, or the volume is not of the one canonical form.
    pub fn next_event(&mut self) -> Result<Option<Event>, StreamError> {
        while !self.has_ended {
            // Before anything is read: an empty `volume.json` is whole once it has been entered, and nothing could be put
            // into it.
            if let Some(event) = self.reader.advance()? {
                return Ok(Some(event));
            }
            match self.source.fill(self.reader.piece()) {
                Ok(0) => {
                    self.reader.end()?;
                    self.has_ended = true;
                }
                Ok(_) => {}
                Err(source) => return Err(failed(self.reader.position(), source)),
            }
        }
        Ok(None)
    }

    /// The bytes of `index.json.zst`, once the index has been told.
    #[must_use]
    pub fn index_stored(&self) -> &[u8] {
        self.reader.index_stored()
    }

    /// Reads what is left, telling nothing of it.
    ///
    /// # Errors
    /// As [`VolumeStream::next_event`].
    pub fn finish(mut self) -> Result<VolumeEnd, StreamError> {
        while self.next_event()?.is_some() {}
        Ok(self.reader.end()?)
    }
}

/// The place where a truncation would be told is the place where reading failed.
fn failed(position: VolumeError, source: io::Error) -> StreamError {
    match position {
        VolumeError::Truncated { at, within } => StreamError::Read { at, within, source },
        other => StreamError::Volume(other),
    }
}
