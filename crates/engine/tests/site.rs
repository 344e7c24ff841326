//! A site's founding, interrupted or not, and the facility's own rules.

#![allow(clippy::unwrap_used, reason = "tests stop where they fail")]

use sealift_audit::{Event, Outcome};
use sealift_engine::effects::HostPath;
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
    site::open_or_found(&world.world(), &paths(), first)
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
    site::write_trust_store(files.as_ref(), &paths(), &TrustStore::default()).unwrap();
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
