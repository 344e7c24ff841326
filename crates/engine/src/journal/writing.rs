//! Changes to the journal. Each is made in the transaction that records what it tells of.

use rusqlite::params;
use sealift_document::Document;

use super::reading::{Phase, StepState};
use super::{JOURNAL_FORMAT, JournalError, KEPT_JOURNALS, UndoRecord, seal};
use crate::effects::HostPath;
use crate::events::{Event, Outcome, Problem};
use crate::state::{Run, RunId, StateError, Write};

impl Write<'_> {
    /// Opens the journal of a run that begins, and takes note of the run itself.
    ///
    /// `outside` are the places beyond the product's own that its plan names.
    ///
    /// # Errors
    /// [`JournalError`].
    pub fn open_journal(&self, run: &Run, outside: &[HostPath]) -> Result<(), JournalError> {
        self.begin_run(run)?;
        let outside = serde_json::to_string(outside).map_err(StateError::damaged)?;
        self.sql().execute(
            "INSERT INTO journal (operation, format, phase, outside, seal) VALUES (?1, ?2, ?3, ?4, zeroblob(32))",
            params![run.id.as_str(), JOURNAL_FORMAT, Phase::Doing.code(), outside],
        )?;
        self.reseal(&run.id)
    }

    /// Writes down how a step is undone, before it touches anything.
    ///
    /// # Errors
    /// [`JournalError`].
    pub fn intend(&self, record: &UndoRecord) -> Result<(), JournalError> {
        let undo = record.to_bytes().map_err(StateError::damaged)?;
        self.sql().execute(
            "INSERT INTO journal_steps (operation, number, state, undo) VALUES (?1, ?2, ?3, ?4)",
            params![
                record.operation.as_str(),
                record.step.number,
                StepState::Begun.code(),
                undo
            ],
        )?;
        self.reseal(&record.operation)
    }

    /// Says where a step stands now.
    ///
    /// # Errors
    /// [`JournalError`].
    pub fn set_step(&self, run: &RunId, number: u32, state: StepState) -> Result<(), JournalError> {
        let changed = self.sql().execute(
            "UPDATE journal_steps SET state = ?3 WHERE operation = ?1 AND number = ?2",
            params![run.as_str(), number, state.code()],
        )?;
        if changed != 1 {
            return Err(JournalError::Edited { run: run.clone() });
        }
        self.reseal(run)
    }

    /// Says where a run stands now, and how it came to that where it did not succeed.
    ///
    /// # Errors
    /// [`JournalError`].
    pub fn set_phase(
        &self,
        run: &RunId,
        phase: Phase,
        outcome: Option<Outcome>,
        problem: Option<&Problem>,
    ) -> Result<(), JournalError> {
        let problem = problem.map(serde_json::to_string).transpose();
        let problem = problem.map_err(StateError::damaged)?;
        let changed = self.sql().execute(
            "UPDATE journal SET phase = ?2, outcome = coalesce(?3, outcome), problem = coalesce(?4, problem)
             WHERE operation = ?1",
            params![run.as_str(), phase.code(), outcome.map(Outcome::code), problem],
        )?;
        if changed != 1 {
            return Err(JournalError::Unknown { run: run.clone() });
        }
        self.reseal(run)?;
        if phase == Phase::Closed {
            self.prune_journals()?;
        }
        Ok(())
    }

    /// Forgets the journals of all closed runs but the newest. Nothing is undone from them any more; a window may still
    /// take up a recent run where it was, and the audit log tells of the others.
    fn prune_journals(&self) -> Result<(), JournalError> {
        self.sql().execute(
            "DELETE FROM journal WHERE phase = 'closed' AND operation NOT IN (
                 SELECT j.operation FROM journal j JOIN operations o ON o.id = j.operation
                 ORDER BY o.started DESC, o.rowid DESC LIMIT ?1)",
            [KEPT_JOURNALS],
        )?;
        Ok(())
    }

    /// Keeps a lifecycle event.
    ///
    /// # Errors
    /// [`JournalError`], also when an event of this number is kept already.
    pub fn keep_event(&self, event: &Event) -> Result<(), JournalError> {
        let text = serde_json::to_string(event).map_err(StateError::damaged)?;
        self.sql().execute(
            "INSERT INTO journal_events (operation, number, event) VALUES (?1, ?2, ?3)",
            params![event.operation.as_str(), event.number, text],
        )?;
        Ok(())
    }

    fn reseal(&self, run: &RunId) -> Result<(), JournalError> {
        let seal = seal::expected(self, run)?;
        self.sql().execute(
            "UPDATE journal SET seal = ?2 WHERE operation = ?1",
            params![run.as_str(), seal.raw()],
        )?;
        Ok(())
    }
}
