//! Public keys as minisign writes them, and the fingerprint by which they are counted.

mod fingerprint;
#[cfg(test)]
mod wycheproof;

use std::fmt;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use ed25519_dalek::VerifyingKey;
use serde::{Deserialize, Serialize};
use thiserror::Error;

pub use fingerprint::{Fingerprint, FingerprintError};

/// The algorithm name in front of every minisign public key.
const ALGORITHM: [u8; 2] = *b"Ed";
const COMMENT: &str = "untrusted comment:";
/// More than minisign writes: 2 lines of which the first is a comment of at most 1024 bytes.
const MAX_BYTES: usize = 2048;

/// An Ed25519 public key with minisign's key id.
///
/// Only a key that is spelled canonically and is not of small order can be held: with another, one signature would
/// match many messages (threat T8).
#[derive(Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct PublicKey {
    id: KeyId,
    raw: [u8; 32],
}

/// Why a text is no public key.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error, serde::Serialize)]
pub enum KeyError {
    /// The text is not laid out as a minisign public key.
    #[error(
        "a minisign public key is one line of 56 base64 characters, with at most a comment line before it"
    )]
    Layout,
    /// The base64 holds something else than an Ed25519 key.
    #[error("the line is not an Ed25519 public key of minisign")]
    Algorithm,
    /// A key with which signatures prove nothing.
    #[error("the key is weak or not canonically encoded; signatures by it would prove nothing")]
    Weak,
}

impl KeyError {
    /// The stable code of this error.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Layout => "key-layout",
            Self::Algorithm => "key-algorithm",
            Self::Weak => "key-weak",
        }
    }
}

impl PublicKey {
    /// Reads the text of a `.pub` file, or its base64 line alone.
    ///
    /// # Errors
    /// [`KeyError`] for any other layout, algorithm or spelling.
    pub fn parse(text: &str) -> Result<Self, KeyError> {
        if text.len() > MAX_BYTES {
            return Err(KeyError::Layout);
        }
        let text = text.strip_suffix('\n').unwrap_or(text);
        let lines: Vec<&str> = text.split('\n').collect();
        match lines.as_slice() {
            [line] => Self::from_line(line),
            [comment, line] if comment.starts_with(COMMENT) => Self::from_line(line),
            _ => Err(KeyError::Layout),
        }
    }

    fn from_line(line: &str) -> Result<Self, KeyError> {
        let bytes = STANDARD.decode(line).map_err(|_| KeyError::Layout)?;
        let bytes: [u8; 42] = bytes.try_into().map_err(|_| KeyError::Layout)?;
        let (algorithm, rest) = bytes.split_at(2);
        let (id, raw) = rest.split_at(8);
        if algorithm != ALGORITHM {
            return Err(KeyError::Algorithm);
        }
        let raw: [u8; 32] = raw.try_into().expect("42 - 2 - 8 bytes");
        if !is_sound(&raw) {
            return Err(KeyError::Weak);
        }
        let id = KeyId(id.try_into().expect("8 bytes were split off"));
        Ok(Self { id, raw })
    }

    /// The base64 line, which every minisign accepts after `-P`.
    #[must_use]
    pub fn line(&self) -> String {
        let mut bytes = Vec::with_capacity(42);
        bytes.extend_from_slice(&ALGORITHM);
        bytes.extend_from_slice(&self.id.0);
        bytes.extend_from_slice(&self.raw);
        STANDARD.encode(bytes)
    }

    /// The text of a `.pub` file.
    #[must_use]
    pub fn file_text(&self) -> String {
        format!(
            "{COMMENT} minisign public key {}\n{}\n",
            self.id,
            self.line()
        )
    }

    /// What identifies the key: the digest of its 32 bytes.
    #[must_use]
    pub fn fingerprint(&self) -> Fingerprint {
        Fingerprint::of_raw_key(&self.raw)
    }

    /// The number minisign shows for the key. Anyone can make a key with any number.
    #[must_use]
    pub const fn id(&self) -> KeyId {
        self.id
    }

    /// The Ed25519 key itself.
    pub(crate) fn ed25519(&self) -> VerifyingKey {
        VerifyingKey::from_bytes(&self.raw).expect("checked when the key was read")
    }
}

