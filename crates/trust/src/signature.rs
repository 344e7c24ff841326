//! A minisign signature: four lines, read strictly, and believed in nothing but what it proves.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use blake2::{Blake2b512, Digest as _};
use sealift_document::plain;
use sealift_package::limits;
use thiserror::Error;

use crate::key::{KeyId, PublicKey};

const UNTRUSTED: &str = "untrusted comment: ";
const TRUSTED: &str = "trusted comment: ";
/// Bytes of one comment; minisign itself writes no longer ones by default.
const COMMENT_BYTES: usize = 1024;

/// A signature file that has the one accepted form; nothing is said yet about what it signs.
#[derive(Clone, PartialEq, Eq)]
pub struct Signature {
    key_id: KeyId,
    bytes: [u8; 64],
    global: [u8; 64],
    untrusted_comment: String,
    trusted_comment: String,
}

/// Why a signature file is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error, serde::Serialize)]
pub enum SignatureError {
    /// The file has no bytes.
    #[error("the signature is empty")]
    Empty,
    /// The file or one of its comments is longer than a signature can be.
    #[error("the signature is too long: {bytes} bytes where at most {most} are allowed")]
    TooLong {
        /// Bytes found.
        bytes: usize,
        /// Bytes allowed.
        most: usize,
    },
    /// Bytes that a signature file does not hold: control characters, or no UTF-8.
    #[error("the signature holds bytes that are not plain text")]
    NotText,
    /// Not the four lines of one signature.
    #[error("the signature is not exactly the four lines that minisign writes")]
    Layout,
    /// The old algorithm that signs the file itself instead of its hash.
    #[error(
        "the signature uses minisign's legacy algorithm; only prehashed signatures are accepted"
    )]
    LegacyAlgorithm,
    /// An algorithm that nobody defined.
    #[error("the signature uses an unknown algorithm")]
    UnknownAlgorithm,
    /// The signature names another key than the one it was checked with.
    #[error("the signature was made with key {found}, not with key {expected}")]
    OtherKey {
        /// The key it was checked with.
        #[serde(serialize_with = "sealift_document::shown")]
        expected: KeyId,
        /// The key it names.
        #[serde(serialize_with = "sealift_document::shown")]
        found: KeyId,
    },
    /// The signature itself is not whole: it or its trusted comment was altered, or another key made it.
    #[error("the signature or its trusted comment was altered, or another key made it")]
    Broken,
    /// The key did make the signature, over other bytes than these.
    #[error("the signature was made over other bytes than these")]
    Mismatch,
}

impl SignatureError {
    /// The stable code of this error.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Empty => "signature-empty",
            Self::TooLong { .. } => "signature-too-long",
            Self::NotText => "signature-not-text",
            Self::Layout => "signature-layout",
            Self::LegacyAlgorithm => "signature-legacy-algorithm",
            Self::UnknownAlgorithm => "signature-unknown-algorithm",
            Self::OtherKey { .. } => "signature-other-key",
            Self::Broken => "signature-broken",
            Self::Mismatch => "signature-mismatch",
        }
    }
}

impl Signature {
    /// Reads the bytes of a `.minisig` file.
    ///
    /// # Errors
    /// [`SignatureError`] for anything but the four lines of one prehashed signature.
    pub fn parse(bytes: &[u8]) -> Result<Self, SignatureError> {
        let text = bounded_text(bytes)?;
        let body = text.strip_suffix('\n').ok_or(SignatureError::Layout)?;
        let lines: Vec<&str> = body.split('\n').collect();
        let [untrusted, signature, trusted, global] = lines.as_slice() else {
            return Err(SignatureError::Layout);
        };
        let untrusted_comment = comment(untrusted, UNTRUSTED)?;
        let trusted_comment = comment(trusted, TRUSTED)?;
        let signature: [u8; 74] = decode(signature)?;
        let (algorithm, rest) = signature.split_at(2);
        match algorithm {
            b"ED" => {}
            b"Ed" => return Err(SignatureError::LegacyAlgorithm),
            _ => return Err(SignatureError::UnknownAlgorithm),
        }
        let (key_id, signature) = rest.split_at(8);
        Ok(Self {
            key_id: KeyId(key_id.try_into().expect("8 bytes were split off")),
            bytes: signature.try_into().expect("74 - 2 - 8 bytes"),
            global: decode(global)?,
            untrusted_comment,
            trusted_comment,
        })
    }

