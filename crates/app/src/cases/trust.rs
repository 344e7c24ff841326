//! Whose releases are accepted here.

use sealift_audit::{Event, Outcome, Subject, detail};
use sealift_document::Particulars;
use sealift_engine::executor::WorldLock;
use sealift_engine::site::{self, Ground};
pub use sealift_trust::store::Comparison;
use sealift_trust::store::{Added, RevokedKey};
use sealift_trust::{Fingerprint, Policy, ProductScope, PublicKey, TrustStore};

use crate::data::KeySummary;
use crate::exit::Exit;
use crate::facility::Facility;
use crate::failure::Failure;

/// Reads a public key file and tells what a person compares.
///
/// # Errors
/// [`Failure`] when it is no public key.
pub fn look_at_key(file: &str) -> Result<KeySummary, Failure> {
    Ok(KeySummary::of(&PublicKey::parse(file)?))
}

/// A key that somebody decided to trust.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewKey<'a> {
    /// The public key file's text.
    pub file: &'a str,
    /// The fingerprint that the person has from elsewhere.
    pub fingerprint: &'a str,
    /// How it was compared.
    pub compared: Comparison,
    /// Product patterns; empty for every product.
    pub products: &'a [String],
}

/// Accepts releases signed with a key from now on.
///
/// # Errors
/// [`Failure`] `trust-fingerprint-differs` when the key is not the one whose fingerprint was given; that attempt is
/// recorded. Others when the key or a pattern cannot be used, or the store cannot be changed.
pub fn add(facility: &Facility, lock: &WorldLock, new: &NewKey<'_>) -> Result<KeySummary, Failure> {
    let key = PublicKey::parse(new.file)?;
    let summary = KeySummary::of(&key);
    if !key
        .fingerprint()
        .is_what_was_typed(new.fingerprint)
        .map_err(|error| usage("trust-fingerprint-differs", &error))?
    {
        // The key's own is not told here: it would be copied, and then nobody has compared anything.
        let about = Particulars::named("store-not-the-compared-key");
        let failure = Failure::saying("trust-fingerprint-differs", Exit::PackageRefused, about);
        return Err(facility.refused(
            Event::TrustRefused,
            "trust add",
            failure,
            Subject::default(),
        ));
    }
    facility.lets_change(Event::TrustRefused, "trust add")?;
    let scopes = scopes(new.products)?;
    let added = Added {
        at: facility.author().now(),
        by: facility.ground().world.clock.actor().effective_user,
        compared: new.compared,
    };
    let store = facility.trust_store()?.with_key(key, scopes, added)?;
    let mut kept = store.keys().iter().map(KeySummary::from);
    let kept = kept.find(|kept| kept.fingerprint == summary.fingerprint);
    let draft = facility
        .author()
        .draft(Event::TrustAdded, Outcome::Succeeded)
        .detail(detail::FINGERPRINT, summary.fingerprint.as_str())
        .detail(
            detail::TRUSTED_HOW,
            format!("{:?}", new.compared).to_lowercase(),
        )
        .detail(
            detail::SCOPE,
            if new.products.is_empty() {
                "*".to_owned()
            } else {
                new.products.join(", ")
            },
        );
    change(facility, lock, &store, draft)?;
    Ok(kept.unwrap_or(summary))
}

/// The keys that are trusted here.
///
/// # Errors
/// [`Failure`] when the store cannot be read or others could have changed it.
pub fn list(facility: &Facility) -> Result<Vec<KeySummary>, Failure> {
    Ok(facility
        .trust_store()?
        .keys()
        .iter()
        .map(KeySummary::from)
        .collect())
}

/// Accepts a key no longer; with `revoke` also for what was imported already, for ever.
///
/// # Errors
/// [`Failure`] when no trusted key has this fingerprint, or the store cannot be changed.
pub fn remove(
    facility: &Facility,
    lock: &WorldLock,
    fingerprint: &str,
    revoke: bool,
) -> Result<(), Failure> {
    let fingerprint: Fingerprint = fingerprint
        .parse()
        .map_err(|error| usage("trust-key-not-found", &error))?;
    facility.lets_change(Event::TrustRefused, "trust remove")?;
    let now = facility.author().now();
    let mut store = facility.trust_store()?.without_key(fingerprint)?;
    if revoke {
        let reason = facility
            .author()
            .claims()
            .reason
            .clone()
            .unwrap_or_default();
        let key = RevokedKey {
            fingerprint,
            since: now,
            reason,
        };
        store = store.with_revoked_key(key, now)?;
    }
    let draft = facility
        .author()
        .draft(Event::TrustRemoved, Outcome::Succeeded)
        .detail(detail::FINGERPRINT, fingerprint.to_string())
        .detail(detail::KIND, if revoke { "revoked" } else { "removed" });
    change(facility, lock, &store, draft)
}

/// Keeps another store: whoever holds the lock has read the one that it comes from.
fn change(
    facility: &Facility,
    _lock: &WorldLock,
    store: &TrustStore,
    draft: sealift_audit::RecordDraft,
) -> Result<(), Failure> {
    let ground = facility.ground();
    Ok(site::change_trust_store(
        ground.world.files.as_ref(),
        &ground.paths,
        facility.database(),
        store,
        draft,
    )?)
}

fn scopes(patterns: &[String]) -> Result<Vec<ProductScope>, Failure> {
    if patterns.is_empty() {
        return Ok(vec![ProductScope::every_product()]);
    }
    patterns
        .iter()
        .map(|pattern| {
            pattern
                .parse()
                .map_err(|error| usage("trust-scope", &error))
        })
        .collect()
}

fn usage<E: std::fmt::Display + serde::Serialize>(code: &'static str, error: &E) -> Failure {
    Failure::of(code, Exit::Usage, error)
}

/// The keys that are trusted here, for whoever verifies with them.
///
/// # Errors
/// [`Failure`] when the store cannot be read or others could have changed it.
pub fn store(facility: &Facility) -> Result<TrustStore, Failure> {
    facility.trust_store()
}

/// The facility's rules.
pub struct PolicyShown {
    /// Where the file lies, or would lie: an absolute path of the machine.
    pub file: String,
    /// The rules in force, defaults filled in.
    pub policy: Policy,
}

/// The rules in force. They are there before anybody founds a site, so a ground is enough to ask on.
///
/// # Errors
/// [`Failure`] when the policy cannot be read, which allows nothing.
pub fn policy(ground: &Ground) -> Result<PolicyShown, Failure> {
    Ok(PolicyShown {
        file: ground.root.absolute(&ground.paths.policy()),
        policy: site::policy(ground.world.files.as_ref(), &ground.paths)?,
    })
}
