//! Taking back what a run has begun, last step first. It never stops at its own first failure, and reports all.
//!
//! What a step without undo did stays. It is never called undone, and is told as left; but nobody can do more about it,
//! so a run of which nothing else is left is closed, and no recovery comes back to it.

use super::effects::reversal;
use super::ledger::Ledger;
use super::scene::Workplace;
use super::{paths, room};
use crate::events::{Outcome, Problem, StepName};
use crate::journal::{JournalError, JournalRun, JournalStep, Phase, StepState};

/// What undoing came to.
pub(crate) struct Undone {
    pub(crate) outcome: Outcome,
    pub(crate) warnings: Vec<Problem>,
    pub(crate) left: Vec<(StepName, Problem)>,
}

/// Undoes every step that is not yet undone, and closes the run when nothing is left.
///
/// `reached` is the outcome when all of it can be undone; `begun` is told each step before it is taken in hand.
///
/// # Errors
/// [`JournalError`] when the end could not be written down; the target may have been restored all the same, and
/// recovery will find that out.
pub(crate) fn undo(
    place: &Workplace<'_>,
    ledger: &Ledger<'_>,
    journal: &JournalRun,
    reached: Outcome,
    begun: &dyn Fn(&StepName),
) -> Result<Undone, JournalError> {
    room::release_reserve(place.ground);
    let mut undone = Undone {
        outcome: reached,
        warnings: vec![],
        left: vec![],
    };
    let mut unwritten = None;
    for step in to_undo(journal) {
        let name = &step.record.step;
        place.in_hand.set(name.number);
        begun(name);
        let written = match reversal(&step.record.undo).undo(place) {
            Ok(warnings) if step.record.stays => {
                let warnings = warnings.into_iter().map(|one| ledger.masked(one));
                undone.warnings.extend(warnings);
                ledger.stays(name, &staying())
            }
            Ok(warnings) => {
                let warnings: Vec<_> = warnings.into_iter().map(|one| ledger.masked(one)).collect();
                let written = ledger.undone(name, &warnings);
                undone.warnings.extend(warnings);
                written
            }
            Err(error) => {
                let problem = ledger.masked(error.problem());
                let written = ledger.undo_failed(name, &problem);
                undone.left.push((name.clone(), problem));
                written
            }
        };
        // The journal lags behind then, which does no harm: every undo can be repeated.
        unwritten = unwritten.or(written.err());
    }
    if let Some(error) = unwritten {
        return Err(error);
    }
    undone.left.extend(staying_of(journal, &undone.left));
    if !undone.left.is_empty() {
        undone.outcome = Outcome::FailedPartially;
    }
    let left: Vec<StepName> = undone.left.iter().map(|(step, _)| step.clone()).collect();
    let problem = journal.problem.as_ref();
    if undone.left.iter().all(is_staying) {
        // Nothing refers to the run's private files once its steps are undone; nobody would look for them again if a
        // power cut brought them back.
        let folder = place.ground.run_folder(place.run);
        // What a system refuses once it may well allow the next moment; what stays now would lie here until the next start,
        // though the run says that it took all back. A sync that failed is never asked for again.
        let swept = paths::remove_any(place.files(), &folder)
            .or_else(|_| paths::remove_any(place.files(), &folder))
            .and_then(|()| paths::sync_above(place.files(), &folder));
        let phase = if swept.is_ok() {
            Phase::Closed
        } else {
            Phase::Undoing
        };
        ledger.finish(phase, undone.outcome, problem, &left, |_| Ok(()))?;
    } else {
        ledger.finish(
            Phase::UndoIncomplete,
            undone.outcome,
            problem,
            &left,
            |_| Ok(()),
        )?;
    }
    Ok(undone)
}

/// The steps whose doings stay, also those that an undo before this one has come past; one that could not even be undone
/// as far as that goes is told already.
fn staying_of(journal: &JournalRun, told: &[(StepName, Problem)]) -> Vec<(StepName, Problem)> {
    let is_told = |step: &StepName| told.iter().any(|(other, _)| other == step);
    let staying_steps = journal.steps.iter().rev().filter(|step| step.record.stays);
    let steps = staying_steps.map(|step| &step.record.step);
    let left = steps.filter(|step| !is_told(step));
    left.map(|step| (step.clone(), staying())).collect()
}

fn staying() -> Problem {
    Problem::new("step-stays", "nothing takes back what it did")
}

/// Whether a step is left because nothing can take it back, so that trying again is of no use.
#[must_use]
pub fn is_staying((_, problem): &(StepName, Problem)) -> bool {
    problem.code == "step-stays"
}

/// The steps to undo, last first: all up to the last one that is not undone.
///
/// When undoing is tried again, earlier steps that were undone then are undone once more, because a later one that was
/// not may have stood in their way: a service that could not be stopped, say, was not started again either.
pub(crate) fn to_undo(journal: &JournalRun) -> impl Iterator<Item = &JournalStep> {
    let last = journal
        .steps
        .iter()
        .rposition(|step| step.state != StepState::Undone);
    journal.steps[..last.map_or(0, |last| last + 1)]
        .iter()
        .rev()
}
