//! Whether a file is out of the hands of everybody but its owner, administrators and the system (threat T18).

use std::fs::File;
use std::io;

use sealift_engine::effects::{FileFault, FilesError, HostPath};
use windows_sys::Win32::Storage::FileSystem::READ_CONTROL;

use super::entry::look_at;
use super::walk::{Root, fault, is_link};
use crate::windows::access::{Access, Right};
use crate::windows::fault::refused;

const DOING: &str = "inspect";

/// Whether somebody else could change this entry, or put another in its place by way of a directory above it, up to
/// the world's root.
///
/// In a directory where others may add and not remove, such as `C:\ProgramData`, nobody can replace what is not theirs:
/// the directory above is held to that alone, and what lies in it is looked at next.
pub(super) fn is_writable_by_others(root: &Root, at: &HostPath) -> Result<bool, FilesError> {
    let refuse = |error: io::Error| refused(DOING, at.as_str(), &error);
    let is_open = |entry: &File, right| Ok(Access::of(entry)?.is_open_to_others(right));
    if is_open(root.handle(), Right::Replace).map_err(refuse)? {
        return Ok(true);
    }
    let mut walked: Option<File> = None;
    let mut rest = at.relative().segments().peekable();
    while let Some(segment) = rest.next() {
        let from = walked.as_ref().unwrap_or_else(|| root.handle());
        // What is not there yet can be put there by those alone who can write above it.
        let Some(found) = look_at(from, segment, READ_CONTROL).map_err(refuse)? else {
            return Ok(false);
        };
        if is_link(&found).map_err(refuse)? {
            return Err(fault(DOING, at, FileFault::Link(at.to_string())));
        }
        let is_directory = found.metadata().map_err(refuse)?.is_dir();
        let is_on_the_way = is_directory && rest.peek().is_some();
        let right = if is_on_the_way {
            Right::Replace
        } else {
            Right::Change
        };
        if is_open(&found, right).map_err(refuse)? {
            return Ok(true);
        }
        if !is_directory {
            break;
        }
        walked = Some(found);
    }
    Ok(false)
}
