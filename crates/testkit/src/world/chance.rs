//! A clock that stands until it is moved, and chance that repeats.

use std::sync::Mutex;
use std::time::Duration;

use sealift_document::{Digest, Timestamp};
use sealift_engine::effects::{Actor, Clock, Entropy, LocalTime};

use super::fault::Faults;
use super::lock;

/// A clock that moves by sleeping and when told to.
pub struct FakeClock {
    state: Mutex<(Timestamp, Duration)>,
    actor: Mutex<Actor>,
}

impl Default for FakeClock {
    fn default() -> Self {
        let start = "2026-11-21T09:30:00Z".parse().expect("a moment");
        let actor = Actor {
            effective_user: "root".into(),
            login_user: Some("anna".into()),
            authenticated: "sudo".into(),
            host: "bench-7".into(),
        };
        Self {
            state: Mutex::new((start, Duration::ZERO)),
            actor: Mutex::new(actor),
        }
    }
}

impl FakeClock {
    /// Moves wall clock and elapsed time on.
    pub fn advance(&self, time: Duration) {
        let mut state = lock(&self.state);
        let seconds = i64::try_from((state.1 + time).as_secs() - state.1.as_secs()).expect("short");
        state.0 = Timestamp::from_unix(state.0.unix() + seconds).expect("before the year 10000");
        state.1 += time;
    }

    /// A clock that begins where this one stands.
    pub(super) fn again(&self) -> Self {
        Self {
            state: Mutex::new(*lock(&self.state)),
            actor: Mutex::new(self.actor()),
        }
    }

    /// Sets the wall clock alone.
    pub fn set(&self, now: Timestamp) {
        lock(&self.state).0 = now;
    }

    /// Puts another person at the machine.
    pub fn set_actor(&self, actor: Actor) {
        *lock(&self.actor) = actor;
    }
}

impl Clock for FakeClock {
    fn now(&self) -> LocalTime {
        LocalTime {
            utc: lock(&self.state).0,
            offset_minutes: 60,
            source: "chrony".into(),
        }
    }

    fn elapsed(&self) -> Duration {
        lock(&self.state).1
    }

    fn sleep(&self, time: Duration) {
        self.advance(time);
    }

    fn actor(&self) -> Actor {
        lock(&self.actor).clone()
    }
}

/// Bytes that no one would call random: the same in every run, each different from the others.
pub struct FakeEntropy {
    drawn: Mutex<u64>,
    faults: Faults,
}

impl FakeEntropy {
    pub(super) const fn new(drawn: u64, faults: Faults) -> Self {
        Self {
            drawn: Mutex::new(drawn),
            faults,
        }
    }

    /// How much was drawn so far; what comes next follows from it.
    pub(super) fn drawn(&self) -> u64 {
        *lock(&self.drawn)
    }
}

impl Entropy for FakeEntropy {
    fn fill(&self, bytes: &mut [u8]) {
        // A dead process draws nothing, and so writes no record either.
        let _ = self.faults.alive();
        let mut drawn = lock(&self.drawn);
        // Enough for any key or salt; what is longer only has to look like chance.
        let block = Digest::of(&drawn.to_be_bytes());
        *drawn += 1;
        for (nth, chunk) in (0_u64..).zip(bytes.chunks_mut(32)) {
            chunk.copy_from_slice(&block.raw()[..chunk.len()]);
            for (byte, more) in chunk.iter_mut().zip(nth.to_be_bytes()) {
                *byte ^= more;
            }
        }
    }
}
