//! Filters that make an answer safe in a language: `json`, `yaml`, `toml`, `shell`, `xml`.

use minijinja::value::{Value, ValueKind};
use minijinja::{Environment, Error, ErrorKind};

/// Makes the filters known.
pub(super) fn add(environment: &mut Environment<'_>) {
    environment.add_filter("json", json);
    environment.add_filter("tojson", json);
    // Every JSON value is a YAML 1.2 value.
    environment.add_filter("yaml", json);
    environment.add_filter("toml", toml);
    environment.add_filter("shell", shell);
    environment.add_filter("xml", xml);
}

fn defined(value: &Value) -> Result<(), Error> {
    if value.is_undefined() {
        return Err(Error::from(ErrorKind::UndefinedError));
    }
    Ok(())
}

/// A value as JSON. What JSON would leave raw and other readers could trip over is escaped as well.
fn json(value: &Value) -> Result<String, Error> {
    defined(value)?;
    let text = serde_json::to_string(value)
        .map_err(|_| Error::new(ErrorKind::BadSerialization, "the value has no JSON form"))?;
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        if matches!(
            c,
            '\u{7f}'..='\u{9f}' | '\u{2028}' | '\u{2029}' | '\u{feff}'
        ) {
            escaped.push_str(&format!("\\u{:04x}", u32::from(c)));
        } else {
            escaped.push(c);
        }
    }
    Ok(escaped)
}

/// A text, number, truth value or list of these as TOML spells it, which is how JSON spells it.
fn toml(value: &Value) -> Result<String, Error> {
    match value.kind() {
        ValueKind::String | ValueKind::Number | ValueKind::Bool | ValueKind::Seq => json(value),
        ValueKind::Undefined => Err(Error::from(ErrorKind::UndefinedError)),
        _ => Err(Error::new(
            ErrorKind::InvalidOperation,
            "toml takes a text, a number, a truth value or a list",
        )),
    }
}

/// One word of a POSIX shell, in single quotes.
fn shell(value: &Value) -> Result<String, Error> {
    let text = scalar(value, "shell")?;
    if text.contains('\0') {
        return Err(Error::new(
            ErrorKind::InvalidOperation,
            "a shell word has no NUL",
        ));
    }
    Ok(format!("'{}'", text.replace('\'', "'\\''")))
}

/// Text or an attribute's value in XML.
fn xml(value: &Value) -> Result<String, Error> {
    let mut escaped = String::new();
    for c in scalar(value, "xml")?.chars() {
        match c {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&apos;"),
            '\t' | '\n' | '\r' => escaped.push_str(&format!("&#{};", u32::from(c))),
            c if c.is_control() => {
                return Err(Error::new(
                    ErrorKind::InvalidOperation,
                    "XML cannot hold a control character",
                ));
            }
            c => escaped.push(c),
        }
    }
    Ok(escaped)
}

fn scalar(value: &Value, filter: &str) -> Result<String, Error> {
    match value.kind() {
        ValueKind::String | ValueKind::Number | ValueKind::Bool => Ok(value.to_string()),
        ValueKind::Undefined => Err(Error::from(ErrorKind::UndefinedError)),
        _ => Err(Error::new(
            ErrorKind::InvalidOperation,
            format!("{filter} takes a text, a number or a truth value"),
        )),
    }
}
