//! The real window as journeys use it: found by the roles and names that a screen reader tells, driven by mouse or by
//! keyboard alone, looked at by axe, and kept as pictures.
//!
//! Every window has a screen, a message bus, a home and a root of its own; all of it is gone when the window is dropped.
#![cfg(target_os = "linux")]
#![allow(
    clippy::disallowed_methods,
    clippy::missing_panics_doc,
    reason = "journeys drive a real machine, and a panic is how a test says no"
)]

mod axe;
pub mod bench;
mod closing;
mod desktop;
mod dialog;
mod dragging;
mod driver;
mod examples;
mod eyes;
mod home;
mod keys;
mod look;
mod pictures;
mod screen;
mod stick;
mod technician;
mod window;
mod words;

pub use desktop::{desktop, helper};
pub use dragging::Drag;
pub use examples::sealift_by_itself;
pub use fantoccini::key::Key;
pub use home::Home;
pub use look::Look;
pub use screen::Screen;
pub use stick::Stick;
pub use window::{Start, Window};
