//! A release's questions, and the answers to them.

use sealift_app::cases::configure::{self, AnswersDocument, GivenAnswers, OpenForm};
use sealift_app::cases::depot;
use sealift_app::data::word;
use sealift_app::{Exit, Facility, Failure, Line, Wording, plain};
use sealift_engine::depot::Verified;
use sealift_plan::configuration::{AnswerProblem, Answers, Mark, Question, QuestionKind};
use serde_json::{Map, Value};

use super::named;
use crate::asked::Asked;
use crate::data::{
    AnswersRequest, AnswersView, FieldProblem, FormView, LoadAnswersRequest, LoadedAnswers,
    QuestionView, ReleaseRequest, SaveAnswersRequest, Saved,
};
use crate::files;
use crate::schema::in_language;

pub(crate) fn form(asked: &Asked<'_>, request: ReleaseRequest) -> Result<FormView, Failure> {
    let facility = asked.facility()?;
    let (release, open) = opened(&facility, &request.product, request.version.as_deref())?;
    let schema = release
        .manifest()
        .configuration
        .as_ref()
        .map(|configuration| serde_json::to_value(&configuration.schema).unwrap_or_default());
    let carried_from = facility
        .installed(release.product())?
        .filter(|_| !open.marks.is_empty())
        .map(|installed| installed.release.version.to_string());
    Ok(view(asked.wording, &open, schema.as_ref(), carried_from))
}

fn opened(
    facility: &Facility,
    product: &str,
    version: Option<&str>,
) -> Result<(Verified, OpenForm), Failure> {
    let release = depot::load(facility, &named(product, version)?)?;
    let open = configure::open(facility, &release)?;
    Ok((release, open))
}

/// A form in the reader's language.
fn view(
    wording: &Wording,
    open: &OpenForm,
    schema: Option<&Value>,
    carried_from: Option<String>,
) -> FormView {
    let schema = schema.map_or_else(Value::default, |schema| in_language(schema, wording));
    let has_earlier = carried_from.is_some();
    let questions = open
        .questions()
        .iter()
        .map(|question| question_view(wording, question, open, has_earlier));
    FormView {
        questions: questions.collect(),
        answers: shown(open.questions(), open.earlier()),
        schema: schema.as_object().cloned().unwrap_or_default(),
        carried_from,
    }
}

/// A vendor's form before anybody installed anything: defaults and nothing carried over.
#[must_use]
pub fn preview(
    wording: &Wording,
    form: &sealift_plan::configuration::Form,
    schema: &Value,
) -> FormView {
    let schema = in_language(schema, wording);
    let questions = form.questions();
    FormView {
        questions: questions
            .iter()
            .map(|question| bare(wording, question))
            .collect(),
        answers: shown(questions, &Answers::none()),
        schema: schema.as_object().cloned().unwrap_or_default(),
        carried_from: None,
    }
}

fn question_view(
    wording: &Wording,
    question: &Question,
    open: &OpenForm,
    has_earlier: bool,
) -> QuestionView {
    let earlier = open.earlier().value(&question.key);
    let mark = match open.marks.get(&question.key) {
        _ if !has_earlier => "",
        Some(Mark::Kept) => "same",
        Some(Mark::Dropped | Mark::Refused) => "changed",
        Some(Mark::New | Mark::Asked) | None => "new",
    };
    QuestionView {
        kept: question.secret && earlier.is_some(),
        before: match earlier {
            Some(value) if !question.secret && has_earlier => value.clone(),
            _ => Value::Null,
        },
        mark: mark.into(),
        ..bare(wording, question)
    }
}

fn bare(wording: &Wording, question: &Question) -> QuestionView {
    let language = wording.language();
    QuestionView {
        key: question.key.clone(),
        title: plain(question.title.in_language(language)),
        help: plain(question.help.in_language(language)),
        group: plain(question.group.in_language(language)),
        kind: word(&question.kind),
        required: question.required,
        secret: question.secret,
        kept: false,
        default: question.default.clone().unwrap_or_default(),
        before: Value::Null,
        mark: String::new(),
        licence: match &question.kind {
            QuestionKind::Licence { document } => Some(document.to_string()),
            _ => None,
        },
    }
}

