//! One vector for each way a signature file can be wrong.

use super::common::Vendor;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use curve25519_dalek::constants::{ED25519_BASEPOINT_POINT, EIGHT_TORSION};
use curve25519_dalek::scalar::Scalar;
use sealift_trust::{Signature, SignatureError};
use sha2::{Digest as _, Sha512};

const MESSAGE: &[u8] = b"{\"type\":\"sealift.manifest/v1\"}";

fn lines(vendor: &Vendor) -> Vec<String> {
    let text = String::from_utf8(vendor.sign(MESSAGE)).unwrap();
    text.lines().map(str::to_owned).collect()
}

fn joined(lines: &[String]) -> Vec<u8> {
    format!("{}\n", lines.join("\n")).into_bytes()
}

fn problem(bytes: &[u8]) -> SignatureError {
    Signature::parse(bytes).expect_err("must be refused")
}

fn with_signature(lines: &[String], change: impl FnOnce(&mut Vec<u8>)) -> Vec<u8> {
    let mut lines = lines.to_vec();
    let mut bytes = STANDARD.decode(&lines[1]).unwrap();
    change(&mut bytes);
    lines[1] = STANDARD.encode(bytes);
    joined(&lines)
}

#[test]
fn a_good_signature_holds_and_for_these_bytes_alone() {
    let vendor = Vendor::new();
    let signature = Signature::parse(&vendor.sign(MESSAGE)).unwrap();
    assert_eq!(signature.verify(&vendor.key, MESSAGE), Ok(()));
    assert_eq!(
        signature.verify(&vendor.key, b"{}"),
        Err(SignatureError::Mismatch)
    );
    assert_eq!(signature.trusted_comment(), "com.acme.monitor 1.0.0");
}

#[test]
fn t01_an_empty_signature_is_refused() {
    assert_eq!(problem(b""), SignatureError::Empty);
    assert_eq!(problem(b"\n"), SignatureError::Layout);
}

#[test]
fn t04_legacy_algorithm_is_refused() {
    let lines = lines(&Vendor::new());
    let legacy = with_signature(&lines, |bytes| bytes[1] = b'd');
    assert_eq!(problem(&legacy), SignatureError::LegacyAlgorithm);
    let unknown = with_signature(&lines, |bytes| bytes[0] = b'X');
    assert_eq!(problem(&unknown), SignatureError::UnknownAlgorithm);
}

#[test]
fn t05_an_altered_trusted_comment_is_refused() {
    let vendor = Vendor::new();
    let mut lines = lines(&vendor);
    lines[2] = lines[2].replace("1.0.0", "9.9.9");
    let signature = Signature::parse(&joined(&lines)).unwrap();
    assert_eq!(
        signature.verify(&vendor.key, MESSAGE),
        Err(SignatureError::Broken)
    );
}

#[test]
fn t06_an_altered_untrusted_comment_changes_nothing_and_is_shown_harmless() {
    let vendor = Vendor::new();
    let mut lines = lines(&vendor);
    lines[0] = "untrusted comment: signed by \u{202e}the ministry".into();
    let signature = Signature::parse(&joined(&lines)).unwrap();
    assert_eq!(signature.verify(&vendor.key, MESSAGE), Ok(()));
    assert_eq!(
        signature.untrusted_comment(),
        "signed by \\u{202e}the ministry"
    );
}

#[test]
fn t07_anything_but_four_lines_is_refused() {
    let vendor = Vendor::new();
    let good = vendor.sign(MESSAGE);
    let mut more = good.clone();
    more.extend_from_slice(b"one more line\n");
    let text = String::from_utf8(good.clone()).unwrap();
    for bad in [
        more,
        [good.clone(), good.clone()].concat(),
        [good.clone(), b"\n".to_vec()].concat(),
        [b"\n".to_vec(), good.clone()].concat(),
        good[..good.len() - 1].to_vec(),
        text.lines()
            .take(3)
            .map(|line| format!("{line}\n"))
            .collect::<String>()
            .into_bytes(),
        text.replace("untrusted comment: ", "comment: ")
            .into_bytes(),
        text.replace("\ntrusted comment: ", "\nTrusted comment: ")
            .into_bytes(),
        text.replace("=\n", "\n").into_bytes(),
        text.replace("=\n", "= \n").into_bytes(),
    ] {
        assert_eq!(
            problem(&bad),
            SignatureError::Layout,
            "{}",
            String::from_utf8_lossy(&bad)
        );
    }
}

