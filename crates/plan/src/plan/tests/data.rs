//! Data whose format moves on, and back.

use sealift_document::Count;
use serde_json::{Value, json};

use super::sample::{Target, manifest_json, told, warnings};
use crate::plan::Wanted;

fn with_format(version: &str, sequence: u64, format: u64) -> Value {
    let mut manifest = manifest_json(version, sequence);
    manifest["data"][0]["format"] = json!(format);
    manifest
}

fn format_of(target: &Target) -> u64 {
    target
        .current
        .data
        .values()
        .next()
        .expect("data")
        .format
        .value()
}

fn data_steps(plan: &crate::plan::Plan) -> Vec<String> {
    let is_data = |text: &String| text.starts_with("backup") || text.starts_with("restore");
    told(plan).into_iter().filter(is_data).collect()
}

#[test]
fn a_format_that_moves_on_is_backed_up_and_going_back_needs_that() {
    let mut target = Target::new();
    let (old, new) = (with_format("1.0.0", 1, 1), with_format("2.0.0", 2, 2));
    target.run(&old);
    let up = target.run(&new);
    assert_eq!(data_steps(&up), ["backup db-1-1.0.0-1"]);
    assert!(warnings(&up).contains("data-format-moves-on"));
    assert_eq!(format_of(&target), 2);
    target.want(Wanted::Rollback);
    let down = target.run(&old);
    assert_eq!(
        data_steps(&down),
        ["backup db-2-2.0.0-2", "restore db-1-1.0.0-1"],
        "what was written since is not thrown away"
    );
    assert!(warnings(&down).contains("data-restored"));
    assert_eq!(format_of(&target), 1);
    target.want(Wanted::Install);
    let again = target.run(&new);
    assert_eq!(
        data_steps(&again),
        ["backup db-1-1.0.0-1.2"],
        "no copy is written over"
    );
}

#[test]
fn without_the_backup_going_back_is_refused() {
    let mut target = Target::new();
    let (old, new) = (with_format("1.0.0", 1, 1), with_format("2.0.0", 2, 2));
    target.run(&old);
    target.run(&new);
    target.current.backups.clear();
    target.want(Wanted::Rollback);
    assert_eq!(
        target.plan(&old).expect_err("no backup").code(),
        "data-format-needs-backup"
    );
}

#[test]
fn the_latest_backup_is_put_back() {
    let mut target = Target::new();
    let (old, new) = (with_format("1.0.0", 1, 1), with_format("2.0.0", 2, 2));
    target.run(&old);
    target.run(&new);
    let mut later = target.current.backups[0].clone();
    later.taken_at = super::sample::moment("2027-01-01T00:00:00Z");
    later.at = super::sample::path("var/lib/sealift/backups/com.acme.monitor/later");
    target.current.backups.insert(0, later);
    target.want(Wanted::Rollback);
    let plan = target.plan(&old).expect("a plan");
    assert_eq!(data_steps(&plan)[1], "restore later");
}

#[test]
fn data_kept_by_an_uninstall_is_met_again() {
    let mut target = Target::new();
    target.run(&with_format("2.0.0", 2, 2));
    let gone = target.plan_uninstall(false).expect("a plan");
    target.finish(&gone);
    assert_eq!(
        target
            .plan(&with_format("1.0.0", 1, 1))
            .expect_err("newer data")
            .code(),
        "data-format-needs-backup"
    );
    assert!(data_steps(&target.plan(&with_format("2.1.0", 3, 2)).expect("a plan")).is_empty());
}

#[test]
fn i17_a_backup_needs_its_room() {
    let mut target = Target::new();
    target.run(&with_format("1.0.0", 1, 1));
    for data in target.current.data.values_mut() {
        data.bytes = Some(Count::from(u32::MAX));
    }
    let refusal = target
        .plan(&with_format("2.0.0", 2, 2))
        .expect_err("no room");
    assert_eq!(refusal.code(), "not-enough-room");
}

#[test]
fn a_release_that_looks_for_its_data_elsewhere_is_refused() {
    let mut target = Target::new();
    target.run(&manifest_json("1.0.0", 1));
    let mut moved = manifest_json("1.1.0", 2);
    moved["data"][0]["path"] = json!("data/store");
    let refusal = target.plan(&moved).expect_err("it would find no data");
    assert_eq!(refusal.code(), "data-moved");
    let told = refusal.to_string();
    let both = [
        "var/opt/com.acme.monitor/db",
        "var/opt/com.acme.monitor/store",
    ];
    assert!(both.iter().all(|place| told.contains(place)), "{told}");
    // Data that a purge took away lies nowhere, and a first install finds none either.
    let purge = target.plan_uninstall(true).expect("a plan");
    target.finish(&purge);
    target.plan(&moved).expect("nothing lies anywhere");
}
