//! Parts of the manifest that a description spells as the manifest does: steps, requirements, data.
//!
//! The manifest's own types read them, so that there is one definition of a step. What such a type would silently
//! leave out is found by writing it again and comparing.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Map, Value as Json};

use super::fields::{Problems, normal};
use super::node::{Node, Value};

/// Texts for people, which may be written as one English text.
const WORDS: [&str; 6] = [
    "title",
    "summary",
    "description",
    "remedy",
    "x-title",
    "x-help",
];

/// Reads a part of the manifest, after `complete` has put in what the description may leave out.
pub(super) fn embed<T>(
    node: &Node,
    what: &str,
    complete: impl FnOnce(&mut Map<String, Json>),
    problems: &Problems,
) -> Option<T>
where
    T: DeserializeOwned + Serialize + JsonSchema,
{
    let names = property_names::<T>();
    let Json::Object(mut fields) = to_json(node, &names, problems)? else {
        problems.wrong_kind(node, what, "a table");
        return None;
    };
    complete(&mut fields);
    let read: T = match serde_json::from_value(Json::Object(fields)) {
        Ok(read) => read,
        Err(error) => {
            problems.invalid(node.at, what, error);
            return None;
        }
    };
    let written = serde_json::to_value(&read).ok()?;
    note_lost(node, &written, &names, problems);
    Some(read)
}

/// Converts to JSON; the manifest has no fractions and no times of TOML's own.
pub(super) fn to_json(
    node: &Node,
    names: &BTreeMap<String, String>,
    problems: &Problems,
) -> Option<Json> {
    Some(match &node.value {
        Value::Text(text) | Value::Time(text) => Json::from(text.clone()),
        Value::Whole(number) => Json::from(*number),
        Value::Truth(truth) => Json::from(*truth),
        Value::Fraction => {
            problems.wrong_kind(node, "this field", "whole numbers alone");
            return None;
        }
        Value::List(nodes) => {
            let items: Option<Vec<Json>> = nodes
                .iter()
                .map(|node| to_json(node, names, problems))
                .collect();
            Json::from(items?)
        }
        Value::Table(table) => {
            let mut fields = Map::new();
            for (written, field) in table {
                let name = names.get(&normal(written)).unwrap_or(written);
                let value = to_json(&field.node, names, problems)?;
                let value = match value {
                    Json::String(text) if WORDS.contains(&name.as_str()) => {
                        serde_json::json!({ "en": text })
                    }
                    other => other,
                };
                fields.insert(name.clone(), value);
            }
            Json::Object(fields)
        }
    })
}

/// Every field that was written and did not come back is one that does not exist.
fn note_lost(node: &Node, written: &Json, names: &BTreeMap<String, String>, problems: &Problems) {
    match (&node.value, written) {
        (Value::Table(table), Json::Object(kept)) => {
            for (name, field) in table {
                let actual = names.get(&normal(name)).unwrap_or(name);
                match kept.get(actual) {
                    Some(kept) => note_lost(&field.node, kept, names, problems),
                    // A field that says what holds anyway is left out when written; it need not be there.
                    None if names.contains_key(&normal(name)) && says_nothing(&field.node) => {}
                    None => {
                        problems.unknown(field.name_at, name, names.values().map(String::as_str));
                    }
                }
            }
        }
        (Value::List(nodes), Json::Array(kept)) => {
            let pairs = nodes.iter().zip(kept);
            pairs.for_each(|(node, kept)| note_lost(node, kept, names, problems));
        }
        _ => {}
    }
}

fn says_nothing(node: &Node) -> bool {
    match &node.value {
        Value::Truth(truth) => !truth,
        Value::List(nodes) => nodes.is_empty(),
        Value::Table(table) => table.is_empty(),
        Value::Text(text) => text == "required",
        _ => false,
    }
}

/// The names of all fields that the type or a type within it can have, by their normal spelling.
fn property_names<T: JsonSchema>() -> BTreeMap<String, String> {
    fn gather(schema: &Json, names: &mut BTreeMap<String, String>) {
        match schema {
            Json::Object(fields) => {
                if let Some(Json::Object(properties)) = fields.get("properties") {
                    names.extend(properties.keys().map(|name| (normal(name), name.clone())));
                }
                fields.values().for_each(|value| gather(value, names));
            }
            Json::Array(items) => items.iter().for_each(|item| gather(item, names)),
            _ => {}
        }
    }
    let mut names = BTreeMap::new();
    gather(schemars::schema_for!(T).as_value(), &mut names);
    names
}
