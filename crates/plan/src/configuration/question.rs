//! One question of a form, as a face shows it.

use sealift_document::Text;
use sealift_package::manifest::Identifier;
use serde::Serialize;
use serde_json::{Map, Number, Value};

use super::problem::{AnswerProblem, ProblemKind};
use super::schema::FormError;
use super::secret::MASK;
use crate::nearest::nearest;

/// Bytes of a file answer when its question says nothing.
const FILE_BYTES: u64 = 1 << 20;

/// One question.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Question {
    /// Its dotted name: `server.port`.
    pub key: String,
    /// What is asked, by language.
    pub title: Text,
    /// What helps to answer it.
    #[serde(skip_serializing_if = "Text::is_empty")]
    pub help: Text,
    /// The heading it stands under.
    #[serde(skip_serializing_if = "Text::is_empty")]
    pub group: Text,
    /// Its place among the questions; those without one come last, by name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub order: Option<i64>,
    /// What kind of answer it takes.
    pub kind: QuestionKind,
    /// The answer that stands when nobody gives one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub default: Option<Value>,
    /// Whether it must be answered whenever it is asked.
    pub required: bool,
    /// Whether its answer is kept apart and never shown.
    pub secret: bool,
}

/// What kind of answer a question takes.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum QuestionKind {
    /// A text.
    Text {
        /// Least characters.
        #[serde(skip_serializing_if = "Option::is_none")]
        least: Option<u64>,
        /// Most characters.
        #[serde(skip_serializing_if = "Option::is_none")]
        most: Option<u64>,
        /// What it must match.
        #[serde(skip_serializing_if = "Option::is_none")]
        pattern: Option<String>,
        /// `path`, `hostname`, `ipv4`, `email` and so on.
        #[serde(skip_serializing_if = "Option::is_none")]
        format: Option<String>,
    },
    /// A whole number.
    WholeNumber {
        /// The least.
        #[serde(skip_serializing_if = "Option::is_none")]
        least: Option<Number>,
        /// The most.
        #[serde(skip_serializing_if = "Option::is_none")]
        most: Option<Number>,
    },
    /// A number.
    Number {
        /// The least.
        #[serde(skip_serializing_if = "Option::is_none")]
        least: Option<Number>,
        /// The most.
        #[serde(skip_serializing_if = "Option::is_none")]
        most: Option<Number>,
    },
    /// Yes or no.
    YesOrNo,
    /// One of several values.
    Choice {
        /// What can be chosen.
        choices: Vec<Choice>,
    },
    /// Several values of one kind.
    List {
        /// The kind of each.
        item: Box<QuestionKind>,
        /// Least items.
        #[serde(skip_serializing_if = "Option::is_none")]
        least: Option<u64>,
        /// Most items.
        #[serde(skip_serializing_if = "Option::is_none")]
        most: Option<u64>,
    },
    /// The content of a file, as text.
    File {
        /// Bytes it may have.
        max_bytes: u64,
    },
    /// Accepting a licence.
    Licence {
        /// The document that is accepted.
        document: Identifier,
    },
}

/// One of several values.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Choice {
    /// The answer.
    pub value: Value,
    /// What people read.
    pub title: Text,
}

impl Question {
    /// Reads a question from its schema, references resolved.
    pub(super) fn parse(
        key: String,
        schema: &Map<String, Value>,
        required: bool,
        group: &Text,
    ) -> Result<Self, FormError> {
        let flag = |name: &str| schema.get(name) == Some(&Value::Bool(true));
        let own_group = text(schema.get("x-group"));
        let question = Self {
            title: title(schema).unwrap_or_else(|| Text::english(key.clone())),
            help: first_text(schema, "x-help", "description"),
            group: if own_group.is_empty() {
                group.clone()
            } else {
                own_group
            },
            order: schema.get("x-order").and_then(Value::as_i64),
            kind: QuestionKind::parse(&key, schema)?,
            default: schema.get("default").cloned(),
            required,
            secret: flag("x-secret"),
            key,
        };
        question.check()?;
        Ok(question)
    }

