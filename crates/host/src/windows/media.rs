//! How a drive's files are opened, and how a drive that has gone is told from one that fails.
#![allow(unsafe_code, reason = "GetFileType is a foreign function")]

use std::fs::{self, File, Metadata};
use std::io;
use std::os::windows::fs::OpenOptionsExt;
use std::os::windows::io::AsRawHandle;
use std::path::Path;

use windows_sys::Win32::Foundation::{
    ERROR_CANT_ACCESS_FILE, ERROR_STOPPED_ON_SYMLINK, GENERIC_WRITE,
};
use windows_sys::Win32::Storage::FileSystem::{
    FILE_FLAG_BACKUP_SEMANTICS, FILE_FLAG_OPEN_REPARSE_POINT, FILE_FLAG_SEQUENTIAL_SCAN,
    FILE_TYPE_DISK, GetFileType, SECURITY_IDENTIFICATION,
};

use super::fault::is_device_gone;

/// Opens a file for reading, following no link at its end; a pipe or a console is refused without reading from it.
pub(crate) fn open(path: &Path) -> io::Result<File> {
    let file = fs::OpenOptions::new()
        .read(true)
        .custom_flags(FILE_FLAG_OPEN_REPARSE_POINT | FILE_FLAG_SEQUENTIAL_SCAN)
        // Whoever serves a pipe of that name learns who asked, and gets none of the asker's rights.
        .security_qos_flags(SECURITY_IDENTIFICATION)
        .open(path)?;
    // SAFETY: the handle is open.
    let kind = unsafe { GetFileType(file.as_raw_handle()) };
    if kind == FILE_TYPE_DISK {
        Ok(file)
    } else {
        Err(io::Error::new(
            io::ErrorKind::InvalidInput,
            "it is a device or a pipe",
        ))
    }
}

/// Nothing to do: opening has said so already.
pub(crate) const fn will_be_read_once(_: &File) {}

/// Whether an error means that the drive itself is gone.
pub(crate) fn is_unplugged(_: &File, error: &io::Error) -> bool {
    let code = error.raw_os_error().map(i32::cast_unsigned);
    code.is_some_and(is_device_gone)
}

/// Whether opening failed because of a link at the end of the path.
pub(crate) fn is_link_refusal(error: &io::Error) -> bool {
    let code = error.raw_os_error().map(i32::cast_unsigned);
    matches!(
        code,
        Some(ERROR_STOPPED_ON_SYMLINK | ERROR_CANT_ACCESS_FILE)
    )
}

/// Links of a kind that the standard library does not call links. It knows symbolic links and junctions; what is left
/// are files that a filter keeps elsewhere (deduplicated, or in a cloud), which are files all the same.
pub(crate) const fn is_reparse_point(_: &Metadata) -> bool {
    false
}

/// What something is that is neither file, directory nor link.
pub(crate) const fn special_kind(_: &Metadata) -> &'static str {
    "a device"
}

/// Nothing to do: an export has the access list that its folder gives it.
#[expect(
    clippy::unnecessary_wraps,
    reason = "on Unix, where there is something to do, it can fail"
)]
pub(crate) const fn readable_by_all(_: &File) -> io::Result<()> {
    Ok(())
}

/// Makes a directory's entries durable where the file system can do that; those of removable drives write through.
#[expect(
    clippy::unnecessary_wraps,
    reason = "on Unix a directory that cannot be opened is an error"
)]
pub(crate) fn sync_directory(path: &Path) -> io::Result<()> {
    let opened = fs::OpenOptions::new()
        .access_mode(GENERIC_WRITE)
        .custom_flags(FILE_FLAG_BACKUP_SEMANTICS)
        .open(path);
    if let Ok(directory) = opened {
        let _ = directory.sync_all();
    }
    Ok(())
}

/// What was written through is read again from wherever the system likes.
pub(crate) const fn forget(_: &std::fs::File) {}

/// Every drive that can be taken out says so itself.
pub(crate) const fn is_for_drives(_: &camino::Utf8Path) -> bool {
    false
}

/// All bytes and the free ones of the volume that holds a folder.
pub(crate) fn room(folder: &Path) -> Option<(u64, u64)> {
    let opened = fs::OpenOptions::new()
        .read(true)
        .custom_flags(FILE_FLAG_BACKUP_SEMANTICS)
        .open(folder)
        .ok()?;
    let room = super::nt::room(&opened).ok()?;
    Some((room.total, room.free))
}

/// What the system says of a drive is all there is to know.
pub(crate) const fn is_removable(_: &str) -> bool {
    false
}

/// The system gives a volume's label as the device's name.
pub(crate) fn label(device: &str) -> Option<String> {
    (!device.is_empty()).then(|| sealift_document::plain(device))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test says what failed by failing")]

    use super::*;
    use std::io::Read;
    use windows_sys::Win32::Foundation::{
        ERROR_CRC, ERROR_DEVICE_NOT_CONNECTED, ERROR_NO_MEDIA_IN_DRIVE,
    };

    #[test]
    fn m06_a_device_or_directory_is_refused_at_once() {
        let folder = tempfile::tempdir().unwrap();
        for refused in ["NUL", "\\\\.\\NUL"] {
            let code = crate::media::open(Path::new(refused)).unwrap_err().code();
            assert!(
                code == "media-not-a-file" || code == "media-read-failed",
                "{refused}: {code}"
            );
        }
        let directory = crate::media::open(folder.path()).unwrap_err();
        assert_eq!(directory.code(), "media-not-a-file");
    }

    #[test]
    fn a_package_is_read_to_its_end() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.sealift");
        fs::write(&path, vec![5; 100_000]).unwrap();
        let mut content = Vec::new();
        crate::media::open(&path)
            .unwrap()
            .read_to_end(&mut content)
            .unwrap();
        assert_eq!(content, vec![5; 100_000]);
    }

    #[test]
    fn m02_a_drive_without_its_device_is_unplugged() {
        let file = tempfile::tempfile().unwrap();
        let error = |code: u32| io::Error::from_raw_os_error(code.cast_signed());
        assert!(is_unplugged(&file, &error(ERROR_DEVICE_NOT_CONNECTED)));
        assert!(is_unplugged(&file, &error(ERROR_NO_MEDIA_IN_DRIVE)));
        assert!(
            !is_unplugged(&file, &error(ERROR_CRC)),
            "it fails, and is there"
        );
    }
}
