//! An operation as it runs: bars and lines for a person, event lines for a program.

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use sealift_app::events::{Event, Happening, Lifecycle, Listener, Progress, StepName, Work};

use super::{Screen, Tone};

/// Shows the events of an operation until it ends; `leaves_failures` where what fails is not taken back.
pub(crate) fn watch(screen: &Screen, listener: &Listener, leaves_failures: bool) {
    let mut view = View {
        screen,
        bar: Bar::new(screen),
        leaves_failures,
    };
    while let Some(event) = listener.next() {
        if screen.json {
            if let Ok(line) = serde_json::to_string(&event) {
                screen.result(&line);
            }
        } else {
            view.show(&event);
        }
    }
    view.bar.clear();
}

/// One bar for the whole operation, with the step in hand beside it.
pub(crate) struct Bar<'a> {
    bar: ProgressBar,
    screen: &'a Screen,
}

impl<'a> Bar<'a> {
    pub(crate) fn new(screen: &'a Screen) -> Self {
        let target = if screen.is_talkative() {
            ProgressDrawTarget::stderr()
        } else {
            ProgressDrawTarget::hidden()
        };
        let style = ProgressStyle::with_template("{bar:30} {percent:>3} %  {msg}").map_or_else(
            |_| ProgressStyle::default_bar(),
            |style| style.progress_chars("█▉▊▋▌▍▎▏ "),
        );
        let bar = ProgressBar::with_draw_target(Some(1_000_000), target).with_style(style);
        Self { bar, screen }
    }

    /// Shows bytes done of a total, which may not be known.
    pub(crate) fn bytes(&self, done: u64, total: Option<u64>, what: &str) {
        if let Some(total) = total.filter(|total| *total > 0) {
            self.bar.set_position(share(done, total));
        }
        let amount = of(self.screen, done, total);
        self.bar.set_message(format!("{what} {amount}"));
    }

    /// Writes a line above the bar.
    pub(crate) fn line(&self, line: &str) {
        self.bar.suspend(|| self.screen.note(line));
    }

    pub(crate) fn clear(&self) {
        self.bar.finish_and_clear();
    }
}

fn share(done: u64, total: u64) -> u64 {
    u64::try_from(u128::from(done) * 1_000_000 / u128::from(total))
        .unwrap_or(1_000_000)
        .min(1_000_000)
}

fn of(screen: &Screen, done: u64, total: Option<u64>) -> String {
    let done = screen.wording.bytes(done);
    match total.map(|total| screen.wording.bytes(total)) {
        Some(total) => screen.say("progress-of", &[("done", &done), ("total", &total)]),
        None => done,
    }
}

struct View<'a> {
    screen: &'a Screen,
    bar: Bar<'a>,
    leaves_failures: bool,
}

impl View<'_> {
    fn show(&mut self, event: &Event) {
        match &event.what {
            Happening::Progress(progress) => self.progress(progress),
            Happening::Lifecycle(turn) => self.turn(turn),
            // A terminal shows a step's output when it is over, with nothing left out that is kept.
            Happening::Output(_) => {}
        }
    }

    fn progress(&mut self, progress: &Progress) {
        self.bar.bar.set_position(progress.overall_ppm.into());
        let going_back = if progress.undoing {
            self.screen.say("word-going-back", &[])
        } else {
            String::new()
        };
        let work = work(self.screen, &progress.work);
        // What a step that counts nothing is doing, its title says already.
        if !work.is_empty() {
            self.bar.bar.set_message(format!("{going_back}{work}"));
        }
    }

    fn turn(&mut self, turn: &Lifecycle) {
        let screen = self.screen;
        match turn {
            Lifecycle::StepDone { step } => self.mark(Tone::Good, "✓", &title(screen, step)),
            Lifecycle::StepFailed { step, problem } => {
                self.mark(
                    Tone::Bad,
                    "✗",
                    &format!(
                        "{}: {}",
                        title(screen, step),
                        screen.wording.problem(problem)
                    ),
                );
            }
            Lifecycle::StepOutput { output, .. } => {
                for line in output.text.lines() {
                    self.bar.line(&format!("    {}", sealift_app::plain(line)));
                }
            }
            // A failure that is left as it lies ends here all the same, and the next recovery would take it back.
            Lifecycle::UndoStarted { .. } if self.leaves_failures => {}
            Lifecycle::UndoStarted { steps, .. } => {
                let text = screen.say("undo-started", &[("steps", &steps.to_string())]);
                self.mark(Tone::Warning, "↩", &text);
            }
            Lifecycle::StepUndone { step } => self.mark(Tone::Quiet, "↩", &title(screen, step)),
            Lifecycle::UndoFailed { step, problem } => {
                self.mark(
                    Tone::Bad,
                    "✗",
                    &format!(
                        "{}: {}",
                        title(screen, step),
                        screen.wording.problem(problem)
                    ),
                );
            }
            Lifecycle::Warning { problem } => {
                self.mark(Tone::Warning, "!", &screen.wording.problem(problem))
            }
            // What the step before it counted says nothing of this one.
            Lifecycle::StepStarted { step } => self.bar.bar.set_message(title(screen, step)),
            Lifecycle::OperationFinished { problem: None, .. } => {
                self.bar.bar.set_position(1_000_000);
            }
            Lifecycle::OperationStarted { .. } | Lifecycle::OperationFinished { .. } => {}
        }
    }

    fn mark(&self, tone: Tone, mark: &str, text: &str) {
        self.bar
            .line(&format!("  {} {text}", self.screen.tone(tone, mark)));
    }
}

/// What people read of a step: the vendor's words, else ours for its kind with the component.
fn title(screen: &Screen, step: &StepName) -> String {
    let own = step.title.in_language(screen.wording.language());
    let text = if own.is_empty() {
        screen.say(&format!("effect-{}", step.effect), &[])
    } else {
        own.into()
    };
    let of = step
        .component
        .as_ref()
        .map_or_else(String::new, |component| format!("{component}: "));
    sealift_app::plain(&format!("{of}{text} ({})", step.id))
}

fn work(screen: &Screen, work: &Work) -> String {
    match work {
        Work::Amount {
            bytes,
            bytes_per_second,
            seconds_left,
            ..
        } if bytes.total > 0 => {
            let rate = bytes_per_second.map(|rate| {
                let rate = screen.wording.bytes(rate);
                screen.say("progress-rate", &[("bytes", &rate)])
            });
            let parts = [
                Some(of(screen, bytes.done, Some(bytes.total))),
                rate,
                seconds_left.map(|seconds| left(screen, seconds)),
            ];
            parts.into_iter().flatten().collect::<Vec<_>>().join(", ")
        }
        Work::Amount { .. } => String::new(),
        Work::Elapsed { seconds, at_most } => {
            let (seconds, most) = (seconds.to_string(), at_most.to_string());
            screen.say(
                "progress-waiting",
                &[("seconds", &seconds), ("most", &most)],
            )
        }
    }
}

/// The time left in the two largest units that matter.
fn left(screen: &Screen, seconds: u64) -> String {
    let (hours, minutes) = (seconds / 3600, seconds / 60);
    match (hours, minutes) {
        (0, 0) => screen.say(
            "progress-left-seconds",
            &[("seconds", &seconds.to_string())],
        ),
        (0, _) => screen.say(
            "progress-left-minutes",
            &[("minutes", &minutes.to_string())],
        ),
        _ => {
            let (hours, minutes) = (hours.to_string(), (minutes % 60).to_string());
            screen.say(
                "progress-left-hours",
                &[("hours", &hours), ("minutes", &minutes)],
            )
        }
    }
}
