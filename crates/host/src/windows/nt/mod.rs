//! The few calls of Windows that work from an open directory, as `openat` and its kin do elsewhere.
//!
//! The standard library and cap-std open files that way or not at all: they create directories, rename, link and
//! remove by path, which somebody with rights on the way can redirect in the meantime. The native calls below take a
//! directory's handle and one name in it, so that no link is ever followed (threats I12, V10). Each of them is a thin,
//! safe function; nothing else in `files` needs unsafe code.

mod change;
mod directory;
mod look;
mod open;
pub(crate) mod reparse;

pub(crate) use change::{delete, delete_emptied, link, patiently, rename};
pub(crate) use directory::names_in;
pub(crate) use look::{Facts, facts, room};
pub(crate) use open::{Kind, Opening, open};

use std::io;

use windows_sys::Win32::Foundation::{NTSTATUS, RtlNtStatusToDosError};

/// A native status as the error that the rest of Windows, and the standard library, know it by.
fn checked(status: NTSTATUS) -> io::Result<()> {
    if status >= 0 {
        return Ok(());
    }
    #[allow(unsafe_code)]
    // SAFETY: the call takes a number and gives a number.
    let code = unsafe { RtlNtStatusToDosError(status) };
    Err(io::Error::from_raw_os_error(code.cast_signed()))
}

/// A name in the units that Windows counts in.
fn wide(name: &str) -> Vec<u16> {
    name.encode_utf16().collect()
}

/// Bytes of a name's units; names are limited to 255 bytes of UTF-8, so they always fit.
fn bytes_of(name: &[u16]) -> u16 {
    u16::try_from(size_of_val(name)).expect("a name of at most 255 bytes")
}
