//! Signatures, keys, and a site's own rules.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use sealift_document::Document;
use sealift_package::manifest::{Arch, Os, Platform};
use sealift_trust::{Policy, PublicKey, Signature, TrustStore};

use crate::spellings;

const MESSAGE: &[u8] = b"the exact bytes of a manifest";
const COMMENT: &str = "com.acme.monitor 1.0.0";

/// A minisign key that is the same in every process: a secret that nobody keeps secret.
fn secret() -> minisign::SecretKey {
    let pair = ed25519_dalek::SigningKey::from_bytes(&[7; 32]);
    // Algorithms, salt and limits of a key without a password, then number, secret, public half and checksum.
    let head = [
        b"Ed\0\0B2",
        &[0; 48][..],
        b"\x01\x02\x03\x04\x05\x06\x07\x08",
    ]
    .concat();
    let bytes = [&head, &pair.to_keypair_bytes()[..], &[0; 32]].concat();
    minisign::SecretKey::from_bytes(&bytes).expect("a key")
}

fn public() -> PublicKey {
    let pair = ed25519_dalek::SigningKey::from_bytes(&[7; 32]);
    let bytes = [
        &b"Ed\x01\x02\x03\x04\x05\x06\x07\x08"[..],
        pair.verifying_key().as_bytes(),
    ]
    .concat();
    PublicKey::parse(&STANDARD.encode(bytes)).expect("a sound key")
}

/// A signature that holds is over these bytes and this comment, and the stock reader says so as well.
pub(crate) fn signature(bytes: &[u8]) {
    let Ok(signature) = Signature::parse(bytes) else {
        return;
    };
    assert!(!signature.untrusted_comment().contains(char::is_control));
    if signature.verify(&public(), MESSAGE).is_ok() {
        assert_eq!(signature.trusted_comment(), COMMENT);
        assert!(signature.verify(&public(), b"other bytes").is_err());
        let text = std::str::from_utf8(bytes).expect("it was read");
        assert!(minisign::SignatureBox::from_string(text).is_ok());
    }
}

pub(crate) fn signatures() -> Vec<Vec<u8>> {
    let sign = |message: &[u8]| {
        minisign::sign(None, &secret(), message, Some(COMMENT), None)
            .expect("signs")
            .to_bytes()
    };
    vec![sign(MESSAGE), sign(b"other bytes")]
}

/// A key has one line and one file, whatever it was read from.
pub(crate) fn key(bytes: &[u8]) {
    if let Some(text) = std::str::from_utf8(bytes).ok()
        && let Ok(key) = PublicKey::parse(text)
    {
        assert!(text.trim_end().ends_with(&key.line()));
        assert_eq!(PublicKey::parse(&key.file_text()).as_ref(), Ok(&key));
        assert_eq!(PublicKey::parse(&key.line()).as_ref(), Ok(&key));
    }
    if let Some(key) = std::str::from_utf8(bytes).ok()
        && let Ok(key) = key.parse::<sealift_audit::LogPublicKey>()
    {
        assert_eq!(key.to_string().parse().as_ref(), Ok(&key));
    }
}

pub(crate) fn keys() -> Vec<Vec<u8>> {
    let log = include_str!("../../crates/audit/tests/golden/log-key-v1.pub");
    [public().file_text(), public().line(), log.trim_end().into()]
        .map(String::into_bytes)
        .into()
}

/// A policy is written again to what it means, and answers every question of a manifest.
pub(crate) fn policy(bytes: &[u8]) {
    let Ok(text) = std::str::from_utf8(bytes) else {
        return;
    };
    let Ok(policy) = Policy::parse(text) else {
        return;
    };
    let written = sealift_document::to_canonical(&policy).expect("integers and texts");
    let written = String::from_utf8(written).expect("JSON");
    assert_eq!(Policy::parse(&written).as_ref(), Ok(&policy));
    let manifest = crate::golden_manifest();
    let machine = Platform {
        os: Os::Linux,
        arch: Arch::X86_64,
    };
    let _ = sealift_trust::policy::review(&manifest, machine, &policy);
}

pub(crate) fn policies() -> Vec<Vec<u8>> {
    let smallest = format!("{{\"type\":\"{}\"}}", Policy::TYPE);
    vec![
        smallest.into_bytes(),
        include_bytes!("../../crates/trust/tests/golden/policy-v1.json").to_vec(),
    ]
}

/// A trust store that is read is written the same.
pub(crate) fn store(bytes: &[u8]) {
    for bytes in spellings(bytes) {
        if let Ok(store) = TrustStore::parse(&bytes) {
            assert_eq!(store.to_bytes().as_ref(), Ok(&bytes));
            for key in store.keys() {
                assert_eq!(store.key(&key.fingerprint), Some(key));
            }
        }
    }
}

pub(crate) fn stores() -> Vec<Vec<u8>> {
    vec![
        include_bytes!("../../crates/trust/tests/golden/trust-store-v1.json").to_vec(),
        TrustStore::default().to_bytes().expect("canonical"),
    ]
}
