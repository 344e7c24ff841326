//! A change of the log's key: one statement, signed by the old key and by the new one (threat A16).

use crate::key::{KeyError, LogKey, LogPublicKey};
use crate::note::{Note, NoteError};
use crate::site::{Epoch, Site};
use sealift_document::{Count, Digest, Document, DocumentError};
use serde::{Deserialize, Serialize};
use std::fmt;
use thiserror::Error;

/// What both keys sign: from this size of the tree on, the next epoch's key speaks for the log.
///
/// The size and root bind the old records, so that the new key can never sign others in their place (A14).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RotationStatement {
    /// The epoch that ends.
    pub epoch: Epoch,
    /// The public key of the epoch that ends, as text.
    pub from: String,
    /// The root of the tree when the epoch ends.
    pub root: Digest,
    /// The site.
    pub site: Site,
    /// The number of records when the epoch ends; the record with this index is the next epoch's first.
    pub size: Count,
    /// The public key of the next epoch, as text.
    pub to: String,
    #[serde(rename = "type")]
    kind: String,
}

impl Document for RotationStatement {
    const TYPE: &'static str = "sealift.rotation/v1";
    const MAX_BYTES: usize = 4096;
    fn document_type(&self) -> &str {
        &self.kind
    }
}

/// A rotation with both signatures.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rotation {
    statement: RotationStatement,
    note: Note,
}

/// The text is not a rotation, or is not signed as one.
#[derive(Debug, Clone, PartialEq, Eq, Error, serde::Serialize)]
pub enum RotationError {
    /// It is not a signed note.
    #[error(transparent)]
    Note(#[from] NoteError),
    /// The note's text is not a rotation statement.
    #[error(transparent)]
    Document(#[from] DocumentError),
    /// A signature is missing or does not hold.
    #[error(transparent)]
    Key(#[from] KeyError),
    /// The statement speaks of other keys, another site or another epoch.
    #[error("the rotation speaks of another site, another epoch or other keys")]
    Differs,
}

impl RotationError {
    /// The stable code of this error.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Note(error) => error.code(),
            Self::Document(_) => "rotation-malformed",
            Self::Key(error) => error.code(),
            Self::Differs => "rotation-differs",
        }
    }
}

impl Rotation {
    /// Ends an epoch at this size and root of the tree, and signs with both keys.
    ///
    /// # Errors
    /// [`RotationError::Document`] when the size is beyond 2^53-1.
    pub fn sign(
        site: &Site,
        epoch: Epoch,
        tree: &crate::tree::Frontier,
        old: &LogKey,
        new: &LogKey,
    ) -> Result<Self, RotationError> {
        let size =
            Count::try_from(tree.size()).map_err(|error| DocumentError::Unrepresentable {
                detail: error.to_string(),
            })?;
        let statement = RotationStatement {
            epoch,
            from: old.public().to_string(),
            root: tree.root(),
            site: site.clone(),
            size,
            to: new.public().to_string(),
            kind: RotationStatement::TYPE.into(),
        };
        let mut note = Note::unsigned(statement_text(&statement)?);
        old.sign(&mut note);
        new.sign(&mut note);
        Ok(Self { statement, note })
    }

    /// Reads a rotation without believing it.
    ///
    /// # Errors
    /// [`RotationError`] when the text is not one.
    pub fn parse(text: &str) -> Result<Self, RotationError> {
        let note = Note::parse(text)?;
        let statement = note.text().strip_suffix('\n').unwrap_or_default();
        let statement = RotationStatement::from_bytes(statement.as_bytes())?;
        Ok(Self { statement, note })
    }

    /// What it says.
    #[must_use]
    pub const fn statement(&self) -> &RotationStatement {
        &self.statement
    }

    /// Checks that it ends this epoch of this site and that both keys signed it.
    ///
    /// # Errors
    /// [`RotationError`] otherwise.
    pub fn verify(
        &self,
        site: &Site,
        epoch: Epoch,
        old: &LogPublicKey,
        new: &LogPublicKey,
    ) -> Result<(), RotationError> {
        let said = &self.statement;
        let fits = said.site == *site
            && said.epoch == epoch
            && said.from == old.to_string()
            && said.to == new.to_string();
        if !fits {
            return Err(RotationError::Differs);
        }
        old.verify(&self.note)?;
        new.verify(&self.note)?;
        Ok(())
    }
}

impl fmt::Display for Rotation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.note.fmt(f)
    }
}

/// The text of a note that carries a document: its canonical JSON and a line feed.
pub(crate) fn statement_text<D: Document>(statement: &D) -> Result<String, DocumentError> {
    let mut text = String::from_utf8(statement.to_bytes()?).map_err(|error| {
        DocumentError::Unrepresentable {
            detail: error.to_string(),
        }
    })?;
    text.push('\n');
    Ok(text)
}
