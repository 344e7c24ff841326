//! What a draft becomes when it is sealed: names, depth and sizes at their limits, and who it says did it.

mod common;

use common::TestSite;
use sealift_audit::{
    Entry, Event, Fact, MOST_TEXT, MOST_WITHHELD_TEXT, Outcome, Position, Record, RecordDraft,
    RecordError,
};
use sealift_document::Document as _;

fn seal(draft: RecordDraft) -> Result<Entry, RecordError> {
    let site = TestSite::with_records(1);
    let position = Position {
        site: site.head.site().clone(),
        epoch: site.head.epoch(),
        sequence: 1,
        prior: site.head.frontier().root(),
    };
    draft.seal(position, &mut || [7; 32])
}

fn draft() -> RecordDraft {
    TestSite::with_records(1).draft(Event::StepDone)
}

fn record(entry: &Entry) -> Record {
    Record::from_bytes(&entry.leaf).expect("a record")
}

fn refusal(draft: RecordDraft) -> &'static str {
    seal(draft).expect_err("must be refused").code()
}

#[test]
fn a_fact_is_named_by_lower_case_letters_digits_and_hyphens() {
    let longest = "a".repeat(64);
    for good in ["a", "a-2", "7", longest.as_str()] {
        assert!(seal(draft().detail(good, 1_u32)).is_ok(), "{good}");
        assert!(seal(draft().private(good, 1_u32)).is_ok(), "{good}");
    }
    let longer = "a".repeat(65);
    for bad in ["", "A", "a b", "a.b", "a_b", "ä", longer.as_str()] {
        assert_eq!(refusal(draft().detail(bad, 1_u32)), "record-fact-name");
        assert_eq!(refusal(draft().private(bad, 1_u32)), "record-fact-name");
    }
}

#[test]
fn a_fact_lies_eight_levels_deep_and_no_deeper() {
    let nested = |levels: usize| (0..levels).fold(Fact::from(1), |fact, _| vec![fact].into());
    assert!(seal(draft().detail("deep", nested(8))).is_ok());
    assert_eq!(
        refusal(draft().detail("deep", nested(9))),
        "record-too-deep"
    );
    assert_eq!(
        refusal(draft().private("deep", nested(9))),
        "record-too-deep"
    );
}

#[test]
fn a_text_that_is_too_long_is_shortened_and_says_so() {
    let text = |bytes: usize| "a".repeat(bytes);
    let mut long = draft()
        .detail("fits", text(MOST_TEXT))
        .detail("long", text(MOST_TEXT + 1))
        .private("withheld", text(MOST_WITHHELD_TEXT + 1));
    // A letter of two bytes is never cut in half.
    long.who.reason = Some("ä".repeat(MOST_TEXT));
    let entry = seal(long).expect("shortened, not refused");
    let record = record(&entry);
    let seen = |name: &str| record.details[name].as_text().expect("a text").to_owned();
    assert_eq!(seen("fits"), text(MOST_TEXT));
    let note = " [shortened from 4097 bytes]";
    assert_eq!(
        seen("long"),
        format!("{}{note}", text(MOST_TEXT - note.len()))
    );
    let opened = |path: &str| entry.openings[path].value.as_text().expect("a text");
    assert_eq!(opened("details.withheld").len(), MOST_WITHHELD_TEXT);
    assert!(opened("details.withheld").ends_with(" [shortened from 65537 bytes]"));
    let reason = opened("who.reason");
    assert!(reason.ends_with("ä [shortened from 8192 bytes]") && reason.len() <= MOST_TEXT);
}

#[test]
fn a_record_is_as_large_as_the_limit_and_no_larger() {
    let numbers = |count: usize| Fact::from(vec![7_u32; count]);
    let spare = Record::MAX_BYTES
        - seal(draft().detail("n", numbers(1)))
            .expect("small")
            .leaf
            .len();
    // Each further number takes two bytes: itself and a comma.
    let most = 1 + spare / 2;
    let entry = seal(draft().detail("n", numbers(most))).expect("just fits");
    assert!(entry.leaf.len() > Record::MAX_BYTES - 2);
    let fill = |text: &str, count| draft().detail("n", numbers(count)).detail("x", text);
    let odd = seal(fill("", 1)).expect("small").leaf.len();
    let text = if (Record::MAX_BYTES - odd).is_multiple_of(2) {
        ""
    } else {
        "a"
    };
    let exact = 1 + (Record::MAX_BYTES - odd) / 2;
    let entry = seal(fill(text, exact)).expect("fits to the byte");
    assert_eq!(entry.leaf.len(), Record::MAX_BYTES);
    assert_eq!(
        refusal(fill(&format!("{text}a"), exact)),
        "record-too-large"
    );
    // One withheld value is held to the same limit, since it is kept beside the leaf.
    let withheld = draft().private("n", numbers(Record::MAX_BYTES));
    assert_eq!(refusal(withheld), "record-too-large");
}

#[test]
fn a_record_about_nothing_has_no_subject() {
    let mut site = TestSite::with_records(1);
    let has_subject = |site: &TestSite| {
        let leaf = &site.entries.last().expect("a record").leaf;
        String::from_utf8_lossy(leaf).contains("\"subject\"")
    };
    assert!(has_subject(&site));
    site.live_quietly(1);
    assert!(!has_subject(&site));
}

#[test]
fn the_actor_is_who_logged_in_else_whom_it_ran_as_where_that_is_shown() {
    let actor = |login: Option<&str>, hidden: &[&str]| {
        let mut draft = draft();
        draft.who.user = "root".into();
        draft.who.login = login.map(str::to_owned);
        let mut entry = seal(draft).expect("a record");
        entry
            .openings
            .retain(|path, _| !hidden.contains(&path.as_str()));
        record(&entry).actor(&entry.openings).map(str::to_owned)
    };
    assert_eq!(actor(Some("anna"), &[]).as_deref(), Some("anna"));
    assert_eq!(actor(None, &[]).as_deref(), Some("root"));
    assert_eq!(actor(Some("anna"), &["who.login"]).as_deref(), Some("root"));
    assert_eq!(actor(None, &["who.user"]), None);
}

#[test]
fn only_what_reached_the_wanted_state_is_a_success() {
    for (outcome, success) in [
        (Outcome::Started, false),
        (Outcome::Succeeded, true),
        (Outcome::SucceededWithWarnings, true),
        (Outcome::RebootRequired, true),
        (Outcome::Refused, false),
        (Outcome::Failed, false),
        (Outcome::RolledBack, false),
        (Outcome::FailedPartially, false),
        (Outcome::Cancelled, false),
    ] {
        assert_eq!(outcome.is_success(), success, "{outcome}");
    }
}

#[test]
fn the_events_that_are_written_are_all_but_those_kept_for_later_versions() {
    let written: Vec<&Event> = Event::written().collect();
    for later in [Event::ApprovalGiven, Event::Denied, Event::ClockAnomaly] {
        assert!(!written.contains(&&later), "{later}");
    }
    assert_eq!(written.len() + 3, Event::ALL.len());
}
