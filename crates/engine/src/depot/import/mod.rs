//! Import: one pass over a medium, from its first byte to rows in the database.
//!
//! 1. Manifest and signatures are read and judged; nothing behind them is looked at before.
//! 2. The index, whose digest the manifest says, tells which chunks there can be.
//! 3. Each chunk is hashed on one of a few threads, opened to see that it holds what the index says, and written to
//!    quarantine. The window between reader and threads bounds the memory, whatever the volume's size.
//! 4. When the volume has ended well, or was merely cut short, what is sound is made durable by one barrier, moved to
//!    its place, and entered in the database together with its records.
//!
//! A volume that lies about its structure, a refusal, a full disk or a wish to stop leave nothing behind.

mod completed;
mod keep;
mod quarantine;
mod receive;
mod record;

use sealift_document::Digest;
use sealift_package::volume::{SealedStream, StreamError, VolumeHint, VolumeKind, VolumeSource};
use sealift_trust::{Authorised, TrustStore};

use super::{Depot, ImportError, Missing, verified};
use crate::cancel::Cancel;
use crate::log::Author;
use crate::state::Release;
use quarantine::Quarantine;
use receive::Receiver;

/// What an import needs to know beside the bytes.
pub struct Import<'a> {
    /// The keys that this site trusts.
    pub trust: &'a TrustStore,
    /// Who imports.
    pub author: &'a Author,
    /// What it is read from, for the record.
    pub medium: Medium,
    /// A wish to stop.
    pub cancel: &'a Cancel,
    /// Is told how far it has come, on the reading thread; must not block.
    pub progress: &'a mut dyn FnMut(ImportProgress),
}

/// What a volume is read from, as the caller knows it; recorded, never believed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Medium {
    /// The volume's file name, or `-` for a pipe.
    pub volume: String,
    /// The kind of medium: `usb`, `optical`, `file`, `pipe`.
    pub kind: Option<String>,
    /// The medium's serial number.
    pub serial: Option<String>,
    /// Its label.
    pub label: Option<String>,
}

/// How far an import has come.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct ImportProgress {
    /// Bytes read from the medium.
    pub bytes: u64,
    /// Chunks met so far.
    pub chunks: u64,
    /// Chunks that the whole release has, once that is known.
    pub of_chunks: Option<u64>,
}

/// A volume that was imported, whole or as far as it went.
#[derive(Debug)]
pub struct Imported {
    /// The release as it stands now.
    pub release: Release,
    /// Whether the depot did not have it before.
    pub is_new: bool,
    /// What the volume said of itself.
    pub volume: VolumeRead,
    /// How the volume ended.
    pub ending: Ending,
    /// Chunks that were kept because the depot lacked them.
    pub kept: u64,
    /// Chunks that the depot had.
    pub had: u64,
    /// Chunks that are damaged on the medium and were left out.
    pub damaged: Vec<DamagedChunk>,
    /// Signatures that the depot lacked.
    pub new_signatures: u64,
    /// Releases of the product that became complete by this import.
    pub completed: Vec<Release>,
    /// What the release lacks over all its components; nothing when it is complete.
    pub missing: Option<Missing>,
}

/// What a volume said of itself; unsigned, for messages alone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VolumeRead {
    /// Its number, from 1.
    pub number: u64,
    /// How many volumes its set has.
    pub count: u64,
    /// What it is meant for.
    pub kind: VolumeKind,
}

/// How a volume ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Ending {
    /// With its own end record.
    Whole {
        /// Its bytes.
        bytes: u64,
    },
    /// Too early: the medium was unplugged, cannot be read on, or the file was cut (threats M2, M3). Importing it again
    /// takes up where it stopped.
    CutShort(Interruption),
}

/// Where reading stopped.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error, serde::Serialize)]
#[error("reading stopped at byte {at}, within {within}{}", .reason.as_ref().map_or(String::new(), |reason| format!(": {reason}")))]
pub struct Interruption {
    /// How many bytes had come.
    pub at: u64,
    /// What was being read: an entry's name or a record.
    #[serde(serialize_with = "sealift_document::phrase")]
    pub within: String,
    /// What the operating system said; nothing when the bytes just ended.
    pub reason: Option<String>,
}

/// A chunk whose bytes on the medium are not those of its name (threats P21, M3). Another copy of the volume, or a
/// repair volume with this chunk, mends it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DamagedChunk {
    /// Digest that its stored bytes should have.
    pub stored: Digest,
    /// Its ordinal in the index, which a repair volume is made from.
    pub ordinal: u32,
    /// Where its header begins in the volume.
    pub at: u64,
}

impl Depot {
    /// Imports a volume from anything that can be read, from front to back and once (threat M4).
    ///
    /// # Errors
    /// [`ImportError`]; nothing was kept then, unless nobody knows whether it was. A refusal has been recorded, and so has
    /// a failure.
    pub fn import(
        &self,
        source: impl VolumeSource,
        mut import: Import<'_>,
    ) -> Result<Imported, ImportError> {
        let mut about = record::About::default();
        let result = self.take_in(source, &mut import, &mut about);
        if let Err(error) = &result {
            let recorded = self.record_failure(&import, &about, error);
            // That nobody knows what was kept is the worse news, and the one to act on.
            if !error.is_uncertain() {
                recorded?;
            }
        }
        result
    }

    fn take_in(
        &self,
        source: impl VolumeSource,
        import: &mut Import<'_>,
        about: &mut record::About,
    ) -> Result<Imported, ImportError> {
        import.cancel.check()?;
        let sealed = SealedStream::open(source)?;
        about.seal = Some(sealed.seal().clone());
        let release: Authorised =
            verified::authorise::<ImportError>(&self.database, import.trust, sealed.seal())?;
        about.describe(&release);
        let (stream, seal) = sealed.admit(release.manifest())?;
        let quarantine = Quarantine::open(self)?;
        let received = Receiver::new(self, &quarantine, import, &release)
            .receive(stream)
            .and_then(|received| {
                import.cancel.check()?;
                Ok(received)
            });
        let received = match received {
            Ok(received) => received,
            Err(error) => {
                quarantine.clear();
                return Err(error);
            }
        };
        let kept = keep::keep(self, &quarantine, import, &release, &seal, received);
        // What was moved already and is not in the database has to go again; if that fails as well, or nobody knows what is
        // in the database, the mark stays, and recovery does it.
        let is_known = match &kept {
            Ok(_) => true,
            Err(error) => !error.is_uncertain() && self.remove_strays().is_ok(),
        };
        if is_known {
            quarantine.clear();
        }
        kept
    }
}

impl VolumeRead {
    fn of(hint: &VolumeHint) -> Self {
        Self {
            number: hint.number.value(),
            count: hint.count.value(),
            kind: hint.kind,
        }
    }
}

impl Interruption {
    /// Tells a mere end of bytes from a defect.
    fn from_stream(error: StreamError) -> Result<Self, ImportError> {
        use sealift_package::volume::VolumeError;
        match error {
            StreamError::Read { at, within, source } => Ok(Self {
                at,
                within,
                reason: Some(source.to_string()),
            }),
            StreamError::Volume(VolumeError::Truncated { at, within }) => Ok(Self {
                at,
                within,
                reason: None,
            }),
            StreamError::Volume(other) => Err(other.into()),
        }
    }
}
