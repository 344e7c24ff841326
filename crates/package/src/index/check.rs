//! The rules that bind an index's rows to each other and to the manifest.

use std::borrow::Cow;
use std::collections::HashMap;

use sealift_document::Digest;

use super::{ChunkRow, IndexDocument, IndexError, RowKind, SymlinkRow, Tree};
use crate::encoding::Encoding;
use crate::manifest::{Manifest, NamesProfile};
use crate::path::RelativePath;
use crate::{limits, names};

/// Checks everything but the totals.
pub(super) fn check(document: &IndexDocument, manifest: &Manifest) -> Result<(), IndexError> {
    check_rows(document, limits::INDEX_ROWS)?;
    check_components(document, manifest)?;
    check_documents(&document.documents, manifest)?;
    for part in &document.components {
        check_tree(&part.tree, part.id.as_str(), manifest.names)?;
    }
    check_tree(&document.documents, "the documents", manifest.names)
}

/// Compares the sums with those that the manifest declares.
pub(super) fn check_totals(
    document: &IndexDocument,
    manifest: &Manifest,
) -> Result<(), IndexError> {
    for (part, component) in document.components.iter().zip(&manifest.components) {
        if part.tree.totals() != component.totals {
            return Err(IndexError::Totals {
                of: part.id.to_string(),
            });
        }
    }
    if document.totals() != manifest.totals {
        return Err(IndexError::Totals {
            of: "the release".into(),
        });
    }
    Ok(())
}

fn check_rows(document: &IndexDocument, most: u64) -> Result<(), IndexError> {
    let rows = |tree: &Tree| {
        tree.files.len() + tree.directories.len() + tree.symlinks.len() + tree.chunks.len()
    };
    if document.streams().map(rows).sum::<usize>() as u64 > most {
        return Err(IndexError::TooManyRows);
    }
    Ok(())
}

fn check_components(document: &IndexDocument, manifest: &Manifest) -> Result<(), IndexError> {
    let mut expected = manifest.components.iter().map(|component| &component.id);
    let mut found = document.components.iter().map(|part| &part.id);
    loop {
        match (expected.next(), found.next()) {
            (None, None) => return Ok(()),
            (expected, found) if expected == found => {}
            (expected, found) => return Err(IndexError::components(expected, found)),
        }
    }
}

/// The papers are exactly the manifest's, by id, size and digest.
fn check_documents(tree: &Tree, manifest: &Manifest) -> Result<(), IndexError> {
    let refused = |id: &str| Err(IndexError::Documents { id: id.into() });
    if let Some(row) = tree.directories.first() {
        return refused(row.path.as_str());
    }
    if let Some(row) = tree.symlinks.first() {
        return refused(row.path.as_str());
    }
    let mut declared: Vec<_> = manifest.documents.iter().collect();
    declared.sort_by_key(|document| document.id.as_str());
    for (file, document) in tree.files.iter().zip(&declared) {
        let same = file.path.as_str() == document.id.as_str()
            && file.bytes == document.bytes
            && file.sha256 == document.sha256;
        if !same {
            return refused(document.id.as_str());
        }
    }
    if let Some(missing) = declared.get(tree.files.len()) {
        return refused(missing.id.as_str());
    }
    match tree.files.get(declared.len()) {
        Some(surplus) => refused(surplus.path.as_str()),
        None => Ok(()),
    }
}

fn check_tree(tree: &Tree, stream: &str, profile: NamesProfile) -> Result<(), IndexError> {
    check_order(
        RowKind::Directory,
        tree.directories.iter().map(|row| &row.path),
    )?;
    check_order(RowKind::File, tree.files.iter().map(|row| &row.path))?;
    check_order(RowKind::Symlink, tree.symlinks.iter().map(|row| &row.path))?;
    check_paths(tree, profile)?;
    tree.symlinks.iter().try_for_each(check_target)?;
    tree.chunks.iter().try_for_each(check_chunk)?;
    check_stream(tree, stream)
}

fn check_order<'a>(
    kind: RowKind,
    paths: impl Iterator<Item = &'a RelativePath>,
) -> Result<(), IndexError> {
    let mut before: Option<&RelativePath> = None;
    for path in paths {
        if before.is_some_and(|before| before >= path) {
            return Err(IndexError::Order {
                kind,
                path: path.to_string(),
            });
        }
        before = Some(path);
    }
    Ok(())
}

fn paths(tree: &Tree) -> impl Iterator<Item = (RowKind, &RelativePath)> {
    let directories = tree
        .directories
        .iter()
        .map(|row| (RowKind::Directory, &row.path));
    let files = tree.files.iter().map(|row| (RowKind::File, &row.path));
    let symlinks = tree
        .symlinks
        .iter()
        .map(|row| (RowKind::Symlink, &row.path));
    directories.chain(files).chain(symlinks)
}

/// Each path stands for one thing on every system of the profile, and in a directory that is listed.
fn check_paths(tree: &Tree, profile: NamesProfile) -> Result<(), IndexError> {
    let mut seen: HashMap<Cow<'_, str>, (RowKind, &RelativePath)> =
        HashMap::with_capacity(paths(tree).count());
    for (kind, path) in paths(tree) {
        names::check(profile, path).map_err(|rule| IndexError::Name {
            path: path.to_string(),
            rule,
        })?;
        let key = match profile {
            NamesProfile::Portable => names::fold(path.as_str()),
            NamesProfile::Posix => path.as_str().into(),
        };
        if let Some((one, other)) = seen.insert(key, (kind, path)) {
            return Err(clash(path, kind, other, one));
        }
    }
    paths(tree).try_for_each(|(_, path)| check_parent(path, &seen, profile))
}

