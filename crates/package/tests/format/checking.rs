//! Chunks that are checked on several threads are told as if one had checked them.

use sealift_package::volume::{CheckedEvent, ChunkError, SealedStream, StreamError};
use sealift_testkit::volume::reading::pull;
use sealift_testkit::volume::{SampleComponent, SampleRelease};

/// A release of a dozen chunks.
fn release() -> SampleRelease {
    let files: Vec<(String, Vec<u8>)> = (0..12_u32)
        .map(|number| {
            let noise = (0..200_000_u32)
                .flat_map(|n| (n ^ (number << 20)).wrapping_mul(0x9e37_79b9).to_le_bytes());
            (format!("file-{number:02}"), noise.collect())
        })
        .collect();
    let files: Vec<(&str, &[u8])> = files
        .iter()
        .map(|(name, content)| (name.as_str(), content.as_slice()))
        .collect();
    SampleRelease::of("1.0.0", 1, &[("noise", SampleComponent::of(&files))])
}

/// What was told until the end: names of sound chunks, and of damaged ones behind a `!`.
fn told(volume: &[u8], release: &SampleRelease) -> (Vec<String>, Result<(), StreamError>) {
    let mut told = vec![];
    let sealed = SealedStream::open(volume).expect("a seal");
    let (mut stream, _) = sealed.admit(&release.manifest).expect("its own manifest");
    let ended = stream.check_all(|event| {
        match event {
            CheckedEvent::Chunk(size, Ok(chunk)) => {
                assert_eq!(size, chunk.bytes().len() as u64);
                told.push(chunk.name().to_string());
            }
            CheckedEvent::Chunk(_, Err(ChunkError::Damaged { digest, .. })) => {
                told.push(format!("!{digest}"));
            }
            CheckedEvent::Chunk(_, Err(ChunkError::Volume(error))) => return Err(error.into()),
            CheckedEvent::Hint(_) | CheckedEvent::Index(_) => {}
        }
        Ok(())
    });
    (told, ended)
}

#[test]
fn every_chunk_is_told_in_the_volumes_order() {
    let release = release();
    let volume = release.volume();
    let (told, ended) = told(&volume, &release);
    ended.expect("a good volume");
    let alone = pull(&volume, &release.manifest).chunks;
    let alone: Vec<String> = alone.iter().map(|chunk| chunk.name().to_string()).collect();
    assert!(alone.len() > 3, "{} chunks", alone.len());
    assert_eq!(told, alone);
}

#[test]
fn a_damaged_chunk_is_told_in_its_place_and_the_others_are_not_affected() {
    let release = release();
    let mut volume = release.volume();
    let sound = told(&volume, &release).0;
    let middle = volume.len() / 2;
    volume[middle] ^= 1;
    let (told, ended) = told(&volume, &release);
    ended.expect("its structure is sound");
    let damaged: Vec<&String> = told.iter().filter(|name| name.starts_with('!')).collect();
    assert_eq!(damaged.len(), 1);
    let names: Vec<&str> = told
        .iter()
        .map(|name| name.trim_start_matches('!'))
        .collect();
    assert_eq!(names, sound);
}

#[test]
fn what_lies_before_a_cut_is_told_before_the_cut_is() {
    let release = release();
    let volume = release.volume();
    let sound = told(&volume, &release).0;
    let (told, ended) = told(&volume[..volume.len() * 3 / 4], &release);
    assert!(ended.expect_err("it is cut").is_truncation());
    assert!(!told.is_empty() && sound.starts_with(&told));
}

#[test]
fn whoever_is_told_can_stop_it() {
    let release = release();
    let volume = release.volume();
    let sealed = SealedStream::open(&volume[..]).expect("a seal");
    let (mut stream, _) = sealed.admit(&release.manifest).expect("its own manifest");
    let mut chunks = 0;
    let ended = stream.check_all(|event| match event {
        CheckedEvent::Chunk(..) if chunks == 1 => Err(StreamError::Read {
            at: 0,
            within: "a test".into(),
            source: std::io::Error::other("enough"),
        }),
        CheckedEvent::Chunk(..) => {
            chunks += 1;
            Ok(())
        }
        _ => Ok(()),
    });
    assert!(matches!(ended, Err(StreamError::Read { .. })));
    assert_eq!(chunks, 1);
}
