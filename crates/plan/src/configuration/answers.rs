//! Answers as they come in: documents in JSON or TOML, and `key=value` texts.

use std::fmt;

use serde_json::{Map, Value};
use thiserror::Error;

use super::form::Form;
use super::problem::{AnswerProblem, ProblemKind};
use super::strict;

/// Bytes of an answers document.
pub const MAX_BYTES: usize = 4 << 20;

/// Answers by name, nested as the form nests its questions; not yet judged.
#[derive(Clone, Default, PartialEq)]
pub struct Answers(pub(super) Map<String, Value>);

/// Why a document holds no answers.
#[derive(Debug, Clone, PartialEq, Eq, Error, serde::Serialize)]
pub enum AnswersError {
    /// More bytes than answers may have.
    #[error("the answers have {bytes} bytes; at most {most} are read")]
    TooLarge {
        /// Bytes found.
        bytes: usize,
        /// Bytes read at most.
        most: usize,
    },
    /// It is not well-formed (threat C2).
    #[error("the answers cannot be read: {detail} (line {line}, column {column})")]
    Malformed {
        /// What the parser said; never the content.
        detail: String,
        /// One-based line.
        line: usize,
        /// One-based column.
        column: usize,
    },
    /// A name stands twice in one object (threat C3).
    #[error("{} is answered twice", sealift_document::plain(.field))]
    Duplicate {
        /// The name.
        field: String,
    },
    /// A number that readers would round (threat C7).
    #[error("a number lies beyond 2^53-1 or is not finite; it would not be held exactly")]
    NumberNotExact,
    /// Objects and lists are nested too deeply (threat C1).
    #[error("the answers are nested deeper than {most} levels")]
    TooDeep {
        /// Levels read at most.
        most: usize,
    },
    /// The document is something else than an object of answers.
    #[error("the answers must be an object of names and values")]
    NotAnObject,
}

impl AnswersError {
    /// The stable code of this error.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::TooLarge { .. } => "answers-too-large",
            Self::Malformed { .. } => "answers-malformed",
            Self::Duplicate { .. } => "answers-duplicate",
            Self::NumberNotExact => "answers-number-not-exact",
            Self::TooDeep { .. } => "answers-too-deep",
            Self::NotAnObject => "answers-not-an-object",
        }
    }
}

impl Answers {
    /// No answers: every default stands.
    #[must_use]
    pub fn none() -> Self {
        Self::default()
    }

    /// Reads a JSON document.
    ///
    /// # Errors
    /// [`AnswersError`] when it is malformed, too large or deep, has a name twice or a number that is not exact.
    pub fn from_json(bytes: &[u8]) -> Result<Self, AnswersError> {
        bounded(bytes.len())?;
        match strict::read(bytes)? {
            Value::Object(fields) => Ok(Self(fields)),
            _ => Err(AnswersError::NotAnObject),
        }
    }

    /// Reads a TOML document; dates and times become text.
    ///
    /// # Errors
    /// As [`Self::from_json`].
    pub fn from_toml(text: &str) -> Result<Self, AnswersError> {
        bounded(text.len())?;
        let table: toml::Table = toml::from_str(text).map_err(|error| {
            let before = &text[..error.span().map_or(0, |span| span.start.min(text.len()))];
            AnswersError::Malformed {
                // The parser's own rendering quotes the line, which may hold a secret.
                detail: error.message().into(),
                line: before.matches('\n').count() + 1,
                column: before.rsplit('\n').next().map_or(0, str::len) + 1,
            }
        })?;
        match from_toml_value(toml::Value::Table(table), 0)? {
            Value::Object(fields) => Ok(Self(fields)),
            _ => Err(AnswersError::NotAnObject),
        }
    }

    /// Reads `key=value` texts, each value of the type that its question asks for; nested names are `a.b`.
    ///
    /// # Errors
    /// All texts that name no question, do not convert, or answer a question twice.
    pub fn from_settings<S: AsRef<str>>(
        form: &Form,
        settings: &[S],
    ) -> Result<Self, Vec<AnswerProblem>> {
        match Self::read_settings(form, settings) {
            (answers, problems) if problems.is_empty() => Ok(answers),
            (_, problems) => Err(problems),
        }
    }

