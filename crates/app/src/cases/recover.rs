//! Putting right what an interrupted run has left.

use std::cell::{Cell, RefCell};

use sealift_document::Particulars;
use sealift_engine::events::{EventStream, Lifecycle, OperationKind, Outcome, Share, StepName};
use sealift_engine::executor::WorldLock;
use sealift_engine::recovery::{self, Advance, Recovered, Recovery};
use sealift_engine::site;
use sealift_engine::state::RunId;

use super::noticing;
use super::telling::Telling;
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
    lock_telling(facility, operation, retries, &|_| ())
}

/// Puts right what earlier runs have left, those among it that could not be taken back before; `events` hears how far
/// that is.
///
/// # Errors
/// As [`lock`].
pub fn recover(
    facility: &Facility,
    events: EventStream,
) -> Result<(WorldLock, Vec<Recovered>), Failure> {
    let watched = Watched {
        facility,
        events: Cell::new(Some(events)),
        telling: RefCell::default(),
    };
    let done = lock_telling(facility, "recover", true, &|advance| {
        watched.come_to(advance)
    });
    let outcome = match &done {
        Ok((_, recovered)) if failure_of(recovered).is_none() => Outcome::Succeeded,
        Ok(_) => Outcome::FailedPartially,
        Err(_) => Outcome::Refused,
    };
    if let Some(telling) = watched.telling.into_inner() {
        telling.end(outcome, None);
    }
    done
}

/// A recovery that somebody watches; where nothing has to be taken back there is nothing to tell.
struct Watched<'a> {
    facility: &'a Facility,
    events: Cell<Option<EventStream>>,
    telling: RefCell<Option<Telling>>,
}

impl Watched<'_> {
    fn come_to(&self, advance: Advance<'_>) {
        let mut telling = self.telling.borrow_mut();
        match telling.as_mut() {
            Some(telling) => telling.next(),
            None => {
                *telling = self
                    .events
                    .take()
                    .map(|events| self.begin(events, advance.of))
            }
        }
        // Runs count their steps each for itself; whoever watches sees one row of them.
        let number = advance.done + 1;
        if let Some(telling) = telling.as_mut() {
            let step = StepName {
                number,
                ..advance.step.clone()
            };
            telling.tell(Lifecycle::StepStarted { step });
        }
    }

    fn begin(&self, events: EventStream, steps: u32) -> Telling {
        let (kind, steps) = (OperationKind::Recover, steps as usize);
        let mut telling = Telling::begin(self.facility.clock(), events, kind, None, steps);
        // What it takes to go back on a step nobody has weighed.
        let share = Share::Bytes { bytes: 0, files: 0 };
        telling.weigh(std::iter::repeat_n(share, steps));
        telling
    }
}

fn lock_telling(
    facility: &Facility,
    operation: &str,
    retries: bool,
    advance: &dyn Fn(Advance<'_>),
) -> Result<(WorldLock, Vec<Recovered>), Failure> {
    let ground = facility.workplace();
    let lock = WorldLock::take(&ground, &facility.ground().holder(operation))?;
    let site = facility.ground();
    facility.follow_log_key()?;
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
        advance,
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
