//! An open file of SQLite's, in words of the machine.

use std::ffi::{c_int, c_void};
use std::ops::Range;
use std::sync::{Arc, Mutex};

use rusqlite::ffi;
use sealift_engine::effects::{FileFault, HostPath};

use super::super::content::Bytes;
use super::super::disk::{Disk, bytes_of};
use super::super::fault::{Entered, Stop};
use super::super::lock;
use super::super::tree::{Change, Content, Number};
use super::super::trouble::Call;
use super::locks::{Locks, SharedMemory};

/// A device that fails in the midst of a sync.
const DEVICE: FileFault = FileFault::Device(String::new());

/// What SQLite is told: one of its codes.
pub(super) type Code = c_int;

/// A file that SQLite has open.
pub(super) enum Handle {
    /// A file of the machine.
    Named(Named),
    /// One without a name, which ends with its connection: no effect on anything that lasts.
    Temporary(Bytes),
}

pub(super) struct Named {
    disk: Disk,
    at: HostPath,
    number: Number,
    /// Distinguishes this handle from others of the same file.
    who: u64,
    /// The process that opened it.
    process: u64,
    locks: Arc<Mutex<Locks>>,
    memory: Arc<SharedMemory>,
    /// Whether the first sync is to make the directory durable as well.
    owes_directory: bool,
}

impl Named {
    /// Opens a file, making it where SQLite's flags ask for that; the flags with which it was opened. What SQLite would
    /// make a journal with, it makes durable in its directory too when it first syncs it, whoever made it.
    pub(super) fn open(disk: Disk, at: HostPath, flags: c_int) -> Result<(Self, c_int), Code> {
        static NEXT: Mutex<u64> = Mutex::new(0);
        let creates = flags & ffi::SQLITE_OPEN_CREATE != 0;
        let is_journal = flags & (ffi::SQLITE_OPEN_WAL | ffi::SQLITE_OPEN_MAIN_JOURNAL) != 0;
        let found = lock(&disk.tree).find(&at);
        let found = found.map_err(|_| ffi::SQLITE_CANTOPEN)?;
        let given = may_open(&disk, &at, flags, found.is_some())?;
        let number = match found {
            Some(number) => number,
            None if creates => {
                let made = effect(
                    &disk,
                    Call::Make,
                    "create",
                    &at,
                    ffi::SQLITE_CANTOPEN,
                    || lock(&disk.tree).insert(&at, Content::empty_file(), 0o600),
                );
                made?
            }
            None => return Err(ffi::SQLITE_CANTOPEN),
        };
        if bytes_of(&lock(&disk.tree), number).is_none() {
            return Err(ffi::SQLITE_CANTOPEN);
        }
        let who = {
            let mut next = lock(&NEXT);
            *next += 1;
            *next
        };
        let (locks, memory) = {
            let mut databases = lock(&disk.databases);
            let locks = databases.entry(number).or_default();
            let mut held = lock(locks);
            held.arrive(who);
            (Arc::clone(locks), Arc::clone(&held.memory))
        };
        let opened = Self {
            process: disk.faults.process(),
            owes_directory: creates && is_journal,
            disk,
            at,
            number,
            who,
            locks,
            memory,
        };
        Ok((opened, given))
    }

    /// A file that a process had open which is gone does nothing any more.
    fn is_of_the_living(&self) -> bool {
        self.process == self.disk.faults.process() && !self.disk.faults.has_crashed()
    }

    fn call<T>(
        &self,
        call: Call,
        doing: &str,
        code: Code,
        work: impl FnOnce() -> Result<T, FileFault>,
    ) -> Result<T, Code> {
        if !self.is_of_the_living() {
            return Err(code);
        }
        effect(&self.disk, call, doing, &self.at, code, work)
    }

    /// Writes; what fails has come half of the way, as it does where a disk is full or breaks in the midst of it.
    fn write(&self, at: u64, from: &[u8]) -> Result<(), Code> {
        let write = |part: &[u8]| self.disk.write(self.number, at, part);
        let written = self.call(Call::WritePage, "write", ffi::SQLITE_IOERR_WRITE, || {
            write(from)
        });
        if written.is_err() && self.is_of_the_living() {
            let _ = write(&from[..from.len() / 2]);
        }
        written
    }
}

