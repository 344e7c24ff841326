//! Several processes at one site, on real files: each has its own handles, so threads stand for processes here.

#![allow(clippy::unwrap_used, reason = "tests stop where they fail")]

use std::sync::Barrier;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;

use sealift_audit::{Event, Outcome};
use sealift_engine::effects::{HostPath, LockHolder, World};
use sealift_engine::log::{Author, Claims};
use sealift_engine::site::{self, SiteError, SitePaths};
use sealift_engine::state::{Database, StateError};
use sealift_host::Place;
use sealift_package::path::RelativePath;

/// So many at once.
const MANY: u32 = 8;
/// Sites that are founded, one after the other.
const SITES: usize = 12;
/// Changes that are made while others look.
const CHANGES: u32 = 60;

fn paths() -> SitePaths {
    let at = |path: &str| HostPath::from(path.parse::<RelativePath>().unwrap());
    SitePaths {
        state: at("var/lib/sealift"),
        config: at("etc/sealift"),
        run: at("run/sealift"),
    }
}

/// A world as one process sees it.
fn world(folder: &tempfile::TempDir) -> World {
    sealift_host::world(&Place::relocated(folder.path()).unwrap()).unwrap()
}

fn author(world: &World) -> Author {
    Author::new(world.clock.clone(), Claims::default())
}

/// Opens the site as one of several processes would, founding it where there is none.
fn open(world: &World, process: u32) -> Result<Database, SiteError> {
    let first = author(world).draft(Event::SiteCreated, Outcome::Succeeded);
    let founder = LockHolder::now(world.clock.as_ref(), process, "founding");
    site::open_or_found(world, &paths(), first, &founder)
}

fn records(database: &Database) -> u64 {
    let size = database.read::<_, StateError>(|view| Ok(view.log_head()?.frontier().size()));
    size.unwrap()
}

/// Does this while others open the site again and again, and insists that each of them could.
fn while_others_open(folder: &tempfile::TempDir, work: impl FnOnce(&World) + Send) {
    let (has_ended, together) = (AtomicBool::new(false), Barrier::new(3));
    let open_again_and_again = || {
        let world = world(folder);
        together.wait();
        while !has_ended.load(Ordering::Relaxed) {
            site::open(&world, &paths()).expect("the site is sound at every moment");
        }
    };
    thread::scope(|scope| {
        let others = [(); 2].map(|()| scope.spawn(open_again_and_again));
        let working = scope.spawn(|| {
            together.wait();
            work(&world(folder));
        });
        let worked = working.join();
        has_ended.store(true, Ordering::Relaxed);
        worked.expect("the work is done");
        for other in others {
            other.join().expect("the others could open it");
        }
    });
}

#[test]
fn i10_of_many_that_come_first_one_founds_the_site_and_all_find_it() {
    for _ in 0..SITES {
        let folder = tempfile::tempdir().unwrap();
        let together = Barrier::new(MANY as usize);
        let found = |process| {
            let world = world(&folder);
            together.wait();
            let database = open(&world, process).unwrap_or_else(|error| panic!("{error}"));
            database.log_key().public().to_string()
        };
        let keys: Vec<String> = thread::scope(|scope| {
            let all = (0..MANY).map(|process| scope.spawn(move || found(process)));
            let all: Vec<_> = all.collect();
            all.into_iter().map(|one| one.join().unwrap()).collect()
        });
        assert!(keys.iter().all(|key| *key == keys[0]), "{keys:#?}");
        let database = open(&world(&folder), 1).unwrap();
        assert_eq!(records(&database), 1, "it was founded once");
    }
}

#[test]
fn i10_a_site_opens_at_every_moment_of_anothers_changes() {
    let folder = tempfile::tempdir().unwrap();
    drop(open(&world(&folder), 1).unwrap());
    while_others_open(&folder, |world| {
        let database = open(world, 1).unwrap();
        for _ in 0..CHANGES {
            let draft = author(world).draft(Event::CheckRun, Outcome::Succeeded);
            let recorded = database.write::<_, StateError>(|write| write.record(draft));
            recorded.unwrap();
        }
    });
    let database = open(&world(&folder), 1).unwrap();
    assert_eq!(records(&database), u64::from(CHANGES) + 1);
}

#[test]
fn i10_a16_a_site_opens_at_every_moment_while_its_log_gets_other_keys() {
    let folder = tempfile::tempdir().unwrap();
    drop(open(&world(&folder), 1).unwrap());
    while_others_open(&folder, |world| {
        for _ in 0..CHANGES {
            let database = open(world, 1).unwrap();
            let record = author(world).draft(Event::KeyRotated, Outcome::Succeeded);
            site::rotate_log_key(world, &paths(), &database, record).unwrap();
        }
    });
    let database = open(&world(&folder), 1).unwrap();
    assert_eq!(records(&database), u64::from(CHANGES) + 1);
}

#[test]
fn i10_a16_whoever_opened_a_site_before_its_log_got_another_key_goes_on_under_the_new_one() {
    let folder = tempfile::tempdir().unwrap();
    let (mine, theirs) = (world(&folder), world(&folder));
    let (first, second) = (open(&mine, 1).unwrap(), open(&theirs, 2).unwrap());
    let draft = |event| author(&mine).draft(event, Outcome::Succeeded);
    site::rotate_log_key(&theirs, &paths(), &second, draft(Event::KeyRotated)).unwrap();
    let record = |event| first.write::<_, StateError>(|write| write.record(draft(event)));
    let refused = record(Event::CheckRun).expect_err("the old key signs nothing any more");
    assert_eq!(refused.code(), "log-inconsistent");
    site::follow_log_key(mine.files.as_ref(), &paths(), &first).unwrap();
    record(Event::CheckRun).unwrap();
    assert_eq!(records(&open(&mine, 1).unwrap()), 3);
}
