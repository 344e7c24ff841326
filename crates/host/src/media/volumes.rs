//! A release's volumes, written out of the depot into a folder.

use std::io::{self, Write};

use camino::{Utf8Path, Utf8PathBuf};
use sealift_document::Digest;
use sealift_engine::depot::{ExportSink, ExportedVolume};
use sealift_package::volume::PlannedVolume;

use super::output::Draft;

/// A file that was written whole.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Written {
    /// Where it lies.
    pub path: Utf8PathBuf,
    /// How many bytes it has.
    pub bytes: u64,
    /// SHA-256 of all of it.
    pub sha256: Digest,
}

/// The volumes of a release in a folder, named after it. Each is written beside its name and takes it only when it is
/// whole and durable (threat M9).
pub struct Volumes<'a> {
    folder: &'a Utf8Path,
    release: String,
    open: Option<(Utf8PathBuf, Draft)>,
    written: Vec<Written>,
    replaces: bool,
    in_the_way: Option<Utf8PathBuf>,
}

impl<'a> Volumes<'a> {
    /// Volumes of that name, before the first is written.
    #[must_use]
    pub const fn new(folder: &'a Utf8Path, release: String) -> Self {
        Self {
            folder,
            release,
            open: None,
            written: Vec::new(),
            replaces: true,
            in_the_way: None,
        }
    }

    /// The same volumes, which take no name that something has already.
    #[must_use]
    pub fn that_replace_nothing(mut self) -> Self {
        self.replaces = false;
        self
    }

    /// What has the name of a volume that was to be written, and so kept it from being written.
    #[must_use]
    pub fn in_the_way(&self) -> Option<&Utf8Path> {
        self.in_the_way.as_deref()
    }

    /// What was written, in its order.
    #[must_use]
    pub fn written(self) -> Vec<Written> {
        self.written
    }
}

impl ExportSink for Volumes<'_> {
    fn begin<'b>(&'b mut self, volume: &PlannedVolume) -> io::Result<Box<dyn Write + 'b>> {
        let (number, count) = (volume.hint.number, volume.hint.count);
        let part = match count.value() {
            1 => String::new(),
            _ => format!("-{number}-of-{count}"),
        };
        let path = self.folder.join(format!("{}{part}.sealift", self.release));
        if !self.replaces && path.as_std_path().symlink_metadata().is_ok() {
            self.in_the_way = Some(path);
            return Err(io::ErrorKind::AlreadyExists.into());
        }
        let draft = Draft::begin(path.as_std_path()).map_err(io::Error::other)?;
        Ok(Box::new(&mut self.open.insert((path, draft)).1))
    }

    fn end(&mut self, volume: &ExportedVolume) -> io::Result<()> {
        let Some((path, draft)) = self.open.take() else {
            return Err(io::Error::other("no volume was begun"));
        };
        draft.publish().map_err(io::Error::other)?;
        self.written.push(Written {
            path,
            bytes: volume.bytes,
            sha256: volume.sha256,
        });
        Ok(())
    }
}
