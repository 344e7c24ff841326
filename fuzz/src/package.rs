//! Volumes and what is in them.

use std::sync::OnceLock;

use sealift_document::{Count, Digest, Document};
use sealift_package::encoding::{Decoder, Encoder};
use sealift_package::index::{Index, IndexDocument};
use sealift_package::limits;
use sealift_package::manifest::Manifest;
use sealift_package::volume::{SealedStream, Selection, VolumeHint};
use sealift_testkit::volume::reading::{pull, push};
use sealift_testkit::volume::{Part, Parts, SampleRelease, hostile};

use crate::spellings;

/// The release that the seeds are made of, made once.
fn small() -> &'static SampleRelease {
    static SMALL: OnceLock<SampleRelease> = OnceLock::new();
    SMALL.get_or_init(SampleRelease::small)
}

/// Reads a volume whose manifest is trusted, whatever it says: a vendor can be hostile too.
pub(crate) fn volume(bytes: &[u8]) {
    let own = SealedStream::open(bytes)
        .ok()
        .and_then(|sealed| Manifest::parse(&sealed.seal().manifest).ok());
    let manifest = own.unwrap_or_else(|| small().manifest.clone());
    let whole = pull(bytes, &manifest);
    for piece in [1, 61, bytes.len().max(1)] {
        let pushed = push(bytes, &manifest, piece);
        assert_eq!(pushed.code(), whole.code(), "in pieces of {piece}");
        assert_eq!(pushed.damaged, whole.damaged, "in pieces of {piece}");
        assert_eq!(pushed.chunks.len(), whole.chunks.len());
    }
    if let (Some(end), true) = (&whole.end, whole.is_accepted()) {
        assert_eq!(end.bytes, bytes.len() as u64);
        assert!(
            honest(&Parts::of(bytes)) == bytes,
            "two forms of one volume"
        );
    }
}

/// The entries' names and contents in a ZIP of the test kit's own making, which knows the one form as well.
fn honest(parts: &Parts) -> Vec<u8> {
    let entries = parts.entries.iter();
    let entries = entries.map(|entry| Part::new(&entry.local[30..], &entry.content));
    let (entries, end) = (entries.collect(), parts.end.clone());
    Parts { entries, end }.volume()
}

pub(crate) fn volumes() -> Vec<Vec<u8>> {
    let release = SampleRelease::small();
    let mut volumes = release.volumes(&Selection::All, Some(2700));
    volumes.push(release.volume());
    volumes.extend(hostile::ALL.iter().map(|(_, spoil, _)| spoil(&release)));
    volumes.retain(|volume| volume.len() < 20_000);
    volumes
}

/// The same, from a list of names and contents: every CRC-32, size and offset is right, so that what is wrong is an
/// order, a name or a content.
pub(crate) fn entries(bytes: &[u8]) {
    let mut entries = vec![];
    let mut rest = bytes;
    while let Some((name, after)) = field(rest)
        && let Some((content, after)) = field(after)
        && entries.len() < 100
    {
        entries.push(Part::new(name, content));
        rest = after;
    }
    static END: OnceLock<Vec<u8>> = OnceLock::new();
    let end = END.get_or_init(|| Parts::of(&small().volume()).end).clone();
    volume(&Parts { entries, end }.volume());
}

/// Bytes with their length before them.
fn field(bytes: &[u8]) -> Option<(&[u8], &[u8])> {
    let (length, rest) = bytes.split_first_chunk::<2>()?;
    rest.split_at_checked(u16::from_be_bytes(*length).into())
}

pub(crate) fn lists_of_entries() -> Vec<Vec<u8>> {
    let listed = |volume: Vec<u8>| {
        let mut list = vec![];
        for entry in Parts::of(&volume).entries {
            for field in [&entry.local[30..], &entry.content] {
                list.extend((field.len() as u16).to_be_bytes());
                list.extend(field);
            }
        }
        list
    };
    let release = SampleRelease::small();
    let volumes = release.volumes(&Selection::All, Some(2700));
    volumes
        .into_iter()
        .chain([release.volume()])
        .map(listed)
        .collect()
}

