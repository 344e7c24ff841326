//! What steps do with files and directories besides their own purpose: names beside a path, missing parents, digests,
//! and making things durable.

use std::io::{Read, Write};

use sealift_document::{Digest, Hasher};
use sealift_package::manifest::Mode;
use sealift_package::path::RelativePath;

use super::{Ground, StepError};
use crate::effects::{EntryKind, FileFault, Files, FilesError, HostPath};
use crate::journal::Territory;
use crate::journal::undo::Made;
use crate::state::RunId;

/// Bytes read at a time.
const BLOCK: usize = 1 << 17;

/// A hidden name of the run's own beside a path, on the same file system: `.sealift-<run>-<step>-<what>`.
pub(super) fn beside(
    path: &HostPath,
    run: &RunId,
    step: u32,
    what: &str,
) -> Result<HostPath, StepError> {
    sibling(path, &format!("{}{step}-{what}", prefix(run)))
}

fn prefix(run: &RunId) -> String {
    format!(".sealift-{run}-")
}

/// What the names of all things begin with that a run puts aside or has in the making.
pub(super) fn hidden(run: &RunId) -> [String; 3] {
    [
        prefix(run),
        format!(".retired-{run}-"),
        format!(".incoming-{run}-"),
    ]
}

/// Another name in the same directory.
pub(super) fn sibling(path: &HostPath, name: &str) -> Result<HostPath, StepError> {
    let name: RelativePath = name.parse()?;
    match path.parent() {
        Some(parent) => Ok(parent.join(&name)?),
        None => Ok(HostPath::from(name)),
    }
}

/// The path of an entry in a directory.
pub(super) fn within(directory: &HostPath, name: &str) -> Result<HostPath, StepError> {
    Ok(directory.join(&name.parse()?)?)
}

/// A path's ancestors, outermost first, without itself.
fn ancestors(path: &HostPath) -> Vec<HostPath> {
    let mut above: Vec<_> = std::iter::successors(path.parent(), HostPath::parent).collect();
    above.reverse();
    above
}

/// The directories above a path that do not exist, outermost first.
pub(super) fn missing_above(
    files: &dyn Files,
    path: &HostPath,
    territory: &Territory,
) -> Result<Vec<Made>, StepError> {
    let above = ancestors(path);
    let mut existing = 0;
    for directory in &above {
        match files.inspect(directory)? {
            None => break,
            Some(entry) if entry.kind == EntryKind::Directory => existing += 1,
            Some(_) => {
                return Err(StepError::Occupied {
                    path: directory.to_string(),
                });
            }
        }
    }
    let made = |path: &HostPath| Made {
        path: path.clone(),
        own: territory.is_own(path),
    };
    Ok(above[existing..].iter().map(made).collect())
}

/// Makes directories that did not exist, outermost first, and makes them durable.
pub(super) fn make(files: &dyn Files, made: &[Made], mode: Mode) -> Result<(), StepError> {
    for directory in made {
        files.create_directory(&directory.path, mode)?;
        sync_above(files, &directory.path)?;
    }
    Ok(())
}

/// Removes directories that [`make`] made, innermost first. One in a place of the product's own goes with all in it;
/// another stays when somebody else uses it by now, which is told by its path.
pub(super) fn unmake(files: &dyn Files, made: &[Made]) -> Result<Vec<HostPath>, StepError> {
    let mut left = vec![];
    for directory in made.iter().rev() {
        match files.inspect(&directory.path)?.map(|entry| entry.kind) {
            None => continue,
            Some(EntryKind::Directory) => {}
            Some(_) => {
                left.push(directory.path.clone());
                continue;
            }
        }
        if directory.own {
            files.remove_tree(&directory.path)?;
        } else if !remove_if_empty(files, &directory.path)? {
            left.push(directory.path.clone());
        }
        settle(files, &directory.path)?;
    }
    Ok(left)
}

/// Removes a directory; whether it was empty or missing, so that nothing is there now.
pub(super) fn remove_if_empty(files: &dyn Files, directory: &HostPath) -> Result<bool, FilesError> {
    match files.remove_directory(directory) {
        Ok(()) => Ok(true),
        Err(error) if error.fault == FileFault::Missing => Ok(true),
        Err(error) if error.fault == FileFault::NotEmpty => Ok(false),
        Err(error) => Err(error),
    }
}

