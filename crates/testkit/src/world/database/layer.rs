//! What SQLite calls: each function hands over to a [`Handle`] and says a code.

use std::ffi::{CStr, c_char, c_int, c_void};
use std::ptr::null_mut;
use std::sync::atomic::{AtomicU8, Ordering, fence};

use rusqlite::ffi;

use super::handle::{Code, Handle, Named, remove};
use super::{find, lock};

/// What SQLite knows of an open file: its methods, and then our own.
#[repr(C)]
struct File {
    base: ffi::sqlite3_file,
    handle: *mut Handle,
}

const METHODS: ffi::sqlite3_io_methods = ffi::sqlite3_io_methods {
    iVersion: 2,
    xClose: Some(close),
    xRead: Some(read),
    xWrite: Some(write),
    xTruncate: Some(truncate),
    xSync: Some(sync),
    xFileSize: Some(file_size),
    xLock: Some(raise),
    xUnlock: Some(lower),
    xCheckReservedLock: Some(check_reserved),
    xFileControl: Some(control),
    xSectorSize: Some(sector_size),
    xDeviceCharacteristics: Some(characteristics),
    xShmMap: Some(map),
    xShmLock: Some(slots),
    xShmBarrier: Some(barrier),
    xShmUnmap: Some(unmap),
    xFetch: None,
    xUnfetch: None,
};
static KEPT_METHODS: ffi::sqlite3_io_methods = METHODS;

const LONGEST_PATH: c_int = 1024;

/// Makes the layer known to SQLite for the rest of this process.
pub(super) fn register() {
    let name = std::ffi::CString::new(super::NAME).expect("no zero in it");
    let layer = ffi::sqlite3_vfs {
        iVersion: 1,
        szOsFile: c_int::try_from(size_of::<File>()).expect("two pointers"),
        mxPathname: LONGEST_PATH,
        pNext: null_mut(),
        zName: name.into_raw(),
        pAppData: null_mut(),
        xOpen: Some(open),
        xDelete: Some(delete),
        xAccess: Some(access),
        xFullPathname: Some(full_path),
        xDlOpen: None,
        xDlError: None,
        xDlSym: None,
        xDlClose: None,
        xRandomness: Some(randomness),
        xSleep: Some(sleep),
        xCurrentTime: Some(current_time),
        xGetLastError: None,
        xCurrentTimeInt64: None,
        xSetSystemCall: None,
        xGetSystemCall: None,
        xNextSystemCall: None,
    };
    // SAFETY: SQLite keeps the address for as long as the process lives, and so does what is leaked here.
    let registered = unsafe { ffi::sqlite3_vfs_register(Box::leak(Box::new(layer)), 0) };
    assert_eq!(registered, ffi::SQLITE_OK, "SQLite takes a file layer");
}

/// The handle of an open file.
///
/// # Safety
/// SQLite hands over a file only after [`open`] has made it, before [`close`], and to one thread at a time.
unsafe fn handle<'a>(file: *mut ffi::sqlite3_file) -> &'a mut Handle {
    unsafe { &mut *(*file.cast::<File>()).handle }
}

/// A path that SQLite names.
///
/// # Safety
/// SQLite hands over text that ends with a zero and outlives the call.
unsafe fn path<'a>(name: *const c_char) -> &'a str {
    unsafe { CStr::from_ptr(name) }.to_str().unwrap_or_default()
}

fn code(result: Result<(), Code>) -> Code {
    result.err().unwrap_or(ffi::SQLITE_OK)
}

/// An offset or a size; SQLite has none below zero.
fn unsigned(value: i64) -> u64 {
    u64::try_from(value).expect("SQLite counts from zero")
}

fn index(value: c_int) -> usize {
    usize::try_from(value).expect("SQLite counts from zero")
}

