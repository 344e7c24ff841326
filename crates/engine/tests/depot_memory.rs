//! Import of a release far larger than the memory it may take, in a process of its own so that it can be measured.

#![cfg(target_os = "linux")]
#![allow(
    clippy::unwrap_used,
    clippy::disallowed_methods,
    reason = "tests stop where they fail, and this one asks the kernel"
)]

#[path = "depot/bench.rs"]
#[allow(dead_code, reason = "shared with the tests of the depot")]
mod bench;

use std::collections::HashMap;
use std::io;

use sealift_package::encoding::Encoding;
use sealift_package::index::{ChunkRow, ComponentTree, FileRow, IndexDocument, Tree};
use sealift_package::manifest::Mode;
use sealift_package::volume::{Selection, VolumeWriter, plan};
use sealift_testkit::volume::SampleRelease;

use bench::{Bench, Vendor, noise};
use sealift_document::{Count, Digest, Hasher};

const CHUNK: usize = 2 << 20;
const CHUNKS: u64 = 512;
/// What an import may take beside what the test itself needs.
const MOST: u64 = 100 << 20;

/// Chunks that differ in their first bytes, which makes them quick to make and no two the same.
fn content(block: &[u8], number: u64) -> Vec<u8> {
    let mut content = block.to_vec();
    content[..8].copy_from_slice(&number.to_be_bytes());
    content
}

/// A gibibyte in one file of different chunks, none of which is kept.
fn release(vendor: &Vendor, block: &[u8]) -> SampleRelease {
    let mut tree = Tree::default();
    let mut file = Hasher::new();
    let bytes = |bytes: u64| Count::try_from(bytes).unwrap();
    for number in 0..CHUNKS {
        let raw = content(block, number);
        file.update(&raw);
        let digest = Digest::of(&raw);
        tree.chunks.push(ChunkRow {
            encoding: Encoding::Raw,
            raw_bytes: bytes(CHUNK as u64),
            raw_sha256: digest,
            stored_bytes: bytes(CHUNK as u64),
            stored_sha256: digest,
        });
    }
    tree.files.push(FileRow {
        bytes: bytes(CHUNKS * CHUNK as u64),
        mode: Mode::FILE,
        offset: Count::ZERO,
        path: "image".parse().unwrap(),
        sha256: file.finish(),
    });
    let id = "server".parse().unwrap();
    let document = IndexDocument::new(Tree::default(), vec![ComponentTree { id, tree }]);
    vendor.seal(
        "com.acme.large",
        SampleRelease::around("1.0.0", 1, &document, HashMap::new()),
    )
}

/// The most memory that this process ever had, in bytes.
fn peak() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap();
    let line = status
        .lines()
        .find(|line| line.starts_with("VmHWM:"))
        .unwrap();
    let kibibytes: u64 = line.split_whitespace().nth(1).unwrap().parse().unwrap();
    kibibytes * 1024
}

#[test]
fn memory_is_bounded_whatever_the_size() {
    let vendor = Vendor::new();
    let bench = Bench::new(&[&vendor]);
    bench.world.files.set_free(8 << 30);
    bench.world.files.forget_content();
    let block = noise(1, CHUNK);
    let release = release(&vendor, &block);
    let (reader, sink) = io::pipe().unwrap();
    let before = peak();
    std::thread::scope(|scope| {
        scope.spawn(|| {
            let head = release.head();
            let planned = plan(&head, &Selection::All, None).unwrap().remove(0);
            let writer = VolumeWriter::begin(sink, &head, &planned).unwrap();
            let mut number = 0;
            let next = |_: &ChunkRow| {
                number += 1;
                Ok(content(&block, number - 1))
            };
            writer.write_all(next).unwrap();
        });
        let imported = bench.import(reader).unwrap();
        assert_eq!((imported.kept, imported.missing), (CHUNKS, None));
    });
    let grown = peak() - before;
    assert!(grown < MOST, "the import took {} MiB", grown >> 20);
}
