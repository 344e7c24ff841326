//! The state database: what is committed together, what is refused, and what stays on disk for later versions.

#![allow(
    clippy::unwrap_used,
    clippy::disallowed_methods,
    reason = "tests stop where they fail, and spoil real files"
)]

use std::sync::Arc;

use rusqlite::Connection;
use sealift_audit::{Epoch, Event, LogKey, Outcome, Site};
use sealift_document::{Count, Digest};
use sealift_engine::effects::{HostPath, Identity};
use sealift_engine::log::{Author, Claims, EntryFilter, KeptMaterial, MaterialKind};
use sealift_engine::state::{
    Activation, Database, DatabaseFile, Diagnosis, RunId, SCHEMA_VERSION, StateError, TreeFile,
};
use sealift_package::manifest::{Mode, ProductId};
use sealift_package::path::RelativePath;
use sealift_plan::current::{BackupRecord, OwnedKind, PresentComponent};
use sealift_plan::plan::ReleaseRef;
use sealift_testkit::world::FakeWorld;

struct Bench {
    world: FakeWorld,
    file: DatabaseFile,
    _folder: tempfile::TempDir,
}

fn site() -> Site {
    "plant-3.example".parse().unwrap()
}

fn key() -> LogKey {
    LogKey::new(&site(), Epoch::FIRST, &[7; 32])
}

impl Bench {
    fn new() -> (Self, Database) {
        let world = FakeWorld::new();
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("state.db");
        std::fs::write(&path, b"").unwrap();
        let bench = Self {
            world,
            file: DatabaseFile::at(camino::Utf8PathBuf::try_from(path).unwrap()),
            _folder: folder,
        };
        let entropy = bench.world.entropy.clone();
        let database = Database::create(bench.file.clone(), site(), key(), entropy).unwrap();
        (bench, database)
    }

    fn open(&self) -> Result<Database, StateError> {
        Database::open(self.file.clone(), key(), self.world.entropy.clone())
    }

    fn author(&self) -> Author {
        let claims = Claims {
            ticket: Some("CHG-7".into()),
            ..Claims::default()
        };
        Author::new(self.world.clock.clone(), claims)
    }

    /// Changes the file as somebody with an editor would.
    fn tamper(&self, sql: &str) {
        Connection::open(&self.file.path)
            .unwrap()
            .execute_batch(sql)
            .unwrap();
    }
}

fn record(database: &Database, author: &Author, note: &str) -> u64 {
    let draft = author
        .draft(Event::CheckRun, Outcome::Succeeded)
        .detail("note", note);
    database.write(|write| write.record(draft)).unwrap()
}

fn product() -> ProductId {
    "com.acme.monitor".parse().unwrap()
}

fn at(path: &str) -> HostPath {
    HostPath::from(path.parse::<RelativePath>().unwrap())
}

#[test]
fn records_state_and_checkpoint_are_committed_together_and_found_again() {
    let (bench, database) = Bench::new();
    assert_eq!(record(&database, &bench.author(), "one"), 0);
    assert_eq!(record(&database, &bench.author(), "two"), 1);
    drop(database);
    let database = bench.open().unwrap();
    database
        .read::<_, StateError>(|view| {
            let checkpoint = view.last_checkpoint()?;
            checkpoint.verify(key().public()).unwrap();
            assert_eq!(checkpoint.checkpoint().size, 2);
            assert_eq!(
                checkpoint.checkpoint().root,
                view.log_head()?.frontier().root()
            );
            assert_eq!(view.checkpoint_up_to(1)?.unwrap().checkpoint().size, 1);
            assert_eq!(view.checkpoint_up_to(0)?.unwrap().checkpoint().size, 0);
            let entries = view.entries(&EntryFilter {
                first: 1,
                ..EntryFilter::default()
            })?;
            assert_eq!(entries.len(), 1);
            assert_eq!(entries[0].entry.hash(), view.leaf_hashes()?[1]);
            assert!(entries[0].entry.openings.contains_key("who.ticket"));
            Ok(())
        })
        .unwrap();
}

#[test]
fn a12_a_record_that_cannot_be_written_takes_the_change_with_it() {
    let (bench, database) = Bench::new();
    let bad = bench
        .author()
        .draft(Event::PolicyChanged, Outcome::Succeeded)
        .detail("Not A Name", 1);
    let result = database.write(|write| {
        write.own_user(&product(), "monitor")?;
        write.record(bad)
    });
    assert_eq!(result.unwrap_err().code(), "record-fact-name");
    let users = database
        .read(|view| view.current(&product()))
        .unwrap()
        .users;
    assert_eq!(users, Vec::<String>::new());
    assert_eq!(record(&database, &bench.author(), "the log goes on"), 0);
}

#[test]
fn an_error_after_a_record_takes_the_record_back() {
    let (bench, database) = Bench::new();
    let draft = bench
        .author()
        .draft(Event::PolicyChanged, Outcome::Succeeded);
    let result = database.write::<(), StateError>(|write| {
        write.record(draft)?;
        Err(StateError::Full)
    });
    assert_eq!(result, Err(StateError::Full));
    assert_eq!(record(&database, &bench.author(), "first"), 0);
}

