//! From what happened to a record: limits, secrets masked, commitments made, bytes fixed.

use crate::commitment::{Opening, Openings, Salt};
use crate::event::{Event, Outcome};
use crate::fact::{Fact, Facts};
use crate::record::{Clock, Entry, Record, Subject};
use crate::site::{Epoch, Site};
use sealift_document::{Count, Digest, Document, DocumentError, Timestamp, to_canonical};
use std::collections::BTreeMap;
use thiserror::Error;

/// What is known of an event before it has a place in the log.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RecordDraft {
    /// What happened.
    pub event: Event,
    /// How it ended.
    pub outcome: Outcome,
    /// When it happened.
    pub when: When,
    /// Who did it.
    pub who: Who,
    /// What joins the records of one run.
    pub operation: Option<String>,
    /// What it happened to.
    pub subject: Subject,
    /// Facts that every reader of the log may see.
    pub details: Facts,
    /// Facts that a report may have to withhold: paths, host names, output, free text.
    pub private: Facts,
}

/// A moment, as the machine told it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct When {
    /// In UTC.
    pub time: Timestamp,
    /// The local time's distance from UTC, in minutes, east positive.
    pub offset_minutes: i16,
    /// The clock that said so.
    pub clock: Clock,
}

/// A person or program, as the machine and the person themselves told it. All but `authenticated` is withheld.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Who {
    /// The effective user.
    pub user: String,
    /// The user who logged in, when that is another.
    pub login: Option<String>,
    /// How the user was authenticated, such as `unix-uid`, `polkit`, `uac`.
    pub authenticated: String,
    /// The host.
    pub host: String,
    /// The printed name that a person gave (21 CFR 11.50).
    pub name: Option<String>,
    /// The change ticket.
    pub ticket: Option<String>,
    /// The reason that a person gave.
    pub reason: Option<String>,
}

/// Where the next record goes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Position {
    /// The site.
    pub site: Site,
    /// The era of the log's key.
    pub epoch: Epoch,
    /// The index of the new leaf.
    pub sequence: u64,
    /// The root of the tree before it.
    pub prior: Digest,
}

/// A record that cannot be written.
#[derive(Debug, Clone, PartialEq, Eq, Error, serde::Serialize)]
pub enum RecordError {
    /// A fact's name is not 1 to 64 lower-case letters, digits and hyphens.
    #[error("the fact {name:?} of a record is not named by lower-case letters, digits and hyphens")]
    FactName {
        /// The name.
        name: String,
    },
    /// Lists and maps lie too deep inside each other.
    #[error("the fact {name} of a record is nested deeper than {most} levels")]
    TooDeep {
        /// The fact.
        name: String,
        /// Levels allowed.
        most: usize,
    },
    /// The record as a whole, or one withheld value, is larger than a mebibyte.
    #[error("the record has {bytes} bytes; at most {most} are allowed")]
    TooLarge {
        /// Bytes found.
        bytes: usize,
        /// Bytes allowed.
        most: usize,
    },
    /// The log is full at 2^53-1 records, or a value has no canonical form.
    #[error(transparent)]
    Document(#[from] DocumentError),
}

impl RecordError {
    /// The stable code of this error.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::FactName { .. } => "record-fact-name",
            Self::TooDeep { .. } => "record-too-deep",
            Self::TooLarge { .. } => "record-too-large",
            Self::Document(_) => "record-malformed",
        }
    }
}

/// The most bytes of one text in the leaf; longer ones are shortened, never a reason to log nothing.
pub const MOST_TEXT: usize = 4096;
/// The most bytes of one withheld text, such as a step's output.
pub const MOST_WITHHELD_TEXT: usize = 1 << 16;
const MOST_DEPTH: usize = 8;
const MASK: &str = "[secret]";

impl RecordDraft {
    /// A draft of an event with its outcome.
    #[must_use]
    pub fn new(event: Event, outcome: Outcome, when: When, who: Who) -> Self {
        Self {
            event,
            outcome,
            when,
            who,
            operation: None,
            subject: Subject::default(),
            details: Facts::new(),
            private: Facts::new(),
        }
    }

    /// Joins it to the other records of a run.
    #[must_use]
    pub fn in_operation(mut self, id: impl Into<String>) -> Self {
        self.operation = Some(id.into());
        self
    }

    /// Says what it happened to.
    #[must_use]
    pub fn about(mut self, subject: Subject) -> Self {
        self.subject = subject;
        self
    }

    /// Adds a fact that every reader may see.
    #[must_use]
    pub fn detail(mut self, name: &str, fact: impl Into<Fact>) -> Self {
        self.details.insert(name.into(), fact.into());
        self
    }

    /// Adds a fact that a report may have to withhold.
    #[must_use]
    pub fn private(mut self, name: &str, fact: impl Into<Fact>) -> Self {
        self.private.insert(name.into(), fact.into());
        self
    }

