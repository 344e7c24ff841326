//! Questions to a person at the terminal. Nothing is asked where nobody sits.

use std::io::{BufRead, Write};

use sealift_app::{Exit, Failure};

use super::Screen;

/// One question of a form.
pub(crate) struct Question<'a> {
    /// What is asked.
    pub(crate) prompt: &'a str,
    /// What is taken when nothing is typed.
    pub(crate) default: Option<&'a str>,
    /// Whether what is typed stays unseen.
    pub(crate) secret: bool,
}

/// Asks for a text; an empty line takes the default, or stays empty where there is none.
pub(crate) fn ask(question: &Question<'_>) -> Result<String, Failure> {
    let shown = match question.default {
        Some(default) if !question.secret => format!("{} [{default}]: ", question.prompt),
        _ => format!("{}: ", question.prompt),
    };
    let typed = if question.secret {
        password(&shown)?
    } else {
        line(&shown)?
    };
    match question.default {
        Some(default) if typed.is_empty() => Ok(default.into()),
        _ => Ok(typed),
    }
}

/// Asks for yes or no; anything but a clear yes is no.
pub(crate) fn confirm(screen: &Screen, question: &str) -> Result<bool, Failure> {
    if !screen.is_attended() {
        return Err(Failure::new("confirmation-needed", Exit::Usage, question));
    }
    let typed = line(&format!("{question} {} ", screen.say("word-yes-no", &[])))?;
    Ok(["y", "yes", "j", "ja"].contains(&typed.trim().to_lowercase().as_str()))
}

/// Asks for a password without showing it.
pub(crate) fn password(prompt: &str) -> Result<String, Failure> {
    rpassword::prompt_password(prompt).map_err(unanswered)
}

fn line(prompt: &str) -> Result<String, Failure> {
    let mut out = std::io::stderr().lock();
    out.write_all(prompt.as_bytes())
        .and_then(|()| out.flush())
        .map_err(unanswered)?;
    let mut typed = String::new();
    let read = std::io::stdin()
        .lock()
        .read_line(&mut typed)
        .map_err(unanswered)?;
    if read == 0 {
        return Err(Failure::new(
            "confirmation-needed",
            Exit::Usage,
            "the input ended before the answer",
        ));
    }
    Ok(typed.trim_end_matches(['\r', '\n']).to_owned())
}

fn unanswered(error: std::io::Error) -> Failure {
    Failure::new("confirmation-needed", Exit::Usage, error)
}
