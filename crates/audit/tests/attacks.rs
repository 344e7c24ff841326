//! One vector for each attack on the log, by its number among the threats.

mod common;

use common::{TestSite, check};
use sealift_audit::{Checkpoint, Event, Held, LogKey, Rotation, SignedCheckpoint, Verdict, verify};
use sealift_document::Digest;

fn codes(verification: &sealift_audit::Verification) -> Vec<&'static str> {
    verification
        .findings
        .iter()
        .map(sealift_audit::Finding::code)
        .collect()
}

#[test]
fn the_untouched_log_is_valid_against_key_and_checkpoint() {
    let site = TestSite::with_records(12);
    let bytes = site.export();
    for held in [
        site.held_key(),
        site.held_checkpoint(5),
        site.held_checkpoint(12),
    ] {
        let verification = check(&bytes, &held);
        assert_eq!(
            verification.verdict,
            Verdict::Valid,
            "{:?}",
            verification.findings
        );
        assert_eq!((verification.exit_code(), verification.size), (0, 12));
        assert_eq!(verification.root, site.head.frontier().root());
    }
}

#[test]
fn a01_edited_record_is_named() {
    for record in [0, 3, 11] {
        let mut site = TestSite::with_records(12);
        site.edit(record, "\"succeeded\"", "\"refused\"");
        let verification = check(&site.export(), &site.held_key());
        assert_eq!(verification.verdict, Verdict::Broken);
        assert_eq!(verification.first_bad_record, Some(record as u64));
        assert_eq!(verification.exit_code(), 17);
    }
}

#[test]
fn a01_edited_record_is_named_from_the_last_checkpoint_alone() {
    let mut site = TestSite::with_records(12);
    site.edit(4, "\"succeeded\"", "\"refused\"");
    site.checkpoints.drain(..11);
    let verification = check(&site.export(), &site.held_key());
    assert_eq!(
        (verification.verdict, verification.first_bad_record),
        (Verdict::Broken, Some(4))
    );
    assert!(codes(&verification).contains(&"record-edited"));
}

#[test]
fn a01_edited_withheld_value_is_named() {
    let mut site = TestSite::with_records(6);
    let opening = site.entries[2]
        .openings
        .get_mut("who.user")
        .expect("an opening");
    opening.value = "eve".into();
    let verification = check(&site.export(), &site.held_key());
    assert_eq!(
        (verification.verdict, verification.first_bad_record),
        (Verdict::Broken, Some(2))
    );
}

#[test]
fn a02_deleted_record_is_named() {
    for keep_all_checkpoints in [true, false] {
        let mut site = TestSite::with_records(12);
        site.entries.remove(6);
        if !keep_all_checkpoints {
            site.checkpoints.drain(..11);
        }
        let verification = check(&site.export(), &site.held_key());
        assert_eq!(
            (verification.verdict, verification.first_bad_record),
            (Verdict::Broken, Some(6))
        );
        assert!(codes(&verification).contains(&"record-misplaced"));
    }
}

#[test]
fn a03_reordered_records_are_named() {
    for (first, second) in [(4, 5), (2, 9), (10, 11)] {
        let mut site = TestSite::with_records(12);
        site.entries.swap(first, second);
        let verification = check(&site.export(), &site.held_key());
        let expected = (Verdict::Broken, Some(first as u64));
        assert_eq!(
            (verification.verdict, verification.first_bad_record),
            expected
        );
    }
}

#[test]
fn a04_record_spliced_from_another_host_is_named() {
    let mut site = TestSite::with_records(12);
    let mut other = TestSite::new("plant-4.example", 8);
    other.live(12);
    site.entries[7] = other.entries[7].clone();
    let verification = check(&site.export(), &site.held_key());
    assert_eq!(
        (verification.verdict, verification.first_bad_record),
        (Verdict::Broken, Some(7))
    );
    assert!(codes(&verification).contains(&"record-foreign"));
}

