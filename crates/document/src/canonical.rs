//! RFC 8785 JSON: one spelling per value, so that what was signed is what is read.
//!
//! Reading parses into the Rust type, writes the value back in canonical form and compares the two byte by byte.
//! That single comparison refuses duplicate fields, white space, unsorted keys, unusual escapes, numbers in other
//! spellings and fields that the type ignored, without a second parser of our own.

mod writing;

use serde::Serialize;
use serde::de::DeserializeOwned;
use thiserror::Error;

/// A structure with a versioned name of its own, such as `sealift.manifest/v1`.
///
/// The name is carried in the field `type` and is checked after the signature, so that a signed document of one
/// kind can never stand in for another (threat T23).
pub trait Document: Serialize + DeserializeOwned {
    /// The exact value of the field `type`.
    const TYPE: &'static str;
    /// The largest encoding, in bytes, that a reader will look at.
    const MAX_BYTES: usize;

    /// The value that this document carries in its field `type`.
    fn document_type(&self) -> &str;

    /// Reads the document from its canonical bytes.
    ///
    /// # Errors
    /// [`DocumentError`] when the bytes are too many, not JSON of this type, not canonical, or name another type.
    fn from_bytes(bytes: &[u8]) -> Result<Self, DocumentError> {
        if bytes.len() > Self::MAX_BYTES {
            return Err(DocumentError::TooLarge {
                bytes: bytes.len(),
                most: Self::MAX_BYTES,
            });
        }
        match from_canonical::<Self>(bytes) {
            Ok(document) if document.document_type() == Self::TYPE => Ok(document),
            // Of a document of another type it matters only that it is one.
            refused => {
                let found = type_of(bytes)?;
                if found != Self::TYPE {
                    return Err(DocumentError::WrongType {
                        expected: Self::TYPE,
                        found: plain_type(&found),
                    });
                }
                refused
            }
        }
    }

    /// Writes the document in canonical form.
    ///
    /// # Errors
    /// [`DocumentError`] when the value has no canonical form (a float, an integer beyond 2^53-1).
    fn to_bytes(&self) -> Result<Vec<u8>, DocumentError> {
        to_canonical(self)
    }
}

/// Why bytes are not an acceptable document.
#[derive(Debug, Clone, PartialEq, Eq, Error, serde::Serialize)]
pub enum DocumentError {
    /// More bytes than the format allows for this document.
    #[error("the document has {bytes} bytes; at most {most} are allowed")]
    TooLarge {
        /// Bytes found.
        bytes: usize,
        /// Bytes allowed.
        most: usize,
    },
    /// The bytes are not JSON, or not of the expected structure.
    #[error("the document cannot be read: {detail} (line {line}, column {column})")]
    Malformed {
        /// What the parser said.
        detail: String,
        /// One-based line.
        line: usize,
        /// One-based column.
        column: usize,
    },
    /// The bytes read well but are not in the one canonical form.
    #[error("the document is not in canonical form (RFC 8785) at byte {at}")]
    NotCanonical {
        /// Offset of the first byte that differs.
        at: usize,
    },
    /// The document is of another type.
    #[error("expected a document of type {expected}, found {found}")]
    WrongType {
        /// The type asked for.
        #[serde(serialize_with = "crate::phrase")]
        expected: &'static str,
        /// The type found.
        found: String,
    },
    /// The value cannot be written canonically.
    #[error("the value has no canonical form: {detail}")]
    Unrepresentable {
        /// What the writer said.
        detail: String,
    },
}

/// Reads a value from bytes that must be its canonical form.
///
/// # Errors
/// [`DocumentError::Malformed`] or [`DocumentError::NotCanonical`].
pub fn from_canonical<T: Serialize + DeserializeOwned>(bytes: &[u8]) -> Result<T, DocumentError> {
    let value: T = serde_json::from_slice(bytes).map_err(|error| malformed(&error))?;
    let written = written(&value, bytes.len())?;
    if written == bytes {
        return Ok(value);
    }
    let same = written.iter().zip(bytes).take_while(|(a, b)| a == b);
    Err(DocumentError::NotCanonical { at: same.count() })
}

