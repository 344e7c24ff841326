//! Every place where a process can die: the next start brings back exactly the old, or has exactly the new.

#![allow(
    clippy::unwrap_used,
    clippy::disallowed_methods,
    reason = "tests stop where they fail"
)]

mod bench;

use bench::{Bench, Planning, Product, Target, assert_same, product};
use sealift_engine::effects::{Ended, FileFault};
use sealift_engine::events::Outcome;
use sealift_engine::executor::{Report, RunError};
use sealift_plan::plan::Plan;
use sealift_testkit::world::FaultKind;

/// What is done until the process dies.
struct Scene {
    name: &'static str,
    /// Brings a machine to where it begins.
    prepare: fn() -> Bench,
    plan: fn(&Bench, &Product) -> Plan,
    /// The version that the plan leads to; 0 for none.
    version: u32,
    /// Whether it fails by itself and is undone.
    fails: bool,
}

fn installed() -> Bench {
    let bench = Bench::new();
    let one = product(1);
    bench
        .run(&Planning(&bench).install(1, &one), Some(&one))
        .unwrap();
    bench
        .world
        .files
        .put("var/opt/com.acme.sample/rows", b"of version 1");
    bench
}

fn upgraded() -> Bench {
    let bench = installed();
    let two = product(2);
    bench
        .run(&Planning(&bench).install(2, &two), Some(&two))
        .unwrap();
    bench
}

fn install(bench: &Bench, product: &Product) -> Plan {
    let version = u32::try_from(product.sample.manifest.sequence.value()).unwrap();
    Planning(bench).install(version, product)
}

fn uninstall(bench: &Bench, _: &Product) -> Plan {
    Planning(bench).uninstall()
}

impl Scene {
    fn machine(&self) -> Bench {
        let bench = (self.prepare)();
        if self.fails {
            bench.world.probes.silence("http://127.0.0.1:8080/ready");
            // By the time it fails, the new version has been at the data.
            let files = bench.world.files.clone();
            bench
                .world
                .processes
                .behave("/usr/bin/migrate", move |_, _| {
                    files.put("var/opt/com.acme.sample/rows", b"migrated");
                    (Ended::Status(0), vec![])
                });
        }
        bench
    }

    fn act(&self, bench: &Bench, product: &Product) -> Result<Report, RunError> {
        let plan = (self.plan)(bench, product);
        bench.run(&plan, (self.version > 0).then_some(product))
    }

    /// A machine to which it has happened without any crash, and how many effects that took.
    fn whole(&self, product: &Product) -> (Target, u64) {
        let bench = self.machine();
        let before = bench.world.faults().count();
        let report = self.act(&bench, product).unwrap();
        let expected = if self.fails {
            Outcome::RolledBack
        } else {
            Outcome::Succeeded
        };
        assert_eq!(report.outcome, expected, "{}: {report:?}", self.name);
        bench.assert_nothing_is_left(self.name);
        (bench.target(), bench.world.faults().count() - before)
    }

    fn walk(&self, kind: &FaultKind) {
        let product = product(self.version.max(1));
        let (new, effects) = self.whole(&product);
        let mut bench = self.machine();
        let old = bench.target();
        for nth in 1..=effects {
            let context = format!("{} {kind:?} {nth} of {effects}", self.name);
            bench.world.faults().order(nth, kind.clone());
            let mut crashed = bench.world.until_crash(|| self.act(&bench, &product));
            if crashed.is_ok() {
                // A machine on which something was tried before has its reserve and needs fewer effects.
                bench = self.machine();
                bench.world.faults().order(nth, kind.clone());
                crashed = bench.world.until_crash(|| self.act(&bench, &product));
            }
            assert!(crashed.is_err(), "{context}: it lived");
            let last = bench.world.faults().effects().pop().unwrap();
            let context = format!("{context} ({last})");
            bench.restart();
            bench.recover().unwrap();
            let now = bench.target();
            if now != new || self.fails {
                assert_same(&now, &old, &context);
            }
            bench.assert_nothing_is_left(&context);
            assert_eq!(
                bench.recover().unwrap(),
                vec![],
                "{context}: the second finds nothing"
            );
            assert_eq!(
                bench.current().active.is_some(),
                is_active(&now),
                "{context}"
            );
            if now != old {
                bench = self.machine();
            }
        }
    }
}

