//! The database file: opened once by a process, read beside writes, written by one at a time.

use std::sync::{Arc, Mutex, PoisonError, RwLock};
use std::time::Duration;

use camino::{Utf8Path, Utf8PathBuf};
use rusqlite::config::DbConfig;
use rusqlite::{Connection, OpenFlags, TransactionBehavior};
use sealift_audit::{Epoch, LogHead, LogKey, RecordDraft, Site};

use super::migration::{self, APPLICATION_ID, SCHEMA_VERSION};
use super::{StateError, View, Write};
use crate::effects::{Entropy, Files, HostPath};
use crate::log;

/// How long a change waits for another process that is changing the state.
const PATIENCE: Duration = Duration::from_secs(30);

/// Where the database lies on the real machine.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DatabaseFile {
    /// Absolute path.
    pub path: Utf8PathBuf,
    /// The file layer of SQLite (a VFS) that sees it, where that is not SQLite's own.
    pub vfs: Option<String>,
}

impl DatabaseFile {
    /// A file that the operating system keeps.
    #[must_use]
    pub fn at(path: impl Into<Utf8PathBuf>) -> Self {
        Self {
            path: path.into(),
            vfs: None,
        }
    }

    /// A file of a world, seen as that world's files are.
    #[must_use]
    pub fn of(files: &dyn Files, at: &HostPath) -> Self {
        Self {
            path: files.root().join(at.as_str()),
            vfs: files.database_layer().map(ToOwned::to_owned),
        }
    }

    /// Opens a connection that may not create the file.
    ///
    /// SQLite opens for reading alone what it cannot open for writing, whatever stands in the way: for a moment, that too
    /// many files are open. What really may not be written is so the second time, too.
    pub(super) fn connect(&self, access: OpenFlags) -> Result<Connection, StateError> {
        let opened = self.connect_once(access)?;
        let is_to_write = access.contains(OpenFlags::SQLITE_OPEN_READ_WRITE);
        if is_to_write && opened.is_readonly(rusqlite::MAIN_DB)? {
            return self.connect_once(access);
        }
        Ok(opened)
    }

    fn connect_once(&self, access: OpenFlags) -> Result<Connection, StateError> {
        let flags = access | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let opened = match &self.vfs {
            Some(vfs) => Connection::open_with_flags_and_vfs(&self.path, flags, vfs.as_str()),
            None => Connection::open_with_flags(&self.path, flags),
        };
        opened.map_err(|error| match error.sqlite_error_code() {
            Some(rusqlite::ErrorCode::CannotOpen) => StateError::Unopened {
                path: self.path.to_string(),
            },
            _ => error.into(),
        })
    }
}

/// The state of one world.
pub struct Database {
    file: DatabaseFile,
    writer: Mutex<Connection>,
    reader: Mutex<Connection>,
    key: RwLock<Arc<LogKey>>,
    entropy: Arc<dyn Entropy>,
}

impl Database {
    /// Makes an empty file into the state of a new site, whose log begins with the key given.
    ///
    /// # Errors
    /// [`StateError`]; [`StateError::Unopened`] unless the file exists, because its owner and mode are not SQLite's to
    /// choose, and [`StateError::Foreign`] when it is not empty.
    pub fn create(
        file: DatabaseFile,
        site: Site,
        key: LogKey,
        entropy: Arc<dyn Entropy>,
    ) -> Result<Self, StateError> {
        let mut writer = file.connect(OpenFlags::SQLITE_OPEN_READ_WRITE)?;
        if !is_blank(&writer)? {
            return Err(StateError::Foreign {
                path: file.path.to_string(),
            });
        }
        configure(&writer)?;
        let head = LogHead::new(site, Epoch::FIRST, sealift_audit::tree::Frontier::new());
        if key.public().name() != head.site().origin(head.epoch()) {
            return Err(StateError::Log {
                detail: "the key was made for another log".into(),
            });
        }
        // One transaction, so that a database has nothing or a log with its first checkpoint.
        let transaction = writer.transaction_with_behavior(TransactionBehavior::Immediate)?;
        migration::migrate(&transaction)?;
        log::begin(&Write::new(&transaction, entropy.as_ref()), &head, &key)?;
        transaction.commit()?;
        Self::with(file, writer, key, entropy)
    }

