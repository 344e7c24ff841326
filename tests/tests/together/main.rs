//! Several processes, windows and users at one site (threat I10): one wins, the others are told at once who holds the
//! lock, and whoever only looks is let in at any time. Nobody queues for the lock: who is refused tries again.
//!
//! Two installs that meet are in `interrupted`, what a killed process leaves is in `kill`.
#![cfg(target_os = "linux")]
#![allow(
    clippy::disallowed_methods,
    reason = "journeys drive a real machine, and look at it past the program"
)]

mod crowd;
mod faces;
mod judge;
mod meanwhile;
mod users;
