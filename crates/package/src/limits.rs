//! The numbers that bound what a reader will look at. `docs/format.md` lists them.

/// Bytes of `manifest.json`.
pub const MANIFEST_BYTES: usize = 4 << 20;
/// Bytes of one signature file.
pub const SIGNATURE_BYTES: usize = 8 << 10;
/// Signature files in one volume.
pub const SIGNATURES: usize = 32;
/// Bytes of `volume.json`.
pub const VOLUME_HINT_BYTES: usize = 1 << 20;
/// Bytes of the index, stored.
pub const INDEX_STORED_BYTES: u64 = 64 << 20;
/// Bytes of the index, decompressed.
pub const INDEX_RAW_BYTES: u64 = 512 << 20;
/// Rows (files, directories, links, chunks) in an index.
pub const INDEX_ROWS: u64 = 4 << 20;
/// Bytes of one path.
pub const PATH_BYTES: usize = 1024;
/// Bytes of one segment of a path.
pub const SEGMENT_BYTES: usize = 255;
/// Segments of one path.
pub const PATH_DEPTH: usize = 64;
/// Bytes of a symbolic link's target.
pub const LINK_BYTES: usize = 1024;
/// Bytes of one chunk, raw or stored.
pub const CHUNK_BYTES: u64 = 8 << 20;
/// Base-two logarithm of the largest zstd window.
pub const ZSTD_WINDOW_LOG: u32 = 23;
/// Volumes in one set.
pub const VOLUMES: u64 = 1000;
/// Base releases that one delta leaves chunks out for.
pub const BASES: usize = 32;
