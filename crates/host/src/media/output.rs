//! Files written to a drive: whole under their name, or not there at all.

use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::path::Path;

use camino::Utf8PathBuf;

use super::MediaError;
use super::behalf::as_user;
use super::folder::directory_of;
use super::source::{Source, named, open};
use crate::system;

/// Writes a file beside its final name, makes it durable, and gives it that name; what was there before stays intact
/// until then, and a failure leaves nothing behind (threat M9). Errors of writing carry a [`MediaError`].
///
/// # Errors
/// [`MediaError`] in the caller's own error, or whatever the caller's writing failed with.
pub fn write_atomically<T, E: From<MediaError>>(
    path: &Path,
    write: impl FnOnce(&mut dyn Write) -> Result<T, E>,
) -> Result<T, E> {
    let mut draft = Draft::begin(path)?;
    let value = write(&mut draft)?;
    draft.publish()?;
    Ok(value)
}

/// A file being written beside its final name; dropped without [`Draft::publish`], it leaves nothing behind.
pub struct Draft {
    output: Output,
    unfinished: tempfile::TempPath,
}

impl Draft {
    /// Begins a file that will have this name.
    ///
    /// # Errors
    /// [`MediaError`] when nothing can be written there.
    pub fn begin(path: &Path) -> Result<Self, MediaError> {
        let path = named(path)?;
        let prefix = format!(".{}.", path.file_name().unwrap_or("export"));
        let mut builder = tempfile::Builder::new();
        let builder = builder.prefix(&prefix).suffix(".part");
        let unfinished = as_user(|| builder.tempfile_in(directory_of(&path)))
            .map_err(|error| not_written(&path, 0, None, &error))?;
        let (file, unfinished) = unfinished.into_parts();
        let file = BufWriter::with_capacity(1 << 20, file);
        let output = Output {
            file,
            path,
            written: 0,
        };
        Ok(Self { output, unfinished })
    }

    /// Makes the file durable and gives it its name.
    ///
    /// # Errors
    /// [`MediaError`]; what had the name before then still has it.
    pub fn publish(self) -> Result<(), MediaError> {
        self.publish_if(|_| Ok(()))
    }

    /// Makes the file durable, hands it to whoever reads it back, and gives it its name when that is content. What is
    /// read back comes from the drive where the system lets go of its copy in memory.
    ///
    /// # Errors
    /// [`MediaError`], the reader's among them; what had the name before then still has it.
    pub fn publish_if(
        self,
        read_back: impl FnOnce(Source) -> Result<(), MediaError>,
    ) -> Result<(), MediaError> {
        let path = self.output.path.clone();
        let failed = |error: io::Error| not_written(&path, 0, None, &error);
        let file = self.output.close()?;
        system::media::readable_by_all(&file).map_err(failed)?;
        file.sync_all()
            .map_err(|error| not_written(&path, 0, Some(&file), &error))?;
        system::media::forget(&file);
        drop(file);
        read_back(open(&self.unfinished)?)?;
        let unfinished = self.unfinished;
        as_user(|| unfinished.persist(&path).map_err(|error| error.error)).map_err(failed)?;
        let folder = directory_of(&path).as_std_path();
        as_user(|| system::media::sync_directory(folder)).map_err(failed)
    }
}

impl Write for Draft {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.output.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.output.flush()
    }
}

struct Output {
    file: BufWriter<File>,
    path: Utf8PathBuf,
    written: u64,
}

impl Output {
    fn close(self) -> Result<File, MediaError> {
        let (path, written) = (self.path, self.written);
        self.file.into_inner().map_err(|unfinished| {
            let (error, buffered) = unfinished.into_parts();
            not_written(&path, written, Some(buffered.get_ref()), &error)
        })
    }

    fn failed(&self, error: &io::Error) -> io::Error {
        not_written(&self.path, self.written, Some(self.file.get_ref()), error)
            .into_io(error.kind())
    }
}

impl Write for Output {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let count = self
            .file
            .write(bytes)
            .map_err(|error| self.failed(&error))?;
        self.written += count as u64;
        Ok(count)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.flush().map_err(|error| self.failed(&error))
    }
}

