//! The workspace's sources as text: which codes and keys they name.

use std::fs;
use std::path::{Path, PathBuf};

/// One source file without its tests.
pub(crate) struct Source {
    /// The crate it belongs to, such as `plan`.
    pub(crate) krate: String,
    /// Its path, for messages.
    pub(crate) path: PathBuf,
    /// Its text.
    pub(crate) text: String,
}

/// The crates whose errors can reach a person.
const CRATES: [&str; 13] = [
    "document", "package", "trust", "plan", "audit", "report", "engine", "host", "app", "vendor",
    "cli", "desk", "helper",
];

/// The desktop shell stands beside them.
const DESKTOP: &str = "src-tauri";

/// Every source file of those crates.
pub(crate) fn all() -> Vec<Source> {
    let mut sources = Vec::new();
    for krate in CRATES {
        let folder = crates().join(krate).join("src");
        assert!(folder.is_dir(), "{} is not there", folder.display());
        gather(krate, &folder, &mut sources);
    }
    let desktop = crates().join("..").join(DESKTOP).join("src");
    gather(DESKTOP, &desktop, &mut sources);
    sources
}

fn crates() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

fn gather(krate: &str, folder: &Path, sources: &mut Vec<Source>) {
    let mut entries: Vec<PathBuf> = fs::read_dir(folder)
        .expect("a folder of sources")
        .map(|entry| entry.expect("an entry").path())
        .collect();
    entries.sort();
    for path in entries {
        let name = path.file_stem().unwrap_or_default().to_string_lossy();
        if name == "tests" {
            continue;
        }
        if path.is_dir() {
            gather(krate, &path, sources);
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            let whole = fs::read_to_string(&path).expect("a source file");
            let tests = whole.find("#[cfg(test)]\nmod tests {");
            sources.push(Source {
                krate: krate.into(),
                text: whole[..tests.unwrap_or(whole.len())].into(),
                path,
            });
        }
    }
}

impl Source {
    /// Each place right after this text.
    pub(crate) fn after<'a>(&'a self, found: &'a str) -> impl Iterator<Item = &'a str> {
        after(&self.text, found)
    }
}

/// Each place in a text right after this one.
pub(crate) fn after<'a>(text: &'a str, found: &'a str) -> impl Iterator<Item = &'a str> {
    text.match_indices(found)
        .map(move |(at, _)| &text[at + found.len()..])
}

/// The string literal that a text begins with, after white space.
pub(crate) fn literal(text: &str) -> Option<&str> {
    text.trim_start()
        .strip_prefix('"')?
        .split_once('"')
        .map(|(literal, _)| literal)
}

/// Whether a literal has the form of codes and keys.
pub(crate) fn is_kebab(literal: &str) -> bool {
    literal.starts_with(|c: char| c.is_ascii_lowercase())
        && !literal.ends_with('-')
        && literal
            .chars()
            .all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-')
}

/// A text up to the brace or parenthesis that closes what was opened right before it.
pub(crate) fn within(text: &str, open: char, close: char) -> &str {
    let mut depth = 1;
    for (at, c) in text.char_indices() {
        if c == open {
            depth += 1;
        } else if c == close {
            depth -= 1;
            if depth == 0 {
                return &text[..at];
            }
        }
    }
    text
}

/// The variants of an enum in kebab case, each with the names of its fields.
pub(crate) fn variants(sources: &[Source], krate: &str, name: &str) -> Vec<(String, Vec<String>)> {
    let head = format!("pub enum {name} {{\n");
    let of_crate = sources.iter().filter(|source| source.krate == krate);
    let body = of_crate
        .flat_map(|source| source.after(&head))
        .map(|rest| within(rest, '{', '}'))
        .next()
        .unwrap_or_else(|| panic!("{krate} has no enum {name}"));
    let mut variants: Vec<(String, Vec<String>)> = Vec::new();
    for line in body.lines() {
        let text = line.trim_start();
        let word: String = text
            .chars()
            .take_while(|c| c.is_alphanumeric() || *c == '_')
            .collect();
        match line.len() - text.len() {
            4 if word.starts_with(|c: char| c.is_uppercase()) => {
                variants.push((kebab(&word), on_one_line(text)));
            }
            8 if text[word.len()..].starts_with(':') => {
                let (_, fields) = variants.last_mut().expect("a field has a variant");
                fields.push(word);
            }
            _ => {}
        }
    }
    variants
}

/// The fields of a variant that stands on one line.
fn on_one_line(variant: &str) -> Vec<String> {
    let fields = variant.split_once("{ ").map_or("", |(_, rest)| rest);
    let names = fields.split(", ").filter_map(|field| field.split_once(':'));
    names.map(|(name, _)| name.to_owned()).collect()
}

fn kebab(name: &str) -> String {
    let mut kebab = String::new();
    for c in name.chars() {
        if c.is_uppercase() && !kebab.is_empty() {
            kebab.push('-');
        }
        kebab.push(c.to_ascii_lowercase());
    }
    kebab
}
