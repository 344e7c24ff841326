//! Reading a volume as an importer does, and what came of it.

use sealift_document::Digest;
use sealift_package::manifest::Manifest;
use sealift_package::volume::{
    CheckedChunk, ChunkError, Event, Opening, Seal, SealedStream, StreamError, VolumeEnd,
    VolumeError, VolumeHint, VolumeOpening,
};

/// What a volume yielded until it ended or was refused.
#[derive(Debug, Default)]
pub struct Yield {
    /// The manifest's bytes and the signature files, once the manifest was admitted.
    pub seal: Option<Seal>,
    /// What the volume says of itself.
    pub hint: Option<VolumeHint>,
    /// Whether an index was read.
    pub has_index: bool,
    /// Chunks whose bytes are what their names say.
    pub chunks: Vec<CheckedChunk>,
    /// Names of the chunks whose bytes are not.
    pub damaged: Vec<Digest>,
    /// How the volume ended, where it ended well.
    pub end: Option<VolumeEnd>,
    /// Why it was refused.
    pub refusal: Option<VolumeError>,
}

impl Yield {
    /// Ended well, and every chunk is what its name says.
    #[must_use]
    pub fn is_accepted(&self) -> bool {
        self.end.is_some() && self.damaged.is_empty()
    }

    /// The code of the refusal; `accepted` where there is none.
    #[must_use]
    pub fn code(&self) -> &'static str {
        self.refusal.as_ref().map_or("accepted", VolumeError::code)
    }

    fn take(&mut self, event: Event) -> Result<(), VolumeError> {
        match event {
            Event::Hint(hint) => self.hint = Some(hint),
            Event::Index(_) => self.has_index = true,
            Event::Chunk(chunk) => match chunk.check() {
                Ok(chunk) => self.chunks.push(chunk),
                Err(ChunkError::Damaged { digest, .. }) => self.damaged.push(digest),
                Err(ChunkError::Volume(error)) => return Err(error),
            },
        }
        Ok(())
    }
}

/// Pushes the bytes in pieces of this size.
#[must_use]
pub fn push(volume: &[u8], manifest: &Manifest, piece: usize) -> Yield {
    let mut result = Yield::default();
    match push_all(&mut result, volume, manifest, piece) {
        Ok(end) => result.end = Some(end),
        Err(error) => result.refusal = Some(error),
    }
    result
}

fn push_all(
    result: &mut Yield,
    volume: &[u8],
    manifest: &Manifest,
    piece: usize,
) -> Result<VolumeEnd, VolumeError> {
    let mut pieces = volume.chunks(piece);
    let mut input: &[u8] = &[];
    let mut opening = VolumeOpening::new();
    let sealed = loop {
        if input.is_empty() {
            let Some(next) = pieces.next() else {
                return Err(opening.truncated());
            };
            input = next;
        }
        match opening.push(&mut input)? {
            Opening::Waiting(waiting) => opening = waiting,
            Opening::Sealed(sealed) => break sealed,
        }
    };
    let (mut reader, seal) = sealed.admit(manifest)?;
    result.seal = Some(seal);
    loop {
        while let Some(event) = reader.push(&mut input)? {
            result.take(event)?;
        }
        match pieces.next() {
            Some(next) => input = next,
            None => return reader.end(),
        }
    }
}

/// Pulls the bytes from a reader.
#[must_use]
pub fn pull(volume: &[u8], manifest: &Manifest) -> Yield {
    let mut result = Yield::default();
    match pull_all(&mut result, volume, manifest) {
        Ok(end) => result.end = Some(end),
        Err(StreamError::Volume(error)) => result.refusal = Some(error),
        Err(StreamError::Read { .. }) => unreachable!("memory can be read"),
    }
    result
}

fn pull_all(
    result: &mut Yield,
    volume: &[u8],
    manifest: &Manifest,
) -> Result<VolumeEnd, StreamError> {
    let (mut stream, seal) = SealedStream::open(volume)?.admit(manifest)?;
    result.seal = Some(seal);
    while let Some(event) = stream.next_event()? {
        result.take(event)?;
    }
    stream.finish()
}
