//! The log's own Ed25519 key: never a package key, never a person's.

use crate::note::{Note, NoteSignature, is_key_name};
use crate::site::{Epoch, Site};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use ed25519_dalek::{Signature, Signer as _, SigningKey, VerifyingKey};
use sealift_document::{Digest, Hasher};
use std::fmt;
use std::str::FromStr;
use thiserror::Error;

/// The public key of a log in one epoch, as an officer holds it: `ORIGIN+HINT+BASE64` (a C2SP verifier key).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LogPublicKey {
    name: String,
    key: VerifyingKey,
}

/// The secret key of a log in one epoch. Its `Debug` form shows the public half alone.
pub struct LogKey {
    public: LogPublicKey,
    secret: SigningKey,
}

/// A key that cannot be read, or a signature that does not hold.
#[derive(Debug, Clone, PartialEq, Eq, Error, serde::Serialize)]
#[serde(rename = "LogKeyError")]
pub enum KeyError {
    /// The text is not of the form of a key.
    #[error("this is not a log key: expected ORIGIN+HINT+BASE64")]
    Malformed,
    /// The key is of another algorithm than Ed25519.
    #[error("the log key is of algorithm {algorithm}; Ed25519 is 1")]
    Algorithm {
        /// The algorithm byte found.
        algorithm: u8,
    },
    /// The hint in the text is not that of the key.
    #[error("the log key is damaged: its hint does not belong to it")]
    Hint,
    /// A point of small order, for which one signature fits many texts.
    #[error("the log key is one of the weak keys that no one may use")]
    Weak,
    /// No signature by this key.
    #[error("no signature by {name}")]
    NotSigned {
        /// The key's name.
        name: String,
    },
    /// A signature by this key that does not fit the text.
    #[error("the signature by {name} does not fit the text")]
    BadSignature {
        /// The key's name.
        name: String,
    },
}

impl KeyError {
    /// The stable code of this error.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Malformed => "log-key-malformed",
            Self::Algorithm { .. } => "log-key-algorithm",
            Self::Hint => "log-key-hint",
            Self::Weak => "log-key-weak",
            Self::NotSigned { .. } => "log-signature-missing",
            Self::BadSignature { .. } => "log-signature-bad",
        }
    }
}

const ED25519: u8 = 1;
const SECRET_PREFIX: &str = "PRIVATE+KEY+";

impl LogPublicKey {
    /// The key's name, which is the origin of its checkpoints.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The 32 bytes of the public key (RFC 8032).
    #[must_use]
    pub fn bytes(&self) -> [u8; 32] {
        self.key.to_bytes()
    }

    /// The SHA-256 of the 32 public bytes, for people to compare.
    #[must_use]
    pub fn fingerprint(&self) -> Digest {
        Digest::of(self.key.as_bytes())
    }

    /// Checks that this key signed the note.
    ///
    /// # Errors
    /// [`KeyError::NotSigned`] without a line of this key, [`KeyError::BadSignature`] when one does not hold.
    pub fn verify(&self, note: &Note) -> Result<(), KeyError> {
        let hint = self.hint();
        let mine = |line: &&NoteSignature| line.name == self.name && line.hint == hint;
        let mut lines = note.signatures().iter().filter(mine).peekable();
        if lines.peek().is_none() {
            return Err(KeyError::NotSigned {
                name: self.name.clone(),
            });
        }
        let holds = |line: &NoteSignature| {
            Signature::from_slice(&line.signature)
                .is_ok_and(|s| self.key.verify_strict(note.text().as_bytes(), &s).is_ok())
        };
        if lines.all(holds) {
            Ok(())
        } else {
            Err(KeyError::BadSignature {
                name: self.name.clone(),
            })
        }
    }

    /// The first four bytes of SHA-256 over name, line feed, algorithm and key (C2SP signed-note).
    fn hint(&self) -> [u8; 4] {
        let mut hasher = Hasher::new();
        hasher.update(self.name.as_bytes());
        hasher.update(&[b'\n', ED25519]);
        hasher.update(self.key.as_bytes());
        let digest = hasher.finish();
        let [a, b, c, d, ..] = *digest.raw();
        [a, b, c, d]
    }
}

impl fmt::Display for LogPublicKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let key = [&[ED25519][..], self.key.as_bytes()].concat();
        write!(
            f,
            "{}+{}+{}",
            self.name,
            hex(self.hint()),
            STANDARD.encode(key)
        )
    }
}

impl FromStr for LogPublicKey {
    type Err = KeyError;

    /// Reads a key from its text; one line feed at the end, as a key file has it, is allowed.
    fn from_str(text: &str) -> Result<Self, KeyError> {
        let (name, hint, bytes) = parts(text.strip_suffix('\n').unwrap_or(text))?;
        let key = VerifyingKey::from_bytes(&bytes).map_err(|_| KeyError::Malformed)?;
        if key.is_weak() {
            return Err(KeyError::Weak);
        }
        let key = Self {
            name: name.into(),
            key,
        };
        if hex(key.hint()) == hint {
            Ok(key)
        } else {
            Err(KeyError::Hint)
        }
    }
}

impl LogKey {
    /// The key of a site's log in one epoch, from 32 secret random bytes.
    #[must_use]
    pub fn new(site: &Site, epoch: Epoch, secret: &[u8; 32]) -> Self {
        let secret = SigningKey::from_bytes(secret);
        let public = LogPublicKey {
            name: site.origin(epoch),
            key: secret.verifying_key(),
        };
        Self { public, secret }
    }

    /// The public half.
    #[must_use]
    pub const fn public(&self) -> &LogPublicKey {
        &self.public
    }

