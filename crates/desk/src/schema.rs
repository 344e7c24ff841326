//! A vendor's form as plain JSON Schema in one language, for a library that draws forms.

use sealift_app::Wording;
use serde_json::{Map, Value, json};

/// The same schema with `title` and `description` in the reader's language, choices as `oneOf`, and our own annotations
/// left in place for whoever knows them.
#[must_use]
pub(crate) fn in_language(schema: &Value, wording: &Wording) -> Value {
    match schema {
        Value::Object(fields) => Value::Object(node(fields, wording)),
        Value::Array(all) => all.iter().map(|one| in_language(one, wording)).collect(),
        other => other.clone(),
    }
}

fn node(fields: &Map<String, Value>, wording: &Wording) -> Map<String, Value> {
    let mut said = Map::new();
    for (name, value) in fields {
        let value = match name.as_str() {
            // Names of questions are no keywords: an own one may be called `title`.
            "properties" | "$defs" | "dependentSchemas" => each(value, wording),
            "default" | "const" | "enum" | "x-titles" | "examples" => value.clone(),
            _ => in_language(value, wording),
        };
        said.insert(name.clone(), value);
    }
    if let Some(text) = fields.get("x-title").and_then(|text| spoken(text, wording)) {
        said.insert("title".into(), text);
    }
    if let Some(text) = fields.get("x-help").and_then(|text| spoken(text, wording)) {
        said.insert("description".into(), text);
    }
    if let Some(text) = fields.get("x-group").and_then(|text| spoken(text, wording)) {
        said.insert("x-group".into(), text);
    }
    if let (Some(values), Some(titles)) = (fields.get("enum"), fields.get("x-titles")) {
        said.remove("enum");
        said.insert("oneOf".into(), choices(values, titles, wording));
    }
    said
}

fn each(value: &Value, wording: &Wording) -> Value {
    let fields = value.as_object().into_iter().flatten();
    let said = fields.map(|(name, value)| (name.clone(), in_language(value, wording)));
    Value::Object(said.collect())
}

fn choices(values: &Value, titles: &Value, wording: &Wording) -> Value {
    let choice = |value: &Value| {
        let key = value
            .as_str()
            .map_or_else(|| value.to_string(), ToOwned::to_owned);
        let title = titles.get(&key).and_then(|title| spoken(title, wording));
        json!({ "const": value, "title": title.unwrap_or_else(|| key.into()) })
    };
    values
        .as_array()
        .into_iter()
        .flatten()
        .map(choice)
        .collect()
}

/// A text by language, or one text for all.
fn spoken(text: &Value, wording: &Wording) -> Option<Value> {
    let said = match text {
        Value::String(said) => Some(said.as_str()),
        Value::Object(by_language) => by_language
            .get(wording.language())
            .or_else(|| by_language.get("en"))
            .or_else(|| by_language.values().next())
            .and_then(Value::as_str),
        _ => None,
    };
    said.map(|said| sealift_app::plain(said).into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_come_in_the_readers_language_and_choices_keep_their_titles() {
        let schema = json!({
            "type": "object",
            "properties": {
                "title": { "type": "string", "x-title": { "en": "Heading", "de": "Kopfzeile" } },
                "level": { "enum": ["quiet", "loud"], "x-titles": { "quiet": { "en": "Errors", "de": "Fehler" } } },
            },
        });
        let german = in_language(&schema, &Wording::new("de"));
        assert_eq!(german["properties"]["title"]["title"], "Kopfzeile");
        assert_eq!(
            german["properties"]["level"]["oneOf"],
            json!([{ "const": "quiet", "title": "Fehler" }, { "const": "loud", "title": "loud" }])
        );
    }

    #[test]
    fn u01_texts_that_steer_a_screen_are_made_plain() {
        let schema = json!({ "x-title": "a\u{202e}b\u{1b}[31m" });
        let shown = in_language(&schema, &Wording::new("en"));
        let title = shown["title"].as_str().expect("a text");
        assert!(!title.contains(['\u{202e}', '\u{1b}']), "{title:?}");
    }
}
