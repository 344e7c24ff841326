//! What goes wrong in export mode, as every face tells it.

use sealift_desk::{Exit, Failure};
use sealift_vendor::{DescriptionError, KeyFileError, PackError};

/// A description that cannot be used, a line for each thing that is wrong.
pub(super) fn undescribed(error: &DescriptionError) -> Failure {
    match error {
        DescriptionError::Problems { problems } => {
            let lines = problems.iter().map(ToString::to_string);
            Failure::new(error.code(), Exit::Usage, "").with_lines(lines)
        }
        DescriptionError::Read { .. } | DescriptionError::Undated { .. } => {
            Failure::new(error.code(), Exit::Usage, error)
        }
    }
}

/// A release that could not be sealed.
pub(super) fn unpacked(error: &PackError) -> Failure {
    let code = error.code();
    let listed = |lines: Vec<String>| Failure::new(code, Exit::Usage, "").with_lines(lines);
    match error {
        PackError::Description(error) => undescribed(error),
        PackError::Trees { problems } => listed(problems.iter().map(ToString::to_string).collect()),
        PackError::Templates { problems } => listed(problems.clone()),
        _ if code == "cancelled" => Failure::new(code, Exit::Cancelled, error),
        _ => Failure::new(code, Exit::Usage, error),
    }
}

/// A key that could not be made or opened.
pub(super) fn locked_out(error: &KeyFileError) -> Failure {
    let exit = match error {
        KeyFileError::Output(_) => Exit::MediaFailed,
        _ => Exit::Usage,
    };
    Failure::new(error.code(), exit, error)
}
