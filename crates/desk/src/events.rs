//! An operation's events in the reader's words, on their way to whoever watches.

use sealift_app::events::{
    Amount, Event, EventStream, Happening, Lifecycle, Progress, StepName, Work,
};
use sealift_app::{Facility, Wording};

use crate::asked::Asked;
use crate::data::{OperationEvent, RunStep, Span};
use crate::wording::{own_or, trouble};

impl Asked<'_> {
    /// Runs an operation while its events are told.
    pub(crate) fn watched<T>(
        &self,
        facility: &Facility,
        operation: impl FnOnce(EventStream) -> T,
    ) -> T {
        let (events, listener) = facility.stream();
        std::thread::scope(|scope| {
            scope.spawn(move || {
                listener
                    .filter_map(|event| worded(self.wording, &event))
                    .for_each(|event| (self.tell)(event));
            });
            operation(events)
        })
    }
}

/// An event in words; nothing for what a window does not show.
pub(crate) fn worded(wording: &Wording, event: &Event) -> Option<OperationEvent> {
    let number = event.number.unwrap_or(0);
    match &event.what {
        Happening::Progress(progress) => Some(advanced(progress)),
        Happening::Output(output) => Some(OperationEvent::Output {
            step: output.step,
            text: output.parts.iter().map(|part| part.text.as_str()).collect(),
            whole: false,
        }),
        Happening::Lifecycle(turn) => turned(wording, event, number, turn),
    }
}

fn turned(
    wording: &Wording,
    event: &Event,
    number: u64,
    turn: &Lifecycle,
) -> Option<OperationEvent> {
    let step = |name: &StepName, state: &str, problem: Option<&sealift_app::events::Problem>| {
        Some(OperationEvent::Step {
            number,
            step: run_step(wording, name),
            state: state.into(),
            problem: problem.map(|problem| trouble(wording, problem)),
            at: event.at.to_string(),
        })
    };
    match turn {
        Lifecycle::OperationStarted { kind, steps, .. } => Some(OperationEvent::Started {
            number,
            operation: event.operation.to_string(),
            what: wording.text(&format!("operation-{}", kind.code()), &[]),
            steps: *steps,
        }),
        Lifecycle::StepStarted { step: name } => step(name, "running", None),
        Lifecycle::StepDone { step: name } => step(name, "done", None),
        Lifecycle::StepFailed {
            step: name,
            problem,
        } => step(name, "failed", Some(problem)),
        Lifecycle::StepUndone { step: name } => step(name, "undone", None),
        Lifecycle::UndoFailed {
            step: name,
            problem,
        } => step(name, "undo-failed", Some(problem)),
        Lifecycle::StepOutput { step, output } => Some(OperationEvent::Output {
            step: step.number,
            text: output.text.clone(),
            whole: true,
        }),
        Lifecycle::UndoStarted { problem, steps } => Some(OperationEvent::Undoing {
            number,
            problem: trouble(wording, problem),
            steps: *steps,
        }),
        Lifecycle::Warning { problem } => Some(OperationEvent::Warning {
            number,
            problem: trouble(wording, problem),
        }),
        Lifecycle::OperationFinished { outcome, .. } => Some(OperationEvent::Finished {
            number,
            outcome: outcome.code().into(),
        }),
    }
}

/// A step's name in words.
pub(crate) fn run_step(wording: &Wording, name: &StepName) -> RunStep {
    RunStep {
        number: name.number,
        title: match name.effect.as_str() {
            "import-volume" => sealift_app::plain(&name.id),
            effect => own_or(wording, &name.title, &format!("effect-{effect}")),
        },
        component: name.component.clone(),
    }
}

/// So much of so much; nothing where nobody has counted what there is.
fn span(counted: &Amount) -> Option<Span> {
    let &Amount { done, total } = counted;
    (total > 0).then_some(Span { done, total })
}

fn advanced(progress: &Progress) -> OperationEvent {
    let (mut bytes, mut files, mut rate, mut seconds_left, mut elapsed) =
        (None, None, None, None, None);
    match &progress.work {
        Work::Amount {
            bytes: counted,
            files: counted_files,
            bytes_per_second,
            seconds_left: left,
        } => {
            bytes = span(counted);
            files = span(counted_files);
            if bytes.is_some() {
                (rate, seconds_left) = (*bytes_per_second, *left);
            }
        }
        Work::Elapsed { seconds, at_most } => {
            elapsed = Some(Span {
                done: *seconds,
                total: *at_most,
            });
        }
    }
    OperationEvent::Progress {
        overall: f64::from(progress.overall_ppm) / 1_000_000.0,
        undoing: progress.undoing,
        step: progress.step,
        bytes,
        files,
        rate,
        seconds_left,
        elapsed,
    }
}
