//! The effect traits on a real machine.
//!
//! `sealift-engine` says what may be done to a machine; this crate does it, and nothing above it touches files,
//! processes, the network or the clock. What differs by operating system lies in `unix` and `windows`, two modules
//! with the same names in them; everything else is common.
#![allow(
    clippy::disallowed_methods,
    reason = "this crate is where the machine is touched"
)]

#[cfg(unix)]
mod unix;
#[cfg(windows)]
mod windows;

#[cfg(unix)]
use unix as system;
#[cfg(windows)]
use windows as system;

mod clock;
mod entropy;
#[cfg(test)]
mod files_tests;
mod ground;
mod holder;
mod launch;
pub mod media;
mod place;
mod probes;
mod processes;
pub mod supervise;
mod survey;
mod urgency;
mod world;

pub use clock::{actor, utc as now};
pub use ground::GroundError;
pub use place::{Place, PlaceError, is_administrator};
pub use sealift_engine::effects::Actor;
pub use survey::platform;
pub use urgency::{giving_way, ordinarily};
pub use world::{world, world_with};