/// Writes a value in canonical form.
///
/// # Errors
/// [`DocumentError::Unrepresentable`] when the value holds what the form excludes.
pub fn to_canonical<T: Serialize>(value: &T) -> Result<Vec<u8>, DocumentError> {
    written(value, 128)
}

fn written<T: Serialize>(value: &T, bytes: usize) -> Result<Vec<u8>, DocumentError> {
    if let Some(written) = writing::written(value, bytes) {
        return Ok(written);
    }
    serde_json_canonicalizer::to_vec(value).map_err(|error| DocumentError::Unrepresentable {
        detail: error.to_string(),
    })
}

fn malformed(error: &serde_json::Error) -> DocumentError {
    DocumentError::Malformed {
        detail: error.to_string(),
        line: error.line(),
        column: error.column(),
    }
}

fn type_of(bytes: &[u8]) -> Result<String, DocumentError> {
    #[derive(serde::Deserialize)]
    struct Typed {
        #[serde(rename = "type")]
        kind: String,
    }
    serde_json::from_slice::<Typed>(bytes)
        .map(|typed| typed.kind)
        .map_err(|error| malformed(&error))
}

/// A foreign type name is quoted in messages only when it is harmless to print.
fn plain_type(found: &str) -> String {
    let harmless = |c: char| c.is_ascii_alphanumeric() || "./-_".contains(c);
    if found.len() <= 64 && found.chars().all(harmless) {
        found.into()
    } else {
        "something else".into()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde::Deserialize;

    #[derive(Debug, PartialEq, Serialize, Deserialize)]
    #[serde(deny_unknown_fields)]
    struct Sample {
        #[serde(rename = "type")]
        kind: String,
        a: crate::Count,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        z: Option<String>,
    }

    impl Document for Sample {
        const TYPE: &'static str = "sealift.sample/v1";
        const MAX_BYTES: usize = 128;
        fn document_type(&self) -> &str {
            &self.kind
        }
    }

    const GOOD: &[u8] = br#"{"a":7,"type":"sealift.sample/v1"}"#;

    #[test]
    fn reads_what_it_writes() {
        let sample = Sample::from_bytes(GOOD).expect("canonical");
        assert_eq!(sample.to_bytes().expect("representable"), GOOD);
    }

    #[test]
    fn refuses_every_other_spelling_of_the_same_value() {
        for other in [
            &br#"{"type":"sealift.sample/v1","a":7}"#[..],
            br#"{"a": 7,"type":"sealift.sample/v1"}"#,
            br#"{"a":7,"type":"sealift.sample/v1"} "#,
            br#"{"a":7,"type":"sealift.sample\/v1"}"#,
            br#"{"a":7,"a":7,"type":"sealift.sample/v1"}"#,
            br#"{"a":7,"type":"sealift.sample/v1","z":null}"#,
            br#"{"a":7.0,"type":"sealift.sample/v1"}"#,
            br#"{"a":9007199254740992,"type":"sealift.sample/v1"}"#,
            br#"{"a":7,"b":1,"type":"sealift.sample/v1"}"#,
            br#"{"a":7,"type":"sealift.sample/v1"#,
        ] {
            assert!(
                Sample::from_bytes(other).is_err(),
                "{}",
                String::from_utf8_lossy(other)
            );
        }
    }

    #[test]
    fn names_the_type_it_found() {
        let error = Sample::from_bytes(br#"{"a":7,"type":"sealift.other/v1"}"#).expect_err("type");
        assert_eq!(
            error,
            DocumentError::WrongType {
                expected: Sample::TYPE,
                found: "sealift.other/v1".into()
            }
        );
    }
}
