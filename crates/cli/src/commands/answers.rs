//! A release's questions: shown, and asked of a person at the terminal.

use std::collections::HashSet;

use camino::Utf8Path;
use sealift_app::cases::configure::{self, AnswersDocument, GivenAnswers, OpenForm};
use sealift_app::cases::{depot, document};
use sealift_app::configuration::{Question as Asked, QuestionKind};
use sealift_app::{Exit, Facility, Failure, Line, plain};

use super::Desk;
use super::limits::limits;
use crate::arguments::Answers;
use crate::files;
use crate::terminal::{Question, Screen, Table, Tone, ask};

/// Shows all questions of a release: what can be answered, what stands when nobody answers, and what helps.
pub(crate) fn show(desk: &Desk<'_>, open: &OpenForm) {
    let screen = desk.screen;
    if screen.json {
        screen.document(&open.questions());
        return;
    }
    let language = screen.wording.language();
    let mut table = Table::headed(
        screen,
        [
            "column-key",
            "column-default",
            "column-answer",
            "column-question",
        ],
    );
    for question in open.questions() {
        let needed = if is_needed(question) { " *" } else { "" };
        table.row([
            format!("{}{needed}", question.key),
            plain(&default_of(question).unwrap_or_default()),
            limits(screen, &question.kind),
            plain(question.title.in_language(language)),
        ]);
    }
    let mut lines = table.lines();
    lines.next().iter().for_each(|head| screen.result(head));
    for (line, question) in lines.zip(open.questions()) {
        screen.result(&line);
        choices(screen, &question.kind).for_each(|choice| screen.result(&choice));
        let help = question.help.in_language(language);
        if !help.is_empty() {
            screen.result(&format!("    {}", plain(help)));
        }
    }
    if open.questions().iter().any(is_needed) {
        screen.result(&screen.say("configure-needed", &[]));
    }
}

/// Whether nothing stands when nobody answers, though something must.
fn is_needed(question: &Asked) -> bool {
    let is_licence = matches!(question.kind, QuestionKind::Licence { .. });
    is_licence || (question.required && question.default.is_none())
}

fn default_of(question: &Asked) -> Option<String> {
    let spelled = |value: &serde_json::Value| {
        let text = value.as_str().map(str::to_owned);
        text.unwrap_or_else(|| value.to_string())
    };
    question.default.as_ref().map(spelled)
}

/// Choices that people read differently from how they are typed, a line each.
fn choices<'a>(screen: &'a Screen, kind: &'a QuestionKind) -> impl Iterator<Item = String> + 'a {
    let choices = match kind {
        QuestionKind::Choice { choices } => choices.as_slice(),
        _ => &[],
    };
    choices.iter().filter_map(|choice| {
        let value = choice.value.as_str().map(str::to_owned);
        let value = value.unwrap_or_else(|| choice.value.to_string());
        let title = choice.title.in_language(screen.wording.language());
        (title != value).then(|| plain(&format!("    {value}: {title}")))
    })
}

/// Asks a person at the terminal for every required answer that is not known yet; elsewhere nothing is asked. Each answer
/// is judged at once and asked for again while it cannot stand, so that no mistake costs the answers after it.
pub(crate) fn ask_for_missing(
    desk: &Desk<'_>,
    facility: &Facility,
    release: &depot::Verified,
    open: &OpenForm,
    given: &mut GivenAnswers,
) -> Result<(), Failure> {
    if !desk.screen.is_attended() {
        return Ok(());
    }
    let Err(problems) = configure::judge(facility, open, given)? else {
        return Ok(());
    };
    // What was given and cannot stand is told before anything is asked.
    let is_open = |code: &str| matches!(code, "answer-missing" | "answer-licence-not-accepted");
    if problems.iter().any(|problem| !is_open(problem.code())) {
        return Err(configure::invalid(&problems));
    }
    let mut passed = HashSet::new();
    loop {
        // An answer can raise further questions.
        let known = configure::known(open, given)?;
        let next = open.form().asked(&known).into_iter().find(|question| {
            let is_settled = question.default.is_some() && !question.required;
            !is_settled
                && known.value(&question.key).is_none()
                && !passed.contains(question.key.as_str())
        });
        let Some(question) = next else { return Ok(()) };
        passed.insert(question.key.as_str());
        introduce(desk, facility, release, question)?;
        while let Some(answer) = answer(desk, question)? {
            let mut with = given.clone();
            with.settings.push(format!("{}={answer}", question.key));
            let problems = configure::problems_of(facility, open, &with, &question.key)?;
            if problems.is_empty() {
                *given = with;
                break;
            }
            // A licence that is not accepted is no slip of the finger.
            if matches!(question.kind, QuestionKind::Licence { .. }) {
                return Err(configure::invalid(&problems));
            }
            for problem in &problems {
                let line = desk.screen.wording.line(&Line::answer(problem));
                desk.screen.insist(&desk.screen.tone(Tone::Bad, &line));
            }
        }
    }
}

