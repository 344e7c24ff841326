//! Why the depot could not do what was asked.

use sealift_document::{Count, Digest};
use sealift_package::encoding::DecodeError;
use sealift_package::index::IndexError;
use sealift_package::manifest::{ComponentId, ProductId};
use sealift_package::volume::{PlanError, StreamError, VolumeError, WriteError};
use sealift_trust::TrustRefusal;
use thiserror::Error;

use super::{Interruption, Missing};
use crate::cancel::Cancelled;
use crate::effects::FilesError;
use crate::state::StateError;

/// Why a volume was not imported. Nothing of it was kept.
#[derive(Debug, Error, serde::Serialize)]
pub enum ImportError {
    /// The volume is not what it should be, or ended before anything could be verified.
    #[error(transparent)]
    Volume(#[from] VolumeError),
    /// The medium could not be read before anything could be verified.
    #[error("the medium cannot be read: {0}")]
    Medium(Interruption),
    /// The package is not trusted here.
    #[error(transparent)]
    Trust(#[from] TrustRefusal),
    /// A chunk is not what the signed index says of it, though its stored bytes are.
    #[error("the chunk {stored} does not hold what the signed index says: {source}")]
    Content {
        /// Digest of its stored bytes.
        stored: Digest,
        /// What is wrong.
        source: DecodeError,
    },
    /// There is no room for it, and nothing was begun. A disk that fills up later is [`DepotError::Files`].
    #[error("the depot needs {needed} bytes and has {free}")]
    NoSpace {
        /// Bytes that are needed.
        needed: u64,
        /// Bytes that are free.
        free: u64,
    },
    /// Somebody asked to stop.
    #[error(transparent)]
    Cancelled(#[from] Cancelled),
    /// The depot itself failed.
    #[error(transparent)]
    Depot(#[from] DepotError),
}

impl ImportError {
    /// The stable code of this error.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::Volume(error) => error.code(),
            Self::Medium(_) => "volume-read",
            Self::Trust(refusal) => refusal.code(),
            Self::Content { .. } => "depot-chunk-content",
            Self::NoSpace { .. } => "depot-no-space",
            Self::Cancelled(_) => "cancelled",
            Self::Depot(error) => error.code(),
        }
    }

    /// Whether it may have been imported all the same, as the next start will find out.
    pub(super) const fn is_uncertain(&self) -> bool {
        matches!(self, Self::Depot(DepotError::State(error)) if error.is_uncertain())
    }

    /// Whether the package was refused for what it is, rather than failed for what happened around it.
    #[must_use]
    pub const fn is_refusal(&self) -> bool {
        match self {
            Self::Volume(error) => !error.is_truncation(),
            Self::Trust(_) | Self::Content { .. } => true,
            Self::Medium(_) | Self::NoSpace { .. } | Self::Cancelled(_) | Self::Depot(_) => false,
        }
    }
}

impl From<StreamError> for ImportError {
    fn from(error: StreamError) -> Self {
        match error {
            StreamError::Volume(error) => Self::Volume(error),
            StreamError::Read { at, within, source } => Self::Medium(Interruption {
                at,
                within,
                reason: Some(source.to_string()),
            }),
        }
    }
}

impl From<StateError> for ImportError {
    fn from(error: StateError) -> Self {
        Self::Depot(error.into())
    }
}

impl From<FilesError> for ImportError {
    fn from(error: FilesError) -> Self {
        Self::Depot(error.into())
    }
}

/// Why the depot could not do what was asked.
#[derive(Debug, Error, serde::Serialize)]
pub enum DepotError {
    /// The depot does not have this release.
    #[error("the depot has no release with the manifest {manifest}")]
    Unknown {
        /// The manifest's digest.
        manifest: Digest,
    },
    /// The release is not trusted any more (threat T16).
    #[error(transparent)]
    Trust(#[from] TrustRefusal),
    /// The manifest, a signature or the index in the depot is damaged; importing any volume of the release mends it.
    #[error(
        "{what} of {product} {sequence} in the depot is damaged; import any volume of it again"
    )]
    DamagedDocument {
        /// Which file.
        what: String,
        /// Which product.
        product: ProductId,
        /// Which release.
        sequence: Count,
    },
    /// The index in the depot is not one that goes with the manifest.
    #[error(transparent)]
    Index(#[from] IndexError),
    /// The release has no such component.
    #[error("the release has no component {component}")]
    UnknownComponent {
        /// The component.
        component: ComponentId,
    },
    /// The release has no such document.
    #[error("the release has no document {id}")]
    UnknownDocument {
        /// The document.
        id: String,
    },
    /// Chunks are missing.
    #[error("{} {} is incomplete: {} chunks are missing", .0.product, .0.version, .0.chunks)]
    Incomplete(Box<Missing>),
    /// A chunk in the depot is damaged; a repair volume or any volume that holds it mends it.
    #[error("the chunk {stored} in the depot is damaged")]
    DamagedChunk {
        /// Digest of its stored bytes.
        stored: Digest,
    },
    /// A file does not have the digest that the signed index says, though its chunks do.
    #[error("the file {path} does not have the digest that the index says")]
    DamagedFile {
        /// Its path within the component.
        path: String,
    },
    /// The release is installed or its trees lie on the target.
    #[error("{product} {version} is in use and stays in the depot")]
    InUse {
        /// Which product.
        product: ProductId,
        /// Which version.
        version: semver::Version,
    },
    /// A base release stores a chunk in another way, so the volume cannot be written as it was signed.
    #[error("the chunk {stored} is at hand only in another encoding; export the base release too")]
    OtherForm {
        /// The digest that the index says.
        stored: Digest,
    },
    /// The volumes asked for are not possible.
    #[error(transparent)]
    Plan(#[from] PlanError),
    /// A volume could not be written.
    #[error(transparent)]
    Write(#[from] WriteError),
    /// The releases are out of the depot, and that is recorded; some of their files could not be removed, which the next
    /// start does.
    #[error("the releases are out of the depot, but {0}")]
    Unfinished(Box<Self>),
    /// Somebody asked to stop.
    #[error(transparent)]
    Cancelled(#[from] Cancelled),
    /// A file could not be read or written.
    #[error(transparent)]
    Files(#[from] FilesError),
    /// The state database failed.
    #[error(transparent)]
    State(#[from] StateError),
}

impl DepotError {
    /// The stable code of this error.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::Unknown { .. } => "depot-release-unknown",
            Self::Trust(refusal) => refusal.code(),
            Self::DamagedDocument { .. } => "depot-document-damaged",
            Self::Index(error) => error.code(),
            Self::UnknownComponent { .. } => "depot-component-unknown",
            Self::UnknownDocument { .. } => "depot-document-unknown",
            Self::Incomplete(_) => "release-incomplete",
            Self::DamagedChunk { .. } => "depot-chunk-damaged",
            Self::DamagedFile { .. } => "depot-file-damaged",
            Self::InUse { .. } => "depot-release-in-use",
            Self::OtherForm { .. } => "depot-chunk-other-form",
            Self::Plan(error) => error.code(),
            Self::Write(error) => error.code(),
            Self::Unfinished(_) => "change-unfinished",
            Self::Cancelled(_) => "cancelled",
            Self::Files(error) => error.code(),
            Self::State(error) => error.code(),
        }
    }
}