/// Earlier answers, else defaults; secrets never.
fn shown(questions: &[Question], earlier: &Answers) -> Map<String, Value> {
    let mut answers = Map::new();
    for question in questions.iter().filter(|question| !question.secret) {
        let value = earlier.value(&question.key).or(question.default.as_ref());
        if let Some(value) = value {
            put(&mut answers, &question.key, value.clone());
        }
    }
    answers
}

/// Puts an answer where its dotted name says.
fn put(answers: &mut Map<String, Value>, key: &str, value: Value) {
    match key.split_once('.') {
        None => {
            answers.insert(key.into(), value);
        }
        Some((section, rest)) => {
            let inner = answers
                .entry(section)
                .or_insert_with(|| Value::Object(Map::new()));
            if let Some(inner) = inner.as_object_mut() {
                put(inner, rest, value);
            }
        }
    }
}

/// Answers of a filled-in form, as the use cases take them.
pub(super) fn given(answers: &Map<String, Value>) -> Result<GivenAnswers, Failure> {
    let bytes = serde_json::to_vec(answers)
        .map_err(|error| Failure::new("answers-malformed", Exit::ConfigurationInvalid, error))?;
    Ok(GivenAnswers {
        document: Some(AnswersDocument::Json(bytes)),
        whole: true,
        ..GivenAnswers::default()
    })
}

pub(crate) fn judge_answers(
    asked: &Asked<'_>,
    request: AnswersRequest,
) -> Result<AnswersView, Failure> {
    let facility = asked.facility()?;
    let (_, open) = opened(&facility, &request.product, Some(&request.version))?;
    let given = given(&request.answers)?;
    let verdict = configure::judge(&facility, &open, &given)?;
    let known = configure::known(&open, &given)?;
    let asked_for = open.form().asked(&known);
    let (problems, sha256) = match verdict {
        Ok(settled) => (Vec::new(), Some(settled.sha256().to_string())),
        Err(problems) => (problems, None),
    };
    Ok(AnswersView {
        problems: problems
            .iter()
            .map(|problem| field(asked.wording, open.questions(), problem))
            .collect(),
        asked: asked_for
            .iter()
            .map(|question| question.key.clone())
            .collect(),
        sha256,
    })
}

/// What is wrong with an answer, its question called as the form calls it.
fn field(wording: &Wording, questions: &[Question], problem: &AnswerProblem) -> FieldProblem {
    let language = wording.language();
    let asked = questions
        .iter()
        .find(|question| question.key == problem.field);
    let title = asked.map_or(problem.field.as_str(), |question| {
        question.title.in_language(language)
    });
    FieldProblem {
        field: problem.field.clone(),
        code: problem.code().into(),
        message: wording.line(&Line::answer_to(title, problem)),
    }
}

pub(crate) fn load_answers(
    asked: &Asked<'_>,
    request: LoadAnswersRequest,
) -> Result<LoadedAnswers, Failure> {
    let path = asked.path(request.from)?;
    let text = files::read_text(path, asked.cancel)?;
    let answers = match path.extension() {
        Some("toml") => Answers::from_toml(&text)?,
        _ => Answers::from_json(text.as_bytes())?,
    };
    Ok(LoadedAnswers {
        answers: answers.as_map().clone(),
    })
}

pub(crate) fn save_answers(
    asked: &Asked<'_>,
    request: SaveAnswersRequest,
) -> Result<Saved, Failure> {
    let facility = asked.facility()?;
    let (_, open) = opened(&facility, &request.product, Some(&request.version))?;
    let mut public = request.answers.clone();
    for question in open.questions().iter().filter(|question| question.secret) {
        take(&mut public, &question.key);
    }
    let mut bytes = serde_json::to_vec_pretty(&public)
        .map_err(|error| Failure::new("answers-malformed", Exit::ConfigurationInvalid, error))?;
    bytes.push(b'\n');
    files::write(asked.target(request.to)?, &bytes)
}

/// Takes an answer out from where its dotted name says.
fn take(answers: &mut Map<String, Value>, key: &str) {
    match key.split_once('.') {
        None => {
            answers.remove(key);
        }
        Some((section, rest)) => {
            if let Some(inner) = answers.get_mut(section).and_then(Value::as_object_mut) {
                take(inner, rest);
            }
        }
    }
}