/// Whether nothing of that path is there.
pub(super) fn is_absent(files: &dyn Files, path: &HostPath) -> Result<bool, FilesError> {
    Ok(files.inspect(path)?.is_none())
}

/// Removes whatever is there, a directory with all below it; nothing there is fine.
pub(super) fn remove_any(files: &dyn Files, path: &HostPath) -> Result<(), FilesError> {
    match files.inspect(path)?.map(|entry| entry.kind) {
        None => Ok(()),
        Some(EntryKind::Directory) => files.remove_tree(path),
        Some(_) => files.remove(path),
    }
}

/// Makes durable that a name appeared in, changed in or went from its directory.
pub(crate) fn sync_above(files: &dyn Files, path: &HostPath) -> Result<(), FilesError> {
    match path.parent() {
        Some(parent) => files.sync_directory(&parent),
        // The root itself has no name below the root; a barrier over its file system does the same.
        None => settle(files, path),
    }
}

/// Makes durable that an entry got another name. Where that is in another directory, both must become so at once, lest a
/// power cut leave it under two names or none.
pub(super) fn sync_move(
    files: &dyn Files,
    from: &HostPath,
    to: &HostPath,
) -> Result<(), FilesError> {
    if from.parent() == to.parent() {
        sync_above(files, to)
    } else {
        settle(files, to)
    }
}

/// Makes everything durable on the file system that holds a path, or what is left of the way to it.
pub(super) fn settle(files: &dyn Files, path: &HostPath) -> Result<(), FilesError> {
    let mut at = Some(path.clone());
    while let Some(directory) = at {
        let kind = files.inspect(&directory)?.map(|entry| entry.kind);
        if kind == Some(EntryKind::Directory) {
            return files.barrier(&directory);
        }
        at = directory.parent();
    }
    Ok(())
}

/// The digest of a regular file.
pub(crate) fn digest_of(files: &dyn Files, path: &HostPath) -> Result<Digest, StepError> {
    digest_told(files, path, &mut |_| ())
}

/// The same, told the bytes of each block that was read.
pub(crate) fn digest_told(
    files: &dyn Files,
    path: &HostPath,
    told: &mut dyn FnMut(u64),
) -> Result<Digest, StepError> {
    let mut hasher = Hasher::new();
    read_through(files, path, |block| {
        hasher.update(block);
        told(block.len() as u64);
    })?;
    Ok(hasher.finish())
}

/// The content of a regular file that is small by its nature.
pub(super) fn content_of(
    files: &dyn Files,
    path: &HostPath,
    most: u64,
) -> Result<Vec<u8>, StepError> {
    let mut content = vec![];
    let mut file = files.open(path)?.take(most + 1);
    file.read_to_end(&mut content)
        .map_err(|error| FilesError::from_io("read", path.as_str(), &error))?;
    if content.len() as u64 > most {
        let fault = FileFault::Other(format!("it is larger than {most} bytes"));
        return Err(FilesError {
            doing: "read",
            at: path.to_string(),
            fault,
        }
        .into());
    }
    Ok(content)
}

/// A file of the state that is for its owner alone.
pub(crate) fn read_private(ground: &Ground<'_>, path: &HostPath) -> Result<Vec<u8>, StepError> {
    content_of(ground.world.files.as_ref(), path, 64 << 20)
}

fn read_through(
    files: &dyn Files,
    path: &HostPath,
    mut take: impl FnMut(&[u8]),
) -> Result<(), StepError> {
    let mut file = files.open(path)?;
    let mut block = vec![0; BLOCK];
    loop {
        let read = match file.read(&mut block) {
            Ok(read) => read,
            Err(error) if error.kind() == std::io::ErrorKind::Interrupted => continue,
            Err(error) => return Err(FilesError::from_io("read", path.as_str(), &error).into()),
        };
        if read == 0 {
            return Ok(());
        }
        take(&block[..read]);
    }
}

/// Writes a new file and makes it durable under its name.
pub(super) fn write_new(
    files: &dyn Files,
    path: &HostPath,
    mode: Mode,
    content: &[u8],
) -> Result<(), StepError> {
    let mut sink = files.create(path, mode)?;
    sink.write_all(content)
        .map_err(|error| FilesError::from_io("write", path.as_str(), &error))?;
    sink.sync()?;
    sink.finish(None)?;
    Ok(sync_above(files, path)?)
}
