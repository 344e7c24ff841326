//! Source trees: what is in them, what of it a release takes, and all that it cannot represent.

mod problem;
mod rules;
mod walk;

pub use problem::{TreeProblem, TreeProblemKind};
pub use rules::{ModeRule, Pattern, TreeRules};
pub(crate) use walk::{SourceFile, SourceTree, walk};