#[test]
fn i15_a_newer_format_is_diagnosed_and_left_as_it_is() {
    let (bench, database) = Bench::new();
    drop(database);
    bench.tamper("PRAGMA user_version = 99; PRAGMA wal_checkpoint(TRUNCATE);");
    let before = std::fs::read(&bench.file.path).unwrap();
    let error = bench.open().err().unwrap();
    assert_eq!(
        error,
        StateError::Newer {
            found: 99,
            known: SCHEMA_VERSION
        }
    );
    let diagnosis = Diagnosis::of(&bench.file).unwrap();
    assert!(diagnosis.is_ours == Some(true) && diagnosis.damage.is_empty());
    assert_eq!(
        (diagnosis.format, diagnosis.unfinished),
        (Some(99), Some(0))
    );
    assert_eq!(std::fs::read(&bench.file.path).unwrap(), before);
}

#[test]
fn i15_truncated_foreign_and_edited_databases_are_refused() {
    let (bench, database) = Bench::new();
    for n in 0..40 {
        record(&database, &bench.author(), &"x".repeat(1000 + n));
    }
    drop(database);
    bench.tamper("PRAGMA wal_checkpoint(TRUNCATE);");
    let good = std::fs::read(&bench.file.path).unwrap();
    let refusal_after = |sql: &str| {
        std::fs::write(&bench.file.path, &good).unwrap();
        bench.tamper(sql);
        bench.tamper("PRAGMA wal_checkpoint(TRUNCATE);");
        bench.open().err().map(|error| error.code())
    };
    assert_eq!(
        refusal_after("DELETE FROM log_entries WHERE sequence = 39"),
        Some("log-inconsistent")
    );
    assert_eq!(
        refusal_after("DELETE FROM log_checkpoints WHERE size = 40"),
        Some("log-inconsistent")
    );
    assert_eq!(
        refusal_after("PRAGMA application_id = 1"),
        Some("state-foreign")
    );
    std::fs::write(&bench.file.path, &good[..good.len() / 2]).unwrap();
    assert_eq!(
        bench.open().err().map(|error| error.code()),
        Some("state-damaged")
    );
    assert!(!Diagnosis::of(&bench.file).unwrap().damage.is_empty());
    std::fs::remove_file(&bench.file.path).unwrap();
    assert_eq!(
        bench.open().err().map(|error| error.code()),
        Some("state-unusable")
    );
}

#[test]
fn another_key_cannot_go_on_with_the_log() {
    let (bench, database) = Bench::new();
    drop(database);
    let other = LogKey::new(&site(), Epoch::FIRST, &[8; 32]);
    let error = Database::open(bench.file.clone(), other, bench.world.entropy.clone()).err();
    assert_eq!(error.unwrap().code(), "log-inconsistent");
}

#[test]
fn two_processes_write_one_log() {
    let (bench, database) = Bench::new();
    let other = bench.open().unwrap();
    assert_eq!(record(&database, &bench.author(), "one"), 0);
    assert_eq!(record(&other, &bench.author(), "two"), 1);
    assert_eq!(record(&database, &bench.author(), "three"), 2);
    drop((database, other));
    bench.open().expect("the log adds up");
}

fn release() -> ReleaseRef {
    ReleaseRef {
        version: "1.2.0".parse().unwrap(),
        sequence: 3_u32.into(),
        rollback_index: 2_u32.into(),
        manifest_sha256: Digest::of(b"manifest"),
        name: "1.2.0-3".into(),
        folder: at("opt/com.acme.monitor/releases/1.2.0-3"),
        issued: "2026-11-01T00:00:00Z".parse().unwrap(),
        data: Default::default(),
    }
}

fn tree_file() -> TreeFile {
    let identity = Identity {
        device: u64::MAX,
        inode: 1 << 63,
        bytes: 7,
        modified_ns: 5,
        changed_ns: 6,
    };
    TreeFile {
        path: "bin/monitor".parse().unwrap(),
        sha256: Digest::of(b"program"),
        mode: Mode::EXECUTABLE,
        identity,
    }
}