/// What a person has to have seen before answering: the licence itself, the choices, what helps.
fn introduce(
    desk: &Desk<'_>,
    facility: &Facility,
    release: &depot::Verified,
    question: &Asked,
) -> Result<(), Failure> {
    let screen = desk.screen;
    if let QuestionKind::Licence { document } = &question.kind {
        let text = document::read(facility, release, document.as_str())?;
        screen.insist(&text);
        screen.insist("");
    }
    let help = question.help.in_language(screen.wording.language());
    if !help.is_empty() {
        screen.insist(&format!("  {}", plain(help)));
    }
    choices(screen, &question.kind).for_each(|choice| screen.insist(&choice));
    Ok(())
}

/// Asks one question; nothing when nothing was typed, and then its default stands or it stays open. What a file has is read
/// here: a person types where it lies.
fn answer(desk: &Desk<'_>, question: &Asked) -> Result<Option<String>, Failure> {
    let screen = desk.screen;
    let title = plain(question.title.in_language(screen.wording.language()));
    let limits = limits(screen, &question.kind);
    let prompt = if limits.is_empty() {
        title
    } else {
        format!("{title} ({limits})")
    };
    let is_file = matches!(question.kind, QuestionKind::File { .. });
    let default = default_of(question).filter(|_| !is_file);
    loop {
        let typed = ask(
            screen,
            &Question {
                prompt: &prompt,
                default: default.as_deref(),
                // Where a secret lies is none.
                secret: question.secret && !is_file,
            },
        )?;
        if typed.is_empty() {
            return Ok(None);
        }
        match meant(&question.kind, typed) {
            Ok(answer) => return Ok(Some(answer)),
            Err(failure) => {
                let said = screen.wording.explain(&failure);
                let text = format!("{} {}", said.message, said.detail);
                screen.insist(&screen.tone(Tone::Bad, &text));
            }
        }
    }
}

/// The answer that what was typed stands for: a file's content for its path, and yes in the reader's language.
fn meant(kind: &QuestionKind, typed: String) -> Result<String, Failure> {
    match kind {
        QuestionKind::File { max_bytes } => {
            files::read_text_of(Utf8Path::new(typed.trim()), *max_bytes)
        }
        QuestionKind::YesOrNo | QuestionKind::Licence { .. } => {
            Ok(match typed.trim().to_lowercase().as_str() {
                "y" | "yes" | "j" | "ja" | "true" => "true".into(),
                "n" | "no" | "nein" | "false" => "false".into(),
                _ => typed,
            })
        }
        _ => Ok(typed),
    }
}

/// The answers on the command line; `KEY=@FILE` takes a file's content, `KEY=@@x` is the text `@x`.
pub(crate) fn given(desk: &Desk<'_>, answers: &Answers) -> Result<GivenAnswers, Failure> {
    let document = answers.answers.as_deref().map(read_document).transpose()?;
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

fn read_document(path: &Utf8Path) -> Result<AnswersDocument, Failure> {
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_answered_with_its_content_and_never_with_its_path() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("ca.pem");
        std::fs::write(&path, "BEGIN\nEND\n").expect("writes");
        let typed = path.to_str().expect("a path of ours").to_owned();
        let kind = QuestionKind::File { max_bytes: 10 };
        assert_eq!(meant(&kind, typed.clone()), Ok("BEGIN\nEND\n".into()));

        let short = QuestionKind::File { max_bytes: 9 };
        let refused = meant(&short, typed).expect_err("it is too large");
        assert_eq!(refused.code, "file-too-large");
        let missing = meant(&kind, "/nothing/here".into()).expect_err("nothing there");
        assert_eq!(missing.code, "media-missing");
    }

    #[test]
    fn yes_is_understood_in_both_languages() {
        let kind = QuestionKind::YesOrNo;
        for yes in ["y", "Yes", "ja", "true"] {
            assert_eq!(meant(&kind, yes.into()), Ok("true".into()));
        }
        assert_eq!(meant(&kind, "nein".into()), Ok("false".into()));
        assert_eq!(meant(&kind, "perhaps".into()), Ok("perhaps".into()));
    }
}
