//! The record: one leaf of the log, `sealift.record/v1`, kept as the exact bytes that are hashed.

use crate::commitment::Openings;
use crate::event::{Event, Outcome};
use crate::fact::{Fact, Facts};
use crate::site::{Epoch, Site};
use crate::tree::leaf_hash;
use sealift_document::{Count, Digest, Document, Timestamp};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// One record as its leaf says it. What may have to be withheld stands in `withheld` as a commitment.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Record {
    /// How the person or program was authenticated, such as `unix-uid` or `polkit`.
    pub authenticated: String,
    /// The clock that gave the time.
    pub clock: Clock,
    /// Facts of the event, by the names in [`crate::detail`].
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub details: Facts,
    /// The era of the log's key.
    pub epoch: Epoch,
    /// What happened.
    pub event: Event,
    /// The local time's distance from UTC, in minutes, east positive.
    pub offset: i16,
    /// What joins the records of one run.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub operation: Option<String>,
    /// How it ended.
    pub outcome: Outcome,
    /// The root of the log before this record: every record vouches for all before it.
    pub prior: Digest,
    /// The index of this leaf, counted from 0.
    pub sequence: Count,
    /// The site, so that a record of another log is recognised.
    pub site: Site,
    /// What it happened to.
    #[serde(default, skip_serializing_if = "Subject::is_empty")]
    pub subject: Subject,
    /// When, in UTC.
    pub time: Timestamp,
    #[serde(rename = "type")]
    pub(crate) kind: String,
    /// Commitments by the path of the field, such as `who.user`.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub withheld: BTreeMap<String, Digest>,
}

/// The release, component and step that a record is about.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Subject {
    /// The component's id.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub component: Option<String>,
    /// The digest of the release's signed manifest.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub manifest: Option<Digest>,
    /// The product's id.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub product: Option<String>,
    /// The release's sequence number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sequence: Option<Count>,
    /// The step's id.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub step: Option<String>,
    /// The release's version.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub version: Option<String>,
}

impl Subject {
    /// Whether the record is about no release at all.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

/// Where the time came from, and a second clock to hold it against.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Clock {
    /// A short random-looking name of the machine's current run (a digest of the boot id, say).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub boot: Option<String>,
    /// The source in words, such as `system clock, synchronised by chrony`.
    pub source: String,
    /// Seconds since the machine started, sleep included; steps of the wall clock do not move it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub uptime: Option<Count>,
}

impl Document for Record {
    const TYPE: &'static str = "sealift.record/v1";
    const MAX_BYTES: usize = 1 << 20;
    fn document_type(&self) -> &str {
        &self.kind
    }
}

/// A record as the log keeps it: the leaf's exact bytes, and beside it what its commitments open to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// The bytes that are hashed.
    pub leaf: Vec<u8>,
    /// The withheld values with their salts; never hashed themselves.
    pub openings: Openings,
}

impl Entry {
    /// The hash of the leaf (RFC 6962).
    #[must_use]
    pub fn hash(&self) -> Digest {
        leaf_hash(&self.leaf)
    }
}

/// A value of a field that may be withheld.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Seen<'a> {
    /// The record has no such field.
    Absent,
    /// The record has it; this export does not show it.
    Withheld,
    /// The value.
    Shown(&'a Fact),
}

impl Record {
    /// Looks up a field that may be withheld, such as `who.user`, among a record's openings.
    #[must_use]
    pub fn seen<'a>(&self, openings: &'a Openings, path: &str) -> Seen<'a> {
        match (self.withheld.contains_key(path), openings.get(path)) {
            (true, Some(opening)) => Seen::Shown(&opening.value),
            (true, None) => Seen::Withheld,
            (false, _) => Seen::Absent,
        }
    }

    /// Whose doing it was, where it is shown: the user who logged in, also where the work ran as an administrator
    /// (`sudo`, `pkexec`), else the one that it ran as.
    #[must_use]
    pub fn actor<'a>(&self, openings: &'a Openings) -> Option<&'a str> {
        let shown = ["who.login", "who.user"].map(|path| self.seen(openings, path));
        shown.into_iter().find_map(|seen| match seen {
            Seen::Shown(fact) => fact.as_text(),
            Seen::Absent | Seen::Withheld => None,
        })
    }
}
