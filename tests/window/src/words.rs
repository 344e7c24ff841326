//! The window's own texts in the language it speaks. Journeys are written in English words and walk in any language.

use std::process::Command;
use std::sync::OnceLock;

use crate::desktop::project;

/// A text's name, its English and its German words.
type Text = (String, String, String);

/// What a window in this language says for an English text of its own, also for one with names and numbers put in. A
/// text that is no text of the window's, such as the name of a product, stays as it is; one that stands for several
/// things is all of its translations.
pub(crate) fn said(english: &str, language: &str) -> Vec<String> {
    let mut said: Vec<String> = match language {
        "de" => texts()
            .iter()
            .filter_map(|(_, text, german)| Some(filled(german, &values(text, english)?)))
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

/// The values with which a text such as `Record {number}` says these words. A text that is nothing but one value could
/// say anything, and so says nothing here; one that counts has words for each number, and is not looked into.
fn values<'a>(text: &'a str, words: &'a str) -> Option<Vec<(&'a str, &'a str)>> {
    if text.contains(", plural,") {
        return None;
    }
    let (mut values, mut left) = (Vec::new(), words);
    let (first, mut rest) = text.split_once('{').unwrap_or((text, ""));
    left = left.strip_prefix(first)?;
    if first.is_empty() && text.starts_with('{') && text.find('}') == Some(text.len() - 1) {
        return None;
    }
    while let Some((name, after)) = rest.split_once('}') {
        let (literal, next) = after.split_once('{').unwrap_or((after, ""));
        let at = match literal {
            "" => left.len(),
            literal => left.find(literal)?,
        };
        values.push((name, &left[..at]));
        left = &left[at + literal.len()..];
        rest = next;
    }
    left.is_empty().then_some(values)
}

fn filled(text: &str, values: &[(&str, &str)]) -> String {
    let put =
        |text: String, (name, value): &(&str, &str)| text.replace(&format!("{{{name}}}"), value);
    values.iter().fold(text.to_owned(), put)
}

/// The words of a text of the window's, by its name in `ui/src/i18n`.
pub(crate) fn say(name: &str, language: &str) -> &'static str {
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_found_again_in_the_text_that_says_them() {
        assert_eq!(values("Media", "Media"), Some(vec![]));
        assert_eq!(values("Media", "Medium"), None);
        let two = values("{here} of {count} volumes", "3 of 5 volumes");
        assert_eq!(two, Some(vec![("here", "3"), ("count", "5")]));
        assert_eq!(values("{name}", "anything"), None);
        assert_eq!(
            values("Record {number}", "Record 7"),
            Some(vec![("number", "7")])
        );
        assert_eq!(filled("Eintrag {number}", &[("number", "7")]), "Eintrag 7");
    }
}
