//! The switch between releases: a junction, led elsewhere in one call; where the file system has none, a pointer file.
//!
//! A junction needs no rights that a user would lack, and every program walks through it. Its target is absolute, so a
//! world that is moved needs its switches set again. FAT, exFAT, most network shares and wine have no junctions; there
//! the switch is a small file that names the folder, replaced by renaming a new one over it. Sealift finds programs
//! through such a file ([`through_pointers`]); other programs do not.

use std::fs::{self, File};
use std::io::{self, Read, Write};

use camino::{Utf8Path, Utf8PathBuf};
use sealift_engine::effects::{FileFault, FilesError, HostPath, Sink};
use sealift_package::manifest::Mode;
use sealift_package::path::RelativePath;
use windows_sys::Win32::Foundation::ERROR_FILE_NOT_FOUND;
use windows_sys::Win32::Storage::FileSystem::{DELETE, FILE_GENERIC_WRITE, FILE_READ_DATA};

use super::entry::look_at;
use super::link::is_refused_to_users;
use super::sink::create_in;
use super::tree::sync_directory;
use super::walk::{Root, fault, is_link};
use crate::windows::access::Descriptor;
use crate::windows::fault::refused;
use crate::windows::nt::reparse::{self, Link};
use crate::windows::nt::{self, Kind, Opening};

const DOING: &str = "switch";
/// What a pointer file begins with; the target and a line's end follow.
const POINTER: &str = "sealift-switch/v1 ";
/// More than a pointer file ever holds.
const MOST: u64 = 4096;

/// What lies where the switch should be.
enum Present {
    Nothing,
    Junction(String),
    Pointer(String),
}

/// Points the switch at a folder beside it, in one step that is durable when this returns.
pub(super) fn switch(root: &Root, at: &HostPath, to: &str) -> Result<(), FilesError> {
    let refuse = |error: io::Error| refused(DOING, at.as_str(), &error);
    // The target is a path of our own making, and one that could lead elsewhere is a mistake to be caught here.
    let to: RelativePath = to
        .parse()
        .map_err(|error| fault(DOING, at, FileFault::Other(format!("{error}"))))?;
    let (parent, name) = root.parent(DOING, at)?;
    match present(root, &parent, at)? {
        Present::Junction(_) => {
            let how = Opening::existing(Kind::Directory, FILE_GENERIC_WRITE);
            let junction = nt::open(&parent, name, &how).map_err(refuse)?;
            reparse::set_junction(&junction, &target(root, at, &to)).map_err(refuse)?;
            let _ = junction.sync_all();
        }
        Present::Pointer(_) => replace(&parent, at, |new| write_pointer(&parent, new, at, &to))?,
        Present::Nothing => replace(&parent, at, |new| {
            match make_junction(&parent, new, &target(root, at, &to)) {
                Err(error) if is_refused_to_users(&error) => write_pointer(&parent, new, at, &to),
                done => done.map_err(refuse),
            }
        })?,
    }
    match at.parent() {
        Some(above) => sync_directory(root, &above),
        None => Ok(()),
    }
}

/// Where the switch points.
pub(super) fn switched_to(root: &Root, at: &HostPath) -> Result<Option<String>, FilesError> {
    let (parent, _) = match root.parent(DOING, at) {
        Err(error) if error.fault == FileFault::Missing => return Ok(None),
        found => found?,
    };
    Ok(match present(root, &parent, at)? {
        Present::Nothing => None,
        Present::Junction(to) | Present::Pointer(to) => Some(to),
    })
}

fn present(root: &Root, parent: &File, at: &HostPath) -> Result<Present, FilesError> {
    let refuse = |error: io::Error| refused(DOING, at.as_str(), &error);
    let no_switch = || fault(DOING, at, FileFault::WrongKind("switch"));
    let Some(found) = look_at(parent, at.file_name(), 0).map_err(refuse)? else {
        return Ok(Present::Nothing);
    };
    if is_link(&found).map_err(refuse)? {
        let Some(Link::Junction(target)) = reparse::read(&found).map_err(refuse)? else {
            return Err(no_switch());
        };
        let to = below(&folder(root, at), &target).ok_or_else(no_switch)?;
        return Ok(Present::Junction(to));
    }
    if found.metadata().map_err(refuse)?.is_dir() {
        return Err(no_switch());
    }
    let how = Opening::existing(Kind::File, FILE_READ_DATA);
    let pointer = nt::open(parent, at.file_name(), &how).map_err(refuse)?;
    let to = read_pointer(pointer).map_err(refuse)?;
    to.map(Present::Pointer).ok_or_else(no_switch)
}

