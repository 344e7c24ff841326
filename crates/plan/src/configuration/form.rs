//! A vendor's schema as a form: which questions there are, and which of them are asked when.

use std::collections::BTreeMap;
use std::sync::Arc;

use jsonschema::{Draft, PatternOptions, Validator};
use sealift_document::Text;
use sealift_package::manifest::Manifest;
use serde_json::{Map, Value};

use super::answers::{Answers, insert_at, value_at};
use super::problem::{AnswerProblem, ProblemKind};
use super::question::{Question, first_text};
use super::schema::{self, FormError, PATTERN_BYTES, resolved};
use crate::nearest::nearest;

/// Questions of one form.
const MAX_QUESTIONS: usize = 512;

/// What an operator is asked.
#[derive(Debug)]
pub struct Form {
    pub(super) validator: Validator,
    pub(super) questions: Vec<Question>,
    pub(super) sections: Vec<Section>,
    conditions: BTreeMap<String, Vec<Condition>>,
}

/// An object that holds questions.
#[derive(Debug)]
pub(super) struct Section {
    pub(super) key: String,
    conditions: Vec<Condition>,
}

/// When a question is asked.
#[derive(Debug, Clone)]
struct Condition {
    /// The dotted name of the object that is looked at; empty for all answers.
    at: String,
    test: Arc<Test>,
    /// What the test must say.
    holds: bool,
}

#[derive(Debug)]
enum Test {
    /// The object is valid against the schema of an `if`.
    Valid(Validator),
    /// The object has this answer (`dependentSchemas`).
    Answered(String),
}

impl Form {
    /// The form of a release; one without questions when it asks nothing.
    ///
    /// # Errors
    /// As [`Self::parse`].
    pub fn of(manifest: &Manifest) -> Result<Self, FormError> {
        match &manifest.configuration {
            Some(configuration) => Self::parse(&configuration.schema),
            None => Self::parse(&serde_json::json!({ "type": "object" })),
        }
    }

    /// Reads a schema as a form.
    ///
    /// # Errors
    /// [`FormError`] when the schema goes beyond what forms can be, or contradicts itself.
    pub fn parse(schema: &Value) -> Result<Self, FormError> {
        schema::check(schema)?;
        if schema.get("type").and_then(Value::as_str) != Some("object") {
            return Err(FormError::NotAnObject { at: "#".into() });
        }
        let mut reading = Reading {
            root: schema,
            form: Self {
                validator: validator(schema)?,
                questions: Vec::new(),
                sections: Vec::new(),
                conditions: BTreeMap::new(),
            },
        };
        let root = schema.as_object().cloned().unwrap_or_default();
        reading.object("", &root, &[], &Text::default())?;
        let mut form = reading.form;
        let order = |question: &Question| question.order.unwrap_or(i64::MAX);
        form.questions
            .sort_by(|a, b| order(a).cmp(&order(b)).then_with(|| a.key.cmp(&b.key)));
        form.check_defaults()?;
        Ok(form)
    }

    /// All questions in the order in which they are asked, conditional ones among them.
    #[must_use]
    pub fn questions(&self) -> &[Question] {
        &self.questions
    }

    /// The question of this dotted name.
    #[must_use]
    pub fn question(&self, key: &str) -> Option<&Question> {
        self.questions.iter().find(|question| question.key == key)
    }

    /// The questions that are asked, given these answers and the defaults.
    #[must_use]
    pub fn asked(&self, answers: &Answers) -> Vec<&Question> {
        let filled = self.filled(&answers.0);
        self.questions
            .iter()
            .filter(|question| self.is_asked(&question.key, &filled))
            .collect()
    }

