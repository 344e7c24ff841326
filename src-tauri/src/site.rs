//! The site that the window shows.

use camino::{Utf8Path, Utf8PathBuf};
use clap::Parser;
use sealift_app::{Claims, Exit, Facility, Failure, Ground};
use sealift_host::Place;
use sealift_host::supervise::Supervisor;

/// Shows the verified releases on this machine, and what is done with them.
#[derive(Debug, Clone, Parser)]
#[command(name = "sealift-desktop", version)]
pub(crate) struct Site {
    /// Relocate everything (state, policy and every installed path) below this folder
    #[arg(long, value_name = "DIR", env = "SEALIFT_ROOT")]
    root: Option<Utf8PathBuf>,
}

impl Site {
    /// Opens it, for one question: it may be founded, or changed by the command line, while the window is open.
    ///
    /// # Errors
    /// [`Failure`] `state-absent` when nobody has begun one here.
    pub(crate) fn open(&self) -> Result<Facility, Failure> {
        Facility::open(self.ground()?, Claims::default())
    }

    fn ground(&self) -> Result<Ground, Failure> {
        let root = self.root.as_deref().map(Utf8Path::as_std_path);
        let place =
            Place::find(root).map_err(|error| Failure::new(error.code(), Exit::Usage, error))?;
        let unknown = || {
            Failure::new(
                "platform-unknown",
                Exit::TargetIncompatible,
                std::env::consts::ARCH,
            )
        };
        Ok(Ground {
            world: sealift_host::world_with(&place, supervisor(&place))?,
            paths: place.paths().clone(),
            root: place.root().clone(),
            scope: place.scope().clone(),
            process: std::process::id(),
            platform: sealift_host::platform().ok_or_else(unknown)?,
        })
    }
}

/// Services outlive this window: `sealift`, which lies beside this program, keeps them.
fn supervisor(place: &Place) -> Supervisor {
    let mut supervisor = place.supervisor();
    let name = format!("sealift{}", std::env::consts::EXE_SUFFIX);
    supervisor.program.set_file_name(name);
    supervisor
}
