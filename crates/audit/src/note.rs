//! Signed notes (C2SP signed-note): a text, an empty line, and lines that say who signed it.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use std::fmt;
use thiserror::Error;

/// A text and the signatures under it. Parsing proves the form alone; [`crate::LogPublicKey::verify`] the rest.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Note {
    text: String,
    signatures: Vec<NoteSignature>,
}

/// One signature line: a key's name, its four-byte hint, and the signature.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NoteSignature {
    /// The name of the key; for a log, its origin.
    pub name: String,
    /// The first four bytes of the key's hash: a hint for finding the key, never a proof.
    pub hint: [u8; 4],
    /// The signature's own bytes.
    pub signature: Vec<u8>,
}

/// The text is not a signed note.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error, serde::Serialize)]
pub enum NoteError {
    /// More than a mebibyte, or more than a hundred signatures.
    #[error("the note is larger than any note may be")]
    TooLarge,
    /// A control character other than the line feed.
    #[error("the note contains a control character")]
    ControlCharacter,
    /// No empty line with signatures below it, or no line feed at the end.
    #[error("the note has no signatures, or is cut short")]
    NoSignatures,
    /// A signature line is not of the form `— NAME BASE64`.
    #[error("signature line {line} of the note is not well formed")]
    SignatureLine {
        /// Counted from 1.
        line: usize,
    },
}

impl NoteError {
    /// The stable code of this error.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::TooLarge => "note-size",
            Self::ControlCharacter => "note-control-character",
            Self::NoSignatures => "note-unsigned",
            Self::SignatureLine { .. } => "note-signature-line",
        }
    }
}

const MOST_BYTES: usize = 1 << 20;
const MOST_SIGNATURES: usize = 100;
const DASH: &str = "\u{2014} ";

impl Note {
    /// A note over a text that ends with a line feed, with no signature yet.
    pub(crate) const fn unsigned(text: String) -> Self {
        Self {
            text,
            signatures: Vec::new(),
        }
    }

    pub(crate) fn push(&mut self, signature: NoteSignature) {
        self.signatures.push(signature);
    }

    /// Reads a note from its text.
    ///
    /// # Errors
    /// [`NoteError`] when it departs from the form by a single byte.
    pub fn parse(note: &str) -> Result<Self, NoteError> {
        if note.len() > MOST_BYTES {
            return Err(NoteError::TooLarge);
        }
        if note.chars().any(|c| c.is_ascii_control() && c != '\n') {
            return Err(NoteError::ControlCharacter);
        }
        let cut = note.rfind("\n\n").ok_or(NoteError::NoSignatures)?;
        let (text, lines) = (&note[..=cut], &note[cut + 2..]);
        let lines = lines.strip_suffix('\n').ok_or(NoteError::NoSignatures)?;
        if lines.split('\n').count() > MOST_SIGNATURES {
            return Err(NoteError::TooLarge);
        }
        let signatures = lines.split('\n').enumerate().map(|(i, line)| {
            NoteSignature::parse(line).ok_or(NoteError::SignatureLine { line: i + 1 })
        });
        Ok(Self {
            text: text.into(),
            signatures: signatures.collect::<Result<_, _>>()?,
        })
    }

    /// The signed text, its last line feed included.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The signatures in order.
    #[must_use]
    pub fn signatures(&self) -> &[NoteSignature] {
        &self.signatures
    }
}

impl NoteSignature {
    fn parse(line: &str) -> Option<Self> {
        let (name, encoded) = line.strip_prefix(DASH)?.split_once(' ')?;
        let bytes = STANDARD.decode(encoded).ok()?;
        let (hint, signature) = bytes.split_first_chunk::<4>()?;
        let named = is_key_name(name) && !signature.is_empty();
        named.then(|| Self {
            name: name.into(),
            hint: *hint,
            signature: signature.into(),
        })
    }
}

/// A key's name is not empty and holds neither white space nor a plus sign (C2SP signed-note).
pub(crate) fn is_key_name(name: &str) -> bool {
    !name.is_empty() && !name.chars().any(|c| c.is_whitespace() || c == '+')
}

impl fmt::Display for Note {
    /// Writes the note to the byte.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{}", self.text)?;
        self.signatures
            .iter()
            .try_for_each(|line| writeln!(f, "{line}"))
    }
}

impl fmt::Display for NoteSignature {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let bytes = [&self.hint[..], &self.signature].concat();
        write!(f, "{DASH}{} {}", self.name, STANDARD.encode(bytes))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const GOOD: &str = "text\n\nmore\n\n\u{2014} a.example AAAAAQI=\n\u{2014} b AAAAAgI=\n";

    #[test]
    fn reads_what_it_writes() {
        let note = Note::parse(GOOD).expect("a note");
        assert_eq!(note.text(), "text\n\nmore\n");
        assert_eq!(note.signatures().len(), 2);
        assert_eq!(note.to_string(), GOOD);
    }

    fn code(note: &str) -> &'static str {
        Note::parse(note).expect_err("must be refused").code()
    }

    #[test]
    fn a_refusal_says_what_is_wrong_and_in_which_line() {
        assert_eq!(code("text\n"), "note-unsigned");
        assert_eq!(
            code("te\u{7f}xt\n\n\u{2014} a AAAAAQI=\n"),
            "note-control-character"
        );
        let third = format!("{GOOD}- c AAAAAQI=\n");
        assert_eq!(code(&third), "note-signature-line");
        assert_eq!(
            Note::parse(&third),
            Err(NoteError::SignatureLine { line: 3 })
        );
    }

    #[test]
    fn a_note_may_be_as_large_as_the_limits_and_no_larger() {
        let line = "\u{2014} a AAAAAQI=\n";
        let signed = |times: usize| format!("text\n\n{}", line.repeat(times));
        let most = Note::parse(&signed(MOST_SIGNATURES)).expect("a hundred");
        assert_eq!(most.signatures().len(), MOST_SIGNATURES);
        assert_eq!(code(&signed(MOST_SIGNATURES + 1)), "note-size");
        let long = |bytes: usize| {
            let rest = format!("\n\n{line}");
            format!("{}{rest}", "a".repeat(bytes - rest.len()))
        };
        assert!(Note::parse(&long(MOST_BYTES)).is_ok());
        assert_eq!(code(&long(MOST_BYTES + 1)), "note-size");
    }

    #[test]
    fn every_other_form_is_refused() {
        for bad in [
            "",
            "text\n",
            "text\n\n",
            "text\n\n\u{2014} a AAAAAQI=",
            "text\n\n- a AAAAAQI=\n",
            "text\n\n\u{2014} a+b AAAAAQI=\n",
            "text\n\n\u{2014} a AAAAAQI\n",
            "text\n\n\u{2014} a AAAAAQJ=\n",
            "text\n\n\u{2014} a AAAAAA==\n",
            "text\r\n\n\u{2014} a AAAAAQI=\n",
            "text\n\n\u{2014} a AAAAAQI=\n\n",
            "te\u{7f}xt\n\n\u{2014} a AAAAAQI=\n",
        ] {
            assert!(Note::parse(bad).is_err(), "{bad:?}");
        }
    }
}
