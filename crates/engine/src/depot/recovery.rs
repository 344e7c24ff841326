//! What imports and clean-ups that were killed have left, taken back.
//!
//! Both leave a mark under `incoming/` that is durable before anything else changes, and take it away last. Between the
//! two, the database alone says what belongs to the depot: what lies there and no row names is a stray.

use std::collections::HashSet;

use sealift_audit::{Event, Outcome, detail};
use sealift_document::Digest;

use super::place::{ensure_directory, join, private_directory, read_whole};
use super::{Cleaned, Depot, DepotError};
use crate::effects::{FileFault, FilesError, HostPath};
use crate::log::{Author, MaterialKind};
use crate::state::StateError;

/// Bytes of a signature file that anybody would have kept.
const SIGNATURE_BYTES: u64 = 64 << 10;

impl Depot {
    /// Takes back what imports and clean-ups that were killed have left, and records that; whether there was anything.
    /// To be called while nothing else changes the depot.
    ///
    /// # Errors
    /// [`DepotError`].
    pub fn recover(&self, author: &Author) -> Result<bool, DepotError> {
        let marks = self.marks()?;
        if marks.is_empty() {
            return Ok(false);
        }
        let draft = author
            .draft(Event::RecoveryRun, Outcome::RolledBack)
            .detail(detail::KIND, "depot")
            .detail(detail::BROUGHT_TO, "undone");
        self.database
            .write::<_, StateError>(|write| write.record(draft))?;
        self.remove_strays()?;
        for mark in marks {
            self.files.remove_tree(&mark)?;
        }
        Ok(true)
    }

    /// Removes all that no row names, durably.
    pub(super) fn remove_strays(&self) -> Result<Cleaned, DepotError> {
        let mut cleaned = Cleaned::default();
        if self.files.inspect(&self.place.incoming)?.is_none() {
            return Ok(cleaned);
        }
        self.remove_stray_chunks(&mut cleaned)?;
        self.remove_stray_documents()?;
        self.files.barrier(&self.place.incoming)?;
        Ok(cleaned)
    }

    /// Leaves a mark that says that the depot is being changed; durable when it returns.
    pub(super) fn leave_mark(&self) -> Result<HostPath, DepotError> {
        let mut random = [0; 16];
        self.entropy.fill(&mut random);
        let name = format!("{:032x}", u128::from_be_bytes(random));
        let at = join(&self.place.incoming, &name)?;
        self.files.create_directory(&at, private_directory())?;
        match self.files.sync_directory(&self.place.incoming) {
            Ok(()) => Ok(at),
            Err(error) => {
                // Nothing was changed, so there is nothing to look for; what cannot be removed now, recovery finds.
                let _ = self.files.remove_directory(&at);
                Err(error.into())
            }
        }
    }

    /// Makes the depot's own directories where they are not there yet.
    pub(super) fn make_directories(&self) -> Result<(), DepotError> {
        for directory in self.place.directories() {
            if ensure_directory(self.files.as_ref(), &directory)?
                && let Some(above) = directory.parent()
            {
                self.files.sync_directory(&above)?;
            }
        }
        Ok(())
    }

    fn marks(&self) -> Result<Vec<HostPath>, DepotError> {
        self.below(&self.place.incoming)
    }

    /// What lies in a directory; nothing where there is none.
    fn below(&self, directory: &HostPath) -> Result<Vec<HostPath>, DepotError> {
        if self.files.inspect(directory)?.is_none() {
            return Ok(vec![]);
        }
        let names = self.files.list(directory)?;
        names.iter().map(|name| join(directory, name)).collect()
    }

    fn remove_stray_chunks(&self, cleaned: &mut Cleaned) -> Result<(), DepotError> {
        let held = self.database.read(|view| view.held_chunks())?;
        let held: HashSet<Digest> = held.into_iter().map(|(stored, _)| stored).collect();
        for shard in self.below(&self.place.chunks)? {
            for name in self.files.list(&shard)? {
                if let Ok(stored) = name.parse::<Digest>()
                    && !held.contains(&stored)
                {
                    cleaned.take(self.remove_chunk(&stored)?);
                }
            }
        }
        Ok(())
    }

    /// Folders of releases, and signatures in them, that no row names.
    fn remove_stray_documents(&self) -> Result<(), DepotError> {
        let mut known = HashSet::new();
        for release in self.list()? {
            let (product, sequence) = (&release.product, release.sequence);
            let folder = self.place.release(product, sequence, &release.manifest)?;
            self.remove_stray_signatures(&folder, &release.manifest)?;
            known.insert(folder);
        }
        for product in self.below(&self.place.releases)? {
            for folder in self.below(&product)? {
                if !known.contains(&folder) {
                    self.files.remove_tree(&folder)?;
                }
            }
            match self.files.remove_directory(&product) {
                Err(error) if error.fault != FileFault::NotEmpty => return Err(error.into()),
                _ => {}
            }
        }
        Ok(())
    }

    fn remove_stray_signatures(
        &self,
        folder: &HostPath,
        manifest: &Digest,
    ) -> Result<(), DepotError> {
        let kept = self.database.read(|view| view.materials(Some(manifest)))?;
        let signatures = kept
            .iter()
            .filter(|one| one.kind == MaterialKind::Signature);
        let kept: HashSet<&[u8]> = signatures.map(|one| &one.bytes[..]).collect();
        for at in self.below(&join(folder, "signatures")?)? {
            let bytes = read_whole(self.files.as_ref(), &at, SIGNATURE_BYTES)?;
            if !kept.contains(&bytes[..]) {
                self.files.remove(&at)?;
            }
        }
        Ok(())
    }

    /// Removes a chunk's file; its bytes, or nothing when it was not there.
    pub(super) fn remove_chunk(&self, stored: &Digest) -> Result<Option<u64>, DepotError> {
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
