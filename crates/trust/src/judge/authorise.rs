//! Second judgement: may these signers speak for this product, and does the release still stand?

use std::collections::BTreeMap;

use sealift_document::Digest;
use sealift_package::manifest::{Manifest, ProductId};

use super::{Authentic, History, IgnoredSigner, Signer, TrustRefusal};
use crate::key::Fingerprint;
use crate::store::TrustStore;

/// A release that enough keys vouch for. Only [`authorise`] builds it.
///
/// The manifest was read from the signed bytes themselves, so no other manifest can stand beside them (threat T12).
#[derive(Debug, Clone, PartialEq)]
pub struct Authorised {
    manifest: Manifest,
    authentic: Authentic,
    counted: Vec<Fingerprint>,
}

impl Authorised {
    /// What the release is.
    #[must_use]
    pub const fn manifest(&self) -> &Manifest {
        &self.manifest
    }

    /// The manifest's bytes as they were signed.
    #[must_use]
    pub fn manifest_bytes(&self) -> &[u8] {
        self.authentic.bytes()
    }

    /// SHA-256 of the manifest: the release's identity.
    #[must_use]
    pub const fn digest(&self) -> &Digest {
        self.authentic.digest()
    }

    /// The trusted keys that signed and may speak for this product.
    pub fn signers(&self) -> impl Iterator<Item = &Signer> {
        self.counted
            .iter()
            .map(|fingerprint| &self.authentic.signers()[fingerprint])
    }

    /// Signatures that count for nothing here.
    #[must_use]
    pub fn ignored(&self) -> &[IgnoredSigner] {
        self.authentic.ignored()
    }
}

/// Reads the manifest and checks who may speak for the product, how many must, and that nothing was withdrawn.
///
/// To be asked again before every use of a release in the depot: keys and releases are taken back in the meantime
/// (threat T16).
///
/// # Errors
/// [`TrustRefusal`]; for [`TrustRefusal::Equivocation`] both manifests are to be recorded.
pub fn authorise(
    authentic: Authentic,
    store: &TrustStore,
    history: &History,
) -> Result<Authorised, TrustRefusal> {
    let manifest = Manifest::parse(authentic.bytes())?;
    let counted = count_signers(authentic.signers(), &manifest.product, store)?;
    let digest = *authentic.digest();
    if let Some(release) = store.rescinded(&digest) {
        return Err(TrustRefusal::Rescinded {
            product: manifest.product,
            since: release.since,
        });
    }
    match history.manifests.get(&manifest.sequence) {
        Some(known) if *known != digest => Err(TrustRefusal::Equivocation {
            product: manifest.product,
            sequence: manifest.sequence,
            known: *known,
            found: digest,
        }),
        _ => Ok(Authorised {
            manifest,
            authentic,
            counted,
        }),
    }
}

/// The one place where signers are counted: different keys, of this product's scope, against its threshold.
pub(crate) fn count_signers(
    signers: &BTreeMap<Fingerprint, Signer>,
    product: &ProductId,
    store: &TrustStore,
) -> Result<Vec<Fingerprint>, TrustRefusal> {
    let may_speak = |fingerprint: &&Fingerprint| {
        store
            .key(fingerprint)
            .is_some_and(|key| key.speaks_for(product))
            && store.revocations().key(fingerprint).is_none()
    };
    let counted: Vec<Fingerprint> = signers.keys().filter(may_speak).copied().collect();
    let found = counted.len() as u64;
    let needed = store.signatures_needed(product);
    let revoked = signers
        .keys()
        .find_map(|signer| store.revocations().key(signer));
    if let Some(revoked) = revoked.filter(|_| found == 0) {
        return Err(TrustRefusal::KeyRevoked {
            fingerprint: revoked.fingerprint,
            since: revoked.since,
        });
    }
    match signers.keys().next() {
        Some(fingerprint) if found == 0 => Err(TrustRefusal::OutOfScope {
            product: product.clone(),
            fingerprint: *fingerprint,
        }),
        _ if found < needed => Err(TrustRefusal::TooFewSigners {
            product: product.clone(),
            needed,
            found,
        }),
        _ => Ok(counted),
    }
}
