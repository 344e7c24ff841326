//! Putting right what an interrupted run has left.

use sealift_document::Particulars;
use sealift_engine::events::{EventStream, Outcome};
use sealift_engine::executor::WorldLock;
use sealift_engine::recovery::{self, Recovered, Recovery};
use sealift_engine::site;
use sealift_engine::state::RunId;

use super::noticing;
use crate::exit::Exit;
use crate::facility::Facility;
use crate::failure::{Failure, Line};

/// Takes the world's lock, and puts right what a run before this one has left.
///
/// # Errors
/// [`Failure`] `locked` while another run holds it; others when a journal is not to be acted upon.
pub fn lock(
    facility: &Facility,
    operation: &str,
    retries: bool,
) -> Result<(WorldLock, Vec<Recovered>), Failure> {
    let ground = facility.workplace();
    let lock = WorldLock::take(&ground, &facility.ground().holder(operation))?;
    let site = facility.ground();
    site::follow_log_key(site.world.files.as_ref(), &site.paths, facility.database())?;
    site::recover(
        &site.world,
        &site.paths,
        facility.database(),
        facility.author(),
    )?;
    facility.depot().recover(facility.author())?;
    let recovery = Recovery {
        root: &facility.ground().root,
        scope: &facility.ground().scope,
        author: facility.author(),
        retries,
    };
    let mut unwatched = |run: &RunId| EventStream::unwatched(run.clone());
    let recovered = recovery::recover(&ground, &lock, &recovery, &mut unwatched)?;
    noticing::policy(facility)?;
    Ok((lock, recovered))
}

/// What a recovery came to, in the word by which its text is chosen.
#[must_use]
pub fn came_to(run: &Recovered) -> &'static str {
    if super::change::only_stays(&run.left) {
        "stays"
    } else {
        run.outcome.code()
    }
}

/// The failure that a recovery amounts to: something still could not be taken back.
#[must_use]
pub fn failure_of(recovered: &[Recovered]) -> Option<Failure> {
    let is_partial = |run: &&Recovered| run.outcome == Outcome::FailedPartially;
    let can_be_mended = |run: &&Recovered| !super::change::only_stays(&run.left);
    let partial = recovered
        .iter()
        .filter(is_partial)
        .find(can_be_mended)
        .or_else(|| recovered.iter().find(is_partial))?;
    let left = partial.left.iter().map(Line::left);
    let about = Particulars::named("recovered-partially")
        .with("operation", partial.kind.code())
        .with("product", &partial.product);
    let code = if super::change::only_stays(&partial.left) {
        "failed-lasting"
    } else {
        "failed-partially"
    };
    Some(Failure::saying(code, Exit::RollbackIncomplete, about).with_lines(left))
}
