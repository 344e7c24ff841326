//! One run, from its first look to its end.

use std::cell::{Cell, RefCell};

use sealift_document::Document;
use sealift_plan::plan::UndoClass;

use super::effects::{Act, Change, Step, act};
use super::ledger::Ledger;
use super::output::Scrubber;
use super::preparing::{
    check_fit, check_open_runs, meter, prepare_state, private_directory, release_name, subject,
    territory,
};
use super::scene::{Scene, Teller, Workplace};
use super::{Ground, Order, Report, RunError, StepError, WorldLock};
use super::{cleaning, noting, paths, room, undoing};
use crate::cancel::Cancel;
use crate::events::{EventStream, Lifecycle, OperationKind, Outcome, Problem};
use crate::journal::{
    JournalError, JournalRun, JournalStep, Phase, StepState, Territory, UndoRecord,
};
use crate::state::{Run, RunState};

/// Carries out a plan. The run has the name that the stream was made for.
///
/// # Errors
/// [`RunError`] when nothing was tried. Once something was, the [`Report`] says how it ended.
pub fn run(
    ground: &Ground<'_>,
    lock: &WorldLock,
    order: &Order<'_>,
    stream: EventStream,
    cancel: &Cancel,
) -> Result<Report, RunError> {
    carry_out(ground, lock, order, stream, cancel, OnFailure::Undo)
}

/// Carries out a plan and leaves what a failed step has done as it lies, for somebody who wants to look at it. Only for a
/// world that is thrown away: the run stays open, and the next recovery undoes it.
///
/// # Errors
/// As for [`run`].
pub fn run_leaving_failure(
    ground: &Ground<'_>,
    lock: &WorldLock,
    order: &Order<'_>,
    stream: EventStream,
    cancel: &Cancel,
) -> Result<Report, RunError> {
    carry_out(ground, lock, order, stream, cancel, OnFailure::Leave)
}

/// What becomes of a run that fails.
#[derive(Clone, Copy, PartialEq, Eq)]
enum OnFailure {
    Undo,
    Leave,
}

fn carry_out(
    ground: &Ground<'_>,
    _lock: &WorldLock,
    order: &Order<'_>,
    stream: EventStream,
    cancel: &Cancel,
    on_failure: OnFailure,
) -> Result<Report, RunError> {
    check_fit(order)?;
    check_open_runs(ground, order.plan)?;
    room::prove(ground, order.plan)?;
    prepare_state(ground)?;
    room::hold_reserve(ground)?;

    let id = stream.operation().clone();
    let territory = territory(ground, order);
    let scrubber = Scrubber::of(order.settled);
    let stream = RefCell::new(stream);
    let ledger = Ledger {
        ground,
        run: &id,
        kind: order.plan.operation.into(),
        subject: subject(order.plan),
        author: &order.author,
        scrubber: &scrubber,
        stream: &stream,
    };
    let place = || Workplace {
        ground,
        run: &id,
        territory: &territory,
        scrubber: &scrubber,
        stream: &stream,
        in_hand: Cell::default(),
    };
    let begun = begin(&ledger, order, &territory)?;

    let teller = Teller::new(ground.world, meter(order.plan), &stream);
    let scene = Scene {
        place: place(),
        order,
        cancel,
        teller: &teller,
        begun: Cell::default(),
        last_words: RefCell::default(),
    };
    let mut progress = Progress::default();
    let done = take_steps(&scene, &ledger, &mut progress)
        .and_then(|()| commit(&scene, &ledger, &mut progress));
    let journal = |problem, records: Vec<UndoRecord>| JournalRun {
        run: begun,
        phase: Phase::Doing,
        outside: vec![],
        outcome: None,
        problem,
        steps: records.into_iter().map(begun_step).collect(),
    };
    let mut report = Report {
        run: id.clone(),
        outcome: Outcome::Succeeded,
        problem: None,
        warnings: progress.warnings,
        left: vec![],
    };
    match done {
        Ok(outcome) => {
            report.outcome = outcome;
            let cleaned = cleaning::clean_up(&place(), &ledger, &journal(None, progress.records));
            report
                .warnings
                .extend(cleaned.unwrap_or_else(|error| vec![problem_of(&error)]));
        }
        Err(error) if on_failure == OnFailure::Leave || progress.may_have_committed => {
            let problem = ledger.masked(error.problem());
            let records = progress.records.into_iter();
            report.left = records
                .map(|record| (record.step, problem.clone()))
                .collect();
            report.outcome = Outcome::FailedPartially;
            report.problem = Some(problem);
        }
        Err(error) => {
            let problem = ledger.masked(error.problem());
            report.problem = Some(problem.clone());
            let reached = if error == StepError::Cancelled {
                Outcome::Cancelled
            } else {
                Outcome::RolledBack
            };
            match undoing::undo(
                &place(),
                &ledger,
                &journal(Some(problem), progress.records),
                reached,
                &|_| (),
            ) {
                Ok(undone) => {
                    report.outcome = undone.outcome;
                    report.warnings.extend(undone.warnings);
                    report.left = undone.left;
                }
                // What was undone could not be written down; the next start makes sure and says so.
                Err(error) => {
                    report.outcome = Outcome::FailedPartially;
                    report.warnings.push(problem_of(&error));
                }
            }
        }
    }
    Ok(report)
}

