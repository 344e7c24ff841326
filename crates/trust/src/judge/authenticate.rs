//! First judgement: do keys that this site knows vouch for these very bytes?

use std::collections::BTreeMap;

use sealift_document::Digest;
use sealift_package::volume::Seal;

use super::TrustRefusal;
use crate::key::{Fingerprint, KeyId};
use crate::signature::{Signature, SignatureError};
use crate::store::{TrustStore, TrustedKey};

/// One signature file of a package.
#[derive(Debug, Clone, Copy)]
pub struct SignatureFile<'a> {
    /// The key that the file's name claims; nothing for a signature that came alone.
    pub claimed: Option<Fingerprint>,
    /// The file's bytes.
    pub bytes: &'a [u8],
}

/// Bytes that at least one trusted key signed. Only [`authenticate`] builds it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Authentic {
    bytes: Vec<u8>,
    digest: Digest,
    signers: BTreeMap<Fingerprint, Signer>,
    ignored: Vec<IgnoredSigner>,
}

impl Authentic {
    /// The signed bytes.
    #[must_use]
    pub fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// SHA-256 of the signed bytes.
    #[must_use]
    pub const fn digest(&self) -> &Digest {
        &self.digest
    }

    /// The trusted keys that signed, each once however often it signed (threat T17).
    #[must_use]
    pub const fn signers(&self) -> &BTreeMap<Fingerprint, Signer> {
        &self.signers
    }

    /// Signatures that count for nothing here.
    #[must_use]
    pub fn ignored(&self) -> &[IgnoredSigner] {
        &self.ignored
    }
}

/// A trusted key that signed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Signer {
    /// Which key.
    pub fingerprint: Fingerprint,
    /// Its number, for display.
    pub key_id: KeyId,
    /// What the signer wrote beside the signature; for display.
    pub comment: String,
}

/// A signer that counts for nothing here.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IgnoredSigner {
    /// The number that the signature names.
    pub key_id: KeyId,
    /// The key that the file's name claims.
    pub claimed: Option<Fingerprint>,
    /// Whether the key was revoked; otherwise this site does not know it.
    pub revoked: bool,
}

/// Checks the signatures that a volume carries over its manifest.
///
/// # Errors
/// As of [`authenticate`].
pub fn authenticate_seal(seal: &Seal, store: &TrustStore) -> Result<Authentic, TrustRefusal> {
    let files: Vec<SignatureFile<'_>> = seal
        .signatures
        .iter()
        .map(|file| SignatureFile {
            claimed: Some(Fingerprint::claimed(file.key)),
            bytes: &file.bytes,
        })
        .collect();
    authenticate(&seal.manifest, &files, store)
}

/// Checks the signatures over these bytes against the keys of this site.
///
/// Signatures by keys nobody here knows are ignored. A signature that bears the name or number of a trusted key must
/// hold, else all is refused: somebody altered the package, or pretends.
///
/// # Errors
/// [`TrustRefusal`] when nobody signed, a signature is malformed or bad, or no trusted key is among the signers.
pub fn authenticate(
    bytes: &[u8],
    signatures: &[SignatureFile<'_>],
    store: &TrustStore,
) -> Result<Authentic, TrustRefusal> {
    if signatures.is_empty() {
        return Err(TrustRefusal::NotSigned);
    }
    if store.keys().is_empty() {
        return Err(TrustRefusal::NoKeyConfigured);
    }
    let mut authentic = Authentic {
        bytes: bytes.to_vec(),
        digest: Digest::of(bytes),
        signers: BTreeMap::new(),
        ignored: Vec::new(),
    };
    let mut revoked = None;
    for file in signatures {
        let signature = Signature::parse(file.bytes)
            .map_err(|problem| TrustRefusal::SignatureUnacceptable { problem })?;
        let known = find(file, &signature, store)?;
        if let Some(known) = known {
            check(&signature, known, bytes)?;
        }
        let taken_back = known.and_then(|known| store.revocations().key(&known.fingerprint));
        match (known, taken_back) {
            (Some(known), None) => authentic.add(known, &signature, file)?,
            _ => authentic.ignored.push(IgnoredSigner {
                key_id: signature.key_id(),
                claimed: file.claimed,
                revoked: taken_back.is_some(),
            }),
        }
        revoked = revoked.or(taken_back);
    }
    match (authentic.signers.is_empty(), revoked) {
        (false, _) => Ok(authentic),
        (true, Some(revoked)) => Err(TrustRefusal::KeyRevoked {
            fingerprint: revoked.fingerprint,
            since: revoked.since,
        }),
        (true, None) => Err(TrustRefusal::UnknownKeys {
            key_id: authentic.ignored[0].key_id,
            count: authentic.ignored.len(),
        }),
    }
}

/// The trusted key that a signature claims to be by.
fn find<'a>(
    file: &SignatureFile<'_>,
    signature: &Signature,
    store: &'a TrustStore,
) -> Result<Option<&'a TrustedKey>, TrustRefusal> {
    let by_id = store.key_by_id(signature.key_id());
    let Some(claimed) = file.claimed else {
        return Ok(by_id);
    };
    match (store.key(&claimed), by_id) {
        (Some(known), _) => Ok(Some(known)),
        (None, Some(_)) => Err(TrustRefusal::KeyIdOfAnotherKey {
            key_id: signature.key_id(),
            claimed,
        }),
        (None, None) => Ok(None),
    }
}

fn check(signature: &Signature, known: &TrustedKey, bytes: &[u8]) -> Result<(), TrustRefusal> {
    let bad = |problem: SignatureError| TrustRefusal::SignatureBad {
        fingerprint: known.fingerprint,
        problem,
    };
    signature.verify(&known.key, bytes).map_err(bad)
}

impl Authentic {
    fn add(
        &mut self,
        known: &TrustedKey,
        signature: &Signature,
        file: &SignatureFile<'_>,
    ) -> Result<(), TrustRefusal> {
        let fingerprint = known.fingerprint;
        let signer = Signer {
            fingerprint,
            key_id: known.key.id(),
            comment: signature.trusted_comment(),
        };
        // A package names its signature files by key, so two of one name are a lie about the structure. Signatures
        // that came alone may well repeat one that the package holds.
        let twice = self.signers.insert(fingerprint, signer).is_some();
        if twice && file.claimed.is_some() {
            return Err(TrustRefusal::SignerTwice { fingerprint });
        }
        Ok(())
    }
}
