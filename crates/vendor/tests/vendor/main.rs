//! Export mode against real files, and against the tools that everybody has.
#![allow(clippy::unwrap_used, reason = "a test stops where it is surprised")]
#![allow(
    clippy::disallowed_methods,
    reason = "tests touch the machine they run on"
)]

mod bench;
mod description;
mod keys;
mod packing;
mod rules;
mod sets;
#[cfg(target_os = "linux")]
mod stock_tools;
mod trees;
