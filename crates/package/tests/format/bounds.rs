//! Time and memory stay bounded, whatever a volume claims.

use std::collections::HashMap;
use std::time::{Duration, Instant};

use sealift_document::{Count, Digest, Document};
use sealift_package::encoding::{Decoder, Encoder, Encoding};
use sealift_package::index::{
    ChunkRow, ComponentTree, DirectoryRow, FileRow, Index, IndexDocument, Tree,
};
use sealift_package::limits;
use sealift_package::manifest::Mode;
use sealift_testkit::volume::reading::push;
use sealift_testkit::volume::{Parts, SampleRelease};

/// The release's volume with another index, which its manifest names and gives this content size.
fn with_index(stored: Vec<u8>, raw_bytes: u64) -> (SampleRelease, Vec<u8>) {
    let mut release = SampleRelease::small();
    let mut parts = Parts::of(&release.volume());
    release.manifest.index.stored_sha256 = Digest::of(&stored);
    release.manifest.index.stored_bytes = Count::try_from(stored.len() as u64).expect("a count");
    release.manifest.index.raw_bytes = Count::try_from(raw_bytes).expect("a count");
    let index = parts.entry("index.json.zst");
    index.content = stored;
    index.set_honest();
    let manifest = parts.entry("manifest.json");
    manifest.content = release.manifest.to_bytes().expect("canonical");
    manifest.set_honest();
    (release, parts.volume())
}

#[test]
fn p17_a_ratio_bomb_stops_at_the_signed_size() {
    let bomb = Encoder::new().frame(&vec![b' '; 200 << 20]);
    assert!(bomb.len() < 100_000);
    let (release, volume) = with_index(bomb.clone(), 1000);
    let before = Instant::now();
    let result = push(&volume, &release.manifest, 4096);
    assert_eq!(result.code(), "volume-index-encoding");
    assert!(before.elapsed() < Duration::from_secs(1));
    // Even a signed size is believed only up to the limit of the format.
    let (release, volume) = with_index(bomb.clone(), limits::INDEX_RAW_BYTES);
    let result = push(&volume, &release.manifest, 4096);
    assert_eq!(result.code(), "volume-index-encoding");
    let (release, volume) = with_index(bomb, limits::INDEX_RAW_BYTES + 1);
    assert_eq!(
        release.manifest.validate().expect_err("too much").code(),
        "manifest-number-out-of-range"
    );
    assert_eq!(
        push(&volume, &release.manifest, 4096).code(),
        "volume-entry-too-large"
    );
}

#[test]
fn p17_an_entry_is_as_large_as_the_format_allows_and_no_larger() {
    let mut release = SampleRelease::small();
    release.seal.signatures[0].bytes = vec![b'x'; limits::SIGNATURE_BYTES];
    assert!(push(&release.volume(), &release.manifest, 4096).is_accepted());
    release.seal.signatures[0].bytes.push(b'x');
    let refused = push(&release.volume(), &release.manifest, 4096);
    assert_eq!(refused.code(), "volume-entry-too-large");
}

#[test]
fn p17_a_nested_bomb_is_unpacked_once_at_most() {
    let mut encoder = Encoder::new();
    let inner = encoder.frame(&vec![0; 100 << 20]);
    let outer = encoder.frame(&inner);
    let (release, volume) = with_index(outer, inner.len() as u64);
    assert_eq!(
        push(&volume, &release.manifest, 4096).code(),
        "index-malformed"
    );
}

#[test]
fn p17_a_chunk_that_unpacks_to_more_is_stopped() {
    let mut encoder = Encoder::new();
    let bomb = encoder.frame(&vec![0; 64 << 20]);
    let refused = Decoder::new().chunk(Encoding::Zstd, bomb, 1 << 20);
    assert_eq!(refused.expect_err("a bomb").code(), "encoding-size");
}

