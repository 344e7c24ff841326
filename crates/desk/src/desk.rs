//! Where questions are answered.

use std::path::{Path, PathBuf};

use camino::{Utf8Path, Utf8PathBuf};
use sealift_app::{Exit, Failure, Ground};
use sealift_host::supervise::Supervisor;
use sealift_host::{GroundError, Place};

/// Where a desk stands: the machine itself, or a folder that stands for one.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct DeskPlace {
    /// The folder; nothing for the machine.
    pub root: Option<Utf8PathBuf>,
}

/// Answers on a real machine.
#[derive(Debug, Clone)]
pub struct Desk {
    place: Place,
}

impl Desk {
    /// A desk at a place.
    ///
    /// # Errors
    /// [`Failure`] when the folder cannot be used, or a user has no home.
    pub fn at(place: &DeskPlace) -> Result<Self, Failure> {
        let root = place.root.as_deref().map(Utf8Path::as_std_path);
        let place =
            Place::find(root).map_err(|error| Failure::of(error.code(), Exit::Usage, &error))?;
        Ok(Self { place })
    }

    /// The place, for showing.
    #[must_use]
    pub const fn place(&self) -> &Place {
        &self.place
    }

    pub(crate) fn ground(&self) -> Result<Ground, Failure> {
        let ground = self.place.ground(supervisor(&self.place));
        ground.map_err(|error| match error {
            GroundError::Files(error) => error.into(),
            GroundError::Platform(_) => Failure::of(error.code(), Exit::TargetIncompatible, &error),
        })
    }
}

/// Services outlive this process: `sealift` keeps them.
fn supervisor(place: &Place) -> Supervisor {
    let mut supervisor = place.supervisor();
    supervisor.program = keeper(&supervisor.program);
    supervisor
}

/// Where `sealift` lies, as seen from this program: beside it, or among the programs where packages put the elevated
/// side out of the way.
fn keeper(own: &Path) -> PathBuf {
    let name = format!("sealift{}", std::env::consts::EXE_SUFFIX);
    let folder = own.parent().unwrap_or(Path::new(""));
    match folder
        .to_str()
        .and_then(|folder| folder.strip_suffix("/libexec/sealift"))
    {
        Some(prefix) => Path::new(prefix).join("bin").join(name),
        None => folder.join(name),
    }
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;

    #[test]
    fn the_command_that_keeps_services_is_found_from_every_program() {
        let found = |own: &str| keeper(Path::new(own));
        assert_eq!(
            found("/usr/bin/sealift-desktop"),
            Path::new("/usr/bin/sealift")
        );
        assert_eq!(
            found("/usr/libexec/sealift/sealift-helper"),
            Path::new("/usr/bin/sealift")
        );
        assert_eq!(found("/opt/a/sealift-desktop"), Path::new("/opt/a/sealift"));
    }
}
