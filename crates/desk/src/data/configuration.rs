//! A release's questions, and the answers to them.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::PickId;

/// A release's form with what is known of its answers.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct FormView {
    /// JSON Schema (2020-12) of the form, its texts in the reader's language (`title`, `description`).
    #[cfg_attr(feature = "typescript", ts(type = "Record<string, unknown>"))]
    pub schema: Map<String, Value>,
    /// Each question, in the order in which it is asked.
    pub questions: Vec<QuestionView>,
    /// Answers known so far, by question: carried over, prepared, or the vendor's defaults. Secrets are never among them.
    #[cfg_attr(feature = "typescript", ts(type = "Record<string, unknown>"))]
    pub answers: Map<String, Value>,
    /// The version that answers were carried over from.
    pub carried_from: Option<String>,
}

/// A question.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct QuestionView {
    /// Its name; a section's question is `section.question`.
    pub key: String,
    /// What is asked.
    pub title: String,
    /// What helps to answer.
    pub help: String,
    /// The heading that it stands under; empty for none.
    pub group: String,
    /// `text`, `whole-number`, `number`, `yes-or-no`, `choice`, `list`, `file`, `licence`.
    pub kind: String,
    /// Whether it must be answered.
    pub required: bool,
    /// Whether its answer is shown nowhere.
    pub secret: bool,
    /// Whether a secret answer is kept here already and stays unless another is given.
    pub kept: bool,
    /// The vendor's default.
    #[cfg_attr(feature = "typescript", ts(type = "unknown"))]
    pub default: Value,
    /// The answer that the installed version runs with, where that is another.
    #[cfg_attr(feature = "typescript", ts(type = "unknown"))]
    pub before: Value,
    /// What became of the earlier answer: `same`, `new`, `changed`, `dropped`; empty where there is no earlier version.
    pub mark: String,
    /// The id of the licence document to accept, for a licence.
    pub licence: Option<String>,
}

/// Answers of a person. They are the whole of the answers: only secrets that are not given anew are kept.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct AnswersRequest {
    /// The product's id.
    pub product: String,
    /// The version.
    pub version: String,
    /// By question, nested in sections as the schema is.
    #[cfg_attr(feature = "typescript", ts(type = "Record<string, unknown>"))]
    pub answers: Map<String, Value>,
}

/// Answers, judged.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct AnswersView {
    /// Every answer that cannot stand.
    pub problems: Vec<FieldProblem>,
    /// The questions that are asked, given these answers.
    pub asked: Vec<String>,
    /// SHA-256 of the public answers, when they can stand.
    pub sha256: Option<String>,
}

/// An answer that cannot stand.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct FieldProblem {
    /// The question.
    pub field: String,
    /// The stable code.
    pub code: String,
    /// What is wrong.
    pub message: String,
}

/// A file of answers to read.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct LoadAnswersRequest {
    /// The product's id.
    pub product: String,
    /// The version.
    pub version: String,
    /// The file, JSON or TOML.
    pub from: PickId,
}

/// Answers that were read from a file, not judged yet.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct LoadedAnswers {
    /// By question, nested in sections as the schema is.
    #[cfg_attr(feature = "typescript", ts(type = "Record<string, unknown>"))]
    pub answers: Map<String, Value>,
}

/// Answers to be written to a file, secrets left out.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct SaveAnswersRequest {
    /// The product's id.
    pub product: String,
    /// The version.
    pub version: String,
    /// By question, nested in sections as the schema is.
    #[cfg_attr(feature = "typescript", ts(type = "Record<string, unknown>"))]
    pub answers: Map<String, Value>,
    /// The file, which a person chose in a dialog for saving.
    pub to: PickId,
}
