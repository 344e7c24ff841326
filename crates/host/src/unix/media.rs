//! How a drive's files are opened, and how a drive that has gone is told from one that fails.

use std::fs::{self, File, Metadata};
use std::io;
use std::os::unix::fs::{FileTypeExt, MetadataExt, OpenOptionsExt};
use std::path::Path;

use rustix::fs::OFlags;
use rustix::io::Errno;

/// Opens a file for reading, following no link at its end and waiting for nothing.
pub(crate) fn open(path: &Path) -> io::Result<File> {
    let flags = OFlags::NOFOLLOW | OFlags::NONBLOCK | OFlags::NOCTTY;
    fs::OpenOptions::new()
        .read(true)
        .custom_flags(i32::try_from(flags.bits()).unwrap_or(0))
        .open(path)
}

/// Tells the kernel to read ahead, and to keep nothing that other programs could use the memory for.
pub(crate) fn will_be_read_once(file: &File) {
    #[cfg(target_os = "linux")]
    {
        let _ = rustix::fs::fadvise(file, 0, None, rustix::fs::Advice::Sequential);
        let _ = rustix::fs::fadvise(file, 0, None, rustix::fs::Advice::NoReuse);
    }
    #[cfg(not(target_os = "linux"))]
    let _ = file;
}

/// Tells the kernel to let go of what it holds of a file in memory, so that the next reading is of the drive.
pub(crate) fn forget(file: &File) {
    #[cfg(target_os = "linux")]
    let _ = rustix::fs::fadvise(file, 0, None, rustix::fs::Advice::DontNeed);
    #[cfg(not(target_os = "linux"))]
    let _ = file;
}

/// Whether an error means that the drive itself is gone.
pub(crate) fn is_unplugged(file: &File, error: &io::Error) -> bool {
    match Errno::from_io_error(error) {
        Some(Errno::NODEV | Errno::NXIO | Errno::STALE) => true,
        #[cfg(target_os = "linux")]
        Some(Errno::NOMEDIUM) => true,
        Some(Errno::IO) => is_device_gone(file),
        _ => false,
    }
}

/// Whether the kernel no longer knows the block device that a file lies on. Network and FUSE file systems have none
/// (major number 0), and nothing can be said of them.
fn is_device_gone(file: &File) -> bool {
    let Ok(found) = file.metadata() else {
        return true;
    };
    let device = found.dev();
    let (major, minor) = (
        rustix::fs::major(device as _),
        rustix::fs::minor(device as _),
    );
    let known = format!("/sys/dev/block/{major}:{minor}");
    major != 0 && Path::new("/sys/dev/block").exists() && !Path::new(&known).exists()
}

/// Whether opening failed because of a link at the end of the path.
pub(crate) fn is_link_refusal(error: &io::Error) -> bool {
    matches!(
        Errno::from_io_error(error),
        Some(Errno::LOOP | Errno::MLINK)
    )
}

/// Links of a kind that the standard library does not call links; there are none here.
pub(crate) const fn is_reparse_point(_: &Metadata) -> bool {
    false
}

/// What something is that is neither file, directory nor link.
pub(crate) fn special_kind(found: &Metadata) -> &'static str {
    let kind = found.file_type();
    if kind.is_fifo() {
        "a named pipe"
    } else if kind.is_socket() {
        "a socket"
    } else {
        "a device"
    }
}

/// Gives a finished export the mode of an ordinary file; the drive's file system may know none.
pub(crate) fn readable_by_all(file: &File) -> io::Result<()> {
    match rustix::fs::fchmod(file, rustix::fs::Mode::from_raw_mode(0o644)) {
        Ok(()) | Err(Errno::PERM | Errno::OPNOTSUPP | Errno::NOSYS) => Ok(()),
        Err(errno) => Err(errno.into()),
    }
}

/// How many bytes the file system below a folder holds, and how many of them are free to this user.
pub(crate) fn room(folder: &Path) -> Option<(u64, u64)> {
    let room = rustix::fs::statvfs(folder).ok()?;
    let bytes = |blocks: u64| blocks.saturating_mul(room.f_frsize);
    Some((bytes(room.f_blocks), bytes(room.f_bavail)))
}

/// Where desktops mount what people put in.
const DRIVE_FOLDERS: [&str; 4] = ["/media", "/run/media", "/mnt", "/Volumes"];

/// Whether a mount point lies where drives are mounted.
pub(crate) fn is_for_drives(place: &camino::Utf8Path) -> bool {
    DRIVE_FOLDERS.iter().any(|folder| place.starts_with(folder))
}

/// Whether the kernel says that a block device, or the disk that it is a part of, can be taken out.
pub(crate) fn is_removable(device: &str) -> bool {
    let name = Path::new(device).file_name().unwrap_or_default();
    let entry = Path::new("/sys/class/block").join(name);
    let of_disk = fs::canonicalize(&entry)
        .ok()
        .and_then(|real| Some(real.parent()?.to_owned()));
    let says = |folder: &Path| {
        fs::read_to_string(folder.join("removable")).is_ok_and(|text| text.trim() == "1")
    };
    says(&entry) || of_disk.is_some_and(|disk| says(&disk))
}

