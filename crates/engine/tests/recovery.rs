//! Effects that fail: the run says so, and what is there is exactly the old, or exactly the new. What a crash leaves is
//! walked through in the use cases' own tests.

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

/// What is done until an effect fails.
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

fn install(bench: &Bench, product: &Product) -> Plan {
    let version = u32::try_from(product.sample.manifest.sequence.value()).unwrap();
    Planning(bench).install(version, product)
}

fn uninstall(bench: &Bench, _: &Product) -> Plan {
    Planning(bench).uninstall()
}

/// How far apart the effects are that fail.
const STRIDE: usize = 7;

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
const UNINSTALL: Scene = Scene {
    name: "uninstall",
    prepare: installed,
    plan: uninstall,
    version: 0,
    ..INSTALL
};

/// Lets effects from the first to the last fail, one at a time: SQLite's own make them too many to try each.
fn fail_everywhere(scene: &Scene, kind: &FaultKind) {
    let product = product(scene.version.max(1));
    let (new, effects) = scene.whole(&product);
    let mut bench = scene.machine();
    let old = bench.target();
    for nth in (1..=effects).step_by(STRIDE) {
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
            // What could not be undone, or not written down as undone, is said, and goes once its cause is gone.
            Ok(Outcome::FailedPartially) => {
                let report = result.unwrap();
                let is_unwritten = report
                    .warnings
                    .iter()
                    .any(|one| one.code == "state-unusable");
                assert!(!report.left.is_empty() || is_unwritten, "{context}");
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
    for nth in (1..=effects).step_by(STRIDE) {
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
