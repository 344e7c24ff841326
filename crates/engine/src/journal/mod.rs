//! What has been started, done and undone, on disk before the effect happens.
//!
//! One run has a row, a row for each step that was begun, and its lifecycle events. A step's row is committed before
//! the step touches anything and holds an [`UndoRecord`] that is enough to take it back. Where a run stands is its
//! [`Phase`]; only a closed run needs nothing more:
//!
//! ```text
//! doing ──► cleaning ──► closed          succeeded; kept copies and retired trees are destroyed on the way
//!   └─────► undoing ───► closed          failed or cancelled, everything undone
//!              └───────► undo-incomplete  something is left; recovery can try again
//! ```
//!
//! A closed run's journal is kept for a while ([`KEPT_JOURNALS`]), so that a window can take up where it was.
//!
//! A seal over the row, the plan and the steps shows an edit by hand. A journal that is newer, edited or damaged is
//! diagnosed and never acted upon (threats I9, I15).

mod error;
mod reading;
mod seal;
pub mod undo;
mod undo_paths;
mod writing;

pub use error::JournalError;
pub use reading::{JournalRun, JournalStep, Phase, StepState};
pub use undo::{Undo, UndoRecord};
pub use undo_paths::Territory;

/// Runs whose journals are kept once they are closed.
pub const KEPT_JOURNALS: u32 = 32;

/// The format of journals and undo records that this program writes; it reads none that is newer.
pub const JOURNAL_FORMAT: u32 = 1;