#[test]
fn what_is_installed_reads_back_as_it_was_written() {
    let (bench, database) = Bench::new();
    let component = PresentComponent {
        id: "server".parse().unwrap(),
        at: at("opt/com.acme.monitor/releases/1.2.0-3/server"),
        bytes: 7_u32.into(),
        files: 1_u32.into(),
        damaged: false,
    };
    let backup = BackupRecord {
        at: at("var/lib/sealift/backups/1"),
        data: "tsdb".parse().unwrap(),
        format: 1_u32.into(),
        release: "1.1.0-2".into(),
        taken_at: "2026-11-02T00:00:00Z".parse().unwrap(),
        bytes: 99_u32.into(),
    };
    let active = Activation {
        manifest: release().manifest_sha256,
        components: vec!["server".parse().unwrap()],
        declined: vec!["extras".parse().unwrap()],
        answers: Some(br#"{"port":9090}"#.to_vec()),
        run: RunId::random(bench.world.entropy.as_ref()),
        at: "2026-11-02T00:00:01Z".parse().unwrap(),
    };
    let kind = OwnedKind::File {
        sha256: Digest::of(b"config"),
        mode: Mode::PRIVATE,
    };
    database
        .write::<_, StateError>(|write| {
            write.place_tree(&product(), &release(), &component, [tree_file()])?;
            write.activate(&product(), &active)?;
            write.own_path(&product(), &at("etc/opt/com.acme.monitor/a.yml"), &kind)?;
            write.own_path(
                &product(),
                &at("var/opt/com.acme.monitor"),
                &OwnedKind::Directory,
            )?;
            write.own_user(&product(), "monitor")?;
            write.set_data(
                &product(),
                &"tsdb".parse().unwrap(),
                &at("var/opt/x"),
                2_u32.into(),
            )?;
            write.add_backup(&product(), &backup)
        })
        .unwrap();
    let (current, files, owner) = database
        .read::<_, StateError>(|view| {
            let manifest = release().manifest_sha256;
            let files = view.tree_files(&product(), &manifest, &component.id)?;
            let owner = view.owner_of(&at("var/opt/com.acme.monitor"))?;
            Ok((view.current(&product())?, files, owner))
        })
        .unwrap();
    assert_eq!(current.active, Some(release()));
    assert_eq!(
        (&current.components, &current.declined),
        (&active.components, &active.declined)
    );
    assert_eq!(
        current.answers_sha256,
        Some(Digest::of(br#"{"port":9090}"#))
    );
    assert_eq!(
        current.present[0].components,
        std::slice::from_ref(&component)
    );
    assert_eq!(current.owned.len(), 2);
    assert_eq!(current.owned[0].kind, kind);
    assert_eq!(current.users, ["monitor"]);
    assert_eq!(current.backups, [backup]);
    assert_eq!(files, [tree_file()]);
    assert_eq!(owner, Some(product()));
    let gone = database.write::<_, StateError>(|write| {
        write.deactivate(&product())?;
        write.remove_tree(&product(), &release().manifest_sha256, &component.id)?;
        write.current(&product())
    });
    assert!(gone.unwrap().present.is_empty());
}

#[test]
fn i09_a_path_edited_to_lead_out_of_the_root_cannot_be_read_back() {
    let (bench, database) = Bench::new();
    let write =
        |path| database.write(|write| write.own_path(&product(), &path, &OwnedKind::Directory));
    write(at("var/opt/x")).unwrap();
    bench.tamper("UPDATE owned_paths SET path = '../../etc/passwd'");
    let error = database.read(|view| view.current(&product())).unwrap_err();
    assert_eq!(error.code(), "state-damaged");
}

#[test]
fn evidence_is_kept_once_and_its_digest_is_checked() {
    let (bench, database) = Bench::new();
    let material = KeptMaterial {
        kind: MaterialKind::Manifest,
        name: "manifest.json".into(),
        manifest: None,
        bytes: b"{}".to_vec(),
    };
    let digest = database
        .write(|write| write.keep_material(&material))
        .unwrap();
    database
        .write(|write| write.keep_material(&material))
        .unwrap();
    assert_eq!(
        database.read(|view| view.material(&digest)).unwrap(),
        Some(material)
    );
    bench.tamper("UPDATE materials SET bytes = x'00'");
    assert_eq!(
        database
            .read(|view| view.material(&digest))
            .unwrap_err()
            .code(),
        "state-damaged"
    );
}

#[test]
fn t09_the_floor_rises_with_what_ran_and_falls_by_a_reset_alone() {
    let (_bench, database) = Bench::new();
    let floor_after = |index: u32| {
        database
            .write::<_, StateError>(|write| {
                write.remember_run(&product(), &Digest::of(b"m"), index.into())?;
                write.floor(&product())
            })
            .unwrap()
    };
    assert_eq!(floor_after(5), Some(5_u32.into()));
    assert_eq!(floor_after(3), Some(5_u32.into()));
    let reset = |floor| database.write(|write| write.reset_floor(&product(), floor));
    reset(Count::MAX).unwrap();
    reset(1_u32.into()).unwrap();
    assert_eq!(
        database.read(|view| view.floor(&product())).unwrap(),
        Some(1_u32.into())
    );
}

#[test]
fn a_crash_within_a_change_leaves_the_state_before_it() {
    let (bench, database) = Bench::new();
    let database = Arc::new(database);
    record(&database, &bench.author(), "before");
    let files = bench.world.world().files;
    bench
        .world
        .faults()
        .order(1, sealift_testkit::world::FaultKind::CrashBefore);
    let crashed = bench.world.until_crash(|| {
        database.write::<_, StateError>(|write| {
            write.own_user(&product(), "monitor")?;
            let _ = files.create_directory(&at("var"), Mode::EXECUTABLE);
            Ok(())
        })
    });
    assert!(crashed.is_err());
    drop(database);
    let database = bench.open().unwrap();
    assert!(
        database
            .read(|view| view.current(&product()))
            .unwrap()
            .users
            .is_empty()
    );
    assert_eq!(record(&database, &bench.author(), "after"), 1);
}
