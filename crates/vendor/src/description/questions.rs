//! What the operator is asked: a JSON Schema, in a file, in TOML, or put together from questions.

use std::collections::BTreeMap;
use std::path::PathBuf;

use serde_json::{Map, Value as Json, json};

use super::embed::to_json;
use super::fields::Fields;
use super::node::Node;

/// Where the form comes from.
#[derive(Debug, Clone, PartialEq)]
pub enum Questions {
    /// The schema itself.
    Schema(Json),
    /// A JSON file that holds it.
    File(PathBuf),
}

/// Reads `[configuration]`, which has exactly one of `file`, `schema` and `questions`.
pub(super) fn read(fields: &Fields<'_>) -> Option<Questions> {
    let node = fields.node("configuration")?;
    let configuration = Fields::of(node, "configuration", fields.problems)?;
    let file = configuration
        .text("file")
        .map(|file| Questions::File(file.into()));
    let plain = |node: &Node| to_json(node, &BTreeMap::new(), fields.problems);
    let schema = configuration
        .node("schema")
        .and_then(plain)
        .map(Questions::Schema);
    let questions = configuration.node("questions");
    let asked = questions
        .and_then(plain)
        .map(|asked| Questions::Schema(form(asked)));
    let sources = ["file", "schema", "questions"];
    let given = sources
        .iter()
        .filter(|name| configuration.node(name).is_some())
        .count();
    configuration.finish();
    if given != 1 {
        let rule = "it takes exactly one of file, schema and questions";
        fields.problems.invalid(node.at, "configuration", rule);
    }
    file.or(schema).or(asked)
}

/// Makes a form of single questions: `required = true` of a question becomes the form's list, nothing else is allowed.
fn form(questions: Json) -> Json {
    let Json::Object(mut questions) = questions else {
        return questions;
    };
    let mut required = Vec::new();
    for (name, question) in &mut questions {
        let taken = question.as_object_mut().and_then(take_required);
        if taken == Some(true) {
            required.push(Json::from(name.clone()));
        }
    }
    json!({
        "type": "object",
        "properties": questions,
        "required": required,
        "additionalProperties": false,
    })
}

/// A list under `required` belongs to a question that is itself an object, and stays.
fn take_required(question: &mut Map<String, Json>) -> Option<bool> {
    let truth = question.get("required")?.as_bool()?;
    question.remove("required");
    Some(truth)
}
