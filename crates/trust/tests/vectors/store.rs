//! The trust store as a document, and the changes it refuses.

use super::common::{Vendor, added, count, scope, store_of, time};
use sealift_document::{Count, Document as _};
use sealift_trust::store::{
    Comparison, RescindedRelease, RevocationList, RevokedKey, StoreError, Threshold,
};
use sealift_trust::{PublicKey, TrustStore};

const GOLDEN: &[u8] = include_bytes!("../golden/trust-store-v1.json");

/// The store that the golden file holds.
fn golden() -> TrustStore {
    let key = "RWQf6LRCGA9i53mlYecO4IzT51TGPpvWucNSCh1CBM0QTaLn73Y7GFO3";
    let two = Threshold {
        products: scope("com.acme.controller"),
        signatures: count(2),
    };
    let key_lost = RevokedKey {
        fingerprint: "4bb06f8e4e3a7715d201d573d0aa423762e55dabd61a2c02278fa56cc6d294e0"
            .parse()
            .unwrap(),
        since: time("2026-11-01T00:00:00Z"),
        reason: "laptop stolen".into(),
    };
    let release = RescindedRelease {
        product: "com.acme.monitor".parse().unwrap(),
        manifest: sealift_document::Digest::of(b"manifest"),
        since: time("2026-11-03T00:00:00Z"),
        reason: "loses data".into(),
    };
    TrustStore::default()
        .with_key(
            PublicKey::parse(key).unwrap(),
            vec![scope("com.acme.*")],
            added(),
        )
        .and_then(|store| store.with_threshold(two))
        .and_then(|store| store.with_revoked_key(key_lost, time("2026-11-02T00:00:00Z")))
        .and_then(|store| store.with_rescinded_release(release, time("2026-11-04T00:00:00Z")))
        .unwrap()
}

#[test]
fn the_first_version_of_the_document_is_still_read_and_written() {
    let written = golden().to_bytes().unwrap();
    assert_eq!(
        String::from_utf8(written).unwrap(),
        str::from_utf8(GOLDEN).unwrap().trim_end()
    );
    assert_eq!(
        TrustStore::parse(GOLDEN.trim_ascii_end()).unwrap(),
        golden()
    );
    let store = golden();
    let [two] = store.thresholds() else {
        panic!("one threshold, found {:?}", store.thresholds());
    };
    assert_eq!(two.signatures, count(2));
}

#[test]
fn t17_one_key_under_two_ids_is_one_key() {
    let vendor = Vendor::new();
    let again = vendor.renumbered();
    assert_eq!(vendor.print(), again.print());
    let refused = store_of(&[&vendor]).with_key(again.key, vec![scope("*")], added());
    assert_eq!(
        refused.expect_err("twice").code(),
        "trust-key-already-trusted"
    );
}

#[test]
fn t03_two_keys_under_one_id_are_refused() {
    let vendor = Vendor::new();
    let refused = store_of(&[&vendor]).with_key(vendor.impostor().key, vec![scope("*")], added());
    assert_eq!(refused.expect_err("same id").code(), "trust-key-id-taken");
}

#[test]
fn t17_a_threshold_of_none_is_refused() {
    let none = Threshold {
        products: scope("*"),
        signatures: Count::ZERO,
    };
    let refused = TrustStore::default().with_threshold(none);
    assert_eq!(refused, Err(StoreError::ThresholdOfNone));
    let text = str::from_utf8(GOLDEN).unwrap().trim_end();
    let edited = text.replace("\"signatures\":2", "\"signatures\":0");
    assert_eq!(
        TrustStore::parse(edited.as_bytes()),
        Err(StoreError::ThresholdOfNone)
    );
}

#[test]
fn a_key_for_no_product_is_refused() {
    let refused = TrustStore::default().with_key(Vendor::new().key, vec![], added());
    assert_eq!(
        refused.expect_err("no scope").code(),
        "trust-key-without-scope"
    );
}

#[test]
fn t16_an_older_revocation_list_never_replaces_a_newer() {
    let store = golden();
    assert_eq!(store.revocations().sequence, count(2));
    for number in [0, 1, 2] {
        let list = RevocationList {
            sequence: count(number),
            ..RevocationList::default()
        };
        let refused = store.with_revocations(list).expect_err("older");
        assert_eq!(refused.code(), "trust-revocations-older");
    }
    let newer = RevocationList {
        sequence: count(3),
        ..store.revocations().clone()
    };
    assert!(store.with_revocations(newer).is_ok());
}

