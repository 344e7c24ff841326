//! A new key for the log, because the old one may be known or has served its time (threat A16).
//!
//! The new key is kept beside the old one, then the database hands the log over in one transaction, then the new key
//! takes the old one's place, which destroys it. Whoever opens the site after a crash in between finds a key that fits
//! the log; recovery ends what was begun.

use sealift_audit::{Epoch, LogKey, RecordDraft, Site, detail};
use sealift_package::manifest::Mode;

use super::founding::{log_key, open_with};
use super::writing::{give_up, publish, replace_file};
use super::{SiteError, SitePaths};
use crate::effects::{Files, World};
use crate::state::{Database, StateError};

/// Gives the log a new key; the record says who did it, and this adds which keys.
///
/// # Errors
/// [`SiteError`]; the old key is still the log's then. [`SiteError::Unfinished`] when only its file could not be replaced,
/// which the next start does.
pub fn rotate_log_key(
    world: &World,
    paths: &SitePaths,
    database: &Database,
    record: RecordDraft,
) -> Result<(), SiteError> {
    let files = world.files.as_ref();
    settle(files, paths, database)?;
    let head = database.read(|view| view.log_head())?;
    let new = new_key(world, head.site(), head.epoch().next());
    let text = new.to_secret_text();
    let next = paths.next_log_key();
    let record = record
        .detail("epoch", head.epoch().next().value())
        .detail(
            "fingerprint-before",
            database.log_key().public().fingerprint(),
        )
        .detail(detail::FINGERPRINT, new.public().fingerprint());
    let handed_over = replace_file(files, &next, Mode::PRIVATE, text.as_bytes()).and_then(|()| {
        let handed_over = database.rotate_log_key(new, record);
        handed_over.map_err(SiteError::from)
    });
    if let Err(error) = handed_over {
        if !error.is_uncertain() {
            give_up(files, &next);
        }
        return Err(error);
    }
    settle(files, paths, database).map_err(SiteError::after_the_change)
}

fn new_key(world: &World, site: &Site, epoch: Epoch) -> LogKey {
    let mut secret = [0; 32];
    world.entropy.fill(&mut secret);
    LogKey::new(site, epoch, &secret)
}

/// Puts the key that waits in the old one's place, where it is the log's.
fn settle(files: &dyn Files, paths: &SitePaths, database: &Database) -> Result<(), SiteError> {
    match is_next_in_force(files, paths, database)? {
        Some(true) => publish(files, &paths.next_log_key(), &paths.log_key()),
        Some(false) | None => Ok(()),
    }
}

/// Whether the log was handed over to the key that waits; nothing where none waits.
pub(super) fn is_next_in_force(
    files: &dyn Files,
    paths: &SitePaths,
    database: &Database,
) -> Result<Option<bool>, SiteError> {
    let next = paths.next_log_key();
    if files.inspect(&next)?.is_none() {
        return Ok(None);
    }
    let key = whole_key(files, paths)?;
    Ok(Some(key.is_some_and(|key| {
        key.public() == database.log_key().public()
    })))
}

/// Takes up the key to which another process has handed the log over since this one opened the site; whether one has.
/// Whoever holds the world's lock keeps that key meanwhile; to all others the same may happen again.
///
/// # Errors
/// [`SiteError`].
pub fn follow_log_key(
    files: &dyn Files,
    paths: &SitePaths,
    database: &Database,
) -> Result<bool, SiteError> {
    let mut origin = origin_of(database)?;
    loop {
        if database.log_key().public().name() == origin {
            return Ok(false);
        }
        let taken = take_key_of(files, paths, database, &origin);
        let now = origin_of(database)?;
        if matches!(taken, Ok(true)) || now == origin {
            return taken;
        }
        origin = now;
    }
}

/// The name of the key that signs the log now.
fn origin_of(database: &Database) -> Result<String, SiteError> {
    let head = database.read(|view| view.log_head())?;
    Ok(head.site().origin(head.epoch()))
}

/// Goes on with the key of this name; whether there is one. Where there is none, whatever would be recorded next says that
/// the key is not the log's.
fn take_key_of(
    files: &dyn Files,
    paths: &SitePaths,
    database: &Database,
    origin: &str,
) -> Result<bool, SiteError> {
    // The key that waits may take its place between the looks at either.
    for at in [paths.log_key(), paths.next_log_key(), paths.log_key()] {
        if let Ok(Some(key)) = log_key(files, &at)
            && key.public().name() == origin
        {
            database.take_log_key(key)?;
            return Ok(true);
        }
    }
    Ok(false)
}

/// The key that waits; nothing where none waits, or one that was not wholly written: that one never got the log.
///
/// # Errors
/// [`SiteError`] when it cannot be read: then nobody knows whether it is the log's, and it must not be taken for one that
/// is not.
fn whole_key(files: &dyn Files, paths: &SitePaths) -> Result<Option<LogKey>, SiteError> {
    match log_key(files, &paths.next_log_key()) {
        Err(SiteError::LogKey { .. }) => Ok(None),
        found => found,
    }
}

/// Opens the state with a key that waits beside the log's own, where the log was handed over to it already. It changes
/// no file: another process may be about to.
pub(super) fn take_up(world: &World, paths: &SitePaths) -> Result<Option<Database>, SiteError> {
    let Some(next) = whole_key(world.files.as_ref(), paths)? else {
        return Ok(None);
    };
    match open_with(world, paths, next) {
        Ok(database) => Ok(Some(database)),
        // The log is still its own key's; if it is not even that, opening it with that key says what is wrong.
        Err(SiteError::State(StateError::Log { .. })) => Ok(None),
        Err(error) => Err(error),
    }
}
