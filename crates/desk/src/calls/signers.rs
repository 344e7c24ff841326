//! Who signed the volumes of a release, each signature of each volume judged: a volume that was looked at vouches for no
//! other.

use std::collections::BTreeMap;

use sealift_package::manifest::ProductId;
use sealift_package::volume::Seal;
use sealift_trust::{
    Fingerprint, History, SignatureFile, TrustRefusal, TrustStore, authenticate, authenticate_seal,
    authorise,
};

use crate::data::{KeyView, Signer};

/// How a signature stands, the better before the worse.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum State {
    Valid,
    UnknownKey,
    OutOfScope,
    Revoked,
    Bad,
}

impl State {
    const fn word(self) -> &'static str {
        match self {
            Self::Valid => "valid",
            Self::UnknownKey => "unknown-key",
            Self::OutOfScope => "out-of-scope",
            Self::Revoked => "revoked",
            Self::Bad => "bad",
        }
    }
}

/// Whether every volume's signatures suffice here.
///
/// # Errors
/// The worst [`TrustRefusal`] among them: a signature that does not hold comes before all that is wrong with its key.
pub(super) fn judge<'a>(
    seals: impl IntoIterator<Item = &'a Seal>,
    store: &TrustStore,
    history: &History,
) -> Result<(), TrustRefusal> {
    let refusal = |seal: &Seal| {
        let authentic = authenticate_seal(seal, store);
        authentic
            .and_then(|authentic| authorise(authentic, store, history))
            .err()
    };
    let all = seals.into_iter().filter_map(refusal);
    // Of equals the first is told.
    match all.min_by_key(|refusal| std::cmp::Reverse(state_of(refusal))) {
        Some(worst) => Err(worst),
        None => Ok(()),
    }
}

const fn state_of(refusal: &TrustRefusal) -> State {
    match refusal {
        TrustRefusal::UnknownKeys { .. } | TrustRefusal::NoKeyConfigured => State::UnknownKey,
        TrustRefusal::OutOfScope { .. } => State::OutOfScope,
        TrustRefusal::KeyRevoked { .. } => State::Revoked,
        TrustRefusal::SignatureBad { .. }
        | TrustRefusal::SignatureUnacceptable { .. }
        | TrustRefusal::KeyIdOfAnotherKey { .. }
        | TrustRefusal::SignerTwice { .. }
        | TrustRefusal::NotSigned => State::Bad,
        // What is wrong with the release, and with no signature of it.
        _ => State::Valid,
    }
}

/// Every key that a signature names, and what this site thinks of the worst signature that names it.
pub(super) fn signers<'a>(
    seals: impl IntoIterator<Item = &'a Seal>,
    product: &ProductId,
    store: &TrustStore,
) -> Vec<Signer> {
    let mut named: BTreeMap<Fingerprint, State> = BTreeMap::new();
    for seal in seals {
        for file in &seal.signatures {
            let fingerprint = Fingerprint::claimed(file.key);
            let state = judge_one(&seal.manifest, fingerprint, &file.bytes, product, store);
            let worst = named.entry(fingerprint).or_insert(state);
            *worst = state.max(*worst);
        }
    }
    let signer = |(fingerprint, state): (Fingerprint, State)| Signer {
        fingerprint: fingerprint.to_string(),
        state: state.word().into(),
        trusted: store
            .key(&fingerprint)
            .map(|key| KeyView::from(sealift_app::data::KeySummary::from(key))),
    };
    named.into_iter().map(signer).collect()
}

fn judge_one(
    manifest: &[u8],
    fingerprint: Fingerprint,
    bytes: &[u8],
    product: &ProductId,
    store: &TrustStore,
) -> State {
    let file = SignatureFile {
        claimed: Some(fingerprint),
        bytes,
    };
    match authenticate(manifest, &[file], store) {
        Err(refusal) => state_of(&refusal),
        Ok(_) => match store.key(&fingerprint) {
            Some(key) if key.speaks_for(product) => State::Valid,
            Some(_) => State::OutOfScope,
            None => State::UnknownKey,
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use minisign::KeyPair;
    use sealift_document::{Digest, Timestamp};
    use sealift_testkit::volume::SampleRelease;
    use sealift_trust::PublicKey;

    /// A release, and a store that trusts the key that signs it.
    struct Signed {
        release: SampleRelease,
        pair: KeyPair,
        key: Digest,
        store: TrustStore,
    }

    impl Signed {
        fn new() -> Self {
            let pair = KeyPair::generate_unencrypted_keypair().expect("randomness");
            let public = PublicKey::parse(&pair.pk.to_base64()).expect("a key");
            let key = public.fingerprint().to_string().parse().expect("a digest");
            let now = Timestamp::from_unix(1_000_000_000).expect("a moment");
            Self {
                store: TrustStore::for_key_at_hand(public, now).expect("one key breaks no rule"),
                release: SampleRelease::small(),
                pair,
                key,
            }
        }

        /// What a volume carries whose signature in this key's name is over these bytes.
        fn over(&self, bytes: &[u8]) -> Seal {
            let mut seal = self.release.seal.clone();
            let signature = minisign::sign(None, &self.pair.sk, bytes, Some("x"), None);
            seal.signatures[0].key = self.key;
            seal.signatures[0].bytes = signature.expect("signs").to_bytes();
            seal
        }

        fn seen(&self, seals: &[Seal]) -> (Option<&'static str>, Vec<String>) {
            let refusal = judge(seals, &self.store, &History::default()).err();
            let signers = signers(seals, &self.release.manifest.product, &self.store);
            let states = signers.into_iter().map(|signer| signer.state);
            (refusal.map(|refusal| refusal.code()), states.collect())
        }
    }

    #[test]
    fn a_bad_signature_of_any_volume_is_told_whichever_is_read_first() {
        let signed = Signed::new();
        let good = signed.over(&signed.release.seal.manifest);
        let bad = signed.over(b"another manifest");
        assert_eq!(
            signed.seen(std::slice::from_ref(&good)),
            (None, vec!["valid".into()])
        );
        for seals in [[good.clone(), bad.clone()], [bad, good]] {
            let seen = signed.seen(&seals);
            assert_eq!(seen, (Some("signature-bad"), vec!["bad".into()]));
        }
    }

    #[test]
    fn a_known_key_beside_a_signature_that_does_not_hold_is_judged_by_its_own() {
        let signed = Signed::new();
        let mut seal = signed.over(&signed.release.seal.manifest);
        let mut stranger = seal.signatures[0].clone();
        stranger.key = Digest::of(b"nobody");
        stranger.bytes = b"junk".to_vec();
        seal.signatures.push(stranger);
        let (refusal, mut states) = signed.seen(&[seal]);
        states.sort();
        assert!(refusal.is_some());
        assert_eq!(states, ["bad", "valid"]);
    }
}
