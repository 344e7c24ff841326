//! Databases as each version of the schema left them: every later version opens them, brings them to its own and reads in
//! them what was written (threat I15 for those that are newer).
//!
//! `state-v<number>.sql` is a whole database in the words of SQL. A version that has been released is never edited; who
//! makes a new one runs this test with `SEALIFT_BLESS=1`, which writes the file of the newest version where there is none.

#![allow(
    clippy::unwrap_used,
    clippy::disallowed_methods,
    reason = "tests stop where they fail, and read and write real files"
)]

mod dump;
mod sample;
mod told;

use std::path::{Path, PathBuf};

use rusqlite::Connection;
use sealift_engine::state::{Database, DatabaseFile, Diagnosis, SCHEMA_VERSION, StateError};

/// A database in a folder of its own.
struct Kept {
    folder: tempfile::TempDir,
}

impl Kept {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("state.db"), b"").unwrap();
        Self { folder }
    }

    /// As a version left it.
    fn of(version: u32) -> Self {
        let kept = Self::new();
        let script = std::fs::read_to_string(golden(version)).unwrap();
        kept.sql().execute_batch(&script).unwrap();
        kept
    }

    /// As this version writes it.
    fn of_today() -> Self {
        let kept = Self::new();
        sample::write(kept.file());
        kept
    }

    fn path(&self) -> PathBuf {
        self.folder.path().join("state.db")
    }

    fn file(&self) -> DatabaseFile {
        DatabaseFile::at(camino::Utf8PathBuf::try_from(self.path()).unwrap())
    }

    fn sql(&self) -> Connection {
        Connection::open(self.path()).unwrap()
    }

    fn open(&self) -> Result<Database, StateError> {
        Database::open(self.file(), sample::key(), sample::entropy())
    }
}

fn golden(version: u32) -> PathBuf {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden");
    folder.join(format!("state-v{version}.sql"))
}

#[test]
fn every_version_of_the_schema_is_kept_and_the_newest_is_what_is_written() {
    let written = dump::of(&Kept::of_today().sql());
    let newest = golden(SCHEMA_VERSION);
    if std::env::var_os("SEALIFT_BLESS").is_some() && !newest.exists() {
        std::fs::write(&newest, &written).unwrap();
    }
    for version in 1..=SCHEMA_VERSION {
        let file = golden(version);
        assert!(
            file.exists(),
            "{}: see the head of this test",
            file.display()
        );
    }
    let kept = std::fs::read_to_string(&newest).unwrap();
    assert_eq!(dump::schema(&written), dump::schema(&kept));
    assert!(!golden(SCHEMA_VERSION + 1).exists(), "of no version yet");
}

#[test]
fn a_database_of_every_version_says_after_its_migration_what_todays_says() {
    let today = told::by(&Kept::of_today().open().unwrap());
    for version in 1..=SCHEMA_VERSION {
        let kept = Kept::of(version);
        assert_eq!(told::by(&kept.open().unwrap()), today, "version {version}");
        let migrated = dump::of(&kept.sql());
        let fresh = dump::of(&Kept::of_today().sql());
        assert_eq!(
            dump::schema(&migrated),
            dump::schema(&fresh),
            "version {version}"
        );
        // Whoever opens it next has nothing to migrate any more.
        assert_eq!(told::by(&kept.open().unwrap()), today, "version {version}");
    }
}

/// A table that holds nothing shows nothing of how it is migrated.
#[test]
fn no_table_of_a_kept_database_is_empty() {
    for version in 1..=SCHEMA_VERSION {
        let sql = Kept::of(version).sql();
        for table in dump::tables(&sql) {
            let question = format!("SELECT count(*) FROM {table}");
            let rows: u32 = sql.query_row(&question, [], |row| row.get(0)).unwrap();
            assert!(rows > 0, "version {version}: {table} is empty");
        }
    }
}

#[test]
fn i15_a_database_of_the_next_version_is_refused_by_name_and_stays_as_it_is() {
    let kept = Kept::of(SCHEMA_VERSION);
    let next = SCHEMA_VERSION + 1;
    kept.sql()
        .execute_batch(&format!(
            "CREATE TABLE of_the_next_version (one INTEGER); PRAGMA user_version = {next};"
        ))
        .unwrap();
    let before = std::fs::read(kept.path()).unwrap();
    let refused = kept.open().err().unwrap();
    assert_eq!(refused.code(), "state-newer");
    assert_eq!(Diagnosis::of(&kept.file()).unwrap().format, Some(next));
    assert_eq!(std::fs::read(kept.path()).unwrap(), before);
    let beside = std::fs::read_dir(kept.folder.path()).unwrap().count();
    assert_eq!(beside, 1, "nothing lies beside it");
}
