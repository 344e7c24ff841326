//! What came out of looking at one requirement.

use sealift_document::{Count, Text, Timestamp};
use sealift_package::manifest::Level;
use serde::{Deserialize, Serialize};

/// One requirement, judged.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Finding {
    /// The vendor's name for it, or ours: `platform`, `room`.
    pub requirement: String,
    /// What was looked at: the stable code that the catalogue of messages and remedies knows.
    pub code: String,
    /// What people call it; the catalogue's text for the code stands in when it is empty.
    #[serde(default, skip_serializing_if = "Text::is_empty")]
    pub title: Text,
    /// How much it weighs.
    pub level: Level,
    /// Whether it is met.
    pub status: Status,
    /// What was asked for.
    pub expected: Evidence,
    /// What there is.
    pub found: Evidence,
    /// What the vendor advises; the catalogue's text for the code stands in when it is empty.
    #[serde(default, skip_serializing_if = "Text::is_empty")]
    pub remedy: Text,
}

impl Finding {
    /// Whether it stops an install: required, and not known to be met.
    #[must_use]
    pub fn stops(&self) -> bool {
        self.level == Level::Required && self.status != Status::Met
    }
}

/// Whether a requirement is met.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Status {
    /// It is.
    Met,
    /// It is not.
    Unmet,
    /// The facts do not say; never taken for met.
    Unknown,
}

/// A typed argument of a message: what was asked for, or what there is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "kebab-case", deny_unknown_fields)]
pub enum Evidence {
    /// The facts do not say.
    Unknown,
    /// Nothing of the kind.
    Nothing,
    /// Whatever there is will do.
    Anything,
    /// A text: a name, a state.
    Text {
        /// The text.
        text: String,
    },
    /// Any or all of some names.
    Names {
        /// The names.
        names: Vec<String>,
    },
    /// A number of things.
    Number {
        /// How many.
        number: Count,
    },
    /// Bytes.
    Bytes {
        /// How many.
        bytes: Count,
        /// Where, for room on a file system.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        at: Option<String>,
    },
    /// Something and its version, or its least version.
    Version {
        /// What has the version.
        name: String,
        /// The version; nothing for any.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        version: Option<String>,
    },
    /// Something that is on or off.
    Switch {
        /// Whether it is on.
        on: bool,
    },
    /// A port, and who listens on it.
    Port {
        /// The port.
        port: u16,
        /// Who listens; nothing for nobody.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        held_by: Option<String>,
    },
    /// A moment.
    Moment {
        /// When.
        at: Timestamp,
    },
    /// A span of time.
    Between {
        /// From when.
        from: Timestamp,
        /// Until when.
        until: Timestamp,
    },
}

impl Evidence {
    pub(super) fn text(text: impl Into<String>) -> Self {
        Self::Text { text: text.into() }
    }

    pub(super) fn version(name: impl Into<String>, version: Option<&str>) -> Self {
        Self::Version {
            name: name.into(),
            version: version.map(str::to_owned),
        }
    }

    pub(super) fn bytes(bytes: u64, at: Option<&str>) -> Self {
        Self::Bytes {
            bytes: Count::try_from(bytes).unwrap_or(Count::MAX),
            at: at.map(str::to_owned),
        }
    }

    /// A list of names, or nothing at all.
    pub(super) fn names(names: Vec<String>) -> Self {
        if names.is_empty() {
            Self::Nothing
        } else {
            Self::Names { names }
        }
    }
}
