//! The desktop shell: one window, and answers to what its page asks.
//!
//! The page asks and is told; where the site lies, what may be touched and what it allows is decided here and below, by
//! how the program was started and by what a person chose in a dialog of the system's. Nothing that comes from the page
//! can change it.
#![allow(
    clippy::disallowed_methods,
    reason = "a face tells the use cases which process it is"
)]

mod elevation;
mod frame;
mod instance;
mod ipc;
#[cfg(any(target_os = "macos", test))]
mod opened;
mod options;
#[cfg(target_os = "macos")]
mod quitting;
mod running;
mod shell;
mod site;
mod vendor;
mod window;

use std::sync::{Mutex, MutexGuard, PoisonError};

use clap::Parser;
use tauri::{AppHandle, Builder, Context, RunEvent, Runtime, Wry};
use thiserror::Error;

use instance::Instance;
use options::Options;

/// Why there is no window.
#[derive(Debug, Error)]
pub enum WindowError {
    /// Nobody is logged in to a desktop here, or it is another user's.
    #[error(
        "there is no screen to open a window on; the `sealift` command does all of this without one"
    )]
    ScreenMissing,
    /// The system has no web view, or does not let it start.
    #[error(transparent)]
    WebView(#[from] tauri::Error),
}

/// Opens the window and stays until it is closed.
///
/// # Errors
/// [`WindowError`] when there is nothing to open it on or with.
pub fn run() -> Result<(), WindowError> {
    let mut options = Options::parse();
    options.files = instance::absolute(&options.files);
    let Some(instance) = Instance::claim(&options) else {
        return Ok(()); // the window that is open already has been told
    };
    find_screen()?;
    frame::assemble(asked_first(Builder::<Wry>::default()))
        .plugin(frame::remembered())
        .setup(move |app| Ok(frame::begin(app, &options, instance)?))
        .build(context())?
        .run(|app, event| happened(app, &event));
    Ok(())
}

#[cfg(target_os = "macos")]
use quitting::asked_first;

/// Elsewhere there is no way to quit past the window.
#[cfg(not(target_os = "macos"))]
fn asked_first<R: Runtime>(builder: Builder<R>) -> Builder<R> {
    builder
}

#[cfg(target_os = "macos")]
fn happened<R: Runtime>(app: &AppHandle<R>, event: &RunEvent) {
    if let RunEvent::Opened { urls } = event {
        opened::take(app, urls);
    }
}

/// Elsewhere files come with the program's start.
#[cfg(not(target_os = "macos"))]
fn happened<R: Runtime>(_: &AppHandle<R>, _: &RunEvent) {}

/// Asks before Tauri does, which would panic.
#[cfg(target_os = "linux")]
fn find_screen() -> Result<(), WindowError> {
    gtk::init().map_err(|_| WindowError::ScreenMissing)
}

#[cfg(not(target_os = "linux"))]
fn find_screen() -> Result<(), WindowError> {
    Ok(()) // a logged-in user has a screen
}

/// The page, the window and what they may do, as `tauri.conf.json` and `capabilities` say.
fn context<R: Runtime>() -> Context<R> {
    tauri::generate_context!()
}

/// What a lock holds. Whoever panicked while holding it left a value that is whole: every change here is one step.
fn held<T>(lock: &Mutex<T>) -> MutexGuard<'_, T> {
    lock.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(all(test, debug_assertions))]
mod tests;
