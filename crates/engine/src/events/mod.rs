//! What happens during one operation, as one typed stream.
//!
//! The stream serves the app, the terminal's bars, `--json` lines and the log alike. *Lifecycle* events are numbered
//! without gaps and persisted with the change they tell of, so that a window which was closed takes up where it was.
//! *Progress* and the live *output* of programs may be lost: a slow [`Listener`] misses some of it and never holds the
//! engine up.

mod lifecycle;
mod operation;
mod outcome;
mod output;
mod progress;
mod stream;

use sealift_document::Timestamp;
use serde::{Deserialize, Serialize};

use crate::state::RunId;

pub use lifecycle::{Lifecycle, Problem, ReleaseName, StepName, StepOutput};
pub use operation::OperationKind;
pub use outcome::Outcome;
pub use output::{LiveOutput, OutputPart, OutputSource};
pub use progress::{Amount, Meter, Progress, Share, Work};
pub use stream::{EventStream, Listener};

/// The version of the events' form; a reader refuses what is newer.
pub const EVENT_VERSION: u32 = 1;

/// One event of one operation; one line of `--json`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Event {
    /// [`EVENT_VERSION`].
    pub version: u32,
    /// Which run it belongs to.
    pub operation: RunId,
    /// When, by the wall clock.
    pub at: Timestamp,
    /// Its place among the operation's lifecycle events, from 1; what may be lost has none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub number: Option<u64>,
    /// What happened.
    #[serde(flatten)]
    pub what: Happening,
}

/// What an event tells of.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Happening {
    /// Something that is never lost.
    Lifecycle(Lifecycle),
    /// What a program writes while it runs; droppable.
    Output(LiveOutput),
    /// How far it has come; droppable.
    Progress(Progress),
}

impl Event {
    /// The lifecycle event within, if it is one.
    #[must_use]
    pub const fn lifecycle(&self) -> Option<&Lifecycle> {
        match &self.what {
            Happening::Lifecycle(lifecycle) => Some(lifecycle),
            Happening::Output(_) | Happening::Progress(_) => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_event_is_one_flat_line_that_reads_back() {
        let event = Event {
            version: EVENT_VERSION,
            operation: "00112233445566778899aabbccddeeff".parse().expect("a run"),
            at: Timestamp::from_unix(1_000_000_000).expect("a moment"),
            number: Some(3),
            what: Happening::Lifecycle(Lifecycle::OperationFinished {
                outcome: Outcome::RolledBack,
                problem: Some(Problem::new("check-failed", "it does not answer")),
                left: vec![],
            }),
        };
        let line = serde_json::to_string(&event).expect("serialisable");
        assert!(line.contains(r#""event":"operation-finished""#), "{line}");
        assert!(line.contains(r#""outcome":"rolled-back""#), "{line}");
        assert!(!line.contains('\n'));
        assert_eq!(
            serde_json::from_str::<Event>(&line).expect("readable"),
            event
        );
    }

    #[test]
    fn live_output_is_told_apart_from_what_is_kept_and_from_progress() {
        let output = LiveOutput {
            step: 4,
            undoing: false,
            parts: vec![OutputPart {
                from: OutputSource::Err,
                text: "slow\n".into(),
            }],
            left_out: 0,
        };
        let event = Event {
            version: EVENT_VERSION,
            operation: "00112233445566778899aabbccddeeff".parse().expect("a run"),
            at: Timestamp::from_unix(0).expect("a moment"),
            number: None,
            what: Happening::Output(output),
        };
        let line = serde_json::to_string(&event).expect("serialisable");
        assert!(line.contains(r#""event":"output""#), "{line}");
        assert_eq!(
            serde_json::from_str::<Event>(&line).expect("readable"),
            event
        );
    }
}
