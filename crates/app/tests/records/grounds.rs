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
