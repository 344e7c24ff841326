//! Where a world begins, and where Sealift's own folders lie in it.

use std::io;
use std::path::Path;
use std::sync::Arc;

use camino::{Utf8Path, Utf8PathBuf};
use sealift_engine::effects::{FilesError, HostPath};
use sealift_engine::site::SitePaths;
use sealift_package::path::{PathError, RelativePath};
use sealift_plan::layout::{LayoutError, Scope, WorldRoot};
use thiserror::Error;

use crate::supervise::Supervisor;
use crate::survey::OS;
use crate::system;
use crate::system::files::HostFiles;

/// A place to work in: the machine itself, or a folder that stands for one.
#[derive(Debug, Clone)]
pub struct Place {
    root: WorldRoot,
    path: Utf8PathBuf,
    scope: Scope,
    paths: SitePaths,
}

/// Why there is no such place.
#[derive(Debug, Clone, PartialEq, Eq, Error, serde::Serialize)]
pub enum PlaceError {
    /// A file lies where the root should be, or on the way there.
    #[error("{path} is a file, or lies below one")]
    File {
        /// The path as it was given.
        path: String,
    },
    /// This user may not make or enter the folder.
    #[error("{path} may not be made or entered by this user")]
    Denied {
        /// The folder as it was given.
        path: String,
    },
    /// The folder cannot be used as a root.
    #[error("{path} cannot be used as a root: {reason}")]
    Root {
        /// The folder as it was given.
        path: String,
        /// Why.
        reason: String,
    },
    /// The root's path is not one of this system.
    #[error(transparent)]
    Layout(#[from] LayoutError),
    /// The user has no home directory that could be found.
    #[error("this user has no home directory")]
    Homeless,
    /// A path is too long.
    #[error(transparent)]
    Path(#[from] PathError),
}

impl PlaceError {
    /// The stable code of this error.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::File { .. } => "root-not-a-folder",
            Self::Denied { .. } => "root-denied",
            Self::Root { .. } => "root-unusable",
            Self::Layout(error) => error.code(),
            Self::Homeless => "home-missing",
            Self::Path(_) => "layout-path-too-long",
        }
    }
}

/// Whether this process may act for the whole machine.
#[must_use]
pub fn is_administrator() -> bool {
    system::launch::is_administrator()
}

impl Place {
    /// The machine itself: system-wide for an administrator, else for the user who runs this process.
    ///
    /// # Errors
    /// [`PlaceError`] when a user has no home.
    pub fn machine() -> Result<Self, PlaceError> {
        let root = WorldRoot::machine(OS);
        let path = Utf8PathBuf::from(root.as_str());
        let scope = if system::launch::is_administrator() {
            Scope::System
        } else {
            let home = system::launch::home().ok_or(PlaceError::Homeless)?;
            Scope::User {
                home: below_root(&home)?,
            }
        };
        Self::new(root, path, scope)
    }

    /// A world below a folder, which is made if it is not there. What the caller may do on the machine makes no
    /// difference to it.
    ///
    /// # Errors
    /// [`PlaceError`] when the folder cannot be made or used.
    pub fn relocated(folder: &Path) -> Result<Self, PlaceError> {
        let shown = || sealift_document::plain(&folder.to_string_lossy());
        let refused = |error: io::Error| refusal(shown(), &error);
        std::fs::create_dir_all(folder).map_err(refused)?;
        // The root itself may be reached through links; nothing below it may.
        let found = system::launch::real_path(folder).map_err(refused)?;
        let path = Utf8PathBuf::try_from(found).map_err(|_| PlaceError::Root {
            path: shown(),
            reason: "it is not UTF-8".into(),
        })?;
        let root = WorldRoot::relocated(OS, path.as_str())?;
        Self::new(root, path, Scope::System)
    }

    /// [`Place::relocated`] where a folder is given, else [`Place::machine`].
    ///
    /// # Errors
    /// [`PlaceError`].
    pub fn find(root: Option<&Path>) -> Result<Self, PlaceError> {
        root.map_or_else(Self::machine, Self::relocated)
    }

    fn new(root: WorldRoot, path: Utf8PathBuf, scope: Scope) -> Result<Self, PlaceError> {
        let [state, config, run] =
            system::launch::SITE_FOLDERS[usize::from(scope != Scope::System)];
        let home = match &scope {
            Scope::System => None,
            Scope::User { home } => Some(home),
        };
        let folder = |text: &str| -> Result<HostPath, PlaceError> {
            let below: RelativePath = text.parse()?;
            Ok(match home {
                Some(home) => home.join(&below)?,
                None => below.into(),
            })
        };
        let paths = SitePaths {
            state: folder(state)?,
            config: folder(config)?,
            run: folder(run)?,
        };
        Ok(Self {
            root,
            path,
            scope,
            paths,
        })
    }