/// Whether 32 bytes are the one spelling of a point that is not of small order.
fn is_sound(point: &[u8; 32]) -> bool {
    VerifyingKey::from_bytes(point)
        .is_ok_and(|key| !key.is_weak() && key.to_edwards().compress().to_bytes() == *point)
}

impl fmt::Debug for PublicKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "PublicKey({})", self.line())
    }
}

impl TryFrom<String> for PublicKey {
    type Error = KeyError;
    fn try_from(line: String) -> Result<Self, KeyError> {
        Self::from_line(&line)
    }
}

impl From<PublicKey> for String {
    fn from(key: PublicKey) -> Self {
        key.line()
    }
}

/// The eight bytes by which minisign finds a key; for display and for finding, never for deciding.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct KeyId(pub(crate) [u8; 8]);

impl fmt::Display for KeyId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:016X}", u64::from_le_bytes(self.0))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The key that minisign's own documentation uses.
    const LINE: &str = "RWQf6LRCGA9i53mlYecO4IzT51TGPpvWucNSCh1CBM0QTaLn73Y7GFO3";

    fn code(text: &str) -> &'static str {
        PublicKey::parse(text).expect_err("must be refused").code()
    }

    #[test]
    fn a_key_is_read_from_its_line_or_its_file() {
        let key = PublicKey::parse(LINE).expect("a good key");
        assert_eq!(key.line(), LINE);
        assert_eq!(key.id().to_string(), "E7620F1842B4E81F");
        assert_eq!(PublicKey::parse(&key.file_text()), Ok(key));
    }

    #[test]
    fn t07_a_key_file_with_anything_more_is_refused() {
        let file = PublicKey::parse(LINE).expect("a good key").file_text();
        for bad in [
            String::new(),
            format!("{LINE}\n\n"),
            format!("{file}{LINE}\n"),
            format!("comment\n{LINE}\n"),
            format!("{LINE} "),
            LINE[..52].to_owned(),
            file.replace('\n', "\r\n"),
            format!("{COMMENT} {}\n{LINE}\n", "a".repeat(64 << 10)),
        ] {
            assert_eq!(code(&bad), "key-layout", "{bad:?}");
        }
    }

    #[test]
    fn a_key_file_may_be_as_long_as_the_limit_and_no_longer() {
        let frame = COMMENT.len() + LINE.len() + 2;
        let file = |comment: usize| format!("{COMMENT}{}\n{LINE}\n", "a".repeat(comment));
        assert!(PublicKey::parse(&file(MAX_BYTES - frame)).is_ok());
        assert_eq!(code(&file(MAX_BYTES - frame + 1)), "key-layout");
    }

    #[test]
    fn t04_a_key_of_another_algorithm_is_refused() {
        let mut bytes = STANDARD.decode(LINE).expect("base64");
        bytes[1] = b'D';
        assert_eq!(code(&STANDARD.encode(bytes)), "key-algorithm");
    }

    #[test]
    fn t08_weak_and_non_canonical_keys_are_refused() {
        // All fourteen spellings of the eight points of small order ("Taming the many EdDSAs", table 6b).
        let [f, z] = [[0xff_u8; 30], [0_u8; 30]];
        let point = |first: u8, middle: [u8; 30], last: u8| {
            let mut raw = [first; 32];
            raw[1..31].copy_from_slice(&middle);
            raw[31] = last;
            raw
        };
        let mut weak = vec![
            point(0x01, z, 0x00),
            point(0x01, z, 0x80),
            point(0x00, z, 0x00),
            point(0x00, z, 0x80),
        ];
        for first in [0xec, 0xed, 0xee] {
            weak.extend([point(first, f, 0x7f), point(first, f, 0xff)]);
        }
        // The four points of order eight.
        weak.extend(
            curve25519_dalek::constants::EIGHT_TORSION
                .iter()
                .map(|point| point.compress().to_bytes()),
        );
        // A non-canonical spelling (y = p + 3) of a point that is not weak.
        weak.push(point(0xf0, f, 0x7f));
        for raw in weak {
            let mut bytes = b"Ed12345678".to_vec();
            bytes.extend_from_slice(&raw);
            let line = STANDARD.encode(bytes);
            assert_eq!(code(&line), "key-weak", "{raw:x?}");
        }
    }
}