    /// Replaces every occurrence of these secrets in every text by `[secret]` (threat A18).
    ///
    /// A last net below the callers' own care. The longest secret goes first, so that none survives inside
    /// another; an empty one is ignored.
    pub fn mask(&mut self, secrets: &[&str]) {
        let mut secrets: Vec<&str> = secrets.iter().copied().filter(|s| !s.is_empty()).collect();
        secrets.sort_by_key(|secret| std::cmp::Reverse(secret.len()));
        self.rewrite(&mut |text, _| {
            for secret in &secrets {
                if text.contains(secret) {
                    *text = text.replace(secret, MASK);
                }
            }
        });
    }

    /// Gives the record its place, makes the commitments and fixes the bytes.
    ///
    /// # Errors
    /// [`RecordError`]; texts that are too long are shortened instead, and say so.
    pub fn seal(
        mut self,
        position: Position,
        salts: &mut dyn FnMut() -> [u8; 32],
    ) -> Result<Entry, RecordError> {
        self.rewrite(&mut |text, most| shorten(text, most));
        self.check_facts()?;
        let sequence =
            Count::try_from(position.sequence).map_err(|error| DocumentError::Unrepresentable {
                detail: error.to_string(),
            })?;
        let (withheld, openings) = commit(self.who.withheld(), self.private, salts)?;
        let record = Record {
            authenticated: self.who.authenticated,
            clock: self.when.clock,
            details: self.details,
            epoch: position.epoch,
            event: self.event,
            offset: self.when.offset_minutes,
            operation: self.operation,
            outcome: self.outcome,
            prior: position.prior,
            sequence,
            site: position.site,
            subject: self.subject,
            time: self.when.time,
            kind: Record::TYPE.into(),
            withheld,
        };
        let leaf = record.to_bytes()?;
        within(leaf.len())?;
        Ok(Entry { leaf, openings })
    }

    fn check_facts(&self) -> Result<(), RecordError> {
        for (name, fact) in self.details.iter().chain(&self.private) {
            let plain = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-';
            if name.is_empty() || name.len() > 64 || !name.bytes().all(plain) {
                return Err(RecordError::FactName { name: name.clone() });
            }
            if fact.depth() > MOST_DEPTH {
                return Err(RecordError::TooDeep {
                    name: name.clone(),
                    most: MOST_DEPTH,
                });
            }
        }
        Ok(())
    }

    /// Shows every text to a change, with the most bytes that it may have.
    fn rewrite(&mut self, change: &mut dyn FnMut(&mut String, usize)) {
        let Self {
            who,
            operation,
            subject,
            details,
            private,
            when,
            ..
        } = self;
        let texts = [
            Some(&mut who.user),
            who.login.as_mut(),
            Some(&mut who.authenticated),
            Some(&mut who.host),
            who.name.as_mut(),
            who.ticket.as_mut(),
            who.reason.as_mut(),
            operation.as_mut(),
            subject.product.as_mut(),
            subject.version.as_mut(),
            subject.component.as_mut(),
            subject.step.as_mut(),
            Some(&mut when.clock.source),
            when.clock.boot.as_mut(),
        ];
        texts
            .into_iter()
            .flatten()
            .for_each(|text| change(text, MOST_TEXT));
        for fact in details.values_mut() {
            fact.rewrite(&mut |text| change(text, MOST_TEXT));
        }
        for fact in private.values_mut() {
            fact.rewrite(&mut |text| change(text, MOST_WITHHELD_TEXT));
        }
    }
}

impl Who {
    fn withheld(&self) -> Facts {
        let given = [
            ("who.user", Some(&self.user)),
            ("who.host", Some(&self.host)),
            ("who.login", self.login.as_ref()),
            ("who.name", self.name.as_ref()),
            ("who.ticket", self.ticket.as_ref()),
            ("who.reason", self.reason.as_ref()),
        ];
        let given = given
            .into_iter()
            .filter_map(|(path, text)| Some((path.to_owned(), text?)));
        given
            .map(|(path, text)| (path, text.as_str().into()))
            .collect()
    }
}

type Committed = (BTreeMap<String, Digest>, Openings);

fn commit(
    mut values: Facts,
    private: Facts,
    salts: &mut dyn FnMut() -> [u8; 32],
) -> Result<Committed, RecordError> {
    values.extend(
        private
            .into_iter()
            .map(|(name, fact)| (format!("details.{name}"), fact)),
    );
    let mut commitments = BTreeMap::new();
    let mut openings = Openings::new();
    for (path, value) in values {
        within(to_canonical(&value)?.len())?;
        let opening = Opening {
            salt: Salt::new(salts()),
            value,
        };
        commitments.insert(path.clone(), opening.commitment()?);
        openings.insert(path, opening);
    }
    Ok((commitments, openings))
}

const fn within(bytes: usize) -> Result<(), RecordError> {
    if bytes > Record::MAX_BYTES {
        Err(RecordError::TooLarge {
            bytes,
            most: Record::MAX_BYTES,
        })
    } else {
        Ok(())
    }
}

fn shorten(text: &mut String, most: usize) {
    if text.len() > most {
        let note = format!(" [shortened from {} bytes]", text.len());
        text.truncate(text.floor_char_boundary(most - note.len()));
        text.push_str(&note);
    }
}
