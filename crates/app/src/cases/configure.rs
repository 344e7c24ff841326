//! A release's questions, and the answers to them.

use std::collections::BTreeMap;

use sealift_audit::{Event, Fact, Outcome, Subject, detail};
use sealift_document::Particulars;
use sealift_engine::depot::Verified;
use sealift_engine::executor::WorldLock;
use sealift_engine::site;
use sealift_package::manifest::ProductId;
use sealift_plan::configuration::{
    AnswerProblem, Answers, Form, Mark, Question, QuestionKind, Settled, carry_over,
};

use super::depot::ReleaseName;
use crate::exit::Exit;
use crate::facility::Facility;
use crate::failure::{Failure, Line};

/// Answers as a person or script gives them, strongest last.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct GivenAnswers {
    /// A JSON or TOML document.
    pub document: Option<AnswersDocument>,
    /// `key=value` texts.
    pub settings: Vec<String>,
    /// Whether these are the whole of the answers, as of a form that was filled in: nothing is carried over then but
    /// secrets that are not given anew.
    pub whole: bool,
}

/// A document of answers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum AnswersDocument {
    /// JSON.
    Json(Vec<u8>),
    /// TOML.
    Toml(String),
}

/// A release's form with what is known of its answers.
pub struct OpenForm {
    form: Form,
    earlier: Answers,
    /// What became of earlier answers, by question.
    pub marks: BTreeMap<String, Mark>,
}

impl OpenForm {
    /// The questions, in the vendor's order.
    #[must_use]
    pub fn questions(&self) -> &[Question] {
        self.form.questions()
    }

    /// The form and its rules.
    #[must_use]
    pub const fn form(&self) -> &Form {
        &self.form
    }

    /// Accepts every licence that the form asks for.
    pub(crate) fn accept_licences(&mut self) {
        for question in self.form.questions() {
            if matches!(question.kind, QuestionKind::Licence { .. }) {
                self.earlier.insert(&question.key, true.into());
            }
        }
    }

    /// Of the answers that are known, those that are shown to nobody.
    fn earlier_secrets(&self) -> Answers {
        let mut secrets = Answers::none();
        for question in self
            .form
            .questions()
            .iter()
            .filter(|question| question.secret)
        {
            if let Some(value) = self.earlier.value(&question.key) {
                secrets.insert(&question.key, value.clone());
            }
        }
        secrets
    }

    /// Answers that are known before anyone is asked.
    #[must_use]
    pub const fn earlier(&self) -> &Answers {
        &self.earlier
    }
}

/// Opens a release's form, with the answers prepared for it or carried over from the release in force.
///
/// # Errors
/// [`Failure`] when the vendor's form cannot be used or earlier answers cannot be read.
pub fn open(facility: &Facility, release: &Verified) -> Result<OpenForm, Failure> {
    let form = Form::of(release.manifest())?;
    let ground = facility.ground();
    let files = ground.world.files.as_ref();
    let product = release.product();
    let known = match site::prepared_answers(files, &ground.paths, product)? {
        Some(prepared) => Some(prepared),
        None => in_force(facility, product)?,
    };
    let Some(known) = known else {
        return Ok(OpenForm {
            form,
            earlier: Answers::none(),
            marks: BTreeMap::new(),
        });
    };
    let carried = carry_over(&known, &form, ground.platform.os);
    Ok(OpenForm {
        form,
        earlier: carried.answers,
        marks: carried.marks,
    })
}

/// The answers that the installed release was configured with.
pub(crate) fn in_force(
    facility: &Facility,
    product: &ProductId,
) -> Result<Option<Settled>, Failure> {
    let installed = facility.database().read(|view| view.installed(product))?;
    let Some(public) = installed.and_then(|installed| installed.answers) else {
        return Ok(None);
    };
    let ground = facility.ground();
    Ok(Some(site::answers_in_force(
        ground.world.files.as_ref(),
        &ground.paths,
        product,
        &public,
    )?))
}

/// All answers that are known so far, not judged yet.
///
/// # Errors
/// [`Failure`] when the document cannot be read or a `key=value` text fits no question.
pub fn known(open: &OpenForm, given: &GivenAnswers) -> Result<Answers, Failure> {
    let (known, problems) = read(open, given)?;
    if problems.is_empty() {
        Ok(known)
    } else {
        Err(invalid(&problems))
    }
}

fn read(open: &OpenForm, given: &GivenAnswers) -> Result<(Answers, Vec<AnswerProblem>), Failure> {
    let document = match &given.document {
        None => Answers::none(),
        Some(AnswersDocument::Json(bytes)) => Answers::from_json(bytes)?,
        Some(AnswersDocument::Toml(text)) => Answers::from_toml(text)?,
    };
    let (set, problems) = Answers::read_settings(&open.form, &given.settings);
    let earlier = if given.whole {
        open.earlier_secrets()
    } else {
        open.earlier.clone()
    };
    Ok((earlier.overridden_by(document).overridden_by(set), problems))
}

