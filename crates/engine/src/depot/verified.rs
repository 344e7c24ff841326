//! A release of which everything that decides has been verified, now and with the keys that are trusted now.

use std::collections::HashMap;
use std::num::NonZero;
use std::sync::Arc;
use std::thread;

use sealift_document::Digest;
use sealift_package::encoding::Decoder;
use sealift_package::index::Index;
use sealift_package::limits;
use sealift_package::manifest::{Manifest, ManifestError, ProductId};
use sealift_package::volume::{Seal, SignatureFile};
use sealift_trust::{Authorised, History, TrustRefusal, TrustStore, authenticate_seal};

use super::evidence::kept_seal;
use super::place::{join, read_whole};
use super::{Depot, DepotError};
use crate::effects::{FileFault, FilesError, HostPath};
use crate::state::{Database, Release, StateError};

/// The file of a release's index.
const INDEX: &str = "index.json.zst";
/// More threads would wait for the same disk.
const MOST_THREADS: usize = 4;
/// Fewer releases than this are looked at by one thread.
const FEW: usize = 32;

/// A release in the depot whose signatures, manifest and index hold. Only the depot builds it.
///
/// Its chunks are checked as they are read: [`Depot::open_component`].
#[derive(Debug, Clone)]
pub struct Verified {
    release: Authorised,
    seal: Seal,
    index: Arc<Index>,
}

impl Verified {
    /// What trust's third judgement takes.
    #[must_use]
    pub const fn authorised(&self) -> &Authorised {
        &self.release
    }

    /// What the release is.
    #[must_use]
    pub const fn manifest(&self) -> &Manifest {
        self.release.manifest()
    }

    /// SHA-256 of the manifest: the release's identity.
    #[must_use]
    pub const fn digest(&self) -> &Digest {
        self.release.digest()
    }

    /// Which product.
    #[must_use]
    pub const fn product(&self) -> &ProductId {
        &self.manifest().product
    }

    /// Which version.
    #[must_use]
    pub const fn version(&self) -> &semver::Version {
        &self.manifest().version
    }

    /// The release as records name it.
    #[must_use]
    pub fn subject(&self) -> sealift_audit::Subject {
        super::subject(&self.release)
    }

    /// Its paths and chunks.
    #[must_use]
    pub const fn index(&self) -> &Arc<Index> {
        &self.index
    }

    /// The manifest's bytes and all signatures that were ever imported with it.
    #[must_use]
    pub const fn seal(&self) -> &Seal {
        &self.seal
    }
}

/// The first two judgements of trust on a package, as import and every later use ask them.
pub(super) fn authorise<E>(
    database: &Database,
    trust: &TrustStore,
    seal: &Seal,
) -> Result<Authorised, E>
where
    E: From<TrustRefusal> + From<StateError>,
{
    let authentic = authenticate_seal(seal, trust)?;
    // Which product's history counts is read from bytes that a trusted key has signed.
    let product = Manifest::parse(authentic.bytes())
        .map_err(|error: ManifestError| TrustRefusal::from(error))?
        .product;
    let history = database.read(|view| view.history(&product))?;
    Ok(sealift_trust::authorise(authentic, trust, &history)?)
}

impl Depot {
    /// Loads a release, verifying it anew: a key or release that was taken back since its import is refused (T16), and
    /// so are documents that have changed in the depot.
    ///
    /// # Errors
    /// [`DepotError`].
    pub fn load(&self, manifest: &Digest, trust: &TrustStore) -> Result<Verified, DepotError> {
        let row = self.release(manifest)?;
        self.unless_removed(manifest, self.load_row(&row, trust))
    }

    fn load_row(&self, row: &Release, trust: &TrustStore) -> Result<Verified, DepotError> {
        let seal = self.read_own_seal(row)?;
        let release: Authorised = authorise::<DepotError>(&self.database, trust, &seal)?;
        let stored = self.read_index(row, release.manifest())?;
        let index = parse_index(row, release.manifest(), &stored)?;
        Ok(Verified {
            release,
            seal,
            index: Arc::new(index),
        })
    }

