//! The errors of all parts as their sources declare them: kinds and fields, as the catalogue's details need them.

use super::sources::{Source, variants, within};

/// A kind of error that has a sentence of its own.
pub(crate) struct Kind {
    /// Its key in the catalogue without `detail-`.
    pub(crate) key: String,
    /// The names of its fields.
    pub(crate) fields: Vec<String>,
}

/// Crates whose errors reach people through the use cases or the vendor's commands.
const CRATES: [&str; 9] = [
    "document", "package", "trust", "plan", "audit", "report", "engine", "host", "vendor",
];

/// Every variant of every error, but those that only wrap another.
pub(crate) fn kinds(sources: &[Source]) -> Vec<Kind> {
    let mut kinds = Vec::new();
    for source in sources
        .iter()
        .filter(|source| CRATES.contains(&&*source.krate))
    {
        for (at, head) in source.text.match_indices("pub enum ") {
            let rest = &source.text[at + head.len()..];
            let Some((name, body)) = rest.split_once(" {\n") else {
                continue;
            };
            let body = within(body, '{', '}');
            if body.contains("#[error(") {
                let base = base(&source.text[..at], name);
                kinds.extend(of_enum(sources, &source.krate, name, &base, body));
            }
        }
    }
    kinds
}

/// What serde calls the error, without saying that it is one.
fn base(before: &str, name: &str) -> String {
    let attributes = before.rsplit("\n\n").next().unwrap_or_default();
    let renamed = attributes.split("rename = \"").nth(1);
    let name = renamed
        .and_then(|rest| rest.split('"').next())
        .unwrap_or(name);
    let name = name.strip_suffix("Error").unwrap_or(name);
    let mut kebab = String::new();
    for c in name.chars() {
        if c.is_ascii_uppercase() && !kebab.is_empty() {
            kebab.push('-');
        }
        kebab.push(c.to_ascii_lowercase());
    }
    kebab
}

fn of_enum(
    sources: &[Source],
    krate: &str,
    name: &str,
    base: &str,
    body: &str,
) -> impl Iterator<Item = Kind> {
    let wraps: Vec<bool> = body
        .match_indices("#[error(")
        .map(|(at, found)| body[at + found.len()..].starts_with("transparent"))
        .collect();
    let variants = variants(sources, krate, name);
    assert_eq!(wraps.len(), variants.len(), "{krate}: {name}");
    let kind = |(variant, mut fields): (String, Vec<String>)| {
        fields.push("value".into());
        Kind {
            key: format!("{base}-{variant}"),
            fields,
        }
    };
    let pairs = wraps.into_iter().zip(variants.into_iter().map(kind));
    let own: Vec<Kind> = pairs
        .filter(|(wraps, _)| !wraps)
        .map(|(_, kind)| kind)
        .collect();
    own.into_iter()
}