unsafe extern "C" fn open(
    _layer: *mut ffi::sqlite3_vfs,
    name: ffi::sqlite3_filename,
    file: *mut ffi::sqlite3_file,
    flags: c_int,
    flags_given: *mut c_int,
) -> c_int {
    // SAFETY: `file` has room for a `File`, as `szOsFile` says; SQLite wants its methods empty when opening fails.
    let file = unsafe { &mut *file.cast::<File>() };
    file.base.pMethods = std::ptr::null();
    let opened = if name.is_null() {
        Ok((Handle::Temporary(Default::default()), flags))
    } else {
        // SAFETY: see `path`.
        let at = find(unsafe { path(name) }).ok_or(ffi::SQLITE_CANTOPEN);
        at.and_then(|(disk, at)| Named::open(disk, at, flags))
            .map(|(file, given)| (Handle::Named(file), given))
    };
    match opened {
        Err(code) => code,
        Ok((handle, given)) => {
            file.handle = Box::into_raw(Box::new(handle));
            file.base.pMethods = &raw const KEPT_METHODS;
            if !flags_given.is_null() {
                // SAFETY: a place for one number, as SQLite documents.
                unsafe { *flags_given = given };
            }
            ffi::SQLITE_OK
        }
    }
}

unsafe extern "C" fn close(file: *mut ffi::sqlite3_file) -> c_int {
    // SAFETY: made by `Box::into_raw` in `open`, and SQLite closes a file once.
    drop(unsafe { Box::from_raw((*file.cast::<File>()).handle) });
    ffi::SQLITE_OK
}

unsafe extern "C" fn read(
    file: *mut ffi::sqlite3_file,
    into: *mut c_void,
    count: c_int,
    at: i64,
) -> c_int {
    // SAFETY: a buffer of `count` bytes, as SQLite documents.
    let into = unsafe { std::slice::from_raw_parts_mut(into.cast::<u8>(), index(count)) };
    // SAFETY: see `handle`.
    match unsafe { handle(file) }.read(unsigned(at), into) {
        Err(code) => code,
        Ok(read) if read == into.len() => ffi::SQLITE_OK,
        Ok(read) => {
            into[read..].fill(0);
            ffi::SQLITE_IOERR_SHORT_READ
        }
    }
}

unsafe extern "C" fn write(
    file: *mut ffi::sqlite3_file,
    from: *const c_void,
    count: c_int,
    at: i64,
) -> c_int {
    // SAFETY: a buffer of `count` bytes, as SQLite documents.
    let from = unsafe { std::slice::from_raw_parts(from.cast::<u8>(), index(count)) };
    // SAFETY: see `handle`.
    code(unsafe { handle(file) }.write(unsigned(at), from))
}

unsafe extern "C" fn truncate(file: *mut ffi::sqlite3_file, len: i64) -> c_int {
    // SAFETY: see `handle`.
    code(unsafe { handle(file) }.truncate(unsigned(len)))
}

unsafe extern "C" fn sync(file: *mut ffi::sqlite3_file, _flags: c_int) -> c_int {
    // SAFETY: see `handle`.
    code(unsafe { handle(file) }.sync())
}

unsafe extern "C" fn file_size(file: *mut ffi::sqlite3_file, len: *mut i64) -> c_int {
    // SAFETY: see `handle`.
    let found = unsafe { handle(file) }.len();
    code(found.map(|found| {
        // SAFETY: a place for one number, as SQLite documents.
        unsafe { *len = i64::try_from(found).expect("files in memory are small") };
    }))
}

unsafe extern "C" fn raise(file: *mut ffi::sqlite3_file, wanted: c_int) -> c_int {
    // SAFETY: see `handle`.
    code(unsafe { handle(file) }.raise(wanted))
}

unsafe extern "C" fn lower(file: *mut ffi::sqlite3_file, to: c_int) -> c_int {
    // SAFETY: see `handle`.
    unsafe { handle(file) }.lower(to);
    ffi::SQLITE_OK
}

unsafe extern "C" fn check_reserved(file: *mut ffi::sqlite3_file, found: *mut c_int) -> c_int {
    // SAFETY: see `handle`; `found` is a place for one number.
    unsafe { *found = handle(file).is_reserved().into() };
    ffi::SQLITE_OK
}

unsafe extern "C" fn control(_: *mut ffi::sqlite3_file, _: c_int, _: *mut c_void) -> c_int {
    ffi::SQLITE_NOTFOUND
}

unsafe extern "C" fn sector_size(_: *mut ffi::sqlite3_file) -> c_int {
    4096
}

unsafe extern "C" fn characteristics(_: *mut ffi::sqlite3_file) -> c_int {
    ffi::SQLITE_IOCAP_POWERSAFE_OVERWRITE
}

