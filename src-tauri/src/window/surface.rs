//! The one window, as far as calls need it.

use sealift_desk::{Exit, Failure};
use tauri::{Runtime, WebviewWindow};

/// What can be done to the window.
pub(crate) trait Surface: Send + Sync {
    /// Closes it, and with it the program.
    fn close(&self);
    /// Opens the system's dialog for printing what it shows.
    ///
    /// # Errors
    /// [`Failure`] `print-failed`.
    fn print(&self) -> Result<(), Failure>;
    /// Brings it before all others.
    fn raise(&self);
}

impl<R: Runtime> Surface for WebviewWindow<R> {
    fn close(&self) {
        // The question has been asked, and answered, already.
        let _ = self.destroy();
    }

    fn print(&self) -> Result<(), Failure> {
        Self::print(self).map_err(|error| Failure::new("print-failed", Exit::MediaFailed, error))
    }

    fn raise(&self) {
        // A window manager may refuse; the window then asks for attention in its own way.
        let _ = self.unminimize();
        let _ = self.show();
        let _ = self.set_focus();
    }
}
