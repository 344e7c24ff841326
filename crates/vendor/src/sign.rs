//! Signing volumes that were packed elsewhere: the head is written anew, the chunks follow unchanged.
#![allow(
    clippy::disallowed_methods,
    reason = "export mode reads the vendor's own files"
)]

use std::fs::File;
use std::io::{self, BufWriter};
use std::path::{Path, PathBuf};

use sealift_document::Digest;
use sealift_package::volume::{PlannedVolume, VolumeHead, VolumeWriter, WriteError};
use sealift_trust::PublicKey;
use thiserror::Error;

use crate::key::{KeyFileError, SigningKey};
use crate::output::{Draft, OutputError, Readers};
use crate::survey::{Survey, SurveyError, survey};
use crate::watch::{Phase, Watch};

/// A volume that was signed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SignedVolume {
    /// Where.
    pub path: PathBuf,
    /// What was signed.
    pub manifest_sha256: Digest,
    /// Who signed.
    pub key: PublicKey,
}

/// Why a volume could not be signed. The volume is then as it was.
#[derive(Debug, Error, serde::Serialize)]
pub enum SignError {
    /// The volume could not be opened.
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
    /// A damaged volume is not to be signed.
    #[error("{} is damaged: {count} of its chunks have other bytes than their names say", .path.display())]
    Damaged {
        /// Where.
        #[serde(serialize_with = "sealift_document::shown_path")]
        path: PathBuf,
        /// How many.
        count: usize,
    },
    /// The key.
    #[error(transparent)]
    Key(#[from] KeyFileError),
    /// The volume could not be written anew.
    #[error(transparent)]
    Write(#[from] WriteError),
    /// The file could not be put in place.
    #[error(transparent)]
    Output(#[from] OutputError),
    /// The work was asked to stop.
    #[error("cancelled; the volume is as it was")]
    Cancelled,
}

impl SignError {
    /// The stable code of this error.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::Open { .. } => "sign-open",
            Self::Volume { source, .. } => source.code(),
            Self::Damaged { .. } => "sign-damaged",
            Self::Key(error) => error.code(),
            Self::Write(error) => error.code(),
            Self::Output(error) => error.code(),
            Self::Cancelled => "cancelled",
        }
    }
}

/// Adds the key's signature to each volume, beside those that are there; one by the same key is replaced.
///
/// Every volume is read to its end first, and put in place in one step, so that each is at any time either as it was
/// or signed.
///
/// # Errors
/// [`SignError`] for the first volume that could not be signed; those before it are signed.
pub fn sign(
    volumes: &[PathBuf],
    key: &SigningKey,
    watch: Watch<'_>,
) -> Result<Vec<SignedVolume>, SignError> {
    volumes
        .iter()
        .map(|path| sign_one(path, key, watch))
        .collect()
}

fn sign_one(path: &Path, key: &SigningKey, watch: Watch<'_>) -> Result<SignedVolume, SignError> {
    let total = open(path)?.metadata().map_or(0, |metadata| metadata.len());
    let mut found = read(path, watch, Phase::Reading, total, |_| Ok(()))?;
    if !found.damaged.is_empty() {
        let (path, count) = (path.into(), found.damaged.len());
        return Err(SignError::Damaged { path, count });
    }
    let signature = key.sign(&found.manifest, &found.seal.manifest)?;
    found.seal.signatures.retain(|old| old.key != signature.key);
    found.seal.signatures.push(signature);
    rewrite(path, &found, watch, total)?;
    Ok(SignedVolume {
        path: path.into(),
        manifest_sha256: Digest::of(&found.seal.manifest),
        key: *key.public(),
    })
}

/// Writes the volume anew from its own chunks, each checked again as it passes.
fn rewrite(path: &Path, found: &Survey, watch: Watch<'_>, total: u64) -> Result<(), SignError> {
    let head = VolumeHead {
        seal: &found.seal,
        index_stored: &found.index_stored,
        index: &found.index,
    };
    let planned = PlannedVolume::again(&head, found.hint.clone(), found.present.clone());
    let draft = Draft::begin(path, Readers::Everyone)?;
    let mut writer = VolumeWriter::begin(BufWriter::new(draft.file()), &head, &planned)?;
    read(path, watch, Phase::Writing, total, |stored| {
        writer.chunk(stored)
    })?;
    writer.finish()?;
    draft.replace()?;
    Ok(())
}

fn open(path: &Path) -> Result<File, SignError> {
    File::open(path).map_err(|source| SignError::Open {
        path: path.into(),
        source,
    })
}

fn read(
    path: &Path,
    watch: Watch<'_>,
    phase: Phase,
    total: u64,
    mut take: impl FnMut(&[u8]) -> Result<(), WriteError>,
) -> Result<Survey, SignError> {
    let mut failure = None;
    let mut done = 0;
    let survey = survey(open(path)?, |chunk| {
        done += chunk.bytes().len() as u64;
        watch.tell(phase, done, total);
        failure = take(chunk.bytes()).err();
        failure.is_none() && !(watch.is_cancelled)()
    });
    match (survey, failure) {
        (_, Some(failure)) => Err(failure.into()),
        (Err(SurveyError::Cancelled), None) => Err(SignError::Cancelled),
        (Err(source), None) => Err(SignError::Volume {
            path: path.into(),
            source,
        }),
        (Ok(survey), None) => Ok(survey),
    }
}
