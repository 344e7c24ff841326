//! What running programs takes on Unix.

mod pipes;
#[cfg(target_os = "linux")]
mod sandbox;
#[cfg(test)]
mod tests;

use std::os::unix::process::ExitStatusExt;
use std::process::ExitStatus;

use sealift_engine::effects::Ended;

pub(crate) use pipes::Pipes;
#[cfg(target_os = "linux")]
pub(crate) use sandbox::{is_available as can_confine, start as start_confined};

#[cfg(not(target_os = "linux"))]
pub(crate) use crate::processes::unconfined::{can_confine, start_confined};

/// How a program ended.
pub(crate) fn ended(status: ExitStatus) -> Ended {
    match (status.code(), status.signal()) {
        (Some(code), _) => Ended::Status(code),
        (None, Some(signal)) => Ended::Signal(signal),
        (None, None) => Ended::Status(-1),
    }
}
