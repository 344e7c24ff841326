//! Links: junctions, which every user may make, and symbolic links, which some may.
#![allow(unsafe_code, reason = "DeviceIoControl is a foreign function")]

use std::fs::File;
use std::io;
use std::os::windows::io::AsRawHandle;
use std::ptr;

use windows_sys::Win32::System::IO::DeviceIoControl;
use windows_sys::Win32::System::Ioctl::{FSCTL_GET_REPARSE_POINT, FSCTL_SET_REPARSE_POINT};
use windows_sys::Win32::System::SystemServices::{
    IO_REPARSE_TAG_MOUNT_POINT, IO_REPARSE_TAG_SYMLINK,
};

use super::wide;

/// Bytes of the largest reparse point (MAXIMUM_REPARSE_DATA_BUFFER_SIZE).
const MOST: usize = 16 << 10;
/// The flag that marks a symbolic link's target as relative.
const RELATIVE: u32 = 1;
/// What an absolute path begins with inside the system.
const NATIVE: &str = "\\??\\";

/// Where a link leads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Link {
    /// A junction, to a directory by its absolute path, such as `C:\demo\releases`.
    Junction(String),
    /// A symbolic link, with its target as it was given, parted by `\`.
    Symbolic(String),
}

/// Makes an open, empty directory a junction, or leads an open junction elsewhere, in one step.
pub(crate) fn set_junction(directory: &File, target: &str) -> io::Result<()> {
    set(
        directory,
        IO_REPARSE_TAG_MOUNT_POINT,
        &format!("{NATIVE}{target}"),
        target,
        None,
    )
}

/// Makes an open, empty file or directory a symbolic link with a relative target.
pub(crate) fn set_symbolic(entry: &File, target: &str) -> io::Result<()> {
    set(
        entry,
        IO_REPARSE_TAG_SYMLINK,
        target,
        target,
        Some(RELATIVE),
    )
}

/// Where an open link leads; `None` for a reparse point of another kind.
pub(crate) fn read(entry: &File) -> io::Result<Option<Link>> {
    let mut buffer = vec![0_u8; MOST];
    let mut filled = 0;
    // SAFETY: the handle is open and the buffer is as long as stated; there is no input and no overlapped structure.
    let done = unsafe {
        DeviceIoControl(
            entry.as_raw_handle(),
            FSCTL_GET_REPARSE_POINT,
            ptr::null(),
            0,
            buffer.as_mut_ptr().cast(),
            u32::try_from(MOST).expect("16 KiB"),
            &raw mut filled,
            ptr::null_mut(),
        )
    };
    if done == 0 {
        return Err(io::Error::last_os_error());
    }
    buffer.truncate(usize::try_from(filled).unwrap_or(0));
    Ok(parse(&buffer))
}

fn set(entry: &File, tag: u32, real: &str, shown: &str, flags: Option<u32>) -> io::Result<()> {
    let buffer = compose(tag, real, shown, flags)
        .ok_or_else(|| io::Error::from(io::ErrorKind::InvalidFilename))?;
    let mut filled = 0;
    // SAFETY: the handle is open and the buffer is as long as stated; there is no output and no overlapped structure.
    let done = unsafe {
        DeviceIoControl(
            entry.as_raw_handle(),
            FSCTL_SET_REPARSE_POINT,
            buffer.as_ptr().cast(),
            u32::try_from(buffer.len()).expect("at most 16 KiB"),
            ptr::null_mut(),
            0,
            &raw mut filled,
            ptr::null_mut(),
        )
    };
    if done == 0 {
        return Err(io::Error::last_os_error());
    }
    Ok(())
}

