//! The desktop shell: commands of a few lines over `sealift-app`.
//!
//! The page asks and is told; where the site lies and what it allows is decided here, by how the program was started,
//! and nothing that comes from the page can change it.
#![allow(
    clippy::disallowed_methods,
    reason = "a face tells the use cases which process it is"
)]

mod commands;
mod site;

use clap::Parser;
use tauri::{Builder, Context, Wry};
use thiserror::Error;

use site::Site;

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
    let site = Site::parse();
    find_screen()?;
    Builder::default()
        .manage(site)
        .invoke_handler(tauri::generate_handler![commands::releases])
        .run(context())?;
    Ok(())
}

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
fn context() -> Context<Wry> {
    tauri::generate_context!()
}

#[cfg(test)]
mod tests;
