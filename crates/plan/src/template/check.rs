//! Looking at a release's templates without rendering them: what a vendor is told before anything is signed.

use sealift_package::manifest::{
    Action, CheckAction, ComponentId, Identifier, Invocation, Manifest, Mode, Probe,
};
use thiserror::Error;

use super::render::{TemplateError, allow_mode, environment, names, reached_secret};
use crate::configuration::{Form, FormError, Question};
use crate::nearest::nearest;

/// A template of a manifest that cannot work, or that would show a secret.
#[derive(Debug, Clone, PartialEq, Eq, Error, serde::Serialize)]
#[error("{component}/{step}, {place}: {error}")]
pub struct TemplateProblem {
    /// The component.
    pub component: ComponentId,
    /// The step.
    pub step: Identifier,
    /// Where in the step: `run[2]`, `environment.HOME`, `ready.url`.
    pub place: String,
    /// What is wrong.
    pub error: TemplateError,
}

impl TemplateProblem {
    /// The stable code of this problem.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        self.error.code()
    }
}

/// Checks every template that a manifest holds; templates in trees are checked one by one with [`check_file`].
///
/// # Errors
/// [`FormError`] when the manifest's schema is no form.
pub fn check(manifest: &Manifest) -> Result<Vec<TemplateProblem>, FormError> {
    let form = Form::of(manifest)?;
    let mut problems = Vec::new();
    for component in &manifest.components {
        for step in &component.steps {
            for found in templates(&step.action) {
                if let Err(error) = look_at(&form, found.template, found.takes_secrets) {
                    problems.push(TemplateProblem {
                        component: component.id.clone(),
                        step: step.id.clone(),
                        place: found.place,
                        error,
                    });
                }
            }
        }
    }
    Ok(problems)
}

/// Checks a template that a `config-file` step renders into a file of this mode.
///
/// # Errors
/// [`TemplateError`] when it cannot work, or would put a secret where others can read it.
pub fn check_file(form: &Form, template: &str, mode: Mode) -> Result<(), TemplateError> {
    look_at(form, template, true)?;
    let names = names(&environment(), template)?;
    let has_secret = names
        .iter()
        .any(|name| reached_secret(name, secrets(form)).is_some());
    allow_mode(has_secret, mode)
}

struct Found<'a> {
    place: String,
    template: &'a str,
    takes_secrets: bool,
}

fn templates(action: &Action) -> Vec<Found<'_>> {
    let mut found = Vec::new();
    match action {
        Action::Service(service) => {
            invocation("", &service.invocation, &mut found);
            if let Some(ready) = &service.ready {
                check_action("ready.", ready, &mut found);
            }
        }
        Action::Command(command) => {
            invocation("", &command.invocation, &mut found);
            if let Some(undo) = &command.undo {
                invocation("undo.", undo, &mut found);
            }
        }
        Action::Check(check) => check_action("", check, &mut found),
        Action::Directory(_) | Action::Symlink(_) | Action::ConfigFile(_) | Action::User(_) => {}
    }
    found
}

fn invocation<'a>(at: &str, invocation: &'a Invocation, found: &mut Vec<Found<'a>>) {
    for (index, template) in invocation.run.iter().enumerate() {
        found.push(Found {
            place: format!("{at}run[{index}]"),
            template,
            takes_secrets: false,
        });
    }
    for (name, template) in &invocation.environment {
        found.push(Found {
            place: format!("{at}environment.{name}"),
            template,
            takes_secrets: true,
        });
    }
}

fn check_action<'a>(at: &str, check: &'a CheckAction, found: &mut Vec<Found<'a>>) {
    let mut open = |name: &str, template: &'a str| {
        found.push(Found {
            place: format!("{at}{name}"),
            template,
            takes_secrets: false,
        });
    };
    match &check.probe {
        Probe::Command(command) => invocation(at, command, found),
        Probe::Tcp { host, port } => {
            open("host", host);
            open("port", port);
        }
        Probe::Http { url, .. } => open("url", url),
        Probe::File { .. } => {}
    }
}

/// Whether a template reads well, names only what there is, and no secret where none may be.
fn look_at(form: &Form, template: &str, takes_secrets: bool) -> Result<(), TemplateError> {
    for name in names(&environment(), template)? {
        if !takes_secrets && let Some(secret) = reached_secret(&name, secrets(form)) {
            return Err(TemplateError::SecretNotAllowed { secret });
        }
        if !is_known(form, &name) {
            let nearest = nearest(
                name.strip_prefix("answers.").unwrap_or(&name),
                form.questions()
                    .iter()
                    .map(|question| question.key.as_str()),
            );
            let hint = nearest.map_or_else(String::new, |key| format!(" (perhaps answers.{key})"));
            return Err(TemplateError::Undefined {
                line: line_of(template, &name),
                name: format!("{name}{hint}"),
            });
        }
    }
    Ok(())
}

/// The line in which a template first uses a name, as far as it is written out.
fn line_of(template: &str, name: &str) -> usize {
    let mut name = name;
    loop {
        if let Some(at) = used_at(template, name) {
            return template[..at].matches('\n').count() + 1;
        }
        // A name may be written with its parts apart: `answers . port`.
        match name.rsplit_once('.') {
            Some((outer, _)) => name = outer,
            None => return 1,
        }
    }
}

/// Where a name stands as a whole between the delimiters of an expression or a statement.
fn used_at(template: &str, name: &str) -> Option<usize> {
    let is_part = |c: char| c.is_alphanumeric() || c == '_' || c == '.';
    template.match_indices(name).map(|(at, _)| at).find(|at| {
        let (before, after) = (&template[..*at], &template[at + name.len()..]);
        let opened = before.rfind("{{").max(before.rfind("{%"));
        let closed = before.rfind("}}").max(before.rfind("%}"));
        opened > closed && !before.ends_with(is_part) && !after.starts_with(is_part)
    })
}

fn secrets(form: &Form) -> impl Iterator<Item = &str> {
    form.questions()
        .iter()
        .filter(|question: &&Question| question.secret)
        .map(|question| question.key.as_str())
}

fn is_known(form: &Form, name: &str) -> bool {
    const PLACES: [&str; 6] = ["prefix", "program", "config", "data", "logs", "run"];
    let (first, rest) = name.split_once('.').unwrap_or((name, ""));
    match first {
        "paths" => rest.is_empty() || PLACES.contains(&rest),
        "release" => rest.is_empty() || ["version", "sequence", "name"].contains(&rest),
        "facts" => rest.is_empty() || rest == "hostname",
        "answers" => {
            let holds = |outer: &str, inner: &str| {
                inner
                    .strip_prefix(outer)
                    .is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
            };
            rest.is_empty()
                || form
                    .questions()
                    .iter()
                    .any(|question| holds(rest, &question.key) || holds(&question.key, rest))
        }
        "range" | "dict" | "namespace" | "true" | "false" | "none" | "loop" => true,
        _ => false,
    }
}
