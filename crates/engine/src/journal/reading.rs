//! Reading a journal back, which is where it is judged.

use rusqlite::{OptionalExtension, params};
use sealift_document::{Digest, Document};

use super::{JOURNAL_FORMAT, JournalError, UndoRecord, seal};
use crate::effects::HostPath;
use crate::events::{Event, Outcome, Problem, StepName};
use crate::state::{Run, RunId, StateError, View};

/// A run as its journal tells it; its seal held.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct JournalRun {
    /// The run itself.
    pub run: Run,
    /// Where it stands.
    pub phase: Phase,
    /// Places beyond the product's own that its plan names.
    pub outside: Vec<HostPath>,
    /// How it ended, or will have ended once it is cleaned up.
    pub outcome: Option<Outcome>,
    /// Why it did not succeed.
    pub problem: Option<Problem>,
    /// The steps that were begun, in their order.
    pub steps: Vec<JournalStep>,
}

/// A step that was begun.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct JournalStep {
    /// Where it stands.
    pub state: StepState,
    /// How it is undone.
    pub record: UndoRecord,
}

macro_rules! words {
    ($(#[$doc:meta])* $name:ident { $($(#[$variant_doc:meta])* $variant:ident = $code:literal,)* }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub enum $name { $($(#[$variant_doc])* $variant,)* }

        impl $name {
            /// The word that stands in the database.
            #[must_use]
            pub const fn code(self) -> &'static str {
                match self { $(Self::$variant => $code,)* }
            }

            fn from_code(code: &str) -> Option<Self> {
                match code { $($code => Some(Self::$variant),)* _ => None }
            }
        }
    };
}

words! {
    /// Where a run stands.
    Phase {
        /// Steps are being done.
        Doing = "doing",
        /// Steps are being undone.
        Undoing = "undoing",
        /// Undoing ended, and something could not be undone.
        UndoIncomplete = "undo-incomplete",
        /// It succeeded; what it kept for undoing is being destroyed.
        Cleaning = "cleaning",
        /// Nothing more is to be done.
        Closed = "closed",
    }
}

words! {
    /// Where a step stands.
    StepState {
        /// It was begun; nobody knows how far it came.
        Begun = "begun",
        /// It succeeded and is durable.
        Done = "done",
        /// It was taken back, as far as its record says that this goes, and that is durable.
        Undone = "undone",
        /// It could not be taken back.
        UndoFailed = "undo-failed",
    }
}

