//! Setting one value of a description while comments, order and spelling of everything else stay as they are.

use sealift_desk::{Exit, Failure};
use serde_json::{Map, Value};
use toml_edit::{Array, ArrayOfTables, DocumentMut, InlineTable, Item, Table};

/// Lists deeper than this are nobody's description.
const DEPTH: usize = 16;

/// The text with one value set, or removed where it is null. A list takes a new place directly behind its last.
///
/// # Errors
/// [`Failure`] `description-syntax` when the text is no TOML, `description-place-unknown` when the path leads nowhere.
pub(super) fn edited(text: &str, path: &[String], value: &Value) -> Result<String, Failure> {
    let mut document: DocumentMut = text.parse().map_err(|error: toml_edit::TomlError| {
        Failure::new("description-syntax", Exit::Usage, error.message())
    })?;
    let unknown = || Failure::new("description-place-unknown", Exit::Usage, path.join("."));
    let (last, way) = path.split_last().ok_or_else(unknown)?;
    if path.len() > DEPTH {
        return Err(unknown());
    }
    let mut at = document.as_item_mut();
    for (step, name) in way.iter().enumerate() {
        let is_list = path
            .get(step + 1)
            .is_some_and(|next| next.parse::<usize>().is_ok());
        at = enter(at, name, is_list).ok_or_else(unknown)?;
    }
    put(at, last, value).ok_or_else(unknown)?;
    Ok(document.to_string())
}

/// Steps into a table or a list, making a table or list where a table has none of that name yet.
fn enter<'a>(at: &'a mut Item, name: &str, is_list: bool) -> Option<&'a mut Item> {
    if let Ok(place) = name.parse::<usize>() {
        return match at {
            Item::ArrayOfTables(_) => at.get_mut(place),
            Item::Value(toml_edit::Value::Array(_)) => at.get_mut(place),
            _ => None,
        };
    }
    let table = at.as_table_like_mut()?;
    let is_absent = table.get(name).is_none_or(Item::is_none);
    if is_absent {
        let new = match is_list {
            true => Item::ArrayOfTables(ArrayOfTables::new()),
            false => {
                let mut section = Table::new();
                section.set_implicit(true);
                Item::Table(section)
            }
        };
        table.insert(name, new);
    }
    table.get_mut(name)
}

fn put(at: &mut Item, name: &str, value: &Value) -> Option<()> {
    if let Ok(place) = name.parse::<usize>() {
        return put_in_list(at, place, value);
    }
    let table = at.as_table_like_mut()?;
    if value.is_null() {
        table.remove(name);
        return Some(());
    }
    let item = match (table.get(name), value) {
        // Sections stay sections, lists of sections stay such lists.
        (Some(Item::ArrayOfTables(_)) | None, Value::Array(all)) if all_tables(all) => {
            Item::ArrayOfTables(all.iter().map(section).collect::<Option<_>>()?)
        }
        (Some(Item::Table(_)) | None, Value::Object(fields)) => Item::Table(table_of(fields)?),
        _ => Item::Value(plain(value)?),
    };
    match (table.get_mut(name), item) {
        // The comment behind a value, and the spaces around it, belong to its place.
        (Some(Item::Value(old)), Item::Value(mut new)) => {
            *new.decor_mut() = old.decor().clone();
            *old = new;
        }
        (_, item) => {
            table.insert(name, item);
        }
    }
    Some(())
}

fn put_in_list(at: &mut Item, place: usize, value: &Value) -> Option<()> {
    match at {
        Item::ArrayOfTables(list) => {
            if value.is_null() {
                (place < list.len()).then(|| list.remove(place))?;
            } else if place == list.len() {
                list.push(section(value)?);
            } else {
                *list.get_mut(place)? = section(value)?;
            }
        }
        Item::Value(toml_edit::Value::Array(list)) => {
            if value.is_null() {
                (place < list.len()).then(|| list.remove(place))?;
            } else if place == list.len() {
                list.push(plain(value)?);
            } else {
                *list.get_mut(place)? = plain(value)?;
            }
        }
        _ => return None,
    }
    Some(())
}

fn all_tables(all: &[Value]) -> bool {
    !all.is_empty() && all.iter().all(Value::is_object)
}

fn section(value: &Value) -> Option<Table> {
    table_of(value.as_object()?)
}

fn table_of(fields: &Map<String, Value>) -> Option<Table> {
    let mut table = Table::new();
    for (name, value) in fields.iter().filter(|(_, value)| !value.is_null()) {
        let item = match value {
            Value::Object(fields) if fields.values().any(Value::is_object) => {
                Item::Table(table_of(fields)?)
            }
            Value::Array(all) if all_tables(all) => {
                Item::ArrayOfTables(all.iter().map(section).collect::<Option<_>>()?)
            }
            value => Item::Value(plain(value)?),
        };
        table.insert(name, item);
    }
    Some(table)
}

