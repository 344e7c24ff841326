//! The one catalogue of messages and remedies, by language.
//!
//! Codes are the keys: `code` is what is wrong in plain words, `code.remedy` what the reader can do about it. A code
//! without a text of its own takes that of its family: `volume-gap` takes `volume`. A language that has neither falls
//! back to English; the tests see to it that no language lacks any. What the window says otherwise, because whoever reads
//! it types no commands, stands in a file of its own under the same keys.

mod detail;
mod evidence;
mod size;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use sealift_engine::events::Problem;
use serde::{Deserialize, Serialize};
use unic_langid::LanguageIdentifier;

use crate::failure::{Failure, Line, PolicyQuestion};

/// A language's texts.
#[derive(Clone, Copy)]
struct Sources {
    tag: &'static str,
    /// The texts, and what errors are about, which has a file of its own.
    texts: [&'static str; 2],
    /// What the window says otherwise.
    window: &'static str,
}

const ENGLISH: Sources = Sources {
    tag: "en",
    texts: [
        include_str!("../../locales/en.ftl"),
        include_str!("../../locales/en/details.ftl"),
    ],
    window: include_str!("../../locales/en/window.ftl"),
};
const GERMAN: Sources = Sources {
    tag: "de",
    texts: [
        include_str!("../../locales/de.ftl"),
        include_str!("../../locales/de/details.ftl"),
    ],
    window: include_str!("../../locales/de/window.ftl"),
};

/// Where texts are read, and so what a reader can be told to do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Face {
    /// On a terminal or in what it writes: there are commands to type.
    Terminal,
    /// In the window: there are screens and buttons.
    Window,
}

/// The texts in one language, as one face says them.
pub struct Wording {
    language: String,
    wanted: Texts,
    /// For what another language lacks; English has nothing behind it.
    english: Option<Texts>,
}

/// A failure as a person reads it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct Explained {
    /// The stable code.
    pub code: String,
    /// What is wrong, in plain words.
    pub message: String,
    /// The exact finding.
    pub detail: String,
    /// Further lines.
    pub lines: Vec<String>,
    /// What to do.
    pub remedy: String,
    /// Questions of the facility's policy that stand in the way, for a person to accept where they may.
    pub questions: Vec<PolicyQuestion>,
    /// The exit status.
    pub exit: u8,
}

impl Wording {
    /// The texts of a terminal for a language tag; English when there are none for it.
    #[must_use]
    pub fn new(language: &str) -> Self {
        Self::of(Face::Terminal, language)
    }

    /// The texts of a face for a language tag; English when there are none for it.
    #[must_use]
    pub fn of(face: Face, language: &str) -> Self {
        let base = language.split(['-', '_', '.']).next().unwrap_or("en");
        let sources = match base.eq_ignore_ascii_case(GERMAN.tag) {
            true => GERMAN,
            false => ENGLISH,
        };
        Self {
            language: sources.tag.into(),
            wanted: Texts::of(face, sources),
            english: (sources.tag != ENGLISH.tag).then(|| Texts::of(face, ENGLISH)),
        }
    }

    /// The language that was found.
    #[must_use]
    pub fn language(&self) -> &str {
        &self.language
    }

    /// A text by its key, with arguments; a key without a text of its own takes that of its family.
    #[must_use]
    pub fn text(&self, key: &str, arguments: &[(&str, &str)]) -> String {
        let mut given = FluentArgs::new();
        for (name, value) in arguments {
            given.set(*name, typed(value));
        }
        self.in_family(key, None, Some(&given))
            .unwrap_or_else(|| key.into())
    }

    /// Whether the catalogue has a text of exactly this key in the language that was found.
    #[must_use]
    pub fn knows(&self, key: &str) -> bool {
        self.wanted.find(key, None, None).is_some()
    }

    /// What a reader can do about a code, or about its family; empty when there is nothing to say.
    #[must_use]
    pub fn remedy(&self, code: &str) -> String {
        self.in_family(code, Some("remedy"), None)
            .unwrap_or_default()
    }

    /// The first text there is: in the wanted language of the key itself, then of its families, then in English.
    fn in_family(
        &self,
        key: &str,
        attribute: Option<&str>,
        arguments: Option<&FluentArgs<'_>>,
    ) -> Option<String> {
        std::iter::once(&self.wanted)
            .chain(&self.english)
            .find_map(|texts| families(key).find_map(|key| texts.find(key, attribute, arguments)))
    }

