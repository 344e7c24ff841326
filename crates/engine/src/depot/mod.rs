//! The depot: verified releases, and the chunks they are made of, each once.
//!
//! Everything after import reads from here alone. What comes from a medium is hashed as it passes, waits in quarantine
//! under `incoming/`, and is moved to its place only when all that was said about it has proven true; the database
//! follows last, so that a row never names bytes that are not durable. Chunks are named by their stored bytes;
//! which of them a release may use is kept for each product apart (threat T24).
//!
//! ```text
//! chunks/<2 digits>/<64 digits>                       stored bytes, named by their SHA-256
//! releases/<product>/<sequence>-<12 digits>/           manifest.json, index.json.zst, signatures/<key>.minisig
//! incoming/<32 digits>/                                what is being read, or a mark that the depot is being changed
//! ```

mod clean;
mod content;
mod error;
mod evidence;
mod export;
mod import;
mod missing;
mod place;
mod recovery;
mod subject;
mod verified;
mod verify;

use std::sync::Arc;

use sealift_document::Digest;

pub use clean::Cleaned;
pub use content::{ComponentContent, FileContent};
pub use error::{DepotError, ImportError};
pub use export::{ExportSink, ExportedVolume};
pub use import::{
    DamagedChunk, Ending, Import, ImportProgress, Imported, Interruption, Medium, VolumeRead,
};
pub use missing::{Missing, MissingFrom};
pub(crate) use subject::{subject, subject_of};
pub use verified::Verified;
pub use verify::{DepotDamage, DepotReport, Fault};

use crate::effects::{Entropy, Files, HostPath, World};
use crate::state::{Database, Release, StateError};

/// The store of verified releases of one world.
#[derive(Clone)]
pub struct Depot {
    files: Arc<dyn Files>,
    entropy: Arc<dyn Entropy>,
    database: Arc<Database>,
    place: place::Place,
}

impl Depot {
    /// The depot below a site's state directory.
    ///
    /// # Errors
    /// [`DepotError::Files`] when the path leaves no room for what lies below it.
    pub fn new(
        world: &World,
        database: Arc<Database>,
        state: &HostPath,
    ) -> Result<Self, DepotError> {
        let (files, entropy) = (Arc::clone(&world.files), Arc::clone(&world.entropy));
        Ok(Self {
            files,
            entropy,
            database,
            place: place::Place::below(state)?,
        })
    }

    /// The state database that it shares with the rest of the site.
    #[must_use]
    pub const fn database(&self) -> &Arc<Database> {
        &self.database
    }

    /// All releases, by product and sequence.
    ///
    /// # Errors
    /// [`StateError`].
    pub fn list(&self) -> Result<Vec<Release>, StateError> {
        self.database.read(|view| view.releases())
    }

    /// The release of this manifest.
    ///
    /// # Errors
    /// [`DepotError::Unknown`] when the depot does not have it.
    pub fn release(&self, manifest: &Digest) -> Result<Release, DepotError> {
        let found = self.database.read(|view| view.release(manifest))?;
        found.ok_or(DepotError::Unknown {
            manifest: *manifest,
        })
    }

    /// What reading a release came to. Not everybody who reads holds the world's lock, and where a clean-up has taken the
    /// release away meanwhile, that is told and not damage: its row goes before the first of its files.
    fn unless_removed<T>(
        &self,
        manifest: &Digest,
        read: Result<T, DepotError>,
    ) -> Result<T, DepotError> {
        read.map_err(|error| match self.release(manifest) {
            Err(removed @ DepotError::Unknown { .. }) => removed,
            _ => error,
        })
    }
}
