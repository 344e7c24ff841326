//! How much is tried, and what came of it.

use std::time::Instant;

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
        let number = |count: usize| count as u64;
        sealift_testkit::figures::keep(
            &format!("crash/{scene}"),
            &[
                ("seed", self.seed),
                ("effects", number(effects)),
                ("states", number(found)),
                ("kills", number(kills)),
                ("powerCuts", number(cuts)),
                ("crashesOfRecoveries", number(again)),
                ("violations", number(violations)),
                ("milliseconds", self.begun.elapsed().as_millis() as u64),
            ],
        );
    }
}
