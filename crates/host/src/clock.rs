//! The time as the host's clock shows it, and who is asking.

use std::thread;
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

use sealift_document::Timestamp;
use sealift_engine::effects::{Actor, Clock, LocalTime};

use crate::system;

/// The host's clock. What sets it and who runs this process are looked up once, since neither changes while a command
/// runs.
pub(crate) struct HostClock {
    start: Instant,
    source: String,
    actor: Actor,
}

impl HostClock {
    pub(crate) fn new() -> Self {
        Self {
            start: Instant::now(),
            source: system::clock::source(),
            actor: system::clock::actor(),
        }
    }
}

impl Clock for HostClock {
    fn now(&self) -> LocalTime {
        let utc = utc();
        LocalTime {
            utc,
            offset_minutes: system::clock::offset_minutes(utc),
            source: self.source.clone(),
        }
    }

    fn elapsed(&self) -> Duration {
        self.start.elapsed()
    }

    fn sleep(&self, time: Duration) {
        thread::sleep(time);
    }

    fn actor(&self) -> Actor {
        self.actor.clone()
    }
}

/// Who runs this process, and where.
#[must_use]
pub fn actor() -> Actor {
    system::clock::actor()
}

/// The wall clock in whole seconds; a clock set before 1970 or after 9999 shows the nearest of the two.
#[must_use]
pub fn utc() -> Timestamp {
    const YEAR_9999: i64 = 253_402_300_799;
    let seconds = SystemTime::now()
        .duration_since(UNIX_EPOCH)
        .map_or(0, |since| {
            i64::try_from(since.as_secs()).unwrap_or(YEAR_9999)
        });
    Timestamp::from_unix(seconds.min(YEAR_9999)).expect("it lies between 1970 and 9999")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_clock_goes_forward_and_knows_whom_it_serves() {
        let clock = HostClock::new();
        let start = clock.elapsed();
        clock.sleep(Duration::from_millis(5));
        assert!(clock.elapsed() >= start + Duration::from_millis(5));
        let now = clock.now();
        assert!(now.utc.unix() > 1_700_000_000, "{now:?}");
        assert!(now.offset_minutes.abs() <= 14 * 60);
        assert!(!now.source.is_empty());
        let actor = clock.actor();
        assert!(!actor.effective_user.is_empty() && !actor.host.is_empty());
    }
}
