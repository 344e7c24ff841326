//! Before a change: what the machine is, whether it can take a release, and the release's questions.

use camino::Utf8Path;
use sealift_app::cases::check::{self, CheckResult};
use sealift_app::cases::configure::{self, AnswersDocument, GivenAnswers, OpenForm};
use sealift_app::cases::depot;
use sealift_app::requirements::{Finding, Status};
use sealift_app::{Exit, Facility, Failure, plain};

use super::Desk;
use crate::arguments::{Answers, Change, Check, Configure, Facts};
use crate::files;
use crate::interrupt;
use crate::terminal::{Question, Table, Tone, ask};

pub(crate) fn facts(desk: &Desk<'_>, facts: &Facts) -> Result<(), Failure> {
    let facility = desk.facility(&Change::default())?;
    let collected = check::facts(&facility)?;
    match &facts.out {
        Some(out) => files::write(out, &check::facts_to_bytes(&collected)?),
        None => {
            desk.screen.document(&collected);
            Ok(())
        }
    }
}

pub(crate) fn check(desk: &Desk<'_>, check: &Check) -> Result<(), Failure> {
    let facility = desk.facility(&Change::default())?;
    let release = depot::load(&facility, &check.release.parse()?)?;
    let facts = match &check.facts {
        Some(file) => check::facts_from(&files::read(file)?)?,
        None => check::facts(&facility)?,
    };
    // Answers help where a requirement depends on one, and are not demanded before they are needed.
    let open = configure::open(&facility, &release)?;
    let given = given(desk, &check.answers)?;
    let settled = match configure::settle(&facility, &open, &given) {
        Ok(settled) => Some(settled),
        Err(failure) if given != GivenAnswers::default() => return Err(failure),
        Err(_) => None,
    };
    let result = check::check(&facility, &release, &facts, settled.as_ref())?;
    show(desk, &result);
    match check::failure_of(&result) {
        Some(failure) if desk.screen.json => Err(failure.told()),
        Some(failure) => Err(failure),
        None => Ok(()),
    }
}

fn show(desk: &Desk<'_>, result: &CheckResult) {
    let screen = desk.screen;
    if screen.json {
        screen.document(result);
        return;
    }
    for finding in &result.findings {
        let (tone, mark) = match (finding.status, finding.stops()) {
            (Status::Met, _) => (Tone::Good, "✓"),
            (_, true) => (Tone::Bad, "✗"),
            (_, false) => (Tone::Warning, "!"),
        };
        screen.result(&format!(
            "{} {}",
            screen.tone(tone, mark),
            describe(desk, finding)
        ));
        if finding.status != Status::Met {
            screen.result(&format!("    {}", plain(&remedy(desk, finding))));
        }
    }
    if result.compatible {
        screen.tell(
            "check-compatible",
            &[("product", &result.product), ("version", &result.version)],
        );
    }
}

fn describe(desk: &Desk<'_>, finding: &Finding) -> String {
    let screen = desk.screen;
    let own = finding.title.in_language(screen.wording.language());
    let title = if own.is_empty() {
        screen.say(&finding.code, &[])
    } else {
        own.to_owned()
    };
    let (expected, found) = (
        screen.wording.evidence(&finding.expected),
        screen.wording.evidence(&finding.found),
    );
    plain(&screen.say(
        "check-line",
        &[
            ("title", &title),
            ("expected", &expected),
            ("found", &found),
        ],
    ))
}

fn remedy(desk: &Desk<'_>, finding: &Finding) -> String {
    let own = finding.remedy.in_language(desk.screen.wording.language());
    if own.is_empty() {
        desk.screen.wording.remedy(&finding.code)
    } else {
        own.to_owned()
    }
}

pub(crate) fn configure(desk: &Desk<'_>, configure: &Configure) -> Result<(), Failure> {
    let facility = desk.facility(&configure.change)?;
    let name = configure.release.parse()?;
    if configure.show {
        let release = depot::load(&facility, &name)?;
        questions(desk, &configure::open(&facility, &release)?);
        return Ok(());
    }
    keep_answers(desk, &facility, configure, &name)
        .map_err(|failure| configure::refused(&facility, &name, failure))
}