/// Whether a file that is there can be opened, and with which flags: where it may not be written, SQLite's own layer opens
/// it for reading alone.
fn may_open(disk: &Disk, at: &HostPath, flags: c_int, is_there: bool) -> Result<c_int, Code> {
    if !is_there {
        return Ok(flags);
    }
    let opened = disk
        .faults
        .try_enter(Call::OpenDatabase, format!("open {at}"));
    match opened.map(drop) {
        Ok(()) => Ok(flags),
        Err(Stop::Fault(FileFault::ReadOnly)) => {
            let writing = ffi::SQLITE_OPEN_READWRITE | ffi::SQLITE_OPEN_CREATE;
            Ok(flags & !writing | ffi::SQLITE_OPEN_READONLY)
        }
        Err(_) => Err(ffi::SQLITE_CANTOPEN),
    }
}

/// Counts an effect and lets it happen; what SQLite is told when it does not.
fn effect<T>(
    disk: &Disk,
    call: Call,
    doing: &str,
    at: &HostPath,
    code: Code,
    work: impl FnOnce() -> Result<T, FileFault>,
) -> Result<T, Code> {
    let entered: Result<Entered, Stop> = disk.faults.try_enter(call, format!("{doing} {at}"));
    let entered = entered.map_err(|stop| match stop {
        Stop::Fault(fault) => said(&fault, code),
        Stop::Interrupted | Stop::Dead => code,
    })?;
    let result = work().map_err(|fault| said(&fault, code));
    entered.outlive().map_err(|_| code)?;
    result
}

/// The code for a fault, as SQLite's own layer would have chosen it: it knows of a full disk only where it writes.
const fn said(fault: &FileFault, otherwise: Code) -> Code {
    match fault {
        FileFault::Full if otherwise == ffi::SQLITE_IOERR_WRITE => ffi::SQLITE_FULL,
        _ => otherwise,
    }
}

/// Removes a file.
pub(super) fn remove(disk: &Disk, at: &HostPath, is_durable: bool) -> Result<(), Code> {
    if !matches!(lock(&disk.tree).find(at), Ok(Some(_))) {
        return Err(ffi::SQLITE_IOERR_DELETE_NOENT);
    }
    effect(
        disk,
        Call::Alter,
        "remove",
        at,
        ffi::SQLITE_IOERR_DELETE,
        || {
            let mut tree = lock(&disk.tree);
            let number = tree.take(at)?;
            let bytes = bytes_of(&tree, number).map_or(0, Bytes::len);
            tree.used = tree.used.saturating_sub(bytes);
            Ok(())
        },
    )?;
    if is_durable {
        sync_directory(disk, at)?;
    }
    Ok(())
}

fn sync_directory(disk: &Disk, of: &HostPath) -> Result<(), Code> {
    let Some(directory) = of.parent() else {
        return Ok(());
    };
    let code = ffi::SQLITE_IOERR_DIR_FSYNC;
    let synced = effect(
        disk,
        Call::SyncFolder,
        "sync-directory",
        &directory,
        code,
        || {
            let mut tree = lock(&disk.tree);
            let number = tree.existing(&directory)?;
            tree.sync(number);
            Ok(())
        },
    );
    synced.or_else(|code| {
        disk.lose(&DEVICE, |tree| {
            tree.find(&directory).ok().flatten().into_iter().collect()
        });
        disk.faults.forgive(code)
    })
}

impl Handle {
    pub(super) fn read(&self, at: u64, into: &mut [u8]) -> Result<usize, Code> {
        match self {
            Self::Temporary(bytes) => Ok(bytes.read_at(at, into)),
            Self::Named(file) => file.call(Call::Peek, "read", ffi::SQLITE_IOERR_READ, || {
                let tree = lock(&file.disk.tree);
                Ok(bytes_of(&tree, file.number).map_or(0, |bytes| bytes.read_at(at, into)))
            }),
        }
    }

    pub(super) fn write(&mut self, at: u64, from: &[u8]) -> Result<(), Code> {
        match self {
            Self::Temporary(bytes) => {
                bytes.write_at(at, from);
                Ok(())
            }
            Self::Named(file) => file.write(at, from),
        }
    }

