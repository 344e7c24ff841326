//! Small files of the site's own, replaced as a whole or not at all.

use std::io::Write;

use sealift_package::manifest::Mode;

use super::SiteError;
use crate::effects::{EntryKind, FileFault, Files, FilesError, HostPath};
use crate::executor::sync_above;

/// Puts a file in place of an earlier one; durable when it returns. A reader sees the old bytes or the new.
pub(crate) fn replace_file(
    files: &dyn Files,
    at: &HostPath,
    mode: Mode,
    bytes: &[u8],
) -> Result<(), SiteError> {
    let draft = draft_of(at)?;
    let written = write_draft(files, at, mode, bytes);
    let replaced = written.and_then(|()| publish(files, &draft, at));
    if replaced.is_err() {
        give_up(files, &draft);
    }
    replaced
}

/// Removes what nobody is to find any more; what cannot be removed now is left to recovery.
pub(super) fn give_up(files: &dyn Files, at: &HostPath) {
    match remove_file(files, at) {
        Ok(_) => {}
        Err(error) => log::warn!("{at} stays behind: {error}"),
    }
}

/// Gives a file that is durable its name.
pub(super) fn publish(files: &dyn Files, draft: &HostPath, at: &HostPath) -> Result<(), SiteError> {
    let folder = at.parent().expect("a site's files lie in its folders");
    files.rename(draft, at)?;
    files.sync_directory(&folder)?;
    Ok(())
}

/// Removes a file, durably; whether it was there.
pub(super) fn remove_file(files: &dyn Files, at: &HostPath) -> Result<bool, SiteError> {
    match files.remove(at) {
        Ok(()) => {
            let folder = at.parent().expect("a site's files lie in its folders");
            files.sync_directory(&folder)?;
            Ok(true)
        }
        Err(error) if error.fault == FileFault::Missing => Ok(false),
        Err(error) => Err(error.into()),
    }
}

/// Where a file is written before it takes its name.
pub(super) fn draft_of(at: &HostPath) -> Result<HostPath, SiteError> {
    let named = format!("{at}.new").parse::<sealift_package::path::RelativePath>();
    let named = named.map_err(|error| SiteError::Io {
        at: at.to_string(),
        reason: error.to_string(),
    })?;
    Ok(HostPath::from(named))
}

/// Writes a file beside its place; its bytes are durable when this returns, its name is not.
pub(super) fn write_draft(
    files: &dyn Files,
    at: &HostPath,
    mode: Mode,
    bytes: &[u8],
) -> Result<(), SiteError> {
    let draft = draft_of(at)?;
    match files.remove(&draft) {
        Ok(()) => {}
        Err(error) if error.fault == FileFault::Missing => {}
        Err(error) => return Err(error.into()),
    }
    let mut sink = files.create(&draft, mode)?;
    sink.write_all(bytes)
        .map_err(|error| FilesError::from_io("write", at.as_str(), &error))?;
    sink.sync()?;
    sink.finish(None)?;
    Ok(())
}

/// Reads a small file whole; `None` when there is none.
pub(super) fn read_file(
    files: &dyn Files,
    at: &HostPath,
    most: u64,
) -> Result<Option<Vec<u8>>, SiteError> {
    use std::io::Read;
    let failed = |reason: String| SiteError::Io {
        at: at.to_string(),
        reason,
    };
    let file = match files.open(at) {
        Err(error) if matches!(error.fault, FileFault::Missing) => return Ok(None),
        opened => opened?,
    };
    let mut bytes = Vec::new();
    file.take(most + 1)
        .read_to_end(&mut bytes)
        .map_err(|error| FilesError::from_io("read", at.as_str(), &error))?;
    if bytes.len() as u64 > most {
        return Err(failed(format!("it is larger than {most} bytes")));
    }
    Ok(Some(bytes))
}

/// Makes a directory and those above it, durably; an existing one keeps its mode. One that is there already may have been
/// made by a process that died before it was durable, so its name is synced all the same; those above it were synced before
/// it was made.
pub(super) fn ensure_directory(
    files: &dyn Files,
    at: &HostPath,
    mode: Mode,
) -> Result<(), FilesError> {
    match files.inspect(at)?.map(|entry| entry.kind) {
        Some(EntryKind::Directory) => return sync_above(files, at),
        Some(_) => {
            return Err(FilesError {
                doing: "create the directory",
                at: at.to_string(),
                fault: FileFault::WrongKind("directory"),
            });
        }
        None => {}
    }
    if let Some(above) = at.parent() {
        ensure_directory(files, &above, Mode::EXECUTABLE)?;
    }
    match files.create_directory(at, mode) {
        // Another process founded the site at the same moment.
        Err(error) if error.fault == FileFault::Exists => {}
        made => made?,
    }
    sync_above(files, at)
}
