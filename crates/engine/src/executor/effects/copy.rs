//! Copying a directory with all below it.

use sealift_package::manifest::Mode;
use serde::{Deserialize, Serialize};

use crate::cancel::Cancel;
use crate::effects::{EntryKind, Files, FilesError, HostPath, Identity};
use crate::executor::StepError;
use crate::executor::paths;
use crate::executor::scene::{Teller, Workplace};

/// One entry below a directory.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Listed {
    /// Below the directory; empty for itself.
    pub(super) path: String,
    pub(super) mode: u32,
    #[serde(flatten)]
    pub(super) kind: ListedKind,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub(super) enum ListedKind {
    Directory,
    File {
        identity: Identity,
    },
    Symlink {
        target: String,
    },
    /// A socket, a pipe or a device: not copied.
    Other,
}

/// Everything in a directory, itself first, each directory before what is in it.
pub(super) fn list(files: &dyn Files, directory: &HostPath) -> Result<Vec<Listed>, StepError> {
    let mut listed = vec![];
    let mut waiting = vec![(String::new(), directory.clone())];
    while let Some((path, at)) = waiting.pop() {
        let Some(entry) = files.inspect(&at)? else {
            continue;
        };
        let kind = match entry.kind {
            EntryKind::Directory => ListedKind::Directory,
            EntryKind::File => ListedKind::File {
                identity: entry.identity,
            },
            EntryKind::Symlink(target) => ListedKind::Symlink { target },
            EntryKind::Other => ListedKind::Other,
        };
        if kind == ListedKind::Directory {
            for name in files.list(&at)?.into_iter().rev() {
                let below = if path.is_empty() {
                    name.clone()
                } else {
                    format!("{path}/{name}")
                };
                waiting.push((below, paths::within(&at, &name)?));
            }
        }
        listed.push(Listed {
            path,
            mode: entry.mode & 0o777,
            kind,
        });
    }
    Ok(listed)
}

/// Bytes of the regular files in a list.
pub(super) fn bytes(listed: &[Listed]) -> u64 {
    let file = |entry: &Listed| match &entry.kind {
        ListedKind::File { identity } => identity.bytes,
        _ => 0,
    };
    listed.iter().map(file).sum()
}

/// What a copy watches while it runs.
pub(super) struct Watch<'a> {
    pub(super) cancel: &'a Cancel,
    pub(super) teller: Option<&'a Teller<'a>>,
}

/// Copies what a list says; durable when it returns. The new directory must not exist, the one above it must.
pub(super) fn copy(
    place: &Workplace<'_>,
    listed: &[Listed],
    from: &HostPath,
    to: &HostPath,
    watch: &Watch<'_>,
) -> Result<(), StepError> {
    let files = place.files();
    for entry in listed {
        watch.cancel.check()?;
        let (source, target) = (at(from, &entry.path)?, at(to, &entry.path)?);
        match &entry.kind {
            ListedKind::Directory => files.create_directory(&target, Mode::EXECUTABLE)?,
            ListedKind::File { identity } => {
                files.copy(&source, &target, mode(entry))?;
                if let Some(teller) = watch.teller {
                    teller.count(identity.bytes, 1);
                }
            }
            ListedKind::Symlink { target: text } => files.create_symlink(&target, text)?,
            ListedKind::Other => continue,
        }
        files.copy_owner(&source, &target)?;
    }
    for entry in listed
        .iter()
        .rev()
        .filter(|entry| entry.kind == ListedKind::Directory)
    {
        set_mode(files, &at(to, &entry.path)?, mode(entry))?;
    }
    Ok(files.barrier(to)?)
}

fn set_mode(files: &dyn Files, path: &HostPath, mode: Mode) -> Result<(), FilesError> {
    if mode == Mode::EXECUTABLE {
        return Ok(());
    }
    files.set_mode(path, mode)
}

fn mode(entry: &Listed) -> Mode {
    Mode::from_bits(entry.mode).unwrap_or(Mode::PRIVATE)
}

fn at(directory: &HostPath, below: &str) -> Result<HostPath, StepError> {
    if below.is_empty() {
        Ok(directory.clone())
    } else {
        paths::within(directory, below)
    }
}
