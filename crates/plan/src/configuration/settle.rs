//! Judging answers: everything at once, each problem at its field.

use std::collections::{BTreeMap, BTreeSet};

use jsonschema::ValidationError;
use jsonschema::error::ValidationErrorKind;
use sealift_package::manifest::Os;
use serde_json::{Map, Value};

use super::answers::{Answers, remove_at, value_at};
use super::form::Form;
use super::problem::{AnswerProblem, ProblemKind};
use super::question::{Question, QuestionKind, shortened};
use super::secret::Secret;
use super::settled::{FileAnswer, Settled};

impl Form {
    /// Judges answers for a machine of this system; defaults stand where nothing is answered.
    ///
    /// # Errors
    /// All problems, each at its field, in the order of the fields' names.
    pub fn settle(&self, answers: &Answers, os: Os) -> Result<Settled, Vec<AnswerProblem>> {
        let mut problems = Vec::new();
        let mut known = Map::new();
        self.take_known("", &answers.0, &mut known, &mut problems);
        let filled = self.filled(&known);
        self.check_asked(&filled, &mut problems);
        let instance = Value::Object(filled);
        for error in self.validator.iter_errors(&instance) {
            problems.extend(self.problem(&error));
        }
        let Value::Object(filled) = instance else {
            unreachable!("it was made an object above")
        };
        self.check_beyond_schema(&filled, os, &mut problems);
        problems.sort_by(|a, b| a.field.cmp(&b.field).then_with(|| a.code().cmp(b.code())));
        problems.dedup();
        if problems.is_empty() {
            self.split(filled)
        } else {
            Err(problems)
        }
    }

    /// Keeps what the form asks for and names everything else.
    fn take_known(
        &self,
        key: &str,
        fields: &Map<String, Value>,
        known: &mut Map<String, Value>,
        problems: &mut Vec<AnswerProblem>,
    ) {
        for (name, value) in fields {
            let key = if key.is_empty() {
                name.clone()
            } else {
                format!("{key}.{name}")
            };
            if self.question(&key).is_some() {
                known.insert(name.clone(), value.clone());
            } else if !self.sections.iter().any(|section| section.key == key) {
                problems.push(self.unknown(&key));
            } else if let Value::Object(inner) = value {
                let mut taken = Map::new();
                self.take_known(&key, inner, &mut taken, problems);
                known.insert(name.clone(), taken.into());
            } else {
                let found = shortened(value);
                let expected = "section";
                problems.push(AnswerProblem::new(
                    key,
                    ProblemKind::Type { expected, found },
                ));
            }
        }
    }

    /// An answer to a question that is not asked would silently do nothing.
    fn check_asked(&self, filled: &Map<String, Value>, problems: &mut Vec<AnswerProblem>) {
        for question in &self.questions {
            if value_at(filled, &question.key).is_some() && !self.is_asked(&question.key, filled) {
                problems.push(AnswerProblem::new(&question.key, ProblemKind::NotAsked));
            }
        }
    }

    /// What JSON Schema cannot say: licences, sizes of files, paths of this system.
    fn check_beyond_schema(
        &self,
        filled: &Map<String, Value>,
        os: Os,
        problems: &mut Vec<AnswerProblem>,
    ) {
        for question in &self.questions {
            if !self.is_asked(&question.key, filled) {
                continue;
            }
            let answer = value_at(filled, &question.key);
            let kind = match (&question.kind, answer) {
                (QuestionKind::Licence { document }, answer) if answer != Some(&true.into()) => {
                    let licence = document.to_string();
                    ProblemKind::LicenceNotAccepted { licence }
                }
                (QuestionKind::File { max_bytes }, Some(Value::String(content)))
                    if content.len() as u64 > *max_bytes =>
                {
                    ProblemKind::FileTooLarge {
                        most: *max_bytes,
                        found: content.len() as u64,
                    }
                }
                (kind, Some(answer)) if is_path(kind) && !all_confined(answer, os) => {
                    let found = question.shown(answer);
                    ProblemKind::Path { found }
                }
                _ => continue,
            };
            problems.push(AnswerProblem::new(&question.key, kind));
        }
    }

    /// Takes secrets and files out of the public answers.
    fn split(&self, filled: Map<String, Value>) -> Result<Settled, Vec<AnswerProblem>> {
        let mut public = filled;
        let mut secrets = BTreeMap::new();
        let mut files = BTreeMap::new();
        let mut paths = BTreeSet::new();
        for question in &self.questions {
            let key = question.key.clone();
            if is_path(&question.kind) && value_at(&public, &key).is_some() {
                paths.insert(key.clone());
            }
            let is_file = matches!(question.kind, QuestionKind::File { .. });
            if !question.secret && !is_file {
                continue;
            }
            match remove_at(&mut public, &key) {
                Some(Value::String(text)) if question.secret => {
                    secrets.insert(key, Secret::new(text));
                }
                Some(Value::String(content)) => {
                    files.insert(key, FileAnswer::new(content));
                }
                _ => {}
            }
        }
        Settled::new(public, secrets, files, paths).map_err(|error| {
            let found = error.to_string();
            let keyword = "canonical".into();
            vec![AnswerProblem::new("", ProblemKind::Rule { keyword, found })]
        })
    }

