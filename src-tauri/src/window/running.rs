//! Stopping work, and closing the window.

use std::sync::Arc;

use sealift_desk::Failure;
use sealift_desk::data::{Nothing, OperationRequest, Unsaved};

use crate::ipc::Question;

pub(crate) fn cancel(
    question: &Question<'_>,
    request: OperationRequest,
) -> Result<Nothing, Failure> {
    question.shell.running().cancel(&request.operation);
    Ok(Nothing {})
}

pub(crate) fn set_unsaved(question: &Question<'_>, request: Unsaved) -> Result<Nothing, Failure> {
    question.shell.running().set_unsaved(request.unsaved);
    Ok(Nothing {})
}

/// Nothing that runs is stopped by it: the window goes when the last work has ended.
pub(crate) fn close(question: &Question<'_>, _: Nothing) -> Result<Nothing, Failure> {
    let shell = Arc::downgrade(question.shell);
    question.shell.running().once_idle(move || {
        if let Some(shell) = shell.upgrade()
            && let Some(surface) = shell.surface()
        {
            surface.close();
        }
    });
    Ok(Nothing {})
}
