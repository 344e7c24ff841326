//! The releases over which a delta is made.
#![allow(
    clippy::disallowed_methods,
    reason = "export mode reads the vendor's own files"
)]

use std::collections::{BTreeMap, HashSet};
use std::fs::File;
use std::path::{Path, PathBuf};

use sealift_document::Digest;
use sealift_package::manifest::{Manifest, ProductId};
use sealift_package::volume::{BaseHint, Event, SealedStream, Selection};

use super::PackError;
use crate::survey::SurveyError;

/// A release that the receiving site is expected to have.
pub(super) struct Base {
    hint: BaseHint,
    raw: Vec<Digest>,
}

/// Reads the manifests and indexes of these volumes, strictly; whoever signed them, they only save room.
pub(super) fn read_all(paths: &[PathBuf], product: &ProductId) -> Result<Vec<Base>, PackError> {
    let mut bases = BTreeMap::new();
    for path in paths {
        let base = read(path, product)?;
        // Several volumes of one set are one base.
        bases.insert((base.hint.sequence, base.hint.manifest_sha256), base);
    }
    Ok(bases.into_values().collect())
}

/// All chunks, or all but those of the bases.
pub(super) fn selection(bases: Vec<Base>) -> Selection {
    if bases.is_empty() {
        return Selection::All;
    }
    let (mut hints, mut raw) = (Vec::new(), HashSet::new());
    for base in bases {
        hints.push(base.hint);
        raw.extend(base.raw);
    }
    Selection::Without { bases: hints, raw }
}

fn read(path: &Path, product: &ProductId) -> Result<Base, PackError> {
    let file = File::open(path).map_err(|source| PackError::Read {
        path: path.into(),
        source,
    })?;
    let (manifest, manifest_sha256, raw) = read_index(file).map_err(|source| PackError::Base {
        path: path.into(),
        source: Box::new(source),
    })?;
    if manifest.product != *product {
        return Err(PackError::OtherProduct {
            path: path.into(),
            expected: product.clone(),
            found: manifest.product,
        });
    }
    let hint = BaseHint {
        version: manifest.version,
        sequence: manifest.sequence,
        manifest_sha256,
    };
    Ok(Base { hint, raw })
}

fn read_index(file: File) -> Result<(Manifest, Digest, Vec<Digest>), SurveyError> {
    let sealed = SealedStream::open(file)?;
    let manifest = Manifest::parse(&sealed.seal().manifest)?;
    let (mut stream, seal) = sealed.admit(&manifest)?;
    let digest = Digest::of(&seal.manifest);
    while let Some(event) = stream.next_event()? {
        if let Event::Index(index) = event {
            let raw = index
                .chunks()
                .iter()
                .map(|chunk| chunk.raw_sha256)
                .collect();
            return Ok((manifest, digest, raw));
        }
    }
    unreachable!("a volume does not end well without an index")
}