#[test]
fn t16_a_revoked_key_cannot_be_added_again() {
    let vendor = Vendor::new();
    let key = RevokedKey {
        fingerprint: vendor.print(),
        since: time("2026-11-01T00:00:00Z"),
        reason: "stolen".into(),
    };
    let store = TrustStore::default()
        .with_revoked_key(key, time("2026-11-02T00:00:00Z"))
        .unwrap();
    let refused = store.with_key(vendor.key, vec![scope("*")], added());
    assert_eq!(refused.expect_err("revoked").code(), "trust-key-revoked");
}

#[test]
fn a_release_rescinded_again_stands_once_and_others_stay() {
    let release = |manifest: &[u8], reason: &str| RescindedRelease {
        product: "com.acme.monitor".parse().unwrap(),
        manifest: sealift_document::Digest::of(manifest),
        since: time("2026-11-03T00:00:00Z"),
        reason: reason.into(),
    };
    let now = time("2026-11-05T00:00:00Z");
    let store = golden()
        .with_rescinded_release(release(b"another", "crashes"), now)
        .and_then(|store| store.with_rescinded_release(release(b"manifest", "loses more"), now))
        .unwrap();
    let releases = &store.revocations().releases;
    let reasons: Vec<&str> = releases.iter().map(|one| one.reason.as_str()).collect();
    assert_eq!(reasons, ["crashes", "loses more"]);
}

#[test]
fn t11_a_key_can_be_given_other_products() {
    let (first, second) = (Vendor::new(), Vendor::new());
    let store = store_of(&[&first, &second])
        .with_scope(second.print(), vec![scope("org.other.*")])
        .unwrap();
    let speaks = |vendor: &Vendor, product: &str| {
        let key = store.key(&vendor.print()).expect("still trusted");
        key.speaks_for(&product.parse().unwrap())
    };
    assert!(speaks(&second, "org.other.tool"));
    assert!(!speaks(&second, "com.acme.monitor"));
    assert!(speaks(&first, "com.acme.monitor"));
    let nothing = store
        .with_scope(second.print(), vec![])
        .expect_err("no scope");
    assert_eq!(nothing.code(), "trust-key-without-scope");
}

#[test]
fn t19_a_key_at_hand_vouches_for_any_product_and_alone() {
    let vendor = Vendor::new();
    let store = TrustStore::for_key_at_hand(vendor.key, time("2026-11-21T09:30:00Z")).unwrap();
    let [trusted] = store.keys() else {
        panic!("one key, found {:?}", store.keys());
    };
    assert_eq!(trusted.fingerprint, vendor.print());
    assert!(trusted.speaks_for(&"org.other.tool".parse().unwrap()));
    assert_eq!(trusted.added.compared, Comparison::Given);
}

#[test]
fn an_edited_fingerprint_is_noticed() {
    let text = str::from_utf8(GOLDEN).unwrap().trim_end();
    let print = golden().keys()[0].fingerprint.to_string();
    let edited = text.replace(&print, &"0".repeat(64));
    let refused = TrustStore::parse(edited.as_bytes()).expect_err("edited");
    assert_eq!(refused.code(), "trust-store-fingerprint-differs");
}

#[test]
fn keys_come_and_go_and_the_strictest_threshold_rules() {
    let (first, second) = (Vendor::new(), Vendor::new());
    let rule = |products: &str, signatures| Threshold {
        products: scope(products),
        signatures: count(signatures),
    };
    let store = store_of(&[&first, &second])
        .with_threshold(rule("com.acme.*", 2))
        .and_then(|store| store.with_threshold(rule("com.acme.monitor", 1)))
        .and_then(|store| store.without_key(first.print()))
        .unwrap();
    let left =
        |store: &TrustStore| -> Vec<_> { store.keys().iter().map(|key| key.fingerprint).collect() };
    assert_eq!(left(&store), [second.print()]);
    assert_eq!(
        store.signatures_needed(&"com.acme.monitor".parse().unwrap()),
        2
    );
    assert_eq!(
        store.signatures_needed(&"org.other.tool".parse().unwrap()),
        1
    );
    let store = store.without_threshold(&scope("com.acme.*")).unwrap();
    assert_eq!(
        store.signatures_needed(&"com.acme.monitor".parse().unwrap()),
        1
    );
    assert_eq!(left(&store), [second.print()]);
    let missing = store.without_key(first.print()).expect_err("gone");
    assert_eq!(missing.code(), "trust-key-not-found");
}
