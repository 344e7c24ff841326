//! A good volume, and the same cut, flipped, shuffled and replaced by noise.

use std::io::{self, Read};
use std::time::{Duration, Instant};

use proptest::prelude::*;
use sealift_package::volume::SealedStream;
use sealift_testkit::figures;
use sealift_testkit::volume::reading::{Yield, pull, push};
use sealift_testkit::volume::{Parts, SampleRelease};

fn assert_whole(result: &Yield, release: &SampleRelease, volume: &[u8]) {
    assert!(result.is_accepted(), "{:?}", result.refusal);
    assert_eq!(result.seal.as_ref(), Some(&release.seal));
    assert!(result.has_index && result.hint.is_some());
    assert_eq!(result.chunks.len(), release.chunks.len());
    for chunk in &result.chunks {
        assert_eq!(chunk.bytes(), release.chunks[&chunk.name()]);
        let row = release.index.chunk(chunk.ordinal()).expect("listed");
        assert_eq!(row.stored_sha256, chunk.name());
    }
    let end = result.end.as_ref().expect("ended");
    assert_eq!(
        (end.bytes, end.chunks),
        (volume.len() as u64, release.chunks.len())
    );
}

#[test]
fn a_good_volume_reads_back_however_its_bytes_arrive() {
    let release = SampleRelease::small();
    let volume = release.volume();
    assert_whole(&pull(&volume, &release.manifest), &release, &volume);
    for piece in [1, 2, 3, 29, 30, 31, 97, 1000, volume.len()] {
        assert_whole(&push(&volume, &release.manifest, piece), &release, &volume);
    }
}

#[test]
fn a_volume_is_written_the_same_every_time() {
    assert_eq!(
        SampleRelease::small().volume(),
        SampleRelease::small().volume()
    );
}

#[test]
fn p20_a_volume_cut_at_every_byte_is_never_accepted() {
    let release = SampleRelease::small();
    let volume = release.volume();
    for cut in 0..volume.len() {
        for result in [
            push(&volume[..cut], &release.manifest, 4096),
            pull(&volume[..cut], &release.manifest),
        ] {
            let refusal = result
                .refusal
                .unwrap_or_else(|| panic!("accepted when cut at {cut}"));
            assert!(refusal.is_truncation(), "cut at {cut}: {refusal}");
            assert_eq!(refusal.code(), "volume-truncated");
        }
    }
    figures::tell("volume-cuts", &[("cuts", volume.len() as u64)]);
}

/// Resume: what a cut volume yielded before its end is right, so that importing again needs the rest alone.
#[test]
fn m02_chunks_before_the_cut_are_kept() {
    let release = SampleRelease::small();
    let volume = release.volume();
    let directory = volume.len()
        - 22
        - Parts::of(&volume)
            .entries
            .iter()
            .map(|e| e.central.len())
            .sum::<usize>();
    let result = push(&volume[..directory], &release.manifest, 4096);
    assert!(result.refusal.expect("cut short").is_truncation());
    assert_eq!(result.chunks.len(), release.chunks.len());
}

#[test]
fn p21_every_flipped_bit_is_refused_or_names_its_chunk() {
    let release = SampleRelease::small();
    let volume = release.volume();
    let contents = chunk_contents(&volume);
    let workers = std::thread::available_parallelism().map_or(2, usize::from);
    std::thread::scope(|scope| {
        for worker in 0..workers {
            let (release, volume, contents) = (&release, &volume, &contents);
            scope.spawn(move || {
                for at in (worker..volume.len()).step_by(workers) {
                    let flips = (0..8).map(|bit| 1 << bit).chain([0xff]);
                    flips.for_each(|flip| flipped(release, volume, contents, at, flip));
                }
            });
        }
    });
    let (bytes, bits) = (volume.len() as u64, 8 * volume.len() as u64);
    figures::tell("volume-flips", &[("bytes", bytes), ("bits", bits)]);
}

