//! What a window can ask of a site, as plain data.
//!
//! A window has no hands of its own. Everything that it can ask stands once in a table ([`site_calls`]): a name, what is
//! said, what is answered. A [`Desk`] answers on a real machine, either in the window's own process (user scope) or in
//! the elevated one at the other end of a pipe (system scope); neither the page nor the calls know which. What crosses
//! is JSON with no field that nobody knows; what may be done is decided here and below, by what lies on this machine,
//! and nothing that crosses can loosen it.

mod asked;
mod calls;
pub mod data;
mod desk;
mod dispatch;
mod events;
mod files;
mod picks;
pub mod pipe;
mod schema;
pub mod sets;
mod shown;
mod tables;
mod wording;

pub use asked::Asked;
pub use desk::{Desk, DeskPlace};
pub use dispatch::{CALLS, answer};
pub use picks::{Choice, Picks};
pub use shown::Shown;

/// Views that export mode shows as well: a vendor sees what a technician would see.
pub mod views {
    pub use crate::calls::compatibility::view as check;
    pub use crate::calls::configuration::preview as form;
    pub use crate::calls::release::of_manifest as release;
}

pub use sealift_app::{Cancel, Exit, Explained, Face, Failure, Wording};

#[cfg(feature = "typescript")]
pub mod typescript;
