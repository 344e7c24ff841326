//! Why a package is not trusted.

use sealift_document::{Count, Digest, Timestamp};
use sealift_package::manifest::{ManifestError, ProductId};
use thiserror::Error;

use crate::key::{Fingerprint, KeyId};
use crate::signature::SignatureError;

/// Why a package is not trusted. Nothing a policy or an operator says changes any of these.
#[derive(Debug, Clone, PartialEq, Eq, Error, serde::Serialize)]
pub enum TrustRefusal {
    /// Nobody signed the package.
    #[error("the package is not signed")]
    NotSigned,
    /// This site trusts nobody yet.
    #[error("no key is trusted on this site yet")]
    NoKeyConfigured,
    /// A signature file is not acceptable, whoever made it.
    #[error("a signature of the package is not acceptable: {problem}")]
    SignatureUnacceptable {
        /// What is wrong with it.
        problem: SignatureError,
    },
    /// A trusted key's signature does not hold.
    #[error("the signature of the trusted key {fingerprint} does not hold: {problem}")]
    SignatureBad {
        /// Which key.
        fingerprint: Fingerprint,
        /// What is wrong with it.
        problem: SignatureError,
    },
    /// Another key under the number of a trusted one (threat T3).
    #[error(
        "the package was signed by the key {claimed}, which bears the key id {key_id} of another key that is trusted"
    )]
    KeyIdOfAnotherKey {
        /// The key id.
        #[serde(serialize_with = "sealift_document::shown")]
        key_id: KeyId,
        /// The key that the package names.
        claimed: Fingerprint,
    },
    /// Every signature is by keys this site does not know (threat T2).
    #[error("the package is signed only by keys that are not trusted here, such as key {key_id}")]
    UnknownKeys {
        /// The first of them.
        #[serde(serialize_with = "sealift_document::shown")]
        key_id: KeyId,
        /// How many there are.
        count: usize,
    },
    /// The keys that signed were revoked (threat T16).
    #[error("the key {fingerprint} was revoked on {since}")]
    KeyRevoked {
        /// Which key.
        fingerprint: Fingerprint,
        /// Since when.
        since: Timestamp,
    },
    /// The same signer stands twice in one package.
    #[error("the key {fingerprint} has two signature files in the package")]
    SignerTwice {
        /// Which key.
        fingerprint: Fingerprint,
    },
    /// The signed bytes are no manifest (threat T23).
    #[error("the signed document is not an acceptable manifest: {0}")]
    Manifest(#[from] ManifestError),
    /// Known keys signed, but none may speak for the product (threat T11).
    #[error("no key that signed may speak for {product}; {fingerprint} may not")]
    OutOfScope {
        /// Which product.
        product: ProductId,
        /// A key that signed.
        fingerprint: Fingerprint,
    },
    /// Too few different keys signed (threat T17).
    #[error("{product} needs the signatures of {needed} different keys; {found} signed")]
    TooFewSigners {
        /// Which product.
        product: ProductId,
        /// How many are needed.
        needed: u64,
        /// How many there are.
        found: u64,
    },
    /// The release was taken back (threat T16).
    #[error("this release of {product} was rescinded on {since}")]
    Rescinded {
        /// Which product.
        product: ProductId,
        /// Since when.
        since: Timestamp,
    },
    /// Two different manifests under one product and sequence (threat T22).
    #[error("this site knows another release {sequence} of {product}: {known}, not {found}")]
    Equivocation {
        /// Which product.
        product: ProductId,
        /// Which sequence.
        sequence: Count,
        /// The manifest that this site has seen.
        known: Digest,
        /// The manifest at hand.
        found: Digest,
    },
}

impl TrustRefusal {
    /// The stable code of this error.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::NotSigned => "package-not-signed",
            Self::NoKeyConfigured => "trust-no-key",
            Self::SignatureUnacceptable { problem } => problem.code(),
            Self::SignatureBad { .. } => "signature-bad",
            Self::KeyIdOfAnotherKey { .. } => "signature-key-id-of-another-key",
            Self::UnknownKeys { .. } => "signature-unknown-key",
            Self::KeyRevoked { .. } => "signature-key-revoked",
            Self::SignerTwice { .. } => "signature-twice",
            Self::Manifest(problem) => problem.code(),
            Self::OutOfScope { .. } => "signature-out-of-scope",
            Self::TooFewSigners { .. } => "signature-too-few-signers",
            Self::Rescinded { .. } => "release-rescinded",
            Self::Equivocation { .. } => "release-equivocation",
        }
    }
}
