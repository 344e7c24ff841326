//! Beyond 4 GiB, without ever holding more than a chunk of it.

use std::collections::HashMap;
use std::io::{self, Write};

use sealift_document::{Count, Digest, Document};
use sealift_package::encoding::Encoding;
use sealift_package::index::{ChunkRow, ComponentTree, FileRow, IndexDocument, Tree};
use sealift_package::manifest::{Manifest, Mode};
use sealift_package::volume::{
    ChunkError, Event, Opening, PlannedVolume, Selection, UncheckedChunk, VolumeEnd, VolumeError,
    VolumeOpening, VolumeReader, VolumeWriter, plan,
};
use sealift_testkit::volume::SampleRelease;

const CHUNK: u32 = 8 << 20;
const CHUNKS: u32 = 520;

fn content(number: u32) -> Vec<u8> {
    let mut content = vec![0; CHUNK as usize];
    content[..4].copy_from_slice(&number.to_le_bytes());
    content
}

fn release() -> SampleRelease {
    image(
        CHUNK,
        (0..CHUNKS).map(|number| Digest::of(&content(number))),
    )
}

/// A release of one file, in raw chunks of one size with these digests, and without their bytes.
pub(super) fn image(chunk: u32, digests: impl Iterator<Item = Digest>) -> SampleRelease {
    let row = |digest| ChunkRow {
        encoding: Encoding::Raw,
        raw_bytes: chunk.into(),
        raw_sha256: digest,
        stored_bytes: chunk.into(),
        stored_sha256: digest,
    };
    let chunks: Vec<_> = digests.map(row).collect();
    let file = FileRow {
        bytes: Count::try_from(u64::from(chunk) * chunks.len() as u64).expect("a count"),
        mode: Mode::FILE,
        offset: Count::ZERO,
        path: "image".parse().expect("a path"),
        sha256: Digest::of(b"not looked at here"),
    };
    let tree = Tree {
        chunks,
        files: vec![file],
        ..Tree::default()
    };
    let id = "image".parse().expect("an id");
    let document = IndexDocument::new(Tree::default(), vec![ComponentTree { id, tree }]);
    SampleRelease::around("1.0.0", 1, &document, HashMap::new())
}

/// Reads what is written to it, and keeps the last chunk alone.
struct Feed<'a> {
    manifest: &'a Manifest,
    opening: Option<VolumeOpening>,
    reader: Option<VolumeReader>,
    /// Where a byte is flipped on the way.
    flip: Option<u64>,
    at: u64,
    last: Option<UncheckedChunk>,
}

impl<'a> Feed<'a> {
    fn new(manifest: &'a Manifest, flip: Option<u64>) -> Self {
        let opening = Some(VolumeOpening::new());
        Self {
            manifest,
            opening,
            reader: None,
            flip,
            at: 0,
            last: None,
        }
    }

    fn take(&mut self, mut input: &[u8]) -> Result<(), VolumeError> {
        while let Some(opening) = self.opening.take()
            && !input.is_empty()
        {
            match opening.push(&mut input)? {
                Opening::Waiting(waiting) => {
                    self.opening = Some(waiting);
                    return Ok(());
                }
                Opening::Sealed(sealed) => self.reader = Some(sealed.admit(self.manifest)?.0),
            }
        }
        let reader = self.reader.as_mut().expect("sealed");
        while !input.is_empty() {
            if let Some(Event::Chunk(chunk)) = reader.push(&mut input)? {
                self.last = Some(chunk);
            }
        }
        Ok(())
    }

    fn end(self) -> (Result<VolumeEnd, VolumeError>, UncheckedChunk) {
        (
            self.reader.expect("sealed").end(),
            self.last.expect("a chunk"),
        )
    }
}

impl Write for Feed<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let end = self.at + bytes.len() as u64;
        let taken = match self.flip {
            Some(flip) if (self.at..end).contains(&flip) => {
                let mut flipped = bytes.to_vec();
                flipped[(flip - self.at) as usize] ^= 1;
                self.take(&flipped)
            }
            _ => self.take(bytes),
        };
        self.at = end;
        taken.map_err(io::Error::other)?;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// Writes to both.
struct Both<'a>(Feed<'a>, Feed<'a>);

impl Write for Both<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.write_all(bytes)?;
        self.1.write_all(bytes)?;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[test]
fn t21_a_volume_over_4_gib_reads_back_and_its_last_byte_counts() {
    let release = release();
    let planned = plan(&release.head(), &Selection::All, None)
        .expect("a plan")
        .remove(0);
    assert!(planned.bytes > 1 << 32);
    let last_byte = directory(&release, &planned) - 1;
    let sink = Both(
        Feed::new(&release.manifest, None),
        Feed::new(&release.manifest, Some(last_byte)),
    );
    let mut number = 0..;
    let writer = VolumeWriter::begin(sink, &release.head(), &planned).expect("counted");
    let Both(good, flipped) = writer
        .write_all(|_| Ok(content(number.next().expect("endless"))))
        .expect("counted");
    let (end, last) = good.end();
    assert_eq!(end.expect("accepted").bytes, planned.bytes);
    let name = last.check().expect("undamaged").name();
    let (end, last) = flipped.end();
    assert!(end.is_ok(), "the structure is right: {end:?}");
    match last.check() {
        Err(ChunkError::Damaged { digest, .. }) => assert_eq!(digest, name),
        other => panic!("{other:?}"),
    }
}

/// Where the directory begins: behind every local header, name and content.
fn directory(release: &SampleRelease, planned: &PlannedVolume) -> u64 {
    let entry = |name: &str, bytes: usize| (30 + name.len() + bytes) as u64;
    let hint = planned.hint.to_bytes().expect("canonical").len();
    let digest = release.index.chunks()[0].stored_sha256;
    entry("manifest.json", release.seal.manifest.len())
        + entry(
            &format!("signatures/{digest}.minisig"),
            release.seal.signatures[0].bytes.len(),
        )
        + entry("volume.json", hint)
        + entry("index.json.zst", release.index_stored.len())
        + u64::from(CHUNKS) * entry(&format!("chunks/{digest}"), CHUNK as usize)
}
