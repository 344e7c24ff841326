//! The documents that are written from the catalogue. With `SEALIFT_GENERATE` set
//! the tests write them; else they compare.
#![allow(
    clippy::disallowed_methods,
    reason = "the test reads sources and writes documentation"
)]

mod catalogue;

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use catalogue::codes::{self, Codes};
use catalogue::{sources, texts};
use sealift_app::Wording;

const HEAD: &str = "\
# Error codes

<!-- Generated from the message catalogue by `cargo xtask generate`; edit crates/app/locales instead. -->

Whatever goes wrong has a code that stays the same in every language and version; scripts can rely on it. The command
line prints it in brackets, `--json` puts it in the field `code`. The exit is the status that the command then ends
with; where none is given, the code names one finding or step among others, and the status is that of the whole
(13 or 14 for a failed run, 11 for requirements, 12 for answers, 17 for a log that does not verify).
";

#[test]
fn error_codes_are_documented() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/errors.md");
    let wanted = document(&codes::all(&sources::all()));
    if std::env::var_os("SEALIFT_GENERATE").is_some() {
        fs::write(&path, wanted).expect("docs/errors.md can be written");
        return;
    }
    let found = fs::read_to_string(&path).unwrap_or_default();
    let is_same = found.replace("\r\n", "\n") == wanted;
    assert!(
        is_same,
        "docs/errors.md is out of date: run `cargo xtask generate`"
    );
}

fn document(codes: &Codes) -> String {
    let english = Wording::new("en");
    let mut text = String::from(HEAD);
    let mut section = String::new();
    let entries = texts::entries("en");
    for entry in entries.iter().filter(|entry| entry.has_remedy) {
        let mine: Codes = codes
            .iter()
            .filter(|(code, _)| own(code, &entries) == Some(entry.key.as_str()))
            .map(|(code, exits)| (code.clone(), exits.clone()))
            .collect();
        if mine.is_empty() {
            continue;
        }
        if section != entry.section {
            section.clone_from(&entry.section);
            let _ = write!(
                text,
                "\n## {section}\n\n| code | exit | what is wrong | what to do |\n|---|---|---|---|\n"
            );
        }
        text.push_str(&row(
            &mine,
            &english.text(&entry.key, &[]),
            &english.remedy(&entry.key),
        ));
    }
    text
}

/// The key whose text a code takes.
fn own<'a>(code: &'a str, entries: &[texts::Entry]) -> Option<&'a str> {
    std::iter::successors(Some(code), |key| Some(key.rsplit_once('-')?.0))
        .find(|key| entries.iter().any(|entry| entry.key == *key))
}

fn row(codes: &Codes, message: &str, remedy: &str) -> String {
    let names: Vec<String> = codes.keys().map(|code| format!("`{code}`")).collect();
    let mut exits: Vec<u8> = codes.values().flatten().copied().collect();
    exits.sort_unstable();
    exits.dedup();
    let exits: Vec<String> = exits.iter().map(u8::to_string).collect();
    let cells = [
        names.join("<br>"),
        exits.join(", "),
        message.into(),
        remedy.into(),
    ];
    let cells = cells.map(|cell| cell.replace('|', "\\|"));
    format!("| {} |\n", cells.join(" | "))
}
