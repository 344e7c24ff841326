//! Files written by version 1 of the formats. Every later version must read them as they are.
//!
//! They are never written anew; a changed format gets a new version and new files beside these.

mod common;

use common::TestSite;
use sealift_audit::{
    Event, Evidence, ExportStatement, Held, LogPublicKey, Record, Rotation, RotationStatement,
    SignedCheckpoint, Verdict, tree::leaf_hash, verify,
};
use sealift_testkit::golden::stands;

const RECORD: &[u8] = include_bytes!("golden/record-v1.json");
const CHECKPOINT: &str = include_str!("golden/checkpoint-v1.txt");
const LOG_KEY: &str = include_str!("golden/log-key-v1.pub");
const ROTATION: &str = include_str!("golden/rotation-v1.txt");
const EXPORT: &str = include_str!("golden/export-v1.txt");
const EVIDENCE: &[u8] = include_bytes!("golden/evidence-v1.json");

fn site() -> TestSite {
    let mut site = TestSite::with_records(3);
    site.rotate();
    site
}

#[test]
fn record_v1_reads() {
    let record: Record = stands(RECORD);
    assert_eq!(
        (record.sequence.value(), record.event.clone()),
        (2, Event::TrustRemoved)
    );
    assert_eq!(
        leaf_hash(RECORD).to_string(),
        "15bafcc8d6ff82447f8b7bd6982d272fb897a14ffc383dfb6958bcf962a58b6a"
    );
}

#[test]
fn checkpoint_v1_and_its_key_read() {
    let key: LogPublicKey = LOG_KEY.parse().expect("a key of version 1");
    let checkpoint = SignedCheckpoint::parse(CHECKPOINT).expect("a checkpoint of version 1");
    assert_eq!(checkpoint.verify(&key), Ok(()));
    assert_eq!(checkpoint.checkpoint().size, 3);
}

/// The text of a note without its signatures: what they are over.
fn said(note: &str) -> &[u8] {
    let (said, _) = note.split_once("\n\n").expect("a note");
    said.as_bytes()
}

#[test]
fn rotation_v1_and_export_v1_read() {
    let rotation = Rotation::parse(ROTATION).expect("a rotation of version 1");
    assert_eq!(rotation.to_string(), ROTATION);
    let statement: RotationStatement = stands(said(ROTATION));
    assert_eq!(*rotation.statement(), statement);
    let statement: ExportStatement = stands(said(EXPORT));
    assert_eq!(ExportStatement::claimed(EXPORT), Some(statement));
    let newer = EXPORT.replace("export/v1", "export/v2");
    assert_eq!(ExportStatement::claimed(&newer), None);
}

#[test]
fn evidence_v1_verifies() {
    let held = Held {
        log_key: Some(LOG_KEY.parse().expect("a key")),
        checkpoints: vec![SignedCheckpoint::parse(CHECKPOINT).expect("a checkpoint")],
        clock_reviewed_to: None,
    };
    let verification = verify(EVIDENCE, &held).expect("evidence of version 1");
    assert_eq!(
        (verification.verdict, verification.size),
        (Verdict::Valid, 4)
    );
    let evidence: Evidence = stands(EVIDENCE);
    assert_eq!(evidence.rotations, [ROTATION]);
    assert_eq!(evidence.statement, EXPORT);
}

#[test]
fn today_writes_the_same_bytes() {
    let site = site();
    assert_eq!(site.entries[2].leaf, RECORD);
    assert_eq!(site.checkpoints[2].to_string(), CHECKPOINT);
    assert_eq!(format!("{}\n", site.keys[0]), LOG_KEY);
    assert_eq!(site.rotations[0].to_string(), ROTATION);
    assert_eq!(site.export(), EVIDENCE);
}
