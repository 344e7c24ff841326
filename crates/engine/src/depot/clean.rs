//! Making room: releases that nobody needs, and chunks that no release refers to.

use std::collections::HashSet;

use sealift_audit::{Event, Outcome, Subject, detail};
use sealift_document::Digest;

use super::place::join;
use super::{Depot, DepotError};
use crate::effects::{FileFault, FilesError};
use crate::log::Author;
use crate::state::{Release, StateError, View};

/// What was removed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Cleaned {
    /// Releases.
    pub releases: Vec<Release>,
    /// Chunks.
    pub chunks: u64,
    /// Bytes of those chunks.
    pub bytes: u64,
}

impl Depot {
    /// Says whether a release is to be kept though it is not installed.
    ///
    /// # Errors
    /// [`DepotError::Unknown`] when the depot does not have it.
    pub fn keep(
        &self,
        manifest: &Digest,
        is_kept: bool,
        author: &Author,
    ) -> Result<(), DepotError> {
        let release = self.release(manifest)?;
        let draft = author
            .draft(Event::DepotChanged, Outcome::Succeeded)
            .about(subject(&release))
            .detail(detail::ATTEMPT, if is_kept { "keep" } else { "let-go" });
        self.database.write::<_, StateError>(|write| {
            write.set_release_kept(manifest, is_kept)?;
            write.record(draft)?;
            Ok(())
        })?;
        Ok(())
    }

    /// Removes one release and every chunk that only it needed.
    ///
    /// # Errors
    /// [`DepotError::InUse`] while it is installed or its trees lie on the target.
    pub fn remove(&self, manifest: &Digest, author: &Author) -> Result<Cleaned, DepotError> {
        let release = self.release(manifest)?;
        if self.database.read(|view| is_in_use(view, &release))? {
            let (product, version) = (release.product, release.version);
            return Err(DepotError::InUse { product, version });
        }
        self.drop_releases(vec![release], "remove", author)
    }

    /// Removes releases that are neither installed nor kept, except the newest complete one of each product, and then
    /// everything in the depot that no release refers to.
    ///
    /// # Errors
    /// [`DepotError`].
    pub fn gc(&self, author: &Author) -> Result<Cleaned, DepotError> {
        let releases = self.list()?;
        let is_newest = |release: &Release| {
            let later = |other: &&Release| {
                other.product == release.product
                    && other.sequence > release.sequence
                    && other.is_complete
            };
            release.is_complete && !releases.iter().any(|other| later(&other))
        };
        let unneeded = self.database.read(|view| {
            let mut unneeded = vec![];
            for release in &releases {
                if !release.is_kept && !is_newest(release) && !is_in_use(view, release)? {
                    unneeded.push(release.clone());
                }
            }
            Ok::<_, StateError>(unneeded)
        })?;
        let mut cleaned = self.drop_releases(unneeded, "gc", author)?;
        let strays = self.remove_strays()?;
        cleaned.chunks += strays.chunks;
        cleaned.bytes += strays.bytes;
        Ok(cleaned)
    }

    /// The database first, as one change; then the files, which a crash leaves as strays for [`Depot::gc`].
    fn drop_releases(
        &self,
        releases: Vec<Release>,
        attempt: &str,
        author: &Author,
    ) -> Result<Cleaned, DepotError> {
        let gone = self.database.write::<_, StateError>(|write| {
            for release in &releases {
                write.remove_release(&release.manifest)?;
                let draft = author.draft(Event::DepotChanged, Outcome::Succeeded);
                write.record(
                    draft
                        .about(subject(release))
                        .detail(detail::ATTEMPT, attempt),
                )?;
            }
            write.forget_unneeded_chunks()
        })?;
        let mut cleaned = Cleaned::default();
        for stored in gone {
            cleaned.take(self.remove_chunk(&stored)?);
        }
        for release in &releases {
            let folder =
                self.place
                    .release(&release.product, release.sequence, &release.manifest)?;
            match self.files.remove_tree(&folder) {
                Err(error) if error.fault != FileFault::Missing => return Err(error.into()),
                _ => {}
            }
        }
        cleaned.releases = releases;
        Ok(cleaned)
    }

    /// Files that no row names: what a crash left between files and database.
    fn remove_strays(&self) -> Result<Cleaned, DepotError> {
        let mut cleaned = Cleaned::default();
        if self.files.inspect(&self.place.chunks)?.is_none() {
            return Ok(cleaned);
        }
        let held = self.database.read(|view| view.held_chunks())?;
        let held: HashSet<Digest> = held.into_iter().map(|(stored, _)| stored).collect();
        for shard in self.files.list(&self.place.chunks)? {
            for name in self.files.list(&join(&self.place.chunks, &shard)?)? {
                if let Ok(stored) = name.parse::<Digest>()
                    && !held.contains(&stored)
                {
                    cleaned.take(self.remove_chunk(&stored)?);
                }
            }
        }
        self.sweep()?;
        Ok(cleaned)
    }

    /// Removes a chunk's file; its bytes, or nothing when it was not there.
    fn remove_chunk(&self, stored: &Digest) -> Result<Option<u64>, DepotError> {
        let at = self.place.chunk(stored)?;
        let Some(entry) = self.files.inspect(&at)? else {
            return Ok(None);
        };
        match self.files.remove(&at) {
            Ok(()) => Ok(Some(entry.bytes)),
            Err(FilesError {
                fault: FileFault::Missing,
                ..
            }) => Ok(None),
            Err(error) => Err(error.into()),
        }
    }
}

impl Cleaned {
    fn take(&mut self, bytes: Option<u64>) {
        self.chunks += u64::from(bytes.is_some());
        self.bytes += bytes.unwrap_or(0);
    }
}

fn is_in_use(view: &View<'_>, release: &Release) -> Result<bool, StateError> {
    let current = view.current(&release.product)?;
    let is_active = current
        .active
        .as_ref()
        .is_some_and(|active| active.manifest_sha256 == release.manifest);
    Ok(is_active || current.present(&release.manifest).is_some())
}

fn subject(release: &Release) -> Subject {
    Subject {
        manifest: Some(release.manifest),
        product: Some(release.product.to_string()),
        sequence: Some(release.sequence),
        version: Some(release.version.to_string()),
        ..Subject::default()
    }
}
