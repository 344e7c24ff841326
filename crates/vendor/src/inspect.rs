//! What a volume says of itself. Nothing here is believed: whoever shows it must say so.
#![allow(
    clippy::disallowed_methods,
    reason = "export mode reads the vendor's own files"
)]

use std::fs::File;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use sealift_document::{Digest, plain};
use sealift_package::index::Index;
use sealift_package::manifest::Manifest;
use sealift_package::volume::{SignatureFile, VolumeHint};
use sealift_trust::Signature;
use thiserror::Error;

use crate::survey::{SurveyError, survey};
use crate::watch::{Phase, Watch};

/// What a volume says of itself.
#[derive(Debug)]
pub struct Inspection {
    /// Bytes of the volume.
    pub bytes: u64,
    /// The manifest.
    pub manifest: Manifest,
    /// SHA-256 of the manifest: the release's identity.
    pub manifest_sha256: Digest,
    /// Who seems to have signed.
    pub signers: Vec<ClaimedSigner>,
    /// What this volume is of its set.
    pub hint: VolumeHint,
    /// Every path and chunk of the release.
    pub index: Arc<Index>,
    /// Chunks in this volume.
    pub chunks_here: u64,
    /// Their bytes as stored.
    pub stored_bytes_here: u64,
    /// Chunks of this volume whose bytes are damaged.
    pub damaged: Vec<Digest>,
}

/// A signature as it presents itself; whether it holds depends on a key that is trusted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClaimedSigner {
    /// The key that the file's name claims.
    pub fingerprint: Digest,
    /// The key id that it names, or why it is no acceptable signature.
    pub key_id: Result<String, &'static str>,
    /// What the signer wrote; safe to print.
    pub comment: String,
}

/// Why a volume could not be shown.
#[derive(Debug, Error, serde::Serialize)]
pub enum InspectError {
    /// The file could not be opened.
    #[error("{} cannot be read: {source}", .path.display())]
    Open {
        /// Where.
        #[serde(serialize_with = "sealift_document::shown_path")]
        path: PathBuf,
        /// What the operating system said.
        #[serde(serialize_with = "sealift_document::shown")]
        source: io::Error,
    },
    /// The volume is none, or not whole.
    #[error("{}: {source}", .path.display())]
    Volume {
        /// Where.
        #[serde(serialize_with = "sealift_document::shown_path")]
        path: PathBuf,
        /// What is wrong with it.
        source: SurveyError,
    },
}

impl InspectError {
    /// The stable code of this error.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::Open { .. } => "inspect-open",
            Self::Volume { source, .. } => source.code(),
        }
    }
}

/// Reads a volume to its end and tells what it says of itself.
///
/// # Errors
/// [`InspectError`] when it cannot be opened or is no whole volume.
pub fn inspect(path: &Path, watch: Watch<'_>) -> Result<Inspection, InspectError> {
    let opened = File::open(path).and_then(|file| Ok((file.metadata()?.len(), file)));
    let (bytes, file) = opened.map_err(|source| InspectError::Open {
        path: path.into(),
        source,
    })?;
    let mut stored_bytes_here = 0;
    let survey = survey(file, |chunk| {
        stored_bytes_here += chunk.bytes().len() as u64;
        watch.tell(Phase::Checking, stored_bytes_here, bytes);
        !(watch.is_cancelled)()
    });
    let survey = survey.map_err(|source| InspectError::Volume {
        path: path.into(),
        source,
    })?;
    Ok(Inspection {
        bytes,
        manifest_sha256: Digest::of(&survey.seal.manifest),
        signers: survey.seal.signatures.iter().map(claimed).collect(),
        manifest: survey.manifest,
        hint: survey.hint,
        index: survey.index,
        chunks_here: survey.present.len() as u64,
        stored_bytes_here,
        damaged: survey.damaged,
    })
}

fn claimed(file: &SignatureFile) -> ClaimedSigner {
    let read = Signature::parse(&file.bytes);
    ClaimedSigner {
        fingerprint: file.key,
        comment: read
            .as_ref()
            .map(Signature::trusted_comment)
            .unwrap_or_default(),
        key_id: read
            .map(|signature| plain(&signature.key_id().to_string()))
            .map_err(|e| e.code()),
    }
}
