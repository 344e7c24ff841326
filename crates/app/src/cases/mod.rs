//! The use cases: what a technician, an officer or an administrator does in one go, one function each.

pub mod audit;
pub mod change;
pub mod check;
pub mod configure;
pub mod depot;
pub mod document;
pub mod import;
mod looking;
mod noticing;
pub mod obstacles;
pub mod record;
pub mod recover;
pub mod staged;
pub mod status;
pub mod support;
pub mod telling;
pub mod trust;
pub mod verify;
