//! How much is tried, and what came of it.

use std::time::Instant;

/// How much is tried.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Scale {
    /// What fits beside all other tests.
    Slice,
    /// A sample that is large in every scene, and all of it in the small ones.
    Whole,
}

impl Scale {
    pub(crate) fn asked() -> Self {
        match std::env::var("SEALIFT_FAULTS").as_deref() {
            Ok("whole") => Self::Whole,
            Ok("slice") | Err(_) => Self::Slice,
            Ok(other) => panic!("SEALIFT_FAULTS is `slice` or `whole`, not `{other}`"),
        }
    }

    /// Faults of what people do.
    pub(crate) const fn faults(self) -> usize {
        match self {
            Self::Slice => 40,
            Self::Whole => 1_000,
        }
    }

    /// Crashes after which putting things right meets with faults.
    pub(crate) const fn crashes(self) -> usize {
        match self {
            Self::Slice => 2,
            Self::Whole => 30,
        }
    }

    /// Faults of what puts one crash right.
    pub(crate) const fn faults_of_a_recovery(self) -> usize {
        match self {
            Self::Slice => 3,
            Self::Whole => 10,
        }
    }
}

/// What a scene came to.
pub(crate) struct Figures {
    scene: &'static str,
    seed: u64,
    pub(crate) calls: usize,
    pub(crate) faults: usize,
    pub(crate) tried: usize,
    pub(crate) got_over: usize,
    pub(crate) of_recoveries: usize,
    begun: Instant,
}

impl Figures {
    pub(crate) fn new(scene: &'static str, seed: u64) -> Self {
        let begun = Instant::now();
        Self {
            scene,
            seed,
            calls: 0,
            faults: 0,
            tried: 0,
            got_over: 0,
            of_recoveries: 0,
            begun,
        }
    }

    /// Says the figures, and keeps them where that is wanted.
    pub(crate) fn end(&self, violations: usize) {
        let seconds = self.begun.elapsed().as_secs_f64();
        let (scene, calls, faults) = (self.scene, self.calls, self.faults);
        let (tried, over, again) = (self.tried, self.got_over, self.of_recoveries);
        println!(
            "{scene}: {calls} calls can have {faults} faults; judged {tried}, of which {over} were got over, and {again} of recoveries: {violations} violations, {seconds:.1} s"
        );
        let number = |count: usize| count as u64;
        sealift_testkit::figures::keep(
            &format!("faults/{scene}"),
            &[
                ("seed", self.seed),
                ("calls", number(calls)),
                ("possibleFaults", number(faults)),
                ("faults", number(tried)),
                ("gotOver", number(over)),
                ("faultsOfRecoveries", number(again)),
                ("violations", number(violations)),
                ("milliseconds", self.begun.elapsed().as_millis() as u64),
            ],
        );
    }
}
