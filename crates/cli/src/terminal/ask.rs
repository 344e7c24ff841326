//! Questions to a person at the terminal. Nothing is asked where nobody sits.

use std::io::{self, BufRead, Write};

use sealift_app::{Exit, Failure};

use super::Screen;
use crate::interrupt;

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
pub(crate) fn ask(screen: &Screen, question: &Question<'_>) -> Result<String, Failure> {
    let shown = match question.default {
        Some(default) if !question.secret => format!("{} [{default}]: ", question.prompt),
        _ => format!("{}: ", question.prompt),
    };
    let typed = if question.secret {
        password(screen, &shown)?
    } else {
        line(screen, &shown)?
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
    let prompt = format!("{question} {} ", screen.say("word-yes-no", &[]));
    let typed = line(screen, &prompt)?;
    Ok(["y", "yes", "j", "ja"].contains(&typed.trim().to_lowercase().as_str()))
}

/// Asks for a password without showing it.
pub(crate) fn password(screen: &Screen, prompt: &str) -> Result<String, Failure> {
    rpassword::prompt_password(prompt).map_err(|error| unanswered(screen, &error))
}

fn line(screen: &Screen, prompt: &str) -> Result<String, Failure> {
    // Not locked while waiting: a signal's last words go there too.
    let mut out = io::stderr();
    out.write_all(prompt.as_bytes())
        .and_then(|()| out.flush())
        .map_err(|error| unanswered(screen, &error))?;
    let mut typed = String::new();
    let read = io::stdin()
        .lock()
        .read_line(&mut typed)
        .map_err(|error| unanswered(screen, &error))?;
    if read == 0 {
        let detail = screen.say("word-input-ended", &[]);
        return Err(Failure::new("confirmation-needed", Exit::Usage, detail));
    }
    Ok(typed.trim_end_matches(['\r', '\n']).to_owned())
}

fn unanswered(screen: &Screen, error: &io::Error) -> Failure {
    match error.kind() {
        // Ctrl-C where a password is typed.
        io::ErrorKind::Interrupted => interrupt::stopped(screen),
        _ => Failure::new("confirmation-needed", Exit::Usage, error),
    }
}