#[test]
fn t07_a_64_kib_comment_is_refused() {
    let mut lines = lines(&Vendor::new());
    lines[0] = format!("untrusted comment: {}", "a".repeat(64 << 10));
    assert_eq!(problem(&joined(&lines)).code(), "signature-too-long");
    lines[0] = format!("untrusted comment: {}", "a".repeat(1025));
    assert_eq!(problem(&joined(&lines)).code(), "signature-too-long");
    lines[0] = format!("untrusted comment: {}", "a".repeat(1024));
    assert!(Signature::parse(&joined(&lines)).is_ok());
}

#[test]
fn t07_a_file_beyond_the_limit_is_not_looked_into() {
    let most = sealift_package::limits::SIGNATURE_BYTES;
    let bytes = vec![b'a'; most + 1];
    let longer = SignatureError::TooLong {
        bytes: most + 1,
        most,
    };
    assert_eq!(problem(&bytes), longer);
    assert_eq!(problem(&bytes[1..]), SignatureError::Layout);
    assert_eq!(problem(&bytes.repeat(2)).code(), "signature-too-long");
}

#[test]
fn t07_control_characters_and_other_bytes_are_refused() {
    let vendor = Vendor::new();
    let text = String::from_utf8(vendor.sign(MESSAGE)).unwrap();
    for bad in ["\u{1b}[2J", "\0", "\r", "\u{9b}"] {
        let bad = text.replace("1.0.0", bad);
        assert_eq!(problem(bad.as_bytes()), SignatureError::NotText, "{bad:?}");
    }
    let crlf = text.replace('\n', "\r\n");
    assert_eq!(problem(crlf.as_bytes()), SignatureError::NotText);
    let mut bytes = text.into_bytes();
    bytes[20] = 0xff;
    assert_eq!(problem(&bytes), SignatureError::NotText);
}

#[test]
fn t03_a_signature_under_this_keys_number_by_another_key_is_refused() {
    let vendor = Vendor::new();
    let signature = Signature::parse(&vendor.impostor().sign(MESSAGE)).unwrap();
    assert_eq!(signature.key_id(), vendor.key.id());
    assert_eq!(
        signature.verify(&vendor.key, MESSAGE),
        Err(SignatureError::Broken)
    );
    let renumbered = Signature::parse(&vendor.renumbered().sign(MESSAGE)).unwrap();
    let problem = renumbered
        .verify(&vendor.key, MESSAGE)
        .expect_err("another number");
    assert_eq!(problem.code(), "signature-other-key");
}

/// Every single bit of the two signatures matters.
#[test]
fn t08_any_flipped_bit_is_refused() {
    let vendor = Vendor::new();
    let lines = lines(&vendor);
    for byte in 10..74 {
        let bad = with_signature(&lines, |bytes| bytes[byte] ^= 1 << (byte % 8));
        let verdict = Signature::parse(&bad).and_then(|s| s.verify(&vendor.key, MESSAGE));
        assert!(verdict.is_err(), "byte {byte}");
    }
}

/// A key with known scalar, so that signatures which only just hold can be made.
struct Algebra {
    secret: Scalar,
    line: Vec<u8>,
}

impl Algebra {
    fn new() -> Self {
        let secret = Scalar::from_bytes_mod_order([7; 32]);
        let point = (ED25519_BASEPOINT_POINT * secret).compress();
        let line = [b"Ed12345678".as_slice(), point.as_bytes()].concat();
        Self { secret, line }
    }

    /// A signature whose nonce is `scalar * B + twist`; it satisfies the equation whenever `twist` is the identity or
    /// the verifier multiplies by the cofactor.
    fn sign(&self, message: &[u8], nonce: Scalar, twist: usize) -> [u8; 64] {
        let point = ED25519_BASEPOINT_POINT * nonce + EIGHT_TORSION[twist];
        let spelled = point.compress().to_bytes();
        let challenge = Sha512::new()
            .chain_update(spelled)
            .chain_update(&self.line[10..])
            .chain_update(message);
        let challenge = Scalar::from_bytes_mod_order_wide(&challenge.finalize().into());
        let proof = nonce + challenge * self.secret;
        [spelled, proof.to_bytes()].concat().try_into().unwrap()
    }

