//! The plan: what will be done, in which order, and how each step is taken back.

mod data;
mod document;
mod draft;
mod effect;
mod forward;
mod places;
mod placing;
mod planner;
mod programs;
mod refusal;
mod removing;
mod request;
mod running;
mod selection;
mod summary;
#[cfg(test)]
mod tests;
mod uninstall;

pub use document::{
    DataFormat, Operation, Plan, PlannedPhase, PlannedStep, ReleaseRef, Room, ServiceChanges,
    Summary, UndoClass, Warning, Weight,
};
pub(crate) use effect::is_false;
pub use effect::{
    Before, Beside, Effect, PlaceTree, PlannedCheck, PlannedInvocation, PlannedProbe, RenderFile,
    RunDirectory, ServiceDefinition, Setting, UnitName, UnitNameError,
};
pub use places::places;
pub use planner::plan;
pub use refusal::PlanRefusal;
pub use request::{Inputs, Release, Request, Wanted};