#[test]
fn a04_record_spliced_from_a_twin_of_the_same_name_is_named() {
    let mut site = TestSite::with_records(12);
    let mut twin = TestSite::new("plant-3.example", 8);
    twin.now += 5;
    twin.live(12);
    site.entries[7] = twin.entries[7].clone();
    let verification = check(&site.export(), &site.held_key());
    assert_eq!(
        (verification.verdict, verification.first_bad_record),
        (Verdict::Broken, Some(7))
    );
    assert!(codes(&verification).contains(&"record-spliced"));
}

#[test]
fn a05_tail_cut_with_its_checkpoints_is_truncated_against_any_held_checkpoint() {
    let whole = TestSite::with_records(12);
    let cut = TestSite::with_records(8);
    let bytes = cut.export();
    assert_eq!(
        check(&bytes, &whole.held_checkpoint(8)).verdict,
        Verdict::Valid
    );
    for size in 9..=12 {
        let mut held = whole.held_checkpoint(size);
        let verification = check(&bytes, &held);
        assert_eq!(verification.verdict, Verdict::Truncated);
        assert_eq!(
            (verification.first_bad_record, verification.exit_code()),
            (Some(8), 17)
        );
        held.log_key = whole.held_key().log_key;
        assert_eq!(check(&bytes, &held).verdict, Verdict::Truncated);
        held.checkpoints.insert(0, whole.checkpoints[4].clone());
        assert_eq!(check(&bytes, &held).verdict, Verdict::Truncated);
    }
}

#[test]
fn a05_tail_cut_without_its_checkpoints_is_truncated_with_nothing_held() {
    let mut site = TestSite::with_records(12);
    site.entries.truncate(9);
    let verification = check(&site.export(), &Held::default());
    assert_eq!(verification.verdict, Verdict::Truncated);
    assert_eq!(verification.first_bad_record, Some(9));
}

#[test]
fn a06_edited_and_restamped_is_rewritten() {
    let site = TestSite::with_records(12);
    let mut rewritten = site.clone();
    rewritten.edit(3, "\"succeeded\"", "\"refused\"");
    rewritten.restamp();
    let bytes = rewritten.export();
    // Whoever holds the key can do this unseen by whoever holds the key alone ...
    assert_eq!(check(&bytes, &site.held_key()).verdict, Verdict::Valid);
    // ... and by no one who holds an older checkpoint.
    for size in [4, 8, 12] {
        let verification = check(&bytes, &site.held_checkpoint(size));
        assert_eq!(verification.verdict, Verdict::Rewritten);
    }
    let mut later = rewritten.clone();
    later.live(5);
    assert_eq!(
        check(&later.export(), &site.held_checkpoint(12)).verdict,
        Verdict::Rewritten
    );
    // An edit behind the checkpoint is not its to see.
    assert_eq!(
        check(&bytes, &site.held_checkpoint(3)).verdict,
        Verdict::Valid
    );
}

#[test]
fn a06_restamped_beside_its_own_older_checkpoint_is_rewritten() {
    let site = TestSite::with_records(12);
    let mut rewritten = site.clone();
    rewritten.edit(3, "\"succeeded\"", "\"refused\"");
    rewritten.restamp();
    rewritten.checkpoints[5] = site.checkpoints[5].clone();
    let verification = check(&rewritten.export(), &Held::default());
    assert_eq!(verification.verdict, Verdict::Rewritten);
}

#[test]
fn a07_fresh_log_under_another_key_is_an_unknown_key() {
    let site = TestSite::with_records(12);
    let mut fresh = TestSite::new("plant-3.example", 99);
    fresh.live(12);
    let bytes = fresh.export();
    assert_eq!(check(&bytes, &site.held_key()).verdict, Verdict::UnknownKey);
    assert_eq!(
        check(&bytes, &site.held_checkpoint(12)).verdict,
        Verdict::UnknownKey
    );
    let mut other = TestSite::new("plant-9.example", 99);
    other.live(3);
    assert_eq!(
        check(&other.export(), &site.held_checkpoint(3)).verdict,
        Verdict::UnknownKey
    );
}

