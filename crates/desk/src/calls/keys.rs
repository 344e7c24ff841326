//! Whose releases are accepted here.

use sealift_app::Failure;
use sealift_app::cases::recover;
use sealift_app::cases::trust::{self, Comparison, NewKey};
use sealift_app::data::KeySummary;

use super::claims;
use crate::asked::Asked;
use crate::data::{DistrustRequest, KeyFileRequest, KeyView, Nothing, TrustRequest};
use crate::files;

pub(crate) fn look_at_key(asked: &Asked<'_>, request: KeyFileRequest) -> Result<KeyView, Failure> {
    let text = files::read_text(asked.path(request.key)?, asked.cancel)?;
    Ok(trust::look_at_key(&text)?.into())
}

pub(crate) fn trusted_keys(asked: &Asked<'_>, _: Nothing) -> Result<Vec<KeyView>, Failure> {
    match asked.facility() {
        Ok(facility) => Ok(trust::list(&facility)?
            .into_iter()
            .map(Into::into)
            .collect()),
        Err(failure) if failure.code == "state-absent" => Ok(Vec::new()),
        Err(failure) => Err(failure),
    }
}

pub(crate) fn trust_key(asked: &Asked<'_>, request: TrustRequest) -> Result<KeyView, Failure> {
    let file = files::read_text(asked.path(request.key)?, asked.cancel)?;
    let facility = asked.founded(claims(request.compared_by, request.ticket, request.reason))?;
    let (lock, _) = recover::lock(&facility, "trust add", false)?;
    let added = trust::add(
        &facility,
        &lock,
        &NewKey {
            file: &file,
            fingerprint: &request.fingerprint,
            compared: Comparison::Typed,
            products: &request.products,
        },
    )?;
    let fingerprint = added.fingerprint.clone();
    let kept = trust::list(&facility)?
        .into_iter()
        .find(|key| key.fingerprint == fingerprint);
    Ok(kept.unwrap_or(added).into())
}

pub(crate) fn distrust_key(
    asked: &Asked<'_>,
    request: DistrustRequest,
) -> Result<Nothing, Failure> {
    let facility = asked.founded(claims(request.person, request.ticket, request.reason))?;
    let (lock, _) = recover::lock(&facility, "trust remove", false)?;
    trust::remove(&facility, &lock, &request.fingerprint, request.revoke)?;
    Ok(Nothing {})
}

impl From<KeySummary> for KeyView {
    fn from(key: KeySummary) -> Self {
        Self {
            fingerprint: key.fingerprint,
            grouped: key.grouped,
            words: key.words,
            key_id: key.key_id,
            products: key.products,
            added_by: key.added_by,
            added_at: key.added_at,
        }
    }
}
