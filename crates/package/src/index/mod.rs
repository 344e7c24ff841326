//! The index: every path and chunk of a release, in one signed document.
//!
//! Each component's regular files, in the bytewise order of their paths, form one stream, and chunks are cut from
//! that stream; so do the release's papers. An [`Index`] exists only when every rule of the format holds, between its
//! rows and with the manifest that names it. What a target will have to do with a row is not known here.

mod check;
mod error;
mod links;
mod row;

use std::collections::HashMap;

use schemars::JsonSchema;
use sealift_document::{Count, Digest, Document};
use serde::{Deserialize, Serialize};

pub use error::{IndexError, RowKind};
pub use row::{ChunkRow, DirectoryRow, FileRow, Piece, Stream, SymlinkRow, Tree};

use crate::limits;
use crate::manifest::{ComponentId, Manifest, Totals};

/// The index as it is written; plain data, of which nothing has been checked.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct IndexDocument {
    /// Always `sealift.index/v1`.
    #[serde(rename = "type")]
    pub document_type: String,
    /// The papers of the release; each file's path is the document's id.
    #[serde(default, skip_serializing_if = "Tree::is_empty")]
    pub documents: Tree,
    /// The components, in the manifest's order.
    pub components: Vec<ComponentTree>,
}

/// A component's tree.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ComponentTree {
    /// The component of the manifest.
    pub id: ComponentId,
    /// Its tree.
    pub tree: Tree,
}

impl Document for IndexDocument {
    const TYPE: &'static str = "sealift.index/v1";
    const MAX_BYTES: usize = limits::INDEX_RAW_BYTES as usize;

    fn document_type(&self) -> &str {
        &self.document_type
    }
}

impl IndexDocument {
    /// An index of these trees.
    #[must_use]
    pub fn new(documents: Tree, components: Vec<ComponentTree>) -> Self {
        Self {
            document_type: Self::TYPE.into(),
            documents,
            components,
        }
    }

    /// The streams in the order in which volumes hold their chunks: the papers, then the components.
    pub fn streams(&self) -> impl Iterator<Item = &Tree> {
        std::iter::once(&self.documents).chain(self.components.iter().map(|part| &part.tree))
    }

    /// The sums that the manifest must declare: files, directories, links and their bytes over the components, chunks
    /// over the papers too.
    #[must_use]
    pub fn totals(&self) -> Totals {
        let mut seen = HashMap::new();
        for chunk in self.streams().flat_map(|tree| &tree.chunks) {
            seen.insert(chunk.stored_sha256, chunk.stored_bytes.value());
        }
        let sum = |of: fn(&Tree) -> u64| {
            count(
                self.components
                    .iter()
                    .fold(0, |sum, part| sum.saturating_add(of(&part.tree))),
            )
        };
        Totals {
            chunks: count(seen.len() as u64),
            stored_bytes: count(
                seen.values()
                    .fold(0, |sum, bytes| sum.saturating_add(*bytes)),
            ),
            raw_bytes: sum(Tree::raw_bytes),
            files: sum(|tree| tree.files.len() as u64),
            directories: sum(|tree| tree.directories.len() as u64),
            symlinks: sum(|tree| tree.symlinks.len() as u64),
        }
    }
}

/// An index of which every rule holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Index {
    document: IndexDocument,
    /// Each different chunk once, in the order of the streams.
    chunks: Vec<ChunkRow>,
    by_stored: HashMap<Digest, u32>,
    by_raw: HashMap<Digest, u32>,
}

impl Index {
    /// An index that lists nothing.
    #[cfg(test)]
    pub(crate) fn of_nothing() -> Self {
        Self {
            document: IndexDocument::new(Tree::default(), vec![]),
            chunks: vec![],
            by_stored: HashMap::new(),
            by_raw: HashMap::new(),
        }
    }

    /// Reads an index whose digest has been checked, and holds it to the rules and to its manifest.
    ///
    /// # Errors
    /// The first rule that does not hold.
    pub fn parse(bytes: &[u8], manifest: &Manifest) -> Result<Self, IndexError> {
        let document = IndexDocument::from_bytes(bytes)?;
        check::check(&document, manifest)?;
        let mut index = Self {
            document,
            chunks: vec![],
            by_stored: HashMap::new(),
            by_raw: HashMap::new(),
        };
        index.gather()?;
        check::check_totals(&index.document, manifest)?;
        Ok(index)
    }

    /// The components' trees, in the manifest's order.
    #[must_use]
    pub fn components(&self) -> &[ComponentTree] {
        &self.document.components
    }

    /// The tree of this component.
    #[must_use]
    pub fn tree(&self, component: &ComponentId) -> Option<&Tree> {
        self.components()
            .iter()
            .find(|part| part.id == *component)
            .map(|part| &part.tree)
    }

    /// The release's papers; each file's path is the document's id.
    #[must_use]
    pub const fn documents(&self) -> &Tree {
        &self.document.documents
    }

    /// Every different chunk once, in the order in which volumes hold them. A chunk's place here is its ordinal.
    #[must_use]
    pub fn chunks(&self) -> &[ChunkRow] {
        &self.chunks
    }

    /// The chunk of this ordinal.
    #[must_use]
    pub fn chunk(&self, ordinal: u32) -> Option<&ChunkRow> {
        self.chunks.get(ordinal as usize)
    }

    /// The chunk whose stored bytes have this digest, and its ordinal.
    #[must_use]
    pub fn chunk_stored_as(&self, stored: &Digest) -> Option<(u32, &ChunkRow)> {
        let ordinal = *self.by_stored.get(stored)?;
        Some((ordinal, self.chunk(ordinal)?))
    }

    /// The chunk whose content has this digest, and its ordinal.
    #[must_use]
    pub fn chunk_with_content(&self, raw: &Digest) -> Option<(u32, &ChunkRow)> {
        let ordinal = *self.by_raw.get(raw)?;
        Some((ordinal, self.chunk(ordinal)?))
    }

    /// Lists every different chunk once. One content is stored in one way, and one name has one content.
    fn gather(&mut self) -> Result<(), IndexError> {
        for chunk in self.document.streams().flat_map(|tree| &tree.chunks) {
            let next = u32::try_from(self.chunks.len()).map_err(|_| IndexError::TooManyRows)?;
            let by_raw = *self.by_raw.entry(chunk.raw_sha256).or_insert(next);
            let by_stored = *self.by_stored.entry(chunk.stored_sha256).or_insert(next);
            match self.chunks.get(by_raw as usize) {
                None if by_stored == next => self.chunks.push(chunk.clone()),
                Some(known) if by_stored == by_raw && known == chunk => {}
                _ => {
                    return Err(IndexError::ChunkConflict {
                        digest: chunk.stored_sha256,
                    });
                }
            }
        }
        Ok(())
    }
}

fn count(value: u64) -> Count {
    Count::try_from(value).unwrap_or(Count::MAX)
}