    /// Opens the state of an existing site, bringing an older format to the newest.
    ///
    /// # Errors
    /// [`StateError`]; a database that is newer, foreign or damaged, or whose log does not fit its own last checkpoint,
    /// is left as it is (threat I15).
    pub fn open(
        file: DatabaseFile,
        key: LogKey,
        entropy: Arc<dyn Entropy>,
    ) -> Result<Self, StateError> {
        let mut writer = file.connect(OpenFlags::SQLITE_OPEN_READ_WRITE)?;
        let found = check_format(&writer, &file.path)?;
        configure(&writer)?;
        check_soundness(&writer)?;
        if found < SCHEMA_VERSION {
            let transaction = writer.transaction_with_behavior(TransactionBehavior::Immediate)?;
            migration::migrate(&transaction)?;
            transaction.commit()?;
        }
        // One look at one moment: another process may be adding to the log.
        let moment = writer.transaction()?;
        log::check(&View::new(&moment), key.public())?;
        drop(moment);
        Self::with(file, writer, key, entropy)
    }

    fn with(
        file: DatabaseFile,
        writer: Connection,
        key: LogKey,
        entropy: Arc<dyn Entropy>,
    ) -> Result<Self, StateError> {
        let reader = file.connect(OpenFlags::SQLITE_OPEN_READ_WRITE)?;
        configure(&reader)?;
        reader.pragma_update(None, "query_only", true)?;
        Ok(Self {
            file,
            writer: writer.into(),
            reader: reader.into(),
            key: RwLock::new(key.into()),
            entropy,
        })
    }

    /// Where it lies.
    #[must_use]
    pub const fn file(&self) -> &DatabaseFile {
        &self.file
    }

    /// The key that signs the log.
    #[must_use]
    pub fn log_key(&self) -> Arc<LogKey> {
        let key = self.key.read().unwrap_or_else(PoisonError::into_inner);
        Arc::clone(&key)
    }

    /// Goes on with the key to which another process has handed the log over.
    ///
    /// # Errors
    /// [`StateError`] when it is not the log's.
    pub fn take_log_key(&self, key: LogKey) -> Result<(), StateError> {
        self.read(|view| log::check(view, key.public()))?;
        *self.key.write().unwrap_or_else(PoisonError::into_inner) = key.into();
        Ok(())
    }

    /// Hands the log over to the next epoch's key: a statement that both keys sign, and a record that the new key signs
    /// first. The caller keeps the new key before, and destroys the old one after.
    ///
    /// # Errors
    /// [`StateError`]; nothing has changed then.
    pub fn rotate_log_key(&self, new: LogKey, record: RecordDraft) -> Result<(), StateError> {
        let mut writer = self.writer.lock().unwrap_or_else(PoisonError::into_inner);
        let transaction = writer.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let write = Write::new(&transaction, self.entropy.as_ref());
        write.rotate(&self.log_key(), &new)?;
        write.record(record)?;
        write.seal(&new)?;
        if let Err(error) = transaction.commit() {
            return Err(not_committed(&writer, &error));
        }
        *self.key.write().unwrap_or_else(PoisonError::into_inner) = new.into();
        Ok(())
    }

