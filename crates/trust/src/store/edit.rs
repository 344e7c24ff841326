//! Changes to a trust store: each takes a store and returns another, or says why not.

use sealift_document::{Count, Timestamp};

use super::{
    Added, Comparison, ProductScope, RescindedRelease, RevocationList, RevokedKey, StoreError,
    Threshold, TrustStore, TrustedKey,
};
use crate::key::{Fingerprint, PublicKey};

impl TrustStore {
    /// A store for one question: does this key, given on the spot, vouch for a package of any product?
    ///
    /// # Errors
    /// None in practice; a single key breaks no rule.
    pub fn for_key_at_hand(key: PublicKey, now: Timestamp) -> Result<Self, StoreError> {
        let added = Added {
            at: now,
            by: "command line".into(),
            compared: Comparison::Given,
        };
        Self::default().with_key(key, vec![ProductScope::every_product()], added)
    }

    /// Trusts a key for some products.
    ///
    /// # Errors
    /// The key is there already (be it under another key id), was revoked, or is for no product.
    pub fn with_key(
        &self,
        key: PublicKey,
        products: Vec<ProductScope>,
        added: Added,
    ) -> Result<Self, StoreError> {
        let fingerprint = key.fingerprint();
        if self.revocations.key(&fingerprint).is_some() {
            return Err(StoreError::Revoked { fingerprint });
        }
        let trusted = TrustedKey {
            fingerprint,
            key,
            products,
            added,
        };
        self.changed(|store| store.keys.push(trusted))
    }

    /// Gives a trusted key other products to speak for.
    ///
    /// # Errors
    /// The key is not there, or there would be no product.
    pub fn with_scope(
        &self,
        fingerprint: Fingerprint,
        products: Vec<ProductScope>,
    ) -> Result<Self, StoreError> {
        let at = self.position(&fingerprint)?;
        self.changed(|store| store.keys[at].products = products)
    }

    /// Trusts a key no longer. Unlike a revocation this can be taken back.
    ///
    /// # Errors
    /// The key is not there.
    pub fn without_key(&self, fingerprint: Fingerprint) -> Result<Self, StoreError> {
        let at = self.position(&fingerprint)?;
        self.changed(|store| {
            store.keys.remove(at);
        })
    }

    /// Sets how many different keys must sign; replaces a rule for the very same products.
    ///
    /// # Errors
    /// [`StoreError::ThresholdOfNone`] (threat T17).
    pub fn with_threshold(&self, rule: Threshold) -> Result<Self, StoreError> {
        self.changed(|store| {
            store.thresholds.retain(|old| old.products != rule.products);
            store.thresholds.push(rule);
        })
    }

    /// Takes a threshold away; products without one need a single signature.
    ///
    /// # Errors
    /// None in practice.
    pub fn without_threshold(&self, products: &ProductScope) -> Result<Self, StoreError> {
        self.changed(|store| store.thresholds.retain(|old| old.products != *products))
    }

    /// Revokes a key for good, with the next list.
    ///
    /// # Errors
    /// It was revoked before, or the numbers of lists are used up.
    pub fn with_revoked_key(&self, key: RevokedKey, now: Timestamp) -> Result<Self, StoreError> {
        if self.revocations.key(&key.fingerprint).is_some() {
            let fingerprint = key.fingerprint;
            return Err(StoreError::Revoked { fingerprint });
        }
        let mut next = self.next_list(now)?;
        next.keys.push(key);
        self.with_revocations(next)
    }

    /// Rescinds a release, with the next list.
    ///
    /// # Errors
    /// The numbers of lists are used up.
    pub fn with_rescinded_release(
        &self,
        release: RescindedRelease,
        now: Timestamp,
    ) -> Result<Self, StoreError> {
        let mut next = self.next_list(now)?;
        next.releases.retain(|old| old.manifest != release.manifest);
        next.releases.push(release);
        self.with_revocations(next)
    }

    /// Puts another revocation list in force.
    ///
    /// # Errors
    /// [`StoreError::OlderRevocations`] unless its number is higher than the one in force (threat T16).
    pub fn with_revocations(&self, list: RevocationList) -> Result<Self, StoreError> {
        if list.sequence <= self.revocations.sequence {
            return Err(StoreError::OlderRevocations {
                held: self.revocations.sequence,
                offered: list.sequence,
            });
        }
        self.changed(|store| store.revocations = list)
    }

    fn next_list(&self, now: Timestamp) -> Result<RevocationList, StoreError> {
        let next = self.revocations.sequence.value() + 1;
        let sequence = Count::try_from(next).map_err(|_| StoreError::RevocationsExhausted)?;
        Ok(RevocationList {
            sequence,
            issued: Some(now),
            ..self.revocations.clone()
        })
    }

    fn position(&self, fingerprint: &Fingerprint) -> Result<usize, StoreError> {
        let is_it = |key: &TrustedKey| key.fingerprint == *fingerprint;
        self.keys
            .iter()
            .position(is_it)
            .ok_or(StoreError::NotTrusted {
                fingerprint: *fingerprint,
            })
    }

    fn changed(&self, change: impl FnOnce(&mut Self)) -> Result<Self, StoreError> {
        let mut store = self.clone();
        change(&mut store);
        store.validate()?;
        Ok(store)
    }
}
