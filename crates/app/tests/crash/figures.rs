//! How much is tried, by which seed, and what came of it.

use std::time::{Instant, SystemTime, UNIX_EPOCH};

/// How much is tried.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Scale {
    /// What fits beside all other tests.
    Slice,
    /// Everything, and samples of what is endless.
    Whole,
}

impl Scale {
    pub(crate) fn asked() -> Self {
        match std::env::var("SEALIFT_CRASH").as_deref() {
            Ok("whole") => Self::Whole,
            Ok("slice") | Err(_) => Self::Slice,
            Ok(other) => panic!("SEALIFT_CRASH is `slice` or `whole`, not `{other}`"),
        }
    }

    pub(crate) const fn kills(self) -> usize {
        match self {
            Self::Slice => 40,
            Self::Whole => usize::MAX,
        }
    }

    pub(crate) const fn cuts(self) -> usize {
        match self {
            Self::Slice => 30,
            Self::Whole => 300,
        }
    }

    pub(crate) const fn disorderly_cuts(self) -> usize {
        match self {
            Self::Slice => 15,
            Self::Whole => 150,
        }
    }

    pub(crate) const fn recoveries(self) -> usize {
        match self {
            Self::Slice => 4,
            Self::Whole => 30,
        }
    }

    pub(crate) const fn crashes_of_a_recovery(self) -> usize {
        match self {
            Self::Slice => 5,
            Self::Whole => 10,
        }
    }
}

/// Draws samples that a seed brings back.
pub(crate) struct Sampler {
    seed: u64,
    state: u64,
}

impl Sampler {
    pub(crate) fn new(scene: &str) -> Self {
        let now = || SystemTime::now().duration_since(UNIX_EPOCH).unwrap();
        let seed = match std::env::var("SEALIFT_SEED") {
            Ok(seed) => seed.parse().expect("SEALIFT_SEED is a number"),
            Err(_) => now().as_nanos() as u64 % 1_000_000_000,
        };
        println!("{scene}: SEALIFT_SEED={seed}");
        let state = seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1;
        Self { seed, state }
    }

    pub(crate) const fn seed(&self) -> u64 {
        self.seed
    }

    fn next(&mut self) -> u64 {
        self.state ^= self.state >> 12;
        self.state ^= self.state << 25;
        self.state ^= self.state >> 27;
        self.state.wrapping_mul(0x2545_f491_4f6c_dd1d)
    }

    /// A number below another.
    pub(crate) fn below(&mut self, limit: usize) -> usize {
        usize::try_from(self.next() % limit as u64).unwrap()
    }

    /// At most so many, in the order they had.
    pub(crate) fn draw<T>(&mut self, mut all: Vec<T>, most: usize) -> Vec<T> {
        while all.len() > most {
            all.remove(self.below(all.len()));
        }
        all
    }
}

/// What a scene came to.
pub(crate) struct Figures {
    scene: &'static str,
    seed: u64,
    effects: usize,
    found: usize,
    kills: usize,
    power_cuts: usize,
    in_recoveries: usize,
    begun: Instant,
}

impl Figures {
    pub(crate) fn new(scene: &'static str, seed: u64, effects: usize) -> Self {
        let begun = Instant::now();
        Self {
            scene,
            seed,
            effects,
            found: 0,
            kills: 0,
            power_cuts: 0,
            in_recoveries: 0,
            begun,
        }
    }

    /// So many different states can be left.
    pub(crate) const fn found(&mut self, states: usize) {
        self.found = states;
    }

    pub(crate) const fn judged(&mut self, takes_power: bool, in_recovery: bool) {
        match (in_recovery, takes_power) {
            (true, _) => self.in_recoveries += 1,
            (false, false) => self.kills += 1,
            (false, true) => self.power_cuts += 1,
        }
    }

    /// Says the figures, and keeps them where that is wanted.
    pub(crate) fn end(&self, violations: usize) {
        let seconds = self.begun.elapsed().as_secs_f64();
        let (scene, effects, found) = (self.scene, self.effects, self.found);
        let (kills, cuts, again) = (self.kills, self.power_cuts, self.in_recoveries);
        println!(
            "{scene}: {effects} effects leave {found} states; judged {kills} kills, {cuts} power cuts, {again} crashes of recoveries: {violations} violations, {seconds:.1} s"
        );
        let Ok(folder) = std::env::var("SEALIFT_FIGURES") else {
            return;
        };
        let figures = serde_json::json!({
            "scene": scene,
            "seed": self.seed,
            "effects": effects,
            "states": found,
            "kills": kills,
            "powerCuts": cuts,
            "crashesOfRecoveries": again,
            "violations": violations,
            "milliseconds": u64::try_from(self.begun.elapsed().as_millis()).unwrap(),
        });
        let folder = std::path::Path::new(&folder).join("crash");
        std::fs::create_dir_all(&folder).expect("the folder for figures can be made");
        std::fs::write(folder.join(format!("{scene}.json")), format!("{figures}\n"))
            .expect("the folder for figures can be written");
    }
}
