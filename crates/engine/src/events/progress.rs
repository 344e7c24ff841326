//! How far an operation has come: droppable, and weighted so that a bar moves steadily.

use std::time::Duration;

use serde::{Deserialize, Serialize};

/// How far it has come.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "event", rename = "progress")]
pub struct Progress {
    /// Millionths of the whole operation; never falls, except to begin anew when undoing begins.
    pub overall_ppm: u32,
    /// Whether it is going back.
    #[serde(default)]
    pub undoing: bool,
    /// The step in hand, by its place in the plan.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub step: Option<u32>,
    /// What the step in hand counts.
    pub work: Work,
}

/// What a step counts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "counts", rename_all = "kebab-case")]
pub enum Work {
    /// Bytes and files.
    Amount {
        /// Bytes.
        bytes: Amount,
        /// Files.
        files: Amount,
        /// Bytes a second, over the last seconds.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        bytes_per_second: Option<u64>,
        /// Seconds until this step is done, at that rate.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        seconds_left: Option<u64>,
    },
    /// Time alone: nobody can know how long it takes.
    Elapsed {
        /// Seconds so far.
        seconds: u64,
        /// Seconds after which it is given up.
        at_most: u64,
    },
}

/// So much of so much.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Amount {
    /// Done.
    pub done: u64,
    /// Of these.
    pub total: u64,
}

/// How much of an operation one step is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Share {
    /// As long as writing so many bytes in so many files.
    Bytes {
        /// Bytes.
        bytes: u64,
        /// Files.
        files: u64,
    },
    /// So many seconds at most; mostly far fewer.
    Seconds(u64),
}

impl From<sealift_plan::plan::Weight> for Share {
    fn from(weight: sealift_plan::plan::Weight) -> Self {
        use sealift_plan::plan::Weight;
        match weight {
            Weight::Bytes(bytes) => Self::Bytes {
                bytes: bytes.value(),
                files: 0,
            },
            Weight::Seconds(seconds) => Self::Seconds(seconds.value()),
        }
    }
}

impl Share {
    /// The milliseconds it is expected to take, for weighing steps against each other.
    const fn expected_ms(self) -> u64 {
        /// A disk's ordinary speed; only the relation between steps matters.
        const BYTES_A_MS: u64 = 100_000;
        match self {
            Self::Bytes { bytes, files } => 20 + bytes / BYTES_A_MS + files / 10,
            // A limit is set generously; what is waited for mostly comes in a tenth of it.
            Self::Seconds(most) => 100 + most * 100,
        }
    }
}

/// Time between two progress events.
const INTERVAL: Duration = Duration::from_millis(50);
/// Where bytes are fast, a bar would jump: what has moved by so many millionths is told sooner, but in no less time than a
/// screen takes for a picture.
const STEP_PPM: u32 = 20_000;
const LEAST: Duration = Duration::from_millis(8);

/// Adds up the progress of one operation.
#[derive(Debug)]
pub struct Meter {
    undoing: bool,
    shares: Vec<(u32, Share)>,
    at: usize,
    /// Expected milliseconds of all steps, and of those that are over.
    whole_ms: u64,
    over_ms: u64,
    bytes: Amount,
    files: Amount,
    begun: Duration,
    /// When something was told, and how much of the whole was over then.
    told: Option<(Duration, u32)>,
    rate: Rate,
}

impl Meter {
    /// A meter over steps in the order in which they are taken, each by its place in the plan.
    #[must_use]
    pub fn new(shares: Vec<(u32, Share)>, undoing: bool) -> Self {
        let whole_ms = shares.iter().map(|(_, share)| share.expected_ms()).sum();
        Self {
            undoing,
            shares,
            at: 0,
            whole_ms,
            over_ms: 0,
            bytes: Amount::default(),
            files: Amount::default(),
            begun: Duration::ZERO,
            told: None,
            rate: Rate::default(),
        }
    }

    /// Begins the step in hand; `now` is the never-falling clock.
    pub fn begin(&mut self, now: Duration) {
        self.begun = now;
        self.rate = Rate::default();
        let (bytes, files) = match self.shares.get(self.at) {
            Some((_, Share::Bytes { bytes, files })) => (*bytes, *files),
            _ => (0, 0),
        };
        self.bytes = Amount {
            done: 0,
            total: bytes,
        };
        self.files = Amount {
            done: 0,
            total: files,
        };
    }