impl View<'_> {
    /// Runs that need something more, in the order in which they began.
    ///
    /// # Errors
    /// [`JournalError`].
    pub fn open_journals(&self) -> Result<Vec<(RunId, Phase)>, JournalError> {
        let mut statement = self.sql().prepare_cached(
            "SELECT j.operation, j.phase FROM journal j JOIN operations o ON o.id = j.operation
             WHERE j.phase <> 'closed' ORDER BY o.started, o.rowid",
        )?;
        let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
        let open = rows.map(|row| {
            let (id, phase): (String, String) = row?;
            let run: RunId = id.parse().map_err(StateError::damaged)?;
            let phase = Phase::from_code(&phase);
            let phase = phase.ok_or_else(|| JournalError::Edited { run: run.clone() })?;
            Ok((run, phase))
        });
        open.collect()
    }

    /// Steps of failed runs whose doings stay because nothing takes them back, until a later run of the product succeeds or
    /// the journal is forgotten.
    ///
    /// # Errors
    /// [`JournalError`].
    pub fn staying_steps(&self) -> Result<Vec<(Run, StepName)>, JournalError> {
        let mut statement = self.sql().prepare_cached(
            "SELECT j.operation FROM journal j JOIN operations o ON o.id = j.operation
             WHERE j.phase = 'closed' AND j.outcome = 'failed-partially' AND NOT EXISTS (
                 SELECT 1 FROM operations p JOIN journal k ON k.operation = p.id
                 WHERE p.product = o.product AND (p.started, p.rowid) > (o.started, o.rowid)
                   AND k.outcome IN ('succeeded', 'succeeded-with-warnings', 'reboot-required'))
             ORDER BY o.started, o.rowid",
        )?;
        let runs = statement.query_map([], |row| row.get::<_, String>(0))?;
        let mut steps = vec![];
        for id in runs {
            let journal = self.journal(&id?.parse().map_err(StateError::damaged)?)?;
            let staying = journal.steps.into_iter().filter(|step| step.record.stays);
            steps.extend(staying.map(|step| (journal.run.clone(), step.record.step)));
        }
        Ok(steps)
    }

    /// The journal of a run, read only as far as its format is known and its seal holds.
    ///
    /// # Errors
    /// [`JournalError`]: newer, edited, unreadable, or no such run (threat I15).
    pub fn journal(&self, run: &RunId) -> Result<JournalRun, JournalError> {
        let edited = || JournalError::Edited { run: run.clone() };
        let mut statement = self.sql().prepare_cached(
            "SELECT format, phase, outside, outcome, problem, seal FROM journal WHERE operation = ?1",
        )?;
        let found = statement
            .query_row([run.as_str()], |row| {
                Ok((
                    row.get::<_, u32>(0)?,
                    row.get::<_, String>(1)?,
                    row.get::<_, String>(2)?,
                    row.get::<_, Option<String>>(3)?,
                    row.get::<_, Option<String>>(4)?,
                    row.get::<_, [u8; 32]>(5)?,
                ))
            })
            .optional()?;
        let Some((format, phase, outside, outcome, problem, sealed)) = found else {
            return Err(JournalError::Unknown { run: run.clone() });
        };
        if format > JOURNAL_FORMAT {
            let (run, known) = (run.clone(), JOURNAL_FORMAT);
            return Err(JournalError::Newer {
                run,
                found: format,
                known,
            });
        }
        if seal::expected(self, run)? != Digest::from_raw(sealed) {
            return Err(edited());
        }
        let problem = problem.map(|text| serde_json::from_str(&text)).transpose();
        Ok(JournalRun {
            run: self.run(run)?.ok_or_else(edited)?,
            phase: Phase::from_code(&phase).ok_or_else(edited)?,
            outside: serde_json::from_str(&outside).map_err(|_| edited())?,
            outcome: outcome
                .map(|code| code.parse())
                .transpose()
                .map_err(|_| edited())?,
            problem: problem.map_err(|_| edited())?,
            steps: self.journal_steps(run)?,
        })
    }

    fn journal_steps(&self, run: &RunId) -> Result<Vec<JournalStep>, JournalError> {
        let mut statement = self.sql().prepare_cached(
            "SELECT number, state, undo FROM journal_steps WHERE operation = ?1 ORDER BY number",
        )?;
        let rows = statement.query_map([run.as_str()], |row| {
            Ok((
                row.get::<_, u32>(0)?,
                row.get::<_, String>(1)?,
                row.get::<_, Vec<u8>>(2)?,
            ))
        })?;
        let step = |(number, state, undo): (u32, String, Vec<u8>)| {
            let unreadable = |detail: String| {
                let (run, step) = (run.clone(), number);
                JournalError::Unreadable { run, step, detail }
            };
            let record = UndoRecord::from_bytes(&undo).map_err(|e| unreadable(e.to_string()))?;
            if record.operation != *run || record.step.number != number {
                return Err(unreadable("it belongs to another step".into()));
            }
            let state = StepState::from_code(&state);
            let state = state.ok_or_else(|| unreadable("its state is unknown".into()))?;
            Ok(JournalStep { state, record })
        };
        rows.map(|row| step(row?)).collect()
    }

    /// The lifecycle events of a run after the one of this number; 0 for all.
    ///
    /// # Errors
    /// [`JournalError`].
    pub fn events_after(&self, run: &RunId, number: u64) -> Result<Vec<Event>, JournalError> {
        let mut statement = self.sql().prepare_cached(
            "SELECT event FROM journal_events WHERE operation = ?1 AND number > ?2 ORDER BY number",
        )?;
        let rows = statement.query_map(params![run.as_str(), number], |row| row.get(0))?;
        let event = |text: String| serde_json::from_str(&text).map_err(StateError::damaged);
        rows.map(|row| Ok(event(row?)?)).collect()
    }

    /// How many lifecycle events of a run are kept.
    ///
    /// # Errors
    /// [`JournalError`].
    pub fn last_event(&self, run: &RunId) -> Result<u64, JournalError> {
        let question = "SELECT coalesce(max(number), 0) FROM journal_events WHERE operation = ?1";
        Ok(self
            .sql()
            .query_row(question, [run.as_str()], |row| row.get(0))?)
    }
}
