//! Room, file system by file system.

use sealift_document::Count;

use super::sample::{Target, manifest_json, warnings};
use crate::facts::DiskFacts;
use crate::plan::PlanRefusal;

fn disk(mount: &str, free: Option<u64>, device: &str) -> DiskFacts {
    DiskFacts {
        mount_point: mount.into(),
        file_system: None,
        total_bytes: None,
        free_bytes: free.map(|free| Count::try_from(free).expect("small")),
        read_only: false,
        device: Some(device.into()),
    }
}

#[test]
fn i17_too_little_room_is_refused_before_the_first_change() {
    let mut target = Target::new();
    target.facts.disks = Some(vec![
        disk("/", Some(1 << 30), "1"),
        disk("/opt", Some(1000), "2"),
    ]);
    match target
        .plan(&manifest_json("1.0.0", 1))
        .expect_err("no room")
    {
        PlanRefusal::NotEnoughRoom { at, needed, free } => {
            assert_eq!((at.as_str(), free.value()), ("/opt", 1000));
            assert!(needed.value() >= 2_000_000, "both trees: {needed}");
        }
        other => panic!("{other}"),
    }
    target.facts.disks = Some(vec![
        disk("/", Some(1 << 30), "1"),
        disk("/optional", Some(0), "2"),
    ]);
    assert!(
        target.plan(&manifest_json("1.0.0", 1)).is_ok(),
        "/optional does not hold /opt"
    );
}

#[test]
fn i17_places_on_one_device_share_its_room() {
    let mut target = Target::new();
    let enough_for_each = 2_150_000;
    let disks = |device| {
        vec![
            disk("/opt", Some(enough_for_each), "1"),
            disk("/etc", Some(enough_for_each), device),
        ]
    };
    target.facts.disks = Some(disks("2"));
    assert!(target.plan(&manifest_json("1.0.0", 1)).is_ok());
    target.facts.disks = Some(disks("1"));
    assert_eq!(
        target
            .plan(&manifest_json("1.0.0", 1))
            .expect_err("shared")
            .code(),
        "not-enough-room"
    );
}

#[test]
fn room_that_nobody_knows_is_told() {
    let mut target = Target::new();
    target.facts.disks = None;
    let plan = target.plan(&manifest_json("1.0.0", 1)).expect("a plan");
    assert!(warnings(&plan).contains("room-unknown"));
}

#[test]
fn a_read_only_file_system_is_refused() {
    let mut target = Target::new();
    let mut disk = disk("/", Some(1 << 40), "1");
    disk.read_only = true;
    target.facts.disks = Some(vec![disk]);
    assert_eq!(
        target
            .plan(&manifest_json("1.0.0", 1))
            .expect_err("read-only")
            .code(),
        "file-system-read-only"
    );
}
