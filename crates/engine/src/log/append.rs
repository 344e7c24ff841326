//! Taking records into the log, and holding the log against its own last checkpoint.

use rusqlite::{OptionalExtension, params};
use sealift_audit::tree::Frontier;
use sealift_audit::{
    Epoch, Event, LogHead, LogKey, LogPublicKey, RecordDraft, SignedCheckpoint, Site,
};

use crate::effects::Entropy;
use crate::state::{StateError, View, Write};

/// Lays down where a new log begins.
pub(crate) fn begin(write: &Write<'_>, head: &LogHead, key: &LogKey) -> Result<(), StateError> {
    keep_head(write, head)?;
    write.sql().execute(
        "INSERT INTO log_epochs (epoch, public_key) VALUES (?1, ?2)",
        params![head.epoch().value(), key.public().to_string()],
    )?;
    keep_checkpoint(write, head, key)
}

/// The end of the log, where the next record goes.
pub(crate) fn head(view: &View<'_>) -> Result<LogHead, StateError> {
    let (site, epoch, frontier): (String, u32, Vec<u8>) =
        view.sql()
            .query_row("SELECT site, epoch, frontier FROM log_head", [], |row| {
                Ok((row.get(0)?, row.get(1)?, row.get(2)?))
            })?;
    let site: Site = site.parse().map_err(StateError::damaged)?;
    let epoch = Epoch::try_from(epoch).map_err(StateError::damaged)?;
    Ok(LogHead::new(site, epoch, Frontier::from_bytes(&frontier)?))
}

/// Appends one record; returns its place.
pub(crate) fn append(
    write: &Write<'_>,
    head: &mut LogHead,
    draft: RecordDraft,
    entropy: &dyn Entropy,
) -> Result<u64, StateError> {
    let sequence = head.frontier().size();
    let (event, outcome, time) = (draft.event.clone(), draft.outcome, draft.when.time);
    let (operation, product) = (draft.operation.clone(), draft.subject.product.clone());
    let mut salts = || {
        let mut salt = [0; 32];
        entropy.fill(&mut salt);
        salt
    };
    let entry = head.append(draft, &mut salts)?;
    let openings = serde_json::to_vec(&entry.openings).map_err(StateError::damaged)?;
    let mut statement = write.sql().prepare_cached(
        "INSERT INTO log_entries (sequence, leaf, openings, hash, event, outcome, time, operation, product)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
    )?;
    statement.execute(params![
        sequence,
        entry.leaf,
        openings,
        entry.hash().raw(),
        Event::code(&event),
        outcome.code(),
        time.unix(),
        operation,
        product,
    ])?;
    Ok(sequence)
}

/// Keeps the log's new end and signs it.
pub(crate) fn seal(write: &Write<'_>, head: &LogHead, key: &LogKey) -> Result<(), StateError> {
    keep_head(write, head)?;
    keep_checkpoint(write, head, key)
}

/// Hands the log over from its key to the next epoch's: both sign that they do.
pub(crate) fn rotate(
    write: &Write<'_>,
    head: &mut LogHead,
    old: &LogKey,
    new: &LogKey,
) -> Result<(), StateError> {
    let ends = head.epoch();
    let rotation = head.rotate(old, new).map_err(StateError::damaged)?;
    write.sql().execute(
        "UPDATE log_epochs SET rotation = ?2 WHERE epoch = ?1",
        params![ends.value(), rotation.to_string()],
    )?;
    write.sql().execute(
        "INSERT INTO log_epochs (epoch, public_key) VALUES (?1, ?2)",
        params![head.epoch().value(), new.public().to_string()],
    )?;
    Ok(())
}

fn keep_head(write: &Write<'_>, head: &LogHead) -> Result<(), StateError> {
    write.sql().execute(
        "INSERT OR REPLACE INTO log_head (one, site, epoch, frontier) VALUES (1, ?1, ?2, ?3)",
        params![
            head.site().as_str(),
            head.epoch().value(),
            head.frontier().to_bytes()
        ],
    )?;
    Ok(())
}

fn keep_checkpoint(write: &Write<'_>, head: &LogHead, key: &LogKey) -> Result<(), StateError> {
    if key.public().name() != head.site().origin(head.epoch()) {
        return Err(StateError::key_of_another_epoch());
    }
    write.sql().execute(
        "INSERT OR REPLACE INTO log_checkpoints (size, note) VALUES (?1, ?2)",
        params![head.frontier().size(), head.checkpoint(key).to_string()],
    )?;
    Ok(())
}

/// Holds the log's end against the last checkpoint and the key that must have signed it.
pub(crate) fn check(view: &View<'_>, key: &LogPublicKey) -> Result<(), StateError> {
    let head = head(view)?;
    let found: Option<String> = view
        .sql()
        .query_row(
            "SELECT note FROM log_checkpoints ORDER BY size DESC LIMIT 1",
            [],
            |row| row.get(0),
        )
        .optional()?;
    let differs = |detail: &str| {
        Err(StateError::Log {
            detail: detail.into(),
        })
    };
    let Some(note) = found else {
        return differs("there is no checkpoint");
    };
    let signed = SignedCheckpoint::parse(&note).map_err(StateError::damaged)?;
    signed.verify(key)?;
    let said = signed.checkpoint();
    if (said.size, said.root) != (head.frontier().size(), head.frontier().root()) {
        return differs("its end is another than the checkpoint says");
    }
    let entries: u64 = view
        .sql()
        .query_row("SELECT count(*) FROM log_entries", [], |row| row.get(0))?;
    if entries != said.size {
        return differs("records are missing or too many");
    }
    Ok(())
}
