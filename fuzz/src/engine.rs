//! What the journal keeps, read back after a crash from a disk that may have lied.

use sealift_document::{Document, Timestamp};
use sealift_engine::events::{EVENT_VERSION, Event};
use sealift_engine::journal::UndoRecord;

use crate::spellings;

/// A record that is read is written the same.
pub(crate) fn journal(bytes: &[u8]) {
    for bytes in spellings(bytes) {
        if let Ok(record) = UndoRecord::from_bytes(&bytes) {
            assert_eq!(record.to_bytes().as_ref(), Ok(&bytes));
        }
    }
}

pub(crate) fn undo_records() -> Vec<Vec<u8>> {
    let lines = include_str!("../../crates/engine/tests/golden/undo-v1.jsonl").lines();
    lines.map(|line| line.as_bytes().to_vec()).collect()
}

/// An event that is read back tells the same when it is written and read again.
pub(crate) fn event(bytes: &[u8]) {
    if let Ok(event) = serde_json::from_slice::<Event>(bytes)
        && let Ok(written) = serde_json::to_vec(&event)
    {
        assert_eq!(serde_json::from_slice::<Event>(&written).ok(), Some(event));
    }
}

pub(crate) fn events() -> Vec<Vec<u8>> {
    let at = Timestamp::from_unix(1_795_253_400).expect("a moment");
    let head = format!(
        r#"{{"version":{EVENT_VERSION},"operation":"00112233445566778899aabbccddeeff","at":"{at}""#
    );
    [
        r#","number":1,"event":"operation-started","kind":"install","steps":3}"#,
        r#","number":2,"event":"step-started","step":{"number":1,"effect":"activate","id":"a"}}"#,
    ]
    .map(|rest| format!("{head}{rest}").into_bytes())
    .into()
}
