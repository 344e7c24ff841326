//! A line below a failure: a finding as its part words it, or a text of the catalogue with what it is about.

use sealift_document::{Particulars, plain};
use sealift_engine::events::{Problem, StepName};
use sealift_plan::configuration::AnswerProblem;
use serde::Serialize;
use serde_json::Value as Json;

/// A line that a person reads.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(untagged)]
pub enum Line {
    /// Words as they are: a name, or what a part of the program found.
    Plain(String),
    /// What a part of the program found.
    Found {
        /// The finding in English.
        found: String,
        /// The same as data.
        #[serde(skip)]
        about: Box<Particulars>,
    },
    /// A text of the catalogue.
    Said {
        /// Its key.
        key: String,
        /// What it is about, by name.
        arguments: Vec<(String, String)>,
    },
}

impl Line {
    /// A text of the catalogue with its arguments.
    pub(crate) fn said<const N: usize>(key: &str, arguments: [(&str, String); N]) -> Self {
        Self::Said {
            key: key.into(),
            arguments: arguments
                .map(|(name, value)| (name.to_owned(), value))
                .to_vec(),
        }
    }

    /// An error as one line among others.
    #[must_use]
    pub fn of<E: std::fmt::Display + Serialize>(error: &E) -> Self {
        Self::finding(error.to_string(), Particulars::of(error))
    }

    /// A finding in English and as data.
    pub(crate) fn finding(found: String, about: Particulars) -> Self {
        let about = Box::new(about);
        Self::Found { found, about }
    }

    /// A step that could not be taken back.
    pub(crate) fn left((step, problem): &(StepName, Problem)) -> Self {
        let about = Particulars::named("step-left")
            .with("number", step.number)
            .with("step", &step.id);
        let about = match &problem.particulars {
            Some(particulars) => about.within("problem", particulars.clone()),
            None => about.with("problem", &problem.message),
        };
        let (number, id) = (step.number, &step.id);
        let found = format!("step {number} ({id}): {}", problem.message);
        Self::finding(plain(&found), about)
    }

    /// An answer that cannot stand, its question called by its name; the fields of the problem are the arguments of its
    /// text.
    #[must_use]
    pub fn answer(problem: &AnswerProblem) -> Self {
        Self::answer_to(&problem.field, problem)
    }

    /// The same with the question called by its title, where that is what the reader sees.
    #[must_use]
    pub fn answer_to(question: &str, problem: &AnswerProblem) -> Self {
        let fields = serde_json::to_value(problem).unwrap_or_default();
        let near = if fields["code"] == "answer-unknown" && fields["nearest"].is_string() {
            "-near"
        } else {
            ""
        };
        let text = |value: &Json| match value {
            Json::String(text) => plain(text),
            Json::Null => String::new(),
            Json::Array(items) => {
                let items: Vec<&str> = items.iter().filter_map(Json::as_str).collect();
                plain(&items.join(", "))
            }
            other => other.to_string(),
        };
        let fields = fields.as_object().into_iter().flatten();
        Self::Said {
            key: format!("line-{}{near}", problem.code()),
            arguments: fields
                .map(|(name, value)| match name.as_str() {
                    "field" => (name.clone(), plain(question)),
                    _ => (name.clone(), text(value)),
                })
                .collect(),
        }
    }
}

impl From<String> for Line {
    fn from(text: String) -> Self {
        Self::Plain(text)
    }
}
