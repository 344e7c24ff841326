//! What a verifier says beyond its verdict: which finding, of which record, and from which value on.

mod common;

use common::{TestSite, check};
use sealift_audit::{
    Epoch, Event, Evidence, Finding, Held, LogKey, Material, Rotation, RotationError,
    SignedCheckpoint, Verdict, Verification,
};

fn codes(verification: &Verification) -> Vec<&'static str> {
    verification.findings.iter().map(Finding::code).collect()
}

fn unknown() -> Event {
    "image-pushed".to_owned().try_into().expect("a code")
}

fn with_unknown_events(count: usize) -> TestSite {
    let mut site = TestSite::new("plant-3.example", 7);
    for _ in 0..count {
        let draft = site.draft(unknown());
        site.write(draft);
    }
    site
}

#[test]
fn an_untouched_log_has_no_findings() {
    let site = TestSite::with_records(6);
    let verification = check(&site.export(), &site.held_key());
    assert_eq!(verification.findings, []);
    assert!(!verification.redacted && !verification.partial);
    assert_eq!(verification.verdict.code(), "VALID");
}

#[test]
fn an_event_that_is_not_known_is_told_once_and_changes_no_verdict() {
    let site = with_unknown_events(3);
    let verification = check(&site.export(), &site.held_key());
    assert_eq!(verification.verdict, Verdict::Valid);
    assert_eq!(
        verification.findings,
        [Finding::EventUnknown {
            record: 0,
            event: "image-pushed".into()
        }]
    );
}

/// Only so many bad records are told one by one; a record of a later version's kind is not a bad one.
#[test]
fn a01_many_events_that_are_not_known_hide_no_changed_value() {
    let mut site = with_unknown_events(60);
    let opening = site.entries[55].openings.get_mut("who.user");
    opening.expect("an opening").value = "eve".into();
    let verification = check(&site.export(), &site.held_key());
    assert_eq!(
        (verification.verdict, verification.first_bad_record),
        (Verdict::Broken, Some(55))
    );
}

#[test]
fn a01_a_record_before_an_event_that_is_not_known_is_named_when_it_was_edited() {
    let mut site = with_unknown_events(6);
    site.edit(2, "\"succeeded\"", "\"refused\"");
    site.checkpoints.drain(..5);
    let verification = check(&site.export(), &site.held_key());
    assert_eq!(
        (verification.verdict, verification.first_bad_record),
        (Verdict::Broken, Some(2))
    );
    assert!(codes(&verification).contains(&"record-edited"));
}

#[test]
fn fifty_bad_records_are_told_and_no_more() {
    let mut site = TestSite::with_records(60);
    for entry in &mut site.entries {
        let opening = entry.openings.get_mut("who.user").expect("an opening");
        opening.value = "eve".into();
    }
    let verification = check(&site.export(), &site.held_key());
    let told = codes(&verification);
    let told = told.iter().filter(|code| **code == "opening-differs");
    assert_eq!(told.count(), 50);
}

#[test]
fn what_is_left_out_is_counted() {
    let site = TestSite::with_records(5);
    let mut export = sealift_audit::Export::new(site.head.site().clone(), &site.keys);
    for (i, entry) in site.entries.iter().enumerate() {
        match i {
            0 | 4 => export.keep(&entry.leaf, entry.openings.clone()),
            _ => export.omit(entry.hash()),
        }
    }
    export.checkpoint(site.checkpoints[4].to_string());
    export.filtered_by("product", "com.acme.scada");
    let verification = check(&site.close(export), &site.held_key());
    assert_eq!(verification.findings, [Finding::Partial { records: 3 }]);
}

#[test]
fn a_statement_about_another_number_of_records_is_refused_as_that() {
    let mut site = TestSite::with_records(4);
    let read = |bytes: &[u8]| -> Evidence { serde_json::from_slice(bytes).expect("evidence") };
    let mut shorter = read(&site.export());
    site.live(2);
    shorter.statement = read(&site.export()).statement;
    let bytes = sealift_document::to_canonical(&shorter).expect("canonical");
    let verification = check(&bytes, &site.held_key());
    assert!(codes(&verification).contains(&"statement-bad"));
}

#[test]
fn a_checkpoint_that_its_key_did_not_sign_is_refused() {
    let mut site = TestSite::with_records(6);
    let text = site.checkpoints[3].to_string();
    let other = text.replacen("\n4\n", "\n5\n", 1);
    site.checkpoints[3] = SignedCheckpoint::parse(&other).expect("well formed");
    let verification = check(&site.export(), &site.held_key());
    assert_eq!(
        verification.findings,
        [Finding::CheckpointUnsigned { size: 5 }]
    );
}

#[test]
fn a05_an_end_that_no_checkpoint_signs_is_told() {
    let mut site = TestSite::with_records(6);
    site.checkpoints.pop();
    let verification = check(&site.export(), &site.held_key());
    assert_eq!(verification.findings, [Finding::EndUnsigned { size: 6 }]);
    assert_eq!(verification.verdict, Verdict::Broken);
}

