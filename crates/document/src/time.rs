//! Points in time as documents carry them: UTC, whole seconds, one spelling.

use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;
use thiserror::Error;

/// A moment in UTC, in whole seconds, written as `2026-11-21T09:30:00Z` (RFC 3339) and no other way.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Timestamp(jiff::Timestamp);

/// The text or number is not such a moment.
#[derive(Debug, Clone, PartialEq, Eq, Error, serde::Serialize)]
#[error("a time is written like 2026-11-21T09:30:00Z (UTC, whole seconds)")]
pub struct TimestampError;

impl Timestamp {
    /// The moment this many seconds after 1970-01-01T00:00:00Z.
    ///
    /// # Errors
    /// [`TimestampError`] before year 1 or after year 9999.
    pub fn from_unix(seconds: i64) -> Result<Self, TimestampError> {
        let moment = jiff::Timestamp::from_second(seconds).map_err(|_| TimestampError)?;
        if moment.to_string().len() == 20 {
            Ok(Self(moment))
        } else {
            Err(TimestampError)
        }
    }

    /// Seconds since 1970-01-01T00:00:00Z.
    #[must_use]
    pub fn unix(self) -> i64 {
        self.0.as_second()
    }

    /// How many seconds this moment lies after another; negative when before it.
    #[must_use]
    pub fn seconds_since(self, earlier: Self) -> i64 {
        self.unix() - earlier.unix()
    }
}

impl FromStr for Timestamp {
    type Err = TimestampError;
    fn from_str(text: &str) -> Result<Self, TimestampError> {
        let moment: jiff::Timestamp = text.parse().map_err(|_| TimestampError)?;
        // jiff reads many spellings; a document has one.
        if moment.to_string() == text && text.len() == 20 {
            Ok(Self(moment))
        } else {
            Err(TimestampError)
        }
    }
}

impl fmt::Display for Timestamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl fmt::Debug for Timestamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl TryFrom<String> for Timestamp {
    type Error = TimestampError;
    fn try_from(text: String) -> Result<Self, TimestampError> {
        text.parse()
    }
}

impl From<Timestamp> for String {
    fn from(moment: Timestamp) -> Self {
        moment.to_string()
    }
}

impl schemars::JsonSchema for Timestamp {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Timestamp".into()
    }
    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({ "type": "string", "format": "date-time", "pattern": "Z$" })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_moment_has_one_spelling() {
        let moment: Timestamp = "2026-11-21T09:30:00Z".parse().expect("valid");
        assert_eq!(moment.to_string(), "2026-11-21T09:30:00Z");
        assert_eq!(Timestamp::from_unix(moment.unix()), Ok(moment));
        for other in [
            "2026-11-21T10:30:00+01:00",
            "2026-11-21 09:30:00Z",
            "2026-11-21T09:30:00.5Z",
            "now",
            "",
        ] {
            assert!(other.parse::<Timestamp>().is_err(), "{other}");
        }
    }
}
