//! How the window looks and what it offers.

use sealift_desk::Failure;
use sealift_desk::data::{Nothing, Preferences};

use crate::ipc::Question;

pub(crate) fn preferences(question: &Question<'_>, _: Nothing) -> Result<Preferences, Failure> {
    Ok(question.shell.preferences().current())
}

pub(crate) fn set_preferences(
    question: &Question<'_>,
    wanted: Preferences,
) -> Result<Preferences, Failure> {
    let kept = question.shell.preferences().keep(wanted)?;
    question.shell.speak();
    Ok(kept)
}
