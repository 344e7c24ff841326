//! The names in an open directory.
#![allow(unsafe_code, reason = "the system's own calls are foreign functions")]

use std::fs::File;
use std::io;
use std::os::windows::io::AsRawHandle;

use windows_sys::Win32::Foundation::ERROR_NO_MORE_FILES;
use windows_sys::Win32::Storage::FileSystem::{
    FILE_FULL_DIR_INFO, FileFullDirectoryInfo, FileFullDirectoryRestartInfo,
    GetFileInformationByHandleEx,
};

/// Words of the buffer that a directory is read into: 64 KiB.
const WORDS: usize = 8 << 10;

/// Raw names in an open directory, without `.` and `..`.
pub(crate) fn names_in(directory: &File) -> io::Result<Vec<Vec<u16>>> {
    let mut names = Vec::new();
    let mut buffer = vec![0_u64; WORDS];
    let mut class = FileFullDirectoryRestartInfo;
    loop {
        // SAFETY: the handle is open, and the buffer is as long as stated and aligned for the structures put into it.
        let done = unsafe {
            GetFileInformationByHandleEx(
                directory.as_raw_handle(),
                class,
                buffer.as_mut_ptr().cast(),
                u32::try_from(WORDS * size_of::<u64>()).expect("64 KiB"),
            )
        };
        if done == 0 {
            let error = io::Error::last_os_error();
            let code = error.raw_os_error().map(i32::cast_unsigned);
            return if code == Some(ERROR_NO_MORE_FILES) {
                Ok(names)
            } else {
                Err(error)
            };
        }
        take_names(&buffer, &mut names);
        class = FileFullDirectoryInfo;
    }
}

/// Walks the chain of entries that the system put into the buffer; whatever leads out of it ends the walk.
fn take_names(buffer: &[u64], names: &mut Vec<Vec<u16>>) {
    const HEADER: usize = std::mem::offset_of!(FILE_FULL_DIR_INFO, FileName);
    let end = size_of_val(buffer);
    let mut at: usize = 0;
    while at.is_multiple_of(size_of::<u64>()) && at + size_of::<FILE_FULL_DIR_INFO>() <= end {
        // SAFETY: the entry begins at an aligned place inside the buffer and its fixed part ends inside it; any bit
        // pattern is a value of its integers.
        let entry = unsafe {
            buffer
                .as_ptr()
                .byte_add(at)
                .cast::<FILE_FULL_DIR_INFO>()
                .read()
        };
        let units = usize::try_from(entry.FileNameLength).unwrap_or(usize::MAX) / size_of::<u16>();
        if units > (end - at - HEADER) / size_of::<u16>() {
            return;
        }
        // SAFETY: the name lies inside the buffer, as was just checked, at an even place.
        let name = unsafe {
            let first = buffer.as_ptr().byte_add(at + HEADER).cast::<u16>();
            std::slice::from_raw_parts(first, units)
        };
        const DOT: u16 = b'.' as u16;
        if name != [DOT] && name != [DOT, DOT] {
            names.push(name.to_vec());
        }
        if entry.NextEntryOffset == 0 {
            return;
        }
        at += usize::try_from(entry.NextEntryOffset).unwrap_or(usize::MAX / 2);
    }
}