/// Whether a target has an active release.
fn is_active(target: &Target) -> bool {
    target.contains_key("opt/com.acme.sample/current")
}

const INSTALL: Scene = Scene {
    name: "install",
    prepare: Bench::new,
    plan: install,
    version: 1,
    fails: false,
};
const UPGRADE: Scene = Scene {
    name: "upgrade",
    prepare: installed,
    version: 2,
    ..INSTALL
};
const FAILING: Scene = Scene {
    name: "failing upgrade",
    fails: true,
    ..UPGRADE
};
const ROLLBACK: Scene = Scene {
    name: "rollback",
    prepare: upgraded,
    ..INSTALL
};
const UNINSTALL: Scene = Scene {
    name: "uninstall",
    prepare: installed,
    plan: uninstall,
    version: 0,
    ..INSTALL
};

#[test]
fn i01_killed_during_an_install() {
    INSTALL.walk(&FaultKind::CrashBefore);
    INSTALL.walk(&FaultKind::CrashAfter);
}

#[test]
fn i01_killed_during_an_upgrade() {
    UPGRADE.walk(&FaultKind::CrashBefore);
    UPGRADE.walk(&FaultKind::CrashAfter);
}

#[test]
fn i01_i03_killed_during_an_upgrade_that_fails_and_is_undone() {
    FAILING.walk(&FaultKind::CrashBefore);
    FAILING.walk(&FaultKind::CrashAfter);
}

#[test]
fn i01_killed_during_a_rollback() {
    ROLLBACK.walk(&FaultKind::CrashBefore);
    ROLLBACK.walk(&FaultKind::CrashAfter);
}

#[test]
fn i01_killed_during_an_uninstall() {
    UNINSTALL.walk(&FaultKind::CrashBefore);
    UNINSTALL.walk(&FaultKind::CrashAfter);
}

/// A target as it is once the machine is up again: what ran before then is the business of whoever starts services.
fn without_processes(target: Target) -> Target {
    let settled = |(at, what): (String, String)| {
        let what = what.replace("true {", "{").replace("false {", "{");
        (at, what)
    };
    target.into_iter().map(settled).collect()
}

#[test]
fn i02_power_lost_with_all_that_was_not_made_durable() {
    for scene in [INSTALL, UPGRADE, FAILING, ROLLBACK, UNINSTALL] {
        let product = product(scene.version.max(1));
        let (new, effects) = scene.whole(&product);
        let new = without_processes(new);
        for nth in 1..=effects {
            let mut bench = scene.machine();
            let old = without_processes(bench.target());
            bench.world.faults().order(nth, FaultKind::CrashBefore);
            let crashed = bench.world.until_crash(|| scene.act(&bench, &product));
            assert!(crashed.is_err(), "it lived");
            let last = bench.world.faults().effects().pop().unwrap();
            let context = format!(
                "{} without power at {nth} of {effects} ({last})",
                scene.name
            );
            bench.world.cut_power();
            bench.restart();
            bench.recover().unwrap();
            let now = without_processes(bench.target());
            if now != new || scene.fails {
                assert_same(&now, &old, &context);
            }
            bench.assert_nothing_is_left(&context);
        }
    }
}

