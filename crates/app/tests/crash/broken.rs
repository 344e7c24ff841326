//! A check that cannot fail is no check: an engine that forgets a sync, skips an undo, or writes its journal after the
//! effect is caught by the very walks that the good one passes.
//!
//! The engine that ships has no switch that makes it careless. The machine below it has, and each defect is modelled where
//! it would show:
//!
//! - *A forgotten sync*: the machine takes the call for done and makes nothing durable, which is all that tells an engine
//!   that does not call from one that does.
//! - *A skipped undo*: while recovering, the machine takes the effect for done and changes nothing, as if the engine had
//!   noted the step as undone and gone on.
//! - *A journal written after its effect*: of a run of the good engine, the moments are taken at which an effect has just
//!   followed what was written to the database, and those writes are taken back. An engine that makes the effect first and
//!   notes it then is killed in exactly those states.
//!
//! Each is caught for what it is: the violation names what the defect has spoilt.

use sealift_testkit::world::Recording;

use crate::scenes::{Scene, Site, nothing, path};

/// A machine on which effects whose names begin so are left out.
fn without(begins: &'static [&'static str]) -> impl Fn(&Site) {
    move |site| {
        let is_left_out = |effect: &str| begins.iter().any(|begin| effect.starts_with(begin));
        site.world.faults().leave_out(is_left_out);
    }
}

/// Insists that a power cut shows what the engine has forgotten, in its work or in recovering it, by what it has spoilt.
#[track_caller]
fn is_seen(scene: &Scene, forgotten: &'static [&'static str], spoilt: &str) {
    let defect = without(forgotten);
    tells_of(
        scene.first_violation(&defect, &defect, &Recording::power_cuts),
        spoilt,
    );
}

/// Insists that kills show an undo that is skipped, by what it has left.
#[track_caller]
fn is_missed(scene: &Scene, skipped: &'static [&'static str], left: &str) {
    let latest_first = |recording: &Recording| recording.kills().into_iter().rev().collect();
    tells_of(
        scene.first_violation(&nothing, &without(skipped), &latest_first),
        left,
    );
}

#[track_caller]
fn tells_of(violation: Option<String>, what: &str) {
    let violation = violation.expect("the defect is seen");
    println!("{violation}");
    assert!(
        violation.contains(what),
        "it is caught, but not for {what}: {violation}"
    );
}

#[test]
fn a_sound_engine_is_not_accused() {
    let cuts = |recording: &Recording| recording.power_cuts().into_iter().step_by(40).collect();
    assert_eq!(
        Scene::IMPORT.first_violation(&nothing, &nothing, &cuts),
        None
    );
    let kills = |recording: &Recording| recording.kills().into_iter().step_by(40).collect();
    assert_eq!(
        Scene::UPGRADE.first_violation(&nothing, &nothing, &kills),
        None
    );
}

#[test]
fn a_forgotten_sync_of_the_database_is_caught() {
    // What was begun is there, and no journal knows of it.
    let left = "+ var/lib/sealift/runs/";
    is_seen(&Scene::UPGRADE, &["sync var/lib/sealift/state.db"], left);
}

#[test]
fn forgotten_barriers_before_trees_and_data_are_published_are_caught() {
    let barriers = &["barrier opt", "barrier etc", "barrier var"];
    is_seen(&Scene::UPGRADE, barriers, "etc/opt/com.acme.sample/deep");
    is_seen(
        &Scene::UNINSTALL,
        &["barrier"],
        "- opt/com.acme.sample/releases",
    );
}

#[test]
fn a_forgotten_barrier_before_chunks_are_moved_is_caught() {
    let lost = "- var/lib/sealift/depot/chunks";
    is_seen(&Scene::IMPORT, &["barrier var/lib/sealift/depot"], lost);
}

#[test]
fn a_forgotten_sync_of_a_directory_is_caught() {
    let forgotten = &["sync-directory"];
    is_seen(&Scene::IMPORT, forgotten, "- var/lib/sealift/depot/");
    is_seen(&Scene::UPGRADE, forgotten, "deep/app.conf");
    is_seen(&Scene::FAILING_UPGRADE, forgotten, "deep/app.conf");
}

#[test]
fn a_forgotten_sync_of_a_small_file_is_caught() {
    is_seen(
        &Scene::TRUST,
        &["sync etc/sealift/trust.json"],
        "+ etc/sealift/trust.json",
    );
    is_seen(
        &Scene::LOG_KEY,
        &["sync var/lib/sealift/log-key"],
        "log-key-malformed",
    );
}

#[test]
fn a_skipped_undo_is_caught() {
    let switch = &["switch opt/com.acme.sample/current"];
    is_missed(&Scene::UPGRADE, switch, "+ opt/com.acme.sample/current");
    let restored = &["rename etc/opt/com.acme.sample"];
    is_missed(
        &Scene::UPGRADE,
        restored,
        "+ etc/opt/com.acme.sample/deep/app.conf",
    );
    let tree = &["remove-directory opt/com.acme.sample/releases/1.0.0-1"];
    is_missed(
        &Scene::INSTALL,
        tree,
        "+ opt/com.acme.sample/releases/1.0.0-1",
    );
    let chunks = &["remove var/lib/sealift/depot/chunks"];
    is_missed(&Scene::IMPORT, chunks, "+ var/lib/sealift/depot/chunks");
}

#[test]
fn a_journal_that_is_written_after_its_effect_is_caught() {
    let database = ["state.db", "state.db-wal"];
    let database = database.map(|name| path(&format!("var/lib/sealift/{name}")));
    let late = move |recording: &Recording| recording.kills_of_late_writes(&database);
    for (scene, unknown) in [
        (Scene::UPGRADE, "+ var/lib/sealift/runs/"),
        (Scene::IMPORT, "+ var/lib/sealift/depot/chunks"),
        (Scene::LOG_KEY, "log-inconsistent"),
    ] {
        tells_of(scene.first_violation(&nothing, &nothing, &late), unknown);
    }
}
