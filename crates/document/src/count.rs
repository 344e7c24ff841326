//! Whole numbers that every JSON reader holds exactly.

use serde::{Deserialize, Serialize};
use std::fmt;
use thiserror::Error;

/// An integer from 0 to 2^53-1, the range that survives any JSON reader (RFC 8785, section 3.2.2.3).
#[derive(
    Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(try_from = "u64", into = "u64")]
pub struct Count(u64);

/// The number is beyond 2^53-1.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error, serde::Serialize)]
#[error("{0} is larger than 9007199254740991 (2^53-1)")]
pub struct CountError(pub u64);

impl Count {
    /// The largest count, 2^53-1.
    pub const MAX: Self = Self((1 << 53) - 1);
    /// Nothing.
    pub const ZERO: Self = Self(0);

    /// The number as it is.
    #[must_use]
    pub const fn value(self) -> u64 {
        self.0
    }
}

impl TryFrom<u64> for Count {
    type Error = CountError;
    fn try_from(value: u64) -> Result<Self, CountError> {
        if value <= Self::MAX.0 {
            Ok(Self(value))
        } else {
            Err(CountError(value))
        }
    }
}

impl From<u32> for Count {
    fn from(value: u32) -> Self {
        Self(u64::from(value))
    }
}

impl From<Count> for u64 {
    fn from(count: Count) -> Self {
        count.0
    }
}

impl fmt::Display for Count {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl schemars::JsonSchema for Count {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Count".into()
    }
    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({ "type": "integer", "minimum": 0, "maximum": 9_007_199_254_740_991_u64 })
    }
}
