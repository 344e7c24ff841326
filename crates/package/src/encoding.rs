//! How the bytes of a chunk, and of the index, are stored: as they are, or as one zstd frame.
//!
//! A frame is of one shape (RFC 8878): its content size in the header, no dictionary, no checksum (digests cover
//! both sides of it), a window of at most 8 MiB. The header is looked at before zstd is; so is the digest of what is
//! stored, by the caller.

use schemars::JsonSchema;
use sealift_document::Digest;
use serde::{Deserialize, Serialize};
use thiserror::Error;
use zstd::bulk::{Compressor, Decompressor};
use zstd::zstd_safe::{self, CParameter};

use crate::limits;

/// The zstd level of everything that a writer of this version compresses: by measurement the lowest whose packages are as
/// small as a stream of its own (`docs/performance.md`). No reader cares.
pub const LEVEL: i32 = 3;

/// Chunks that zstd makes smaller by less than one part in this many are stored as they are.
const LEAST_SAVING: usize = 32;

/// How a chunk's bytes are stored.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Encoding {
    /// As they are.
    Raw,
    /// As one zstd frame.
    Zstd,
}

/// A chunk ready to be stored, with both its names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EncodedChunk {
    /// SHA-256 of the content: what makes two chunks the same.
    pub raw_sha256: Digest,
    /// Bytes of the content.
    pub raw_bytes: u64,
    /// How it is stored.
    pub encoding: Encoding,
    /// SHA-256 of `stored`: its name in volumes and in the depot.
    pub stored_sha256: Digest,
    /// The bytes to be stored.
    pub stored: Vec<u8>,
}

/// Why stored bytes do not yield the content that was promised.
#[derive(Debug, Clone, PartialEq, Eq, Error, serde::Serialize)]
pub enum DecodeError {
    /// The stored bytes do not begin with a frame header of the one shape.
    #[error("the compressed bytes do not form a zstd frame of this format: {rule}")]
    Frame {
        /// The rule that does not hold.
        #[serde(serialize_with = "sealift_document::phrase")]
        rule: &'static str,
    },
    /// The frame is damaged.
    #[error("the compressed bytes cannot be decompressed: {detail}")]
    Damaged {
        /// What zstd said.
        detail: String,
    },
    /// The content has another size than promised.
    #[error("the content has {found} bytes instead of {expected}")]
    Size {
        /// Bytes promised.
        expected: u64,
        /// Bytes found.
        found: u64,
    },
    /// The content has another digest than promised.
    #[error("the content has the digest {found} instead of {expected}")]
    Digest {
        /// The digest promised.
        expected: Digest,
        /// The digest found.
        found: Digest,
    },
}

impl DecodeError {
    /// The stable code of this error.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Frame { .. } => "encoding-frame",
            Self::Damaged { .. } => "encoding-damaged",
            Self::Size { .. } => "encoding-size",
            Self::Digest { .. } => "encoding-digest",
        }
    }
}

