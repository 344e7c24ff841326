//! The walk through every fault in a scene.

use sealift_testkit::chance::Chance;
use sealift_testkit::world::{Call, Crash, FakeWorld, distinct};

use crate::ending::{Ending, Fault, meet};
use crate::figures::{Figures, Scale};
use crate::scenes::{Between, Holdings, Scene};

/// What a run does while nothing disturbs it.
struct Undisturbed {
    start: FakeWorld,
    between: Between,
    calls: Vec<(Call, String)>,
    /// What crashes in it leave.
    crashes: Vec<Crash>,
}

impl Scene {
    /// Does it once undisturbed, then judges what comes of it when calls fail, and when calls fail that put a crash right.
    pub(crate) fn walk(&self) {
        let scale = Scale::asked();
        let mut chance = Chance::new();
        let mut figures = Figures::new(self.name, chance.seed());
        let undisturbed = self.undisturbed();
        let faults = Fault::all(&undisturbed.calls);
        (figures.calls, figures.faults) = (undisturbed.calls.len(), faults.len());
        let mut violations = vec![];
        for fault in chance.draw(faults, scale.faults()) {
            match self.disturbed(&undisturbed, &fault, false) {
                // Threads take turns in an order of their own: this time, another call was the one.
                Ok(ending) if !ending.has_met => continue,
                Ok(ending) => figures.got_over += usize::from(ending.said.is_ok()),
                Err(violation) => violations.push(violation),
            }
            figures.tried += 1;
        }
        for crash in chance.draw(undisturbed.crashes.clone(), scale.crashes()) {
            let faults = Fault::all(&self.calls_of_recovery(&crash));
            for fault in chance.draw(faults, scale.faults_of_a_recovery()) {
                figures.of_recoveries += 1;
                violations.extend(self.recovery_disturbed(&undisturbed.between, &crash, &fault));
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

    /// The first violation that faults of some calls show; with an engine that forgives syncs, where that is wanted.
    pub(crate) fn first_violation(
        &self,
        forgives_syncs: bool,
        is_tried: impl Fn(&Fault) -> bool,
    ) -> Option<String> {
        let undisturbed = self.undisturbed();
        let faults = Fault::all(&undisturbed.calls).into_iter().filter(is_tried);
        let mut found = faults.filter_map(|fault| {
            let ending = self.disturbed(&undisturbed, &fault, forgives_syncs);
            ending.err()
        });
        found.next()
    }

    fn undisturbed(&self) -> Undisturbed {
        let site = self.prepared();
        let old = Holdings::of(&site.world);
        let held = Between::held(&site);
        site.world.settle();
        let start = site.world.again();
        let site = self.on(start.again());
        let (result, recording) = site.world.record(|| (self.act)(&site));
        let code = result.err().map(|failure| failure.code);
        assert_eq!(code, self.fails, "{}", self.name);
        let calls = site.world.faults().calls();
        let new = Holdings::of(&site.world);
        Undisturbed {
            start,
            between: Between::new(old, new, held),
            calls,
            crashes: distinct(recording.kills()),
        }
    }

    /// Does it with a fault, and judges what is left as it is and without power.
    fn disturbed(
        &self,
        undisturbed: &Undisturbed,
        fault: &Fault,
        forgives_syncs: bool,
    ) -> Result<Ending, String> {
        let site = self.on(undisturbed.start.again());
        let between = &undisturbed.between;
        let judged = || {
            let ending = meet(&site, fault, forgives_syncs, || (self.act)(&site))?;
            ending.is_explained()?;
            let (again, without_power) = (site.world.again(), site.world.again());
            without_power.cut_power();
            ending.is_tidy(between, fault, Holdings::of(&site.world))?;
            let standing = between.judge(&site, true)?;
            ending.is_true(between, fault, self.fails, standing)?;
            let durably = between.judge(&self.on(without_power), false);
            durably
                .and_then(|standing| ending.is_true(between, fault, self.fails, standing))
                .map_err(|why| format!("without power since its end: {why}"))?;
            if ending.said.is_err() && standing.is_old() {
                self.can_be_repeated(between, again)
                    .map_err(|why| format!("done again after its end: {why}"))?;
            }
            Ok(ending)
        };
        judged().map_err(|why: String| format!("{}: {fault}\n  {why}", self.name))
    }

    fn calls_of_recovery(&self, crash: &Crash) -> Vec<(Call, String)> {
        let site = self.on(crash.boot());
        // One that cannot be recovered is for the crash suite to tell.
        let _ = site.recover();
        site.world.faults().calls()
    }

    /// Puts a crash right with a fault, and again without it; the violation, if that is one.
    fn recovery_disturbed(
        &self,
        between: &Between,
        crash: &Crash,
        fault: &Fault,
    ) -> Option<String> {
        let site = self.on(crash.boot());
        let judged = || {
            let ending = meet(&site, fault, false, || site.recover())?;
            ending.is_explained()?;
            let without_power = self.on(site.world.again());
            without_power.world.cut_power();
            between.judge(&site, true)?;
            between.judge(&without_power, false).map(drop)
        };
        let why: Result<(), String> = judged();
        why.err()
            .map(|why| format!("{}: {crash}; put right: {fault}\n  {why}", self.name))
    }
}
