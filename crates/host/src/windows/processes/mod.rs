//! What running programs takes on Windows.

mod pipes;
#[cfg(test)]
mod tests;

use std::process::ExitStatus;

use sealift_engine::effects::Ended;

pub(crate) use crate::processes::unconfined::{can_confine, start_confined};
pub(crate) use pipes::Pipes;

/// How a program ended.
pub(crate) fn ended(status: ExitStatus) -> Ended {
    Ended::Status(status.code().unwrap_or(-1))
}