    fn check(&self) -> Result<(), FormError> {
        let refused = |rule| FormError::Annotation {
            key: self.key.clone(),
            rule,
        };
        let is_text = matches!(
            self.kind,
            QuestionKind::Text { .. } | QuestionKind::File { .. }
        );
        if self.secret && !is_text {
            return Err(refused("a secret is a text or a file"));
        }
        if self.secret && self.default.is_some() {
            return Err(refused("a secret has no default: everyone would know it"));
        }
        if self.default.is_some() && matches!(self.kind, QuestionKind::Licence { .. }) {
            return Err(refused("a licence is accepted by a person, not by default"));
        }
        Ok(())
    }

    /// Reads a typed answer from a text, as `--set` and prompts give it.
    ///
    /// Lists are parted by commas, or written as JSON. Ranges and patterns are judged later, with all answers.
    ///
    /// # Errors
    /// [`AnswerProblem`] when the text is of another type.
    pub fn read(&self, text: &str) -> Result<Value, AnswerProblem> {
        self.kind
            .read(text)
            .map_err(|expected| {
                let found = self.shown(&text.into());
                AnswerProblem::new(&self.key, ProblemKind::Type { expected, found })
            })
            .map_err(|problem| self.with_choices(problem, text))
    }

    /// A text that is no choice is told the choices, not a type.
    fn with_choices(&self, problem: AnswerProblem, text: &str) -> AnswerProblem {
        match &self.kind {
            QuestionKind::Choice { .. } => {
                AnswerProblem::new(&self.key, self.not_a_choice(&text.into()))
            }
            _ => problem,
        }
    }

    /// The answer as it may be shown: shortened, made plain, or masked.
    pub(super) fn shown(&self, value: &Value) -> String {
        match self.kind {
            _ if self.secret => MASK.into(),
            QuestionKind::File { .. } => "(file)".into(),
            _ => shortened(value),
        }
    }

    pub(super) fn not_a_choice(&self, found: &Value) -> ProblemKind {
        let choices: Vec<String> = match &self.kind {
            QuestionKind::Choice { choices } => choices
                .iter()
                .map(|choice| shortened(&choice.value))
                .collect(),
            _ => Vec::new(),
        };
        let found = self.shown(found);
        ProblemKind::NotAChoice {
            nearest: nearest(&found, choices.iter().map(String::as_str)),
            choices,
            found,
        }
    }
}

impl QuestionKind {
    fn parse(key: &str, schema: &Map<String, Value>) -> Result<Self, FormError> {
        let refused = || FormError::NotAQuestion { at: key.into() };
        // A licence may say `const: true` as well; it is no choice of one.
        let is_licence = schema.contains_key("x-licence");
        if let Some(choices) = choices(schema).filter(|_| !is_licence) {
            return Ok(Self::Choice { choices });
        }
        let number = |name: &str| schema.get(name).and_then(Value::as_number).cloned();
        let count = |name: &str| schema.get(name).and_then(Value::as_u64);
        let word = |name: &str| schema.get(name).and_then(Value::as_str).map(str::to_owned);
        match schema.get("type").and_then(Value::as_str) {
            Some("string") if schema.contains_key("x-file") => Ok(Self::File {
                max_bytes: schema["x-file"]["max_bytes"].as_u64().unwrap_or(FILE_BYTES),
            }),
            Some("string") => Ok(Self::Text {
                least: count("minLength"),
                most: count("maxLength"),
                pattern: word("pattern"),
                format: word("format"),
            }),
            Some("integer") => Ok(Self::WholeNumber {
                least: number("minimum"),
                most: number("maximum"),
            }),
            Some("number") => Ok(Self::Number {
                least: number("minimum"),
                most: number("maximum"),
            }),
            Some("boolean") => match schema.get("x-licence") {
                None => Ok(Self::YesOrNo),
                Some(document) => Ok(Self::Licence {
                    document: document.as_str().and_then(|id| id.parse().ok()).ok_or(
                        FormError::Annotation {
                            key: key.into(),
                            rule: "x-licence names a licence document of the release",
                        },
                    )?,
                }),
            },
            Some("array") => {
                let items = schema.get("items").and_then(Value::as_object);
                let item = Self::parse(key, items.ok_or_else(refused)?)?;
                if matches!(
                    item,
                    Self::List { .. } | Self::File { .. } | Self::Licence { .. }
                ) {
                    return Err(refused());
                }
                Ok(Self::List {
                    item: Box::new(item),
                    least: count("minItems"),
                    most: count("maxItems"),
                })
            }
            _ => Err(refused()),
        }
    }

