//! The format held to its promises: good volumes, sets and indexes, and one named vector for each defect.

#![allow(
    clippy::disallowed_methods,
    reason = "a second opinion comes from tools on this machine"
)]

mod bounds;
mod checking;
mod far;
mod golden;
mod hostile;
mod index;
mod layout;
mod manifest;
// Stock tools are at hand on Unix; a volume's bytes do not depend on where it was written.
#[cfg(unix)]
mod other_writers;
mod reading;
mod schema;
#[cfg(unix)]
mod second_opinion;
mod sets;
mod told;
mod whole;
