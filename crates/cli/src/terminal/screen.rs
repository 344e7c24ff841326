//! Where words go: results to standard output, everything about the way there to standard error.

use std::io::{IsTerminal, Write};

use sealift_app::{Failure, Wording};
use serde::Serialize;

use crate::arguments::Common;

/// The colours that carry a meaning; the words beside them carry it too.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Tone {
    /// It is as it should be.
    Good,
    /// It deserves attention.
    Warning,
    /// It is wrong.
    Bad,
    /// It is secondary.
    Quiet,
    /// It is a heading.
    Strong,
}

/// The terminal, or whatever stands in for it.
pub(crate) struct Screen {
    /// The texts in the reader's language.
    pub(crate) wording: Wording,
    /// One JSON document, or event lines, instead of sentences.
    pub(crate) json: bool,
    quiet: bool,
    colour: bool,
}

impl Screen {
    pub(crate) fn new(common: &Common) -> Self {
        let from_system = || system_language(|name| std::env::var(name).ok());
        let language = common.language.as_deref();
        let wording = language.map_or_else(|| Wording::new(&from_system()), Wording::new);
        let colour = std::io::stderr().is_terminal() && std::env::var_os("NO_COLOR").is_none();
        Self {
            wording,
            json: common.json,
            quiet: common.quiet,
            colour,
        }
    }

    /// A screen for whoever typed words that could not be understood as a whole.
    pub(crate) fn without_line(json: bool, language: Option<&str>) -> Self {
        let from_system = || system_language(|name| std::env::var(name).ok());
        Self {
            wording: language.map_or_else(|| Wording::new(&from_system()), Wording::new),
            json,
            quiet: false,
            colour: false,
        }
    }

    /// Whether a person sits there who can be asked.
    pub(crate) fn is_attended(&self) -> bool {
        !self.json && std::io::stdin().is_terminal() && std::io::stderr().is_terminal()
    }

    /// Whether anything but results is shown.
    pub(crate) fn is_talkative(&self) -> bool {
        !self.json && !self.quiet
    }

    /// A line of the result.
    pub(crate) fn result(&self, line: &str) {
        // A reader who went away (`| head`) is no failure of ours.
        let _ = writeln!(std::io::stdout().lock(), "{line}");
    }

    /// The result as one JSON document.
    pub(crate) fn document(&self, value: &impl Serialize) {
        match serde_json::to_string_pretty(value) {
            Ok(text) => self.result(&text),
            Err(error) => self.note(&format!("the result cannot be written as JSON: {error}")),
        }
    }

    /// One line of JSON, among event lines.
    pub(crate) fn line(&self, value: &impl Serialize) {
        match serde_json::to_string(value) {
            Ok(text) => self.result(&text),
            Err(error) => self.note(&format!("the result cannot be written as JSON: {error}")),
        }
    }

    /// The result as one line of JSON, with what went wrong beside it if anything did.
    pub(crate) fn conclude(
        &self,
        mut document: serde_json::Value,
        failure: Option<Failure>,
    ) -> Result<(), Failure> {
        let Some(failure) = failure else {
            self.line(&document);
            return Ok(());
        };
        document["error"] = serde_json::json!(self.wording.explain(&failure));
        self.line(&document);
        Err(failure.told())
    }

    /// A line about the way to the result.
    pub(crate) fn note(&self, line: &str) {
        if self.is_talkative() {
            let _ = writeln!(std::io::stderr().lock(), "{line}");
        }
    }

    /// A line that is shown even when quiet.
    pub(crate) fn insist(&self, line: &str) {
        let _ = writeln!(std::io::stderr().lock(), "{line}");
    }

    /// A text in a tone.
    pub(crate) fn tone(&self, tone: Tone, text: &str) -> String {
        if !self.colour {
            return text.into();
        }
        let code = match tone {
            Tone::Good => "32",
            Tone::Warning => "33",
            Tone::Bad => "1;31",
            Tone::Quiet => "2",
            Tone::Strong => "1",
        };
        format!("\u{1b}[{code}m{text}\u{1b}[0m")
    }

    /// A text of the catalogue.
    pub(crate) fn say(&self, key: &str, arguments: &[(&str, &str)]) -> String {
        self.wording.text(key, arguments)
    }

    /// A note from the catalogue.
    pub(crate) fn tell(&self, key: &str, arguments: &[(&str, &str)]) {
        self.note(&self.say(key, arguments));
    }
}

/// The language of messages that the system's variables ask for: the first that says something decides (POSIX, Base
/// Definitions 8.2). One that is set to nothing says nothing.
fn system_language(variable: impl Fn(&str) -> Option<String>) -> String {
    ["LC_ALL", "LC_MESSAGES", "LANG"]
        .into_iter()
        .filter_map(variable)
        .find(|value| !value.is_empty())
        .unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::system_language;

    fn asked(set: &[(&str, &str)]) -> String {
        system_language(|name| {
            let found = set.iter().find(|(known, _)| *known == name);
            found.map(|(_, value)| (*value).to_owned())
        })
    }

    #[test]
    fn the_first_variable_that_says_something_names_the_language() {
        assert_eq!(
            asked(&[("LC_ALL", ""), ("LANG", "de_DE.UTF-8")]),
            "de_DE.UTF-8"
        );
        assert_eq!(asked(&[("LC_MESSAGES", "de"), ("LANG", "en_GB")]), "de");
        assert_eq!(asked(&[("LC_ALL", "C"), ("LC_MESSAGES", "de")]), "C");
        assert_eq!(asked(&[]), "");
    }
}
