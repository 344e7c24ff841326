//! Volumes: the files in which a release travels.
//!
//! A volume is a ZIP that any unzip can list, in the one form of [`header`]. The reader takes its bytes in the order
//! in which they come and never goes back: [`VolumeOpening`] yields the manifest and its signatures, the caller
//! decides on trust and admits the manifest, and only [`VolumeReader`] yields what lies behind. What each part of a
//! volume could do to a reader, and why it cannot:
//!
//! - Names: an entry has one of five shapes of name; paths are in the index alone (P1, P3, P5, P6).
//! - Two truths: headers are derived and compared, the directory with what came before it (P7 to P16).
//! - Size: nothing is allocated beyond what the format or the signed manifest and index allow (P17, P18, P19).
//! - Content: no byte is parsed or decompressed before its digest has matched; a chunk is claimed, then checked (T13).
//! - Endings: [`VolumeEnd`] exists only once the last byte of the end record agrees and no byte follows (P10, P20).

mod checking;
mod chunk;
mod directory;
mod error;
mod field;
mod header;
mod hint;
mod name;
mod opening;
mod plan;
mod reader;
mod room;
mod source;
mod stream;
mod walk;
mod writer;

pub use checking::CheckedEvent;
pub use chunk::{CheckedChunk, ChunkError, UncheckedChunk};
pub use error::VolumeError;
pub use hint::{BaseHint, HoldingHint, VolumeHint, VolumeKind};
pub use name::EntryName;
pub use opening::{Opening, Seal, SealedVolume, SignatureFile, VolumeOpening};
pub use plan::{PlanError, PlannedVolume, Selection, plan};
pub use reader::{Event, VolumeEnd, VolumeReader};
pub use source::VolumeSource;
pub use stream::{SealedStream, StreamError, VolumeStream};
pub use writer::{VolumeHead, VolumeWriter, WriteError};
