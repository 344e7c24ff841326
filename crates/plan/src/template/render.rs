//! Rendering, and what can be wrong with it.

use std::collections::BTreeSet;
use std::io::{self, Write};

use minijinja::value::Value;
use minijinja::{AutoEscape, Environment, Error, ErrorKind, UndefinedBehavior};
use sealift_package::manifest::Mode;
use thiserror::Error;

use super::context::Context;
use super::filters;
use crate::configuration::Secret;

/// Instructions that one rendering may take.
const FUEL: u64 = 1_000_000;
/// Bytes that one rendering may give.
const MAX_BYTES: usize = 4 << 20;

/// Why a template gives no text.
#[derive(Debug, Clone, PartialEq, Eq, Error, serde::Serialize)]
pub enum TemplateError {
    /// It is not written as templates are.
    #[error("line {line} of the template cannot be read: {detail}")]
    Syntax {
        /// One-based line.
        line: usize,
        /// What the parser said.
        detail: String,
    },
    /// It names something that is not there.
    #[error("line {line} of the template names {name}, which is not defined")]
    Undefined {
        /// One-based line.
        line: usize,
        /// What it names, as far as it is known.
        name: String,
    },
    /// It went wrong on the way.
    #[error("line {line} of the template cannot be rendered: {detail}")]
    Failed {
        /// One-based line.
        line: usize,
        /// What went wrong; never an answer.
        detail: String,
    },
    /// It runs too long.
    #[error("the template takes more than {FUEL} instructions")]
    OutOfFuel,
    /// It gives too much.
    #[error("the template gives more than {most} bytes")]
    TooLarge {
        /// Bytes allowed.
        most: usize,
    },
    /// A secret where others can see it: in an argument, an address, a path.
    #[error("the template uses the secret {secret} where other programs can see it")]
    SecretNotAllowed {
        /// The dotted name of the answer.
        secret: String,
    },
    /// A secret in a file that others can read.
    #[error(
        "a file with a secret in it has the mode {mode}; it must give nothing to others and no writing to the group"
    )]
    SecretNeedsPrivateMode {
        /// The mode asked for.
        mode: Mode,
    },
}

impl TemplateError {
    /// The stable code of this error.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Syntax { .. } => "template-syntax",
            Self::Undefined { .. } => "template-undefined",
            Self::Failed { .. } => "template-failed",
            Self::OutOfFuel => "template-out-of-fuel",
            Self::TooLarge { .. } => "template-too-large",
            Self::SecretNotAllowed { .. } => "template-secret-not-allowed",
            Self::SecretNeedsPrivateMode { .. } => "template-secret-needs-private-mode",
        }
    }
}

/// A rendered text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rendered {
    /// The text as it is meant, secrets and all.
    pub text: Secret,
    /// The text with each secret masked.
    pub shown: String,
    /// Whether there is, or could be, a secret in it.
    pub has_secret: bool,
}

/// Renders a template for a place that may hold secrets: a file for the owner, an environment.
///
/// # Errors
/// [`TemplateError`]; its texts never hold a secret.
pub fn render(context: &Context, template: &str) -> Result<Rendered, TemplateError> {
    let environment = environment();
    let shown = run(&environment, template, &context.masked)?;
    let mentioned = mentioned_secret(&environment, template, &context.secrets)?;
    let text = match run(&environment, template, &context.full) {
        Ok(text) => text,
        // Masks gave no error, so this one comes from a secret's value and may quote it.
        Err(TemplateError::Failed { line, .. }) => {
            let detail = "a secret answer does not fit".into();
            return Err(TemplateError::Failed { line, detail });
        }
        Err(error) => return Err(error),
    };
    Ok(Rendered {
        has_secret: mentioned.is_some() || text != shown,
        text: Secret::new(text),
        shown,
    })
}

/// Renders a template for a place that everyone can see; secrets are refused (threat C4: the text is one argument).
///
/// # Errors
/// [`TemplateError::SecretNotAllowed`] when it could use a secret, and other [`TemplateError`]s.
pub fn render_open(context: &Context, template: &str) -> Result<String, TemplateError> {
    let environment = environment();
    if let Some(secret) = mentioned_secret(&environment, template, &context.secrets)? {
        return Err(TemplateError::SecretNotAllowed { secret });
    }
    run(&environment, template, &context.open)
}

