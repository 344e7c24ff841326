//! What a release needs, asks and does on one machine, worked out before anything is touched.
//!
//! Facts, manifest, answers and what is installed go in; findings, a settled configuration and a [`plan::Plan`] come
//! out. Nothing here opens a file, starts a process or reads a clock: the same arguments always give the same bytes,
//! so that a preview shows the very plan that runs.

mod after;
pub mod configuration;
pub mod current;
pub mod facts;
pub mod inquiry;
pub mod layout;
mod nearest;
pub mod plan;
pub mod requirements;
pub mod room;
pub mod template;
