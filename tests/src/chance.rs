//! Moments that nobody chose, which can be had again.

use std::time::Duration;

/// Numbers that follow from a seed: `SEALIFT_SEED`, or the clock. The seed is printed.
pub struct Chance(u64);

impl Chance {
    /// Draws from `SEALIFT_SEED`, or from the clock when it is not set.
    #[must_use]
    pub fn new() -> Self {
        let given = std::env::var("SEALIFT_SEED").ok();
        let seed = given.map_or_else(clock, |seed| seed.parse().expect("a number"));
        println!("SEALIFT_SEED={seed}");
        Self(seed.wrapping_mul(2).wrapping_add(1))
    }

    /// A duration below another.
    pub fn below(&mut self, most: Duration) -> Duration {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        let thousandths =
            u32::try_from(self.0.wrapping_mul(0x2545_f491_4f6c_dd1d) >> 54).expect("ten bits");
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
