//! What tests share: a machine that is not there, faults on order, and builders of good and hostile packages.

#![allow(
    clippy::disallowed_methods,
    reason = "tests touch the machine they run on"
)]

pub mod chance;
pub mod figures;
pub mod golden;
pub mod volume;
#[cfg(feature = "world")]
pub mod world;
