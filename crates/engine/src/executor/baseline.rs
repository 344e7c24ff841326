//! What is installed of a product, as one digest: the baseline of a change (CIP-010 R1.1, NIST CM-2).
//!
//! It covers what Sealift placed, as it was hashed when it was written, one line a thing, sorted bytewise:
//!
//! ```text
//! component ID
//! directory PATH
//! file SHA256 MODE PATH
//! link PATH TARGET
//! manifest SHA256
//! service UNIT SHA256
//! user NAME
//! ```
//!
//! after a first line `sealift.baseline/v1 PRODUCT`. Files are those of the active release, named below their
//! component, and those outside its tree; the links of a tree follow from its manifest. A service's digest is over its
//! definition as canonical JSON. What an operator edited since counts as it was placed; an inspection finds such edits.

use sealift_document::{Digest, to_canonical};
use sealift_plan::current::{Current, OwnedKind};

use crate::state::{StateError, View};

/// The digest of what is installed.
pub(super) fn of(view: &View<'_>, current: &Current) -> Result<Digest, StateError> {
    let mut lines = placed(current)?;
    if let Some(active) = &current.active {
        let manifest = &active.manifest_sha256;
        lines.push(format!("manifest {manifest}"));
        for component in &current.components {
            lines.push(format!("component {component}"));
            let files = view.tree_files(&current.product, manifest, component)?;
            lines.extend(files.iter().map(|file| {
                let (sha256, mode) = (&file.sha256, file.mode);
                format!("file {sha256} {mode} {component}/{}", file.path)
            }));
        }
    }
    lines.sort();
    let head = format!("sealift.baseline/v1 {}", current.product);
    let text: String = std::iter::once(head)
        .chain(lines)
        .flat_map(|line| [line, "\n".into()])
        .collect();
    Ok(Digest::of(text.as_bytes()))
}

/// What lies outside the trees.
fn placed(current: &Current) -> Result<Vec<String>, StateError> {
    let mut lines: Vec<String> = vec![];
    for owned in &current.owned {
        let path = &owned.path;
        lines.push(match &owned.kind {
            OwnedKind::File { sha256, mode } => format!("file {sha256} {mode} {path}"),
            OwnedKind::Symlink { to } => format!("link {path} {to}"),
            OwnedKind::Directory => format!("directory {path}"),
        });
    }
    for service in &current.services {
        let definition = to_canonical(&service.definition).map_err(StateError::damaged)?;
        let digest = Digest::of(&definition);
        lines.push(format!("service {} {digest}", service.definition.unit));
    }
    lines.extend(current.users.iter().map(|user| format!("user {user}")));
    Ok(lines)
}