    /// The answers with the defaults of all questions that are asked.
    pub(super) fn filled(&self, answers: &Map<String, Value>) -> Map<String, Value> {
        let mut filled = answers.clone();
        // A default can bring other questions up, so this goes on until nothing changes; each round answers one more.
        for _ in 0..=self.questions.len() + self.sections.len() {
            let before = filled.clone();
            for section in &self.sections {
                if value_at(&filled, &section.key).is_none() && hold(&section.conditions, &filled) {
                    insert_at(&mut filled, &section.key, Map::new().into());
                }
            }
            for question in &self.questions {
                let Some(default) = &question.default else {
                    continue;
                };
                let is_open = value_at(&filled, &question.key).is_none();
                if is_open && self.is_asked(&question.key, &filled) {
                    insert_at(&mut filled, &question.key, default.clone());
                }
            }
            if filled == before {
                break;
            }
        }
        filled
    }

    pub(super) fn is_asked(&self, key: &str, answers: &Map<String, Value>) -> bool {
        self.conditions
            .get(key)
            .is_none_or(|conditions| hold(conditions, answers))
    }

    /// The problem of an answer that no question asks for (threat C10).
    pub(super) fn unknown(&self, key: &str) -> AnswerProblem {
        let names = self.questions.iter().map(|question| question.key.as_str());
        let nearest = nearest(key, names);
        AnswerProblem::new(key, ProblemKind::Unknown { nearest })
    }

    /// A default that its own rules refuse would leave the operator with a form that cannot be sent.
    fn check_defaults(&self) -> Result<(), FormError> {
        for question in self.questions.iter().filter(|q| q.default.is_some()) {
            let mut alone = Map::new();
            let default = question.default.clone().unwrap_or_default();
            insert_at(&mut alone, &question.key, default);
            let instance = Value::Object(alone);
            let pointer = format!("/{}", question.key.replace('.', "/"));
            let refused = self.validator.iter_errors(&instance).any(|error| {
                let at = error.instance_path().to_string();
                at == pointer || at.starts_with(&format!("{pointer}/"))
            });
            if refused {
                return Err(FormError::Default {
                    key: question.key.clone(),
                });
            }
        }
        Ok(())
    }
}

fn hold(conditions: &[Condition], answers: &Map<String, Value>) -> bool {
    conditions.iter().all(|condition| {
        let empty = Value::Object(Map::new());
        let whole;
        let object = if condition.at.is_empty() {
            whole = Value::Object(answers.clone());
            &whole
        } else {
            value_at(answers, &condition.at).unwrap_or(&empty)
        };
        let found = match condition.test.as_ref() {
            Test::Valid(validator) => validator.is_valid(object),
            Test::Answered(name) => object.get(name).is_some(),
        };
        found == condition.holds
    })
}

/// A validator that fetches nothing and whose patterns run in linear time (threats C1, C6).
fn validator(schema: &Value) -> Result<Validator, FormError> {
    jsonschema::options()
        .with_draft(Draft::Draft202012)
        .offline()
        .with_pattern_options(
            PatternOptions::regex()
                .size_limit(PATTERN_BYTES)
                .dfa_size_limit(PATTERN_BYTES),
        )
        .should_validate_formats(true)
        .should_ignore_unknown_formats(true)
        .build(schema)
        .map_err(|error| FormError::Invalid {
            detail: sealift_document::plain(
                &error.to_string().chars().take(300).collect::<String>(),
            ),
        })
}

/// A schema on its way to a form.
struct Reading<'a> {
    root: &'a Value,
    form: Form,
}

