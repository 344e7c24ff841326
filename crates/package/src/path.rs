//! Relative paths that can be joined to a directory without leaving it.

use std::borrow::Cow;
use std::fmt;
use std::str::FromStr;
use std::sync::Arc;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Serialize, Serializer};
use thiserror::Error;

use crate::limits;

/// A path of one or more segments, parted by `/`, none of them empty, `.` or `..`; UTF-8 without control characters
/// or backslashes (threats P1, P6).
///
/// A clone shares the text: a release of many files names each of them in its index, its plan, its tree and its records.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(try_from = "String")]
pub struct RelativePath(Arc<str>);

/// Why a text is not such a path.
#[derive(Debug, Clone, PartialEq, Eq, Error, serde::Serialize)]
#[error("{} is not a relative path inside the release: {rule}", sealift_document::plain(.path))]
pub struct PathError {
    /// The rule in words.
    #[serde(serialize_with = "sealift_document::phrase")]
    pub rule: &'static str,
    /// What was found, shortened.
    pub path: String,
}

impl RelativePath {
    /// The path as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Its segments, outermost first; at least one.
    pub fn segments(&self) -> impl DoubleEndedIterator<Item = &str> {
        self.0.split('/')
    }

    /// The path without its last segment.
    #[must_use]
    pub fn parent(&self) -> Option<Self> {
        self.0
            .rsplit_once('/')
            .map(|(parent, _)| Self(parent.into()))
    }

    /// The last segment.
    #[must_use]
    pub fn file_name(&self) -> &str {
        self.0.rsplit_once('/').map_or(&self.0, |(_, name)| name)
    }

    /// This path with another below it.
    ///
    /// # Errors
    /// [`PathError`] when the result is too long or too deep.
    pub fn join(&self, below: &Self) -> Result<Self, PathError> {
        format!("{self}/{below}").parse()
    }
}

impl FromStr for RelativePath {
    type Err = PathError;

    fn from_str(text: &str) -> Result<Self, PathError> {
        let refused = |rule| PathError {
            rule,
            path: text.chars().take(120).collect(),
        };
        if text.is_empty() {
            return Err(refused("it is empty"));
        }
        if text.len() > limits::PATH_BYTES {
            return Err(refused("it is longer than 1024 bytes"));
        }
        if text.contains('\\') {
            return Err(refused("it contains a backslash"));
        }
        if text.chars().any(|c| c.is_control() || is_reordering(c)) {
            return Err(refused("it contains a control character"));
        }
        if text.split('/').count() > limits::PATH_DEPTH {
            return Err(refused("it is deeper than 64 levels"));
        }
        for segment in text.split('/') {
            match segment {
                "" => return Err(refused("it is absolute or has an empty segment")),
                "." | ".." => return Err(refused("it has a segment . or ..")),
                _ if segment.len() > limits::SEGMENT_BYTES => {
                    return Err(refused("it has a segment longer than 255 bytes"));
                }
                _ => {}
            }
        }
        Ok(Self(text.into()))
    }
}

/// Characters that break lines or make text read backwards (Unicode Bidi_Control, and the two separators).
const fn is_reordering(c: char) -> bool {
    matches!(c,
        '\u{061c}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

impl TryFrom<String> for RelativePath {
    type Error = PathError;
    fn try_from(text: String) -> Result<Self, PathError> {
        text.parse()
    }
}

impl From<RelativePath> for String {
    fn from(path: RelativePath) -> Self {
        path.as_str().into()
    }
}

impl Serialize for RelativePath {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.0)
    }
}

impl fmt::Display for RelativePath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl JsonSchema for RelativePath {
    fn schema_name() -> Cow<'static, str> {
        "RelativePath".into()
    }
    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "string", "maxLength": 1024 })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn path(text: &str) -> RelativePath {
        text.parse().expect(text)
    }

    #[test]
    fn p19_a_path_is_as_long_and_as_deep_as_the_limits_and_no_more() {
        let rule = |text: &str| text.parse::<RelativePath>().map_err(|error| error.rule);
        let segment = |bytes: usize| "a".repeat(bytes);
        assert!(rule(&segment(limits::SEGMENT_BYTES)).is_ok());
        assert_eq!(
            rule(&segment(limits::SEGMENT_BYTES + 1)),
            Err("it has a segment longer than 255 bytes")
        );
        let deep = |levels: usize| vec!["a"; levels].join("/");
        assert!(rule(&deep(limits::PATH_DEPTH)).is_ok());
        assert_eq!(
            rule(&deep(limits::PATH_DEPTH + 1)),
            Err("it is deeper than 64 levels")
        );
        let long = |last: usize| [255, 255, 255, 127, last].map(segment).join("/");
        assert_eq!(long(128).len(), limits::PATH_BYTES);
        assert!(rule(&long(128)).is_ok());
        assert_eq!(rule(&long(129)), Err("it is longer than 1024 bytes"));
    }

    #[test]
    fn a_path_has_a_last_segment_and_what_lies_above_it() {
        assert_eq!(path("a/b/c.txt").file_name(), "c.txt");
        assert_eq!(path("c.txt").file_name(), "c.txt");
        assert_eq!(path("a/b/c.txt").parent(), Some(path("a/b")));
        assert_eq!(path("c.txt").parent(), None);
    }
}
