//! What is written down of a run: journal, audit record, event and checkpoint, always in one transaction.

use std::cell::RefCell;
use std::time::Duration;

use sealift_audit::{Event as Logged, Outcome as Ending, RecordDraft, Subject, detail};
use sealift_document::Digest;

use super::baseline;
use super::effects::{Performed, Step};
use super::output::Scrubber;
use super::{Ground, StepError};
use crate::events::{
    EventStream, Lifecycle, OperationKind, Outcome, Problem, StepName, StepOutput,
};
use crate::journal::{JournalError, Phase, StepState, UndoRecord};
use crate::log::Author;
use crate::state::{Run, RunId, RunState, Write};

/// Writes down the life of one run.
pub(crate) struct Ledger<'a> {
    pub(crate) ground: &'a Ground<'a>,
    pub(crate) run: &'a RunId,
    pub(crate) kind: OperationKind,
    pub(crate) subject: Subject,
    pub(crate) author: &'a Author,
    pub(crate) scrubber: &'a Scrubber,
    pub(crate) stream: &'a RefCell<EventStream>,
}

impl Ledger<'_> {
    /// Commits changes of the state together with what is told of them, then tells it.
    fn commit(
        &self,
        told: Vec<Lifecycle>,
        records: Vec<RecordDraft>,
        changes: impl FnOnce(&Write<'_>) -> Result<(), JournalError>,
    ) -> Result<(), JournalError> {
        self.commit_with(told, |write| {
            changes(write)?;
            Ok(records)
        })
    }

    /// The same, with records that tell of the state as the changes leave it.
    fn commit_with(
        &self,
        told: Vec<Lifecycle>,
        changes: impl FnOnce(&Write<'_>) -> Result<Vec<RecordDraft>, JournalError>,
    ) -> Result<(), JournalError> {
        let now = self.ground.world.clock.now().utc;
        let mark = self.stream.borrow().mark();
        let number = |what| self.stream.borrow_mut().number(what, now);
        let events: Vec<_> = told.into_iter().map(number).collect();
        let written = self.ground.database.write(|write| {
            let records = changes(write)?;
            events
                .iter()
                .try_for_each(|event| write.keep_event(event))?;
            for mut record in records {
                record.mask(&self.scrubber.secrets());
                write.record(record)?;
            }
            Ok(())
        });
        match written {
            Ok(()) => events
                .into_iter()
                .for_each(|event| self.stream.borrow().send(event)),
            // What was not written down was not told.
            Err(_) => self.stream.borrow_mut().reset(mark),
        }
        written
    }

    fn draft(&self, event: Logged, outcome: Ending) -> RecordDraft {
        self.author
            .draft(event, outcome)
            .in_operation(self.run.as_str())
            .about(self.subject.clone())
    }

    fn step_draft(&self, event: Logged, outcome: Ending, step: &StepName) -> RecordDraft {
        let mut subject = self.subject.clone();
        subject.component.clone_from(&step.component);
        subject.step = Some(step.id.clone());
        let draft = self.draft(event, outcome).about(subject);
        draft
            .detail(detail::STEP_KIND, step.effect.as_str())
            .detail(detail::NUMBER, step.number)
    }

    /// The record of a step that was carried out or tried.
    fn draft_of(
        &self,
        event: Logged,
        outcome: Ending,
        step: &Step,
        taken: Duration,
    ) -> RecordDraft {
        let taken = u64::try_from(taken.as_millis()).unwrap_or(u64::MAX);
        let draft = self
            .step_draft(event, outcome, &step.name)
            .detail(detail::SUMMARY, step.summary.as_str())
            .detail(detail::MILLISECONDS, taken);
        if step.is_confined {
            let can_confine = self.ground.world.processes.can_confine();
            let word = if can_confine {
                "confined"
            } else {
                "unconfined"
            };
            return draft.detail(detail::CONFINEMENT, word);
        }
        draft
    }

    /// The run begins: from here on it is undone or finished, whatever happens.
    pub(crate) fn begin(
        &self,
        run: &Run,
        outside: &[crate::effects::HostPath],
        started: Lifecycle,
    ) -> Result<(), JournalError> {
        let record = self
            .draft(Logged::OperationStarted, Ending::Started)
            .detail(detail::KIND, OperationKind::from(run.operation).code())
            .detail(detail::PLAN, run.plan_digest());
        self.commit_with(vec![started], |write| {
            let current = write.current(&run.product)?;
            let mut record = record.detail(detail::BASELINE_BEFORE, baseline::of(write, &current)?);
            if let Some(active) = &current.active {
                record = record.detail(detail::FROM_VERSION, active.version.to_string());
            }
            write.open_journal(run, outside)?;
            Ok(vec![record])
        })
    }

    /// A step begins; committed before it touches anything.
    pub(crate) fn intend(&self, record: &UndoRecord) -> Result<(), JournalError> {
        let step = record.step.clone();
        let logged = self.step_draft(Logged::StepStarted, Ending::Started, &step);
        let told = vec![Lifecycle::StepStarted { step }];
        self.commit(told, vec![logged], |write| write.intend(record))
    }

    /// A step is done and durable.
    pub(super) fn done(
        &self,
        step: &Step,
        taken: Duration,
        performed: &Performed,
    ) -> Result<(), JournalError> {
        let warnings = &performed.warnings;
        let ending = if warnings.is_empty() {
            Ending::Succeeded
        } else {
            Ending::SucceededWithWarnings
        };
        let undo = serde_json::to_value(step.undo).unwrap_or_default();
        let mut record = self.draft_of(Logged::StepDone, ending, step, taken);
        let step = &step.name;
        record = record.detail(detail::UNDO, undo.as_str().unwrap_or_default());
        if let Some((bytes, files)) = performed.written {
            record = record
                .detail(detail::BYTES, bytes)
                .detail(detail::FILES, files);
        }
        if let Some(warning) = warnings.first() {
            record = record.detail(detail::CODE, warning.code.as_str());
            record = record.private(detail::MESSAGE, warning.message.as_str());
        }
        let mut told = told_output(step, performed.output.as_ref(), &mut record);
        told.extend(warnings.iter().map(|problem| Lifecycle::Warning {
            problem: problem.clone(),
        }));
        told.push(Lifecycle::StepDone { step: step.clone() });
        self.commit(told, vec![record], |write| {
            write.set_step(self.run, step.number, StepState::Done)
        })
    }

    /// A step failed, and undoing begins.
    pub(super) fn failed(
        &self,
        step: &Step,
        taken: Duration,
        error: &StepError,
        output: Option<&StepOutput>,
        to_undo: u32,
    ) -> Result<(), JournalError> {
        let problem = self.masked(error.problem());
        let mut record = self
            .draft_of(Logged::StepFailed, Ending::Failed, step, taken)
            .detail(detail::CODE, problem.code.as_str())
            .private(detail::MESSAGE, problem.message.as_str());
        let step = &step.name;
        let mut told = told_output(step, output, &mut record);
        told.push(Lifecycle::StepFailed {
            step: step.clone(),
            problem: problem.clone(),
        });
        told.push(Lifecycle::UndoStarted {
            problem: problem.clone(),
            steps: to_undo,
        });
        self.commit(told, vec![record], |write| {
            write.set_run_state(self.run, RunState::Undoing)?;
            write.set_phase(self.run, Phase::Undoing, None, Some(&problem))
        })
    }

    /// Undoing begins for a reason that lies in no step: a wish to stop, a crash.
    pub(crate) fn give_up(&self, problem: &Problem, to_undo: u32) -> Result<(), JournalError> {
        let told = Lifecycle::UndoStarted {
            problem: problem.clone(),
            steps: to_undo,
        };
        self.commit(vec![told], vec![], |write| {
            write.set_run_state(self.run, RunState::Undoing)?;
            write.set_phase(self.run, Phase::Undoing, None, Some(problem))
        })
    }

    /// A step is undone and that is durable.
    pub(crate) fn undone(&self, step: &StepName, warnings: &[Problem]) -> Result<(), JournalError> {
        let warned = warnings.iter().map(|problem| Lifecycle::Warning {
            problem: problem.clone(),
        });
        let told = warned
            .chain([Lifecycle::StepUndone { step: step.clone() }])
            .collect();
        let record = self.step_draft(Logged::StepUndone, Ending::Succeeded, step);
        self.commit(told, vec![record], |write| {
            write.set_step(self.run, step.number, StepState::Undone)
        })
    }

    /// A step could not be undone.
    pub(crate) fn undo_failed(
        &self,
        step: &StepName,
        problem: &Problem,
    ) -> Result<(), JournalError> {
        let record = self
            .step_draft(Logged::UndoFailed, Ending::Failed, step)
            .detail(detail::CODE, problem.code.as_str())
            .private(detail::MESSAGE, problem.message.as_str());
        let told = Lifecycle::UndoFailed {
            step: step.clone(),
            problem: problem.clone(),
        };
        self.commit(vec![told], vec![record], |write| {
            write.set_step(self.run, step.number, StepState::UndoFailed)
        })
    }

    /// What a step did stays, because nothing takes it back. The record of the run's end names it; one of its own would
    /// tell of something that happened, and nothing did.
    pub(crate) fn stays(&self, step: &StepName, problem: &Problem) -> Result<(), JournalError> {
        let told = Lifecycle::UndoFailed {
            step: step.clone(),
            problem: problem.clone(),
        };
        self.commit(vec![told], vec![], |write| {
            write.set_step(self.run, step.number, StepState::Undone)
        })
    }

    /// The run ended, one way or the other.
    pub(crate) fn finish(
        &self,
        phase: Phase,
        outcome: Outcome,
        problem: Option<&Problem>,
        left: &[StepName],
        changes: impl FnOnce(&Write<'_>) -> Result<(), JournalError>,
    ) -> Result<(), JournalError> {
        let mut record = self
            .draft(Logged::OperationFinished, outcome.in_log())
            .detail(detail::KIND, self.kind.code());
        if outcome == Outcome::Staged {
            record = record.detail(detail::STAGED, true);
        }
        if let Some(problem) = problem {
            record = record
                .detail(detail::CODE, problem.code.as_str())
                .private(detail::MESSAGE, problem.message.as_str());
        }
        if !left.is_empty() {
            let left: Vec<&str> = left.iter().map(|step| step.id.as_str()).collect();
            record = record.detail("left", left);
        }
        let told = Lifecycle::OperationFinished {
            outcome,
            problem: problem.cloned(),
            left: left.to_vec(),
        };
        let at = self.ground.world.clock.now().utc;
        self.commit_with(vec![told], |write| {
            changes(write)?;
            // What is there after an undo that did not succeed is known to nobody.
            if outcome != Outcome::FailedPartially {
                let run = write.run(self.run)?;
                let product = run.map(|run| run.product);
                let current = product.map(|product| write.current(&product)).transpose()?;
                if let Some(current) = current {
                    let after = baseline::of(write, &current)?;
                    record = record.detail(detail::BASELINE_AFTER, after);
                }
            }
            let ended = RunState::Ended {
                outcome: outcome.in_log(),
                at,
            };
            // An undo that is tried again has ended before.
            match write.run(self.run)?.map(|run| run.state) {
                Some(RunState::Ended { .. }) => {}
                _ => write.set_run_state(self.run, ended)?,
            }
            write.set_phase(self.run, phase, Some(outcome), problem)?;
            Ok(vec![record])
        })
    }

    /// Nothing that was kept for undoing is left.
    pub(crate) fn close(&self) -> Result<(), JournalError> {
        self.commit(vec![], vec![], |write| {
            write.set_phase(self.run, Phase::Closed, None, None)
        })
    }

    /// A run was put right after a crash.
    pub(crate) fn recovered(&self, brought_to: &str, outcome: Outcome) -> Result<(), JournalError> {
        let record = self
            .draft(Logged::RecoveryRun, outcome.in_log())
            .detail(detail::KIND, self.kind.code())
            .detail(detail::BROUGHT_TO, brought_to);
        self.commit(vec![], vec![record], |_| Ok(()))
    }

    /// A problem without secrets.
    pub(crate) fn masked(&self, problem: Problem) -> Problem {
        Problem {
            message: self.scrubber.text(&problem.message),
            particulars: problem
                .particulars
                .map(|about| about.map_words(&|word| self.scrubber.text(word))),
            code: problem.code,
        }
    }
}

/// A step's output as an event, and beside its record.
fn told_output(
    step: &StepName,
    output: Option<&StepOutput>,
    record: &mut RecordDraft,
) -> Vec<Lifecycle> {
    let Some(output) = output else { return vec![] };
    record
        .private
        .insert(detail::OUTPUT.into(), output.text.as_str().into());
    record.details.insert(
        "output-sha256".into(),
        Digest::of(output.text.as_bytes()).into(),
    );
    vec![Lifecycle::StepOutput {
        step: step.clone(),
        output: output.clone(),
    }]
}
