//! Ctrl-C and its kin: a wish to stop at the next safe point, never an abrupt end.

use std::sync::OnceLock;

use sealift_app::Cancel;

/// The wish to stop that this process shares; the first use begins to listen for signals.
pub(crate) fn wish() -> &'static Cancel {
    static WISH: OnceLock<Cancel> = OnceLock::new();
    WISH.get_or_init(|| {
        let wish = Cancel::new();
        let heard = wish.clone();
        // Without a handler a signal ends the process at once, and the next command recovers: safe, only less polite.
        let _ = ctrlc::set_handler(move || heard.cancel());
        wish
    })
}
