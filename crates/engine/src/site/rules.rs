//! The facility's own files: whom it trusts, and what it allows.

use sealift_audit::RecordDraft;
use sealift_document::{Digest, Document};
use sealift_package::manifest::Mode;
use sealift_trust::policy::{Policy, PolicyError};
use sealift_trust::store::TrustStore;

use super::writing::{ensure_directory, give_up, publish, read_file, replace_file};
use super::{SiteError, SitePaths};
use crate::effects::{Files, HostPath};
use crate::state::{Database, StateError};

/// The keys that this site trusts; none when nobody has decided yet.
///
/// # Errors
/// [`SiteError::Exposed`] when others than the owner could have changed the file (threat T18), or when it cannot be
/// read.
pub fn trust_store(files: &dyn Files, paths: &SitePaths) -> Result<TrustStore, SiteError> {
    let at = paths.trust_store();
    let Some(bytes) = read_guarded(files, &at, TrustStore::MAX_BYTES)? else {
        return Ok(TrustStore::default());
    };
    TrustStore::parse(&bytes).map_err(|reason| SiteError::TrustStore {
        at: at.to_string(),
        reason,
    })
}

/// The detail of a record that says which trust store it leads to.
pub(super) const STORE: &str = "store-sha256";

/// Replaces the trust store, and records that. The new one waits beside the old; the record decides which of them holds,
/// and [`super::recover`] ends what was interrupted. The caller holds the world's lock.
///
/// # Errors
/// [`SiteError`]; the old store holds then. [`SiteError::Unfinished`] when the new one was recorded and only its place
/// could not be taken, which the next start does.
pub fn change_trust_store(
    files: &dyn Files,
    paths: &SitePaths,
    database: &Database,
    store: &TrustStore,
    record: RecordDraft,
) -> Result<(), SiteError> {
    let (at, next) = (paths.trust_store(), paths.next_trust_store());
    ensure_directory(files, &paths.config, Mode::EXECUTABLE)?;
    guard(files, &paths.config)?;
    let bytes = store.to_bytes().map_err(|reason| SiteError::TrustStore {
        at: at.to_string(),
        reason: reason.into(),
    })?;
    let record = record.detail(STORE, Digest::of(&bytes));
    let recorded = replace_file(files, &next, Mode::FILE, &bytes).and_then(|()| {
        let recorded = database.write::<_, StateError>(|write| write.record(record));
        recorded.map_err(SiteError::from)
    });
    if let Err(error) = recorded {
        if !error.is_uncertain() {
            give_up(files, &next);
        }
        return Err(error);
    }
    publish(files, &next, &at).map_err(SiteError::after_the_change)
}

/// The facility's rules; the strict defaults when nobody has written any.
///
/// # Errors
/// [`SiteError`], as for [`trust_store`]; a policy that cannot be read allows nothing.
pub fn policy(files: &dyn Files, paths: &SitePaths) -> Result<Policy, SiteError> {
    let at = paths.policy();
    let Some(bytes) = read_guarded(files, &at, Policy::MAX_BYTES)? else {
        return Ok(Policy::default());
    };
    let refused = |reason: PolicyError| SiteError::Policy {
        at: at.to_string(),
        reason,
    };
    let text = String::from_utf8(bytes).map_err(|_| SiteError::Io {
        at: at.to_string(),
        reason: "it is not UTF-8".into(),
    })?;
    Policy::parse(&text).map_err(refused)
}

/// The digest of the policy as it lies there, whether or not it can be used; none when nobody has written any.
///
/// # Errors
/// [`SiteError`] when it cannot be read at all.
pub fn policy_digest(files: &dyn Files, paths: &SitePaths) -> Result<Option<Digest>, SiteError> {
    let bytes = read_file(files, &paths.policy(), Policy::MAX_BYTES as u64)?;
    Ok(bytes.map(|bytes| Digest::of(&bytes)))
}

fn read_guarded(
    files: &dyn Files,
    at: &HostPath,
    most: usize,
) -> Result<Option<Vec<u8>>, SiteError> {
    let bytes = read_file(files, at, most as u64)?;
    if bytes.is_some() {
        guard(files, at)?;
    }
    Ok(bytes)
}

fn guard(files: &dyn Files, at: &HostPath) -> Result<(), SiteError> {
    if files.is_writable_by_others(at)? {
        Err(SiteError::Exposed { at: at.to_string() })
    } else {
        Ok(())
    }
}
