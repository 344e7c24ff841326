//! What a site knows: one SQLite database, changed in one way only.
//!
//! [`Database::write`] is that way: whatever is done inside it, the audit records that describe it and the checkpoint
//! that covers them are committed together or not at all (threat A12). Tables have a module each, which adds typed
//! questions to [`View`] and typed changes to [`Write`]; no SQL is written outside of them.

mod column;
mod database;
mod diagnosis;
mod error;
mod history;
mod installed;
mod migration;
mod operation;
mod placed;
mod release;
mod view;

pub use database::{Database, DatabaseFile};
pub use diagnosis::Diagnosis;
pub use error::StateError;
pub use installed::{Installed, TreeFile};
pub use migration::SCHEMA_VERSION;
pub use operation::{Motion, Run, RunId, RunIdError, RunState};
pub use placed::Activation;
pub use release::{ChunkForm, Release};
pub use view::{View, Write};