    /// The text to keep in a file that only the log's owner can read: `PRIVATE+KEY+ORIGIN+HINT+BASE64`.
    #[must_use]
    pub fn to_secret_text(&self) -> String {
        let key = [&[ED25519][..], self.secret.as_bytes()].concat();
        let hint = hex(self.public.hint());
        format!(
            "{SECRET_PREFIX}{}+{hint}+{}\n",
            self.public.name,
            STANDARD.encode(key)
        )
    }

    /// Reads the text of a kept secret key.
    ///
    /// # Errors
    /// [`KeyError`] when it is not one, or damaged.
    pub fn from_secret_text(text: &str) -> Result<Self, KeyError> {
        let text = text.strip_suffix('\n').unwrap_or(text);
        let rest = text
            .strip_prefix(SECRET_PREFIX)
            .ok_or(KeyError::Malformed)?;
        let (name, hint, bytes) = parts(rest)?;
        let secret = SigningKey::from_bytes(&bytes);
        let public = LogPublicKey {
            name: name.into(),
            key: secret.verifying_key(),
        };
        if hex(public.hint()) == hint {
            Ok(Self { public, secret })
        } else {
            Err(KeyError::Hint)
        }
    }

    pub(crate) fn sign(&self, note: &mut Note) {
        let signature = self.secret.sign(note.text().as_bytes()).to_bytes().to_vec();
        let (name, hint) = (self.public.name.clone(), self.public.hint());
        note.push(NoteSignature {
            name,
            hint,
            signature,
        });
    }
}

impl fmt::Debug for LogKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "LogKey({}, secret)", self.public)
    }
}

fn parts(text: &str) -> Result<(&str, &str, [u8; 32]), KeyError> {
    let (name, rest) = text.split_once('+').ok_or(KeyError::Malformed)?;
    let (hint, encoded) = rest.split_once('+').ok_or(KeyError::Malformed)?;
    let bytes = STANDARD.decode(encoded).map_err(|_| KeyError::Malformed)?;
    let (&algorithm, key) = bytes.split_first().ok_or(KeyError::Malformed)?;
    if algorithm != ED25519 {
        return Err(KeyError::Algorithm { algorithm });
    }
    let key = key.try_into().map_err(|_| KeyError::Malformed)?;
    if is_key_name(name) && !name.chars().any(char::is_control) {
        Ok((name, hint, key))
    } else {
        Err(KeyError::Malformed)
    }
}

fn hex(bytes: [u8; 4]) -> String {
    format!("{:08x}", u32::from_be_bytes(bytes))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key() -> LogKey {
        let site = "plant-3.example".parse().expect("a site");
        LogKey::new(&site, Epoch::FIRST, &[7; 32])
    }

    #[test]
    fn a_key_is_told_by_its_name_its_bytes_and_nothing_else() {
        let (key, note) = (key(), Note::unsigned("text\n".into()));
        assert_eq!(
            Digest::of(&key.public().bytes()),
            key.public().fingerprint()
        );
        let signed = |name: Option<&str>, hint: Option<[u8; 4]>| {
            let mut note = note.clone();
            key.sign(&mut note);
            let [line] = note.signatures() else {
                panic!("one line");
            };
            let mut line = line.clone();
            line.name = name.map_or(line.name, str::to_owned);
            line.hint = hint.unwrap_or(line.hint);
            let mut note = Note::unsigned("text\n".into());
            note.push(line);
            key.public().verify(&note).map_err(|error| error.code())
        };
        assert_eq!(signed(None, None), Ok(()));
        assert_eq!(signed(Some("other"), None), Err("log-signature-missing"));
        assert_eq!(signed(None, Some([9; 4])), Err("log-signature-missing"));
    }

    #[test]
    fn both_halves_read_back_what_they_write() {
        let key = key();
        let public: LogPublicKey = key.public().to_string().parse().expect("public");
        assert_eq!(&public, key.public());
        let secret = LogKey::from_secret_text(&key.to_secret_text()).expect("secret");
        assert_eq!(secret.public(), key.public());
    }

    #[test]
    fn the_known_verifier_key_of_the_note_specification_reads() {
        // The example key of golang.org/x/mod/sumdb/note and of C2SP signed-note.
        let text = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW";
        let key: LogPublicKey = text.parse().expect("the published key");
        assert_eq!(key.to_string(), text);
        let note = "If you think cryptography is the answer to your problem,\n\
            then you don't know what your problem is.\n\n\
            \u{2014} PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n";
        let note = Note::parse(note).expect("the published note");
        assert_eq!(key.verify(&note), Ok(()));
    }

    fn code(text: &str) -> &'static str {
        let refused = text.parse::<LogPublicKey>();
        refused.expect_err("must be refused").code()
    }

    #[test]
    fn damaged_and_weak_keys_are_refused() {
        let text = key().public().to_string();
        assert!(
            text.replacen("plant-3", "plant-4", 1)
                .parse::<LogPublicKey>()
                .is_err()
        );
        assert!(text[..text.len() - 4].parse::<LogPublicKey>().is_err());
        let mut zero = [0_u8; 33];
        zero[0] = 1;
        let weak = format!("x+00000000+{}", STANDARD.encode(zero));
        assert_eq!(code(&weak), "log-key-weak");
        for name in ["", "a b", "a\u{7f}b"] {
            let named = format!("{name}+00000000+{}", STANDARD.encode(zero));
            assert_eq!(code(&named), "log-key-malformed", "{name:?}");
        }
        zero[0] = 4;
        let other = format!("x+00000000+{}", STANDARD.encode(zero));
        assert_eq!(code(&other), "log-key-algorithm");
    }

    #[test]
    fn the_secret_does_not_show() {
        let key = key();
        let secret = key.to_secret_text();
        let secret = secret.trim_end().rsplit('+').next().expect("base64");
        assert!(!format!("{key:?}").contains(&secret[..40]));
    }
}
