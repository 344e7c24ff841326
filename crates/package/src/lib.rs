//! The package format, version 1: volumes, manifest, index and chunks.
//!
//! Reads and writes bytes that others fetch and keep. It knows no clock, no key that could be trusted, no process and
//! no file: the reader is pushed bytes in stream order, the writer is handed a sink. `docs/format.md` is the
//! specification that this crate implements.

pub mod chunking;
pub mod encoding;
pub mod index;
pub mod limits;
pub mod manifest;
pub mod names;
pub mod path;
pub mod schema;
pub mod volume;
