//! Moments that nobody chose, which can be had again.

use std::time::Duration;

/// Numbers that follow from a seed: `SEALIFT_SEED`, or the clock. The seed is printed.
pub struct Chance {
    seed: u64,
    state: u64,
}

impl Chance {
    /// Draws from `SEALIFT_SEED`, or from the clock when it is not set.
    #[must_use]
    pub fn new() -> Self {
        let given = std::env::var("SEALIFT_SEED").ok();
        let seed = given.map_or_else(clock, |seed| seed.parse().expect("a number"));
        println!("SEALIFT_SEED={seed}");
        let state = seed.wrapping_mul(2).wrapping_add(1);
        Self { seed, state }
    }

    /// The seed that brings the same numbers back.
    #[must_use]
    pub const fn seed(&self) -> u64 {
        self.seed
    }

    /// A duration below another.
    pub fn below(&mut self, most: Duration) -> Duration {
        self.state ^= self.state >> 12;
        self.state ^= self.state << 25;
        self.state ^= self.state >> 27;
        let thousandths =
            u32::try_from(self.state.wrapping_mul(0x2545_f491_4f6c_dd1d) >> 54).expect("ten bits");
        most * thousandths / 1024
    }
}

impl Default for Chance {
    fn default() -> Self {
        Self::new()
    }
}

fn clock() -> u64 {
    let now = std::time::SystemTime::now();
    let since = now
        .duration_since(std::time::UNIX_EPOCH)
        .expect("after 1970");
    u64::from(since.subsec_nanos()) ^ since.as_secs()
}
