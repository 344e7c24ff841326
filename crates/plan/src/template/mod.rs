//! Templates: text with answers and places in it, and no way to reach anything else.
//!
//! Strict Jinja: a name that is not defined is an error, nothing can be included, and work and output are bounded.
//! Secrets are in the full context alone. What ends in an argument list is rendered without them, so that it cannot
//! hold one; what ends in a file or an environment is rendered a second time with masks, to be shown.

mod check;
mod context;
mod filters;
mod render;
#[cfg(test)]
mod tests;

pub use check::{TemplateProblem, check, check_file};
pub use context::{Context, ProgramPlace, Surroundings};
pub use render::{Rendered, TemplateError, allow_mode, render, render_open};
