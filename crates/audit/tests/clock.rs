//! How much a clock may be off before it is told (threat A9), to the second.

mod common;

use common::{TestSite, check};
use sealift_audit::{Event, Finding, Held};
use sealift_document::Timestamp;

const DAY: i64 = 86_400;

/// What is found in a log whose last record comes so many seconds after the one before it, while the machine counts
/// `counted` seconds in a run of this name; the records before it lie thirty seconds apart, in the run `b1f0`.
fn found(passed: i64, counted: i64, boot: &str) -> Vec<Finding> {
    let mut site = TestSite::with_records(3);
    site.now += passed - 30;
    let uptime = i64::from(site.uptime) + counted - 30;
    site.uptime = uptime.try_into().expect("a time");
    let mut draft = site.draft(Event::CheckRun);
    draft.when.clock.boot = Some(boot.into());
    site.write(draft);
    check(&site.export(), &site.held_key()).findings
}

#[test]
fn a09_two_minutes_back_across_a_restart_are_no_anomaly_and_a_second_more_is() {
    assert_eq!(found(-120, -4000, "b1f1"), []);
    let backwards = Finding::ClockBackwards {
        record: 3,
        seconds: 121,
    };
    assert_eq!(found(-121, -4000, "b1f1"), [backwards]);
}

#[test]
fn a09_a_machine_may_rest_for_less_than_300_days() {
    assert_eq!(found(300 * DAY - 1, -4000, "b1f1"), []);
    let gap = Finding::ClockGap {
        record: 3,
        days: 300,
    };
    assert_eq!(found(300 * DAY, -4000, "b1f1"), [gap]);
}

#[test]
fn a09_a_clock_may_differ_from_the_machines_count_by_two_minutes_and_a_twentieth_percent() {
    let counted = 2_000_000;
    assert_eq!(found(counted + 1120, counted, "b1f0"), []);
    assert_eq!(found(counted - 1120, counted, "b1f0"), []);
    for (stepped, passed) in [(1121, counted + 1121), (-1121, counted - 1121)] {
        let finding = Finding::ClockStepped {
            record: 3,
            seconds: stepped,
        };
        assert_eq!(found(passed, counted, "b1f0"), [finding]);
    }
}

#[test]
fn a09_what_a_machine_counts_in_another_run_says_nothing() {
    assert_eq!(found(3600, 30, "b1f1"), []);
    assert_eq!(found(3600, 30, "b1f0").len(), 1);
}

#[test]
fn a09_an_export_more_than_two_minutes_before_its_last_record_is_an_anomaly() {
    let site = TestSite::with_records(3);
    let exported = |before: i64| {
        let time = Timestamp::from_unix(site.now - before).expect("a time");
        let bytes = site.gather().close(time, &site.key()).expect("an export");
        check(&bytes, &site.held_key()).findings
    };
    assert_eq!(exported(120), []);
    let backwards = Finding::ClockBackwards {
        record: 3,
        seconds: 121,
    };
    assert_eq!(exported(121), [backwards]);
}

#[test]
fn a09_a_review_is_told_only_where_it_covers_something() {
    let site = TestSite::with_records(3);
    let reviewed = Held {
        clock_reviewed_to: Some(2),
        ..site.held_key()
    };
    assert_eq!(check(&site.export(), &reviewed).findings, []);
}
