//! What a change stands on is in the log beside it.

use sealift_audit::{Event, detail};

use super::records;
use super::scenes::Site;

#[test]
fn an_install_says_what_was_checked_before_it() {
    let site = Site::stocked(&[1]);
    site.install(1).unwrap();
    let checked = records(&site, &Event::CheckRun);
    let started = records(&site, &Event::OperationStarted);
    let ((check, record), (start, _)) = (&checked[0], &started[0]);
    assert_eq!((checked.len(), started.len()), (1, 1));
    assert!(check.sequence < start.sequence);
    assert_eq!(record.subject.version.as_deref(), Some("1.0.0"));
    assert!(!record.details[detail::CHECKS].as_list().is_empty());
    // Nothing is asked of a target that a product leaves.
    site.uninstall().unwrap();
    assert_eq!(records(&site, &Event::CheckRun).len(), 1);
}

#[test]
fn a18_a_secret_in_a_ticket_is_masked_in_every_record_of_the_change() {
    let site = Site::stocked(&[1]).named("hunter2hunter2", "token hunter2hunter2 is new");
    site.configure(1).unwrap();
    site.install(1).unwrap();
    let events = [
        Event::CheckRun,
        Event::ConfigurationSet,
        Event::PlanMade,
        Event::OperationStarted,
    ];
    for event in events {
        let found = records(&site, &event);
        assert!(!found.is_empty(), "{event}");
        for (stored, _) in found {
            let opened = serde_json::to_string(&stored.entry.openings).unwrap();
            assert!(!opened.contains("hunter2"), "{event}: {opened}");
            assert!(opened.contains("[secret]"), "{event}: {opened}");
        }
    }
}

const POLICY: &str = "etc/sealift/policy.json";
const CONF: &str = "etc/opt/com.acme.sample/deep/app.conf";

#[test]
fn rules_that_were_changed_are_noticed_once_by_the_next_who_changes_something() {
    let site = Site::stocked(&[1]);
    let changed = || records(&site, &Event::PolicyChanged);
    assert_eq!(changed().len(), 0);
    let rules = sealift_trust::policy::Policy::default();
    let bytes = sealift_document::Document::to_bytes(&rules).unwrap();
    site.world.files.put(POLICY, &bytes);
    site.clean(&[]).unwrap();
    site.clean(&[]).unwrap();
    let known = changed();
    assert_eq!(known.len(), 1);
    let digest = sealift_document::Digest::of(&bytes).to_string();
    let record = &known[0].1;
    assert_eq!(record.details["policy"].as_text(), Some(digest.as_str()));
    assert_eq!(record.details["policy-before"].as_text(), Some("defaults"));
}

#[test]
fn an_edit_is_noticed_by_a_full_look_and_by_an_upgrade_and_not_every_time() {
    let site = Site::installed();
    let noticed = || records(&site, &Event::EditDetected);
    site.world.files.put(CONF, b"edited");
    site.look(false);
    assert_eq!(noticed().len(), 0);
    site.look(true);
    site.look(true);
    assert_eq!(noticed().len(), 1);
    let (stored, record) = &noticed()[0];
    assert_eq!(record.details[detail::FILES].as_number(), Some(1));
    let opened = serde_json::to_string(&stored.entry.openings).unwrap();
    assert!(opened.contains(CONF), "{opened}");
    let site = Site::installed();
    site.world.files.put(CONF, b"edited");
    site.install(2).unwrap();
    assert_eq!(records(&site, &Event::EditDetected).len(), 1);
}

#[test]
fn a_file_that_has_rotted_is_told_by_every_later_look_and_not_taken_over_by_an_upgrade() {
    let page = |release: &str| format!("opt/com.acme.sample/releases/{release}/docs/index.html");
    let (older, newer) = (page("1.0.0-1"), page("2.0.0-2"));
    let site = Site::installed();
    let sound = site.world.files.content(&older).unwrap();
    site.world.files.rot(&older, 3);
    let told = |full| {
        let found = site.look(full).products.remove(0).differences;
        found.len()
    };
    assert_eq!(told(false), 0, "nobody has read it");
    assert_eq!((told(true), told(false)), (1, 1));
    site.install(2).unwrap();
    assert_eq!(site.world.files.content(&newer).unwrap(), sound);
    assert_ne!(site.world.files.content(&older).unwrap(), sound);
}
