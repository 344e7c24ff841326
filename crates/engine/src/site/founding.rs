//! A site's first day, and every day after.

use std::time::Duration;

use sealift_audit::{Epoch, LogKey, RecordDraft, Site};
use sealift_package::manifest::Mode;

use super::writing::{ensure_directory, read_file, replace_file};
use super::{SiteError, SitePaths, rotation};
use crate::effects::{FileFault, Files, FilesError, HostPath, LockHolder, World};
use crate::executor::WorldLock;
use crate::state::{Database, DatabaseFile, StateError};

/// Only its owner enters.
const PRIVATE_DIRECTORY: u32 = 0o700;
const LOG_KEY_BYTES: u64 = 4096;
/// How long one founder waits for another, and how often it looks.
const PATIENCE: Duration = Duration::from_secs(10);
const PAUSE: Duration = Duration::from_millis(50);

/// Whether this world has a site yet.
///
/// # Errors
/// [`SiteError::Files`].
pub fn exists(files: &dyn Files, paths: &SitePaths) -> Result<bool, SiteError> {
    let entry = files.inspect(&paths.database())?;
    Ok(entry.is_some_and(|entry| entry.bytes > 0))
}

/// Opens the state of a site that exists.
///
/// # Errors
/// [`SiteError`]; [`StateError::Absent`] within it when there is none.
pub fn open(world: &World, paths: &SitePaths) -> Result<Database, SiteError> {
    let files = world.files.as_ref();
    if !exists(files, paths)? {
        let path = paths.database().to_string();
        return Err(StateError::Absent { path }.into());
    }
    loop {
        if let Some(database) = rotation::take_up(world, paths)? {
            return Ok(database);
        }
        let key = own_key(files, paths)?;
        let tried = key.public().to_string();
        match open_with(world, paths, key) {
            Ok(database) => return Ok(database),
            // Another process may have handed the log over between the look at the key and the look at the log: then
            // its new key waits, or has been put in its place by now.
            Err(error) => {
                if let Some(database) = rotation::take_up(world, paths)? {
                    return Ok(database);
                }
                if own_key(files, paths)?.public().to_string() == tried {
                    return Err(error);
                }
            }
        }
    }
}

/// The log's key, which a site has.
fn own_key(files: &dyn Files, paths: &SitePaths) -> Result<LogKey, SiteError> {
    log_key(files, &paths.log_key())?.ok_or_else(|| SiteError::LogKey {
        at: paths.log_key().to_string(),
        reason: "it is missing".into(),
    })
}

/// Opens the state with a key.
pub(super) fn open_with(
    world: &World,
    paths: &SitePaths,
    key: LogKey,
) -> Result<Database, SiteError> {
    let files = world.files.as_ref();
    let opened = Database::open(file(files, paths), key, world.entropy.clone());
    opened.map_err(|error| in_plain_words(files, paths, error))
}

/// Why a database that is there cannot be opened, or seems to be damaged: SQLite says no more than that, so the file itself
/// is asked, which may be one that cannot be read.
fn in_plain_words(files: &dyn Files, paths: &SitePaths, error: StateError) -> SiteError {
    let may_be_unreadable = matches!(
        error,
        StateError::Unopened { .. } | StateError::Damaged { .. } | StateError::Unusable { .. }
    );
    let at = paths.database();
    let read = || -> Result<(), FilesError> {
        let mut bytes = files.open(&at)?;
        let read = std::io::copy(&mut bytes, &mut std::io::sink());
        read.map(drop)
            .map_err(|error| FilesError::from_io("read", at.as_str(), &error))
    };
    match may_be_unreadable.then(read) {
        Some(Err(reason)) => reason.into(),
        _ => error.into(),
    }
}

