//! Asking for an administrator.

use sealift_desk::Failure;
use sealift_desk::data::{Nothing, Unlocked};

use crate::ipc::Question;
use crate::site::Site;

pub(crate) fn unlock(question: &Question<'_>, _: Nothing) -> Result<Unlocked, Failure> {
    let opened = match question.shell.site() {
        Site::Here(_) => Ok(()),
        Site::Elevated(elevation) => elevation.open(),
    };
    Ok(Unlocked {
        failure: opened
            .err()
            .map(|failure| question.wording.explain(&failure)),
    })
}