/// The label of the file system on a block device.
pub(crate) fn label(device: &str) -> Option<String> {
    let labels = fs::read_dir("/dev/disk/by-label").ok()?;
    let real = fs::canonicalize(device).ok()?;
    let mine = |entry: &fs::DirEntry| fs::canonicalize(entry.path()).is_ok_and(|path| path == real);
    let found = labels.flatten().find(mine)?;
    Some(unescaped(found.file_name().to_str()?))
}

/// A label as udev spells it, read back: `MY\x20STICK`.
fn unescaped(name: &str) -> String {
    let mut bytes = Vec::with_capacity(name.len());
    let mut rest = name.as_bytes();
    while let Some((&first, behind)) = rest.split_first() {
        let hex = behind
            .strip_prefix(b"x")
            .and_then(|hex| std::str::from_utf8(hex.get(..2)?).ok());
        match hex
            .filter(|_| first == b'\\')
            .and_then(|hex| u8::from_str_radix(hex, 16).ok())
        {
            Some(byte) => {
                bytes.push(byte);
                rest = &rest[4..];
            }
            None => {
                bytes.push(first);
                rest = behind;
            }
        }
    }
    sealift_document::plain(&String::from_utf8_lossy(&bytes))
}

/// Makes a directory's entries durable; some file systems of removable drives cannot, and need not.
pub(crate) fn sync_directory(path: &Path) -> io::Result<()> {
    let handle = File::open(path)?;
    match rustix::fs::fsync(&handle) {
        Ok(()) | Err(Errno::INVAL | Errno::OPNOTSUPP) => Ok(()),
        Err(errno) => Err(errno.into()),
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test says what failed by failing")]

    use super::*;
    use crate::media::{MediaError, find, open as open_package};
    use std::io::Read;
    use std::process::Command;
    use std::time::{Duration, Instant};

    #[test]
    fn m06_a_pipe_device_link_or_directory_is_refused_at_once() {
        let folder = tempfile::tempdir().unwrap();
        let at = |name: &str| folder.path().join(name);
        fs::write(at("real.sealift"), "x").unwrap();
        std::os::unix::fs::symlink("real.sealift", at("link.sealift")).unwrap();
        std::os::unix::fs::symlink("nowhere", at("dangling.sealift")).unwrap();
        std::os::unix::fs::symlink(".", at("folder-link")).unwrap();
        let _socket = std::os::unix::net::UnixListener::bind(at("socket.sealift")).unwrap();
        let made = Command::new("mkfifo").arg(at("pipe.sealift")).status();
        assert!(made.unwrap().success());
        let start = Instant::now();
        for (path, kind) in [
            (at("link.sealift"), "a symbolic link"),
            (at("dangling.sealift"), "a symbolic link"),
            (at("folder-link"), "a symbolic link"),
            (at("socket.sealift"), "a socket"),
            (at("pipe.sealift"), "a named pipe"),
            ("/dev/zero".into(), "a device"),
            ("/dev/tty".into(), "a device"),
        ] {
            let expected = MediaError::NotAFile {
                path: path.clone().try_into().unwrap(),
                kind,
            };
            assert_eq!(open_package(&path).unwrap_err(), expected);
            assert_eq!(find(&path).unwrap_err(), expected);
        }
        let directory = open_package(folder.path()).unwrap_err();
        assert_eq!(directory.code(), "media-not-a-file");
        assert!(start.elapsed() < Duration::from_secs(2));
    }

    #[test]
    fn a_label_with_odd_characters_is_read() {
        assert_eq!(unescaped("MY\\x20STICK"), "MY STICK");
        assert_eq!(unescaped("caf\\xc3\\xa9"), "café");
        assert_eq!(unescaped("plain\\x"), "plain\\x");
        assert_eq!(
            unescaped("a\\x1b[31m"),
            sealift_document::plain("a\u{1b}[31m")
        );
    }

    #[test]
    fn a_package_is_read_to_its_end() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.sealift");
        fs::write(&path, vec![5; 100_000]).unwrap();
        let mut source = open_package(&path).unwrap();
        assert_eq!(source.size(), 100_000);
        let mut content = Vec::new();
        source.read_to_end(&mut content).unwrap();
        assert_eq!(content, vec![5; 100_000]);
    }

    #[test]
    fn m03_a_read_error_says_where_it_happened() {
        // Reading the memory of this very process at address zero is an I/O error that needs no broken drive.
        let mut memory = open_package(Path::new("/proc/self/mem")).unwrap();
        let error = memory.read(&mut [0; 16]).unwrap_err();
        let media = MediaError::within(&error).unwrap();
        assert_eq!(media.code(), "media-read-failed");
        assert!(
            matches!(media, MediaError::ReadFailed { at: 0, .. }),
            "{media:?}"
        );
    }

    #[test]
    fn m02_a_drive_without_its_device_is_unplugged() {
        let file = File::open("/proc/self/exe").unwrap();
        for errno in [Errno::NODEV, Errno::NXIO, Errno::NOMEDIUM] {
            assert!(is_unplugged(&file, &errno.into()));
        }
        assert!(
            !is_unplugged(&file, &Errno::IO.into()),
            "its device is there"
        );
        assert!(!is_unplugged(&file, &Errno::INVAL.into()));
    }
}
