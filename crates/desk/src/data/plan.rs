//! A change that could be made, as a person reads it before saying yes.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

/// What somebody wants of a product.
#[derive(Debug, Clone, PartialEq, Copy, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(rename_all = "kebab-case")]
pub enum Want {
    /// A release installed, or in place of the active one.
    Install,
    /// The release that ran before, or the one named.
    Rollback,
    /// The active release, as it was placed.
    Repair,
    /// The product gone, its data kept.
    Uninstall,
    /// The product gone, and its data with it.
    Purge,
}

/// What somebody wants changed.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ChangeRequest {
    /// What.
    pub want: Want,
    /// The product's id.
    pub product: String,
    /// The version, where one is meant.
    pub version: Option<String>,
    /// The whole of the answers; nothing for those in force or prepared.
    #[cfg_attr(feature = "typescript", ts(type = "Record<string, unknown> | null"))]
    pub answers: Option<Map<String, Value>>,
    /// Optional components to take in that are not chosen by themselves.
    pub with: Vec<String>,
    /// Components to leave out.
    pub without: Vec<String>,
    /// Whether activation is left for later.
    pub stage_only: bool,
    /// Whether files that an operator edited are replaced instead of kept.
    pub replace_edited: bool,
    /// Policy questions that the operator accepts, by their codes.
    pub accepted: Vec<String>,
}

/// A plan, and what a person should know before saying yes to it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct PlanView {
    /// SHA-256 of the plan: what is run must be what was shown.
    pub digest: String,
    /// `install`, `upgrade`, `reconfigure`, `rollback`, `repair`, `activate-staged`, `uninstall`.
    pub operation: String,
    /// The product's id.
    pub product: String,
    /// What people call it.
    pub name: String,
    /// The version that is active now.
    pub from: Option<String>,
    /// The version that is active afterwards.
    pub to: Option<String>,
    /// The components installed afterwards.
    pub components: Vec<String>,
    /// The steps, in their order.
    pub steps: Vec<StepView>,
    /// What should be known, worded.
    pub warnings: Vec<WarningView>,
    /// Room it takes, place by place.
    pub room: Vec<RoomView>,
    /// Services stopped before the switch.
    pub stopped: Vec<String>,
    /// Services started after it.
    pub started: Vec<String>,
    /// How many things are created, replaced, kept, removed.
    pub counts: PlanCounts,
    /// Whether any step cannot be undone.
    pub irreversible: bool,
    /// Whether the machine must be restarted afterwards.
    pub reboot: bool,
    /// What changed between the two versions, the newest first.
    pub changes: Vec<super::ChangeNote>,
}

/// A step of a plan.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct StepView {
    /// Its place in the plan, from 1.
    pub number: u32,
    /// What is done.
    pub title: String,
    /// To what: a path, a unit, a command; empty where the title says it.
    pub object: String,
    /// The component it belongs to.
    pub component: Option<String>,
    /// `create`, `replace`, `remove`, `stop`, `start`, `run`, `switch`, `check`, `keep`.
    pub verb: String,
    /// `exact`, `compensating`, `none`.
    pub undo: String,
    /// How it is taken back, worded.
    pub undo_text: String,
    /// The vendor declares that it cannot be undone.
    pub irreversible: bool,
    /// The machine must be restarted afterwards.
    pub reboot: bool,
}

/// Something to know before saying yes.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct WarningView {
    /// The stable code.
    pub code: String,
    /// What.
    pub message: String,
}

/// The room that a plan takes in one place.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct RoomView {
    /// The place.
    pub at: String,
    /// Bytes that doing takes at most.
    pub to_do: u64,
    /// Bytes that undoing everything takes beyond them.
    pub to_undo: u64,
    /// Bytes that are free there, where that is known.
    pub free: Option<u64>,
}

/// How many things a plan touches.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct PlanCounts {
    /// Things that did not exist before.
    pub created: u64,
    /// Things that were other before.
    pub replaced: u64,
    /// Things of an operator that stay as they are.
    pub kept: u64,
    /// Things that are gone afterwards.
    pub removed: u64,
    /// Bytes of the trees that are placed.
    pub bytes: u64,
}

/// A yes to a plan that was shown.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct RunRequest {
    /// What was planned.
    pub change: ChangeRequest,
    /// The digest of the plan that was shown; another plan is refused.
    pub plan: String,
    /// The ticket number, for the record.
    pub ticket: String,
    /// Why, for the record.
    pub reason: String,
    /// The printed name of whoever says yes, for the record.
    pub person: String,
}
