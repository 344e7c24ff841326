//! What is fetched once and kept between runs, below the target folder.

use std::fs::File;
use std::path::{Path, PathBuf};

/// A folder that outlives the run, filled by one journey at a time.
pub struct Cache {
    folder: PathBuf,
    _lock: File,
}

impl Cache {
    /// Opens `<target>/journeys/<name>`, waiting for others who are filling it.
    ///
    /// What fills it must notice by itself when nothing is left to do.
    #[must_use]
    pub fn open(name: &str) -> Self {
        let kept = target().join("journeys");
        let folder = kept.join(name);
        std::fs::create_dir_all(&folder).expect("a folder below target");
        let lock = File::create(kept.join(format!("{name}.lock"))).expect("a lock file");
        lock.lock().expect("the lock");
        Self {
            folder,
            _lock: lock,
        }
    }

    /// The folder.
    #[must_use]
    pub fn folder(&self) -> &Path {
        &self.folder
    }
}

/// The target folder; a test binary lies in `<target>/<profile>/deps`.
fn target() -> PathBuf {
    let own = std::env::current_exe().expect("a test knows where it is");
    let target = own.ancestors().nth(3).expect("a target folder");
    target.to_owned()
}
