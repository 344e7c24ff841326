//! Files that appear whole or not at all, and never in the place of another.
#![allow(
    clippy::disallowed_methods,
    reason = "export mode writes the vendor's own files"
)]

use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};

use tempfile::{Builder, NamedTempFile};
use thiserror::Error;

/// Why a file could not be written.
#[derive(Debug, Error, serde::Serialize)]
pub enum OutputError {
    /// There is one of that name.
    #[error("{} is there already; it is never overwritten", .path.display())]
    Exists {
        /// Where.
        #[serde(serialize_with = "sealift_document::shown_path")]
        path: PathBuf,
    },
    /// The operating system refused, for want of space or rights.
    #[error("{} cannot be written: {source}", .path.display())]
    Write {
        /// Where.
        #[serde(serialize_with = "sealift_document::shown_path")]
        path: PathBuf,
        /// What the operating system said.
        #[serde(serialize_with = "sealift_document::shown")]
        source: io::Error,
    },
}

impl OutputError {
    /// The stable code of this error.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Exists { .. } => "output-exists",
            Self::Write { .. } => "output-write",
        }
    }

    pub(crate) fn write(path: &Path) -> impl FnOnce(io::Error) -> Self {
        move |source| Self::Write {
            path: path.into(),
            source,
        }
    }
}

/// Who may read a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Readers {
    /// Its owner alone.
    Owner,
    /// Whoever the system's habits allow.
    Everyone,
}

/// A file that is being written under a name nobody looks for; dropped, it is gone.
pub(crate) struct Draft {
    file: NamedTempFile,
    to: PathBuf,
}

impl Draft {
    /// Begins a file that is to appear at this path.
    pub(crate) fn begin(to: &Path, readers: Readers) -> Result<Self, OutputError> {
        let folder = folder_of(to);
        let mut builder = Builder::new();
        builder.prefix(".sealift-").suffix(".part");
        restrict(&mut builder, readers);
        let file = builder
            .tempfile_in(folder)
            .map_err(OutputError::write(to))?;
        Ok(Self {
            file,
            to: to.into(),
        })
    }

    /// The file, open for reading and writing.
    pub(crate) fn file(&self) -> &File {
        self.file.as_file()
    }

    /// The path at which it is to appear.
    pub(crate) fn destination(&self) -> &Path {
        &self.to
    }

    /// Lets it appear, durable, unless there is a file of its name.
    pub(crate) fn publish(self) -> Result<PathBuf, OutputError> {
        self.file
            .as_file()
            .sync_all()
            .map_err(OutputError::write(&self.to))?;
        match self.file.persist_noclobber(&self.to) {
            Ok(_) => {}
            Err(error) if error.error.kind() == io::ErrorKind::AlreadyExists => {
                return Err(OutputError::Exists { path: self.to });
            }
            Err(error) => return Err(OutputError::write(&self.to)(error.error)),
        }
        sync_folder(folder_of(&self.to)).map_err(OutputError::write(&self.to))?;
        Ok(self.to)
    }

    /// Lets it take the place of the file of its name, in one step.
    pub(crate) fn replace(self) -> Result<PathBuf, OutputError> {
        self.file
            .as_file()
            .sync_all()
            .map_err(OutputError::write(&self.to))?;
        let persisted = self.file.persist(&self.to);
        persisted.map_err(|error| OutputError::write(&self.to)(error.error))?;
        sync_folder(folder_of(&self.to)).map_err(OutputError::write(&self.to))?;
        Ok(self.to)
    }
}

/// A file without a name, for what is too large for memory; the system frees it however this program ends.
pub(crate) fn nameless(folder: &Path) -> Result<File, OutputError> {
    tempfile::tempfile_in(folder).map_err(OutputError::write(folder))
}

/// Makes the folder that takes the output.
pub(crate) fn make_folder(folder: &Path) -> Result<(), OutputError> {
    fs::create_dir_all(folder).map_err(OutputError::write(folder))
}

/// Takes back what was just published.
pub(crate) fn withdraw(paths: &[PathBuf]) {
    for path in paths {
        // The error that led here is told; a file that cannot even be removed is a whole one all the same.
        let _ = fs::remove_file(path);
    }
}

pub(crate) fn refuse_existing(path: &Path) -> Result<(), OutputError> {
    match fs::symlink_metadata(path) {
        Ok(_) => Err(OutputError::Exists { path: path.into() }),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
        Err(error) => Err(OutputError::write(path)(error)),
    }
}

fn folder_of(path: &Path) -> &Path {
    match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    }
}

#[cfg(unix)]
fn restrict(builder: &mut Builder<'_, '_>, readers: Readers) {
    use std::os::unix::fs::PermissionsExt as _;
    let mode = match readers {
        Readers::Owner => 0o600,
        Readers::Everyone => 0o644,
    };
    builder.permissions(fs::Permissions::from_mode(mode));
}

/// Elsewhere a new file takes the rights of its folder.
#[cfg(not(unix))]
fn restrict(_: &mut Builder<'_, '_>, _: Readers) {}

#[cfg(unix)]
fn sync_folder(folder: &Path) -> io::Result<()> {
    File::open(folder)?.sync_all()
}

/// Windows keeps a rename by itself.
#[cfg(not(unix))]
fn sync_folder(_: &Path) -> io::Result<()> {
    Ok(())
}
