//! Putting right what an interrupted run has left.
//!
//! Every start looks for runs that are not closed. One that was interrupted while doing or undoing is undone; one that had
//! succeeded is cleaned up. All journals are read and judged before the first is acted upon: a journal that is newer,
//! edited or points out of its product's places is diagnosed, and nothing is touched (threats I9, I15). Recovery that is
//! interrupted itself is repeated by the next start, and a second one finds nothing to do.
//!
//! A program that a run had started may have outlived it, for who was killed ends nobody. It is ended first, or it would go
//! on with what is being taken back.

use std::cell::{Cell, RefCell};

use sealift_audit::Subject;
use sealift_document::Particulars;
use sealift_package::manifest::ProductId;
use sealift_plan::configuration::Settled;
use sealift_plan::layout::{Layout, LayoutError, Scope, WorldRoot};
use thiserror::Error;

use crate::effects::{FileFault, ProcessesError};
use crate::events::{EventStream, OperationKind, Outcome, Problem, StepName};
use crate::executor::{
    Ground, Ledger, Scrubber, StepError, Workplace, WorldLock, clean_up, read_private, to_undo,
    undo,
};
use crate::journal::undo::EntryBefore;
use crate::journal::{JournalError, JournalRun, Phase, Territory, Undo};
use crate::log::Author;
use crate::state::RunId;

/// What a recovery is given besides the ground.
pub struct Recovery<'a> {
    /// The root of the world.
    pub root: &'a WorldRoot,
    /// For whom products are installed.
    pub scope: &'a Scope,
    /// Who starts it.
    pub author: &'a Author,
    /// Whether runs of which something could not be undone are tried again.
    pub retries: bool,
    /// Told how far it has come, before each step that it takes back.
    pub advance: &'a dyn Fn(Advance<'_>),
}

/// How far a recovery has come, over all runs that it puts right.
#[derive(Debug, Clone, Copy)]
pub struct Advance<'a> {
    /// Steps that are over.
    pub done: u32,
    /// Of so many.
    pub of: u32,
    /// The one that is taken back next.
    pub step: &'a StepName,
}

/// A run that was put right.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Recovered {
    /// The run.
    pub run: RunId,
    /// What it was for.
    pub kind: OperationKind,
    /// Of which product.
    pub product: ProductId,
    /// Whether it had succeeded and was only cleaned up; otherwise it was undone.
    pub had_succeeded: bool,
    /// How it ended.
    pub outcome: Outcome,
    /// What deserves attention.
    pub warnings: Vec<Problem>,
    /// Steps that could not be undone, each with the reason.
    pub left: Vec<(StepName, Problem)>,
}

