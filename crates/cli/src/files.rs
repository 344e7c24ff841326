//! Files that a person names on the command line.

use camino::Utf8Path;
use sealift_app::{Exit, Failure};
use sealift_host::media::{self, MediaError};

use crate::interrupt;

/// Bytes of the largest document, the report of a very long log.
const MOST: u64 = 1 << 30;

/// Bytes of the largest text: answers and content of files that are asked for; a key has a few lines.
const MOST_TEXT: u64 = 8 << 20;

/// Reads a document whole.
pub(crate) fn read(path: &Utf8Path) -> Result<Vec<u8>, Failure> {
    read_at_most(path, MOST)
}

/// Reads a file whole as text.
pub(crate) fn read_text(path: &Utf8Path) -> Result<String, Failure> {
    read_text_of(path, MOST_TEXT)
}

/// The same of a file that may have so many bytes.
pub(crate) fn read_text_of(path: &Utf8Path, most: u64) -> Result<String, Failure> {
    String::from_utf8(read_at_most(path, most.min(MOST_TEXT))?)
        .map_err(|_| Failure::new("file-not-text", Exit::Usage, path))
}

fn read_at_most(path: &Utf8Path, most: u64) -> Result<Vec<u8>, Failure> {
    media::read_at_most(path.as_std_path(), most, interrupt::wish())
        .map_err(failed)?
        .ok_or_else(|| Failure::new("file-too-large", Exit::Usage, path))
}

/// Writes a file so that it is there whole or not at all.
pub(crate) fn write(path: &Utf8Path, bytes: &[u8]) -> Result<(), Failure> {
    let _work = interrupt::work();
    media::write_atomically(path.as_std_path(), |sink| -> Result<(), Unwritten> {
        sink.write_all(bytes)
            .map_err(|error| Unwritten(failed_io(path, &error)))
    })
    .map_err(|Unwritten(failure)| failure)
}

/// Makes the folder that is to take what is written, unless it is there.
pub(crate) fn make_folder(path: &Utf8Path) -> Result<(), Failure> {
    std::fs::create_dir_all(path).map_err(|error| {
        Failure::new(
            "output-write",
            Exit::MediaFailed,
            format!("{path}: {error}"),
        )
    })
}

/// Copies a file, whole or not at all.
pub(crate) fn copy(from: &Utf8Path, to: &Utf8Path) -> Result<(), Failure> {
    let mut source = media::open(from.as_std_path()).map_err(failed)?;
    let _work = interrupt::work();
    media::write_atomically(to.as_std_path(), |mut sink| -> Result<(), Unwritten> {
        std::io::copy(&mut source, &mut sink)
            .map_err(|error| Unwritten(failed_io(from, &error)))?;
        Ok(())
    })
    .map_err(|Unwritten(failure)| failure)
}

/// A failure on its way out of [`media::write_atomically`].
struct Unwritten(Failure);

impl From<MediaError> for Unwritten {
    fn from(error: MediaError) -> Self {
        Self(failed(error))
    }
}

fn failed_io(path: &Utf8Path, error: &std::io::Error) -> Failure {
    MediaError::within(error).map_or_else(
        || {
            Failure::new(
                "media-read-failed",
                Exit::MediaFailed,
                format!("{path}: {error}"),
            )
        },
        failed,
    )
}

/// An error of media or files that a person named.
pub(crate) fn failed(error: MediaError) -> Failure {
    Failure::of(error.code(), Exit::MediaFailed, &error)
}
