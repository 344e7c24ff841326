//! Files of a run that may hold secrets: for their owner alone, gone when the run is over.

use sealift_package::manifest::Mode;
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::effects::HostPath;
use crate::executor::StepError;
use crate::executor::paths;
use crate::executor::scene::Workplace;

/// Bytes of one such file.
const MOST: u64 = 16 << 20;

/// Keeps something for undoing a step; durable when it returns.
pub(super) fn keep<T: Serialize>(
    place: &Workplace<'_>,
    step: u32,
    what: &str,
    value: &T,
) -> Result<HostPath, StepError> {
    let at = place.private(step, what)?;
    let content = serde_json::to_vec(value).map_err(|_| UNREADABLE)?;
    paths::write_new(place.files(), &at, Mode::PRIVATE, &content)?;
    Ok(at)
}

/// Reads what [`keep`] kept.
pub(super) fn read<T: DeserializeOwned>(
    place: &Workplace<'_>,
    at: &HostPath,
) -> Result<T, StepError> {
    let content = paths::content_of(place.files(), at, MOST)?;
    serde_json::from_slice(&content).map_err(|_| UNREADABLE)
}

const UNREADABLE: StepError = StepError::Misfit("a file that was kept for undoing is damaged");
