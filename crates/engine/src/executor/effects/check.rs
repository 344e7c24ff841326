//! Conditions that must come true.

use std::time::Duration;

use sealift_document::Particulars;
use sealift_plan::plan::{PlannedCheck, PlannedProbe};

use super::{Act, Performed, Prepared, Step, invocation};
use crate::effects::{EntryKind, ProbesError};
use crate::events::StepOutput;
use crate::executor::output::Capture;
use crate::executor::scene::{Direction, Scene};
use crate::executor::{StepError, paths};
use crate::journal::Undo;

/// The longest that one look at the network takes.
const ONE_LOOK: Duration = Duration::from_secs(10);
/// The longest that a wish to stop waits for.
const SLICE: Duration = Duration::from_millis(100);
/// Bytes of a file that are searched for a text.
const FILE_BYTES: u64 = 16 << 20;

pub(super) struct Check<'a>(pub(super) &'a PlannedCheck);

impl Act for Check<'_> {
    fn prepare<'a>(&'a self, scene: &'a Scene<'a>, _: &'a Step) -> Result<Prepared<'a>, StepError> {
        Ok(Prepared::new(Undo::Nothing, move || {
            let output = wait(scene, self.0, &|| None)?;
            Ok(Performed {
                output,
                ..Performed::default()
            })
        }))
    }
}

/// Looks until the condition is so, its time is over, or `hopeless` says that it never will be.
pub(super) fn wait(
    scene: &Scene<'_>,
    check: &PlannedCheck,
    hopeless: &dyn Fn() -> Option<StepError>,
) -> Result<Option<StepOutput>, StepError> {
    let clock = &scene.world().clock;
    let within = Duration::from_secs(check.within.seconds.value());
    let until = clock.elapsed() + within;
    loop {
        scene.cancel.check()?;
        let left = until.saturating_sub(clock.elapsed());
        let mut capture = scene.capture(Direction::Doing);
        let reason = match look(scene, &check.probe, left, &mut capture) {
            Ok(None) => return Ok(capture.finish()),
            Ok(Some(reason)) => reason,
            Err(StepError::Cancelled) => return Err(StepError::Cancelled),
            Err(error) => Unmet::Step(Box::new(error)),
        };
        let gives_up = hopeless();
        if gives_up.is_some() || clock.elapsed() >= until {
            capture
                .finish()
                .into_iter()
                .for_each(|output| scene.keep_output(output));
            let what = what(&check.probe);
            let seconds = within.as_secs();
            let found = Particulars::of(&reason).map_words(&|word| scene.scrubber.text(word));
            let reason = scene.scrubber.text(&reason.to_string());
            return Err(gives_up.unwrap_or(StepError::CheckFailed {
                found: Box::new(found),
                what,
                seconds,
                reason,
            }));
        }
        scene.teller.tick();
        pause(
            scene,
            Duration::from_millis(check.within.every_ms.value()).max(SLICE / 10),
        )?;
    }
}

/// What one look found to be otherwise.
#[derive(Debug, thiserror::Error, serde::Serialize)]
enum Unmet {
    #[error(transparent)]
    Unanswered(ProbesError),
    #[error("it answers with {found} instead of {expected}")]
    Answers { found: u16, expected: u16 },
    #[error("it does not contain {text}")]
    Lacks { text: String },
    #[error("it does not exist")]
    Absent,
    #[error("it is not a regular file")]
    NotAFile,
    #[error(transparent)]
    Step(Box<StepError>),
}

/// Waits between two looks, listening for a wish to stop.
fn pause(scene: &Scene<'_>, mut time: Duration) -> Result<(), StepError> {
    while !time.is_zero() {
        scene.cancel.check()?;
        let slice = time.min(SLICE);
        scene.world().clock.sleep(slice);
        time -= slice;
        scene.teller.tick();
    }
    Ok(())
}

/// Looks once; what is wrong, if anything is.
fn look(
    scene: &Scene<'_>,
    probe: &PlannedProbe,
    left: Duration,
    capture: &mut Capture<'_>,
) -> Result<Option<Unmet>, StepError> {
    let probes = &scene.world().probes;
    let timeout = left.clamp(SLICE, ONE_LOOK);
    Ok(match probe {
        PlannedProbe::Command(planned) => {
            let timeout = left.max(Duration::from_secs(1));
            let program = invocation::program(scene, planned, timeout, None)?;
            invocation::run(&scene.place, &program, capture, scene.cancel)?;
            None
        }
        PlannedProbe::Tcp { host, port } => probes
            .tcp(host, *port, timeout)
            .err()
            .map(Unmet::Unanswered),
        PlannedProbe::Http {
            url,
            status,
            contains,
        } => match probes.http(url, timeout) {
            Err(error) => Some(Unmet::Unanswered(error)),
            Ok(response) if response.status != *status => Some(Unmet::Answers {
                found: response.status,
                expected: *status,
            }),
            Ok(response) => missing(contains.as_deref(), &response.body),
        },
        PlannedProbe::File { path, contains } => {
            let entry = scene.files().inspect(path)?;
            match (entry.map(|entry| entry.kind), contains) {
                (None, _) => Some(Unmet::Absent),
                (Some(_), None) => None,
                (Some(EntryKind::File), Some(text)) => {
                    let content = paths::content_of(scene.files(), path, FILE_BYTES)?;
                    missing(Some(text), &content)
                }
                (Some(_), Some(_)) => Some(Unmet::NotAFile),
            }
        }
    })
}

fn missing(text: Option<&str>, content: &[u8]) -> Option<Unmet> {
    let text = text?;
    let found = holds(content, text.as_bytes());
    (!found).then(|| Unmet::Lacks {
        text: sealift_document::plain(text),
    })
}

fn holds(content: &[u8], text: &[u8]) -> bool {
    text.is_empty() || content.windows(text.len()).any(|window| window == text)
}

fn what(probe: &PlannedProbe) -> String {
    match probe {
        PlannedProbe::Command(invocation) => sealift_document::plain(&invocation.program),
        PlannedProbe::Tcp { host, port } => format!("{host}:{port}"),
        PlannedProbe::Http { url, .. } => url.clone(),
        PlannedProbe::File { path, .. } => path.to_string(),
    }
}
