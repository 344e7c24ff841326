//! What an error is about, in words: `detail-` and the kind of the error is the key, its values are the arguments.
//!
//! An error that only wraps another has no text of its own and takes that of the one within. Where some part has no
//! text, nothing is said, so that nobody reads a sentence in two languages; the caller then has the error's English.

use fluent_bundle::FluentArgs;
use sealift_document::{Particular, Particulars};
use sealift_package::manifest::Platform;

use super::{Wording, typed};

impl Wording {
    /// What an error is about; nothing where the catalogue has no words for it.
    #[must_use]
    pub fn detail(&self, about: &Particulars) -> Option<String> {
        let key = format!("detail-{}", about.of);
        if !self.knows(&key) {
            return self.wrapped(about);
        }
        let values: Vec<(&String, String)> = about
            .values
            .iter()
            .filter_map(|(name, value)| Some((name, self.value(value)?)))
            .collect();
        let mut given = FluentArgs::new();
        for (name, value) in &values {
            given.set(name.as_str(), typed(value));
        }
        self.wanted.find_complete(&key, &given)
    }

    /// A platform in words.
    #[must_use]
    pub fn platform(&self, platform: Platform) -> String {
        self.phrase(&platform.to_string())
    }

    /// The words of the one error within another.
    fn wrapped(&self, about: &Particulars) -> Option<String> {
        match about.values.get("value") {
            Some(Particular::Within(within)) if about.values.len() == 1 => self.detail(within),
            _ => None,
        }
    }

    fn value(&self, value: &Particular) -> Option<String> {
        match value {
            Particular::Word(word) => Some(word.clone()),
            Particular::Phrase { phrase } => Some(self.phrase(phrase)),
            Particular::Within(within) => self.detail(within),
            Particular::Several(several) => {
                let words: Option<Vec<String>> =
                    several.iter().map(|one| self.value(one)).collect();
                Some(words?.join(", "))
            }
        }
    }

    /// A phrase that a part of the program chose from its own, in this language; a name stays what it is.
    pub(super) fn phrase(&self, phrase: &str) -> String {
        let words: Vec<&str> = phrase
            .split(|c: char| !c.is_ascii_alphanumeric())
            .filter(|word| !word.is_empty())
            .collect();
        let key = format!("phrase-{}", words.join("-").to_ascii_lowercase());
        if self.knows(&key) {
            self.text(&key, &[])
        } else {
            phrase.into()
        }
    }
}
