//! The depot, the state database, the journal, the executor and recovery.
//!
//! The engine decides nothing about trust and plans nothing: it takes an `Admission` and a `Plan` and carries them
//! out, so that after any crash a target is exactly what it was or exactly what it was to be. It touches the machine
//! only through the traits in [`effects`] and one SQLite database; `sealift-host` implements the traits.

pub mod cancel;
pub mod depot;
pub mod effects;
pub mod events;
pub mod executor;
pub mod inspect;
pub mod journal;
pub mod log;
pub mod recovery;
pub mod site;
pub mod state;
