//! What can be wrong with a volume: one variant for each class of defect.

use sealift_document::{Digest, DocumentError, plain};
use thiserror::Error;

use crate::encoding::DecodeError;
use crate::index::IndexError;

/// Why a volume is not accepted.
///
/// `at` is always the offset in the volume of the byte that decides. A volume that ends early keeps the chunks that
/// have been verified ([`VolumeError::is_truncation`]); every other variant means that the volume lies about its
/// structure, and nothing of it may be kept.
#[derive(Debug, Clone, PartialEq, Eq, Error, serde::Serialize)]
#[non_exhaustive]
pub enum VolumeError {
    /// The bytes end before the volume does (threat P20).
    #[error("the volume ends at byte {at}, within {within}")]
    Truncated {
        /// How many bytes there are.
        at: u64,
        /// What was being read: an entry's name or a record.
        #[serde(serialize_with = "sealift_document::phrase")]
        within: String,
    },
    /// The first bytes are not those of a volume (threat P11).
    #[error("this is not a Sealift volume: it does not begin with a ZIP entry")]
    NotAVolume,
    /// After an entry comes neither an entry nor the directory (threats P10, P11).
    #[error("after {after} there is neither an entry nor the directory (byte {at})")]
    Gap {
        /// Where.
        at: u64,
        /// The entry before it.
        #[serde(serialize_with = "sealift_document::phrase")]
        after: String,
    },
    /// Bytes follow the end record (threat P11).
    #[error("there are bytes after the volume's end (byte {at})")]
    Trailing {
        /// Where they begin.
        at: u64,
    },
    /// An entry's name is none that a volume can have (threats P1, P3, P6).
    #[error("a volume has no entry called {} (byte {at})", plain(.name))]
    UnknownName {
        /// Where its header begins.
        at: u64,
        /// The name, as far as it can be shown.
        name: String,
    },
    /// An entry's name is longer than any of the format (threat P19).
    #[error("an entry's name has {bytes} bytes; at most {most} are possible (byte {at})")]
    NameTooLong {
        /// Where its header begins.
        at: u64,
        /// Bytes it has.
        bytes: u64,
        /// Bytes the longest name has.
        most: u64,
    },
    /// An entry stands where another belongs, or a second time (threat P3).
    #[error("the entry {entry} stands where {expected} belongs (byte {at})")]
    Order {
        /// Where its header begins.
        at: u64,
        /// The entry found.
        #[serde(serialize_with = "sealift_document::phrase")]
        entry: String,
        /// What belongs here.
        #[serde(serialize_with = "sealift_document::phrase")]
        expected: String,
    },
    /// An entry is encrypted (threat P16).
    #[error("the entry {entry} is encrypted (byte {at})")]
    Encrypted {
        /// Where its flags are.
        at: u64,
        /// The entry.
        #[serde(serialize_with = "sealift_document::phrase")]
        entry: String,
    },
    /// An entry's size and CRC follow its content (threat P14).
    #[error("the entry {entry} has a data descriptor (byte {at})")]
    DataDescriptor {
        /// Where its flags are.
        at: u64,
        /// The entry.
        #[serde(serialize_with = "sealift_document::phrase")]
        entry: String,
    },
    /// An entry is compressed by the ZIP (threat P16).
    #[error(
        "the entry {entry} is compressed with ZIP method {method}; only stored entries are allowed (byte {at})"
    )]
    Method {
        /// Where the method is.
        at: u64,
        /// The entry.
        #[serde(serialize_with = "sealift_document::phrase")]
        entry: String,
        /// The method's number.
        method: u64,
    },
    /// An entry has an extra field that it does not need (threats P13, P15).
    #[error(
        "the entry {entry} has {found} bytes of extra fields instead of {expected} (byte {at})"
    )]
    ExtraField {
        /// Where the length is.
        at: u64,
        /// The entry.
        #[serde(serialize_with = "sealift_document::phrase")]
        entry: String,
        /// Bytes there must be.
        expected: u64,
        /// Bytes there are.
        found: u64,
    },
    /// An entry or the volume has a comment (threat P10).
    #[error("{record} has a comment of {bytes} bytes (byte {at})")]
    Comment {
        /// Where the comment's length is.
        at: u64,
        /// The entry or record.
        #[serde(serialize_with = "sealift_document::phrase")]
        record: String,
        /// Bytes it has.
        bytes: u64,
    },
    /// A record speaks of other disks (threat P16).
    #[error("{record} speaks of a set of disks (byte {at})")]
    SeveralDisks {
        /// Where.
        at: u64,
        /// The entry or record.
        #[serde(serialize_with = "sealift_document::phrase")]
        record: String,
    },
    /// A local header has another value in a field that is not free (threats P2, P8).
    #[error("the header of {entry} has {field} {found:#x} instead of {expected:#x} (byte {at})")]
    HeaderField {
        /// Where the field is.
        at: u64,
        /// The entry.
        #[serde(serialize_with = "sealift_document::phrase")]
        entry: String,
        /// The field.
        #[serde(serialize_with = "sealift_document::phrase")]
        field: &'static str,
        /// The value it must have.
        expected: u64,
        /// The value it has.
        found: u64,
    },
    /// An entry is larger than the format or the signed index allows (threats P17, P18).
    #[error("the entry {entry} says to have {bytes} bytes; {most} are allowed (byte {at})")]
    TooLarge {
        /// Where its header begins.
        at: u64,
        /// The entry.
        #[serde(serialize_with = "sealift_document::phrase")]
        entry: String,
        /// Bytes it says.
        bytes: u64,
        /// Bytes allowed.
        most: u64,
    },
    /// There are more signatures than a reader looks at.
    #[error("the volume has more than {most} signatures (byte {at})")]
    TooManySignatures {
        /// Where the first one too many begins.
        at: u64,
        /// Signatures allowed.
        most: usize,
    },
    /// An entry's bytes do not have the CRC-32 of its header.
    #[error("the bytes of {entry} do not match their CRC-32 (byte {at})")]
    Crc {
        /// Where its header begins.
        at: u64,
        /// The entry.
        #[serde(serialize_with = "sealift_document::phrase")]
        entry: String,
    },
    /// The central directory calls an entry by another name (threat P7).
    #[error("the directory calls the entry {} by the name {} (byte {at})", .entry, plain(.central))]
    NamesDiffer {
        /// Where the central name is.
        at: u64,
        /// The name in the local header.
        #[serde(serialize_with = "sealift_document::phrase")]
        entry: String,
        /// The name in the central header.
        central: String,
    },
    /// A central header does not agree with the local one (threats P2, P8, P12, P13).
    #[error(
        "the directory gives {entry} the {field} {found:#x} instead of {expected:#x} (byte {at})"
    )]
    HeadersDiffer {
        /// Where the field is in the central header.
        at: u64,
        /// The entry.
        #[serde(serialize_with = "sealift_document::phrase")]
        entry: String,
        /// The field.
        #[serde(serialize_with = "sealift_document::phrase")]
        field: &'static str,
        /// The value that follows from the local header.
        expected: u64,
        /// The value in the central header.
        found: u64,
    },
    /// The directory ends before it has listed every entry (threat P9).
    #[error("the directory does not list the entry {entry} (byte {at})")]
    OnlyLocal {
        /// Where the central header belongs.
        at: u64,
        /// The first entry it leaves out.
        #[serde(serialize_with = "sealift_document::phrase")]
        entry: String,
    },
    /// The directory lists an entry that is not there (threat P9).
    #[error("the directory lists more entries than the volume has (byte {at})")]
    OnlyCentral {
        /// Where the surplus central header is.
        at: u64,
    },
    /// The end record lies (threats P10, P12).
    #[error("the end record has {field} {found:#x} instead of {expected:#x} (byte {at})")]
    EndRecord {
        /// Where the field is.
        at: u64,
        /// The field.
        #[serde(serialize_with = "sealift_document::phrase")]
        field: &'static str,
        /// The value it must have.
        expected: u64,
        /// The value it has.
        found: u64,
    },
    /// A ZIP64 record or field lies, is missing, or is there without need (threats P13, P18).
    #[error("the ZIP64 record has {field} {found:#x} instead of {expected:#x} (byte {at})")]
    Zip64 {
        /// Where the field is.
        at: u64,
        /// The field.
        #[serde(serialize_with = "sealift_document::phrase")]
        field: &'static str,
        /// The value it must have.
        expected: u64,
        /// The value it has.
        found: u64,
    },
    /// The manifest that was admitted is not the one of this volume (threat T12).
    #[error("the manifest that was verified is not the manifest of this volume")]
    OtherManifest,
    /// `volume.json` is not what it should be.
    #[error("volume.json cannot be read: {0}")]
    Hint(#[source] DocumentError),
    /// The numbers in `volume.json` contradict each other or the index.
    #[error("volume.json contradicts itself: {rule}")]
    HintRule {
        /// The rule that does not hold.
        #[serde(serialize_with = "sealift_document::phrase")]
        rule: &'static str,
    },
    /// The index is not as long as the manifest says (threats P17, T12).
    #[error("the index has {found} bytes; the manifest says {expected} (byte {at})")]
    IndexSize {
        /// Where its header begins.
        at: u64,
        /// Bytes the manifest says.
        expected: u64,
        /// Bytes it has.
        found: u64,
    },
    /// The index is not the one that the manifest names (threat T12).
    #[error("the index has the digest {found}; the manifest says {expected}")]
    IndexDigest {
        /// The digest the manifest says.
        expected: Digest,
        /// The digest it has.
        found: Digest,
    },
    /// The index cannot be decompressed within what the manifest says (threat P17).
    #[error("the index cannot be decompressed: {0}")]
    IndexEncoding(#[source] DecodeError),
    /// The index breaks a rule of the format.
    #[error(transparent)]
    Index(#[from] IndexError),
    /// A chunk is not listed in the signed index (threat T13).
    #[error("the chunk {digest} is not listed in the index (byte {at})")]
    UnlistedChunk {
        /// Where its header begins.
        at: u64,
        /// Its name.
        digest: Digest,
    },
    /// A chunk has another size than the signed index says (threats P17, P18).
    #[error("the chunk {digest} has {found} bytes; the index says {expected} (byte {at})")]
    ChunkSize {
        /// Where its header begins.
        at: u64,
        /// Its name.
        digest: Digest,
        /// Bytes the index says.
        expected: u64,
        /// Bytes its header says.
        found: u64,
    },
    /// A chunk does not come after the one before it in the order of the streams, or comes twice (threat P3).
    #[error("the chunk {digest} is out of order (byte {at})")]
    ChunkOrder {
        /// Where its header begins.
        at: u64,
        /// Its name.
        digest: Digest,
    },
    /// A chunk has the right bytes and a header with a wrong CRC-32 (threat P8).
    #[error("the header of the chunk {digest} has a wrong CRC-32 (byte {at})")]
    ChunkCrc {
        /// Where its header begins.
        at: u64,
        /// Its name.
        digest: Digest,
    },
}

impl VolumeError {
    /// Whether the volume merely ended early, so that its verified chunks may be kept.
    #[must_use]
    pub const fn is_truncation(&self) -> bool {
        matches!(self, Self::Truncated { .. })
    }

    /// The stable code of this error.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::Truncated { .. } => "volume-truncated",
            Self::NotAVolume => "volume-not-a-volume",
            Self::Gap { .. } => "volume-gap",
            Self::Trailing { .. } => "volume-trailing-bytes",
            Self::UnknownName { .. } => "volume-unknown-name",
            Self::NameTooLong { .. } => "volume-name-too-long",
            Self::Order { .. } => "volume-entry-order",
            Self::Encrypted { .. } => "volume-encrypted-entry",
            Self::DataDescriptor { .. } => "volume-data-descriptor",
            Self::Method { .. } => "volume-compressed-entry",
            Self::ExtraField { .. } => "volume-extra-field",
            Self::Comment { .. } => "volume-comment",
            Self::SeveralDisks { .. } => "volume-several-disks",
            Self::HeaderField { .. } => "volume-header-field",
            Self::TooLarge { .. } => "volume-entry-too-large",
            Self::TooManySignatures { .. } => "volume-too-many-signatures",
            Self::Crc { .. } => "volume-crc",
            Self::NamesDiffer { .. } => "volume-names-differ",
            Self::HeadersDiffer { .. } => "volume-headers-differ",
            Self::OnlyLocal { .. } => "volume-entry-only-local",
            Self::OnlyCentral { .. } => "volume-entry-only-central",
            Self::EndRecord { .. } => "volume-end-record",
            Self::Zip64 { .. } => "volume-zip64",
            Self::OtherManifest => "volume-other-manifest",
            Self::Hint(_) => "volume-hint-malformed",
            Self::HintRule { .. } => "volume-hint-contradiction",
            Self::IndexSize { .. } => "volume-index-size",
            Self::IndexDigest { .. } => "volume-index-digest",
            Self::IndexEncoding(_) => "volume-index-encoding",
            Self::Index(error) => error.code(),
            Self::UnlistedChunk { .. } => "volume-chunk-unlisted",
            Self::ChunkSize { .. } => "volume-chunk-size",
            Self::ChunkOrder { .. } => "volume-chunk-order",
            Self::ChunkCrc { .. } => "volume-chunk-crc",
        }
    }
}