fn plain(value: &Value) -> Option<toml_edit::Value> {
    Some(match value {
        Value::Null => return None,
        Value::Bool(truth) => (*truth).into(),
        Value::Number(number) => match number.as_i64() {
            Some(whole) => whole.into(),
            None => number.as_f64()?.into(),
        },
        Value::String(text) => text.as_str().into(),
        Value::Array(all) => all.iter().map(plain).collect::<Option<Array>>()?.into(),
        Value::Object(fields) => {
            let mut table = InlineTable::new();
            for (name, value) in fields.iter().filter(|(_, value)| !value.is_null()) {
                table.insert(name, plain(value)?);
            }
            table.into()
        }
    })
}

/// The same text as data for a form; nothing when it is no TOML.
pub(super) fn model(text: &str) -> Option<Value> {
    toml::from_str::<toml::Table>(text)
        .ok()
        .map(|table| json(toml::Value::Table(table)))
}

fn json(value: toml::Value) -> Value {
    match value {
        toml::Value::String(text) => text.into(),
        toml::Value::Integer(number) => number.into(),
        toml::Value::Float(number) => number.into(),
        toml::Value::Boolean(truth) => truth.into(),
        toml::Value::Datetime(moment) => moment.to_string().into(),
        toml::Value::Array(all) => all.into_iter().map(json).collect(),
        toml::Value::Table(fields) => {
            let fields = fields.into_iter().map(|(name, value)| (name, json(value)));
            Value::Object(fields.collect())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    const TEXT: &str = "# Ours\nproduct = \"com.acme.monitor\" # for ever\nversion = \"1.0.0\"\n\n[vendor] # us\nname = \"Acme\"\n\n[[components]] # the first\nid = \"server\"\nmodes = [{ glob = \"bin/*\", mode = \"0755\" }]\n";

    fn set(text: &str, path: &[&str], value: Value) -> String {
        let path: Vec<String> = path.iter().map(ToString::to_string).collect();
        edited(text, &path, &value).unwrap_or_else(|error| panic!("{error}"))
    }

    #[test]
    fn one_value_changes_and_nothing_else() {
        let expected = TEXT.replace("\"com.acme.monitor\" #", "\"com.acme.watch\" #");
        assert_eq!(set(TEXT, &["product"], json!("com.acme.watch")), expected);
        assert_eq!(
            set(TEXT, &["components", "0", "id"], json!("srv")),
            TEXT.replace("\"server\"", "\"srv\"")
        );
        assert_eq!(
            set(TEXT, &["version"], Value::Null),
            TEXT.replace("version = \"1.0.0\"\n", "")
        );
    }

    #[test]
    fn sections_and_lists_grow_where_they_should() {
        let text = set(
            TEXT,
            &["components", "1"],
            json!({ "id": "docs", "source": "docs" }),
        );
        assert!(text.starts_with(TEXT), "{text}");
        assert!(
            text.ends_with("[[components]]\nid = \"docs\"\nsource = \"docs\"\n"),
            "{text}"
        );
        let text = set(
            &text,
            &["requirements", "0"],
            json!({ "id": "memory", "kind": "memory" }),
        );
        let text = set(
            &text,
            &["configuration", "questions", "port"],
            json!({ "type": "integer" }),
        );
        let text = set(
            &text,
            &["components", "0", "modes", "0", "mode"],
            json!("0700"),
        );
        let model = model(&text).expect("it is TOML");
        assert_eq!(model["requirements"][0]["kind"], "memory");
        assert_eq!(
            model["configuration"]["questions"]["port"]["type"],
            "integer"
        );
        assert_eq!(model["components"][0]["modes"][0]["mode"], "0700");
        assert_eq!(model["components"][1]["id"], "docs");
        let text = set(&text, &["components", "0"], Value::Null);
        assert_eq!(
            super::model(&text).expect("it is TOML")["components"][0]["id"],
            "docs"
        );
    }

    #[test]
    fn a_path_that_leads_nowhere_is_refused() {
        let refused = |text: &str, path: &[&str]| {
            let path: Vec<String> = path.iter().map(ToString::to_string).collect();
            edited(text, &path, &json!(1))
                .expect_err("it leads nowhere")
                .code
        };
        assert_eq!(refused(TEXT, &[]), "description-place-unknown");
        assert_eq!(
            refused(TEXT, &["product", "x"]),
            "description-place-unknown"
        );
        assert_eq!(
            refused(TEXT, &["components", "9", "id"]),
            "description-place-unknown"
        );
        assert_eq!(refused(TEXT, &["a"; 40]), "description-place-unknown");
        assert_eq!(refused("= =", &["a"]), "description-syntax");
    }
}
