//! What the operator is asked.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A form as a JSON Schema (2020-12) whose properties are the questions.
///
/// Standard keywords carry types, ranges, patterns, choices, defaults and dependencies between answers. What a form
/// needs beyond them are annotations: `x-title` and `x-help` (texts by language), `x-group`, `x-secret` (kept apart,
/// mode 0600, in no record), `x-file` (the answer is a file's content, with a largest size) and `x-licence` (a boolean
/// that accepts the licence document of this id). References stay within the schema (threat C1).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Configuration {
    /// The schema: an object of questions.
    pub schema: serde_json::Value,
}
