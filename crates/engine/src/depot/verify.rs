//! Looking for bit rot: every chunk and document is read again and compared with its digest.

use std::collections::{BTreeMap, HashSet};

use sealift_audit::{Event, Fact, Outcome, detail};
use sealift_document::Digest;
use sealift_trust::TrustStore;

use super::content::read_chunk;
use super::{Depot, DepotError, Missing, missing};
use crate::cancel::Cancel;
use crate::log::Author;
use crate::state::{ChunkForm, Release, StateError};

/// What a look through the depot found.
#[derive(Debug)]
pub struct DepotReport {
    /// Chunks read.
    pub chunks: u64,
    /// Their bytes.
    pub bytes: u64,
    /// What is damaged, chunks first.
    pub damage: Vec<DepotDamage>,
    /// Releases that are no longer complete.
    pub broken: Vec<Release>,
    /// What each release that lost a chunk lacks now, and which volumes mend it.
    pub missing: Vec<Missing>,
}

/// Something in the depot that is not what it was.
#[derive(Debug)]
pub enum DepotDamage {
    /// A chunk; it counts as missing from now on, so that importing a volume that has it mends it.
    Chunk {
        /// Digest of its stored bytes.
        stored: Digest,
        /// What is wrong with it.
        fault: Fault,
        /// The releases that need it.
        releases: Vec<Release>,
    },
    /// A release's manifest, signatures or index, or the trust in them.
    Release {
        /// Which release.
        release: Release,
        /// What is wrong with it.
        error: DepotError,
    },
}

/// What is wrong with a chunk.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    /// Its bytes have another digest.
    Damaged,
    /// Its file is gone.
    Gone,
}

impl Depot {
    /// Reads everything again. Damaged chunks are removed and count as missing; nothing else is changed.
    ///
    /// # Errors
    /// [`DepotError`], [`DepotError::Cancelled`] among them; a file system that fails is not taken for damage.
    pub fn verify(
        &self,
        trust: &TrustStore,
        author: &Author,
        cancel: &Cancel,
        progress: &mut dyn FnMut(u64, u64),
    ) -> Result<DepotReport, DepotError> {
        let held = self.database.read(|view| view.held_chunks())?;
        let all: u64 = held.iter().map(|(_, bytes)| bytes).sum();
        let (mut done, mut bad) = (0, vec![]);
        for (stored, bytes) in &held {
            cancel.check()?;
            if let Some(fault) = self.look_at(stored, *bytes)? {
                bad.push((*stored, fault));
            }
            done += bytes;
            progress(done, all);
        }
        let (mut damage, broken) = self.mark(&bad, author)?;
        for release in self.list()? {
            if let Err(error) = self.load(&release.manifest, trust) {
                damage.push(DepotDamage::Release { release, error });
            }
        }
        let missing = self.lost(&damage, trust)?;
        Ok(DepotReport {
            chunks: held.len() as u64,
            bytes: done,
            damage,
            broken,
            missing,
        })
    }

    /// What the releases lack that lost a chunk. One that cannot be loaded any more is named for that already.
    fn lost(&self, damage: &[DepotDamage], trust: &TrustStore) -> Result<Vec<Missing>, DepotError> {
        let mut losers = BTreeMap::new();
        for one in damage {
            if let DepotDamage::Chunk { releases, .. } = one {
                let named = releases.iter().map(|release| (release.manifest, release));
                losers.extend(named);
            }
        }
        let mut lost = vec![];
        for manifest in losers.keys() {
            let Ok(release) = self.load(manifest, trust) else {
                continue;
            };
            let all = 0..u32::try_from(release.index().chunks().len()).unwrap_or(u32::MAX);
            lost.extend(self.database.read(|view| {
                let (product, version) = (release.product(), release.version());
                missing::missing(view, product, version, manifest, release.index(), all)
            })?);
        }
        Ok(lost)
    }

    fn look_at(&self, stored: &Digest, stored_bytes: u64) -> Result<Option<Fault>, DepotError> {
        let path = self.place.chunk(stored)?;
        if self.files.inspect(&path)?.is_none() {
            return Ok(Some(Fault::Gone));
        }
        // The encoding does not matter to whoever compares stored bytes.
        let encoding = sealift_package::encoding::Encoding::Raw;
        let form = ChunkForm {
            stored: *stored,
            stored_bytes,
            encoding,
        };
        match read_chunk(self.files.as_ref(), &path, &form) {
            Ok(_) => Ok(None),
            Err(DepotError::DamagedChunk { .. }) => Ok(Some(Fault::Damaged)),
            Err(error) => Err(error),
        }
    }

    /// Takes note of the loss first and removes the files after, so that no row ever names bytes that are bad.
    fn mark(
        &self,
        bad: &[(Digest, Fault)],
        author: &Author,
    ) -> Result<(Vec<DepotDamage>, Vec<Release>), DepotError> {
        if bad.is_empty() {
            return Ok((vec![], vec![]));
        }
        let chunks = Fact::List(bad.iter().map(|(stored, _)| (*stored).into()).collect());
        let draft = author
            .draft(Event::DepotChanged, Outcome::SucceededWithWarnings)
            .detail(detail::ATTEMPT, "verify")
            .detail("chunks-damaged", chunks);
        let marked = self.database.write(|write| {
            let mut damage = vec![];
            for (stored, fault) in bad {
                let releases = write.releases_with_chunk(stored)?;
                damage.push(DepotDamage::Chunk {
                    stored: *stored,
                    fault: *fault,
                    releases,
                });
                write.lose_chunk(stored)?;
            }
            let (_, broken) = write.settle_completeness()?;
            write.record(draft)?;
            Ok::<_, StateError>((damage, broken))
        })?;
        let damaged = bad.iter().filter(|(_, fault)| *fault == Fault::Damaged);
        let unique: HashSet<Digest> = damaged.map(|(stored, _)| *stored).collect();
        for stored in unique {
            self.files.remove(&self.place.chunk(&stored)?)?;
        }
        Ok(marked)
    }
}
