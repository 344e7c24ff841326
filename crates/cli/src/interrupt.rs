//! Ctrl-C and its kin: a wish to stop, which never ends a change abruptly.
//!
//! While a command only reads, plans or asks, the wish is granted at once: nothing has been changed, and the program
//! ends with the status of a cancelled run. Whatever changes something first takes [`Work`]; from then on the wish waits
//! for the work's next safe point, and a command that has none ends as it would have ended.

use std::ops::Deref;
use std::process::exit;
use std::sync::{LazyLock, Mutex, MutexGuard, PoisonError};

use sealift_app::{Cancel, Exit, Failure};

use crate::terminal::{Screen, show_failure};

/// What this process shares with the thread that hears signals.
struct Shared {
    wish: Cancel,
    /// How much work is under way. Whoever holds the lock decides: to begin, or to end the program.
    under_way: Mutex<usize>,
}

static SHARED: LazyLock<Shared> = LazyLock::new(|| Shared {
    wish: Cancel::new(),
    under_way: Mutex::new(0),
});

impl Shared {
    fn under_way(&self) -> MutexGuard<'_, usize> {
        self.under_way
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
    }
}

/// Begins to listen for signals. Without a handler they end the process at once, and the next command recovers: safe,
/// only less polite.
pub(crate) fn listen(screen: &'static Screen) {
    let _ = ctrlc::set_handler(move || heard(screen));
}

fn heard(screen: &Screen) {
    SHARED.wish.cancel();
    let under_way = SHARED.under_way();
    if *under_way == 0 {
        // The lock is kept to the end, so nothing begins meanwhile.
        show_failure(screen, &stopped(screen));
        exit(Exit::Cancelled.status().into());
    }
}

/// The wish itself, for what has to look out for it while it waits.
pub(crate) fn wish() -> &'static Cancel {
    &SHARED.wish
}

/// Work that a signal does not end; dropped when it is done.
pub(crate) struct Work(());

/// Begins work that changes something.
#[must_use = "signals end the program as soon as it is dropped"]
pub(crate) fn work() -> Work {
    *SHARED.under_way() += 1;
    Work(())
}

impl Drop for Work {
    fn drop(&mut self) {
        *SHARED.under_way() -= 1;
    }
}

impl Deref for Work {
    type Target = Cancel;

    fn deref(&self) -> &Cancel {
        &SHARED.wish
    }
}

/// Ends listening: the command has come to its result, which no signal changes any more.
pub(crate) fn settle() {
    std::mem::forget(work());
}

/// Goes on only when nobody wished to stop while work was under way that could not.
pub(crate) fn go_on(screen: &Screen) -> Result<(), Failure> {
    if SHARED.wish.is_cancelled() {
        return Err(stopped(screen));
    }
    Ok(())
}

/// The failure of a command that was stopped before it had changed anything.
pub(crate) fn stopped(screen: &Screen) -> Failure {
    let detail = screen.say("stopped-early", &[]);
    Failure::new("cancelled", Exit::Cancelled, detail)
}