/// A site and another that began the same way, with the same key, and went on differently.
fn fork(shared: usize, more: usize) -> (TestSite, TestSite) {
    let mut one = TestSite::with_records(shared);
    let mut other = one.clone();
    other.now += 7;
    one.live(more);
    other.live(more);
    (one, other)
}

#[test]
fn a06_two_checkpoints_of_one_size_put_everything_after_the_last_common_one_in_doubt() {
    let (mut site, other) = fork(5, 3);
    site.checkpoints.push(other.checkpoints[5].clone());
    let verification = check(&site.export(), &site.held_key());
    assert_eq!(
        verification.findings,
        [Finding::CheckpointContradicted { from: 5, size: 6 }]
    );
}

#[test]
fn a08_a_fork_is_told_only_where_an_earlier_checkpoint_agrees() {
    let (site, other) = fork(5, 4);
    let empty = TestSite::new("plant-3.example", 7);
    let empty = empty.head.checkpoint(&empty.key());
    let (ours, theirs) = (&site.checkpoints, &other.checkpoints);
    let told = |held: &[&SignedCheckpoint]| {
        let held = Held {
            checkpoints: held.iter().copied().cloned().collect(),
            ..Held::default()
        };
        let verification = check(&site.export(), &held);
        (verification.verdict, verification.first_bad_record)
    };
    assert_eq!(told(&[&ours[3], &theirs[6]]), (Verdict::Forked, Some(4)));
    // Every log agrees with an empty one; an agreement that is later or of the same size says nothing of before.
    let rewritten = (Verdict::Rewritten, Some(0));
    assert_eq!(told(&[&empty, &theirs[6]]), rewritten);
    assert_eq!(told(&[&ours[7], &theirs[6]]), rewritten);
    assert_eq!(told(&[&ours[6], &theirs[6]]), rewritten);
}

#[test]
fn a14_the_epoch_of_a_key_that_cannot_be_read_is_named() {
    let mut site = TestSite::with_records(3);
    site.rotate();
    site.keys[1] = site.keys[0].clone();
    let verification = check(&site.export(), &Held::default());
    let unreadable = Finding::EpochKeyUnreadable { epoch: 2 };
    assert!(verification.findings.contains(&unreadable));
}

#[test]
fn a16_an_epoch_that_ends_before_it_began_is_refused() {
    let mut site = TestSite::with_records(6);
    let at_six = site.head.frontier().clone();
    site.rotate();
    let second = site.key();
    site.rotate();
    let third = site.key();
    let origin = site.head.site().clone();
    let epoch = Epoch::FIRST.next();
    site.rotations[1] =
        Rotation::sign(&origin, epoch, &at_six, &second, &third).expect("a rotation");
    let verification = check(&site.export(), &site.held_key());
    assert_eq!(verification.verdict, Verdict::Broken);
    assert!(codes(&verification).contains(&"rotation-bad"));
}

#[test]
fn a16_a_rotation_of_another_site_epoch_or_key_is_refused() {
    let mut site = TestSite::with_records(2);
    let (old, epoch) = (site.key(), site.head.epoch());
    site.rotate();
    let (name, new) = (site.head.site().clone(), site.key());
    let other_name = "plant-4.example".parse().expect("a site");
    let other = LogKey::new(&name, epoch, &[90; 32]);
    let rotation = &site.rotations[0];
    let (from, to) = (old.public(), new.public());
    assert_eq!(rotation.verify(&name, epoch, from, to), Ok(()));
    for refused in [
        rotation.verify(&other_name, epoch, from, to),
        rotation.verify(&name, epoch.next(), from, to),
        rotation.verify(&name, epoch, other.public(), to),
        rotation.verify(&name, epoch, from, other.public()),
    ] {
        assert_eq!(refused, Err(RotationError::Differs));
    }
    assert_eq!(RotationError::Differs.code(), "rotation-differs");
}

#[test]
fn material_gives_its_bytes_back_or_says_that_it_is_damaged() {
    let mut material = Material::new("manifest", "manifest.json", None, b"{}");
    assert_eq!(material.decode().as_deref(), Ok(&b"{}"[..]));
    material.bytes.push('?');
    let refused = material.decode().expect_err("damaged");
    assert_eq!(refused.code(), "evidence-base64");
}

#[test]
fn other_texts_are_refused_with_a_code() {
    let signed = TestSite::with_records(2).checkpoints[1].to_string();
    let checkpoint = |text: &str| SignedCheckpoint::parse(text).expect_err("refused").code();
    assert_eq!(checkpoint("no note"), "note-unsigned");
    let longer = signed.replacen("\n\n", "\nmore\n\n", 1);
    assert_eq!(checkpoint(&longer), "checkpoint-malformed");
    let rotation = |text: &str| Rotation::parse(text).expect_err("refused").code();
    assert_eq!(rotation("no note"), "note-unsigned");
    assert_eq!(rotation(&signed), "rotation-malformed");
    let site = "a".parse::<sealift_audit::Site>().expect_err("short");
    assert_eq!(site.code(), "site-name");
}
