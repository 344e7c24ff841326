//! Carrying out a plan, so that a target is what it was or what it was to be, and never anything between.
//!
//! A run takes each step in three: look and write down how it is undone, do it and make it durable, write down that it is
//! done. Journal, audit record and checkpoint are one transaction each time. The first failure, or a wish to stop, undoes
//! everything in reverse; what could not be undone is named. Only when all steps are done does one transaction note what
//! is installed now and how the run ended; what was kept for undoing is destroyed after that.
//!
//! A process that dies leaves a journal that [`crate::recovery`] reads; nothing else is needed to undo.

mod baseline;
mod cleaning;
mod content;
mod effects;
mod error;
mod ledger;
mod lock;
mod noting;
mod order;
mod output;
mod paths;
mod preparing;
mod room;
mod run;
mod scene;
mod undoing;

pub use content::DepotContent;
pub use error::{ProgramEnd, RunError, StepError};
pub use lock::WorldLock;
pub use order::{Content, Ground, Order, Release, Report};
pub use run::{run, run_leaving_failure};

pub(crate) use cleaning::clean_up;
pub(crate) use ledger::Ledger;
pub(crate) use output::Scrubber;
pub(crate) use paths::{digest_of, digest_told, read_private, sync_above};
pub(crate) use scene::Workplace;
pub use undoing::is_staying;
pub(crate) use undoing::{to_undo, undo};