/// A release with so many empty files.
fn many_files(files: u32) -> (IndexDocument, HashMap<Digest, Vec<u8>>) {
    let content = b"the one file that has content".to_vec();
    let digest = Digest::of(&content);
    let bytes = Count::from(content.len() as u32);
    let row = |number: u32| FileRow {
        bytes: if number == 0 { bytes } else { Count::ZERO },
        mode: Mode::FILE,
        offset: if number == 0 { Count::ZERO } else { bytes },
        path: format!(
            "share/{:03}/a-file-with-a-usual-name-{number:08}.conf",
            number / 1000
        )
        .parse()
        .expect("a path"),
        sha256: if number == 0 { digest } else { Digest::of(b"") },
    };
    let directory = |path: String| DirectoryRow {
        mode: Mode::EXECUTABLE,
        path: path.parse().expect("a path"),
    };
    let mut directories = vec![directory("share".into())];
    directories.extend((0..files.div_ceil(1000)).map(|n| directory(format!("share/{n:03}"))));
    let chunk = ChunkRow {
        encoding: Encoding::Raw,
        raw_bytes: bytes,
        raw_sha256: digest,
        stored_bytes: bytes,
        stored_sha256: digest,
    };
    let files = (0..files).map(row).collect();
    let tree = Tree {
        chunks: vec![chunk],
        directories,
        files,
        symlinks: vec![],
    };
    let component = ComponentTree {
        id: "many".parse().expect("an id"),
        tree,
    };
    (
        IndexDocument::new(Tree::default(), vec![component]),
        HashMap::from([(digest, content)]),
    )
}

#[test]
fn p19_an_index_of_80000_files_is_read_in_a_second() {
    let (document, chunks) = many_files(80_000);
    let release = SampleRelease::around("1.0.0", 1, &document, chunks);
    let bytes = document.to_bytes().expect("canonical");
    let before = Instant::now();
    let index = Index::parse(&bytes, &release.manifest).expect("sound");
    let took = before.elapsed();
    println!("{} bytes of index read in {took:?}", bytes.len());
    assert_eq!(index.components()[0].tree.files.len(), 80_000);
    assert!(
        took < Duration::from_secs(3),
        "a shared machine may take longer, not this long: {took:?}"
    );
    assert!(push(&release.volume(), &release.manifest, 1 << 16).is_accepted());
}

#[test]
fn p19_a_million_entries_are_read_in_bounded_time() {
    // A million signatures, chunks that no index lists, and names of the greatest length a header can tell.
    let release = SampleRelease::small();
    let parts = Parts::of(&release.volume());
    let mut volume: Vec<u8> = parts.entries[0].local.clone();
    volume.extend(&parts.entries[0].content);
    for key in 0..1_000_000_u32 {
        let name = format!("signatures/{key:064x}.minisig");
        volume.extend(sealift_testkit::volume::Part::new(name.as_bytes(), b"").local);
    }
    let before = Instant::now();
    assert_eq!(
        push(&volume, &release.manifest, 1 << 16).code(),
        "volume-too-many-signatures"
    );
    assert!(before.elapsed() < Duration::from_secs(1));
}

/// Reading is meant to run at the speed of SHA-256; this only says so when asked (`--nocapture`), and holds it to a
/// tenth, because a test machine is shared.
#[test]
fn reading_runs_near_the_speed_of_hashing() {
    let noise: Vec<u8> = (0..2_u64 << 20)
        .flat_map(|n| *Digest::of(&n.to_le_bytes()).raw())
        .collect();
    let component = sealift_testkit::volume::SampleComponent::of(&[("noise", &noise)]);
    let release = SampleRelease::of("1.0.0", 1, &[("noise", component)]);
    let volume = release.volume();
    let before = Instant::now();
    let digest = Digest::of(&volume);
    let hashing = before.elapsed();
    let before = Instant::now();
    let result = sealift_testkit::volume::reading::pull(&volume, &release.manifest);
    let reading = before.elapsed();
    assert!(result.is_accepted());
    println!(
        "{} bytes ({}): hashed in {hashing:?}, read in {reading:?}",
        volume.len(),
        digest.short()
    );
    assert!(reading < hashing * 10 + Duration::from_millis(200));
}
