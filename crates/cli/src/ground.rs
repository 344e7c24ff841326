//! The real machine, as this program finds it.

use camino::Utf8Path;
use sealift_app::{Exit, Failure, Ground};
use sealift_host::{Place, PlaceError};

use crate::interrupt;

/// This machine, or the world below a folder of it.
pub(crate) fn ground(root: Option<&Utf8Path>) -> Result<Ground, Failure> {
    let place = place(root)?;
    Ok(Ground {
        world: sealift_host::world(&place)?,
        paths: place.paths().clone(),
        root: place.root().clone(),
        scope: place.scope().clone(),
        process: std::process::id(),
        platform: sealift_host::platform().ok_or_else(|| {
            Failure::new(
                "platform-unknown",
                Exit::TargetIncompatible,
                std::env::consts::ARCH,
            )
        })?,
    })
}

/// Keeps this root's services running until it is asked to stop, or ends what does.
pub(crate) fn supervise(root: Option<&Utf8Path>, stop: bool) -> Result<(), Failure> {
    let place = place(root)?;
    let done = if stop {
        sealift_host::supervise::end(&place)
    } else {
        sealift_host::supervise::run(&place, interrupt::wish())
    };
    done.map_err(|error| Failure::new(error.code(), Exit::Locked, error))
}

fn place(root: Option<&Utf8Path>) -> Result<Place, Failure> {
    Place::find(root.map(Utf8Path::as_std_path))
        .map_err(|error: PlaceError| Failure::new(error.code(), Exit::Usage, error))
}
