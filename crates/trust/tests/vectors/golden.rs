//! The documents of version 1, read and written as they were; a newer one is refused by its name. Their files are never
//! written anew: a changed document gets a new version and a file beside these.

use sealift_document::Document as _;
use sealift_testkit::golden::stands;
use sealift_trust::store::RevocationList;
use sealift_trust::{FloorReset, Policy, TrustStore};

const STORE: &str = include_str!("../golden/trust-store-v1.json");
const REVOCATIONS: &str = include_str!("../golden/revocations-v1.json");
const RESET: &str = include_str!("../golden/floor-reset-v1.json");
const POLICY: &str = include_str!("../golden/policy-v1.json");

#[test]
fn the_documents_of_version_1_are_read_and_written_as_they_were() {
    let store: TrustStore = stands(STORE.trim_end().as_bytes());
    let revocations: RevocationList = stands(REVOCATIONS.trim_end().as_bytes());
    assert_eq!(*store.revocations(), revocations);
    let reset: FloorReset = stands(RESET.trim_end().as_bytes());
    assert!(reset.to < reset.from);
    let policy: Policy = stands(POLICY.trim_end().as_bytes());
    assert_eq!(policy, Policy::default());
}

/// A policy is written by hand, so it is read in another way than other documents.
#[test]
fn t18_a_newer_policy_or_store_allows_nothing() {
    let newer = POLICY.replace(Policy::TYPE, "sealift.policy/v2");
    let refused = Policy::parse(&newer).expect_err("newer");
    assert_eq!(refused.code(), "policy-malformed");
    assert!(
        refused.to_string().contains("sealift.policy/v2"),
        "{refused}"
    );
    let newer = STORE.replace(TrustStore::TYPE, "sealift.trust-store/v2");
    assert!(TrustStore::parse(newer.trim_end().as_bytes()).is_err());
}
