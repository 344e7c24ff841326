//! A vendor's keys. Passwords are wiped from memory when they have been used, kept nowhere and written to no log.

use camino::{Utf8Path, Utf8PathBuf};
use sealift_app::cases::trust::look_at_key;
use sealift_desk::data::{KeygenRequest, NewKey};
use sealift_desk::{Exit, Failure};
use sealift_vendor::{Password, SecretKeyFile, SigningKey};

use super::failures::locked_out;
use crate::ipc::Question;

pub(crate) fn generate_key(
    question: &Question<'_>,
    request: KeygenRequest,
) -> Result<NewKey, Failure> {
    let password = given(request.password);
    let folder = question.shell.target(request.folder)?;
    let made = sealift_vendor::keygen(folder.as_std_path(), password.as_ref())
        .map_err(|error| locked_out(&error))?;
    let keep = |path: &std::path::Path| -> Result<_, Failure> {
        let path = Utf8PathBuf::try_from(path.to_owned())
            .map_err(|error| Failure::new("media-bad-name", Exit::MediaFailed, error))?;
        Ok(question.shell.keep(&path))
    };
    Ok(NewKey {
        key: look_at_key(&made.key.file_text())?.into(),
        secret: keep(&made.secret)?,
        public: keep(&made.public)?,
    })
}

/// Opens a secret key with what was typed.
pub(super) fn opened(path: &Utf8Path, password: String) -> Result<SigningKey, Failure> {
    let password = given(password);
    let file = SecretKeyFile::read(path.as_std_path()).map_err(|error| locked_out(&error))?;
    file.unlock(password.as_ref())
        .map_err(|error| locked_out(&error))
}

/// Nothing typed is no password.
fn given(password: String) -> Option<Password> {
    (!password.is_empty()).then(|| Password::new(password))
}