/// Makes a new switch beside the old one and gives it the old one's name.
fn replace(
    parent: &File,
    at: &HostPath,
    make: impl FnOnce(&str) -> Result<(), FilesError>,
) -> Result<(), FilesError> {
    let refuse = |error: io::Error| refused(DOING, at.as_str(), &error);
    let new = format!(".{}.switch", at.file_name());
    // What a run that died left behind is no obstacle.
    match discard(parent, &new) {
        Err(error) if error.raw_os_error() != Some(ERROR_FILE_NOT_FOUND.cast_signed()) => {
            return Err(refuse(error));
        }
        _ => {}
    }
    make(&new)?;
    let made = nt::open(parent, &new, &Opening::existing(Kind::Any, DELETE)).map_err(refuse)?;
    nt::rename(&made, parent, at.file_name()).map_err(refuse)?;
    Ok(())
}

/// Removes a file, a link or an empty directory.
fn discard(parent: &File, name: &str) -> io::Result<()> {
    nt::delete(&nt::open(
        parent,
        name,
        &Opening::existing(Kind::Any, DELETE),
    )?)
}

fn make_junction(parent: &File, name: &str, target: &str) -> io::Result<()> {
    let descriptor = Descriptor::of(Mode::EXECUTABLE, true)?;
    let how = Opening::new(Kind::Directory, FILE_GENERIC_WRITE | DELETE, &descriptor);
    let directory = nt::open(parent, name, &how)?;
    reparse::set_junction(&directory, target).inspect_err(|_| {
        let _ = nt::delete(&directory);
    })
}

fn write_pointer(
    parent: &File,
    name: &str,
    at: &HostPath,
    to: &RelativePath,
) -> Result<(), FilesError> {
    let mut file = Box::new(create_in(parent, name, at, Mode::FILE)?);
    writeln!(file, "{POINTER}{to}")
        .map_err(|error| FilesError::from_io(DOING, at.as_str(), &error))?;
    file.finish(None).map(|_| ())
}

/// The target in a pointer file; `None` when it is some other file.
fn read_pointer(file: File) -> io::Result<Option<String>> {
    let mut bytes = Vec::new();
    file.take(MOST).read_to_end(&mut bytes)?;
    let text = String::from_utf8(bytes).unwrap_or_default();
    let target = text
        .strip_prefix(POINTER)
        .and_then(|rest| rest.strip_suffix('\n'));
    let is_path = |target: &&str| target.parse::<RelativePath>().is_ok();
    Ok(target.filter(is_path).map(str::to_owned))
}

/// The absolute path of the folder that holds the switch, ended by `\`, as junctions spell it.
fn folder(root: &Root, at: &HostPath) -> String {
    let root = root.path().as_str();
    let root = root.strip_prefix("\\\\?\\").unwrap_or(root);
    let mut folder = root.trim_end_matches('\\').to_owned();
    if let Some(above) = at.parent() {
        folder.push('\\');
        folder += &above.as_str().replace('/', "\\");
    }
    folder.push('\\');
    folder
}

fn target(root: &Root, at: &HostPath, to: &RelativePath) -> String {
    folder(root, at) + &to.as_str().replace('/', "\\")
}

/// A path as seen from a folder above it. Windows spells names as it likes, so case does not count for the folder.
fn below(folder: &str, path: &str) -> Option<String> {
    let (start, rest) = path.split_at_checked(folder.len())?;
    let is_below = start.to_lowercase() == folder.to_lowercase();
    let rest = rest.trim_end_matches('\\').replace('\\', "/");
    (is_below && rest.parse::<RelativePath>().is_ok()).then_some(rest)
}

/// A path with each pointer file on its way replaced by the folder that it names.
pub(crate) fn through_pointers(path: &Utf8Path) -> Utf8PathBuf {
    let mut walked = Utf8PathBuf::new();
    let mut rest = path.components();
    while let Some(component) = rest.next() {
        walked.push(component);
        let is_on_the_way = rest.clone().next().is_some();
        if is_on_the_way
            && fs::symlink_metadata(&walked).is_ok_and(|found| found.is_file())
            && let Ok(Some(to)) = File::open(&walked).and_then(read_pointer)
        {
            walked.pop();
            walked.extend(to.split('/'));
        }
    }
    walked
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_junction_into_the_folder_is_told_from_one_that_leads_elsewhere() {
        let folder = "C:\\demo\\opt\\";
        let inside = below(folder, "c:\\Demo\\opt\\releases\\1.0.0-1");
        assert_eq!(inside.as_deref(), Some("releases/1.0.0-1"));
        for outside in [
            "C:\\demo\\opt",
            "C:\\demo\\opt\\",
            "C:\\x",
            "C:\\demo\\other\\x",
            "C:\\demo\\opt\\..\\x",
        ] {
            assert_eq!(below(folder, outside), None, "{outside}");
        }
    }
}