/// Compresses chunks and indexes; one for each thread, because its memory is used again.
pub struct Encoder(Compressor<'static>);

impl Default for Encoder {
    fn default() -> Self {
        Self::new()
    }
}

impl Encoder {
    /// An encoder with the parameters of the format.
    #[must_use]
    pub fn new() -> Self {
        let mut compressor = Compressor::default();
        for parameter in [
            CParameter::CompressionLevel(LEVEL),
            CParameter::WindowLog(limits::ZSTD_WINDOW_LOG),
            CParameter::ContentSizeFlag(true),
            CParameter::ChecksumFlag(false),
            CParameter::DictIdFlag(false),
        ] {
            compressor
                .set_parameter(parameter)
                .expect("zstd knows its own parameters");
        }
        Self(compressor)
    }

    /// Stores a chunk in the smaller way; as it is unless zstd saves about 3 %.
    pub fn chunk(&mut self, raw: Vec<u8>) -> EncodedChunk {
        let raw_sha256 = Digest::of(&raw);
        let raw_bytes = raw.len() as u64;
        let frame = self.frame(&raw);
        if is_worth_it(frame.len(), raw.len()) {
            let stored_sha256 = Digest::of(&frame);
            let encoding = Encoding::Zstd;
            return EncodedChunk {
                raw_sha256,
                raw_bytes,
                encoding,
                stored_sha256,
                stored: frame,
            };
        }
        let encoding = Encoding::Raw;
        EncodedChunk {
            raw_sha256,
            raw_bytes,
            encoding,
            stored_sha256: raw_sha256,
            stored: raw,
        }
    }

    /// Compresses bytes into one frame.
    pub fn frame(&mut self, raw: &[u8]) -> Vec<u8> {
        self.0
            .compress(raw)
            .expect("the buffer holds whatever zstd can make of it")
    }
}

/// Decompresses chunks and indexes; one for each thread, because its memory is used again.
#[derive(Default)]
pub struct Decoder(Decompressor<'static>);

impl Decoder {
    /// A decoder.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Yields a chunk's content from its stored bytes, whose digest has been checked. Its own digest is not: it was when the
    /// chunk was taken in, and whoever puts files together from it checks theirs.
    ///
    /// # Errors
    /// [`DecodeError`] when the content is not of exactly this size.
    pub fn chunk(
        &mut self,
        encoding: Encoding,
        stored: Vec<u8>,
        raw_bytes: u64,
    ) -> Result<Vec<u8>, DecodeError> {
        let raw = match encoding {
            Encoding::Raw => stored,
            Encoding::Zstd => self.frame(&stored, raw_bytes)?,
        };
        if raw.len() as u64 == raw_bytes {
            return Ok(raw);
        }
        Err(DecodeError::Size {
            expected: raw_bytes,
            found: raw.len() as u64,
        })
    }

    /// Decompresses one frame into exactly this many bytes.
    ///
    /// The size must have been bounded by the caller; no more than it is ever allocated (threat P17).
    ///
    /// # Errors
    /// [`DecodeError`] when the bytes are not one frame of the one shape with exactly this content size.
    pub fn frame(&mut self, stored: &[u8], raw_bytes: u64) -> Result<Vec<u8>, DecodeError> {
        check_frame(stored, raw_bytes)?;
        let capacity = usize::try_from(raw_bytes).map_err(|_| DecodeError::Frame {
            rule: "its content fits into memory",
        })?;
        let mut raw = Vec::with_capacity(capacity);
        self.0
            .decompress_to_buffer(stored, &mut raw)
            .map_err(|error| DecodeError::Damaged {
                detail: error.to_string(),
            })?;
        if raw.len() != capacity {
            return Err(DecodeError::Size {
                expected: raw_bytes,
                found: raw.len() as u64,
            });
        }
        Ok(raw)
    }
}

/// Whether a frame saves enough for everybody who reads it to have to decompress it.
const fn is_worth_it(frame: usize, raw: usize) -> bool {
    frame + raw / LEAST_SAVING < raw
}

/// Looks at the frame's header, before anything is decompressed.
fn check_frame(stored: &[u8], raw_bytes: u64) -> Result<(), DecodeError> {
    let refused = |rule| Err(DecodeError::Frame { rule });
    if !stored.starts_with(&zstd_safe::MAGICNUMBER.to_le_bytes()) {
        return refused("it begins with the zstd magic number");
    }
    match zstd_safe::get_frame_content_size(stored) {
        Ok(Some(found)) if found == raw_bytes => {}
        Ok(Some(found)) => {
            return Err(DecodeError::Size {
                expected: raw_bytes,
                found,
            });
        }
        _ => return refused("its header states the content's size"),
    }
    let descriptor = stored[4];
    if descriptor & 0b0001_1111 != 0 {
        return refused("it has no checksum, no dictionary and no reserved bits");
    }
    let single_segment = descriptor & 0b0010_0000 != 0;
    let window = if single_segment {
        raw_bytes
    } else {
        window(stored[5])
    };
    if window > 1 << limits::ZSTD_WINDOW_LOG {
        return refused("its window has at most 8 MiB");
    }
    match zstd_safe::find_frame_compressed_size(stored) {
        Ok(bytes) if bytes == stored.len() => Ok(()),
        _ => refused("it is whole, and alone"),
    }
}

/// The window size from its descriptor (RFC 8878, section 3.1.1.1.2).
const fn window(descriptor: u8) -> u64 {
    let base = 1 << (10 + (descriptor >> 3) as u64);
    base + base / 8 * (descriptor & 7) as u64
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(bytes: usize) -> Vec<u8> {
        b"the same few words again and again, "
            .iter()
            .copied()
            .cycle()
            .take(bytes)
            .collect()
    }

    fn noise(bytes: usize) -> Vec<u8> {
        (0..bytes.div_ceil(32) as u64)
            .flat_map(|n| *Digest::of(&n.to_le_bytes()).raw())
            .collect()
    }

    fn decode(chunk: &EncodedChunk) -> Result<Vec<u8>, DecodeError> {
        let EncodedChunk {
            encoding,
            stored,
            raw_bytes,
            ..
        } = chunk.clone();
        Decoder::new().chunk(encoding, stored, raw_bytes)
    }

    #[test]
    fn what_zstd_makes_smaller_is_stored_as_a_frame() {
        for bytes in [1000, 3 << 20, 8 << 20] {
            let raw = text(bytes);
            let chunk = Encoder::new().chunk(raw.clone());
            assert_eq!(chunk.encoding, Encoding::Zstd);
            assert_eq!(chunk.stored_sha256, Digest::of(&chunk.stored));
            assert_eq!(decode(&chunk), Ok(raw));
        }
    }

    #[test]
    fn what_it_does_not_is_stored_as_it_is() {
        for raw in [noise(1 << 20), b"x".to_vec()] {
            let chunk = Encoder::new().chunk(raw.clone());
            assert_eq!((chunk.encoding, &chunk.stored), (Encoding::Raw, &raw));
            assert_eq!(decode(&chunk), Ok(raw));
        }
    }

    #[test]
    fn a_frame_has_to_save_more_than_a_thirty_second_part() {
        assert!(is_worth_it(3099, 3200));
        assert!(!is_worth_it(3100, 3200));
        assert!(!is_worth_it(3200, 3200));
    }

    #[test]
    fn a_window_is_counted_as_the_specification_does() {
        // RFC 8878, section 3.1.1.1.2: from 1 KiB on, by powers of two and eighths of them.
        assert_eq!(window(0), 1 << 10);
        assert_eq!(window(7), (1 << 10) + 7 * 128);
        assert_eq!(window((3 << 3) | 1), (1 << 13) + (1 << 10));
        assert_eq!(window(13 << 3), 1 << limits::ZSTD_WINDOW_LOG);
    }

    #[test]
    fn p17_what_follows_a_frame_is_refused_before_anything_is_decompressed() {
        let raw = text(1000);
        let frame = Encoder::new().frame(&raw);
        assert_eq!(check_frame(&frame, 1000), Ok(()));
        let more = [&frame[..], b"x"].concat();
        for bad in [&more[..], &frame[..frame.len() - 1]] {
            let refused = Err(DecodeError::Frame {
                rule: "it is whole, and alone",
            });
            assert_eq!(check_frame(bad, 1000), refused);
        }
    }

    #[test]
    fn an_encoder_used_again_makes_the_same_frame() {
        let mut encoder = Encoder::new();
        let first = encoder.chunk(text(5 << 20));
        encoder.chunk(noise(100_000));
        assert_eq!(encoder.chunk(text(5 << 20)), first);
        assert_eq!(Encoder::new().chunk(text(5 << 20)), first);
    }

    /// A new zstd at the vendor changes stored bytes; that may happen, but never unnoticed.
    #[test]
    fn the_frame_of_a_known_text_is_known() {
        let golden = "804ddf2b1577ec7ccace82865b2231bba2190be55d6b77aad0c914bc2c1deee6";
        assert_eq!(
            Digest::of(&Encoder::new().frame(&text(100_000))).to_string(),
            golden
        );
    }

    #[test]
    fn p17_a_frame_yields_what_was_promised_or_nothing() {
        let raw = text(3 << 20);
        let frame = Encoder::new().frame(&raw);
        let size = raw.len() as u64;
        let refused = |stored: &[u8], size| Decoder::new().frame(stored, size).is_err();
        assert!(!refused(&frame, size));
        assert!(refused(&frame, size - 1) && refused(&frame, size + 1) && refused(&frame, 0));
        assert!(refused(&frame[..frame.len() - 1], size), "cut short");
        assert!(
            refused(&[&frame[..], b"x"].concat(), size),
            "followed by something"
        );
        assert!(refused(&[&frame[..], &frame].concat(), size), "two frames");
        assert!(
            refused(&[b"\x50\x2a\x4d\x18\0\0\0\0", &frame[..]].concat(), size),
            "skippable"
        );
        assert!(refused(b"", size) && refused(&frame[..4], size) && refused(&frame[..5], size));
    }

    #[test]
    fn p17_other_shapes_of_frames_are_refused() {
        let raw = text(20 << 20);
        let with = |parameters: &[CParameter]| {
            let mut compressor = Compressor::default();
            for parameter in parameters {
                compressor.set_parameter(*parameter).expect("a parameter");
            }
            Decoder::new().frame(&compressor.compress(&raw).expect("room"), raw.len() as u64)
        };
        assert!(with(&[CParameter::WindowLog(23)]).is_ok());
        assert!(with(&[CParameter::WindowLog(24)]).is_err(), "window");
        assert!(with(&[CParameter::WindowLog(23), CParameter::ChecksumFlag(true)]).is_err());
        assert!(
            with(&[
                CParameter::WindowLog(23),
                CParameter::ContentSizeFlag(false)
            ])
            .is_err()
        );
    }
}