#[test]
fn a08_snapshot_restored_and_continued_is_forked() {
    let snapshot = TestSite::with_records(8);
    let mut first = snapshot.clone();
    first.live(6);
    let mut second = snapshot;
    second.now += 86_400;
    second.live(9);
    let mut held = first.held_checkpoint(5);
    held.checkpoints.push(first.checkpoints[11].clone());
    let verification = check(&second.export(), &held);
    assert_eq!(verification.verdict, Verdict::Forked);
    // With the later checkpoint alone there is no telling a fork from a rewriting; it is never accepted.
    assert_eq!(
        check(&second.export(), &first.held_checkpoint(12)).verdict,
        Verdict::Rewritten
    );
}

#[test]
fn a08_one_kept_file_with_a_trail_of_checkpoints_tells_a_fork_from_a_rewriting() {
    let snapshot = TestSite::with_records(8);
    let mut first = snapshot.clone();
    first.live(6);
    let trail = |ends: &str| {
        let notes = [5, 8, 12].map(|size: usize| first.checkpoints[size - 1].to_string());
        notes.join(ends)
    };
    let mut forked = snapshot.clone();
    forked.now += 86_400;
    forked.live(9);
    let mut rewritten = first.clone();
    rewritten.edit(2, "\"bytes\":4096", "\"bytes\":4097");
    rewritten.restamp();
    for ends in ["", "\n", "\n\n\n"] {
        let text = trail(ends);
        let notes = SignedCheckpoint::split(&text).map(SignedCheckpoint::parse);
        let held = Held {
            checkpoints: notes.collect::<Result<_, _>>().expect("three checkpoints"),
            ..Held::default()
        };
        assert_eq!(held.checkpoints.len(), 3);
        let verdict = |site: &TestSite| check(&site.export(), &held).verdict;
        assert_eq!(verdict(&first), Verdict::Valid);
        assert_eq!(verdict(&forked), Verdict::Forked);
        assert_eq!(verdict(&rewritten), Verdict::Rewritten);
    }
    assert_eq!(SignedCheckpoint::split("\n\n").count(), 0);
    // What is no checkpoint stays one piece and is refused as such.
    let pieces: Vec<&str> = SignedCheckpoint::split("nonsense\n\nmore").collect();
    assert!(pieces.len() == 1 && SignedCheckpoint::parse(pieces[0]).is_err());
}

#[test]
fn the_verdict_as_json_has_names_in_camel_case() {
    let site = TestSite::with_records(2);
    let verification = check(&site.export(), &site.held_key());
    let json = serde_json::to_value(&verification).expect("JSON");
    let names: Vec<&String> = json.as_object().expect("an object").keys().collect();
    assert!(names.iter().all(|name| !name.contains('_')), "{names:?}");
    assert!(json["firstBadRecord"].is_null() && json["keys"][0]["epoch"] == 1);
}

#[test]
fn a09_clock_moved_by_a_year_or_an_hour_is_an_anomaly_and_the_order_stands() {
    const YEAR: i64 = 365 * 86_400;
    for (moved, restarted) in [
        (YEAR, false),
        (YEAR, true),
        (-YEAR, false),
        (-YEAR, true),
        (3600, false),
        (-3600, true),
    ] {
        let mut site = TestSite::with_records(6);
        site.now += moved;
        if restarted {
            site.uptime = 10;
        }
        site.live(4);
        let verification = check(&site.export(), &site.held_key());
        assert_eq!(
            verification.verdict,
            Verdict::ClockAnomaly,
            "{moved} {restarted}"
        );
        assert_eq!(
            (verification.first_bad_record, verification.size),
            (Some(6), 10)
        );
        let reviewed = Held {
            clock_reviewed_to: Some(7),
            ..site.held_key()
        };
        let reviewed = check(&site.export(), &reviewed);
        assert_eq!(reviewed.verdict, Verdict::Valid);
        assert!(codes(&reviewed).contains(&"clock-reviewed"));
    }
}