/// Why nothing was recovered.
#[derive(Debug, Clone, PartialEq, Eq, Error, serde::Serialize)]
pub enum RecoveryError {
    /// A journal cannot be trusted, or written.
    #[error(transparent)]
    Journal(#[from] JournalError),
    /// A product's places cannot be told.
    #[error(transparent)]
    Layout(#[from] LayoutError),
    /// A program that the run had started is still at work.
    #[error(transparent)]
    Processes(#[from] ProcessesError),
}

impl RecoveryError {
    /// The stable code of this error.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Journal(error) => error.code(),
            Self::Layout(error) => error.code(),
            Self::Processes(error) => error.code(),
        }
    }
}

/// Puts right every run that is not closed; `listen` gives the stream on which each is told.
///
/// # Errors
/// [`RecoveryError`] when a journal is not to be acted upon; nothing was touched then.
pub fn recover(
    ground: &Ground<'_>,
    _lock: &WorldLock,
    recovery: &Recovery<'_>,
    listen: &mut dyn FnMut(&RunId) -> EventStream,
) -> Result<Vec<Recovered>, RecoveryError> {
    let mut judged = vec![];
    for (run, phase) in ground.database.read(|view| view.open_journals())? {
        if phase == Phase::UndoIncomplete && !recovery.retries {
            continue;
        }
        let journal = ground.database.read(|view| view.journal(&run))?;
        let root = recovery.root.clone();
        let layout = Layout::new(root, recovery.scope, &journal.run.product)?;
        let outside = journal.outside.clone();
        let territory = Territory::new(&layout, ground.private_places(), outside);
        territory.check(&journal)?;
        judged.push((journal, territory));
    }
    let steps = judged.iter().map(|(journal, _)| steps_of(journal)).sum();
    let done = Cell::new(0);
    let begun = |step: &StepName| {
        let advance = Advance {
            done: done.replace(done.get() + 1),
            of: steps,
            step,
        };
        (recovery.advance)(advance);
    };
    // A later run stands on what an earlier one has left.
    let judged = judged.into_iter().rev();
    judged
        .map(|(journal, territory)| {
            let run = &journal.run.id;
            ground.world.processes.end_left_of(&run.to_string())?;
            let stream = listen(run);
            Ok(put_right(
                ground,
                recovery.author,
                &journal,
                &territory,
                stream,
                &begun,
            )?)
        })
        .collect()
}

fn put_right(
    ground: &Ground<'_>,
    author: &Author,
    journal: &JournalRun,
    territory: &Territory,
    stream: EventStream,
    begun: &dyn Fn(&StepName),
) -> Result<Recovered, JournalError> {
    let run = &journal.run.id;
    let told = ground.database.read(|view| view.last_event(run))?;
    let stream = RefCell::new(stream.after(told));
    let scrubber = scrubber(ground, journal);
    let subject = Subject {
        product: Some(journal.run.product.to_string()),
        ..Subject::default()
    };
    let ledger = Ledger {
        ground,
        run,
        kind: journal.run.operation.into(),
        subject,
        author,
        scrubber: &scrubber,
        stream: &stream,
    };
    let place = Workplace {
        ground,
        run,
        territory,
        scrubber: &scrubber,
        stream: &stream,
        in_hand: Cell::default(),
    };
    let mut recovered = Recovered {
        run: run.clone(),
        kind: journal.run.operation.into(),
        product: journal.run.product.clone(),
        had_succeeded: journal.phase == Phase::Cleaning,
        outcome: journal.outcome.unwrap_or(Outcome::Succeeded),
        warnings: vec![],
        left: vec![],
    };
    if recovered.had_succeeded {
        recovered.warnings = clean_up(&place, &ledger, journal)?;
        ledger.recovered("finished", recovered.outcome)?;
        return Ok(recovered);
    }
    let mut journal = journal.clone();
    if journal.phase == Phase::Doing {
        let interrupted = Problem::new("interrupted", "it was interrupted before its end")
            .about(Particulars::named("interrupted"));
        journal.problem = Some(interrupted);
    }
    if let Some(problem) = journal
        .problem
        .as_ref()
        .filter(|_| journal.phase == Phase::Doing)
    {
        let steps = u32::try_from(journal.steps.len()).unwrap_or(u32::MAX);
        ledger.give_up(problem, steps)?;
    }
    let undone = undo(&place, &ledger, &journal, reached(&journal), begun)?;
    ledger.recovered("undone", undone.outcome)?;
    recovered.outcome = undone.outcome;
    recovered.warnings = undone.warnings;
    recovered.left = undone.left;
    Ok(recovered)
}

/// How many steps of a run are taken back; one that had succeeded is only cleaned up after.
fn steps_of(journal: &JournalRun) -> u32 {
    match journal.phase {
        Phase::Cleaning => 0,
        _ => u32::try_from(to_undo(journal).count()).unwrap_or(u32::MAX),
    }
}

/// What an interrupted run comes to when all of it can be undone.
fn reached(journal: &JournalRun) -> Outcome {
    let was_cancelled = journal
        .problem
        .as_ref()
        .is_some_and(|problem| problem.code == "cancelled");
    if was_cancelled {
        Outcome::Cancelled
    } else {
        Outcome::RolledBack
    }
}

/// Masks the secrets that undoing programs could write: those stored now, and those that were stored before. Where they
/// cannot be read, nothing that a program writes is told (threat A18).
fn scrubber(ground: &Ground<'_>, journal: &JournalRun) -> Scrubber {
    let stored = ground.secrets(&journal.run.product);
    let kept = journal
        .steps
        .iter()
        .find_map(|step| match &step.record.undo {
            Undo::Entry(entry) if entry.path == stored => match &entry.before {
                EntryBefore::File { kept, .. } => Some(kept.clone()),
                _ => None,
            },
            Undo::Aside(aside) if aside.path == stored => Some(aside.kept.clone()),
            _ => None,
        });
    let secrets_in = |path| {
        let private = match read_private(ground, path) {
            Err(StepError::Files(error)) if error.fault == FileFault::Missing => return Ok(None),
            read => read?,
        };
        let public = br#"{"answers":{},"paths":[]}"#;
        let settled = Settled::from_parts(public, &private);
        settled
            .map(Some)
            .map_err(|_| StepError::Misfit("stored answers cannot be read"))
    };
    let files = [Some(stored), kept];
    let settled: Result<Vec<Option<Settled>>, StepError> =
        files.iter().flatten().map(secrets_in).collect();
    let Ok(settled) = settled else {
        return Scrubber::blind();
    };
    let settled = settled.iter().flatten();
    let secrets = settled.flat_map(|settled| settled.secrets.values());
    Scrubber::new(secrets.map(|secret| secret.expose()))
}