    /// The type in one word, for messages.
    pub(super) const fn type_name(&self) -> &'static str {
        match self {
            Self::Text { .. } | Self::File { .. } => "text",
            Self::WholeNumber { .. } => "whole-number",
            Self::Number { .. } => "number",
            Self::YesOrNo | Self::Licence { .. } => "yes-or-no",
            Self::Choice { .. } => "choice",
            Self::List { .. } => "list",
        }
    }

    fn read(&self, text: &str) -> Result<Value, &'static str> {
        let refused = || self.type_name();
        match self {
            Self::Text { .. } | Self::File { .. } => Ok(text.into()),
            Self::WholeNumber { .. } => text
                .parse::<i64>()
                .ok()
                .and_then(|number| super::strict::exact_integer(number).ok())
                .map(Value::Number)
                .ok_or_else(refused),
            Self::Number { .. } => match super::strict::read(text.as_bytes()) {
                Ok(Value::Number(number)) => Ok(Value::Number(number)),
                _ => Err(refused()),
            },
            Self::YesOrNo | Self::Licence { .. } => match text {
                "true" | "yes" => Ok(true.into()),
                "false" | "no" => Ok(false.into()),
                _ => Err(refused()),
            },
            Self::Choice { choices } => choices
                .iter()
                .find(|choice| spelled(&choice.value) == text)
                .map(|choice| choice.value.clone())
                .ok_or_else(refused),
            Self::List { .. } if text.trim_start().starts_with('[') => {
                match super::strict::read(text.as_bytes()) {
                    Ok(list @ Value::Array(_)) => Ok(list),
                    _ => Err(refused()),
                }
            }
            Self::List { .. } if text.is_empty() => Ok(Value::Array(Vec::new())),
            Self::List { item, .. } => text
                .split(',')
                .map(|part| item.read(part.trim()).map_err(|_| refused()))
                .collect::<Result<Vec<_>, _>>()
                .map(Value::Array),
        }
    }
}

/// `enum`, `const`, or a `oneOf` of titled constants.
fn choices(schema: &Map<String, Value>) -> Option<Vec<Choice>> {
    let plain = |value: &Value| Choice {
        value: value.clone(),
        title: Text::english(spelled(value)),
    };
    if let Some(values) = schema.get("enum") {
        let titles = schema.get("x-titles").and_then(Value::as_object);
        let titled = |value: &Value| {
            let title = text(titles.and_then(|titles| titles.get(&spelled(value))));
            let choice = plain(value);
            if title.is_empty() {
                choice
            } else {
                Choice { title, ..choice }
            }
        };
        return Some(values.as_array()?.iter().map(titled).collect());
    }
    if let Some(value) = schema.get("const") {
        return Some(vec![plain(value)]);
    }
    let titled = |option: &Value| {
        let value = option.get("const")?;
        let title = title(option.as_object()?);
        Some(title.map_or_else(
            || plain(value),
            |title| Choice {
                value: value.clone(),
                title,
            },
        ))
    };
    schema
        .get("oneOf")?
        .as_array()?
        .iter()
        .map(titled)
        .collect()
}

/// How a value is typed: a text as it is, anything else as JSON.
fn spelled(value: &Value) -> String {
    value
        .as_str()
        .map_or_else(|| value.to_string(), str::to_owned)
}

pub(super) fn shortened(value: &Value) -> String {
    let plain = sealift_document::plain(&spelled(value));
    match plain.char_indices().nth(80) {
        None => plain,
        Some((at, _)) => format!("{}…", &plain[..at]),
    }
}

fn title(schema: &Map<String, Value>) -> Option<Text> {
    let title = first_text(schema, "x-title", "title");
    (!title.is_empty()).then_some(title)
}

pub(super) fn first_text(schema: &Map<String, Value>, own: &str, standard: &str) -> Text {
    let first = text(schema.get(own));
    if first.is_empty() {
        text(schema.get(standard))
    } else {
        first
    }
}

/// A text by language, or one in English.
fn text(value: Option<&Value>) -> Text {
    match value {
        Some(Value::String(text)) => Text::english(text.clone()),
        Some(value @ Value::Object(_)) => serde_json::from_value(value.clone()).unwrap_or_default(),
        _ => Text::default(),
    }
}
