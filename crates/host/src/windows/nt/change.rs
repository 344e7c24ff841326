//! Renaming, linking and removing by handles.
#![allow(unsafe_code, reason = "NtSetInformationFile is a foreign function")]

use std::fs::File;
use std::io;
use std::os::windows::io::AsRawHandle;
use std::thread::sleep;
use std::time::Duration;

use windows_sys::Wdk::Storage::FileSystem::{
    FILE_INFORMATION_CLASS, FILE_LINK_INFORMATION, FILE_RENAME_IGNORE_READONLY_ATTRIBUTE,
    FILE_RENAME_INFORMATION, FILE_RENAME_POSIX_SEMANTICS, FILE_RENAME_REPLACE_IF_EXISTS,
    FileDispositionInformation, FileDispositionInformationEx, FileLinkInformation,
    FileRenameInformation, FileRenameInformationEx, NtSetInformationFile,
};
use windows_sys::Win32::Foundation::{
    ERROR_ACCESS_DENIED, ERROR_CALL_NOT_IMPLEMENTED, ERROR_DIR_NOT_EMPTY, ERROR_INVALID_FUNCTION,
    ERROR_INVALID_LEVEL, ERROR_INVALID_PARAMETER, ERROR_NOT_SUPPORTED, ERROR_SHARING_VIOLATION,
    WIN32_ERROR,
};
use windows_sys::Win32::Storage::FileSystem::{
    FILE_DISPOSITION_FLAG_DELETE, FILE_DISPOSITION_FLAG_IGNORE_READONLY_ATTRIBUTE,
    FILE_DISPOSITION_FLAG_POSIX_SEMANTICS,
};
use windows_sys::Win32::System::IO::IO_STATUS_BLOCK;

use super::{bytes_of, checked, wide};

/// How often, and how long apart, something is tried while somebody has an entry open.
const TRIES: u32 = 25;
const TICK: Duration = Duration::from_millis(20);

/// Gives an open entry another name, in one step; a file or link of that name is replaced.
///
/// With POSIX semantics (Windows 10 1709, NTFS) that works also while somebody has the old one open; elsewhere such a
/// file is in use.
pub(crate) fn rename(entry: &File, directory: &File, name: &str) -> io::Result<()> {
    let flags = FILE_RENAME_REPLACE_IF_EXISTS
        | FILE_RENAME_POSIX_SEMANTICS
        | FILE_RENAME_IGNORE_READONLY_ATTRIBUTE;
    match set_named(entry, directory, name, flags, FileRenameInformationEx) {
        Err(error) if is_unknown(&error) => {}
        done => return done,
    }
    // The flags of old are one Boolean: whether to replace. A reader of the old file is in the way for a moment.
    patiently(|| set_named(entry, directory, name, 1, FileRenameInformation))
}

/// Gives an open file a second name, which must not exist.
pub(crate) fn link(file: &File, directory: &File, name: &str) -> io::Result<()> {
    set_named(file, directory, name, 0, FileLinkInformation)
}

/// Removes an entry that was opened for removal: a file, a link itself, an empty directory.
///
/// With POSIX semantics its name is free at once, though others may have it open.
pub(crate) fn delete(entry: &File) -> io::Result<()> {
    let flags = FILE_DISPOSITION_FLAG_DELETE
        | FILE_DISPOSITION_FLAG_POSIX_SEMANTICS
        | FILE_DISPOSITION_FLAG_IGNORE_READONLY_ATTRIBUTE;
    match set(entry, &flags.to_ne_bytes(), FileDispositionInformationEx) {
        Err(error) if is_unknown(&error) => {}
        done => return done,
    }
    set(entry, &[1], FileDispositionInformation)
}

/// Removes a directory that was just emptied: a removed name may last until its last reader has closed it.
pub(crate) fn delete_emptied(directory: &File) -> io::Result<()> {
    patiently_while(&[ERROR_DIR_NOT_EMPTY], || delete(directory))
}

/// Whether an error says that this system or file system does not know the newer call.
fn is_unknown(error: &io::Error) -> bool {
    matches!(
        error.raw_os_error().map(i32::cast_unsigned),
        Some(
            ERROR_INVALID_PARAMETER
                | ERROR_INVALID_FUNCTION
                | ERROR_INVALID_LEVEL
                | ERROR_NOT_SUPPORTED
                | ERROR_CALL_NOT_IMPLEMENTED
        )
    )
}

/// Tries again for a moment what fails because somebody has an entry open: a scanner of viruses looks at every new
/// file, and a reader soon closes what it reads. Of a target in use Windows says no more than that access is denied.
pub(crate) fn patiently<T>(work: impl FnMut() -> io::Result<T>) -> io::Result<T> {
    patiently_while(&[ERROR_SHARING_VIOLATION, ERROR_ACCESS_DENIED], work)
}

fn patiently_while<T>(
    passing: &[WIN32_ERROR],
    mut work: impl FnMut() -> io::Result<T>,
) -> io::Result<T> {
    for _ in 0..TRIES {
        match work() {
            Err(error)
                if error
                    .raw_os_error()
                    .is_some_and(|code| passing.contains(&code.cast_unsigned())) => {}
            done => return done,
        }
        sleep(TICK);
    }
    work()
}

/// The two structures that say where a name is to be: they differ in name alone.
const _: () = assert!(
    size_of::<FILE_RENAME_INFORMATION>() == size_of::<FILE_LINK_INFORMATION>()
        && std::mem::offset_of!(FILE_RENAME_INFORMATION, FileName)
            == std::mem::offset_of!(FILE_LINK_INFORMATION, FileName)
);

fn set_named(
    entry: &File,
    directory: &File,
    name: &str,
    flags: u32,
    class: FILE_INFORMATION_CLASS,
) -> io::Result<()> {
    let name = wide(name);
    let header = std::mem::offset_of!(FILE_RENAME_INFORMATION, FileName);
    // Words of the widest alignment that the structure has.
    let words = (header + size_of_val(name.as_slice())).div_ceil(size_of::<u64>()) + 1;
    let mut buffer = vec![0_u64; words.max(size_of::<FILE_RENAME_INFORMATION>().div_ceil(8))];
    let information = buffer.as_mut_ptr().cast::<FILE_RENAME_INFORMATION>();
    // SAFETY: the buffer is aligned for the structure, at least as large as it, and has room for the whole name
    // behind its header; nothing else refers to it.
    unsafe {
        (*information).Anonymous.Flags = flags;
        (*information).RootDirectory = directory.as_raw_handle();
        (*information).FileNameLength = bytes_of(&name).into();
        let place = (&raw mut (*information).FileName).cast::<u16>();
        place.copy_from_nonoverlapping(name.as_ptr(), name.len());
    }
    // SAFETY: the buffer's bytes were all initialised when it was made.
    let bytes = unsafe {
        std::slice::from_raw_parts(
            buffer.as_ptr().cast::<u8>(),
            buffer.len() * size_of::<u64>(),
        )
    };
    set(entry, bytes, class)
}

fn set(entry: &File, information: &[u8], class: FILE_INFORMATION_CLASS) -> io::Result<()> {
    let mut status = IO_STATUS_BLOCK::default();
    let length = u32::try_from(information.len()).expect("a name and a few words");
    // SAFETY: the handle is open, and both pointers are to memory of the stated length that outlives the call.
    checked(unsafe {
        NtSetInformationFile(
            entry.as_raw_handle(),
            &raw mut status,
            information.as_ptr().cast(),
            length,
            class,
        )
    })
}