    /// Counts bytes and files of the step in hand.
    pub fn count(&mut self, bytes: u64, files: u64) {
        self.bytes.done += bytes;
        self.files.done += files;
    }

    /// So many bytes of the step in hand are done in all; what was done is never taken back.
    pub fn reach(&mut self, bytes: u64) {
        self.bytes.done = self.bytes.done.max(bytes);
    }

    /// Ends the step in hand and goes on to the next.
    pub fn end(&mut self) {
        if let Some((_, share)) = self.shares.get(self.at) {
            self.over_ms += share.expected_ms();
            self.at += 1;
        }
    }

    /// How much of the whole is over, between two steps.
    pub fn tell_between(&self) -> Option<Progress> {
        let (step, share) = *self.shares.get(self.at)?;
        Some(Progress {
            overall_ppm: self.overall_ppm(share, Duration::ZERO),
            undoing: self.undoing,
            step: Some(step),
            work: self.work(share, Duration::ZERO),
        })
    }

    /// What there is to tell, unless something was told a moment ago.
    pub fn tell(&mut self, now: Duration) -> Option<Progress> {
        let (step, share) = *self.shares.get(self.at)?;
        let elapsed = now.saturating_sub(self.begun);
        let overall_ppm = self.overall_ppm(share, elapsed);
        if !self.is_due(now, overall_ppm) {
            return None;
        }
        self.told = Some((now, overall_ppm));
        self.rate.sample(elapsed, self.bytes.done);
        Some(Progress {
            overall_ppm,
            undoing: self.undoing,
            step: Some(step),
            work: self.work(share, elapsed),
        })
    }

    fn is_due(&self, now: Duration, overall_ppm: u32) -> bool {
        self.told.is_none_or(|(told, before)| {
            let since = now.saturating_sub(told);
            let has_moved = overall_ppm.saturating_sub(before) >= STEP_PPM;
            since >= INTERVAL || (has_moved && since >= LEAST)
        })
    }

    fn work(&self, share: Share, elapsed: Duration) -> Work {
        match share {
            Share::Seconds(at_most) => Work::Elapsed {
                seconds: elapsed.as_secs(),
                at_most,
            },
            Share::Bytes { .. } => Work::Amount {
                bytes: self.bytes,
                files: self.files,
                bytes_per_second: self
                    .rate
                    .bytes_a_second
                    .filter(|_| elapsed >= Duration::from_secs(1)),
                // The first bytes of a step say nothing of how fast the others come.
                seconds_left: self
                    .rate
                    .bytes_a_second
                    .filter(|rate| *rate > 0 && elapsed >= Duration::from_secs(1))
                    .map(|rate| {
                        self.bytes
                            .total
                            .saturating_sub(self.bytes.done)
                            .div_ceil(rate)
                    }),
            },
        }
    }

    /// Steps that are over, and the part of the one in hand that is.
    fn overall_ppm(&self, share: Share, elapsed: Duration) -> u32 {
        const WHOLE: u128 = 1_000_000;
        let expected = u128::from(share.expected_ms());
        let part = match share {
            Share::Bytes { bytes, .. } if bytes > 0 => {
                expected * u128::from(self.bytes.done.min(bytes)) / u128::from(bytes)
            }
            // Nobody knows how long: half the share at the expected time, and never all of it.
            _ => expected * elapsed.as_millis() / (elapsed.as_millis() + expected),
        };
        let done = (u128::from(self.over_ms) + part) * WHOLE / u128::from(self.whole_ms.max(1));
        u32::try_from(done.min(WHOLE)).unwrap_or(1_000_000)
    }
}

/// Bytes a second, smoothed.
#[derive(Debug, Default)]
struct Rate {
    last: Option<(Duration, u64)>,
    bytes_a_second: Option<u64>,
}