unsafe extern "C" fn map(
    file: *mut ffi::sqlite3_file,
    region: c_int,
    bytes: c_int,
    extends: c_int,
    found: *mut *mut c_void,
) -> c_int {
    // SAFETY: see `handle`.
    let region = unsafe { handle(file) }.region(index(region), index(bytes), extends != 0);
    code(region.map(|region| {
        // SAFETY: a place for one address, as SQLite documents.
        unsafe { *found = region };
    }))
}

unsafe extern "C" fn slots(
    file: *mut ffi::sqlite3_file,
    first: c_int,
    count: c_int,
    flags: c_int,
) -> c_int {
    // SAFETY: see `handle`.
    let handle = unsafe { handle(file) };
    let slots = index(first)..index(first + count);
    if flags & ffi::SQLITE_SHM_UNLOCK != 0 {
        handle.release(slots);
        return ffi::SQLITE_OK;
    }
    match handle.take(slots, flags & ffi::SQLITE_SHM_EXCLUSIVE != 0) {
        true => ffi::SQLITE_OK,
        false => ffi::SQLITE_BUSY,
    }
}

unsafe extern "C" fn barrier(_: *mut ffi::sqlite3_file) {
    fence(Ordering::SeqCst);
}

/// The memory stays until the last handle is closed, which is soon after.
unsafe extern "C" fn unmap(_: *mut ffi::sqlite3_file, _deletes: c_int) -> c_int {
    ffi::SQLITE_OK
}

unsafe extern "C" fn delete(
    _layer: *mut ffi::sqlite3_vfs,
    name: *const c_char,
    is_durable: c_int,
) -> c_int {
    // SAFETY: see `path`.
    match find(unsafe { path(name) }) {
        Some((disk, at)) => code(remove(&disk, &at, is_durable != 0)),
        None => ffi::SQLITE_IOERR_DELETE_NOENT,
    }
}

unsafe extern "C" fn access(
    _layer: *mut ffi::sqlite3_vfs,
    name: *const c_char,
    _what: c_int,
    found: *mut c_int,
) -> c_int {
    // SAFETY: see `path`.
    let at = find(unsafe { path(name) });
    let is_there = at.is_some_and(|(disk, at)| matches!(lock(&disk.tree).find(&at), Ok(Some(_))));
    // SAFETY: a place for one number, as SQLite documents.
    unsafe { *found = is_there.into() };
    ffi::SQLITE_OK
}

unsafe extern "C" fn full_path(
    _layer: *mut ffi::sqlite3_vfs,
    name: *const c_char,
    room: c_int,
    into: *mut c_char,
) -> c_int {
    // SAFETY: see `path`.
    let name = unsafe { CStr::from_ptr(name) }.to_bytes_with_nul();
    if name.len() > index(room) {
        return ffi::SQLITE_CANTOPEN;
    }
    // SAFETY: room enough, as was just seen, and SQLite's two buffers do not overlap.
    unsafe { std::ptr::copy_nonoverlapping(name.as_ptr().cast(), into, name.len()) };
    ffi::SQLITE_OK
}

/// Different in every byte drawn, which is all that SQLite needs of it here.
unsafe extern "C" fn randomness(
    _layer: *mut ffi::sqlite3_vfs,
    count: c_int,
    into: *mut c_char,
) -> c_int {
    static DRAWN: AtomicU8 = AtomicU8::new(1);
    // SAFETY: a buffer of `count` bytes, as SQLite documents.
    let into = unsafe { std::slice::from_raw_parts_mut(into.cast::<u8>(), index(count)) };
    into.fill_with(|| DRAWN.fetch_add(61, Ordering::Relaxed));
    count
}

unsafe extern "C" fn sleep(_layer: *mut ffi::sqlite3_vfs, microseconds: c_int) -> c_int {
    std::thread::sleep(std::time::Duration::from_micros(unsigned(
        microseconds.into(),
    )));
    microseconds
}

/// Noon of some day in 2026, as SQLite counts days; the engine asks SQLite for no time.
unsafe extern "C" fn current_time(_layer: *mut ffi::sqlite3_vfs, now: *mut f64) -> c_int {
    // SAFETY: a place for one number, as SQLite documents.
    unsafe { *now = 2_461_366.0 };
    ffi::SQLITE_OK
}