    /// The same, with whatever could be read, so that the rest can be judged too and everything be told at once.
    #[must_use]
    pub fn read_settings<S: AsRef<str>>(form: &Form, settings: &[S]) -> (Self, Vec<AnswerProblem>) {
        let mut answers = Self::default();
        let mut problems = Vec::new();
        for setting in settings {
            let setting = setting.as_ref();
            let (key, text) = setting.split_once('=').unwrap_or((setting, ""));
            match form.question(key) {
                None => problems.push(form.unknown(key)),
                Some(_) if answers.value(key).is_some() => {
                    problems.push(AnswerProblem::new(key, ProblemKind::Duplicate));
                }
                Some(question) => match question.read(text) {
                    Ok(value) => answers.insert(key, value),
                    Err(problem) => problems.push(problem),
                },
            }
        }
        (answers, problems)
    }

    /// These answers, with others in place of those that both give.
    #[must_use]
    pub fn overridden_by(mut self, others: Self) -> Self {
        merge(&mut self.0, others.0);
        self
    }

    /// The answer to a question by its dotted name.
    #[must_use]
    pub fn value(&self, key: &str) -> Option<&Value> {
        value_at(&self.0, key)
    }

    /// All answers, nested in sections as the form is.
    #[must_use]
    pub const fn as_map(&self) -> &Map<String, Value> {
        &self.0
    }

    /// Answers one question by its dotted name.
    pub fn insert(&mut self, key: &str, value: Value) {
        insert_at(&mut self.0, key, value);
    }

    /// Whether nothing is answered.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

/// Only names are printed: nobody knows yet which of the answers are secret.
impl fmt::Debug for Answers {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_set().entries(self.0.keys()).finish()
    }
}

fn bounded(bytes: usize) -> Result<(), AnswersError> {
    if bytes > MAX_BYTES {
        return Err(AnswersError::TooLarge {
            bytes,
            most: MAX_BYTES,
        });
    }
    Ok(())
}

fn from_toml_value(value: toml::Value, depth: usize) -> Result<Value, AnswersError> {
    if depth > strict::MAX_DEPTH {
        return Err(AnswersError::TooDeep {
            most: strict::MAX_DEPTH,
        });
    }
    Ok(match value {
        toml::Value::String(text) => Value::String(text),
        toml::Value::Integer(number) => strict::exact_integer(number)?.into(),
        toml::Value::Float(number) => strict::exact_float(number)?.into(),
        toml::Value::Boolean(value) => value.into(),
        toml::Value::Datetime(moment) => moment.to_string().into(),
        toml::Value::Array(items) => items
            .into_iter()
            .map(|item| from_toml_value(item, depth + 1))
            .collect::<Result<Vec<_>, _>>()?
            .into(),
        toml::Value::Table(table) => table
            .into_iter()
            .map(|(name, value)| Ok((name, from_toml_value(value, depth + 1)?)))
            .collect::<Result<Map<_, _>, _>>()?
            .into(),
    })
}

fn merge(into: &mut Map<String, Value>, from: Map<String, Value>) {
    for (name, value) in from {
        match (into.get_mut(&name), value) {
            (Some(Value::Object(inner)), Value::Object(other)) => merge(inner, other),
            (_, value) => {
                into.insert(name, value);
            }
        }
    }
}

/// The value at a dotted name.
pub(crate) fn value_at<'a>(fields: &'a Map<String, Value>, key: &str) -> Option<&'a Value> {
    let mut segments = key.split('.');
    let first = fields.get(segments.next()?)?;
    segments.try_fold(first, |value, segment| value.as_object()?.get(segment))
}

/// Sets the value at a dotted name; what stands in the way of an inner object is replaced.
pub(crate) fn insert_at(fields: &mut Map<String, Value>, key: &str, value: Value) {
    match key.split_once('.') {
        None => {
            fields.insert(key.into(), value);
        }
        Some((first, rest)) => {
            let inner = fields.entry(first).or_insert_with(|| Map::new().into());
            if !inner.is_object() {
                *inner = Map::new().into();
            }
            if let Value::Object(inner) = inner {
                insert_at(inner, rest, value);
            }
        }
    }
}