#[test]
fn a09_summer_time_moves_the_offset_and_not_the_clock() {
    let mut site = TestSite::with_records(3);
    let mut draft = site.draft(Event::CheckRun);
    draft.when.offset_minutes = 120;
    site.write(draft);
    assert_eq!(
        check(&site.export(), &site.held_key()).verdict,
        Verdict::Valid
    );
}

#[test]
fn a09_a_recorded_anomaly_shows_in_the_verdict() {
    let mut site = TestSite::with_records(3);
    let draft = site.draft(Event::ClockAnomaly);
    site.write(draft);
    assert_eq!(
        check(&site.export(), &site.held_key()).verdict,
        Verdict::ClockAnomaly
    );
}

#[test]
fn a10_stolen_key_cannot_rewrite_before_a_checkpoint_held_elsewhere() {
    let site = TestSite::with_records(10);
    let mut thief = TestSite::new("plant-3.example", 7);
    thief.now += 1;
    thief.live(20);
    assert_eq!(
        check(&thief.export(), &site.held_checkpoint(10)).verdict,
        Verdict::Rewritten
    );
}

#[test]
fn a11_torn_last_record_is_marked_and_not_dropped() {
    for torn in [
        &b"{\"authenticated\":\"unix-uid\",\"clo"[..],
        b"\xff\xfe{",
        b"",
    ] {
        let mut site = TestSite::with_records(9);
        site.entries[8].leaf = torn.to_vec();
        let verification = check(&site.export(), &site.held_key());
        assert_eq!(verification.verdict, Verdict::Broken);
        assert_eq!(
            (verification.first_bad_record, verification.size),
            (Some(8), 9)
        );
        assert!(codes(&verification).contains(&"record-torn"));
    }
}

#[test]
fn a13_names_with_line_feeds_ansi_and_json_make_one_well_formed_record() {
    let hostile = "a\n\r\u{1b}[2J\u{0}\u{2028}\"},{\"sequence\":0,\"x\":\"\u{202e}";
    let mut site = TestSite::with_records(1);
    let mut draft = site.draft(Event::ImportRefused).detail("message", hostile);
    draft.subject.product = Some(hostile.into());
    draft.who.user = hostile.into();
    site.write(draft);
    site.live(1);
    let leaf = &site.entries[1].leaf;
    assert!(
        leaf.iter().all(|byte| *byte >= 0x20),
        "a control byte stands in the leaf"
    );
    let record: serde_json::Value = serde_json::from_slice(leaf).expect("one JSON value");
    assert_eq!(record["subject"]["product"], hostile);
    assert_eq!(
        check(&site.export(), &site.held_key()).verdict,
        Verdict::Valid
    );
}

#[test]
fn a14_key_of_a_new_epoch_cannot_sign_old_entries() {
    let mut site = TestSite::with_records(6);
    site.rotate();
    site.live(3);
    let origin = site.head.site().origin(site.head.epoch());
    let root = site.checkpoints[3].checkpoint().root;
    let misused = Checkpoint {
        origin,
        size: 4,
        root,
    }
    .sign(&site.key());
    site.checkpoints.push(misused);
    let verification = check(&site.export(), &site.held_key());
    assert_eq!(verification.verdict, Verdict::Broken);
    assert!(codes(&verification).contains(&"epoch-key-misused"));
}

#[test]
fn a14_old_entries_changed_under_the_new_key_contradict_the_rotation() {
    let mut site = TestSite::with_records(6);
    site.rotate();
    site.live(2);
    let good = site.clone();
    site.edit(2, "\"succeeded\"", "\"refused\"");
    site.restamp();
    // The thief of the new key alone can sign the new end, and none of the old checkpoints.
    site.checkpoints.drain(..6);
    let verification = check(&site.export(), &good.held_key());
    assert_eq!(
        verification.verdict,
        Verdict::Rewritten,
        "{:?}",
        verification.findings
    );
}

