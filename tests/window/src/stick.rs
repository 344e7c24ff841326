//! A drive with packages on it: a folder of the test's own, which the program is told to treat as one.

use std::path::{Path, PathBuf};

/// A folder that is a drive, gone when dropped.
pub struct Stick {
    _above: tempfile::TempDir,
    folder: PathBuf,
}

impl Stick {
    /// A drive of this label with copies of files.
    #[must_use]
    pub fn holding(label: &str, files: &[&Path]) -> Self {
        let above = tempfile::Builder::new()
            .prefix("media")
            .tempdir()
            .expect("a folder");
        let folder = above.path().join(label);
        std::fs::create_dir(&folder).expect("a folder");
        let stick = Self {
            _above: above,
            folder,
        };
        for file in files {
            stick.add(file);
        }
        stick
    }

    /// Puts a copy of a file on it.
    pub fn add(&self, file: &Path) {
        let to = self.folder.join(file.file_name().expect("a name"));
        std::fs::copy(file, to).expect("copied");
    }

    /// Where it is mounted.
    #[must_use]
    pub fn folder(&self) -> &Path {
        &self.folder
    }
}