impl Rate {
    fn sample(&mut self, at: Duration, bytes: u64) {
        let (since, before) = self.last.unwrap_or_default();
        let ms = u64::try_from(at.saturating_sub(since).as_millis()).unwrap_or(u64::MAX);
        if ms == 0 {
            return;
        }
        self.last = Some((at, bytes));
        let now = bytes.saturating_sub(before).saturating_mul(1000) / ms;
        // Each sample weighs as much of ten seconds as it lasted.
        let weight = ms.min(10_000);
        self.bytes_a_second = Some(match self.bytes_a_second {
            None => now,
            Some(old) => {
                let sum = u128::from(old) * u128::from(10_000 - weight)
                    + u128::from(now) * u128::from(weight);
                u64::try_from(sum / 10_000).unwrap_or(u64::MAX)
            }
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const fn ms(ms: u64) -> Duration {
        Duration::from_millis(ms)
    }

    #[test]
    fn the_bar_never_falls_and_ends_near_the_whole() {
        let shares = vec![
            (
                1,
                Share::Bytes {
                    bytes: 400_000_000,
                    files: 10,
                },
            ),
            (2, Share::Seconds(30)),
            (3, Share::Bytes { bytes: 0, files: 0 }),
        ];
        let mut meter = Meter::new(shares, false);
        let (mut last, mut now) = (0, 0);
        for _ in 0..3 {
            meter.begin(ms(now));
            for _ in 0..20 {
                now += 200;
                meter.count(20_000_000, 1);
                let told = meter.tell(ms(now)).expect("time has passed");
                assert!(told.overall_ppm >= last, "{told:?}");
                assert!(told.overall_ppm <= 1_000_000);
                last = told.overall_ppm;
            }
            meter.end();
        }
        assert!(last > 990_000, "{last}");
        assert_eq!(meter.tell(ms(now + 500)), None, "no step is in hand");
    }

    #[test]
    fn fast_bytes_are_told_sooner_and_no_sooner_than_a_screen_can_show() {
        let share = Share::Bytes {
            bytes: 100_000_000,
            files: 0,
        };
        let mut meter = Meter::new(vec![(1, share)], false);
        meter.begin(ms(0));
        assert!(meter.tell(ms(0)).is_some(), "the first is always told");
        meter.count(1_000_000, 0);
        assert_eq!(
            meter.tell(ms(49)),
            None,
            "a point in less than the interval"
        );
        meter.count(2_000_000, 0);
        assert!(meter.tell(ms(49)).is_some(), "more than two points");
        meter.count(50_000_000, 0);
        assert_eq!(meter.tell(ms(56)), None, "the screen is not that fast");
        assert!(meter.tell(ms(57)).is_some());
    }

    #[test]
    fn rate_and_time_left_follow_what_was_measured() {
        let mut meter = Meter::new(
            vec![(
                1,
                Share::Bytes {
                    bytes: 10_000,
                    files: 1,
                },
            )],
            false,
        );
        meter.begin(ms(1000));
        meter.count(2_000, 0);
        let told = meter.tell(ms(2000)).expect("time has passed");
        let Work::Amount {
            bytes_per_second,
            seconds_left,
            ..
        } = told.work
        else {
            panic!("{told:?}")
        };
        assert_eq!((bytes_per_second, seconds_left), (Some(2000), Some(4)));
        assert_eq!(meter.tell(ms(2040)), None, "too soon");
    }

    #[test]
    fn the_first_second_promises_nothing() {
        let share = Share::Bytes {
            bytes: 10_000_000,
            files: 1,
        };
        let mut meter = Meter::new(vec![(1, share)], false);
        meter.begin(ms(0));
        meter.count(45, 0);
        let told = meter.tell(ms(57)).expect("something").work;
        let Work::Amount {
            bytes_per_second,
            seconds_left,
            ..
        } = told
        else {
            panic!("{told:?}")
        };
        assert_eq!((bytes_per_second, seconds_left), (None, None));
    }

    #[test]
    fn steps_that_count_nothing_move_the_bar_all_the_same() {
        let short = Share::Bytes { bytes: 0, files: 0 };
        let mut meter = Meter::new(vec![(1, short), (2, short), (3, short)], false);
        let mut last = 0;
        for _ in 0..2 {
            meter.begin(ms(0));
            meter.end();
            let told = meter.tell_between().expect("a step is left").overall_ppm;
            assert!(told > last, "{told} after {last}");
            last = told;
        }
    }

    #[test]
    fn a_step_of_unknown_length_shows_the_time() {
        let mut meter = Meter::new(vec![(4, Share::Seconds(60))], true);
        meter.begin(ms(0));
        let told = meter.tell(ms(90_000)).expect("something");
        assert!(told.undoing);
        assert_eq!(
            told.work,
            Work::Elapsed {
                seconds: 90,
                at_most: 60
            }
        );
        assert!(told.overall_ppm < 1_000_000);
    }
}
