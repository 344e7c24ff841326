//! The catalogue's files as text: keys in their order, by section, with the arguments they use.

use std::collections::BTreeSet;

/// One entry of a catalogue.
pub(crate) struct Entry {
    /// The heading above it.
    pub(crate) section: String,
    /// Its key.
    pub(crate) key: String,
    /// Whether it says what to do.
    pub(crate) has_remedy: bool,
    /// The arguments that it uses, with those of the entries it refers to.
    pub(crate) arguments: BTreeSet<String>,
}

/// The entries of a language.
pub(crate) fn entries(language: &str) -> Vec<Entry> {
    read(&[format!("{language}.ftl"), format!("{language}/details.ftl")])
}

/// What the window says otherwise in a language.
pub(crate) fn of_window(language: &str) -> Vec<Entry> {
    read(&[format!("{language}/window.ftl")])
}

fn read(files: &[String]) -> Vec<Entry> {
    let text: String = files
        .iter()
        .map(|file| format!("{}/locales/{file}", env!("CARGO_MANIFEST_DIR")))
        .map(|path| std::fs::read_to_string(path).expect("a catalogue"))
        .collect();
    let mut entries: Vec<Entry> = Vec::new();
    let mut section = String::new();
    for line in text.lines() {
        if let Some(heading) = line.strip_prefix("## ") {
            section = heading.into();
        } else if line.starts_with(|c: char| c.is_ascii_lowercase()) {
            let (key, _) = line.split_once(" =").expect("a key and its text");
            entries.push(Entry {
                section: section.clone(),
                key: key.into(),
                has_remedy: false,
                arguments: BTreeSet::new(),
            });
        }
        // What is referred to stands above.
        let referred: Vec<BTreeSet<String>> = entries
            .iter()
            .filter(|_| line.contains("{ "))
            .filter(|entry| line.contains(&format!("{{ {} }}", entry.key)))
            .map(|entry| entry.arguments.clone())
            .collect();
        if let Some(entry) = entries.last_mut() {
            entry.has_remedy |= line.trim_start().starts_with(".remedy =");
            entry.arguments.extend(arguments(line));
            entry.arguments.extend(referred.into_iter().flatten());
        }
    }
    entries
}

fn arguments(line: &str) -> impl Iterator<Item = String> {
    line.split('$').skip(1).map(|rest| {
        rest.chars()
            .take_while(|c| c.is_alphanumeric() || *c == '_')
            .collect()
    })
}
