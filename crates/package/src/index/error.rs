//! What can be wrong with an index: one variant for each rule.

use std::fmt;

use sealift_document::{Digest, DocumentError, plain};
use thiserror::Error;

use crate::manifest::ComponentId;

/// Which list of an index a row is in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RowKind {
    /// A directory.
    Directory,
    /// A regular file.
    File,
    /// A symbolic link.
    Symlink,
}

impl fmt::Display for RowKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Directory => "directory",
            Self::File => "file",
            Self::Symlink => "link",
        })
    }
}

/// Why an index is not acceptable.
#[derive(Debug, Clone, PartialEq, Eq, Error, serde::Serialize)]
#[non_exhaustive]
pub enum IndexError {
    /// The bytes are no canonical document of this type, or a row's path, mode or digest is not one.
    #[error("the index cannot be read: {0}")]
    Document(#[from] DocumentError),
    /// There are more rows than a reader looks at (threat P19).
    #[error("the index has more than {} rows", crate::limits::INDEX_ROWS)]
    TooManyRows,
    /// The trees are not those of the manifest's components, in its order (threat T12).
    #[error("the index has the component {found} where the manifest has {expected}")]
    Components {
        /// What the manifest has; `none` past its end.
        expected: String,
        /// What the index has.
        found: String,
    },
    /// The papers are not those of the manifest.
    #[error("the index and the manifest do not agree on the document {id}")]
    Documents {
        /// The first document in question.
        id: String,
    },
    /// Rows are not in the bytewise order of their paths, or two are equal (threat P3).
    #[error("the {kind} {} is not after the one before it", plain(.path))]
    Order {
        /// Which list.
        #[serde(serialize_with = "sealift_document::phrase")]
        kind: RowKind,
        /// The row's path.
        path: String,
    },
    /// Two rows of different kinds have one path (threat P3).
    #[error("{} is both a {one} and a {other}", plain(.path))]
    Conflict {
        /// The path.
        path: String,
        /// What it is in one list.
        #[serde(serialize_with = "sealift_document::phrase")]
        one: RowKind,
        /// What it is in the other.
        #[serde(serialize_with = "sealift_document::phrase")]
        other: RowKind,
    },
    /// Two paths that some system takes for the same (threat P4).
    #[error("{} and {} are the same name to some systems", plain(.path), plain(.other))]
    Collision {
        /// One path.
        path: String,
        /// The other.
        other: String,
    },
    /// A path that the names profile does not allow (threat P5).
    #[error("the name {} is not portable: {rule}", plain(.path))]
    Name {
        /// The path.
        path: String,
        /// The rule in words.
        #[serde(serialize_with = "sealift_document::phrase")]
        rule: &'static str,
    },
    /// A row lies in a directory that is not listed.
    #[error("the directory above {} is not listed", plain(.path))]
    NoParent {
        /// The row's path.
        path: String,
    },
    /// A row lies below a file or a link (threats P2, P3).
    #[error("{} lies below a {kind}", plain(.path))]
    Below {
        /// The row's path.
        path: String,
        /// What lies above it.
        #[serde(serialize_with = "sealift_document::phrase")]
        kind: RowKind,
    },
    /// A link's target is empty, too long or has a control character in it.
    #[error("the link {} has a target that is {rule}", plain(.path))]
    Target {
        /// The link's path.
        path: String,
        /// What is wrong with it.
        #[serde(serialize_with = "sealift_document::phrase")]
        rule: &'static str,
    },
    /// A file does not begin where the one before it ends.
    #[error("the file {} begins at {found} in the stream instead of {expected}", plain(.path))]
    Offset {
        /// The file's path.
        path: String,
        /// Where the one before it ends.
        expected: u64,
        /// Where it says to begin.
        found: u64,
    },
    /// An empty file has a digest other than that of nothing.
    #[error("the empty file {} has the digest of something else", plain(.path))]
    EmptyFile {
        /// The file's path.
        path: String,
    },
    /// The chunks of a stream are not as long as its files.
    #[error("the chunks of {stream} have {chunks} bytes and its files {files}")]
    StreamLength {
        /// The component, or the documents.
        stream: String,
        /// Bytes of its chunks.
        chunks: u64,
        /// Bytes of its files.
        files: u64,
    },
    /// A chunk's sizes or digests cannot be.
    #[error("the chunk {digest} cannot be: {rule}")]
    Chunk {
        /// Its name.
        digest: Digest,
        /// The rule that does not hold.
        #[serde(serialize_with = "sealift_document::phrase")]
        rule: &'static str,
    },
    /// One content is stored in two ways, or one name has two contents.
    #[error("the chunk {digest} is described in two ways")]
    ChunkConflict {
        /// Its name.
        digest: Digest,
    },
    /// A sum is not the one that the manifest declares.
    #[error("the manifest declares other totals for {of} than the index has")]
    Totals {
        /// The component, or the release.
        of: String,
    },
}

impl IndexError {
    /// The stable code of this error.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Document(_) => "index-malformed",
            Self::TooManyRows => "index-too-many-rows",
            Self::Components { .. } => "index-other-components",
            Self::Documents { .. } => "index-other-documents",
            Self::Order { .. } => "index-row-order",
            Self::Conflict { .. } => "index-path-conflict",
            Self::Collision { .. } => "index-path-collision",
            Self::Name { .. } => "index-name-not-portable",
            Self::NoParent { .. } => "index-parent-missing",
            Self::Below { .. } => "index-below-file-or-link",
            Self::Target { .. } => "index-link-target",
            Self::Offset { .. } => "index-file-offset",
            Self::EmptyFile { .. } => "index-empty-file",
            Self::StreamLength { .. } => "index-stream-length",
            Self::Chunk { .. } => "index-chunk",
            Self::ChunkConflict { .. } => "index-chunk-conflict",
            Self::Totals { .. } => "index-totals",
        }
    }

    pub(super) fn components(expected: Option<&ComponentId>, found: Option<&ComponentId>) -> Self {
        let shown = |id: Option<&ComponentId>| id.map_or("none".into(), ToString::to_string);
        Self::Components {
            expected: shown(expected),
            found: shown(found),
        }
    }
}