impl Reading<'_> {
    /// Reads the questions of one object, then those of its branches.
    fn object(
        &mut self,
        key: &str,
        schema: &Map<String, Value>,
        conditions: &[Condition],
        group: &Text,
    ) -> Result<(), FormError> {
        let required: Vec<&str> = schema
            .get("required")
            .and_then(Value::as_array)
            .into_iter()
            .flatten()
            .filter_map(Value::as_str)
            .collect();
        for (name, property) in schema
            .get("properties")
            .and_then(Value::as_object)
            .into_iter()
            .flatten()
        {
            let Some(property) = property.as_object() else {
                continue; // `true` or `false` refines a question that stands elsewhere
            };
            let property = resolved(self.root, property);
            let key = join(key, name);
            self.property(
                key,
                &property,
                required.contains(&name.as_str()),
                conditions,
                group,
            )?;
        }
        self.branches(key, schema, conditions, group)
    }

    fn property(
        &mut self,
        key: String,
        property: &Map<String, Value>,
        required: bool,
        conditions: &[Condition],
        group: &Text,
    ) -> Result<(), FormError> {
        if property.get("type").and_then(Value::as_str) == Some("object") {
            let own = first_text(property, "x-title", "title");
            let group = if own.is_empty() { group } else { &own };
            if !self.form.sections.iter().any(|section| section.key == key) {
                self.form.sections.push(Section {
                    key: key.clone(),
                    conditions: conditions.to_vec(),
                });
            }
            return self.object(&key, property, conditions, group);
        }
        // In a branch, a property without a type only tightens a question that is asked anyway.
        let known = self.form.question(&key).is_some();
        let asked_anyway = known && !self.form.conditions.contains_key(&key);
        if !conditions.is_empty() && asked_anyway {
            return Ok(());
        }
        if known {
            return Err(FormError::Twice { key });
        }
        if self.form.questions.len() == MAX_QUESTIONS {
            return Err(FormError::TooManyQuestions {
                most: MAX_QUESTIONS,
            });
        }
        let question = Question::parse(key, property, required, group)?;
        if !conditions.is_empty() {
            self.form
                .conditions
                .insert(question.key.clone(), conditions.to_vec());
        }
        self.form.questions.push(question);
        Ok(())
    }

    /// `if`/`then`/`else`, `dependentSchemas`, and `allOf` of the same.
    fn branches(
        &mut self,
        key: &str,
        schema: &Map<String, Value>,
        conditions: &[Condition],
        group: &Text,
    ) -> Result<(), FormError> {
        if let Some(test) = schema.get("if") {
            let test = Arc::new(Test::Valid(self.condition(test)?));
            for (branch, holds) in [("then", true), ("else", false)] {
                self.branch(key, schema.get(branch), &test, holds, conditions, group)?;
            }
        }
        let dependent = schema.get("dependentSchemas").and_then(Value::as_object);
        for (name, branch) in dependent.into_iter().flatten() {
            let test = Arc::new(Test::Answered(name.clone()));
            self.branch(key, Some(branch), &test, true, conditions, group)?;
        }
        for part in schema
            .get("allOf")
            .and_then(Value::as_array)
            .into_iter()
            .flatten()
            .filter_map(Value::as_object)
        {
            let part = resolved(self.root, part);
            self.object(key, &part, conditions, group)?;
        }
        Ok(())
    }

    fn branch(
        &mut self,
        key: &str,
        branch: Option<&Value>,
        test: &Arc<Test>,
        holds: bool,
        conditions: &[Condition],
        group: &Text,
    ) -> Result<(), FormError> {
        let Some(branch) = branch.and_then(Value::as_object) else {
            return Ok(());
        };
        let mut conditions = conditions.to_vec();
        conditions.push(Condition {
            at: key.into(),
            test: Arc::clone(test),
            holds,
        });
        let branch = resolved(self.root, branch);
        self.object(key, &branch, &conditions, group)
    }

    /// The schema of an `if`, able to refer to the definitions of the whole.
    fn condition(&self, test: &Value) -> Result<Validator, FormError> {
        let mut test = test.clone();
        if let (Some(test), Some(definitions)) = (test.as_object_mut(), self.root.get("$defs")) {
            test.insert("$defs".into(), definitions.clone());
        }
        validator(&test)
    }
}

fn join(key: &str, name: &str) -> String {
    if key.is_empty() {
        name.into()
    } else {
        format!("{key}.{name}")
    }
}
