//! The schema, version by version. A version that has been released is never edited; the next one follows it.

use rusqlite::{Connection, Transaction};

use super::StateError;

/// What each version adds to the one before it; the number of a version is its place, counted from 1.
const VERSIONS: &[&str] = &[include_str!("v1.sql")];

/// The newest format of the database, kept in `user_version`.
#[expect(clippy::cast_possible_truncation, reason = "a handful of versions")]
pub const SCHEMA_VERSION: u32 = VERSIONS.len() as u32;

/// `SLFT` in ASCII: what `application_id` says, so that `file` and this program know the database as ours.
pub(super) const APPLICATION_ID: u32 = 0x534c_4654;

/// The format that a database has; 0 for one without tables.
pub(super) fn version_of(sql: &Connection) -> Result<u32, StateError> {
    Ok(sql.pragma_query_value(None, "user_version", |row| row.get(0))?)
}

/// Brings a database of an older format to the newest, within the caller's transaction.
pub(super) fn migrate(transaction: &Transaction<'_>) -> Result<(), StateError> {
    let found = version_of(transaction)?;
    for (version, script) in (1..).zip(VERSIONS) {
        if version > found {
            transaction.execute_batch(script)?;
            transaction.pragma_update(None, "user_version", version)?;
        }
    }
    Ok(transaction.pragma_update(None, "application_id", APPLICATION_ID)?)
}
