//! Moments and samples that nobody chose, which can be had again.

use std::time::{Duration, SystemTime, UNIX_EPOCH};

/// Numbers that follow from a seed (xorshift64*): `SEALIFT_SEED`, or the clock. The seed is printed.
pub struct Chance {
    seed: u64,
    state: u64,
}

impl Chance {
    /// Draws from `SEALIFT_SEED`, or from the clock when it is not set.
    ///
    /// # Panics
    /// When `SEALIFT_SEED` is no number.
    #[must_use]
    pub fn new() -> Self {
        let given = std::env::var("SEALIFT_SEED").ok();
        let seed = given.map_or_else(clock, |seed| {
            seed.parse().expect("SEALIFT_SEED is a number")
        });
        println!("SEALIFT_SEED={seed}");
        let state = seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1;
        Self { seed, state }
    }

    /// The seed that brings the same numbers back.
    #[must_use]
    pub const fn seed(&self) -> u64 {
        self.seed
    }

    /// A number below another.
    ///
    /// # Panics
    /// When the limit is 0: nothing is below it.
    pub fn below(&mut self, limit: usize) -> usize {
        usize::try_from(self.next() % limit as u64).expect("it is below one")
    }

    /// A part of a duration, in steps of a 1024th.
    pub fn part_of(&mut self, most: Duration) -> Duration {
        most * u32::try_from(self.next() >> 54).expect("ten bits") / 1024
    }

    /// At most so many, in the order they had.
    pub fn draw<T>(&mut self, all: Vec<T>, most: usize) -> Vec<T> {
        let (mut left, mut wanted) = (all.len(), most.min(all.len()));
        // Selection sampling: each is taken with the chance that the rest would still give it.
        let mut is_drawn = |_: &T| {
            let is_drawn = self.below(left) < wanted;
            left -= 1;
            wanted -= usize::from(is_drawn);
            is_drawn
        };
        all.into_iter().filter(|one| is_drawn(one)).collect()
    }

    fn next(&mut self) -> u64 {
        self.state ^= self.state >> 12;
        self.state ^= self.state << 25;
        self.state ^= self.state >> 27;
        self.state.wrapping_mul(0x2545_f491_4f6c_dd1d)
    }
}

impl Default for Chance {
    fn default() -> Self {
        Self::new()
    }
}

fn clock() -> u64 {
    let since = SystemTime::now().duration_since(UNIX_EPOCH);
    since.expect("after 1970").as_nanos() as u64 % 1_000_000_000
}
