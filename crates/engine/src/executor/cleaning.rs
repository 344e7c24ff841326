//! Destroying what a run kept for undoing, once it has succeeded. It can be repeated, and recovery repeats it.

use super::effects::reversal;
use super::ledger::Ledger;
use super::scene::Workplace;
use super::{StepError, paths};
use crate::events::Problem;
use crate::journal::{JournalError, JournalRun};

/// Cleans up and closes the run. What cannot be destroyed now is told, and tried again by the next recovery.
pub(crate) fn clean_up(
    place: &Workplace<'_>,
    ledger: &Ledger<'_>,
    journal: &JournalRun,
) -> Result<Vec<Problem>, JournalError> {
    let files = place.files();
    let mut problems: Vec<Problem> = vec![];
    let mut note = |done: Result<(), StepError>| {
        if let Err(error) = done {
            problems.push(error.problem());
        }
    };
    for step in &journal.steps {
        note(reversal(&step.record.undo).clean_up(place));
    }
    note(paths::remove_any(files, &place.ground.run_folder(place.run)).map_err(Into::into));
    note(paths::settle(files, &place.ground.state).map_err(Into::into));
    if problems.is_empty() {
        ledger.close()?;
    }
    Ok(problems)
}