/// Insists that the volume is refused, or its damaged chunk named, with these bits of this byte flipped.
fn flipped(
    release: &SampleRelease,
    volume: &[u8],
    contents: &[(String, usize, usize)],
    at: usize,
    flip: u8,
) {
    let mut flipped = volume.to_vec();
    flipped[at] ^= flip;
    let result = push(&flipped, &release.manifest, 4096);
    assert!(
        !result.is_accepted(),
        "accepted with byte {at} flipped by {flip}"
    );
    let holds = |(_, from, to): &&(String, usize, usize)| (*from..*to).contains(&at);
    match contents.iter().find(holds) {
        Some((name, ..)) => {
            let damaged: Vec<_> = result.damaged.iter().map(ToString::to_string).collect();
            assert!(damaged.iter().eq([name]), "byte {at}: {damaged:?}");
            assert!(
                result.end.is_some(),
                "the walk goes on after a damaged chunk"
            );
        }
        None => assert!(
            result.refusal.is_some() && result.damaged.is_empty(),
            "byte {at}"
        ),
    }
}

/// Where each chunk's content lies.
fn chunk_contents(volume: &[u8]) -> Vec<(String, usize, usize)> {
    let mut at = 0;
    let mut contents = vec![];
    for entry in Parts::of(volume).entries {
        let from = at + entry.local.len();
        at = from + entry.content.len();
        let name = String::from_utf8(entry.local[30..].to_vec()).expect("ASCII");
        if let Some(digest) = name.strip_prefix("chunks/") {
            contents.push((digest.to_owned(), from, at));
        }
    }
    contents
}

/// A drive that fails in the middle of a chunk: the chunk is named, and those before it may be kept.
#[test]
fn m03_a_read_error_names_the_chunk() {
    struct Failing<'a>(&'a [u8]);
    impl Read for Failing<'_> {
        fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
            match self.0.read(buffer)? {
                0 => Err(io::Error::other("the drive is gone")),
                bytes => Ok(bytes),
            }
        }
    }
    let release = SampleRelease::small();
    let volume = release.volume();
    for (name, from, to) in chunk_contents(&volume) {
        for at in [from, (from + to) / 2, to - 1] {
            let sealed = SealedStream::open(Failing(&volume[..at])).expect("the head can be read");
            let (mut stream, _) = sealed
                .admit(&release.manifest)
                .expect("the manifest is its own");
            let error = loop {
                match stream.next_event() {
                    Ok(event) => assert!(event.is_some(), "a volume that fails does not end"),
                    Err(error) => break error,
                }
            };
            assert_eq!((error.code(), error.is_truncation()), ("volume-read", true));
            assert!(error.to_string().contains(&name), "{error}");
        }
    }
}

/// M4: the bytes handed out are the bytes that were hashed, and they are owned, so nothing can change them later.
#[test]
fn m04_what_was_hashed_is_what_is_kept() {
    let release = SampleRelease::small();
    for chunk in pull(&release.volume(), &release.manifest).chunks {
        let name = chunk.name();
        assert_eq!(sealift_document::Digest::of(chunk.bytes()), name);
    }
}

#[test]
fn t12_a_volume_under_another_manifest_is_refused() {
    let (one, other) = (SampleRelease::small(), SampleRelease::of("1.0.0", 1, &[]));
    let result = pull(&one.volume(), &other.manifest);
    assert_eq!(result.code(), "volume-other-manifest");
    assert!(!result.has_index && result.chunks.is_empty());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn p22_arbitrary_bytes_end_in_an_answer(bytes in prop::collection::vec(any::<u8>(), 0..4096)) {
        let release = SampleRelease::small();
        let before = Instant::now();
        prop_assert!(!push(&bytes, &release.manifest, 1000).is_accepted());
        prop_assert!(before.elapsed() < Duration::from_secs(1));
    }

    #[test]
    fn p22_a_volume_with_a_piece_replaced_is_never_accepted(
        at in any::<prop::sample::Index>(),
        length in 0..64_usize,
        noise in prop::collection::vec(any::<u8>(), 0..64),
        piece in 1..500_usize,
    ) {
        let release = SampleRelease::small();
        let volume = release.volume();
        let from = at.index(volume.len());
        let mut spoilt = volume.clone();
        spoilt.splice(from..(from + length).min(volume.len()), noise);
        let before = Instant::now();
        let result = push(&spoilt, &release.manifest, piece);
        prop_assert_eq!(result.is_accepted(), spoilt == volume);
        prop_assert!(before.elapsed() < Duration::from_secs(1));
    }
}
