//! What an operator is asked, and the answers.
//!
//! A vendor's schema becomes a [`Form`]. [`Answers`] come from documents, from `key=value` texts or from a face, and
//! [`Form::settle`] judges them all at once, before anything is changed. What comes out is [`Settled`]: public
//! answers, and apart from them secrets and files.

mod answers;
mod carry;
mod form;
mod problem;
mod question;
mod schema;
mod secret;
mod settle;
mod settled;
mod strict;
#[cfg(test)]
mod tests;

pub use answers::{Answers, AnswersError, MAX_BYTES};
pub use carry::{CarriedOver, Mark, carry_over};
pub use form::Form;
pub use problem::{AnswerProblem, ProblemKind};
pub use question::{Choice, Question, QuestionKind};
pub use schema::FormError;
pub use secret::{MASK, Secret};
pub use settled::{FileAnswer, Settled};

pub(crate) use answers::{insert_at, value_at};