/// What a run has come to.
#[derive(Default)]
struct Progress {
    records: Vec<UndoRecord>,
    changes: Vec<Change>,
    warnings: Vec<Problem>,
    /// Whether the disk failed at the last commit of all, and nothing could be written down after it: it may hold, and then
    /// nothing is to be undone. Recovery will know.
    may_have_committed: bool,
}

fn problem_of(error: &JournalError) -> Problem {
    Problem::of(error.code(), error)
}

const fn begun_step(record: UndoRecord) -> JournalStep {
    JournalStep {
        state: StepState::Begun,
        record,
    }
}

fn begin(ledger: &Ledger<'_>, order: &Order<'_>, territory: &Territory) -> Result<Run, RunError> {
    let plan = order.plan;
    let misfit = |_| RunError::Misfit("it has no canonical form");
    let run = Run {
        id: ledger.run.clone(),
        operation: plan.operation,
        product: plan.product.clone(),
        plan: plan.to_bytes().map_err(misfit)?,
        state: RunState::Doing,
        started: ledger.ground.world.clock.now().utc,
        actor: ledger.ground.world.clock.actor(),
        ticket: order.author.claims().ticket.clone(),
        reason: order.author.claims().reason.clone(),
    };
    let started = Lifecycle::OperationStarted {
        kind: OperationKind::from(plan.operation),
        release: Some(release_name(plan)),
        steps: u32::try_from(plan.steps.len()).unwrap_or(u32::MAX),
    };
    ledger.begin(&run, territory.outside(), started)?;
    Ok(run)
}

/// Takes all steps; the first that fails ends it.
fn take_steps(
    scene: &Scene<'_>,
    ledger: &Ledger<'_>,
    progress: &mut Progress,
) -> Result<(), StepError> {
    let folder = scene.ground.run_folder(scene.run);
    let made = scene.files().create_directory(&folder, private_directory());
    let made = made.and_then(|()| paths::sync_above(scene.files(), &folder));
    if let Err(error) = made {
        return Err(fail(scene, ledger, progress, None, error.into()));
    }
    for planned in &scene.order.plan.steps {
        scene.teller.begin();
        take(
            scene,
            ledger,
            progress,
            &Step::planned(planned),
            act(&planned.effect).as_ref(),
        )?;
        scene.teller.end();
    }
    scene
        .cancel
        .check()
        .map_err(|stop| fail(scene, ledger, progress, None, stop.into()))
}