/// Whether a rendered text may stand in a file of this mode.
///
/// # Errors
/// [`TemplateError::SecretNeedsPrivateMode`] when others could read a secret, or the group could change it.
pub fn allow_mode(has_secret: bool, mode: Mode) -> Result<(), TemplateError> {
    if has_secret && mode.bits() & 0o027 != 0 {
        return Err(TemplateError::SecretNeedsPrivateMode { mode });
    }
    Ok(())
}

pub(super) fn environment() -> Environment<'static> {
    let mut environment = Environment::new();
    environment.set_undefined_behavior(UndefinedBehavior::Strict);
    environment.set_auto_escape_callback(|_| AutoEscape::None);
    environment.set_fuel(Some(FUEL));
    let syntax = minijinja::syntax::SyntaxConfig::builder()
        .trim_blocks(true)
        .lstrip_blocks(true)
        .keep_trailing_newline(true)
        .build()
        .expect("the delimiters are the usual ones");
    environment.set_syntax(syntax);
    filters::add(&mut environment);
    environment
}

/// The names that a template could look up, dotted as far as they are written out.
pub(super) fn names(
    environment: &Environment<'_>,
    template: &str,
) -> Result<BTreeSet<String>, TemplateError> {
    let template = environment
        .template_from_str(template)
        .map_err(|error| translated(&error))?;
    Ok(template.undeclared_variables(true).into_iter().collect())
}

/// A secret that a template could look up: by its name, by the name of what holds it, or through a variable index.
fn mentioned_secret(
    environment: &Environment<'_>,
    template: &str,
    secrets: &BTreeSet<String>,
) -> Result<Option<String>, TemplateError> {
    let names = names(environment, template)?;
    Ok(names
        .iter()
        .find_map(|name| reached_secret(name, secrets.iter().map(String::as_str))))
}

/// The first of these secrets that looking up a name could reach.
pub(super) fn reached_secret<'a>(
    name: &str,
    mut secrets: impl Iterator<Item = &'a str>,
) -> Option<String> {
    let key = match name.strip_prefix("answers") {
        Some("") => "",
        Some(rest) => rest.strip_prefix('.')?,
        None => return None,
    };
    let holds = |outer: &str, inner: &str| {
        inner
            .strip_prefix(outer)
            .is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
    };
    secrets
        .find(|secret| key.is_empty() || holds(key, secret) || holds(secret, key))
        .map(str::to_owned)
}

fn run(
    environment: &Environment<'_>,
    template: &str,
    context: &Value,
) -> Result<String, TemplateError> {
    let template = environment
        .template_from_str(template)
        .map_err(|error| translated(&error))?;
    let mut sink = Bounded {
        bytes: Vec::new(),
        is_full: false,
    };
    let outcome = template
        .render_captured_to(context.clone(), &mut sink)
        .map(drop);
    if sink.is_full {
        return Err(TemplateError::TooLarge { most: MAX_BYTES });
    }
    outcome.map_err(|error| translated(&error))?;
    Ok(String::from_utf8(sink.bytes).expect("a template writes text"))
}

fn translated(error: &Error) -> TemplateError {
    let line = error.line().unwrap_or(0);
    let detail = sealift_document::plain(error.detail().unwrap_or("it does not fit"));
    match error.kind() {
        ErrorKind::SyntaxError => TemplateError::Syntax { line, detail },
        ErrorKind::OutOfFuel => TemplateError::OutOfFuel,
        ErrorKind::UndefinedError => TemplateError::Undefined { line, name: detail },
        kind => TemplateError::Failed {
            line,
            detail: format!("{kind}: {detail}"),
        },
    }
}

struct Bounded {
    bytes: Vec<u8>,
    is_full: bool,
}

impl Write for Bounded {
    fn write(&mut self, written: &[u8]) -> io::Result<usize> {
        if self.bytes.len() + written.len() > MAX_BYTES {
            self.is_full = true;
            return Err(io::Error::other("the rendering is too large"));
        }
        self.bytes.extend_from_slice(written);
        Ok(written.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
