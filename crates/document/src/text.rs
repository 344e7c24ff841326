//! Texts for people, by language, and what may be printed of foreign text.

use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// A language tag as the documents use it: `en`, `de`, `pt-BR` (BCP 47, language and optional region).
pub type Language = String;

/// A human text in one or more languages; `en` is the one that every text should have.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(transparent)]
pub struct Text(BTreeMap<Language, String>);

impl Text {
    /// A text in English alone.
    #[must_use]
    pub fn english(text: impl Into<String>) -> Self {
        Self(BTreeMap::from([("en".into(), text.into())]))
    }

    /// A text from its languages.
    #[must_use]
    pub const fn new(by_language: BTreeMap<Language, String>) -> Self {
        Self(by_language)
    }

    /// All languages and their texts.
    #[must_use]
    pub const fn languages(&self) -> &BTreeMap<Language, String> {
        &self.0
    }

    /// The best text for a language: itself, its base language, English, whatever there is, or nothing.
    #[must_use]
    pub fn in_language(&self, wanted: &str) -> &str {
        let base = wanted.split('-').next().unwrap_or(wanted);
        [wanted, base, "en"]
            .iter()
            .find_map(|tag| self.0.get(*tag))
            .or_else(|| self.0.values().next())
            .map_or("", String::as_str)
    }

    /// Whether there is any text at all.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

/// Makes foreign text safe to show on one line of a terminal, a log or a report.
///
/// Control characters, line breaks, bidirectional overrides and other invisible format characters become `\u{…}`,
/// so that a hostile name can neither move the cursor nor read backwards (threats P6, A13, U1).
#[must_use]
pub fn plain(text: &str) -> String {
    let mut shown = String::with_capacity(text.len());
    for c in text.chars() {
        if c.is_control() || is_invisible(c) {
            shown.extend(c.escape_unicode());
        } else {
            shown.push(c);
        }
    }
    shown
}

const fn is_invisible(c: char) -> bool {
    matches!(c,
        '\u{00ad}' | '\u{061c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn falls_back_from_region_to_language_to_english() {
        let text = Text::new(
            [("en", "stop"), ("de", "halt")]
                .map(|(k, v)| (k.into(), v.into()))
                .into(),
        );
        assert_eq!(text.in_language("de-AT"), "halt");
        assert_eq!(text.in_language("fr"), "stop");
        assert_eq!(Text::default().in_language("en"), "");
    }

    #[test]
    fn foreign_text_stays_on_its_line_and_reads_forwards() {
        assert_eq!(
            plain("a\n\u{1b}[2Jb\u{202e}c"),
            "a\\u{a}\\u{1b}[2Jb\\u{202e}c"
        );
        assert_eq!(plain("Grüße 東京"), "Grüße 東京");
    }
}
