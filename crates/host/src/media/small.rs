//! Files small enough to be held in memory: keys, answers, reports.

use std::io::Read;
use std::path::Path;

use sealift_engine::cancel::Cancel;

use super::{MediaError, open};

/// Reads a file whole; nothing where it has more than so many bytes, by its size or by what comes. A drive that stops
/// answering ends it, and so does a wish to stop.
///
/// # Errors
/// [`MediaError`] when it is no file or cannot be read to its end.
pub fn read_at_most(path: &Path, most: u64, wish: &Cancel) -> Result<Option<Vec<u8>>, MediaError> {
    let source = open(path)?;
    if source.size() > most {
        return Ok(None);
    }
    let name = source.path().to_owned();
    let mut bytes = Vec::new();
    // It may grow while it is read.
    let read = source
        .answering(wish)
        .reader()
        .take(most + 1)
        .read_to_end(&mut bytes);
    match read {
        Ok(read) if read as u64 > most => Ok(None),
        Ok(_) => Ok(Some(bytes)),
        Err(error) => Err(MediaError::of_reading(&error, &name)),
    }
}
