//! Taking earlier answers into the form of another release.

use std::collections::BTreeMap;

use sealift_package::manifest::Os;
use serde::Serialize;
use serde_json::Value;

use super::answers::{Answers, remove_at};
use super::form::Form;
use super::problem::ProblemKind;
use super::settled::Settled;

/// Earlier answers in a new form, with what became of each.
#[derive(Debug, Clone, PartialEq)]
pub struct CarriedOver {
    /// The answers that still stand; what is missing takes its default or has to be asked.
    pub answers: Answers,
    /// What became of each question, by dotted name.
    pub marks: BTreeMap<String, Mark>,
}

/// What became of an earlier answer, or of a question that had none.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Mark {
    /// The earlier answer stands.
    Kept,
    /// The question is gone, or no longer asked.
    Dropped,
    /// The question is still there but takes the earlier answer no more.
    Refused,
    /// The question is new; its default stands unless somebody answers.
    New,
    /// The question is new and somebody has to answer it.
    Asked,
}

/// Carries settled answers into the form of another release. Licences are accepted anew.
#[must_use]
pub fn carry_over(earlier: &Settled, form: &Form, os: Os) -> CarriedOver {
    let mut answers = earlier.to_answers();
    let mut marks = BTreeMap::new();
    let mut earlier_keys = Vec::new();
    leaves("", &answers, form, &mut earlier_keys);
    for key in &earlier_keys {
        let mark = match form.question(key).map(|question| &question.kind) {
            None => Mark::Dropped,
            Some(super::question::QuestionKind::Licence { .. }) => Mark::Asked,
            Some(_) => Mark::Kept,
        };
        if mark != Mark::Kept {
            remove_at(&mut answers.0, key);
        }
        marks.insert(key.clone(), mark);
    }
    // Taking one answer out can change which questions are asked, so answers are judged until none is refused.
    for _ in 0..=earlier_keys.len() {
        let Err(problems) = form.settle(&answers, os) else {
            break;
        };
        let mut is_settled = true;
        for problem in problems {
            let key = problem.field.split('[').next().unwrap_or(&problem.field);
            if remove_at(&mut answers.0, key).is_some() {
                let is_dropped = matches!(
                    problem.kind,
                    ProblemKind::NotAsked | ProblemKind::Unknown { .. }
                );
                let mark = if is_dropped {
                    Mark::Dropped
                } else {
                    Mark::Refused
                };
                marks.insert(key.into(), mark);
                is_settled = false;
            }
        }
        if is_settled {
            break;
        }
    }
    for question in form.asked(&answers) {
        marks.entry(question.key.clone()).or_insert_with(|| {
            if question.required && question.default.is_none() {
                Mark::Asked
            } else {
                Mark::New
            }
        });
    }
    CarriedOver { answers, marks }
}

/// The dotted names of all earlier answers: what the form knows as one question is not taken apart.
fn leaves(key: &str, answers: &Answers, form: &Form, found: &mut Vec<String>) {
    let fields = if key.is_empty() {
        Some(&answers.0)
    } else {
        answers.value(key).and_then(Value::as_object)
    };
    for (name, value) in fields.into_iter().flatten() {
        let key = if key.is_empty() {
            name.clone()
        } else {
            format!("{key}.{name}")
        };
        if value.is_object() && form.question(&key).is_none() {
            leaves(&key, answers, form, found);
        } else {
            found.push(key);
        }
    }
}
