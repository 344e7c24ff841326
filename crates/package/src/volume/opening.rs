//! The first part of a volume: the manifest and its signatures, on which the caller decides.

use sealift_document::Digest;

use super::VolumeError;
use super::directory::Ledger;
use super::name::EntryName;
use super::reader::VolumeReader;
use super::walk::{Found, Part, Piece, Walk};
use crate::limits;
use crate::manifest::Manifest;

/// The manifest's exact bytes and the signature files beside it: all that trust is decided on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Seal {
    /// The bytes of `manifest.json`.
    pub manifest: Vec<u8>,
    /// The signature files, by the fingerprint of the key in their name.
    pub signatures: Vec<SignatureFile>,
}

/// One file of `signatures/`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SignatureFile {
    /// SHA-256 of the public key, as the file's name claims.
    pub key: Digest,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

/// A volume of which nothing has been trusted yet.
pub struct VolumeOpening {
    walk: Walk,
    ledger: Ledger,
    manifest: Option<Vec<u8>>,
    signatures: Vec<SignatureFile>,
}

/// Where an opening stands after more bytes have come.
pub enum Opening {
    /// More bytes are wanted.
    Waiting(VolumeOpening),
    /// The manifest and all signatures are there.
    Sealed(SealedVolume),
}

impl Default for VolumeOpening {
    fn default() -> Self {
        Self::new()
    }
}

impl VolumeOpening {
    /// A volume of which nothing has been read.
    #[must_use]
    pub fn new() -> Self {
        let (walk, ledger) = (Walk::new(), Ledger::default());
        Self {
            walk,
            ledger,
            manifest: None,
            signatures: vec![],
        }
    }

    /// Takes bytes from the front of the input, up to the end of the signatures.
    ///
    /// # Errors
    /// [`VolumeError`] when the volume is not of the one canonical form.
    pub fn push(mut self, input: &mut &[u8]) -> Result<Opening, VolumeError> {
        loop {
            self.walk.piece().fill_from(input);
            match self.advance()? {
                Opening::Waiting(opening) if !input.is_empty() => self = opening,
                opening => return Ok(opening),
            }
        }
    }

    /// The error that stands for the input ending here.
    #[must_use]
    pub fn truncated(&self) -> VolumeError {
        self.walk.truncated()
    }

    pub(super) fn piece(&mut self) -> &mut Piece {
        self.walk.piece()
    }

    /// Goes on as far as the bytes reach; while it waits, the piece is not whole.
    pub(super) fn advance(mut self) -> Result<Opening, VolumeError> {
        while let Some(part) = self.walk.advance()? {
            match part {
                Part::Header(found) if self.is_sealed_by(found) => {
                    let manifest = self
                        .manifest
                        .take()
                        .expect("signatures follow the manifest");
                    let (walk, ledger, signatures) = (self.walk, self.ledger, self.signatures);
                    let seal = Seal {
                        manifest,
                        signatures,
                    };
                    return Ok(Opening::Sealed(SealedVolume {
                        walk,
                        ledger,
                        hint: found,
                        seal,
                    }));
                }
                Part::Header(found) => {
                    self.allow(found)?;
                    self.walk.enter();
                }
                Part::Content(found, bytes) => self.keep(found, bytes.to_vec())?,
                Part::Directory => {
                    let at = self.walk.at();
                    return Err(self.out_of_order(at, "the directory".into()));
                }
            }
        }
        Ok(Opening::Waiting(self))
    }

    /// `volume.json` ends the signatures.
    const fn is_sealed_by(&self, found: Found) -> bool {
        self.manifest.is_some() && matches!(found.name, EntryName::Hint)
    }

    fn allow(&self, found: Found) -> Result<(), VolumeError> {
        let at = found.at;
        let most = match (found.name, &self.manifest) {
            (EntryName::Manifest, None) => limits::MANIFEST_BYTES,
            (EntryName::Signature(key), Some(_))
                if self.signatures.last().is_none_or(|last| last.key < key) =>
            {
                limits::SIGNATURE_BYTES
            }
            _ => return Err(self.out_of_order(at, found.name.to_string())),
        };
        if self.signatures.len() == limits::SIGNATURES {
            return Err(VolumeError::TooManySignatures {
                at,
                most: limits::SIGNATURES,
            });
        }
        allow_size(found, most as u64)
    }

    fn out_of_order(&self, at: u64, entry: String) -> VolumeError {
        let expected = match (&self.manifest, self.signatures.last()) {
            (None, _) => "manifest.json".into(),
            (Some(_), None) => "a signature or volume.json".into(),
            (Some(_), Some(last)) => {
                format!("a signature by a key after {} or volume.json", last.key)
            }
        };
        VolumeError::Order {
            at,
            entry,
            expected,
        }
    }

    fn keep(&mut self, found: Found, bytes: Vec<u8>) -> Result<(), VolumeError> {
        check_crc(found, &bytes)?;
        self.ledger.note(found);
        match found.name {
            EntryName::Signature(key) => self.signatures.push(SignatureFile { key, bytes }),
            _ => self.manifest = Some(bytes),
        }
        Ok(())
    }
}

/// A volume whose manifest and signatures have been read, and nothing else.
pub struct SealedVolume {
    pub(super) walk: Walk,
    pub(super) ledger: Ledger,
    /// The header of `volume.json`, which comes next.
    pub(super) hint: Found,
    seal: Seal,
}

impl SealedVolume {
    /// What trust is to be decided on.
    #[must_use]
    pub const fn seal(&self) -> &Seal {
        &self.seal
    }

    /// Goes on to the content, now that the caller trusts this manifest.
    ///
    /// # Errors
    /// [`VolumeError::OtherManifest`] when the manifest is not the one of this volume (threat T12).
    pub fn admit(self, manifest: &Manifest) -> Result<(VolumeReader, Seal), VolumeError> {
        let bytes = sealift_document::to_canonical(manifest).unwrap_or_default();
        if bytes != self.seal.manifest {
            return Err(VolumeError::OtherManifest);
        }
        let reader = VolumeReader::new(self.walk, self.ledger, self.hint, manifest)?;
        Ok((reader, self.seal))
    }
}

pub(super) fn allow_size(found: Found, most: u64) -> Result<(), VolumeError> {
    let bytes = u64::from(found.bytes);
    if bytes > most {
        let entry = found.name.to_string();
        return Err(VolumeError::TooLarge {
            at: found.at,
            entry,
            bytes,
            most,
        });
    }
    Ok(())
}

pub(super) fn check_crc(found: Found, bytes: &[u8]) -> Result<(), VolumeError> {
    if crc32fast::hash(bytes) != found.crc {
        return Err(VolumeError::Crc {
            at: found.at,
            entry: found.name.to_string(),
        });
    }
    Ok(())
}
