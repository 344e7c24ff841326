//! The digest that identifies a key, in the forms that people compare.

use std::fmt;
use std::str::FromStr;
use std::sync::LazyLock;

use sealift_document::{Digest, DigestError};
use serde::{Deserialize, Serialize};
use thiserror::Error;

/// The PGP word list (Juola and Zimmermann, 1995): for each byte a word of two and a word of three syllables, chosen
/// to be told apart over a bad line. Bytes at even places take the first word, at odd places the second, so that two
/// words exchanged or one left out are heard.
const WORDS: &str = include_str!("pgp-words.txt");

static PAIRS: LazyLock<Vec<[&'static str; 2]>> = LazyLock::new(|| {
    let words: Vec<&str> = WORDS.split_whitespace().collect();
    words
        .chunks_exact(2)
        .map(|pair| [pair[0], pair[1]])
        .collect()
});

/// How many bytes are spoken. Sixteen bytes (128 bits) leave no hope of making another key with the same words.
const SPOKEN_BYTES: usize = 16;

/// What identifies a key: SHA-256 over the 32 bytes of the Ed25519 key.
///
/// Neither minisign's key id nor a comment goes into it, so a key that is shown under two ids counts once (T17).
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Fingerprint(Digest);

/// What somebody typed to compare is not a whole fingerprint.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error, serde::Serialize)]
#[error("a fingerprint is 64 hexadecimal digits, or the 16 words shown beside them")]
pub struct FingerprintError;

impl FingerprintError {
    /// The stable code of this error.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        "fingerprint-incomplete"
    }
}

impl Fingerprint {
    pub(crate) fn of_raw_key(raw: &[u8; 32]) -> Self {
        Self(Digest::of(raw))
    }

    /// The digest itself, as the names of signature files carry it.
    #[must_use]
    pub const fn digest(&self) -> &Digest {
        &self.0
    }

    /// The fingerprint that a package's signature file claims by its name.
    #[must_use]
    pub const fn claimed(digest: Digest) -> Self {
        Self(digest)
    }

    /// Sixteen groups of four digits, for comparing by eye.
    #[must_use]
    pub fn grouped(&self) -> String {
        let digits = self.0.to_string();
        let groups: Vec<&str> = (0..64).step_by(4).map(|at| &digits[at..at + 4]).collect();
        groups.join(" ")
    }

    /// Sixteen words for comparing by ear; they stand for the first half of the digits.
    #[must_use]
    pub fn words(&self) -> [&'static str; SPOKEN_BYTES] {
        std::array::from_fn(|at| PAIRS[usize::from(self.0.raw()[at])][at % 2])
    }

    /// Whether somebody typed this fingerprint, in full, as digits (any case and grouping) or as words.
    ///
    /// # Errors
    /// [`FingerprintError`] when what was typed is neither; a part of a fingerprint is never compared.
    pub fn is_what_was_typed(&self, typed: &str) -> Result<bool, FingerprintError> {
        let lower = typed.trim().to_lowercase();
        let words: Vec<&str> = lower.split_whitespace().collect();
        let known = |word: &&str| PAIRS.iter().any(|pair| pair.contains(word));
        if words.len() == SPOKEN_BYTES && words.iter().all(known) {
            return Ok(words == self.words());
        }
        let separator = |c: char| c.is_whitespace() || c == ':' || c == '-';
        let digits: String = lower.chars().filter(|c| !separator(*c)).collect();
        let digest: Digest = digits.parse().map_err(|_| FingerprintError)?;
        Ok(digest == self.0)
    }
}

impl FromStr for Fingerprint {
    type Err = DigestError;
    fn from_str(text: &str) -> Result<Self, DigestError> {
        text.parse().map(Self)
    }
}

impl fmt::Display for Fingerprint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl fmt::Debug for Fingerprint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Fingerprint({self})")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_word_list_tells_all_512_words_apart() {
        let mut words: Vec<&str> = PAIRS.iter().flatten().copied().collect();
        assert_eq!(PAIRS.len(), 256);
        words.sort_unstable();
        words.dedup();
        assert_eq!(words.len(), 512);
        // The first bytes of the published example fingerprint: E582 94F2 E9A2 2748.
        let bytes = [0xe5, 0x82, 0x94, 0xf2, 0xe9, 0xa2, 0x27, 0x48];
        let mut raw = [0; 32];
        raw[..8].copy_from_slice(&bytes);
        let spoken = Fingerprint(Digest::from_raw(raw)).words();
        assert_eq!(
            spoken[..8].join(" "),
            "topmost istanbul pluto vagabond treadmill pacific brackish dictator"
        );
    }

    #[test]
    fn digits_and_words_are_compared_in_full_or_not_at_all() {
        let print = Fingerprint::of_raw_key(&[7; 32]);
        let other = Fingerprint::of_raw_key(&[8; 32]);
        for typed in [
            print.to_string(),
            print.to_string().to_uppercase(),
            print.grouped(),
            print.grouped().replace(' ', ":"),
            print.words().join(" "),
            format!("  {}\n", print.words().join("  ").to_uppercase()),
        ] {
            assert_eq!(print.is_what_was_typed(&typed), Ok(true), "{typed}");
            assert_eq!(other.is_what_was_typed(&typed), Ok(false), "{typed}");
        }
        for part in [
            "",
            "a1b2",
            &print.to_string()[..62],
            &print.words()[..15].join(" "),
        ] {
            let refused = print.is_what_was_typed(part).expect_err("a part");
            assert_eq!(refused.code(), "fingerprint-incomplete", "{part}");
        }
    }
}