    /// What releases say of themselves, in their order, for a list; nothing where one is not trusted any more.
    ///
    /// It is read from the evidence in the log, where it is one question instead of four files a release, and believed for its
    /// signatures alone, which are checked now. Whether what lies in the depot is still the same is asked by whoever
    /// [loads](Self::load) a release or [verifies](Self::verify) all of it.
    ///
    /// # Errors
    /// [`StateError`].
    pub fn manifests(
        &self,
        releases: &[Release],
        trust: &TrustStore,
    ) -> Result<Vec<Option<Manifest>>, StateError> {
        let mut histories = HashMap::new();
        for row in releases {
            if !histories.contains_key(&row.product) {
                let history = self.database.read(|view| view.history(&row.product))?;
                histories.insert(&row.product, history);
            }
        }
        let seals: Vec<Option<Seal>> = self.database.read(|view| {
            let seals = releases.iter().map(|row| kept_seal(view, &row.manifest));
            seals.collect::<Result<_, StateError>>()
        })?;
        let look = |(row, seal): (&Release, &Option<Seal>)| {
            let history = histories.get(&row.product)?;
            look(row, seal.as_ref()?, trust, history)
        };
        let threads = thread::available_parallelism().map_or(1, NonZero::get);
        let each = releases.len().div_ceil(threads.min(MOST_THREADS)).max(FEW);
        Ok(thread::scope(|scope| {
            let parts = releases.chunks(each).zip(seals.chunks(each));
            let look_at = |(rows, seals): (&[Release], &[Option<Seal>])| {
                rows.iter().zip(seals).map(look).collect::<Vec<_>>()
            };
            let started: Vec<_> = parts
                .map(|part| scope.spawn(move || look_at(part)))
                .collect();
            let ended = started.into_iter().map(|thread| {
                let joined = thread.join();
                joined.unwrap_or_else(|panic| std::panic::resume_unwind(panic))
            });
            ended.flatten().collect()
        }))
    }

    /// The bytes of a release's index as its volumes carry it: megabytes for many files, and only asked for by who writes
    /// a volume.
    pub(super) fn index_stored(&self, release: &Verified) -> Result<Vec<u8>, DepotError> {
        self.read_index(&self.release(release.digest())?, release.manifest())
    }

    /// The manifest that the database names, with its signatures.
    fn read_own_seal(&self, row: &Release) -> Result<Seal, DepotError> {
        let seal = self.read_seal(row, &self.folder(row)?)?;
        if Digest::of(&seal.manifest) != row.manifest {
            return Err(damaged(row, "manifest.json"));
        }
        Ok(seal)
    }

    /// The index that a manifest names, as it is stored.
    fn read_index(&self, row: &Release, manifest: &Manifest) -> Result<Vec<u8>, DepotError> {
        let at = join(&self.folder(row)?, INDEX)?;
        let stored = self.read_document(row, &at, limits::INDEX_STORED_BYTES)?;
        if Digest::of(&stored) != manifest.index.stored_sha256 {
            return Err(damaged(row, INDEX));
        }
        Ok(stored)
    }

    fn folder(&self, row: &Release) -> Result<HostPath, DepotError> {
        self.place
            .release(&row.product, row.sequence, &row.manifest)
    }

    fn read_seal(&self, row: &Release, folder: &HostPath) -> Result<Seal, DepotError> {
        let at = join(folder, "manifest.json")?;
        let manifest = self.read_document(row, &at, limits::MANIFEST_BYTES as u64)?;
        let below = join(folder, "signatures")?;
        let mut signatures = vec![];
        for name in self.files.list(&below)? {
            let at = join(&below, &name)?;
            let key = name
                .strip_suffix(".minisig")
                .and_then(|key| key.parse().ok());
            let key = key.ok_or_else(|| damaged(row, &name))?;
            let bytes = self.read_document(row, &at, limits::SIGNATURE_BYTES as u64)?;
            signatures.push(SignatureFile { key, bytes });
        }
        signatures.sort_by_key(|signature| signature.key);
        Ok(Seal {
            manifest,
            signatures,
        })
    }

    fn read_document(
        &self,
        row: &Release,
        at: &HostPath,
        most: u64,
    ) -> Result<Vec<u8>, DepotError> {
        match read_whole(self.files.as_ref(), at, most) {
            Ok(bytes) if bytes.len() as u64 <= most => Ok(bytes),
            Ok(_)
            | Err(FilesError {
                fault: FileFault::Missing,
                ..
            }) => Err(damaged(row, at.file_name())),
            Err(error) => Err(error.into()),
        }
    }
}

/// The manifest of a release that is still believed.
fn look(row: &Release, seal: &Seal, trust: &TrustStore, history: &History) -> Option<Manifest> {
    let authentic = authenticate_seal(seal, trust).ok()?;
    let release = sealift_trust::authorise(authentic, trust, history).ok()?;
    (*release.digest() == row.manifest).then(|| release.manifest().clone())
}

/// What an index says, whose digest was checked.
fn parse_index(row: &Release, manifest: &Manifest, stored: &[u8]) -> Result<Index, DepotError> {
    let raw_bytes = manifest.index.raw_bytes.value();
    if raw_bytes > limits::INDEX_RAW_BYTES {
        return Err(damaged(row, INDEX));
    }
    let raw = Decoder::new()
        .frame(stored, raw_bytes)
        .map_err(|_| damaged(row, INDEX))?;
    Ok(Index::parse(&raw, manifest)?)
}

fn damaged(row: &Release, what: &str) -> DepotError {
    DepotError::DamagedDocument {
        what: what.into(),
        product: row.product.clone(),
        sequence: row.sequence,
    }
}
