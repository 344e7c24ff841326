//! The report's own words, by language. Labels that code chooses stand here, prose in
//! `templates/en`: another language is one more file like `en.rs`, one more folder of templates, and one more arm.

macro_rules! controls {
    ($($control:literal asks $asks:literal from $($item:ident)*;)*) => {
        &[$(ControlText { control: $control, asks: $asks, items: &[$(Item::$item),*] }),*]
    };
}

mod de;
mod en;

use crate::view::controls::Item;
use sealift_audit::{Event, Outcome, Verdict};

/// Every phrase of the report in one language.
pub(crate) struct Texts {
    pub(crate) language: &'static str,
    pub(crate) title: &'static str,
    pub(crate) withheld: &'static str,
    pub(crate) secret: &'static str,
    pub(crate) verdict: &'static str,
    pub(crate) summary: &'static str,
    pub(crate) changes: &'static str,
    pub(crate) packages: &'static str,
    pub(crate) settings: &'static str,
    pub(crate) refusals: &'static str,
    pub(crate) timeline: &'static str,
    pub(crate) clock: &'static str,
    pub(crate) keeping: &'static str,
    pub(crate) controls_title: &'static str,
    pub(crate) events: &'static str,
    pub(crate) signatures: &'static str,
    /// What the verdict means to someone who holds nothing.
    pub(crate) meaning: fn(Verdict) -> &'static str,
    pub(crate) outcome: fn(Outcome) -> &'static str,
    pub(crate) item: fn(Item) -> &'static str,
    /// Why an event is logged.
    pub(crate) reason: fn(&Event) -> &'static str,
    /// English words that the views choose, each with the word of this language.
    pub(crate) words: &'static [(&'static str, &'static str)],
    pub(crate) controls: &'static [ControlText],
}

impl Texts {
    /// A word that a view chose, in this language; anything else stays what it is.
    pub(crate) fn word<'a>(&self, said: &'a str) -> &'a str {
        let mut known = self.words.iter();
        known
            .find(|(english, _)| *english == said)
            .map_or(said, |(_, word)| *word)
    }
}

/// One control, what it asks to see, and the evidence that would show it.
pub(crate) struct ControlText {
    pub(crate) control: &'static str,
    pub(crate) asks: &'static str,
    pub(crate) items: &'static [Item],
}

/// The texts for a language tag; English where there is none.
pub(crate) fn in_language(language: &str) -> &'static Texts {
    match language {
        "de" => &de::TEXTS,
        _ => &en::TEXTS,
    }
}
