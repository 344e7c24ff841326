//! Making room: releases that nobody needs, and chunks that no release refers to.

use sealift_audit::{Event, Outcome, Subject, detail};
use sealift_document::Digest;

use super::{Depot, DepotError};
use crate::effects::{FileFault, HostPath};
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
        let mut cleaned = match unneeded.is_empty() {
            true => Cleaned::default(),
            false => self.drop_releases(unneeded, "gc", author)?,
        };
        let has_dropped = !cleaned.releases.is_empty();
        let strays = self.remove_strays().map_err(|error| match has_dropped {
            true => DepotError::Unfinished(Box::new(error)),
            false => error,
        })?;
        cleaned.chunks += strays.chunks;
        cleaned.bytes += strays.bytes;
        Ok(cleaned)
    }

    /// A mark, then the database, as one change; then the files, which are strays by then: a crash leaves the mark, and
    /// recovery does the rest.
    fn drop_releases(
        &self,
        releases: Vec<Release>,
        attempt: &str,
        author: &Author,
    ) -> Result<Cleaned, DepotError> {
        self.make_directories()?;
        let mark = self.leave_mark()?;
        let dropped = self.database.write::<_, StateError>(|write| {
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
        });
        let gone = match dropped {
            Ok(gone) => gone,
            Err(error) => {
                // Unless nobody knows what was changed, there is nothing to look for; a mark that stays is swept later.
                if !error.is_uncertain() {
                    let _ = self.files.remove_tree(&mark);
                }
                return Err(error.into());
            }
        };
        let swept = self.sweep(&releases, gone, &mark);
        let mut cleaned = swept.map_err(|error| DepotError::Unfinished(Box::new(error)))?;
        cleaned.releases = releases;
        Ok(cleaned)
    }

    /// Removes the files of releases that are in no row any more, and the mark last.
    fn sweep(
        &self,
        releases: &[Release],
        chunks: impl IntoIterator<Item = Digest>,
        mark: &HostPath,
    ) -> Result<Cleaned, DepotError> {
        let mut cleaned = Cleaned::default();
        for stored in chunks {
            cleaned.take(self.remove_chunk(&stored)?);
        }
        for release in releases {
            let folder =
                self.place
                    .release(&release.product, release.sequence, &release.manifest)?;
            match self.files.remove_tree(&folder) {
                Err(error) if error.fault != FileFault::Missing => return Err(error.into()),
                _ => {}
            }
        }
        // What is gone must stay gone before nobody is told any more to look for it.
        self.files.barrier(&self.place.incoming)?;
        self.files.remove_tree(mark)?;
        Ok(cleaned)
    }
}

impl Cleaned {
    pub(super) fn take(&mut self, bytes: Option<u64>) {
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