    /// The root as paths are shown and rendered.
    #[must_use]
    pub const fn root(&self) -> &WorldRoot {
        &self.root
    }

    /// The root as an absolute path of the machine.
    #[must_use]
    pub fn path(&self) -> &Utf8Path {
        &self.path
    }

    /// For whom products are installed.
    #[must_use]
    pub const fn scope(&self) -> &Scope {
        &self.scope
    }

    /// Sealift's own folders.
    #[must_use]
    pub const fn paths(&self) -> &SitePaths {
        &self.paths
    }

    /// Whether it is a folder that stands for a machine.
    #[must_use]
    pub const fn is_relocated(&self) -> bool {
        self.root.is_relocated()
    }

    /// Whether it is the machine itself and the whole of it.
    #[must_use]
    pub fn is_machine(&self) -> bool {
        !self.is_relocated() && self.scope == Scope::System
    }

    /// How this very program is started to keep services running here: `sealift [--root R] supervise`.
    #[must_use]
    pub fn supervisor(&self) -> Supervisor {
        let mut arguments = Vec::new();
        if self.is_relocated() {
            arguments.extend(["--root".to_owned(), self.path.to_string()]);
        }
        arguments.push("supervise".into());
        Supervisor {
            program: std::env::current_exe().unwrap_or_default(),
            arguments,
        }
    }

    pub(crate) fn open_files(&self) -> Result<Arc<HostFiles>, FilesError> {
        HostFiles::open(&self.path, self.is_relocated()).map(Arc::new)
    }
}

fn refusal(path: String, error: &io::Error) -> PlaceError {
    match error.kind() {
        // Making a folder says so when something else has its name.
        io::ErrorKind::AlreadyExists | io::ErrorKind::NotADirectory => PlaceError::File { path },
        io::ErrorKind::PermissionDenied => PlaceError::Denied { path },
        _ => PlaceError::Root {
            path,
            reason: error.to_string(),
        },
    }
}

/// An absolute path of the machine as one below its root.
fn below_root(path: &Utf8Path) -> Result<HostPath, PlaceError> {
    let text = path.as_str().replace('\\', "/");
    let below = text.split_once('/').map_or("", |(_, below)| below);
    Ok(below.trim_end_matches('/').parse::<RelativePath>()?.into())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test says what failed by failing")]

    use super::*;

    #[test]
    fn a_relocated_world_has_everything_below_its_root() {
        let folder = tempfile::tempdir().unwrap();
        let place = Place::relocated(&folder.path().join("new/root")).unwrap();
        assert!(place.is_relocated());
        assert!(place.path().ends_with("new/root") && place.path().is_absolute());
        assert_eq!(*place.scope(), Scope::System);
        let arguments = place.supervisor().arguments;
        assert_eq!(arguments, ["--root", place.path().as_str(), "supervise"]);
        place.open_files().unwrap();
    }

    #[test]
    fn a_file_is_no_root() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("file");
        std::fs::write(&file, "x").unwrap();
        for path in [file.clone(), file.join("below")] {
            let error = Place::relocated(&path).unwrap_err();
            assert!(
                matches!(&error, PlaceError::File { path: shown } if *shown == path.to_string_lossy()),
                "{error:?}"
            );
        }
    }

    #[cfg(unix)]
    #[test]
    fn a_root_behind_a_link_is_the_folder_itself() {
        let folder = tempfile::tempdir().unwrap();
        std::fs::create_dir(folder.path().join("real")).unwrap();
        std::os::unix::fs::symlink("real", folder.path().join("link")).unwrap();
        let place = Place::relocated(&folder.path().join("link")).unwrap();
        assert!(place.path().ends_with("real"));
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn the_machine_is_roots_or_ones_own() {
        let place = match Place::machine() {
            Err(error) if !rustix::process::geteuid().is_root() => {
                return assert_eq!(error, PlaceError::Homeless); // nobody, for one
            }
            found => found.unwrap(),
        };
        let (root, state) = (place.root().as_str(), place.paths().state.as_str());
        assert_eq!(root, "/");
        if rustix::process::geteuid().is_root() {
            assert_eq!(state, "var/lib/sealift");
            assert_eq!(place.paths().config.as_str(), "etc/sealift");
        } else {
            assert!(state.ends_with(".local/state/sealift"), "{state}");
        }
        assert_eq!(
            below_root("C:\\Users\\alice".into()).unwrap().as_str(),
            "Users/alice"
        );
    }
}
