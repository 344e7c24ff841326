//! The loops in which the time of a large release goes: cutting, hashing, compressing, reading an index, planning, the log's
//! tree. Figures of one machine, to be compared before and after a change.

use std::hint::black_box;

use criterion::{BatchSize, Criterion, Throughput, criterion_group, criterion_main};
use sealift_audit::tree::{Frontier, inclusion_proof, leaf_hash, verify_inclusion};
use sealift_bench::{Wish, bytes, index};
use sealift_document::Digest;
use sealift_package::chunking::{AVERAGE, Chunker};
use sealift_package::encoding::{Decoder, Encoder};
use sealift_package::index::Index;

const STREAM: usize = 64 << 20;
const FILES: u32 = 80_000;
const COMPONENTS: usize = 100;
const RECORDS: u64 = 10_000;

fn content(bench: &mut Criterion) {
    let stream = bytes(STREAM);
    let mut group = bench.benchmark_group("content");
    group.sample_size(10);
    group.throughput(Throughput::Bytes(STREAM as u64));
    group.bench_function("cut a stream", |timer| {
        timer.iter(|| Chunker::new(&stream[..]).count());
    });
    group.bench_function("hash", |timer| timer.iter(|| Digest::of(&stream)));
    group.bench_function("hash for the zip directory", |timer| {
        timer.iter(|| crc32fast::hash(&stream));
    });
    let raw = &stream[..AVERAGE];
    group.throughput(Throughput::Bytes(AVERAGE as u64));
    let mut encoder = Encoder::new();
    group.bench_function("compress a chunk", |timer| {
        timer.iter_batched(
            || raw.to_vec(),
            |raw| encoder.chunk(raw),
            BatchSize::LargeInput,
        );
    });
    let chunk = Encoder::new().chunk(raw.to_vec());
    let mut decoder = Decoder::new();
    group.bench_function("open a chunk", |timer| {
        timer.iter_batched(
            || chunk.stored.clone(),
            |stored| decoder.chunk(chunk.encoding, stored, chunk.raw_bytes),
            BatchSize::LargeInput,
        );
    });
    group.finish();
}

fn documents(bench: &mut Criterion) {
    let (bytes, manifest) = index(FILES);
    let mut group = bench.benchmark_group("documents");
    group.sample_size(10);
    group.throughput(Throughput::Elements(FILES.into()));
    group.bench_function("read an index of 80,000 files", |timer| {
        timer.iter(|| Index::parse(black_box(&bytes), &manifest).expect("a sound index"));
    });
    let wish = Wish::of(COMPONENTS);
    group.throughput(Throughput::Elements(COMPONENTS as u64));
    group.bench_function("plan 100 components", |timer| timer.iter(|| wish.plan()));
    group.finish();
}

fn tree(bench: &mut Criterion) {
    let leaves: Vec<Digest> = (0..RECORDS)
        .map(|number| leaf_hash(&number.to_le_bytes()))
        .collect();
    let mut group = bench.benchmark_group("the log's tree");
    group.throughput(Throughput::Elements(RECORDS));
    group.bench_function("append 10,000 records", |timer| {
        timer.iter(|| {
            let mut frontier = Frontier::new();
            leaves.iter().for_each(|leaf| frontier.append(*leaf));
            frontier.root()
        });
    });
    let mut frontier = Frontier::new();
    leaves.iter().for_each(|leaf| frontier.append(*leaf));
    let root = frontier.root();
    group.throughput(Throughput::Elements(1));
    group.bench_function("prove one of 10,000", |timer| {
        timer.iter(|| inclusion_proof(&leaves[..], 777, RECORDS).expect("within the tree"));
    });
    let proof = inclusion_proof(&leaves[..], 777, RECORDS).expect("within the tree");
    group.bench_function("check one of 10,000", |timer| {
        timer.iter(|| verify_inclusion(&leaves[777], 777, RECORDS, &proof, &root));
    });
    group.finish();
}

criterion_group!(loops, content, documents, tree);
criterion_main!(loops);
