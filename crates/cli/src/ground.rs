//! The real machine, as this program finds it.

use camino::Utf8Path;
use sealift_app::{Exit, Failure, Ground};
use sealift_host::supervise::SuperviseError;
use sealift_host::{GroundError, Place, PlaceError};

use crate::interrupt;

/// This machine, or the world below a folder of it.
pub(crate) fn ground(root: Option<&Utf8Path>) -> Result<Ground, Failure> {
    let place = place(root)?;
    let ground = place.ground(place.supervisor());
    ground.map_err(|error| match error {
        GroundError::Files(error) => error.into(),
        GroundError::Platform(_) => Failure::of(error.code(), Exit::TargetIncompatible, &error),
    })
}

/// Keeps this root's services running until it is asked to stop, or ends what does.
pub(crate) fn supervise(root: Option<&Utf8Path>, stop: bool) -> Result<(), Failure> {
    let place = place(root)?;
    let done = if stop {
        sealift_host::supervise::end(&place)
    } else {
        sealift_host::supervise::run(&place, &interrupt::work())
    };
    done.map_err(unsupervised)
}

/// A service manager reads the status: it leaves a site alone whose services somebody else keeps, and tries again after
/// anything that may pass.
fn unsupervised(error: SuperviseError) -> Failure {
    match error {
        SuperviseError::Files(error) => error.into(),
        SuperviseError::Running { .. } | SuperviseError::DoesNotEnd { .. } => {
            Failure::of(error.code(), Exit::Locked, &error)
        }
    }
}

fn place(root: Option<&Utf8Path>) -> Result<Place, Failure> {
    Place::find(root.map(Utf8Path::as_std_path))
        .map_err(|error: PlaceError| Failure::of(error.code(), Exit::Usage, &error))
}
