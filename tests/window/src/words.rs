//! The window's own texts in the language it speaks. Journeys are written in English words and walk in any language.

use std::process::Command;
use std::sync::OnceLock;

use crate::desktop::project;

/// A text's name, its English and its German words.
type Text = (String, String, String);

/// What a window in this language says for an English text of its own. A text that is no text of the window's, such as
/// the name of a product, stays as it is; one that stands for several things is all of its translations.
pub(crate) fn said(english: &str, language: &str) -> Vec<String> {
    let mut said: Vec<String> = match language {
        "de" => texts()
            .iter()
            .filter(|(_, text, _)| text == english)
            .map(|(_, _, german)| german.clone())
            .collect(),
        _ => Vec::new(),
    };
    said.sort();
    said.dedup();
    if said.is_empty() {
        said.push(english.to_owned());
    }
    said
}

/// The words of a text of the window's, by its name in `ui/src/i18n`.
#[must_use]
pub fn say(name: &str, language: &str) -> &'static str {
    let text = texts().iter().find(|(known, _, _)| known == name);
    let (_, english, german) = text.unwrap_or_else(|| panic!("the window has no text {name}"));
    match language {
        "de" => german,
        _ => english,
    }
}

fn texts() -> &'static [Text] {
    static TEXTS: OnceLock<Vec<Text>> = OnceLock::new();
    TEXTS.get_or_init(|| {
        let printed = Command::new("node")
            .arg(concat!(env!("CARGO_MANIFEST_DIR"), "/texts.mjs"))
            .current_dir(project().join("ui"))
            .output()
            .expect("node runs");
        assert!(
            printed.status.success(),
            "{}",
            String::from_utf8_lossy(&printed.stderr)
        );
        serde_json::from_slice(&printed.stdout).expect("a list of texts")
    })
}
