//! What a program writes while it runs: droppable, for windows that show a live log.

use serde::{Deserialize, Serialize};

/// What a step's programs have written since the last event of this kind, secrets masked. A window that is slow or was
/// closed misses some; what is kept comes with [`super::Lifecycle::StepOutput`] when the step is over.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "event", rename = "output")]
pub struct LiveOutput {
    /// The step, by its place in the plan.
    pub step: u32,
    /// Whether the program takes the step back.
    #[serde(default)]
    pub undoing: bool,
    /// What was written, in its order; to be appended to what came before.
    pub parts: Vec<OutputPart>,
    /// Bytes left out after these, because more came at once than anybody can read.
    #[serde(default, skip_serializing_if = "super::lifecycle::is_zero")]
    pub left_out: u64,
}

/// A piece of what one of a program's outputs carried; whole lines unless a line is very long or slow to end.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OutputPart {
    /// Which output.
    pub from: OutputSource,
    /// The text, with its ends of lines; bytes that are no UTF-8 replaced.
    pub text: String,
}

/// Which of a program's outputs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum OutputSource {
    /// Standard output.
    Out,
    /// Standard error.
    Err,
}