    /// The number of the key that the signature says it was made with; unsigned, a means of finding the key.
    #[must_use]
    pub const fn key_id(&self) -> KeyId {
        self.key_id
    }

    /// The comment that the signer signed, safe to print. To be shown, never to decide anything.
    #[must_use]
    pub fn trusted_comment(&self) -> String {
        plain(&self.trusted_comment)
    }

    /// The comment that nobody signed, safe to print. Anyone may have written it (threat T6).
    #[must_use]
    pub fn untrusted_comment(&self) -> String {
        plain(&self.untrusted_comment)
    }

    /// Whether this key signed these bytes and the trusted comment.
    ///
    /// minisign signs the BLAKE2b-512 of the message, and beside it the signature with the trusted comment. Both
    /// signatures are checked the strict way, which refuses points of small order, other spellings of a point and
    /// numbers beyond the group's order: with those, one signature would match many messages (threat T8).
    ///
    /// # Errors
    /// [`SignatureError::OtherKey`], [`SignatureError::Broken`] or [`SignatureError::Mismatch`].
    pub fn verify(&self, key: &PublicKey, message: &[u8]) -> Result<(), SignatureError> {
        if self.key_id != key.id() {
            return Err(SignatureError::OtherKey {
                expected: key.id(),
                found: self.key_id,
            });
        }
        let holds = |message: &[u8], signature: &[u8; 64]| {
            let signature = ed25519_dalek::Signature::from_bytes(signature);
            key.ed25519().verify_strict(message, &signature).is_ok()
        };
        let with_comment = [&self.bytes[..], self.trusted_comment.as_bytes()].concat();
        if !holds(&with_comment, &self.global) {
            return Err(SignatureError::Broken);
        }
        if !holds(&Blake2b512::digest(message), &self.bytes) {
            return Err(SignatureError::Mismatch);
        }
        Ok(())
    }
}

fn bounded_text(bytes: &[u8]) -> Result<&str, SignatureError> {
    if bytes.is_empty() {
        return Err(SignatureError::Empty);
    }
    if bytes.len() > limits::SIGNATURE_BYTES {
        let (bytes, most) = (bytes.len(), limits::SIGNATURE_BYTES);
        return Err(SignatureError::TooLong { bytes, most });
    }
    let text = str::from_utf8(bytes).map_err(|_| SignatureError::NotText)?;
    // minisign itself parts the fields of its own trusted comment with tabs.
    let foreign = |c: char| c.is_control() && c != '\n' && c != '\t';
    if text.chars().any(foreign) {
        return Err(SignatureError::NotText);
    }
    Ok(text)
}

fn comment(line: &str, prefix: &str) -> Result<String, SignatureError> {
    let comment = line.strip_prefix(prefix).ok_or(SignatureError::Layout)?;
    if comment.len() > COMMENT_BYTES {
        let (bytes, most) = (comment.len(), COMMENT_BYTES);
        return Err(SignatureError::TooLong { bytes, most });
    }
    Ok(comment.into())
}

fn decode<const N: usize>(line: &str) -> Result<[u8; N], SignatureError> {
    let bytes = STANDARD.decode(line).map_err(|_| SignatureError::Layout)?;
    bytes.try_into().map_err(|_| SignatureError::Layout)
}

impl std::fmt::Debug for Signature {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Signature(by {})", self.key_id)
    }
}