    /// Looks at the state as it is at one moment.
    ///
    /// # Errors
    /// What the work returns, and [`StateError`] when the state cannot be read.
    pub fn read<T, E: From<StateError>>(
        &self,
        work: impl FnOnce(&View<'_>) -> Result<T, E>,
    ) -> Result<T, E> {
        let mut reader = self.reader.lock().unwrap_or_else(PoisonError::into_inner);
        let transaction = reader.transaction().map_err(StateError::from)?;
        work(&View::new(&transaction))
    }

    /// Changes the state: everything the work does, its records and the checkpoint over them are committed together
    /// and are durable when this returns; on any error but [`StateError::Uncertain`] nothing has changed.
    ///
    /// The work must not call [`Database::write`] or [`Database::read`] of the same database again.
    ///
    /// # Errors
    /// What the work returns, and [`StateError`] when the change cannot be committed.
    pub fn write<T, E: From<StateError>>(
        &self,
        work: impl FnOnce(&Write<'_>) -> Result<T, E>,
    ) -> Result<T, E> {
        let mut writer = self.writer.lock().unwrap_or_else(PoisonError::into_inner);
        let transaction = writer
            .transaction_with_behavior(TransactionBehavior::Immediate)
            .map_err(StateError::from)?;
        let write = Write::new(&transaction, self.entropy.as_ref());
        let result = work(&write)?;
        write.seal(&self.log_key())?;
        match transaction.commit() {
            Ok(()) => Ok(result),
            Err(error) => Err(not_committed(&writer, &error).into()),
        }
    }
}

/// Why a transaction was not committed.
///
/// When the sync of the write-ahead log fails, all of the transaction lies in that log, and whoever reads the log later
/// takes it for committed; yet no later sync can be trusted to make it durable. So the log is emptied into the database,
/// this transaction left out. Only where that fails as well does nobody know what the next start will find.
fn not_committed(writer: &Connection, error: &rusqlite::Error) -> StateError {
    use rusqlite::ffi::{SQLITE_IOERR_DIR_FSYNC, SQLITE_IOERR_FSYNC};
    let detail = error.to_string();
    match error.sqlite_error().map(|error| error.extended_code) {
        Some(SQLITE_IOERR_FSYNC | SQLITE_IOERR_DIR_FSYNC) if is_emptied(writer) => {
            StateError::Unusable { detail }
        }
        Some(SQLITE_IOERR_FSYNC | SQLITE_IOERR_DIR_FSYNC) => StateError::Uncertain { detail },
        _ => StateError::of(error),
    }
}

/// Whether all that is committed could be moved from the write-ahead log into the database, and the log was emptied.
fn is_emptied(writer: &Connection) -> bool {
    let emptied = writer.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |row| row.get(0));
    emptied == Ok(0)
}

/// Settings that hold for a connection, and the journal mode that stays with the file.
fn configure(sql: &Connection) -> Result<(), StateError> {
    sql.busy_timeout(PATIENCE)?;
    sql.set_db_config(DbConfig::SQLITE_DBCONFIG_TRUSTED_SCHEMA, false)?;
    sql.set_db_config(DbConfig::SQLITE_DBCONFIG_DEFENSIVE, true)?;
    sql.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_FKEY, true)?;
    sql.pragma_update(None, "journal_mode", "WAL")?;
    sql.pragma_update(None, "synchronous", "FULL")?;
    // A fsync on a Mac does not reach the medium; this one does. Elsewhere it has no effect.
    sql.pragma_update(None, "fullfsync", true)?;
    sql.pragma_update(None, "checkpoint_fullfsync", true)?;
    sql.pragma_update(None, "cell_size_check", true)?;
    sql.set_prepared_statement_cache_capacity(64);
    Ok(())
}

/// Whether nothing was ever committed to a database, whatever its file holds.
fn is_blank(sql: &Connection) -> Result<bool, StateError> {
    let tables: u32 = sql.query_row("SELECT count(*) FROM sqlite_schema", [], |row| row.get(0))?;
    Ok(tables == 0 && migration::version_of(sql)? == 0)
}

/// Tells the format before anything is changed.
fn check_format(sql: &Connection, path: &Utf8Path) -> Result<u32, StateError> {
    let application: u32 = sql.pragma_query_value(None, "application_id", |row| row.get(0))?;
    let found = migration::version_of(sql)?;
    if application == 0 && is_blank(sql)? {
        let path = path.to_string();
        return Err(StateError::Absent { path });
    }
    if application != APPLICATION_ID || found == 0 {
        return Err(StateError::Foreign {
            path: path.to_string(),
        });
    }
    if found > SCHEMA_VERSION {
        return Err(StateError::Newer {
            found,
            known: SCHEMA_VERSION,
        });
    }
    Ok(found)
}

/// Looks for damage within the pages and for rows that refer to nothing.
fn check_soundness(sql: &Connection) -> Result<(), StateError> {
    let check = || sql.query_row("PRAGMA quick_check(1)", [], |row| row.get::<_, String>(0));
    // SQLite tells a page that could not be read as damage as well; what is damaged is so the second time, too.
    if check()? != "ok" {
        let detail = check()?;
        if detail != "ok" {
            return Err(StateError::Damaged { detail });
        }
    }
    let mut statement = sql.prepare("PRAGMA foreign_key_check")?;
    if statement.exists([])? {
        return Err(StateError::damaged("a row refers to one that is not there"));
    }
    Ok(())
}
