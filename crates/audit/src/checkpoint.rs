//! Checkpoints (C2SP tlog-checkpoint): the size and root of the log, signed by its key.

use crate::key::{KeyError, LogKey, LogPublicKey};
use crate::note::{Note, NoteError};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use sealift_document::{Count, Digest};
use std::fmt;
use thiserror::Error;

/// What a checkpoint says: whose log, how long, and the hash of all of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Checkpoint {
    /// The log's origin, unique to site and epoch.
    pub origin: String,
    /// The number of records.
    pub size: u64,
    /// The root of the tree of that size.
    pub root: Digest,
}

/// A checkpoint in a signed note: what is kept on paper, on a stick, or by a witness.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SignedCheckpoint {
    checkpoint: Checkpoint,
    note: Note,
}

/// The text is not a checkpoint.
#[derive(Debug, Clone, PartialEq, Eq, Error, serde::Serialize)]
pub enum CheckpointError {
    /// It is not even a signed note.
    #[error(transparent)]
    Note(#[from] NoteError),
    /// The note's text is not origin, size and root.
    #[error("the note is not a checkpoint: expected three lines (origin, size, root)")]
    Malformed,
}

impl CheckpointError {
    /// The stable code of this error.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Note(error) => error.code(),
            Self::Malformed => "checkpoint-malformed",
        }
    }
}

impl Checkpoint {
    /// The three lines that are signed.
    #[must_use]
    pub fn text(&self) -> String {
        format!(
            "{}\n{}\n{}\n",
            self.origin,
            self.size,
            STANDARD.encode(self.root.raw())
        )
    }

    /// Signs the checkpoint with the key whose name is its origin.
    #[must_use]
    pub fn sign(self, key: &LogKey) -> SignedCheckpoint {
        let mut note = Note::unsigned(self.text());
        key.sign(&mut note);
        SignedCheckpoint {
            checkpoint: self,
            note,
        }
    }

    fn parse(text: &str) -> Option<Self> {
        let mut lines = text.strip_suffix('\n')?.split('\n');
        let (origin, size, root) = (lines.next()?, lines.next()?, lines.next()?);
        let size: u64 = size
            .parse()
            .ok()
            .filter(|size| *size <= Count::MAX.value())?;
        let root: [u8; 32] = STANDARD.decode(root).ok()?.try_into().ok()?;
        let checkpoint = Self {
            origin: origin.into(),
            size,
            root: Digest::from_raw(root),
        };
        // Writing it again settles leading zeros, plus signs and lines that are too many.
        (!origin.is_empty() && checkpoint.text() == text).then_some(checkpoint)
    }
}

impl SignedCheckpoint {
    /// The notes in a text that holds one or several, one after the other; empty lines between them do not matter.
    pub fn split(text: &str) -> impl Iterator<Item = &str> {
        let mut rest = text.trim_start_matches('\n');
        std::iter::from_fn(move || {
            if rest.is_empty() {
                return None;
            }
            let (note, after) = rest.split_at(end_of_note(rest));
            rest = after.trim_start_matches('\n');
            Some(note)
        })
    }

    /// Reads a signed checkpoint; signatures of witnesses beside the log's own are kept.
    ///
    /// # Errors
    /// [`CheckpointError`] when the text is not one; nothing is said of who signed it.
    pub fn parse(note: &str) -> Result<Self, CheckpointError> {
        let note = Note::parse(note)?;
        let checkpoint = Checkpoint::parse(note.text()).ok_or(CheckpointError::Malformed)?;
        Ok(Self { checkpoint, note })
    }

    /// What it says.
    #[must_use]
    pub const fn checkpoint(&self) -> &Checkpoint {
        &self.checkpoint
    }

    /// Checks that this key signed it, and that it is a checkpoint of this key's log.
    ///
    /// # Errors
    /// [`KeyError`] when the origin is another or the signature does not hold.
    pub fn verify(&self, key: &LogPublicKey) -> Result<(), KeyError> {
        if self.checkpoint.origin == key.name() {
            key.verify(&self.note)
        } else {
            Err(KeyError::NotSigned {
                name: key.name().into(),
            })
        }
    }
}

impl fmt::Display for SignedCheckpoint {
    /// Writes the note to the byte, as it is kept.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.note.fmt(f)
    }
}

/// Where the first note of a text ends: with the last of its signature lines.
fn end_of_note(text: &str) -> usize {
    let mut at = 0;
    let mut is_signed = false;
    for line in text.split_inclusive('\n') {
        let signs = line.starts_with("\u{2014} ");
        if is_signed && !signs {
            return at;
        }
        is_signed |= signs;
        at += line.len();
    }
    at
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::site::Epoch;

    fn signed() -> (LogKey, SignedCheckpoint) {
        let site: crate::Site = "plant-3.example".parse().expect("a site");
        let key = LogKey::new(&site, Epoch::FIRST, &[7; 32]);
        let root = Digest::of(b"any");
        let origin = site.origin(Epoch::FIRST);
        let checkpoint = Checkpoint {
            origin,
            size: 12,
            root,
        };
        let signed = checkpoint.sign(&key);
        (key, signed)
    }

    #[test]
    fn reads_what_it_writes_and_the_signature_holds() {
        let (key, signed) = signed();
        let read = SignedCheckpoint::parse(&signed.to_string()).expect("a checkpoint");
        assert_eq!(read, signed);
        assert_eq!(read.verify(key.public()), Ok(()));
    }

    #[test]
    fn another_size_another_root_or_another_key_is_caught() {
        let (key, signed) = signed();
        let text = signed.to_string();
        let longer = SignedCheckpoint::parse(&text.replacen("\n12\n", "\n13\n", 1)).expect("form");
        assert!(matches!(
            longer.verify(key.public()),
            Err(KeyError::BadSignature { .. })
        ));
        let site = "plant-4.example".parse().expect("a site");
        let other = LogKey::new(&site, Epoch::FIRST, &[7; 32]);
        assert!(matches!(
            signed.verify(other.public()),
            Err(KeyError::NotSigned { .. })
        ));
    }

    #[test]
    fn other_spellings_are_refused() {
        let text = signed().1.to_string();
        for (from, to) in [
            ("\n12\n", "\n012\n"),
            ("\n12\n", "\n+12\n"),
            ("\n12\n", "\n\n12\n"),
            ("\n12\n", "\n9007199254740992\n"),
            ("=\n\n", "=\nextension\n\n"),
        ] {
            let bad = text.replacen(from, to, 1);
            assert_ne!(bad, text);
            assert!(SignedCheckpoint::parse(&bad).is_err(), "{bad}");
        }
    }
}