#[test]
fn a16_after_a_rotation_old_entries_verify_and_both_keys_have_signed() {
    let mut site = TestSite::with_records(6);
    site.rotate();
    site.live(3);
    site.rotate();
    site.live(1);
    let bytes = site.export();
    for key in &site.keys {
        let held = Held {
            log_key: Some(key.clone()),
            ..Held::default()
        };
        assert_eq!(check(&bytes, &held).verdict, Verdict::Valid);
    }
    for size in 1..=site.checkpoints.len() {
        assert_eq!(
            check(&bytes, &site.held_checkpoint(size)).verdict,
            Verdict::Valid,
            "{size}"
        );
    }
}

#[test]
fn a16_rotation_without_the_old_keys_signature_is_refused() {
    let mut site = TestSite::with_records(6);
    site.rotate();
    let text = site.rotations[0].to_string();
    let one_signature = text
        .trim_end()
        .rsplit_once('\n')
        .expect("two lines")
        .0
        .to_owned()
        + "\n";
    for lines in [one_signature.clone(), one_signature.replace("/1 ", "/2 ")] {
        site.rotations[0] = Rotation::parse(&lines).expect("well formed");
        let verification = check(&site.export(), &site.held_key());
        assert_eq!(verification.verdict, Verdict::Broken);
        assert!(codes(&verification).contains(&"rotation-bad"));
    }
}

#[test]
fn a17_the_verdict_needs_nothing_but_the_file_and_what_is_held() {
    let site = TestSite::with_records(10);
    let key_file = format!("{}\n", site.keys[0]);
    let checkpoint_file = site.checkpoints[6].to_string();
    let bytes = site.export();
    drop(site);
    let held = Held {
        log_key: Some(key_file.parse().expect("the officer's key file")),
        checkpoints: vec![SignedCheckpoint::parse(&checkpoint_file).expect("and checkpoint")],
        clock_reviewed_to: None,
    };
    assert_eq!(check(&bytes, &held), check(&bytes.clone(), &held));
    assert_eq!(check(&bytes, &held).verdict, Verdict::Valid);
}

#[test]
fn a18_masked_secrets_are_in_no_byte_of_record_or_export() {
    let mut site = TestSite::with_records(2);
    let secret = "hunter2-and-more";
    let mut draft = site
        .draft(Event::StepDone)
        .private("output", format!("connecting with {secret} ok"))
        .detail("summary", format!("password={secret}"));
    draft.who.reason = Some(format!("set {secret}"));
    draft.subject.step = Some(secret.into());
    draft.mask(&["hunter2", secret, ""]);
    site.write(draft);
    let bytes = site.export();
    let text = String::from_utf8(bytes.clone()).expect("text");
    assert!(!text.contains("hunter2") && !text.contains("and-more"));
    assert!(text.contains("connecting with [secret] ok"));
    assert_eq!(check(&bytes, &site.held_key()).verdict, Verdict::Valid);
}

#[test]
fn a19_redacted_fields_are_still_proven() {
    let site = TestSite::with_records(10);
    let withhold = |path: &str| path.starts_with("who.") || path == "details.path";
    let bytes = site.close(site.gather().redact(&withhold));
    let verification = check(&bytes, &site.held_key());
    assert_eq!(
        (verification.verdict, verification.redacted),
        (Verdict::Valid, true)
    );
    let text = String::from_utf8(bytes).expect("text");
    assert!(!text.contains("anna") && !text.contains("hmi-7") && !text.contains("/media/stick"));
    // Whoever holds the full export can redact it without the log's key.
    let full: sealift_audit::Evidence = serde_json::from_slice(&site.export()).expect("evidence");
    let later = sealift_document::to_canonical(&full.redact(&withhold)).expect("canonical");
    assert_eq!(check(&later, &site.held_key()).verdict, Verdict::Valid);
}