/// A frame, after two bytes that say what was promised.
pub(crate) fn frame(bytes: &[u8]) {
    let Some((promised, stored)) = bytes.split_first_chunk::<3>() else {
        return;
    };
    let promised = u64::from(u32::from_be_bytes([
        0,
        promised[0],
        promised[1],
        promised[2],
    ]));
    if let Ok(content) = Decoder::new().frame(stored, promised) {
        assert_eq!(content.len() as u64, promised);
    }
}

pub(crate) fn frames() -> Vec<Vec<u8>> {
    let contents = [
        vec![],
        b"a=1\n".to_vec(),
        vec![b' '; 100_000],
        SampleRelease::small().volume(),
    ];
    let frame = |content: &Vec<u8>| {
        let length = (content.len() as u32).to_be_bytes();
        [&length[1..], &Encoder::new().frame(content)].concat()
    };
    contents.iter().map(frame).collect()
}

/// A manifest that is read is written the same, breaks no rule, and can be planned with.
pub(crate) fn manifest(bytes: &[u8]) {
    for bytes in spellings(bytes) {
        let read = Manifest::from_bytes(&bytes);
        match (Manifest::parse(&bytes), read) {
            (Ok(manifest), _) => {
                assert_eq!(manifest.to_bytes().as_ref(), Ok(&bytes));
                assert_eq!(manifest.problems(), []);
                let _ = sealift_plan::configuration::Form::of(&manifest);
            }
            (Err(_), Ok(broken)) => assert!((1..=100).contains(&broken.problems().len())),
            (Err(_), Err(_)) => {}
        }
    }
}

pub(crate) fn manifests() -> Vec<Vec<u8>> {
    vec![
        SampleRelease::small().seal.manifest,
        crate::golden_manifest().to_bytes().expect("canonical"),
    ]
}

/// An index under a manifest that declares what it has, so that sums do not stand before the rules.
pub(crate) fn index(bytes: &[u8]) {
    for bytes in spellings(bytes) {
        let Ok(document) = IndexDocument::from_bytes(&bytes) else {
            continue;
        };
        let manifest = declaring(&document);
        let Ok(index) = Index::parse(&bytes, &manifest) else {
            continue;
        };
        assert_eq!(document.to_bytes().as_ref(), Ok(&bytes));
        for part in index.components() {
            for file in &part.tree.files {
                let path = file.path.as_str();
                assert!(
                    !path.starts_with('/')
                        && path.split('/').all(|name| name != ".." && !name.is_empty())
                );
            }
        }
    }
}

fn declaring(document: &IndexDocument) -> Manifest {
    let mut manifest = small().manifest.clone();
    let sample = manifest.components[0].clone();
    let component = |part: &sealift_package::index::ComponentTree| {
        let mut component = sample.clone();
        component.id = part.id.clone();
        component.totals = part.tree.totals();
        component
    };
    manifest.components = document.components.iter().map(component).collect();
    manifest.totals = document.totals();
    manifest.index.raw_bytes = Count::try_from(limits::INDEX_RAW_BYTES).expect("a count");
    manifest.index.stored_sha256 = Digest::of(b"not looked at here");
    manifest
}

pub(crate) fn indexes() -> Vec<Vec<u8>> {
    let release = SampleRelease::small();
    let parts = Parts::of(&release.volume())
        .entry("index.json.zst")
        .content
        .clone();
    let bytes = release.manifest.index.raw_bytes.value();
    vec![Decoder::new().frame(&parts, bytes).expect("its own index")]
}

/// What a volume says of itself is unsigned: it may be anything, and nothing may depend on it.
pub(crate) fn hint(bytes: &[u8]) {
    for bytes in spellings(bytes) {
        if let Ok(hint) = VolumeHint::parse(&bytes) {
            assert_eq!(hint.to_bytes().as_ref(), Ok(&bytes));
            let _ = [0, 1, u32::MAX].map(|chunk| hint.volume_with(chunk));
        }
    }
}

pub(crate) fn hints() -> Vec<Vec<u8>> {
    let content = |volume: Vec<u8>| Parts::of(&volume).entry("volume.json").content.clone();
    let volumes = SampleRelease::small().volumes(&Selection::All, Some(2700));
    volumes.into_iter().map(content).collect()
}