fn not_written(
    path: &Utf8PathBuf,
    written: u64,
    file: Option<&File>,
    error: &io::Error,
) -> MediaError {
    let path = path.clone();
    match error.kind() {
        io::ErrorKind::NotFound => MediaError::Missing { path },
        io::ErrorKind::PermissionDenied => MediaError::Denied { path },
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => MediaError::Full { path },
        io::ErrorKind::FileTooLarge => MediaError::TooLarge { path },
        io::ErrorKind::ReadOnlyFilesystem => MediaError::ReadOnly { path },
        _ if file.is_some_and(|file| system::media::is_unplugged(file, error)) => {
            MediaError::Unplugged { path, at: written }
        }
        _ => MediaError::WriteFailed {
            path,
            reason: error.to_string(),
        },
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test says what failed by failing")]

    use super::*;
    use std::fs;

    fn names(folder: &Path) -> Vec<String> {
        let name = |entry: io::Result<fs::DirEntry>| entry.unwrap().file_name().into_string();
        let mut names: Vec<_> = fs::read_dir(folder)
            .unwrap()
            .map(|e| name(e).unwrap())
            .collect();
        names.sort();
        names
    }

    #[test]
    fn an_export_appears_whole() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("log.json");
        for content in ["first", "second"] {
            let written: Result<usize, MediaError> = write_atomically(&path, |output| {
                output.write_all(content.as_bytes()).unwrap();
                Ok(content.len())
            });
            assert_eq!(written, Ok(content.len()));
            assert_eq!(fs::read_to_string(&path).unwrap(), content);
        }
        assert_eq!(names(folder.path()), ["log.json"]);
    }

    #[test]
    fn m09_an_export_that_fails_leaves_the_previous_one_alone() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("log.json");
        fs::write(&path, "previous").unwrap();
        let failed: Result<(), MediaError> = write_atomically(&path, |output| {
            output.write_all(&[0; 3 << 20]).unwrap();
            let path = Utf8PathBuf::from("log.json");
            Err(MediaError::Full { path })
        });
        assert_eq!(failed.unwrap_err().code(), "media-full");
        assert_eq!(fs::read_to_string(&path).unwrap(), "previous");
        assert_eq!(names(folder.path()), ["log.json"]);
    }

    #[test]
    fn m09_what_reads_back_otherwise_never_gets_its_name() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.sealift");
        fs::write(&path, "previous").unwrap();
        for is_right in [false, true] {
            let mut draft = Draft::begin(&path).unwrap();
            draft.write_all(b"written").unwrap();
            let published = draft.publish_if(|mut back| {
                let mut read = String::new();
                io::Read::read_to_string(&mut back, &mut read).unwrap();
                assert_eq!(read, "written", "what is read is what will have the name");
                let path = "a.sealift".into();
                if is_right {
                    Ok(())
                } else {
                    Err(MediaError::Differs { path })
                }
            });
            assert_eq!(published.is_ok(), is_right);
            let expected = if is_right { "written" } else { "previous" };
            assert_eq!(fs::read_to_string(&path).unwrap(), expected);
            assert_eq!(names(folder.path()), ["a.sealift"]);
        }
    }

    #[test]
    fn m09_a_full_drive_is_told_and_left_clean() {
        let Ok(full) = fs::OpenOptions::new().write(true).open("/dev/full") else {
            return; // only Linux has a device that is always full
        };
        let path = Utf8PathBuf::from("export.json");
        let mut output = Output {
            file: BufWriter::with_capacity(16, full),
            path: path.clone(),
            written: 0,
        };
        let error = output.write_all(&[7; 64]).unwrap_err();
        assert_eq!(MediaError::within(&error), Some(MediaError::Full { path }));
    }

    #[test]
    fn a_folder_that_is_not_there_is_named() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("no/log.json");
        let failed: Result<(), MediaError> = write_atomically(&path, |_| Ok(()));
        assert_eq!(failed.unwrap_err().code(), "media-missing");
    }
}
