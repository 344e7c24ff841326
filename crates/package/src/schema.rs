//! JSON Schemas of the documents, made from the types that read them.
//!
//! A schema says less than the reader does (canonical form, rules between fields): it helps other programs to write
//! and to show documents, and decides nothing here.

use schemars::{JsonSchema, Schema, schema_for};

use crate::index::IndexDocument;
use crate::manifest::Manifest;
use crate::volume::VolumeHint;

/// Every document's schema under the name of its file in `docs/schema`, without the ending.
#[must_use]
pub fn all() -> Vec<(&'static str, Schema)> {
    vec![
        ("sealift.manifest.v1", of::<Manifest>()),
        ("sealift.index.v1", of::<IndexDocument>()),
        ("sealift.volume.v1", of::<VolumeHint>()),
    ]
}

fn of<T: JsonSchema>() -> Schema {
    schema_for!(T)
}
