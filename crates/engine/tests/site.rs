//! A site's founding, interrupted or not, and the facility's own rules.

#![allow(clippy::unwrap_used, reason = "tests stop where they fail")]

use sealift_audit::{Event, Outcome};
use sealift_engine::effects::{HostPath, LockHolder};
use sealift_engine::log::{Author, Claims};
use sealift_engine::site::{self, SiteError, SitePaths};
use sealift_engine::state::{Database, StateError};
use sealift_package::path::RelativePath;
use sealift_testkit::world::{FakeWorld, FaultKind};
use sealift_trust::{Policy, TrustStore};

fn paths() -> SitePaths {
    let at = |path: &str| HostPath::from(path.parse::<RelativePath>().unwrap());
    SitePaths {
        state: at("var/lib/sealift"),
        config: at("etc/sealift"),
        run: at("run/sealift"),
    }
}

fn found(world: &FakeWorld) -> Result<Database, SiteError> {
    let author = Author::new(world.clock.clone(), Claims::default());
    let first = author.draft(Event::SiteCreated, Outcome::Succeeded);
    let founder = LockHolder::now(world.clock.as_ref(), 1, "founding");
    site::open_or_found(&world.world(), &paths(), first, &founder)
}

fn records(database: &Database) -> u64 {
    database
        .read::<_, StateError>(|view| Ok(view.log_head()?.frontier().size()))
        .unwrap()
}

#[test]
fn a_site_is_founded_once_and_found_again() {
    let world = FakeWorld::new();
    assert!(matches!(
        site::open(&world.world(), &paths()),
        Err(SiteError::State(StateError::Absent { .. }))
    ));
    let database = found(&world).unwrap();
    let key = database.log_key().public().to_string();
    assert_eq!(records(&database), 1);
    drop(database);
    let database = found(&world).unwrap();
    assert_eq!(
        (records(&database), database.log_key().public().to_string()),
        (1, key)
    );
    let modes = world.files.snapshot("var/lib/sealift");
    assert!(modes["var/lib/sealift"].starts_with("d 700"));
    assert!(modes["var/lib/sealift/log-key"].starts_with("f 600"));
    assert!(modes["var/lib/sealift/state.db"].starts_with("f 600"));
}

#[test]
fn a_founding_killed_at_any_effect_is_taken_up_again() {
    let mut crashes = 0;
    for nth in 1.. {
        for kind in [FaultKind::CrashBefore, FaultKind::CrashAfter] {
            let world = FakeWorld::new();
            world.faults().order(nth, kind);
            if world.until_crash(|| found(&world).map(|_| ())).is_ok() {
                assert!(crashes > 10, "a founding has more effects than {crashes}");
                return;
            }
            crashes += 1;
            world.cut_power();
            let database = found(&world).unwrap();
            assert_eq!(records(&database), 1, "effect {nth}");
        }
    }
}

#[test]
fn i15_a_lost_log_key_is_told_and_nothing_is_founded_in_its_place() {
    let world = FakeWorld::new();
    drop(found(&world).unwrap());
    world.world().files.remove(&paths().log_key()).unwrap();
    assert!(matches!(found(&world), Err(SiteError::LogKey { .. })));
    world
        .files
        .put("var/lib/sealift/log-key", b"PRIVATE+KEY+of+nothing");
    assert!(matches!(found(&world), Err(SiteError::LogKey { .. })));
}

fn rotate(world: &FakeWorld) -> Result<(), SiteError> {
    let database = site::open(&world.world(), &paths())?;
    let author = Author::new(world.clock.clone(), Claims::default());
    let record = author.draft(Event::KeyRotated, Outcome::Succeeded);
    site::rotate_log_key(&world.world(), &paths(), &database, record)
}

/// The whole log as an export, verified against a key.
fn verified(database: &Database, held: &str) -> sealift_audit::Verification {
    let export = database.read::<_, StateError>(|view| {
        let site = view.log_head()?.site().clone();
        let mut export = sealift_audit::Export::new(site, &view.log_keys()?);
        for stored in view.entries(&sealift_engine::log::EntryFilter::default())? {
            export.keep(&stored.entry.leaf, stored.entry.openings);
        }
        for checkpoint in view.checkpoints()? {
            export.checkpoint(checkpoint.to_string());
        }
        for rotation in view.rotations()? {
            export.rotation(rotation.to_string());
        }
        Ok(export)
    });
    let now = "2026-11-21T09:30:00Z".parse().unwrap();
    let bytes = export.unwrap().close(now, &database.log_key()).unwrap();
    let held = sealift_audit::Held {
        log_key: Some(held.parse().unwrap()),
        ..sealift_audit::Held::default()
    };
    sealift_audit::verify(&bytes, &held).unwrap()
}

