//! What is done until the process dies.

use sealift_testkit::chance::Chance;
use sealift_testkit::world::{Crash, Recording, distinct};

use crate::figures::{Figures, Scale};
use crate::judge::{Between, Holdings};
use crate::product::{READY, Vendor, delta, release};
use crate::site::{PRODUCT, Site};

const LEAP: usize = 97;

/// Something that people do, and the site that they do it on.
pub(crate) struct Scene {
    name: &'static str,
    prepare: fn() -> Site,
    /// Makes a machine behave as it must in this scene.
    equip: fn(&Site),
    act: fn(&Site) -> Result<(), sealift_app::Failure>,
    /// The code with which it fails by itself, all undone.
    fails: Option<&'static str>,
}

pub(crate) const fn nothing(_: &Site) {}

impl Scene {
    pub(crate) const FOUNDING: Self = Self {
        name: "founding",
        prepare: Site::empty,
        equip: nothing,
        act: |site| site.facility().map(|_| ()),
        fails: None,
    };
    pub(crate) const INSTALL: Self = Self {
        name: "install",
        prepare: || Site::stocked(&[1]),
        act: |site| site.install(1),
        ..Self::FOUNDING
    };
    pub(crate) const UPGRADE: Self = Self {
        name: "upgrade",
        prepare: Site::installed,
        act: |site| site.install(2),
        ..Self::FOUNDING
    };
    pub(crate) const FAILING_UPGRADE: Self = Self {
        name: "failing-upgrade",
        equip: |site| site.world.probes.silence(READY),
        fails: Some("rolled-back"),
        ..Self::UPGRADE
    };
    pub(crate) const ROLLBACK: Self = Self {
        name: "rollback",
        prepare: || {
            let site = Site::installed();
            site.install(2).unwrap();
            site
        },
        act: Site::rollback,
        ..Self::FOUNDING
    };
    pub(crate) const UNINSTALL: Self = Self {
        name: "uninstall",
        prepare: Site::installed,
        act: Site::uninstall,
        ..Self::FOUNDING
    };
    pub(crate) const IMPORT: Self = Self {
        name: "import",
        prepare: Site::trusting,
        act: |site| site.import(release(1).volume()),
        ..Self::FOUNDING
    };
    pub(crate) const IMPORT_OF_DELTA: Self = Self {
        name: "import-of-delta",
        prepare: || Site::stocked(&[1]),
        act: |site| site.import(delta()),
        ..Self::FOUNDING
    };
    pub(crate) const CLEAN_UP: Self = Self {
        name: "depot-clean-up",
        prepare: || Site::stocked(&[1, 2, 3]),
        act: |site| site.clean(&[]),
        ..Self::FOUNDING
    };
    pub(crate) const REMOVAL: Self = Self {
        name: "depot-removal",
        prepare: || Site::stocked(&[1]),
        act: |site| site.clean(&[PRODUCT]),
        ..Self::FOUNDING
    };
    pub(crate) const TRUST: Self = Self {
        name: "trust-add",
        prepare: Site::trusting,
        act: |site| site.trust(Vendor::second()),
        ..Self::FOUNDING
    };
    pub(crate) const DISTRUST: Self = Self {
        name: "trust-revoke",
        prepare: || Site::stocked(&[1]),
        act: |site| site.distrust(Vendor::first()),
        ..Self::FOUNDING
    };
    pub(crate) const LOG_KEY: Self = Self {
        name: "log-key",
        prepare: Site::trusting,
        act: Site::rotate_log_key,
        ..Self::FOUNDING
    };
    pub(crate) const LOG_EXPORT: Self = Self {
        name: "audit-export",
        prepare: || Site::stocked(&[1]),
        act: Site::export_log,
        ..Self::FOUNDING
    };
    pub(crate) const RELEASE_EXPORT: Self = Self {
        name: "depot-export",
        prepare: || Site::stocked(&[1]),
        act: Site::export_release,
        ..Self::FOUNDING
    };

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
            violations.extend(self.violation(&between, crash, None, &nothing));
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

    fn record(&self, defect: &dyn Fn(&Site)) -> (Between, Recording) {
        let site = (self.prepare)();
        (self.equip)(&site);
        site.world.settle();
        let old = Holdings::of(&site.world);
        let held = Between::held(&site);
        defect(&site);
        let (result, recording) = site.world.record(|| (self.act)(&site));
        let code = result.err().map(|failure| failure.code);
        assert_eq!(code, self.fails, "{}", self.name);
        let new = Holdings::of(&site.world);
        (Between { old, new, held }, recording)
    }

    fn boot(&self, crash: &Crash) -> Site {
        let site = Site::on(crash.boot());
        (self.equip)(&site);
        site
    }
}
