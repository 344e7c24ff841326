//! The walk through every crash in a scene.

use sealift_testkit::chance::Chance;
use sealift_testkit::world::{Crash, Recording, distinct};

use crate::figures::{Figures, Scale};
use crate::scenes::{Between, Holdings, Scene, Site, nothing};

const LEAP: usize = 97;

impl Scene {
    /// Does it once undisturbed, then judges what each crash in it would have left.
    pub(crate) fn walk(&self) {
        let scale = Scale::asked();
        let mut chance = Chance::new();
        let (between, recording) = self.record(&nothing);
        let mut figures = Figures::new(self.name, chance.seed(), recording.effects());
        let (kills, cuts) = (
            distinct(recording.kills()),
            distinct(recording.power_cuts()),
        );
        figures.found(kills.len() + cuts.len());
        let kills = chance.draw(kills, scale.kills());
        let mut cuts = chance.draw(cuts, scale.cuts());
        let below = &mut |limit| chance.below(limit);
        let disorderly = recording.disorderly_power_cuts(scale.disorderly_cuts(), below);
        cuts.extend(distinct(disorderly));
        let first: Vec<Crash> = kills.into_iter().chain(cuts).collect();
        let mut violations = vec![];
        for crash in &first {
            figures.judged(crash.loss.takes_power(), false);
            let violation = self.violation(&between, crash, None, &nothing);
            let unrepeated = || self.unrepeated(&between, crash);
            violations.extend(violation.or_else(unrepeated));
        }
        // The same again while what the first crash left is being put right.
        for first in chance.draw(first, scale.recoveries()) {
            let site = self.boot(&first);
            let (_, recording) = site.world.record(|| site.recover());
            let again = [recording.kills(), recording.power_cuts()].concat();
            let again = chance.draw(again, scale.crashes_of_a_recovery());
            for second in distinct(again) {
                figures.judged(second.loss.takes_power(), true);
                violations.extend(self.violation(&between, &second, Some(&first), &nothing));
            }
        }
        figures.end(violations.len());
        let shown: Vec<String> = violations.iter().take(3).cloned().collect();
        assert!(
            violations.is_empty(),
            "{} violations, among them\n{}",
            violations.len(),
            shown.join("\n")
        );
    }

    /// The first violation that crashes show when what is done, or the recovery, has a defect.
    pub(crate) fn first_violation(
        &self,
        in_act: &dyn Fn(&Site),
        in_recovery: &dyn Fn(&Site),
        crashes: &dyn Fn(&Recording) -> Vec<Crash>,
    ) -> Option<String> {
        let (between, recording) = self.record(in_act);
        let crashes = crashes(&recording);
        // In leaps, because what a defect leads to lies close together.
        let judged = (0..LEAP).flat_map(|first| crashes.iter().skip(first).step_by(LEAP));
        let mut found =
            judged.filter_map(|crash| self.violation(&between, crash, None, in_recovery));
        found.next()
    }

    fn violation(
        &self,
        between: &Between,
        crash: &Crash,
        first: Option<&Crash>,
        defect: &dyn Fn(&Site),
    ) -> Option<String> {
        let site = self.boot(crash);
        defect(&site);
        let mut all = [Some(crash), first].into_iter().flatten();
        let had_power = all.all(|one| !one.loss.takes_power());
        let why = between.judge(&site, had_power).err()?;
        let context = first.map_or_else(String::new, |first| {
            format!("\n  in the recovery of one that was {first}")
        });
        Some(format!("{}: {crash}{context}\n  {why}", self.name))
    }

    /// Why it cannot be done again, durably, by whoever comes after a process that was killed.
    fn unrepeated(&self, between: &Between, crash: &Crash) -> Option<String> {
        if crash.loss.takes_power() {
            return None;
        }
        let why = self.can_be_repeated(between, crash.boot()).err()?;
        Some(format!("{}: {crash}; done again\n  {why}", self.name))
    }

    fn record(&self, defect: &dyn Fn(&Site)) -> (Between, Recording) {
        let site = self.prepared();
        let old = Holdings::of(&site.world);
        let held = Between::held(&site);
        defect(&site);
        let (result, recording) = site.world.record(|| (self.act)(&site));
        let code = result.err().map(|failure| failure.code);
        assert_eq!(code, self.fails, "{}", self.name);
        let new = Holdings::of(&site.world);
        (Between::new(old, new, held), recording)
    }

    fn boot(&self, crash: &Crash) -> Site {
        self.on(crash.boot())
    }
}