    /// One error of the validator as a problem of a field. The validator's own text quotes answers, so it is not used.
    fn problem(&self, error: &ValidationError<'_>) -> Option<AnswerProblem> {
        let pointer = error.instance_path().to_string();
        let (question, field) = self.field_at(&pointer);
        if let ValidationErrorKind::Required { property } = error.kind() {
            let name = property.as_str().unwrap_or_default();
            let field = if field.is_empty() {
                name.into()
            } else {
                format!("{field}.{name}")
            };
            // A section that is missing because it is not asked is no problem of its own, nor is a licence: it is
            // told apart below.
            return match self.question(&field).map(|question| &question.kind) {
                Some(QuestionKind::Licence { .. }) => None,
                _ => Some(AnswerProblem::new(field, ProblemKind::Missing)),
            };
        }
        let instance = error.instance();
        let found = question.map_or_else(
            || "(several answers)".into(),
            |question| question.shown(instance),
        );
        if matches!(
            error.kind(),
            ValidationErrorKind::AdditionalProperties { .. }
        ) {
            return None; // named by `take_known` or `check_asked`, with the nearest question
        }
        let is_constant = matches!(error.kind(), ValidationErrorKind::Constant { .. });
        let is_licence = matches!(
            question.map(|question| &question.kind),
            Some(QuestionKind::Licence { .. })
        );
        if is_constant && is_licence {
            return None; // told as a licence that is not accepted
        }
        let kind = problem_kind(error.kind(), question, instance, found);
        Some(AnswerProblem::new(field, kind))
    }

    /// `/server/hosts/2` as the question `server.hosts` and the field `server.hosts[2]`.
    fn field_at(&self, pointer: &str) -> (Option<&Question>, String) {
        let mut key = String::new();
        let mut segments = pointer.split('/').skip(1);
        for segment in segments.by_ref() {
            if !key.is_empty() {
                key.push('.');
            }
            key.push_str(segment);
            if let Some(question) = self.question(&key) {
                let items: String = segments.map(|index| format!("[{index}]")).collect();
                return (Some(question), format!("{key}{items}"));
            }
        }
        (None, key)
    }
}

fn problem_kind(
    kind: &ValidationErrorKind,
    question: Option<&Question>,
    instance: &Value,
    found: String,
) -> ProblemKind {
    use ValidationErrorKind as V;
    match kind {
        V::Type { .. } => ProblemKind::Type {
            expected: question.map_or("section", |question| expected_type(question, instance)),
            found,
        },
        V::Minimum { limit } | V::ExclusiveMinimum { limit } => ProblemKind::TooSmall {
            least: limit.to_string(),
            exclusive: matches!(kind, V::ExclusiveMinimum { .. }),
            found,
        },
        V::Maximum { limit } | V::ExclusiveMaximum { limit } => ProblemKind::TooLarge {
            most: limit.to_string(),
            exclusive: matches!(kind, V::ExclusiveMaximum { .. }),
            found,
        },
        V::MultipleOf { multiple_of } => ProblemKind::NotAMultiple {
            of: multiple_of.to_string(),
            found,
        },
        V::MinLength { limit } | V::MinItems { limit } => ProblemKind::TooShort {
            least: *limit,
            found,
        },
        V::MaxLength { limit } | V::MaxItems { limit } => ProblemKind::TooLong {
            most: *limit,
            found,
        },
        V::Pattern { pattern } => ProblemKind::Pattern {
            pattern: pattern.clone(),
            found,
        },
        V::Format { format } => ProblemKind::Format {
            format: format.clone(),
            found,
        },
        V::UniqueItems => ProblemKind::NotUnique,
        V::Enum { .. } | V::Constant { .. } | V::OneOfNotValid { .. } if question.is_some() => {
            question.map_or(ProblemKind::NotAsked, |question| {
                question.not_a_choice(instance)
            })
        }
        other => ProblemKind::Rule {
            keyword: other.keyword().into(),
            found,
        },
    }
}

/// For an item of a list the type is the item's.
fn expected_type(question: &Question, instance: &Value) -> &'static str {
    match &question.kind {
        QuestionKind::List { item, .. } if !instance.is_array() => item.type_name(),
        kind => kind.type_name(),
    }
}

fn is_path(kind: &QuestionKind) -> bool {
    match kind {
        QuestionKind::Text { format, .. } => format.as_deref() == Some("path"),
        QuestionKind::List { item, .. } => is_path(item),
        _ => false,
    }
}

fn all_confined(answer: &Value, os: Os) -> bool {
    match answer {
        Value::String(path) => is_confined(path, os),
        Value::Array(items) => items.iter().all(|item| all_confined(item, os)),
        _ => true, // of another type, which is a problem of its own
    }
}

/// Whether a path is absolute and names one place: no `.` or `..`, no UNC or device path, no stream (threat C5).
fn is_confined(path: &str, os: Os) -> bool {
    let rest = match os {
        Os::Windows => {
            let bytes = path.as_bytes();
            let has_drive = bytes.len() >= 3
                && bytes[0].is_ascii_alphabetic()
                && bytes[1] == b':'
                && matches!(bytes[2], b'\\' | b'/');
            if !has_drive {
                return false;
            }
            &path[3..]
        }
        Os::Linux | Os::Macos => match path.strip_prefix('/') {
            Some(rest) => rest,
            None => return false,
        },
    };
    let plain = |segment: &str| {
        !matches!(segment, "" | "." | "..")
            && !segment.chars().any(char::is_control)
            && (os != Os::Windows
                || !(segment.contains([':', '*', '?', '"', '<', '>', '|'])
                    || segment.ends_with([' ', '.'])))
    };
    let rest = rest.strip_suffix('/').unwrap_or(rest);
    let has_backslash = os != Os::Windows && rest.contains('\\');
    path.len() <= 1024 && !has_backslash && (rest.is_empty() || rest.split(['/', '\\']).all(plain))
}
