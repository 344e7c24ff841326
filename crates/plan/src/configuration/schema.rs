//! Which JSON Schemas can be forms: a known vocabulary, bounded, closed in itself (threats C1, C6).

use std::collections::BTreeSet;

use serde_json::{Map, Value};
use thiserror::Error;

/// Nested schemas, counted from the root.
const MAX_DEPTH: usize = 24;
/// Bytes that a compiled pattern may take.
pub(super) const PATTERN_BYTES: usize = 1 << 20;
/// The only dialect.
const DIALECT: &str = "https://json-schema.org/draft/2020-12/schema";

/// Why a schema is no form.
#[derive(Debug, Clone, PartialEq, Eq, Error, serde::Serialize)]
pub enum FormError {
    /// A schema is not an object, or the root does not describe one.
    #[error("{at} must be a schema of type object")]
    NotAnObject {
        /// JSON pointer into the schema.
        at: String,
    },
    /// Schemas are nested too deeply (threat C1).
    #[error("{at} is nested deeper than {most} levels")]
    TooDeep {
        /// JSON pointer into the schema.
        at: String,
        /// Levels allowed.
        most: usize,
    },
    /// More questions than a form may have.
    #[error("the form has more than {most} questions")]
    TooManyQuestions {
        /// Questions allowed.
        most: usize,
    },
    /// A keyword that forms do not know.
    #[error("{at} uses {keyword}, which forms do not know")]
    UnknownKeyword {
        /// JSON pointer into the schema.
        at: String,
        /// The keyword.
        keyword: String,
    },
    /// A `$ref` that does not lead into `$defs` of the same schema (threat C1).
    #[error("{at} refers to {reference}; only #/$defs/NAME of the same schema can be referred to")]
    Reference {
        /// JSON pointer into the schema.
        at: String,
        /// What it refers to.
        reference: String,
    },
    /// References that lead back to where they start (threat C1).
    #[error("the definition {name} refers to itself")]
    ReferenceCycle {
        /// The definition.
        name: String,
    },
    /// A name that templates cannot spell.
    #[error("{at} has a name other than a letter followed by letters, digits and underscores")]
    Name {
        /// JSON pointer into the schema.
        at: String,
    },
    /// A question declared in two branches.
    #[error("the question {key} is declared twice")]
    Twice {
        /// Its dotted name.
        key: String,
    },
    /// A type that no question can have.
    #[error(
        "{at} is not a question: it needs one type (string, integer, number, boolean, array of these, object), an enum or a const"
    )]
    NotAQuestion {
        /// JSON pointer into the schema, or the question's dotted name.
        at: String,
    },
    /// A secret, file or licence question that contradicts itself.
    #[error("the question {key}: {rule}")]
    Annotation {
        /// Its dotted name.
        key: String,
        /// The rule in words.
        #[serde(serialize_with = "sealift_document::phrase")]
        rule: &'static str,
    },
    /// A default that its own question does not accept.
    #[error("the default of {key} is not an answer that the form accepts")]
    Default {
        /// Its dotted name.
        key: String,
    },
    /// The schema breaks the rules of JSON Schema, or a pattern is not one that runs in linear time (threat C6).
    #[error("the schema cannot be used: {detail}")]
    Invalid {
        /// What the validator said.
        detail: String,
    },
}

impl FormError {
    /// The stable code of this error.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::NotAnObject { .. } => "form-not-an-object",
            Self::TooDeep { .. } => "form-too-deep",
            Self::TooManyQuestions { .. } => "form-too-many-questions",
            Self::UnknownKeyword { .. } => "form-keyword-unknown",
            Self::Reference { .. } => "form-reference-not-local",
            Self::ReferenceCycle { .. } => "form-reference-cycle",
            Self::Name { .. } => "form-name-invalid",
            Self::Twice { .. } => "form-question-twice",
            Self::NotAQuestion { .. } => "form-not-a-question",
            Self::Annotation { .. } => "form-annotation-invalid",
            Self::Default { .. } => "form-default-invalid",
            Self::Invalid { .. } => "form-invalid",
        }
    }

    /// JSON pointer to the part of the schema that is at fault; empty when it is the whole.
    #[must_use]
    pub fn pointer(&self) -> String {
        let of_question = |key: &str| format!("/properties/{}", key.replace('.', "/properties/"));
        match self {
            Self::NotAnObject { at }
            | Self::TooDeep { at, .. }
            | Self::UnknownKeyword { at, .. }
            | Self::Reference { at, .. }
            | Self::Name { at } => at.trim_start_matches('#').into(),
            Self::NotAQuestion { at } => match at.strip_prefix('#') {
                Some(pointer) => pointer.into(),
                None if at.starts_with('/') => at.clone(),
                None => of_question(at),
            },
            Self::Twice { key } | Self::Annotation { key, .. } | Self::Default { key } => {
                of_question(key)
            }
            Self::ReferenceCycle { name } => format!("/$defs/{name}"),
            Self::TooManyQuestions { .. } | Self::Invalid { .. } => String::new(),
        }
    }
}

/// Checks a whole schema before a validator is built from it.
pub(super) fn check(schema: &Value) -> Result<(), FormError> {
    walk(schema, String::new(), 0)?;
    let definitions = schema.get("$defs").and_then(Value::as_object);
    for name in definitions.into_iter().flat_map(Map::keys) {
        follow(definitions, name, &mut BTreeSet::new())?;
    }
    Ok(())
}

