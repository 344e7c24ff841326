//! What a person sees: lines, bars, tables and questions.

mod ask;
mod failure;
mod plan;
mod progress;
mod screen;
mod table;

pub(crate) use ask::{Question, ask, confirm, password};
pub(crate) use failure::show_failure;
pub(crate) use plan::{plan_lines, show_plan};
pub(crate) use progress::{Bar, watch};
pub(crate) use screen::{Screen, Tone};
pub(crate) use table::Table;
