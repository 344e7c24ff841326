//! What an open entry is, and how much room its volume has.
#![allow(unsafe_code, reason = "the system's own calls are foreign functions")]

use std::fs::File;
use std::io;
use std::os::windows::io::AsRawHandle;

use windows_sys::Wdk::Storage::FileSystem::{
    FileFsFullSizeInformation, NtQueryVolumeInformationFile,
};
use windows_sys::Win32::Storage::FileSystem::{
    BY_HANDLE_FILE_INFORMATION, GetFileInformationByHandle,
};
use windows_sys::Win32::System::IO::IO_STATUS_BLOCK;

use super::checked;

/// What tells one entry from all others, and its times in units of 100 ns since 1601.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Facts {
    pub(crate) volume: u32,
    pub(crate) index: u64,
    pub(crate) bytes: u64,
    pub(crate) written: u64,
    pub(crate) created: u64,
}

/// Looks at an open entry.
pub(crate) fn facts(entry: &File) -> io::Result<Facts> {
    let mut found = BY_HANDLE_FILE_INFORMATION::default();
    // SAFETY: the handle is open and the pointer is to a local of the right type.
    let done = unsafe { GetFileInformationByHandle(entry.as_raw_handle(), &raw mut found) };
    if done == 0 {
        return Err(io::Error::last_os_error());
    }
    let both = |high: u32, low: u32| u64::from(high) << 32 | u64::from(low);
    let (written, created) = (found.ftLastWriteTime, found.ftCreationTime);
    Ok(Facts {
        volume: found.dwVolumeSerialNumber,
        index: both(found.nFileIndexHigh, found.nFileIndexLow),
        bytes: both(found.nFileSizeHigh, found.nFileSizeLow),
        written: both(written.dwHighDateTime, written.dwLowDateTime),
        created: both(created.dwHighDateTime, created.dwLowDateTime),
    })
}

/// Room on a volume in bytes.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Room {
    pub(crate) free: u64,
    pub(crate) total: u64,
}

/// `FILE_FS_FULL_SIZE_INFORMATION` of the driver kit, in units of `sectors * bytes`.
#[repr(C)]
#[derive(Default)]
struct FullSize {
    total_units: i64,
    caller_units: i64,
    actual_units: i64,
    sectors: u32,
    bytes: u32,
}

/// Room on the volume that an open entry lies on, as this user's quota allows.
pub(crate) fn room(entry: &File) -> io::Result<Room> {
    let mut found = FullSize::default();
    let mut status = IO_STATUS_BLOCK::default();
    // SAFETY: the handle is open, and the pointers are to locals; the length is that of the structure, whose layout
    // is the one documented for this class.
    checked(unsafe {
        NtQueryVolumeInformationFile(
            entry.as_raw_handle(),
            &raw mut status,
            (&raw mut found).cast(),
            u32::try_from(size_of::<FullSize>()).expect("32"),
            FileFsFullSizeInformation,
        )
    })?;
    let unit = u64::from(found.sectors) * u64::from(found.bytes);
    let bytes = |units: i64| u64::try_from(units).unwrap_or(0).saturating_mul(unit);
    Ok(Room {
        free: bytes(found.caller_units),
        total: bytes(found.total_units),
    })
}