/// Opens the state of a site, or founds one whose log begins with the record given.
///
/// Of two that come first one founds the site, holding the world's lock, and the other waits and finds it. A founding that
/// was interrupted is taken up where it stopped: the key is kept before the database, and a database without content is
/// no site yet.
///
/// # Errors
/// [`SiteError`].
pub fn open_or_found(
    world: &World,
    paths: &SitePaths,
    first: RecordDraft,
    founder: &LockHolder,
) -> Result<Database, SiteError> {
    let files = world.files.as_ref();
    let start = world.clock.elapsed();
    loop {
        if let Some(database) = begun(world, paths)?
            && has_first_record(&database)?
        {
            return Ok(database);
        }
        let private = Mode::from_bits(PRIVATE_DIRECTORY).expect("permission bits");
        ensure_directory(files, &paths.state, private)?;
        match WorldLock::within(files, &paths.state, founder) {
            Ok(alone) => return found(world, paths, first, &alone),
            Err(error) if !matches!(error.fault, FileFault::Locked(_)) => return Err(error.into()),
            Err(error) if world.clock.elapsed() - start > PATIENCE => return Err(error.into()),
            Err(_) => world.clock.sleep(PAUSE),
        }
    }
}

/// Founds a site, or goes on with a founding that was interrupted; `_alone` says that nobody else does.
fn found(
    world: &World,
    paths: &SitePaths,
    first: RecordDraft,
    _alone: &WorldLock,
) -> Result<Database, SiteError> {
    let database = match begun(world, paths)? {
        // Whoever had the lock before came to the end.
        Some(database) if has_first_record(&database)? => return Ok(database),
        Some(database) => database,
        None => create(world, paths)?,
    };
    database.write::<_, StateError>(|write| write.record(first))?;
    Ok(database)
}

/// The site's state, where a founding came so far; without content it is no state yet.
fn begun(world: &World, paths: &SitePaths) -> Result<Option<Database>, SiteError> {
    match open(world, paths) {
        Err(SiteError::State(StateError::Absent { .. })) => Ok(None),
        opened => opened.map(Some),
    }
}

fn has_first_record(database: &Database) -> Result<bool, SiteError> {
    let head = database.read(|view| view.log_head())?;
    Ok(head.frontier().size() > 0)
}

/// Makes the state of a new site: its key, then its database with an empty log.
fn create(world: &World, paths: &SitePaths) -> Result<Database, SiteError> {
    let files = world.files.as_ref();
    ensure_directory(files, &paths.config, Mode::EXECUTABLE)?;
    let key = match log_key(files, &paths.log_key())? {
        Some(key) => key,
        None => new_log_key(world, paths)?,
    };
    if files.inspect(&paths.database())?.is_none() {
        replace_file(files, &paths.database(), Mode::PRIVATE, &[])?;
    }
    let site = site_of(&key, paths)?;
    let entropy = world.entropy.clone();
    let created = Database::create(file(files, paths), site, key, entropy);
    created.map_err(|error| in_plain_words(files, paths, error))
}

fn file(files: &dyn Files, paths: &SitePaths) -> DatabaseFile {
    DatabaseFile::of(files, &paths.database())
}

pub(super) fn log_key(files: &dyn Files, at: &HostPath) -> Result<Option<LogKey>, SiteError> {
    let unusable = |reason: String| SiteError::LogKey {
        at: at.to_string(),
        reason,
    };
    let Some(bytes) = read_file(files, at, LOG_KEY_BYTES)? else {
        return Ok(None);
    };
    let text = String::from_utf8(bytes).map_err(|_| unusable("it is not text".into()))?;
    LogKey::from_secret_text(&text)
        .map(Some)
        .map_err(|error| unusable(error.to_string()))
}

fn new_log_key(world: &World, paths: &SitePaths) -> Result<LogKey, SiteError> {
    let (mut name, mut secret) = ([0; 16], [0; 32]);
    world.entropy.fill(&mut name);
    world.entropy.fill(&mut secret);
    let key = LogKey::new(&Site::from_random(name), Epoch::FIRST, &secret);
    replace_file(
        world.files.as_ref(),
        &paths.log_key(),
        Mode::PRIVATE,
        key.to_secret_text().as_bytes(),
    )?;
    Ok(key)
}

/// The site that a first epoch's key was made for; it stands in the key's own name.
fn site_of(key: &LogKey, paths: &SitePaths) -> Result<Site, SiteError> {
    let foreign = || SiteError::LogKey {
        at: paths.log_key().to_string(),
        reason: "it was made for another log".into(),
    };
    let (name, _) = key.public().name().split_once('/').ok_or_else(foreign)?;
    let site: Site = name.parse().map_err(|_| foreign())?;
    if key.public().name() == site.origin(Epoch::FIRST) {
        Ok(site)
    } else {
        Err(foreign())
    }
}
