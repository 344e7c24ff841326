//! A look at a database that this program will not open, without changing a byte of it.

use rusqlite::OpenFlags;

use super::migration::{self, APPLICATION_ID, SCHEMA_VERSION};
use super::{DatabaseFile, StateError};

/// What can be said of a state database from outside (threat I15).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnosis {
    /// Whether the file says to be ours, where that can be told.
    pub is_ours: Option<bool>,
    /// Its format, where that can be told.
    pub format: Option<u32>,
    /// The newest format that this program knows.
    pub known: u32,
    /// Damage that SQLite sees, a line each; none when it sees none.
    pub damage: Vec<String>,
    /// Records in its audit log, where that can be told.
    pub records: Option<u64>,
    /// Runs that have not ended, where that can be told.
    pub unfinished: Option<u64>,
}

impl Diagnosis {
    /// Looks at a database.
    ///
    /// # Errors
    /// [`StateError`] when it cannot even be opened for reading.
    pub fn of(file: &DatabaseFile) -> Result<Self, StateError> {
        const MOST: u32 = 20;
        let sql = file.connect(OpenFlags::SQLITE_OPEN_READ_ONLY)?;
        let application: Option<u32> = sql
            .pragma_query_value(None, "application_id", |row| row.get(0))
            .ok();
        let mut damage = vec![];
        let checked = sql
            .prepare(&format!("PRAGMA integrity_check({MOST})"))
            .and_then(|mut found| found.query_map([], |row| row.get(0))?.collect());
        match checked {
            Ok(lines) => damage = lines,
            Err(error) => damage.push(error.to_string()),
        }
        damage.retain(|line| line != "ok");
        let count = |question| sql.query_row(question, [], |row| row.get(0)).ok();
        Ok(Self {
            is_ours: application.map(|id| id == APPLICATION_ID),
            format: migration::version_of(&sql).ok(),
            known: SCHEMA_VERSION,
            damage,
            records: count("SELECT count(*) FROM log_entries"),
            unfinished: count("SELECT count(*) FROM operations WHERE ended IS NULL"),
        })
    }
}