    /// The file for a signature, its comment signed in turn with a good nonce unless given.
    fn file(&self, signature: [u8; 64], global: Option<[u8; 64]>) -> Vec<u8> {
        let signed = [signature.as_slice(), b"c"].concat();
        let global = global.unwrap_or_else(|| self.sign(&signed, Scalar::from(99_u32), 0));
        let first = [b"ED12345678".as_slice(), &signature].concat();
        let (first, global) = (STANDARD.encode(first), STANDARD.encode(global));
        format!("untrusted comment: u\n{first}\ntrusted comment: c\n{global}\n").into_bytes()
    }

    fn verify(&self, file: &[u8]) -> Result<(), SignatureError> {
        let key = sealift_trust::PublicKey::parse(&STANDARD.encode(&self.line)).unwrap();
        Signature::parse(file)?.verify(&key, MESSAGE)
    }
}

fn prehashed() -> Vec<u8> {
    blake2::Blake2b512::digest(MESSAGE).to_vec()
}

/// Adds the group order to the second half of a signature: the same equation, another spelling.
fn malleated(mut signature: [u8; 64]) -> [u8; 64] {
    let order = [
        0xed, 0xd3, 0xf5, 0x5c, 0x1a, 0x63, 0x12, 0x58, 0xd6, 0x9c, 0xf7, 0xa2, 0xde, 0xf9, 0xde,
        0x14, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0x10_u8,
    ];
    let mut carry = 0;
    for (byte, add) in signature[32..].iter_mut().zip(order) {
        let sum = u16::from(*byte) + u16::from(add) + carry;
        *byte = sum.to_le_bytes()[0];
        carry = sum >> 8;
    }
    signature
}

#[test]
fn t08_the_vectors_own_algebra_makes_good_signatures() {
    let algebra = Algebra::new();
    let good = algebra.sign(&prehashed(), Scalar::from(5_u32), 0);
    assert_eq!(algebra.verify(&algebra.file(good, None)), Ok(()));
}

#[test]
fn t08_a_nonce_of_small_order_is_refused() {
    let algebra = Algebra::new();
    for twist in 0..8 {
        let bad = algebra.sign(&prehashed(), Scalar::ZERO, twist);
        assert!(
            algebra.verify(&algebra.file(bad, None)).is_err(),
            "point {twist}"
        );
    }
    // The identity as nonce satisfies every verifier's equation; only strictness refuses it.
    let good = algebra.sign(&prehashed(), Scalar::from(5_u32), 0);
    let signed = [good.as_slice(), b"c"].concat();
    let global = algebra.sign(&signed, Scalar::ZERO, 0);
    assert!(algebra.verify(&algebra.file(good, Some(global))).is_err());
}

#[test]
fn t08_a_nonce_of_mixed_order_is_refused() {
    let algebra = Algebra::new();
    for twist in 1..8 {
        let bad = algebra.sign(&prehashed(), Scalar::from(5_u32), twist);
        assert!(
            algebra.verify(&algebra.file(bad, None)).is_err(),
            "point {twist}"
        );
    }
}

#[test]
fn t08_a_malleated_signature_is_refused() {
    let algebra = Algebra::new();
    let good = algebra.sign(&prehashed(), Scalar::from(5_u32), 0);
    assert!(
        algebra
            .verify(&algebra.file(malleated(good), None))
            .is_err()
    );
    let signed = [good.as_slice(), b"c"].concat();
    let global = malleated(algebra.sign(&signed, Scalar::from(6_u32), 0));
    assert!(algebra.verify(&algebra.file(good, Some(global))).is_err());
}

#[test]
fn t08_a_non_canonical_nonce_is_refused() {
    // y = p + 1 spells the identity a second time.
    let algebra = Algebra::new();
    let mut spelled = [0xff_u8; 32];
    (spelled[0], spelled[31]) = (0xee, 0x7f);
    let challenge = Sha512::new()
        .chain_update(spelled)
        .chain_update(&algebra.line[10..])
        .chain_update(prehashed());
    let challenge = Scalar::from_bytes_mod_order_wide(&challenge.finalize().into());
    let proof = (challenge * algebra.secret).to_bytes();
    let bad: [u8; 64] = [spelled, proof].concat().try_into().unwrap();
    assert!(algebra.verify(&algebra.file(bad, None)).is_err());
}
