//! The audit log: records, the Merkle tree over them, signed checkpoints, exports, and their verification.
//!
//! Everything here is a function of bytes. The crate opens no file, reads no clock and draws no random number, so
//! that the very code that writes a log also verifies it on a machine that has nothing but the export. It knows
//! neither packages nor plans: what a record is about comes in as facts.
//!
//! `docs/audit-log.md` describes every format to the byte.

mod checkpoint;
mod commitment;
pub mod detail;
mod draft;
mod event;
mod evidence;
mod export;
mod fact;
mod head;
mod key;
mod note;
mod record;
mod rotation;
mod site;
mod statement;
pub mod tree;
mod verify;

pub use checkpoint::{Checkpoint, CheckpointError, SignedCheckpoint};
pub use commitment::{COMMITMENT_DOMAIN, Opening, Openings, Salt};
pub use draft::{MOST_TEXT, MOST_WITHHELD_TEXT, Position, RecordDraft, RecordError, When, Who};
pub use event::{Event, EventCode, Outcome};
pub use evidence::{Evidence, EvidenceError, EvidenceRecord, KeptRecord, Material};
pub use export::Export;
pub use fact::{Fact, Facts, Whole};
pub use head::LogHead;
pub use key::{KeyError, LogKey, LogPublicKey};
pub use note::{Note, NoteError, NoteSignature};
pub use record::{Clock, Entry, Record, Seen, Subject};
pub use rotation::{Rotation, RotationError, RotationStatement};
pub use site::{Epoch, Site, SiteError};
pub use statement::{ExportStatement, StatementError};
pub use verify::{Finding, Held, KeySeen, Verdict, Verification, verify};