fn take(
    scene: &Scene<'_>,
    ledger: &Ledger<'_>,
    progress: &mut Progress,
    step: &Step,
    act: &dyn Act,
) -> Result<(), StepError> {
    if let Err(stop) = scene.cancel.check() {
        return Err(fail(scene, ledger, progress, None, stop.into()));
    }
    let taken = try_to_take(scene, ledger, progress, step, act);
    taken.map_err(|error| fail(scene, ledger, progress, Some(step), error))
}

fn try_to_take(
    scene: &Scene<'_>,
    ledger: &Ledger<'_>,
    progress: &mut Progress,
    step: &Step,
    act: &dyn Act,
) -> Result<(), StepError> {
    scene.in_hand.set(step.name.number);
    scene.begun.set(scene.world().clock.elapsed());
    let prepared = act.prepare(scene, step)?;
    let record = UndoRecord::new(scene.run.clone(), step.name.clone(), prepared.undo)
        .staying(step.undo == UndoClass::None);
    ledger.intend(&record)?;
    progress.records.push(record);
    let mut performed = (prepared.perform)()?;
    for warning in &mut performed.warnings {
        *warning = ledger.masked(warning.clone());
    }
    ledger.done(step, scene.taken(), &performed)?;
    progress.changes.extend(performed.changes);
    progress.warnings.extend(performed.warnings);
    Ok(())
}

/// Writes down that undoing begins, and why. It goes on even if that cannot be written down: recovery would do the same
/// again.
fn fail(
    scene: &Scene<'_>,
    ledger: &Ledger<'_>,
    progress: &Progress,
    step: Option<&Step>,
    error: StepError,
) -> StepError {
    tell_failure(scene, ledger, progress, step, error).0
}

/// Writes down that undoing begins, and whether that could be done; gives up the reserve when there is no room for it.
fn tell_failure(
    scene: &Scene<'_>,
    ledger: &Ledger<'_>,
    progress: &Progress,
    step: Option<&Step>,
    error: StepError,
) -> (StepError, bool) {
    let to_undo = u32::try_from(progress.records.len()).unwrap_or(u32::MAX);
    let output = scene.last_words.take();
    let tell = || match step {
        Some(step) => ledger.failed(step, scene.taken(), &error, output.as_ref(), to_undo),
        None => ledger.give_up(&ledger.masked(error.problem()), to_undo),
    };
    let mut is_told = tell().is_ok();
    if !is_told {
        room::release_reserve(scene.ground);
        is_told = tell().is_ok();
    }
    (error, is_told)
}

/// Everything is done: one transaction says so and notes what is installed now.
fn commit(
    scene: &Scene<'_>,
    ledger: &Ledger<'_>,
    progress: &mut Progress,
) -> Result<Outcome, StepError> {
    let plan = scene.order.plan;
    let outcome = if plan.stage_only {
        Outcome::Staged
    } else if plan.needs_reboot() {
        Outcome::RebootRequired
    } else if progress.warnings.is_empty() {
        Outcome::Succeeded
    } else {
        Outcome::SucceededWithWarnings
    };
    let now = scene.world().clock.now().utc;
    let changes = std::mem::take(&mut progress.changes);
    let committed = ledger.finish(Phase::Cleaning, outcome, None, &[], |write| {
        if let Some(release) = scene.order.release {
            let admitted = release.admission;
            write.remember_manifest(admitted.manifest(), admitted.release().digest(), now)?;
        }
        noting::note(write, plan, scene.order.settled, scene.run, now, changes)
    });
    match committed {
        Ok(()) => Ok(outcome),
        Err(error) => {
            let is_uncertain = matches!(&error, JournalError::State(error) if error.is_uncertain());
            let (error, is_told) = tell_failure(scene, ledger, progress, None, error.into());
            progress.may_have_committed = is_uncertain && !is_told;
            Err(error)
        }
    }
}