#[test]
fn a19_redacted_report_passed_off_as_complete_is_refused() {
    let site = TestSite::with_records(10);
    let bytes = site.close(site.gather().redact(&|path| path == "who.user"));
    let text = String::from_utf8(bytes).expect("text");
    let passed_off = text.replace("\"redacted\":true", "\"redacted\":false");
    assert_ne!(text, passed_off);
    let verification = check(passed_off.as_bytes(), &site.held_key());
    assert_eq!(verification.verdict, Verdict::Broken);
    assert!(codes(&verification).contains(&"redaction-undeclared"));
    let full = String::from_utf8(site.export()).expect("text");
    let boasting = full.replace("\"redacted\":false", "\"redacted\":true");
    assert_eq!(
        check(boasting.as_bytes(), &site.held_key()).verdict,
        Verdict::Broken
    );
}

#[test]
fn a19_filtered_export_proves_what_it_shows_and_must_say_that_it_is_one() {
    let site = TestSite::with_records(10);
    let partial = |declared: bool| {
        let mut export = sealift_audit::Export::new(site.head.site().clone(), &site.keys);
        for (i, entry) in site.entries.iter().enumerate() {
            if i % 3 == 0 {
                export.keep(&entry.leaf, entry.openings.clone());
            } else {
                export.omit(entry.hash());
            }
        }
        export.checkpoint(site.checkpoints[9].to_string());
        if declared {
            export.filtered_by("product", "com.acme.scada");
        }
        site.close(export)
    };
    let verification = check(&partial(true), &site.held_checkpoint(4));
    assert_eq!(
        (verification.verdict, verification.partial),
        (Verdict::Valid, true)
    );
    let verification = check(&partial(false), &site.held_key());
    assert_eq!(verification.verdict, Verdict::Broken);
    assert!(codes(&verification).contains(&"omission-undeclared"));
}

#[test]
fn a20_the_report_alone_is_consistent_and_never_valid() {
    let site = TestSite::with_records(10);
    let verification = check(&site.export(), &Held::default());
    assert_eq!(verification.verdict, Verdict::Consistent);
    assert_eq!(verification.headline(), "CONSISTENT, ORIGIN UNPROVEN");
    assert_eq!(verification.exit_code(), 0);
}

#[test]
fn a_body_changed_after_the_export_is_broken() {
    let site = TestSite::with_records(3);
    let mut export = site.gather();
    export.material(sealift_audit::Material::new(
        "manifest",
        "manifest.json",
        None,
        b"{}",
    ));
    let text = String::from_utf8(site.close(export)).expect("text");
    let renamed = text.replace("\"manifest.json\"", "\"manifest.jsoN\"");
    let verification = check(renamed.as_bytes(), &site.held_key());
    assert_eq!(codes(&verification)[0], "body-differs");
    let lying = text.replace(
        &Digest::of(b"{}").to_string(),
        &Digest::of(b"[]").to_string(),
    );
    assert!(codes(&check(lying.as_bytes(), &site.held_key())).contains(&"material-differs"));
}

#[test]
fn a_log_without_records_exports_too() {
    let mut site = TestSite::new("plant-3.example", 7);
    site.checkpoints.push(site.head.checkpoint(&site.key()));
    assert_eq!(
        check(&site.export(), &site.held_key()).verdict,
        Verdict::Valid
    );
}

#[test]
fn other_files_are_refused_with_a_code() {
    for (bytes, code) in [
        (&b""[..], "evidence-unreadable"),
        (b"<!doctype html>", "evidence-unreadable"),
        (b"{\"type\":\"sealift.manifest/v1\"}", "evidence-other-type"),
    ] {
        assert_eq!(
            verify(bytes, &Held::default())
                .expect_err("not evidence")
                .code(),
            code
        );
    }
    let good = TestSite::with_records(2).export();
    assert!(verify(&good[..good.len() - 1], &Held::default()).is_err());
}

#[test]
fn a_key_made_for_another_epoch_cannot_take_over() {
    let mut site = TestSite::with_records(2);
    let stranger = LogKey::new(site.head.site(), site.head.epoch(), &[50; 32]);
    let own = site.key();
    assert!(site.head.rotate(&own, &stranger).is_err());
}