fn walk(schema: &Value, at: String, depth: usize) -> Result<(), FormError> {
    if depth > MAX_DEPTH {
        return Err(FormError::TooDeep {
            at,
            most: MAX_DEPTH,
        });
    }
    if schema.is_boolean() && depth > 0 {
        return Ok(());
    }
    let Some(keywords) = schema.as_object() else {
        return Err(FormError::NotAnObject { at });
    };
    for (keyword, value) in keywords {
        let here = format!("{at}/{keyword}");
        match keyword.as_str() {
            "properties" | "$defs" | "dependentSchemas" => {
                for (name, inner) in value.as_object().into_iter().flatten() {
                    let place = format!("{here}/{name}");
                    if !is_name(name) {
                        return Err(FormError::Name { at: place });
                    }
                    walk(inner, place, depth + 1)?;
                }
            }
            "items" | "if" | "then" | "else" | "not" => walk(value, here, depth + 1)?,
            "allOf" | "anyOf" | "oneOf" => {
                for (index, inner) in value.as_array().into_iter().flatten().enumerate() {
                    walk(inner, format!("{here}/{index}"), depth + 1)?;
                }
            }
            "$ref" => drop(definition_name(value, &here)?),
            "$schema" if value == DIALECT && depth == 0 => {}
            "type" if value.is_string() => {}
            "additionalProperties" if *value == Value::Bool(false) => {}
            "format" if value.as_str().is_some_and(|name| FORMATS.contains(&name)) => {}
            plain if PLAIN.contains(&plain) || plain.starts_with("x-") => {}
            _ => {
                return Err(FormError::UnknownKeyword {
                    at,
                    keyword: keyword.clone(),
                });
            }
        }
    }
    Ok(())
}

/// Keywords that hold no schema.
const PLAIN: [&str; 22] = [
    "title",
    "description",
    "default",
    "enum",
    "const",
    "examples",
    "$comment",
    "required",
    "dependentRequired",
    "minimum",
    "maximum",
    "exclusiveMinimum",
    "exclusiveMaximum",
    "multipleOf",
    "minLength",
    "maxLength",
    "pattern",
    "minItems",
    "maxItems",
    "uniqueItems",
    "readOnly",
    "deprecated",
];

/// Formats that are enforced; `path` is ours.
const FORMATS: [&str; 9] = [
    "path",
    "hostname",
    "ipv4",
    "ipv6",
    "email",
    "uri",
    "date",
    "date-time",
    "uuid",
];

/// A name that a template spells as `answers.name`.
pub(super) fn is_name(name: &str) -> bool {
    name.len() <= 64
        && name.starts_with(|c: char| c.is_ascii_alphabetic())
        && name.chars().all(|c| c.is_ascii_alphanumeric() || c == '_')
}

fn definition_name<'a>(reference: &'a Value, at: &str) -> Result<&'a str, FormError> {
    let text = reference.as_str().unwrap_or_default();
    match text.strip_prefix("#/$defs/") {
        Some(name) if is_name(name) => Ok(name),
        _ => Err(FormError::Reference {
            at: at.into(),
            reference: sealift_document::plain(&text.chars().take(120).collect::<String>()),
        }),
    }
}

/// Follows every reference below a definition; one that is met again on the way closes a circle.
fn follow<'a>(
    definitions: Option<&'a Map<String, Value>>,
    name: &'a str,
    way: &mut BTreeSet<&'a str>,
) -> Result<(), FormError> {
    if !way.insert(name) {
        return Err(FormError::ReferenceCycle { name: name.into() });
    }
    let Some(definition) = definitions.and_then(|all| all.get(name)) else {
        return Err(FormError::Reference {
            at: "#".into(),
            reference: format!("#/$defs/{name}"),
        });
    };
    let mut inner = Vec::new();
    references(definition, &mut inner);
    for next in inner {
        follow(definitions, next, way)?;
    }
    way.remove(name);
    Ok(())
}

fn references<'a>(value: &'a Value, found: &mut Vec<&'a str>) {
    match value {
        Value::Object(fields) => {
            for (name, inner) in fields {
                match (name.as_str(), inner.as_str()) {
                    ("$ref", Some(text)) => found.extend(text.strip_prefix("#/$defs/")),
                    _ => references(inner, found),
                }
            }
        }
        Value::Array(items) => items.iter().for_each(|item| references(item, found)),
        _ => {}
    }
}

/// A schema with its references replaced by what they refer to, keywords beside `$ref` standing above it.
///
/// [`check`] has shown that references are local and lead in no circle.
pub(super) fn resolved(root: &Value, schema: &Map<String, Value>) -> Map<String, Value> {
    let mut merged = Map::new();
    let definition = schema
        .get("$ref")
        .and_then(Value::as_str)
        .and_then(|text| text.strip_prefix("#/$defs/"))
        .and_then(|name| root.get("$defs")?.get(name)?.as_object());
    if let Some(definition) = definition {
        merged = resolved(root, definition);
    }
    for (keyword, value) in schema {
        match (keyword.as_str(), value.as_object()) {
            ("$ref", _) => {}
            ("items", Some(items)) => {
                merged.insert(keyword.clone(), resolved(root, items).into());
            }
            _ => {
                merged.insert(keyword.clone(), value.clone());
            }
        }
    }
    merged
}