/// Takes the value at a dotted name away.
pub(super) fn remove_at(fields: &mut Map<String, Value>, key: &str) -> Option<Value> {
    match key.split_once('.') {
        None => fields.remove(key),
        Some((first, rest)) => remove_at(fields.get_mut(first)?.as_object_mut()?, rest),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refused(json: &str) -> &'static str {
        Answers::from_json(json.as_bytes()).expect_err(json).code()
    }

    #[test]
    fn c02_malformed_documents_are_refused() {
        for bad in [
            "",
            "{",
            "{\"a\":}",
            "{\"a\":1,}",
            "{'a':1}",
            "{\"a\":01}",
            "{\"a\":+1}",
            "{\"a\":.5}",
            "{\"a\":NaN}",
            "{\"a\":1} x",
            "{\"a\":\"\u{1}\"}",
            "{\"a\":\"\\x\"}",
            "{a:1}",
            "\u{feff}{}",
            "{\"a\":\"\\ud800\"}",
            "{\"a\":tru}",
            "/* */{}",
        ] {
            assert_eq!(refused(bad), "answers-malformed", "{bad}");
        }
        assert!(Answers::from_json(b"{\"a\":\"\xff\"}").is_err());
        assert_eq!(refused("[1]"), "answers-not-an-object");
        for bad in [
            "a",
            "a =",
            "a = 1 b = 2",
            "[a",
            "a = 'x",
            "a = 01",
            "a.b = 1\na = 2",
            "a = {b = 1,, c = 2}",
            "= 1",
            "a = 1__0",
            "[[a]]\n[a]",
        ] {
            assert!(Answers::from_toml(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn c02_the_place_of_a_fault_is_named_without_its_content() {
        let error = Answers::from_toml("ok = 1\npassword = \"hunter2\n").expect_err("unclosed");
        let AnswersError::Malformed { line, .. } = &error else {
            panic!("{error}")
        };
        assert_eq!(*line, 2);
        assert!(!error.to_string().contains("hunter2"), "{error}");
    }

    #[test]
    fn c03_a_name_stands_once_at_every_depth() {
        assert_eq!(refused(r#"{"a":1,"a":1}"#), "answers-duplicate");
        assert_eq!(refused(r#"{"x":{"a":1,"\u0061":2}}"#), "answers-duplicate");
        assert_eq!(refused(r#"{"x":[{"a":1,"a":2}]}"#), "answers-duplicate");
        assert!(Answers::from_toml("a = 1\na = 2").is_err());
        assert!(Answers::from_toml("[x]\na = 1\n[x]\nb = 2").is_err());
    }

    #[test]
    fn c07_numbers_are_exact_or_refused() {
        let largest = Answers::from_json(br#"{"a":9007199254740991,"b":-9007199254740991}"#);
        assert_eq!(
            largest.expect("exact").value("a").and_then(Value::as_u64),
            Some((1 << 53) - 1)
        );
        for bad in [
            "9007199254740993",
            "-9007199254740993",
            "18446744073709551616",
            "1e300",
        ] {
            assert_eq!(
                refused(&format!("{{\"a\":{bad}}}")),
                "answers-number-not-exact",
                "{bad}"
            );
        }
        assert_eq!(refused(r#"{"a":1e400}"#), "answers-malformed");
        for bad in ["9007199254740993", "inf", "nan", "1e400"] {
            assert!(Answers::from_toml(&format!("a = {bad}")).is_err(), "{bad}");
        }
    }

    #[test]
    fn c01_nesting_is_bounded() {
        let deep = |levels: usize| format!("{}1{}", "{\"a\":".repeat(levels), "}".repeat(levels));
        assert!(Answers::from_json(deep(16).as_bytes()).is_ok());
        assert_eq!(refused(&deep(17)), "answers-too-deep");
        assert!(Answers::from_json(deep(100_000).as_bytes()).is_err());
        assert!(Answers::from_toml(&format!("a = {}{}", "[".repeat(40), "]".repeat(40))).is_err());
    }

    #[test]
    fn later_answers_override_earlier_ones_field_by_field() {
        let base = Answers::from_json(br#"{"a":{"b":1,"c":2},"d":3}"#).expect("sound");
        let over = Answers::from_toml("a.c = 5").expect("sound");
        let both = base.overridden_by(over);
        assert_eq!(both.value("a.b"), Some(&1.into()));
        assert_eq!(both.value("a.c"), Some(&5.into()));
    }

    #[test]
    fn a18_printing_answers_prints_names_alone() {
        let answers = Answers::from_json(br#"{"password":"hunter2"}"#).expect("sound");
        assert_eq!(format!("{answers:?}"), "{\"password\"}");
    }
}
