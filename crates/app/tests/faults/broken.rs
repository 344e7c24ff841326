//! A check that cannot fail is no check: an engine that looks away when a sync fails, or tries it once more and takes the
//! second answer for the truth, is caught by the very walk that the good one passes.
//!
//! The engine that ships has no switch that makes it careless. The machine below it has: the sync fails, what waited for it
//! is lost, and the engine is told that all is well. That is all that reaches an engine which looks away, and what a second
//! sync says to one that tries again.

use sealift_testkit::world::Trouble;

use crate::ending::Fault;
use crate::scenes::Scene;

/// Faults of the device at syncs whose names begin so.
fn of_sync(begins: &'static str) -> impl Fn(&Fault) -> bool {
    move |fault| {
        let fails = matches!(
            &fault.trouble,
            Trouble::Fails(sealift_engine::effects::FileFault::Device(_))
        );
        fails && !fault.lasts && fault.doing.starts_with(begins)
    }
}

/// Insists that an engine which is not told of failing syncs is seen by what it has spoilt, and one that is told is not
/// accused.
#[track_caller]
fn is_seen(scene: &Scene, sync: &'static str, spoilt: &str) {
    assert_eq!(scene.first_violation(false, of_sync(sync)), None);
    let violation = scene.first_violation(true, of_sync(sync));
    let violation = violation.expect("the defect is seen");
    println!("{violation}");
    assert!(
        violation.contains(spoilt),
        "it is caught, but not for {spoilt}: {violation}"
    );
}

#[test]
fn i06_a_failed_sync_of_the_database_that_is_forgiven_is_caught() {
    is_seen(
        &Scene::UPGRADE,
        "sync var/lib/sealift/state.db",
        "without power",
    );
}

#[test]
fn i06_a_failed_barrier_that_is_forgiven_is_caught() {
    is_seen(&Scene::UPGRADE, "barrier opt", "opt/com.acme.sample");
    is_seen(
        &Scene::IMPORT,
        "barrier var/lib/sealift/depot",
        "depot/chunks",
    );
}

#[test]
fn i06_a_failed_sync_of_a_directory_that_is_forgiven_is_caught() {
    is_seen(
        &Scene::IMPORT,
        "sync-directory var/lib/sealift/depot/chunks/",
        "depot/chunks",
    );
}

#[test]
fn i06_a_failed_sync_of_a_small_file_that_is_forgiven_is_caught() {
    is_seen(
        &Scene::TRUST,
        "sync etc/sealift/trust.json",
        "etc/sealift/trust.json",
    );
}
