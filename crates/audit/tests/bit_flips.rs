//! Every bit of an export and of a checkpoint, flipped one at a time (threat A15); every cut of them.

mod common;

use common::TestSite;
use sealift_audit::{Held, Material, SignedCheckpoint, Verdict, verify};
use sealift_document::Digest;
use sealift_testkit::figures;

#[test]
fn a15_every_flipped_bit_of_a_ten_record_export_is_detected() {
    let mut site = TestSite::with_records(0);
    site.live_quietly(10);
    site.checkpoints.drain(..9); // the last is enough, and each signature costs a check for each bit
    let bytes = site.export();
    flip(&site, &bytes);
    figures::tell("export-flips", &[("bits", 8 * bytes.len() as u64)]);
}

#[test]
fn a15_every_flipped_bit_of_rotations_openings_and_raw_evidence_is_detected() {
    let mut site = TestSite::with_records(1);
    site.rotate();
    let mut export = site.gather();
    export.material(Material::new(
        "public-key",
        "vendor.pub",
        None,
        b"untrusted comment: x\nRWQ\n",
    ));
    export.omit(Digest::of(b"left out"));
    export.filtered_by("product", "com.acme.scada");
    site.write_unseen(Digest::of(b"left out"));
    export.checkpoint(site.checkpoints[2].to_string());
    let bytes = site.close(export);
    flip(&site, &bytes);
}

#[test]
fn an_export_cut_at_every_byte_is_refused() {
    let site = TestSite::with_records(10);
    let bytes = site.export();
    for cut in 0..bytes.len() {
        assert!(
            verify(&bytes[..cut], &Held::default()).is_err(),
            "cut at {cut}"
        );
    }
    figures::tell("export-cuts", &[("cuts", bytes.len() as u64)]);
}

#[test]
fn a_checkpoint_with_any_bit_flipped_or_cut_at_any_byte_is_no_checkpoint_of_this_log() {
    let site = TestSite::with_records(3);
    let own = &site.checkpoints[2];
    let text = own.to_string().into_bytes();
    let holds = |bytes: &[u8]| {
        let text = std::str::from_utf8(bytes).ok();
        text.and_then(|text| SignedCheckpoint::parse(text).ok())
            .is_some_and(|read| read.verify(&site.keys[0]).is_ok())
    };
    assert!(holds(&text));
    for at in 0..text.len() {
        assert!(!holds(&text[..at]), "cut at {at}");
        for bit in 0..8 {
            let mut flipped = text.clone();
            flipped[at] ^= 1 << bit;
            assert!(!holds(&flipped), "bit {bit} of byte {at}");
        }
    }
    let (cuts, bits) = (text.len() as u64, 8 * text.len() as u64);
    figures::tell("checkpoint-flips", &[("cuts", cuts), ("bits", bits)]);
}

fn flip(site: &TestSite, bytes: &[u8]) {
    let verification = verify(bytes, &site.held_key()).expect("readable");
    assert_eq!(
        verification.verdict,
        Verdict::Valid,
        "{:?}",
        verification.findings
    );
    let workers = std::thread::available_parallelism().map_or(2, usize::from);
    std::thread::scope(|scope| {
        for worker in 0..workers {
            scope.spawn(move || flip_every_bit(bytes.to_vec(), worker, workers));
        }
    });
}

fn flip_every_bit(mut bytes: Vec<u8>, worker: usize, workers: usize) {
    for at in (worker..bytes.len()).step_by(workers) {
        for bit in 0..8 {
            bytes[at] ^= 1 << bit;
            assert_detected(&bytes, at, bit);
            bytes[at] ^= 1 << bit;
        }
    }
}

/// Held material only adds findings, so a flip that shows with nothing held shows to everyone.
fn assert_detected(flipped: &[u8], at: usize, bit: u8) {
    let Ok(verification) = verify(flipped, &Held::default()) else {
        return;
    };
    let unnoticed = matches!(verification.verdict, Verdict::Valid | Verdict::Consistent);
    assert!(!unnoticed, "bit {bit} of byte {at} went unnoticed");
}