fn clash(path: &RelativePath, kind: RowKind, other: &RelativePath, one: RowKind) -> IndexError {
    let path = path.to_string();
    if other.as_str() == path {
        return IndexError::Conflict {
            path,
            one,
            other: kind,
        };
    }
    IndexError::Collision {
        path,
        other: other.to_string(),
    }
}

fn check_parent(
    path: &RelativePath,
    seen: &HashMap<Cow<'_, str>, (RowKind, &RelativePath)>,
    profile: NamesProfile,
) -> Result<(), IndexError> {
    let Some((parent, _)) = path.as_str().rsplit_once('/') else {
        return Ok(());
    };
    let key = match profile {
        NamesProfile::Portable => names::fold(parent),
        NamesProfile::Posix => parent.into(),
    };
    let path = path.to_string();
    match seen.get(&key) {
        Some((RowKind::Directory, listed)) if listed.as_str() == parent => Ok(()),
        Some((RowKind::Directory, listed)) => Err(IndexError::Collision {
            path,
            other: listed.to_string(),
        }),
        Some((kind, _)) => Err(IndexError::Below { path, kind: *kind }),
        None => Err(IndexError::NoParent { path }),
    }
}

fn check_target(link: &SymlinkRow) -> Result<(), IndexError> {
    let rule = match link.target.as_str() {
        "" => "empty",
        target if target.len() > limits::LINK_BYTES => "longer than 1024 bytes",
        target if target.chars().any(char::is_control) => "no text",
        _ => return Ok(()),
    };
    Err(IndexError::Target {
        path: link.path.to_string(),
        rule,
    })
}

fn check_chunk(chunk: &ChunkRow) -> Result<(), IndexError> {
    let digest = chunk.stored_sha256;
    let rule = |holds: bool, rule| {
        if holds {
            Ok(())
        } else {
            Err(IndexError::Chunk { digest, rule })
        }
    };
    let (raw, stored) = (chunk.raw_bytes.value(), chunk.stored_bytes.value());
    rule(
        (1..=limits::CHUNK_BYTES).contains(&raw),
        "it has from 1 byte to 8 MiB",
    )?;
    match chunk.encoding {
        Encoding::Raw => {
            let same = stored == raw && chunk.stored_sha256 == chunk.raw_sha256;
            rule(same, "what is stored raw has one size and one digest")
        }
        Encoding::Zstd => rule((1..raw).contains(&stored), "what is compressed is smaller"),
    }
}

/// Files follow each other without gaps, and chunks cover exactly their bytes.
fn check_stream(tree: &Tree, stream: &str) -> Result<(), IndexError> {
    let nothing = Digest::of(b"");
    let mut end = 0_u64;
    for file in &tree.files {
        let (bytes, found) = (file.bytes.value(), file.offset.value());
        if found != end {
            return Err(IndexError::Offset {
                path: file.path.to_string(),
                expected: end,
                found,
            });
        }
        if bytes == 0 && file.sha256 != nothing {
            return Err(IndexError::EmptyFile {
                path: file.path.to_string(),
            });
        }
        // The next offset is a count too, so a sum beyond 2^53 is refused before it could overflow.
        end = end.saturating_add(bytes);
    }
    let chunks = tree
        .chunks
        .iter()
        .map(|chunk| chunk.raw_bytes.value())
        .sum();
    if chunks != end {
        return Err(IndexError::StreamLength {
            stream: stream.into(),
            chunks,
            files: end,
        });
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::index::DirectoryRow;
    use crate::manifest::Mode;
    use sealift_document::Count;

    /// A tree with one directory, two files, four links and eight chunks.
    fn tree() -> Tree {
        let path: RelativePath = "a".parse().expect("a path");
        let (mode, nothing) = (Mode::EXECUTABLE, Digest::of(b""));
        let directory = DirectoryRow {
            mode,
            path: path.clone(),
        };
        let file = super::super::FileRow {
            bytes: Count::ZERO,
            mode,
            offset: Count::ZERO,
            path: path.clone(),
            sha256: nothing,
        };
        let link = SymlinkRow {
            path,
            target: "b".into(),
        };
        let chunk = ChunkRow {
            encoding: Encoding::Raw,
            raw_bytes: Count::ZERO,
            raw_sha256: nothing,
            stored_bytes: Count::ZERO,
            stored_sha256: nothing,
        };
        Tree {
            chunks: vec![chunk; 8],
            directories: vec![directory],
            files: vec![file; 2],
            symlinks: vec![link; 4],
        }
    }

    #[test]
    fn p19_rows_of_every_kind_count_towards_the_limit() {
        let document = IndexDocument {
            components: vec![],
            document_type: String::new(),
            documents: tree(),
        };
        assert_eq!(check_rows(&document, 15), Ok(()));
        for fewer in [14, 0] {
            assert_eq!(check_rows(&document, fewer), Err(IndexError::TooManyRows));
        }
    }

    #[test]
    fn a_tree_is_empty_only_when_nothing_of_any_kind_is_in_it() {
        let clear = [
            |tree: &mut Tree| tree.chunks.clear(),
            |tree: &mut Tree| tree.directories.clear(),
            |tree: &mut Tree| tree.files.clear(),
            |tree: &mut Tree| tree.symlinks.clear(),
        ];
        for kept in 0..clear.len() {
            let mut one_kind = tree();
            for (kind, clear) in clear.iter().enumerate() {
                if kind != kept {
                    clear(&mut one_kind);
                }
            }
            assert!(!one_kind.is_empty(), "{kept}");
        }
        assert!(Tree::default().is_empty());
    }
}
