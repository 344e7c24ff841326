//! Reading a whole volume strictly, believing no signature: for showing it, checking it and signing it.

use std::io::Read;
use std::sync::Arc;

use sealift_document::Digest;
use sealift_package::index::Index;
use sealift_package::manifest::{Manifest, ManifestError};
use sealift_package::volume::{
    CheckedChunk, CheckedEvent, ChunkError, Seal, SealedStream, StreamError, VolumeEnd,
    VolumeError, VolumeHint,
};
use thiserror::Error;

/// What a volume holds, when it is whole.
#[derive(Debug)]
pub struct Survey {
    /// The manifest's bytes and the signatures.
    pub seal: Seal,
    /// The manifest; nobody has vouched for it.
    pub manifest: Manifest,
    /// What the volume says of itself.
    pub hint: VolumeHint,
    /// The index.
    pub index: Arc<Index>,
    /// The bytes of `index.json.zst`.
    pub index_stored: Vec<u8>,
    /// The ordinals of the chunks in this volume.
    pub present: Vec<u32>,
    /// Chunks whose bytes are damaged.
    pub damaged: Vec<Digest>,
    /// Its size and number of chunks.
    pub end: VolumeEnd,
}

/// Why a volume could not be read to its end.
#[derive(Debug, Error, serde::Serialize)]
pub enum SurveyError {
    /// The volume, or reading it.
    #[error(transparent)]
    Stream(#[from] StreamError),
    /// Its manifest.
    #[error(transparent)]
    Manifest(#[from] ManifestError),
    /// The work was asked to stop.
    #[error("cancelled")]
    Cancelled,
}

impl SurveyError {
    /// The stable code of this error.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::Stream(error) => error.code(),
            Self::Manifest(error) => error.code(),
            Self::Cancelled => "cancelled",
        }
    }
}

impl From<VolumeError> for SurveyError {
    fn from(error: VolumeError) -> Self {
        Self::Stream(StreamError::Volume(error))
    }
}

/// Reads a volume to its end. Every chunk that is whole is shown to `chunk`, which says whether to go on.
///
/// # Errors
/// [`SurveyError`] when the volume cannot be read to its end; damaged chunks are listed instead.
pub fn survey(
    source: impl Read,
    mut chunk: impl FnMut(&CheckedChunk) -> bool,
) -> Result<Survey, SurveyError> {
    let sealed = SealedStream::open(source)?;
    let manifest = Manifest::parse(&sealed.seal().manifest)?;
    let (mut stream, seal) = sealed.admit(&manifest)?;
    let (mut hint, mut index) = (None, None);
    let (mut present, mut damaged) = (vec![], vec![]);
    stream.check_all(|event| {
        match event {
            CheckedEvent::Hint(found) => hint = Some(found),
            CheckedEvent::Index(found) => index = Some(found),
            CheckedEvent::Chunk(_, Ok(checked)) => {
                present.push(checked.ordinal());
                if !chunk(&checked) {
                    return Err(SurveyError::Cancelled);
                }
            }
            CheckedEvent::Chunk(_, Err(ChunkError::Damaged { digest, .. })) => damaged.push(digest),
            CheckedEvent::Chunk(_, Err(ChunkError::Volume(error))) => return Err(error.into()),
        }
        Ok(())
    })?;
    let index_stored = stream.index_stored().to_vec();
    let end = stream.finish()?;
    Ok(Survey {
        seal,
        index_stored,
        manifest,
        hint: hint.expect("a volume that has ended had a hint"),
        index: index.expect("a volume that has ended had an index"),
        present,
        damaged,
        end,
    })
}
