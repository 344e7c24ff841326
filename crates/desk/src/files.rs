//! Small files that a person has chosen, read whole and written whole.

use std::io::Read as _;

use camino::Utf8Path;
use sealift_app::{Exit, Failure};
use sealift_document::Digest;
use sealift_host::media::{self, MediaError, write_atomically};

use crate::calls::media::failed;
use crate::data::Saved;

/// The most bytes of a chosen document: a report with all its evidence is the largest.
const MOST: u64 = 1 << 30;
/// The most bytes of a chosen text: a key, a checkpoint, answers.
const MOST_TEXT: u64 = 8 << 20;

/// A document's bytes.
///
/// # Errors
/// [`Failure`] when it cannot be read, or is larger than any of ours.
pub(crate) fn read(path: &Utf8Path) -> Result<Vec<u8>, Failure> {
    read_at_most(path, MOST)
}

/// A text's characters.
///
/// # Errors
/// [`Failure`] when it cannot be read, is too large, or is not UTF-8.
pub(crate) fn read_text(path: &Utf8Path) -> Result<String, Failure> {
    let bytes = read_at_most(path, MOST_TEXT)?;
    String::from_utf8(bytes).map_err(|_| Failure::new("file-not-text", Exit::Usage, path))
}

fn read_at_most(path: &Utf8Path, most: u64) -> Result<Vec<u8>, Failure> {
    let source = media::open(path.as_std_path()).map_err(failed)?;
    if source.size() > most {
        return Err(Failure::new("file-too-large", Exit::Usage, path));
    }
    let mut bytes = Vec::new();
    let read = source.take(most).read_to_end(&mut bytes);
    read.map_err(|error| match MediaError::within(&error) {
        Some(error) => failed(error),
        None => Failure::new(
            "media-read-failed",
            Exit::MediaFailed,
            format!("{path}: {error}"),
        ),
    })?;
    Ok(bytes)
}

/// Writes a document where a person chose: whole or not at all.
///
/// # Errors
/// [`Failure`] when there is no room, no right, or no drive any more.
pub(crate) fn write(path: &Utf8Path, bytes: &[u8]) -> Result<Saved, Failure> {
    write_atomically(path.as_std_path(), |file| {
        file.write_all(bytes)
            .map_err(|error| match MediaError::within(&error) {
                Some(error) => error,
                None => MediaError::WriteFailed {
                    path: path.to_owned(),
                    reason: error.to_string(),
                },
            })
    })
    .map_err(failed)?;
    Ok(Saved {
        place: path.to_string(),
        bytes: bytes.len() as u64,
        sha256: Digest::of(bytes).to_string(),
    })
}
