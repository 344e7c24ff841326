//! What running programs takes on Unix.

mod pipes;
#[cfg(target_os = "linux")]
mod sandbox;
#[cfg(test)]
mod tests;

use std::os::unix::process::ExitStatusExt;
use std::process::ExitStatus;
use std::time::Duration;

use sealift_engine::effects::Ended;

use super::family::Family;

pub(crate) use pipes::Pipes;
#[cfg(target_os = "linux")]
pub(crate) use sandbox::{is_available as can_confine, start as start_confined};

#[cfg(not(target_os = "linux"))]
pub(crate) use crate::processes::unconfined::{can_confine, start_confined};

/// Ends all processes that carry a mark.
///
/// # Errors
/// A reason in words when one lives on.
pub(crate) fn end_marked(mark: &str, grace: Duration) -> Result<(), String> {
    let family = Family::marked(mark);
    family
        .map_err(|error| error.to_string())?
        .end(grace, &mut || {})
}

/// How a program ended.
pub(crate) fn ended(status: ExitStatus) -> Ended {
    match (status.code(), status.signal()) {
        (Some(code), _) => Ended::Status(code),
        (None, Some(signal)) => Ended::Signal(signal),
        (None, None) => Ended::Status(-1),
    }
}
