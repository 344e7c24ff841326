//! A check that cannot fail is no check: an engine that forgets a sync, skips an undo, or writes its journal after the
//! effect is caught by the very walks that the good one passes.
//!
//! The defects are the machine's, not the engine's: it leaves out what the careless engine would have forgotten, or shows
//! its journal's writes as late as the careless engine would have made them.

use sealift_testkit::world::Recording;

use crate::scene::{Scene, nothing};
use crate::site::{Site, path};

/// A machine on which effects whose names begin so are left out.
fn without(begins: &'static [&'static str]) -> impl Fn(&Site) {
    move |site| {
        let is_left_out = |effect: &str| begins.iter().any(|begin| effect.starts_with(begin));
        site.world.faults().leave_out(is_left_out);
    }
}

/// Insists that a power cut shows what the engine has forgotten, in its work or in recovering it.
#[track_caller]
fn is_seen(scene: &Scene, forgotten: &'static [&'static str]) {
    let defect = without(forgotten);
    let found = scene.first_violation(&defect, &defect, &Recording::power_cuts);
    println!("{}", found.expect("the defect is seen"));
}

/// Insists that kills show an undo that is skipped.
#[track_caller]
fn is_missed(scene: &Scene, skipped: &'static [&'static str]) {
    let latest_first = |recording: &Recording| recording.kills().into_iter().rev().collect();
    let found = scene.first_violation(&nothing, &without(skipped), &latest_first);
    println!("{}", found.expect("the defect is seen"));
}

#[test]
fn a_sound_engine_is_not_accused() {
    let cuts = |recording: &Recording| recording.power_cuts().into_iter().step_by(40).collect();
    assert_eq!(Scene::IMPORT.first_violation(&nothing, &nothing, &cuts), None);
    let kills = |recording: &Recording| recording.kills().into_iter().step_by(40).collect();
    assert_eq!(Scene::UPGRADE.first_violation(&nothing, &nothing, &kills), None);
}

#[test]
fn a_forgotten_sync_of_the_database_is_caught() {
    is_seen(&Scene::UPGRADE, &["sync var/lib/sealift/state.db"]);
}

#[test]
fn forgotten_barriers_before_trees_and_data_are_published_are_caught() {
    is_seen(&Scene::UPGRADE, &["barrier opt", "barrier etc", "barrier var"]);
    is_seen(&Scene::UNINSTALL, &["barrier"]);
}

#[test]
fn a_forgotten_barrier_before_chunks_are_moved_is_caught() {
    is_seen(&Scene::IMPORT, &["barrier var/lib/sealift/depot"]);
}

#[test]
fn a_forgotten_sync_of_a_directory_is_caught() {
    is_seen(&Scene::IMPORT, &["sync-directory"]);
    is_seen(&Scene::UPGRADE, &["sync-directory"]);
    is_seen(&Scene::FAILING_UPGRADE, &["sync-directory"]);
}

#[test]
fn a_forgotten_sync_of_a_small_file_is_caught() {
    is_seen(&Scene::TRUST, &["sync etc/sealift/trust.json"]);
    is_seen(&Scene::LOG_KEY, &["sync var/lib/sealift/log-key"]);
}

#[test]
fn a_skipped_undo_is_caught() {
    is_missed(&Scene::UPGRADE, &["switch opt/com.acme.sample/current"]);
    is_missed(&Scene::UPGRADE, &["rename etc/opt/com.acme.sample"]);
    is_missed(&Scene::INSTALL, &["remove-directory opt/com.acme.sample/releases/1.0.0-1"]);
    is_missed(&Scene::IMPORT, &["remove var/lib/sealift/depot/chunks"]);
}

#[test]
fn a_journal_that_is_written_after_its_effect_is_caught() {
    let database = ["state.db", "state.db-wal"];
    let database = database.map(|name| path(&format!("var/lib/sealift/{name}")));
    let late = move |recording: &Recording| recording.kills_of_late_writes(&database);
    for scene in [Scene::UPGRADE, Scene::IMPORT, Scene::LOG_KEY] {
        let found = scene.first_violation(&nothing, &nothing, &late);
        println!("{}", found.expect("the defect is seen"));
    }
}
