//! Small files that a person has chosen, read whole and written whole.

use camino::Utf8Path;
use sealift_app::{Cancel, Exit, Failure};
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
pub(crate) fn read(path: &Utf8Path, wish: &Cancel) -> Result<Vec<u8>, Failure> {
    read_at_most(path, MOST, wish)
}

/// A text's characters.
///
/// # Errors
/// [`Failure`] when it cannot be read, is too large, or is not UTF-8.
pub(crate) fn read_text(path: &Utf8Path, wish: &Cancel) -> Result<String, Failure> {
    let bytes = read_at_most(path, MOST_TEXT, wish)?;
    String::from_utf8(bytes).map_err(|_| Failure::new("file-not-text", Exit::Usage, path))
}

fn read_at_most(path: &Utf8Path, most: u64, wish: &Cancel) -> Result<Vec<u8>, Failure> {
    media::read_at_most(path.as_std_path(), most, wish)
        .map_err(failed)?
        .ok_or_else(|| Failure::new("file-too-large", Exit::Usage, path))
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
