//! The audit log of a site: `sealift-audit` over the tables of the state database.
//!
//! Entries are appended by [`crate::state::Write::record`] alone; this module turns rows into the log's own types and
//! back.

mod append;
mod author;
mod reading;
mod searching;

pub(crate) use append::{append, begin, check, head, rotate, seal};
pub use author::{Author, Claims};
pub use reading::{EntryFilter, KeptMaterial, MaterialKind, StoredEntry};
pub use searching::{Facets, Search};