/// Judges all answers at once: earlier ones, those of the document, those set one by one.
///
/// # Errors
/// [`Failure`] `configuration-invalid` with a line for each answer that cannot stand.
pub fn settle(
    facility: &Facility,
    open: &OpenForm,
    given: &GivenAnswers,
) -> Result<Settled, Failure> {
    judge(facility, open, given)?.map_err(|problems| invalid(&problems))
}

/// The same judgement, with every answer that cannot stand as data.
///
/// # Errors
/// [`Failure`] when the document cannot be read at all.
pub fn judge(
    facility: &Facility,
    open: &OpenForm,
    given: &GivenAnswers,
) -> Result<Result<Settled, Vec<AnswerProblem>>, Failure> {
    let (answers, mut problems) = read(open, given)?;
    let more = match open.form.settle(&answers, facility.ground().platform.os) {
        Ok(settled) if problems.is_empty() => return Ok(Ok(settled)),
        Ok(_) => Vec::new(),
        Err(more) => more,
    };
    // What could not be read is not missing as well.
    let is_told = |field: &str| problems.iter().any(|problem| problem.field == field);
    let more: Vec<_> = more
        .into_iter()
        .filter(|one| !is_told(&one.field))
        .collect();
    problems.extend(more);
    problems.sort_by(|a, b| a.field.cmp(&b.field));
    Ok(Err(problems))
}

/// Settles answers and keeps them for the product's next install, and records that they were set. Whoever holds the lock
/// knows that no install takes up or forgets such answers meanwhile; what is carried over from earlier ones is read under
/// it, for a person may have thought long about theirs.
///
/// # Errors
/// [`Failure`] when they cannot stand, be kept or be recorded.
pub fn prepare(
    facility: &Facility,
    _lock: &WorldLock,
    release: &Verified,
    given: &GivenAnswers,
) -> Result<Settled, Failure> {
    let settled = settle(facility, &open(facility, release)?, given)?;
    facility.lets_record()?;
    facility.record_of_change([record_of(facility, release, &settled)?], &settled)?;
    let ground = facility.ground();
    site::prepare_answers(
        ground.world.files.as_ref(),
        &ground.paths,
        release.product(),
        &settled,
    )?;
    Ok(settled)
}

/// Records that answers were refused, whatever stood in their way, and hands the refusal back.
#[must_use]
pub fn refused(facility: &Facility, name: &ReleaseName, failure: Failure) -> Failure {
    let about = Subject {
        product: Some(name.product.to_string()),
        version: name.version.as_ref().map(ToString::to_string),
        ..Subject::default()
    };
    facility.refused(Event::ConfigurationSet, "configure", failure, about)
}

/// The record of a configuration: public answers as withheld fields, secrets nowhere (threat A18).
pub(crate) fn record_of(
    facility: &Facility,
    release: &Verified,
    settled: &Settled,
) -> Result<sealift_audit::RecordDraft, Failure> {
    let form = Form::of(release.manifest())?;
    let answers = settled.to_answers();
    let setting = |question: &Question| {
        let default = question.default.as_ref();
        let is_changed = !question.secret && answers.value(&question.key) != default;
        Fact::map([
            ("key", question.key.as_str().into()),
            (
                "default",
                default.map_or_else(|| "".into(), |value| value.to_string().into()),
            ),
            ("changed", is_changed.into()),
            ("secret", question.secret.into()),
        ])
    };
    let settings: Vec<Fact> = form.questions().iter().map(setting).collect();
    let values = serde_json::Value::Object(settled.public.clone());
    Ok(facility
        .author()
        .draft(Event::ConfigurationSet, Outcome::Succeeded)
        .about(release.subject())
        .detail("answers", settled.sha256().to_string())
        .detail(detail::SETTINGS, settings)
        .private(detail::VALUES, Fact::from_json(&values)))
}

/// What is wrong with the answer to one question alone, whatever else is answered; nothing where it can stand.
///
/// # Errors
/// [`Failure`] when the document of answers cannot be read at all.
pub fn problems_of(
    facility: &Facility,
    open: &OpenForm,
    given: &GivenAnswers,
    key: &str,
) -> Result<Vec<AnswerProblem>, Failure> {
    let is_its_own = |problem: &AnswerProblem| {
        let rest = problem.field.strip_prefix(key);
        rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('['))
    };
    let mut problems = judge(facility, open, given)?.err().unwrap_or_default();
    problems.retain(is_its_own);
    Ok(problems)
}

/// The failure that problems with answers amount to, a line for each.
#[must_use]
pub fn invalid(problems: &[AnswerProblem]) -> Failure {
    let about = Particulars::named("answers-invalid").with("answers", problems.len());
    Failure::saying("configuration-invalid", Exit::ConfigurationInvalid, about)
        .with_lines(problems.iter().map(Line::answer))
}
