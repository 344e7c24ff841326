//! What happens while an operation runs, and how it ended.

use sealift_app::Explained;
use serde::{Deserialize, Serialize};

/// What happens while an operation runs. Progress may be lost, the rest never is: it is numbered without gaps.
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(
    tag = "kind",
    rename_all = "kebab-case",
    rename_all_fields = "camelCase"
)]
pub enum OperationEvent {
    /// It begins.
    Started {
        /// Its place among the numbered events, from 1.
        number: u64,
        /// By which it can be cancelled and asked for again.
        operation: String,
        /// What it is for, worded: `Upgrade`.
        what: String,
        /// How many steps it has.
        steps: u32,
    },
    /// A step begins or ends.
    Step {
        /// Its place among the numbered events.
        number: u64,
        /// The step.
        step: RunStep,
        /// `running`, `done`, `failed`, `undone`, `undo-failed`.
        state: String,
        /// Why it failed.
        problem: Option<Trouble>,
        /// When, UTC.
        at: String,
    },
    /// What a step's program wrote, without secrets.
    Output {
        /// The step, by its place in the plan.
        step: u32,
        /// What it wrote.
        text: String,
        /// Whether this is all that is kept of it, in place of what was shown while it ran.
        whole: bool,
    },
    /// Undoing begins.
    Undoing {
        /// Its place among the numbered events.
        number: u64,
        /// Why.
        problem: Trouble,
        /// How many steps are undone.
        steps: u32,
    },
    /// Something deserves attention.
    Warning {
        /// Its place among the numbered events.
        number: u64,
        /// What.
        problem: Trouble,
    },
    /// How far it has come.
    Progress {
        /// Between 0 and 1; never falls, except to begin anew when undoing begins.
        overall: f64,
        /// Whether it is going back.
        undoing: bool,
        /// The step in hand, by its place in the plan.
        step: Option<u32>,
        /// Bytes done and to do, of the step in hand.
        bytes: Option<Span>,
        /// Files done and to do, of the step in hand.
        files: Option<Span>,
        /// Bytes a second, over the last seconds.
        rate: Option<u64>,
        /// Seconds until the step in hand is done, at that rate.
        seconds_left: Option<u64>,
        /// Seconds so far and at most, where nobody can know how long the step takes.
        elapsed: Option<Span>,
    },
    /// It ended; the answer to the call says how.
    Finished {
        /// Its place among the numbered events.
        number: u64,
        /// `succeeded`, `rolled-back`, ...
        outcome: String,
    },
}

/// So much of so much.
#[derive(Debug, Clone, PartialEq, Copy, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Span {
    /// Done.
    pub done: u64,
    /// Of these.
    pub total: u64,
}

/// A step of a run.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct RunStep {
    /// Its place in the plan, from 1.
    pub number: u32,
    /// What is done.
    pub title: String,
    /// The component it belongs to.
    pub component: Option<String>,
}

/// An error or a warning within a run.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Trouble {
    /// The stable code.
    pub code: String,
    /// What is wrong, in plain words.
    pub message: String,
    /// The exact finding.
    pub detail: String,
    /// What to do.
    pub remedy: String,
}

/// How a change ended.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct RunEnd {
    /// The run.
    pub operation: String,
    /// `succeeded`, `succeeded-with-warnings`, `reboot-required`, `staged`, `rolled-back`, `failed-partially`, `cancelled`,
    /// `refused`.
    pub outcome: String,
    /// Whether what was wanted is so now.
    pub success: bool,
    /// Why it did not succeed.
    pub failure: Option<Explained>,
    /// Steps that could not be undone, worded.
    pub left: Vec<String>,
    /// The version that is active now.
    pub active: Option<String>,
    /// Whether the machine must be restarted.
    pub reboot: bool,
    /// What interrupted runs before this one were put right first.
    pub recovered: Vec<super::RecoveredRun>,
}

/// Which operation, and what of it is known already.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct EventsRequest {
    /// The operation.
    pub operation: String,
    /// The number of the last event that is known; 0 for none.
    pub after: u64,
}
