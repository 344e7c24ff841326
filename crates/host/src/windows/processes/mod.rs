//! What running programs takes on Windows.

mod pipes;
#[cfg(test)]
mod tests;

use std::process::ExitStatus;
use std::time::Duration;

use sealift_engine::effects::Ended;

pub(crate) use crate::processes::unconfined::{can_confine, start_confined};
pub(crate) use pipes::Pipes;

/// Nothing outlives its starter here: its job ends with whoever holds it.
pub(crate) const fn end_marked(_: &str, _: Duration) -> Result<(), String> {
    Ok(())
}

/// How a program ended.
pub(crate) fn ended(status: ExitStatus) -> Ended {
    Ended::Status(status.code().unwrap_or(-1))
}