    /// What stopped a step, in words.
    #[must_use]
    pub fn problem(&self, problem: &Problem) -> String {
        let about = problem.particulars.as_ref();
        about
            .and_then(|about| self.detail(about))
            .unwrap_or_else(|| problem.message.clone())
    }

    /// A line below a failure in words.
    #[must_use]
    pub fn line(&self, line: &Line) -> String {
        match line {
            Line::Plain(text) => text.clone(),
            Line::Found { found, about } => self.detail(about).unwrap_or_else(|| found.clone()),
            Line::Said { key, arguments } => {
                let arguments: Vec<(&str, &str)> = arguments
                    .iter()
                    .map(|(name, value)| (name.as_str(), value.as_str()))
                    .collect();
                self.text(key, &arguments)
            }
        }
    }

    /// A question of the policy in words.
    #[must_use]
    pub fn question(&self, asked: &PolicyQuestion) -> PolicyQuestion {
        let what = asked.about.as_ref().and_then(|about| self.detail(about));
        PolicyQuestion {
            what: what.unwrap_or_else(|| asked.what.clone()),
            ..asked.clone()
        }
    }

    /// A failure in words.
    #[must_use]
    pub fn explain(&self, failure: &Failure) -> Explained {
        Explained {
            code: failure.code.into(),
            message: self.text(failure.code, &[]),
            detail: failure
                .particulars
                .as_deref()
                .and_then(|about| self.detail(about))
                .unwrap_or_else(|| failure.detail.clone()),
            lines: failure.lines.iter().map(|line| self.line(line)).collect(),
            remedy: self.remedy(failure.code),
            questions: failure
                .questions
                .iter()
                .map(|asked| self.question(asked))
                .collect(),
            exit: failure.exit.status(),
        }
    }
}

/// A language's texts, those that only one face has before those that all share.
struct Texts(Vec<FluentBundle<FluentResource>>);

impl Texts {
    fn of(face: Face, sources: Sources) -> Self {
        let own = (face == Face::Window).then(|| bundle(sources.tag, &[sources.window]));
        let shared = bundle(sources.tag, &sources.texts);
        Self(own.into_iter().chain([shared]).collect())
    }

    /// The text of exactly this key, or of an attribute of it.
    fn find(
        &self,
        key: &str,
        attribute: Option<&str>,
        arguments: Option<&FluentArgs<'_>>,
    ) -> Option<String> {
        self.read(key, attribute, arguments).map(|(text, _)| text)
    }

    /// The text of exactly this key where it is given all that it speaks of; what it says otherwise is not known.
    fn find_complete(&self, key: &str, arguments: &FluentArgs<'_>) -> Option<String> {
        let (text, is_complete) = self.read(key, None, Some(arguments))?;
        is_complete.then_some(text)
    }

    /// A text, and whether it was given all that it speaks of.
    fn read(
        &self,
        key: &str,
        attribute: Option<&str>,
        arguments: Option<&FluentArgs<'_>>,
    ) -> Option<(String, bool)> {
        self.0.iter().find_map(|bundle| {
            let message = bundle.get_message(key)?;
            let pattern = match attribute {
                Some(name) => message.get_attribute(name)?.value(),
                None => message.value()?,
            };
            let mut lacking = Vec::new();
            let text = bundle.format_pattern(pattern, arguments, &mut lacking);
            Some((text.into_owned(), lacking.is_empty()))
        })
    }
}

/// A small count as a number, so that a text can tell one from many; anything else as it is written.
fn typed(value: &str) -> FluentValue<'_> {
    let is_count = value.len() <= 6 && (value == "0" || !value.starts_with('0'));
    match value.parse::<u32>() {
        Ok(count) if is_count && value.bytes().all(|byte| byte.is_ascii_digit()) => count.into(),
        _ => value.into(),
    }
}

/// A key and what it belongs to, nearest first: `volume-write-fetch`, `volume-write`, `volume`.
fn families(key: &str) -> impl Iterator<Item = &str> {
    std::iter::successors(Some(key), |key| {
        key.rsplit_once('-').map(|(family, _)| family)
    })
}

fn bundle(language: &str, sources: &[&str]) -> FluentBundle<FluentResource> {
    let tag: LanguageIdentifier = language.parse().expect("our own tags are well formed");
    let mut bundle = FluentBundle::new_concurrent(vec![tag]);
    // Isolation marks are for documents of mixed direction; on a terminal they are noise.
    bundle.set_use_isolating(false);
    for source in sources {
        let resource =
            FluentResource::try_new((*source).to_owned()).expect("a test reads our own catalogue");
        bundle
            .add_resource(resource)
            .expect("a test reads our own catalogue");
    }
    bundle
}
