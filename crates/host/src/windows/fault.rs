//! What the system's error codes mean for a file effect, in one place.

use std::io;

use sealift_engine::effects::{FileFault, FilesError};
use windows_sys::Win32::Foundation as code;

/// The fault behind an error.
fn fault(error: &io::Error) -> FileFault {
    let Some(number) = error.raw_os_error().map(i32::cast_unsigned) else {
        return FilesError::from_io("", "", error).fault;
    };
    match number {
        code::ERROR_FILE_NOT_FOUND | code::ERROR_PATH_NOT_FOUND | code::ERROR_DELETE_PENDING => {
            FileFault::Missing
        }
        code::ERROR_FILE_EXISTS | code::ERROR_ALREADY_EXISTS => FileFault::Exists,
        // Both are what the native STATUS_NOT_A_DIRECTORY and STATUS_FILE_IS_A_DIRECTORY become.
        code::ERROR_DIRECTORY => FileFault::WrongKind("directory"),
        code::ERROR_DIRECTORY_NOT_SUPPORTED => FileFault::WrongKind("file"),
        code::ERROR_STOPPED_ON_SYMLINK | code::ERROR_CANT_ACCESS_FILE => {
            FileFault::Link(String::new())
        }
        code::ERROR_DIR_NOT_EMPTY => FileFault::NotEmpty,
        code::ERROR_ACCESS_DENIED | code::ERROR_PRIVILEGE_NOT_HELD => FileFault::Denied,
        code::ERROR_WRITE_PROTECT => FileFault::ReadOnly,
        code::ERROR_DISK_FULL
        | code::ERROR_HANDLE_DISK_FULL
        | code::ERROR_DISK_QUOTA_EXCEEDED
        | code::ERROR_NOT_ENOUGH_QUOTA => FileFault::Full,
        code::ERROR_TOO_MANY_OPEN_FILES | code::ERROR_NO_SYSTEM_RESOURCES => FileFault::TooManyOpen,
        code::ERROR_SHARING_VIOLATION
        | code::ERROR_LOCK_VIOLATION
        | code::ERROR_BUSY
        | code::ERROR_USER_MAPPED_FILE => FileFault::Busy,
        _ if is_device_failure(number) || is_device_gone(number) => {
            FileFault::Device(error.to_string())
        }
        code::ERROR_INVALID_FUNCTION
        | code::ERROR_NOT_SUPPORTED
        | code::ERROR_NOT_SAME_DEVICE
        | code::ERROR_TOO_MANY_LINKS => FileFault::Unsupported,
        _ => FileFault::Other(error.to_string()),
    }
}

fn is_device_failure(number: u32) -> bool {
    matches!(
        number,
        code::ERROR_CRC
            | code::ERROR_SEEK
            | code::ERROR_SECTOR_NOT_FOUND
            | code::ERROR_WRITE_FAULT
            | code::ERROR_READ_FAULT
            | code::ERROR_GEN_FAILURE
            | code::ERROR_IO_DEVICE
            | code::ERROR_DISK_CORRUPT
            | code::ERROR_FILE_CORRUPT
            | code::ERROR_DEVICE_HARDWARE_ERROR
    )
}

/// Whether an error code means that the drive itself is gone.
pub(crate) fn is_device_gone(number: u32) -> bool {
    matches!(
        number,
        code::ERROR_BAD_UNIT
            | code::ERROR_NOT_READY
            | code::ERROR_DEV_NOT_EXIST
            | code::ERROR_NO_SUCH_DEVICE
            | code::ERROR_FILE_INVALID
            | code::ERROR_NO_MEDIA_IN_DRIVE
            | code::ERROR_DEVICE_NOT_CONNECTED
            | code::ERROR_DEVICE_REMOVED
            | code::ERROR_WRONG_DISK
    )
}

/// A file error at a path, from the system's error.
pub(crate) fn refused(doing: &'static str, at: &str, error: &io::Error) -> FilesError {
    let fault = match fault(error) {
        FileFault::Link(_) => FileFault::Link(at.into()),
        fault => fault,
    };
    FilesError {
        doing,
        at: at.into(),
        fault,
    }
}

/// Wraps an error of reading or writing, so that the fault can be had back from `std::io` by
/// [`FilesError::from_io`].
pub(crate) fn carried(doing: &'static str, at: &str, error: &io::Error) -> io::Error {
    if error.kind() == io::ErrorKind::Interrupted {
        return io::ErrorKind::Interrupted.into();
    }
    io::Error::new(error.kind(), refused(doing, at, error))
}