#[test]
fn i03_killed_again_and_again_during_recovery() {
    for scene in [INSTALL, UPGRADE, FAILING, UNINSTALL] {
        let product = product(scene.version.max(1));
        let (new, effects) = scene.whole(&product);
        let mut bench = scene.machine();
        let old = bench.target();
        for nth in (1..=effects).step_by(9) {
            bench.world.faults().order(nth, FaultKind::CrashAfter);
            let _ = bench.world.until_crash(|| scene.act(&bench, &product));
            bench.restart();
            let mut deaths = 0;
            // The first recovery dies at its second effect (the first takes the lock), the next at its third, and so on.
            while {
                bench
                    .world
                    .faults()
                    .order(deaths + 2, FaultKind::CrashBefore);
                bench
                    .world
                    .until_crash(|| bench.recover().unwrap())
                    .is_err()
            } {
                deaths += 1;
                bench.restart();
                assert!(deaths < 400, "{}: it does not converge", scene.name);
            }
            let context = format!(
                "{} killed at {nth}, recovery killed {deaths} times",
                scene.name
            );
            let now = bench.target();
            if now != new || scene.fails {
                assert_same(&now, &old, &context);
            }
            bench.assert_nothing_is_left(&context);
            if now != old {
                bench = scene.machine();
            }
        }
    }
}

/// Lets every effect fail once.
fn fail_everywhere(scene: &Scene, kind: &FaultKind) {
    let product = product(scene.version.max(1));
    let (new, effects) = scene.whole(&product);
    let mut bench = scene.machine();
    let old = bench.target();
    for nth in 1..=effects {
        bench.world.faults().order(nth, kind.clone());
        let result = scene.act(&bench, &product);
        bench.world.faults().clear();
        let last = bench.world.faults().effects().pop();
        let context = format!(
            "{} {kind:?} {nth} of {effects} ({last:?}): {result:?}",
            scene.name
        );
        let now = bench.target();
        match result.as_ref().map(|report| report.outcome) {
            Err(_) => assert_same(&now, &old, &context),
            Ok(Outcome::RolledBack) => {
                assert_same(&now, &old, &context);
                bench.assert_nothing_is_left(&context);
            }
            // What could not be undone is said, and goes once its cause is gone.
            Ok(Outcome::FailedPartially) => {
                assert!(!result.unwrap().left.is_empty(), "{context}");
                bench.recover_again(true).unwrap();
                assert_same(&bench.target(), &old, &context);
                bench.assert_nothing_is_left(&context);
            }
            Ok(outcome) => {
                assert!(outcome.is_success() && !scene.fails, "{context}");
                bench.recover().unwrap();
                assert_same(&bench.target(), &new, &context);
                bench.assert_nothing_is_left(&context);
                bench = scene.machine();
            }
        }
    }
}

#[test]
fn i04_no_room_at_every_effect() {
    for scene in [INSTALL, UPGRADE, UNINSTALL] {
        fail_everywhere(&scene, &FaultKind::Fail(FileFault::Full));
    }
}

#[test]
fn i05_locked_at_every_effect() {
    fail_everywhere(&UPGRADE, &FaultKind::Fail(FileFault::Busy));
}

#[test]
fn i06_a_failing_device_is_never_success_unless_all_was_done() {
    for scene in [INSTALL, UPGRADE, FAILING, UNINSTALL] {
        fail_everywhere(&scene, &FaultKind::Fail(FileFault::Device("EIO".into())));
    }
}

#[test]
fn i06_a_device_that_is_gone_leaves_a_journal_that_recovery_can_use() {
    let product = product(2);
    let (_, effects) = UPGRADE.whole(&product);
    for nth in (1..=effects).step_by(5) {
        let mut bench = UPGRADE.machine();
        let old = bench.target();
        bench.world.faults().order(
            nth,
            FaultKind::FailFromHere(FileFault::Device("gone".into())),
        );
        let result = UPGRADE.act(&bench, &product);
        bench.world.faults().clear();
        bench.restart();
        bench.recover_again(true).unwrap();
        if !result.is_ok_and(|report| report.outcome.is_success()) {
            assert_same(
                &bench.target(),
                &old,
                &format!("gone from {nth} of {effects} on"),
            );
        }
        bench.assert_nothing_is_left(&format!("gone from {nth} of {effects} on"));
    }
}