/// Settles the answers and keeps them for the next install.
fn keep_answers(
    desk: &Desk<'_>,
    facility: &Facility,
    configure: &Configure,
    name: &depot::ReleaseName,
) -> Result<(), Failure> {
    let release = depot::load(facility, name)?;
    let open = configure::open(facility, &release)?;
    let mut given = given(desk, &configure.answers)?;
    ask_for_missing(desk, facility, &open, &mut given)?;
    let settled = configure::settle(facility, &open, &given)?;
    let lock = desk.lock(facility, "configure")?;
    let _work = interrupt::work();
    configure::prepare(facility, &lock, &release, &settled)?;
    if desk.screen.json {
        desk.screen.document(&settled.public);
    } else {
        desk.screen.tell(
            "configure-kept",
            &[("digest", &settled.sha256().to_string())],
        );
    }
    Ok(())
}

fn questions(desk: &Desk<'_>, open: &OpenForm) {
    let screen = desk.screen;
    if screen.json {
        screen.document(&open.questions());
        return;
    }
    let language = screen.wording.language();
    let mut table = Table::headed(screen, ["column-key", "column-default", "column-question"]);
    for question in open.questions() {
        let default = question
            .default
            .as_ref()
            .map_or_else(String::new, ToString::to_string);
        let needed = if question.required && question.default.is_none() {
            " *"
        } else {
            ""
        };
        table.row([
            format!("{}{needed}", question.key),
            plain(&default),
            plain(question.title.in_language(language)),
        ]);
    }
    table.lines().for_each(|line| screen.result(&line));
}

/// Asks a person at the terminal for every required answer that is not known yet; elsewhere nothing is asked.
pub(crate) fn ask_for_missing(
    desk: &Desk<'_>,
    facility: &Facility,
    open: &OpenForm,
    given: &mut GivenAnswers,
) -> Result<(), Failure> {
    let screen = desk.screen;
    if !screen.is_attended() || configure::settle(facility, open, given).is_ok() {
        return Ok(());
    }
    let language = screen.wording.language().to_owned();
    let known = configure::known(open, given)?;
    for question in open.form().asked(&known) {
        if known.value(&question.key).is_some()
            || (question.default.is_some() && !question.required)
        {
            continue;
        }
        let help = question.help.in_language(&language);
        if !help.is_empty() {
            screen.note(&format!("  {}", plain(help)));
        }
        let title = plain(question.title.in_language(&language));
        let default = question.default.as_ref().map(|value| {
            value
                .as_str()
                .map_or_else(|| value.to_string(), str::to_owned)
        });
        let asked = Question {
            prompt: &title,
            default: default.as_deref(),
            secret: question.secret,
        };
        let typed = ask(screen, &asked)?;
        if !typed.is_empty() {
            given.settings.push(format!("{}={typed}", question.key));
        }
    }
    Ok(())
}

/// The answers on the command line; `KEY=@FILE` takes a file's content, `KEY=@@x` is the text `@x`.
pub(crate) fn given(desk: &Desk<'_>, answers: &Answers) -> Result<GivenAnswers, Failure> {
    let document = answers.answers.as_deref().map(document).transpose()?;
    let expand = |setting: &String| match setting.split_once('=') {
        Some((key, value)) => match value.strip_prefix('@') {
            Some(text) if text.starts_with('@') => Ok(format!("{key}={text}")),
            Some(file) => Ok(format!("{key}={}", files::read_text(Utf8Path::new(file))?)),
            None => Ok(setting.clone()),
        },
        None => Err(Failure::new(
            "usage",
            Exit::Usage,
            desk.screen.say("usage-setting", &[("given", setting)]),
        )),
    };
    let settings = answers
        .set
        .iter()
        .map(expand)
        .collect::<Result<_, Failure>>()?;
    Ok(GivenAnswers {
        document,
        settings,
        whole: false,
    })
}

fn document(path: &Utf8Path) -> Result<AnswersDocument, Failure> {
    match path.extension() {
        Some("json") => Ok(AnswersDocument::Json(files::read(path)?)),
        Some("toml") => Ok(AnswersDocument::Toml(files::read_text(path)?)),
        _ => Err(Failure::new(
            "answers-malformed",
            Exit::ConfigurationInvalid,
            path,
        )),
    }
}
