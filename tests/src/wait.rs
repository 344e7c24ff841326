//! Waiting for what takes its time.

use std::time::{Duration, Instant};

/// Tries every few milliseconds until there is something, at most so long.
#[track_caller]
pub fn until<T>(what: &str, most: Duration, mut attempt: impl FnMut() -> Option<T>) -> T {
    let end = Instant::now() + most;
    loop {
        if let Some(found) = attempt() {
            return found;
        }
        assert!(
            Instant::now() < end,
            "{what}: not within {} seconds",
            most.as_secs()
        );
        std::thread::sleep(Duration::from_millis(50));
    }
}
