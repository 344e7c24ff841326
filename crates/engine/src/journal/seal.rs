//! A digest over all that undoing relies on.

use rusqlite::params;
use sealift_document::{Digest, Hasher};

use super::JournalError;
use crate::state::{RunId, View};

const DOMAIN: &[u8] = b"sealift.journal/v1\0";

/// The seal that a run's rows should have.
pub(super) fn expected(view: &View<'_>, run: &RunId) -> Result<Digest, JournalError> {
    let mut hasher = Hasher::new();
    hasher.update(DOMAIN);
    let mut row = view.sql().prepare_cached(
        "SELECT o.id, o.kind, o.product, o.plan, j.format, j.phase, j.outside, j.outcome, j.problem
         FROM operations o JOIN journal j ON j.operation = o.id WHERE o.id = ?1",
    )?;
    let mut rows = row.query([run.as_str()])?;
    let Some(row) = rows.next()? else {
        return Err(JournalError::Unknown { run: run.clone() });
    };
    for column in 0..9 {
        take(&mut hasher, row.get_ref(column)?);
    }
    let mut steps = view.sql().prepare_cached(
        "SELECT number, state, undo FROM journal_steps WHERE operation = ?1 ORDER BY number",
    )?;
    let mut rows = steps.query(params![run.as_str()])?;
    while let Some(row) = rows.next()? {
        for column in 0..3 {
            take(&mut hasher, row.get_ref(column)?);
        }
    }
    Ok(hasher.finish())
}

/// Takes a value with its kind and length, so that no two rows have one encoding.
fn take(hasher: &mut Hasher, value: rusqlite::types::ValueRef<'_>) {
    use rusqlite::types::ValueRef;
    let mut part = |kind: u8, bytes: &[u8]| {
        hasher.update(&[kind]);
        hasher.update(&(bytes.len() as u64).to_be_bytes());
        hasher.update(bytes);
    };
    match value {
        ValueRef::Null => part(0, &[]),
        ValueRef::Integer(number) => part(1, &number.to_be_bytes()),
        ValueRef::Real(number) => part(2, &number.to_be_bytes()),
        ValueRef::Text(text) => part(3, text),
        ValueRef::Blob(bytes) => part(4, bytes),
    }
}
