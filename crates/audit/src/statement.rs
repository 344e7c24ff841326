//! The export statement: the log's key says that this file, to the byte, is what it exported and when.

use crate::key::{KeyError, LogKey, LogPublicKey};
use crate::note::{Note, NoteError};
use crate::rotation::statement_text;
use crate::site::Site;
use sealift_document::{Count, Digest, Document, DocumentError, Timestamp};
use serde::{Deserialize, Serialize};
use thiserror::Error;

/// What the log's key signs at an export.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ExportStatement {
    /// The digest of the evidence's body (see [`crate::Evidence::body_digest`]).
    pub digest: Digest,
    /// The site.
    pub site: Site,
    /// The number of records in the log at the export, shown or not.
    pub size: Count,
    /// When the export was made, in UTC.
    pub time: Timestamp,
    #[serde(rename = "type")]
    kind: String,
}

impl Document for ExportStatement {
    const TYPE: &'static str = "sealift.export/v1";
    const MAX_BYTES: usize = 4096;
    fn document_type(&self) -> &str {
        &self.kind
    }
}

/// Why a statement does not hold.
#[derive(Debug, Clone, PartialEq, Eq, Error, serde::Serialize)]
pub enum StatementError {
    /// It is not a signed note.
    #[error(transparent)]
    Note(#[from] NoteError),
    /// The note's text is not an export statement.
    #[error(transparent)]
    Document(#[from] DocumentError),
    /// The signature does not hold.
    #[error(transparent)]
    Key(#[from] KeyError),
    /// More than one signature line: what no one checks has no place in evidence.
    #[error("the export statement carries {count} signatures; exactly one belongs there")]
    Signatures {
        /// Lines found.
        count: usize,
    },
}

impl ExportStatement {
    /// Signs a statement and returns the note's text.
    pub(crate) fn sign(
        digest: Digest,
        site: Site,
        size: Count,
        time: Timestamp,
        key: &LogKey,
    ) -> Result<String, DocumentError> {
        let statement = Self {
            digest,
            site,
            size,
            time,
            kind: Self::TYPE.into(),
        };
        let mut note = Note::unsigned(statement_text(&statement)?);
        key.sign(&mut note);
        Ok(note.to_string())
    }

    /// Reads a statement that this key must have signed, alone.
    pub(crate) fn open(text: &str, key: &LogPublicKey) -> Result<Self, StatementError> {
        let note = Note::parse(text)?;
        match note.signatures().len() {
            1 => key.verify(&note)?,
            count => return Err(StatementError::Signatures { count }),
        }
        let statement = note.text().strip_suffix('\n').unwrap_or_default();
        Ok(Self::from_bytes(statement.as_bytes())?)
    }

    /// Reads a statement without believing it, to show what it claims.
    #[must_use]
    pub fn claimed(text: &str) -> Option<Self> {
        let note = Note::parse(text).ok()?;
        Self::from_bytes(note.text().strip_suffix('\n')?.as_bytes()).ok()
    }
}