#[test]
fn a16_the_log_goes_on_under_a_new_key_and_both_keys_vouch_for_it() {
    let world = FakeWorld::new();
    let first = found(&world).unwrap().log_key().public().to_string();
    let old_secret = world.files.content("var/lib/sealift/log-key").unwrap();
    rotate(&world).unwrap();
    rotate(&world).unwrap();
    let database = found(&world).unwrap();
    let last = database.log_key().public().to_string();
    assert_ne!(first, last);
    assert!(last.contains("/3+"), "the third epoch: {last}");
    assert_eq!(records(&database), 3);
    for held in [&first, &last] {
        let verification = verified(&database, held);
        assert_eq!(
            verification.verdict,
            sealift_audit::Verdict::Valid,
            "{:?}",
            verification.findings
        );
    }
    let secret = world.files.content("var/lib/sealift/log-key").unwrap();
    assert_ne!(secret, old_secret, "the old key is destroyed");
    let state = world.files.snapshot("var/lib/sealift");
    assert!(!state.contains_key("var/lib/sealift/log-key.next"));
}

#[test]
fn a16_a_rotation_killed_at_any_effect_leaves_a_log_with_the_key_that_fits_it() {
    let mut seen = std::collections::BTreeSet::new();
    for nth in 1.. {
        for kind in [FaultKind::CrashBefore, FaultKind::CrashAfter] {
            let world = FakeWorld::new();
            let first = found(&world).unwrap().log_key().public().to_string();
            world.faults().order(nth, kind);
            if world.until_crash(|| rotate(&world)).is_ok() {
                assert_eq!(seen.len(), 2, "killed before and after the hand-over");
                return;
            }
            world.faults().clear();
            let database = found(&world).unwrap();
            let epoch = records(&database);
            seen.insert(epoch);
            assert_eq!(
                verified(&database, &first).verdict,
                sealift_audit::Verdict::Valid
            );
            // Whatever was left, the next rotation succeeds.
            drop(database);
            rotate(&world).unwrap();
            let database = found(&world).unwrap();
            assert_eq!(records(&database), epoch + 1);
        }
    }
}

#[test]
fn t18_rules_that_others_could_have_written_are_not_acted_on() {
    let world = FakeWorld::new();
    let files = world.world().files;
    assert_eq!(
        site::trust_store(files.as_ref(), &paths()).unwrap(),
        TrustStore::default()
    );
    assert_eq!(
        site::policy(files.as_ref(), &paths()).unwrap(),
        Policy::default()
    );
    let database = found(&world).unwrap();
    let author = Author::new(world.clock.clone(), Claims::default());
    let record = author.draft(Event::TrustAdded, Outcome::Succeeded);
    let store = TrustStore::default();
    site::change_trust_store(files.as_ref(), &paths(), &database, &store, record).unwrap();
    world.files.put(
        "etc/sealift/policy.json",
        br#"{"type":"sealift.policy/v1"}"#,
    );
    site::policy(files.as_ref(), &paths()).expect("nobody else can write it");
    for (path, mode) in [
        ("etc/sealift/trust.json", 0o664),
        ("etc/sealift/policy.json", 0o646),
        ("etc", 0o777),
    ] {
        world.files.set_bits(path, mode);
        let trust = site::trust_store(files.as_ref(), &paths()).map(|_| ());
        let policy = site::policy(files.as_ref(), &paths()).map(|_| ());
        let errors = [trust, policy].into_iter().filter_map(Result::err);
        let codes: Vec<&str> = errors.map(|error| error.code()).collect();
        assert!(!codes.is_empty() && codes.iter().all(|code| *code == "trust-store-exposed"));
        world
            .files
            .set_bits(path, if path == "etc" { 0o755 } else { 0o644 });
    }
    site::trust_store(files.as_ref(), &paths()).expect("in order again");
}
