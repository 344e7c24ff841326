//! The published vectors of Project Wycheproof for Ed25519 (threat T8), against the check that every signature of a
//! comment, of a log and of a rotation goes through, and the rules for which keys can be held at all.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use ed25519_dalek::Signature;
use wycheproof::TestResult;
use wycheproof::eddsa::{TestName, TestSet};

use super::PublicKey;

/// Fewer would mean that the set was not read.
const LEAST: usize = 140;

fn verifies(key: &[u8], message: &[u8], signature: &[u8]) -> bool {
    let line = STANDARD.encode([b"Ed12345678", key].concat());
    let (Ok(key), Ok(signature)) = (PublicKey::parse(&line), Signature::from_slice(signature))
    else {
        return false;
    };
    key.ed25519().verify_strict(message, &signature).is_ok()
}

#[test]
fn t08_every_vector_of_wycheproof_is_judged_as_the_set_says() {
    let set = TestSet::load(TestName::Ed25519).expect("the set is in the crate");
    let (mut tried, mut refused) = (0, 0);
    for group in &set.test_groups {
        for test in &group.tests {
            let expected = test.result == TestResult::Valid;
            let found = verifies(&group.key.pk, &test.msg, &test.sig);
            assert_eq!(found, expected, "{}: {}", test.tc_id, test.comment);
            tried += 1;
            refused += usize::from(!found);
        }
    }
    assert!(tried >= LEAST && refused > LEAST / 3, "{tried}, {refused}");
}