    pub(super) fn truncate(&mut self, len: u64) -> Result<(), Code> {
        match self {
            Self::Temporary(bytes) => bytes.resize(len),
            Self::Named(file) => file.call(
                Call::WritePage,
                "truncate",
                ffi::SQLITE_IOERR_TRUNCATE,
                || {
                    let mut tree = lock(&file.disk.tree);
                    let before = bytes_of(&tree, file.number).map_or(0, Bytes::len);
                    tree.used = (tree.used + len).saturating_sub(before);
                    let file = file.number;
                    tree.make(Change::Resize { file, len });
                    Ok(())
                },
            )?,
        }
        Ok(())
    }

    pub(super) fn sync(&mut self) -> Result<(), Code> {
        let Self::Named(file) = self else {
            return Ok(());
        };
        if file.disk.faults.leaves_out(&format!("sync {}", file.at)) {
            return Ok(());
        }
        let synced = file.call(Call::Sync, "sync", ffi::SQLITE_IOERR_FSYNC, || {
            lock(&file.disk.tree).sync(file.number);
            Ok(())
        });
        synced.or_else(|code| {
            if file.is_of_the_living() {
                file.disk.lose(&DEVICE, |_| [file.number].into());
            }
            file.disk.faults.forgive(code)
        })?;
        if file.owes_directory {
            // SQLite's own layer looks away when this fails.
            let _ = sync_directory(&file.disk, &file.at);
            file.owes_directory = false;
        }
        Ok(())
    }

    pub(super) fn len(&self) -> Result<u64, Code> {
        match self {
            Self::Temporary(bytes) => Ok(bytes.len()),
            Self::Named(file) => file.call(Call::Peek, "measure", ffi::SQLITE_IOERR_FSTAT, || {
                Ok(bytes_of(&lock(&file.disk.tree), file.number).map_or(0, Bytes::len))
            }),
        }
    }

    /// Raises the file's lock, unless another is in the way. Whoever is gone gets an error for which nobody waits: it must
    /// not take the last one's duties upon itself while its connection is closed.
    pub(super) fn raise(&self, wanted: c_int) -> Result<(), Code> {
        self.named(Ok(()), |file, locks| {
            let raised = file.call(Call::Lock, "lock", ffi::SQLITE_IOERR_LOCK, || {
                Ok(locks.raise(file.who, wanted))
            });
            match raised? {
                true => Ok(()),
                false => Err(ffi::SQLITE_BUSY),
            }
        })
    }

    pub(super) fn lower(&self, to: c_int) {
        self.named((), |file, locks| locks.lower(file.who, to));
    }

    pub(super) fn is_reserved(&self) -> bool {
        self.named(false, |_, locks| locks.is_reserved())
    }

    pub(super) fn take(&self, slots: Range<usize>, is_exclusive: bool) -> bool {
        self.named(true, |file, locks| {
            locks.take(file.who, slots, is_exclusive)
        })
    }

    pub(super) fn release(&self, slots: Range<usize>) {
        self.named((), |file, locks| locks.release(file.who, slots));
    }

    pub(super) fn region(
        &self,
        number: usize,
        bytes: usize,
        extends: bool,
    ) -> Result<*mut c_void, Code> {
        match self {
            Self::Temporary(_) => Ok(std::ptr::null_mut()),
            Self::Named(file) => file.call(Call::Lock, "map", ffi::SQLITE_IOERR_SHMMAP, || {
                Ok(file.memory.region(number, bytes, extends))
            }),
        }
    }

    fn named<T>(&self, otherwise: T, work: impl FnOnce(&Named, &mut Locks) -> T) -> T {
        match self {
            Self::Temporary(_) => otherwise,
            Self::Named(file) => work(file, &mut lock(&file.locks)),
        }
    }
}

impl Drop for Named {
    fn drop(&mut self) {
        let mut databases = lock(&self.disk.databases);
        let was_last = lock(&self.locks).depart(self.who);
        let is_known = databases
            .get(&self.number)
            .is_some_and(|known| Arc::ptr_eq(known, &self.locks));
        if was_last && is_known {
            databases.remove(&self.number);
        }
    }
}
