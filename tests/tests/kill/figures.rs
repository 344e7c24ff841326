//! What a scene's rounds came to.

use std::time::Instant;

use crate::round::Judged;

/// Counts of one scene.
pub(crate) struct Figures {
    scene: &'static str,
    seed: u64,
    rounds: usize,
    kills: usize,
    killed_recoveries: usize,
    recovered: usize,
    new: usize,
    begun: Instant,
}

impl Figures {
    pub(crate) fn new(scene: &'static str, seed: u64) -> Self {
        Self {
            scene,
            seed,
            rounds: 0,
            kills: 0,
            killed_recoveries: 0,
            recovered: 0,
            new: 0,
            begun: Instant::now(),
        }
    }

    /// Whether fewer were killed than wanted; what ends by itself before it is killed does not count, to a limit.
    pub(crate) const fn needs_more(&self, wanted: usize) -> bool {
        self.kills < wanted && self.rounds < 3 * wanted
    }

    /// Counts a round; hands back what was wrong with it.
    pub(crate) fn judged(&mut self, judged: Result<Judged, String>) -> Option<String> {
        self.rounds += 1;
        let judged = match judged {
            Ok(judged) => judged,
            Err(violation) => return Some(violation),
        };
        self.kills += usize::from(judged.was_killed);
        self.killed_recoveries += judged.killed_recoveries;
        self.recovered += usize::from(judged.was_recovered);
        self.new += usize::from(judged.is_new);
        None
    }

    /// Says the figures, and keeps them where that is wanted.
    pub(crate) fn end(&self, violations: usize) {
        let seconds = self.begun.elapsed().as_secs_f64();
        let (scene, rounds, kills, again) =
            (self.scene, self.rounds, self.kills, self.killed_recoveries);
        let (recovered, new) = (self.recovered, self.new);
        println!(
            "{scene}: {rounds} rounds, {kills} killed, {recovered} with something to put right, {again} recoveries killed, {new} ended new: {violations} violations, {seconds:.1} s"
        );
        let number = |count: usize| count as u64;
        sealift_testkit::figures::keep(
            &format!("kill/{scene}"),
            &[
                ("seed", self.seed),
                ("rounds", number(rounds)),
                ("kills", number(kills)),
                ("recovered", number(recovered)),
                ("killedRecoveries", number(again)),
                ("endedNew", number(new)),
                ("violations", number(violations)),
                ("milliseconds", self.begun.elapsed().as_millis() as u64),
            ],
        );
    }
}
