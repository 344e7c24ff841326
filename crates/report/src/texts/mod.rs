//! The report's own words, by language. Labels that code chooses stand here, prose in
//! `templates/en`: a new language is one more file like `en.rs`, one more folder of templates, and one more arm.

mod en;

use crate::view::controls::Item;
use sealift_audit::{Outcome, Verdict};

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
    pub(crate) controls: &'static [ControlText],
}

/// One control, what it asks to see, and the evidence that would show it.
pub(crate) struct ControlText {
    pub(crate) control: &'static str,
    pub(crate) asks: &'static str,
    pub(crate) items: &'static [Item],
}

/// The texts for a language tag; English where there is none.
pub(crate) fn in_language(_language: &str) -> &'static Texts {
    &en::TEXTS
}
