//! What every signed or persisted Sealift document has in common.
//!
//! A document is JSON in RFC 8785 canonical form whose first word is its `type`. This crate knows that form and
//! the few value types that all documents share: digests, times, counts, texts by language, and what
//! errors are about. It knows nothing
//! of packages, logs or machines, does no I/O and has no clock, so that a verifier can carry it anywhere.

mod canonical;
mod count;
mod digest;
mod particulars;
mod text;
mod time;

pub use canonical::{Document, DocumentError, from_canonical, to_canonical};
pub use count::{Count, CountError};
pub use digest::{Digest, DigestError, Hasher};
pub use particulars::{Particular, Particulars, how_many, phrase, shown, shown_path, told};
pub use text::{Language, Text, plain};
pub use time::{Timestamp, TimestampError};
