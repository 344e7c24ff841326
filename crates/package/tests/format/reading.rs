//! What a reader promises to whoever feeds it: when it wants more, what it has by then, and that a refusal is final.

use std::io::{self, Read};

use sealift_package::volume::{
    Event, Opening, SealedStream, VolumeOpening, VolumeReader, VolumeStream,
};
use sealift_testkit::volume::{SampleRelease, hostile};

/// A reader of the release's own volume, and what it has not taken yet.
fn admitted<'a>(release: &SampleRelease, mut volume: &'a [u8]) -> (VolumeReader, &'a [u8]) {
    let opening = VolumeOpening::new().push(&mut volume);
    let Opening::Sealed(sealed) = opening.expect("a good head") else {
        panic!("the volume is there as a whole")
    };
    let (reader, _) = sealed.admit(&release.manifest).expect("its own manifest");
    (reader, volume)
}

fn spoilt(release: &SampleRelease, name: &str) -> Vec<u8> {
    let (_, spoil, _) = hostile::ALL
        .iter()
        .find(|(known, ..)| *known == name)
        .expect("known");
    spoil(release)
}

#[test]
fn nothing_is_told_only_when_the_input_is_used_up() {
    let release = SampleRelease::small();
    let volume = release.volume();
    let (mut reader, mut input) = admitted(&release, &volume);
    let mut told = 0;
    while reader.push(&mut input).expect("a good volume").is_some() {
        told += 1;
    }
    assert_eq!((told, input.len()), (2 + release.chunks.len(), 0));
    assert!(reader.end().is_ok());
}

#[test]
fn the_index_can_be_had_once_it_was_told() {
    let release = SampleRelease::small();
    let volume = release.volume();
    let (mut reader, mut input) = admitted(&release, &volume);
    assert!(matches!(reader.push(&mut input), Ok(Some(Event::Hint(_)))));
    assert!(reader.index().is_none() && reader.index_stored().is_empty());
    assert!(matches!(reader.push(&mut input), Ok(Some(Event::Index(_)))));
    let index = reader.index().expect("told");
    assert_eq!(index.chunks(), release.index.chunks());
    assert_eq!(reader.index_stored(), release.index_stored);

    let mut stream = stream(&release, &volume[..]);
    assert!(matches!(stream.next_event(), Ok(Some(Event::Hint(_)))));
    assert!(stream.index_stored().is_empty());
    assert!(matches!(stream.next_event(), Ok(Some(Event::Index(_)))));
    assert_eq!(stream.index_stored(), release.index_stored);
}

fn stream<R: Read>(release: &SampleRelease, source: R) -> VolumeStream<R> {
    let sealed = SealedStream::open(source).expect("a good head");
    sealed.admit(&release.manifest).expect("its own manifest").0
}

#[test]
fn a_refusal_is_final() {
    let release = SampleRelease::small();
    let volume = spoilt(&release, "p11-gap");
    let (mut reader, mut input) = admitted(&release, &volume);
    let refusal = loop {
        if let Err(error) = reader.push(&mut input) {
            break error;
        }
    };
    assert_eq!(refusal.code(), "volume-gap");
    let good = release.volume();
    assert_eq!(reader.push(&mut &good[..]).expect_err("again"), refusal);
    assert_eq!(reader.end().expect_err("again"), refusal);
}

#[test]
fn a_stream_that_is_no_volume_did_not_merely_end_early() {
    let release = SampleRelease::small();
    let volume = spoilt(&release, "p11-gap");
    let refusal = stream(&release, &volume[..])
        .finish()
        .expect_err("a defect");
    assert_eq!(
        (refusal.code(), refusal.is_truncation()),
        ("volume-gap", false)
    );
}

#[test]
fn a_source_that_is_interrupted_is_read_on() {
    struct Interrupted<'a>(&'a [u8], bool);
    impl Read for Interrupted<'_> {
        fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
            self.1 = !self.1;
            match self.1 {
                true => Err(io::ErrorKind::Interrupted.into()),
                false => self.0.read(buffer),
            }
        }
    }
    let release = SampleRelease::small();
    let volume = release.volume();
    let end = stream(&release, Interrupted(&volume, false)).finish();
    assert_eq!(end.expect("a good volume").bytes, volume.len() as u64);
}
