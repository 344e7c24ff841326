//! A site's first day, and every day after.

use sealift_audit::{Epoch, LogKey, RecordDraft, Site};
use sealift_package::manifest::Mode;

use super::writing::{ensure_directory, read_file, replace_file};
use super::{SiteError, SitePaths, rotation};
use crate::effects::{Files, FilesError, HostPath, World};
use crate::state::{Database, DatabaseFile, StateError};

/// Only its owner enters.
const PRIVATE_DIRECTORY: u32 = 0o700;
const LOG_KEY_BYTES: u64 = 4096;

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
    if let Some(database) = rotation::take_up(world, paths)? {
        return Ok(database);
    }
    let key = log_key(files, &paths.log_key())?.ok_or_else(|| SiteError::LogKey {
        at: paths.log_key().to_string(),
        reason: "it is missing".into(),
    })?;
    open_with(world, paths, key)
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
    match read() {
        Err(reason) if may_be_unreadable => reason.into(),
        _ => error.into(),
    }
}

/// Opens the state of a site, or founds one whose log begins with the record given.
///
/// A founding that was interrupted is taken up where it stopped: the key is kept before the database, and a database
/// without content is no site yet.
///
/// # Errors
/// [`SiteError`].
pub fn open_or_found(
    world: &World,
    paths: &SitePaths,
    first: RecordDraft,
) -> Result<Database, SiteError> {
    let files = world.files.as_ref();
    if exists(files, paths)? {
        match open(world, paths) {
            // Nobody came further than to make the file.
            Err(SiteError::State(StateError::Absent { .. })) => {}
            opened => return begin(opened?, first),
        }
    }
    let private = Mode::from_bits(PRIVATE_DIRECTORY).expect("permission bits");
    ensure_directory(files, &paths.state, private)?;
    ensure_directory(files, &paths.config, Mode::EXECUTABLE)?;
    let key = match log_key(files, &paths.log_key())? {
        Some(key) => key,
        None => new_log_key(world, paths)?,
    };
    if files.inspect(&paths.database())?.is_none() {
        replace_file(files, &paths.database(), Mode::PRIVATE, &[])?;
    }
    let site = site_of(&key, paths)?;
    let created = Database::create(file(files, paths), site, key, world.entropy.clone());
    let database = created.map_err(|error| in_plain_words(files, paths, error))?;
    begin(database, first)
}

/// Makes sure that the log has its first record, also when a founding stopped just before it.
fn begin(database: Database, first: RecordDraft) -> Result<Database, SiteError> {
    let head = database.read(|view| view.log_head())?;
    if head.frontier().size() == 0 {
        database.write::<_, StateError>(|write| write.record(first))?;
    }
    Ok(database)
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
