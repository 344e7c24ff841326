//! A component's regular files as one stream, hashed as they pass.
#![allow(
    clippy::disallowed_methods,
    reason = "export mode reads the vendor's own files"
)]

use std::fs::File;
use std::io::{self, Read};
use std::path::PathBuf;

use sealift_document::{Count, Digest, Hasher};
use sealift_package::index::FileRow;

use super::PackError;
use crate::tree::SourceFile;

/// Reads files one after the other; each must be what it was when the tree was walked.
pub(super) struct FileStream<'a> {
    rest: std::slice::Iter<'a, SourceFile>,
    current: Option<Current<'a>>,
    rows: Vec<FileRow>,
    offset: u64,
    failure: Option<PackError>,
}

struct Current<'a> {
    source: &'a SourceFile,
    file: File,
    hasher: Hasher,
    bytes: u64,
}

impl<'a> FileStream<'a> {
    pub(super) fn new(files: &'a [SourceFile]) -> Self {
        Self {
            rest: files.iter(),
            current: None,
            rows: Vec::with_capacity(files.len()),
            offset: 0,
            failure: None,
        }
    }

    /// The rows of all files, once the stream has been read to its end.
    pub(super) fn finish(self) -> Vec<FileRow> {
        self.rows
    }

    /// Why reading failed.
    pub(super) fn failure(&mut self, error: io::Error) -> PackError {
        let path = self
            .current
            .as_ref()
            .map_or_else(PathBuf::new, |c| c.source.from.clone());
        self.failure.take().unwrap_or(PackError::Read {
            path,
            source: error,
        })
    }

    fn fail(&mut self, failure: PackError) -> io::Error {
        self.failure = Some(failure);
        io::Error::other("see the failure kept beside the stream")
    }

    fn open_next(&mut self) -> io::Result<bool> {
        let Some(source) = self.rest.next() else {
            return Ok(false);
        };
        let file = File::open(&source.from).map_err(|error| {
            self.fail(PackError::Read {
                path: source.from.clone(),
                source: error,
            })
        })?;
        self.current = Some(Current {
            source,
            file,
            hasher: Hasher::new(),
            bytes: 0,
        });
        Ok(true)
    }

    /// Ends a file: as long as it was, and not written to since the tree was walked.
    fn close(&mut self, current: Current<'_>) -> io::Result<()> {
        let Current {
            source,
            file,
            hasher,
            bytes,
        } = current;
        let now = file.metadata();
        let same = now.is_ok_and(|now| {
            let unwritten = now.modified().ok() == source.modified;
            now.len() == source.bytes && bytes == source.bytes && unwritten
        });
        if !same {
            let path = source.from.clone();
            return Err(self.fail(PackError::Changed { path }));
        }
        let count = |value| Count::try_from(value).unwrap_or(Count::MAX);
        self.rows.push(FileRow {
            bytes: count(bytes),
            mode: source.mode,
            offset: count(self.offset),
            path: source.path.clone(),
            sha256: hasher.finish(),
        });
        self.offset += bytes;
        Ok(())
    }
}

impl Read for FileStream<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        loop {
            let Some(current) = &mut self.current else {
                if self.open_next()? {
                    continue;
                }
                return Ok(0);
            };
            // One byte beyond the size is asked for, so that a file that grows without end is noticed at once.
            let most =
                usize::try_from(current.source.bytes + 1 - current.bytes).unwrap_or(usize::MAX);
            let most = most.min(buffer.len());
            let read = current.file.read(&mut buffer[..most])?;
            current.hasher.update(&buffer[..read]);
            current.bytes += read as u64;
            let grown = current.bytes > current.source.bytes;
            if read > 0 && !grown {
                return Ok(read);
            }
            let current = self.current.take().expect("it was there a moment ago");
            self.close(current)?;
        }
    }
}

/// The digest of a small file's bytes.
pub(super) fn digest_of(rows: &[FileRow], path: &str) -> Option<(Digest, Count)> {
    let row = rows.iter().find(|row| row.path.as_str() == path)?;
    Some((row.sha256, row.bytes))
}
