//! Answers that have been judged: complete, typed, with secrets and files apart.

use std::collections::{BTreeMap, BTreeSet};

use sealift_document::{Digest, DocumentError, to_canonical};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value, json};

use super::answers::{Answers, AnswersError, insert_at};
use super::secret::Secret;

/// A complete and valid configuration.
#[derive(Debug, Clone, PartialEq)]
pub struct Settled {
    /// All answers that may be shown. A file stands here by its digest and size.
    pub public: Map<String, Value>,
    /// Secret answers by dotted name.
    pub secrets: BTreeMap<String, Secret>,
    /// File answers that are not secret, by dotted name.
    pub files: BTreeMap<String, FileAnswer>,
    /// Dotted names of answers that are paths: rendered below the world's root.
    pub paths: BTreeSet<String>,
    sha256: Digest,
}

/// The content of a file that was given as an answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileAnswer {
    /// Its text.
    pub content: String,
    /// Its digest.
    pub sha256: Digest,
}

/// The parts that are kept apart: nothing in it may reach a record, a log or a report.
#[derive(Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Apart {
    secrets: BTreeMap<String, String>,
    files: BTreeMap<String, String>,
}

/// The public part as it is stored and digested.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Public {
    answers: Map<String, Value>,
    paths: BTreeSet<String>,
}

impl Settled {
    /// The configuration of a release that asks nothing.
    #[must_use]
    pub fn nothing() -> Self {
        Self::new(
            Map::new(),
            BTreeMap::new(),
            BTreeMap::new(),
            BTreeSet::new(),
        )
        .expect("no answers have a canonical form")
    }

    pub(super) fn new(
        mut public: Map<String, Value>,
        secrets: BTreeMap<String, Secret>,
        files: BTreeMap<String, FileAnswer>,
        paths: BTreeSet<String>,
    ) -> Result<Self, DocumentError> {
        for (key, file) in &files {
            let stands_for = json!({ "sha256": file.sha256, "bytes": file.content.len() });
            insert_at(&mut public, key, stands_for);
        }
        let (answers, names) = (public.clone(), paths.clone());
        let shown = Public {
            answers,
            paths: names,
        };
        let sha256 = Digest::of(&to_canonical(&shown)?);
        Ok(Self {
            public,
            secrets,
            files,
            paths,
            sha256,
        })
    }

    /// The digest of all that may be shown, which is that of [`Self::public_part`]: what an approval is for (threat C9).
    #[must_use]
    pub const fn sha256(&self) -> Digest {
        self.sha256
    }

    /// What may be stored beside other state: canonical JSON without secrets and files.
    ///
    /// # Errors
    /// [`DocumentError`] never happens for answers that were settled; it is passed on all the same.
    pub fn public_part(&self) -> Result<Vec<u8>, DocumentError> {
        to_canonical(&Public {
            answers: self.public.clone(),
            paths: self.paths.clone(),
        })
    }

    /// Whether anything of it must be stored apart.
    #[must_use]
    pub fn has_private_part(&self) -> bool {
        !self.secrets.is_empty() || !self.files.is_empty()
    }

    /// What must be stored apart, for the owner alone (mode 0600): secrets and the content of files.
    ///
    /// # Errors
    /// As [`Self::public_part`].
    pub fn private_part(&self) -> Result<Secret, DocumentError> {
        let secrets = self.secrets.iter();
        let files = self.files.iter();
        let bytes = to_canonical(&Apart {
            secrets: secrets
                .map(|(k, s)| (k.clone(), s.expose().into()))
                .collect(),
            files: files.map(|(k, f)| (k.clone(), f.content.clone())).collect(),
        })?;
        Ok(Secret::new(String::from_utf8_lossy(&bytes).into_owned()))
    }

    /// Reads both parts back.
    ///
    /// # Errors
    /// [`AnswersError::Malformed`] when they are not what was stored.
    pub fn from_parts(public: &[u8], private: &[u8]) -> Result<Self, AnswersError> {
        let malformed = |error: serde_json::Error| AnswersError::Malformed {
            // The parser may quote what it read; what it read may be secret.
            detail: "stored answers were changed".into(),
            line: error.line(),
            column: error.column(),
        };
        let public: Public = serde_json::from_slice(public).map_err(malformed)?;
        let apart: Apart = serde_json::from_slice(private).map_err(malformed)?;
        let secrets = apart.secrets.into_iter();
        let files = apart.files.into_iter();
        Self::new(
            public.answers,
            secrets.map(|(k, text)| (k, Secret::new(text))).collect(),
            files.map(|(k, text)| (k, FileAnswer::new(text))).collect(),
            public.paths,
        )
        .map_err(|_| AnswersError::NumberNotExact)
    }

    /// The answers as they were given, to be carried into another form.
    #[must_use]
    pub fn to_answers(&self) -> Answers {
        let mut answers = self.public.clone();
        for (key, file) in &self.files {
            insert_at(&mut answers, key, file.content.clone().into());
        }
        for (key, secret) in &self.secrets {
            insert_at(&mut answers, key, secret.expose().into());
        }
        Answers(answers)
    }
}

impl FileAnswer {
    /// A file of this content.
    #[must_use]
    pub fn new(content: String) -> Self {
        Self {
            sha256: Digest::of(content.as_bytes()),
            content,
        }
    }
}