/// `REPARSE_DATA_BUFFER`: tag, length of the rest, two reserved bytes, then offset and length of the real and of the
/// shown name, flags of a symbolic link, and both names, each ended by a zero. `None` when it would be too long.
fn compose(tag: u32, real: &str, shown: &str, flags: Option<u32>) -> Option<Vec<u8>> {
    let (real, shown) = (wide(real), wide(shown));
    let bytes = |name: &[u16]| u16::try_from(size_of_val(name)).ok();
    let (real_bytes, shown_bytes) = (bytes(&real)?, bytes(&shown)?);
    let shown_at = real_bytes.checked_add(2)?;
    let mut data = Vec::new();
    for number in [0, real_bytes, shown_at, shown_bytes] {
        data.extend_from_slice(&number.to_le_bytes());
    }
    if let Some(flags) = flags {
        data.extend_from_slice(&flags.to_le_bytes());
    }
    for unit in real.into_iter().chain([0]).chain(shown).chain([0]) {
        data.extend_from_slice(&unit.to_le_bytes());
    }
    let mut buffer = tag.to_le_bytes().to_vec();
    buffer.extend_from_slice(&u16::try_from(data.len()).ok()?.to_le_bytes());
    buffer.extend_from_slice(&[0, 0]);
    buffer.extend_from_slice(&data);
    (buffer.len() <= MOST).then_some(buffer)
}

fn parse(buffer: &[u8]) -> Option<Link> {
    let number = |at: usize| Some(u16::from_le_bytes(buffer.get(at..at + 2)?.try_into().ok()?));
    let tag = u32::from_le_bytes(buffer.get(..4)?.try_into().ok()?);
    let names = match tag {
        IO_REPARSE_TAG_MOUNT_POINT => 16,
        IO_REPARSE_TAG_SYMLINK => 20,
        _ => return None,
    };
    let (at, length) = (usize::from(number(8)?), usize::from(number(10)?));
    let units: Vec<u16> = buffer
        .get(names + at..names + at + length)?
        .chunks_exact(2)
        .map(|pair| u16::from_le_bytes([pair[0], pair[1]]))
        .collect();
    let target = String::from_utf16(&units).ok()?;
    let target = target.strip_prefix(NATIVE).unwrap_or(&target).to_owned();
    Some(if tag == IO_REPARSE_TAG_MOUNT_POINT {
        Link::Junction(target)
    } else {
        Link::Symbolic(target)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_into_a_link_is_read_out_of_it() {
        let junction = compose(
            IO_REPARSE_TAG_MOUNT_POINT,
            "\\??\\C:\\a b\\ü",
            "C:\\a b\\ü",
            None,
        );
        let expected = Link::Junction("C:\\a b\\ü".into());
        assert_eq!(parse(&junction.expect("short")), Some(expected));
        let link = compose(IO_REPARSE_TAG_SYMLINK, "..\\lib", "..\\lib", Some(RELATIVE));
        let link = link.expect("short");
        assert_eq!(parse(&link), Some(Link::Symbolic("..\\lib".into())));
        // The shown name, which nobody reads, and two zeros may be missing.
        for cut in 0..link.len() - 16 {
            assert_ne!(
                parse(&link[..cut]),
                Some(Link::Symbolic("..\\lib".into())),
                "{cut}"
            );
        }
        assert_eq!(
            compose(IO_REPARSE_TAG_SYMLINK, &"x".repeat(9000), "x", None),
            None
        );
    }

    #[test]
    fn a_junctions_bytes_are_those_that_windows_documents() {
        let buffer =
            compose(IO_REPARSE_TAG_MOUNT_POINT, "\\??\\C:\\", "C:\\", None).expect("short");
        // Tag, 12 + 14 + 6 bytes of data, reserved; real name at 0 of 14 bytes, shown name at 16 of 6.
        let expected = [
            3, 0, 0, 0xa0, 32, 0, 0, 0, 0, 0, 14, 0, 16, 0, 6, 0, b'\\', 0, b'?', 0,
        ];
        assert_eq!(buffer[..20], expected);
        assert_eq!(buffer.len(), 8 + 32);
    }
}
