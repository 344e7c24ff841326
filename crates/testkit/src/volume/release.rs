//! A good release, small enough to look at and complete in every part.

use std::collections::{BTreeMap, HashMap};

use sealift_document::{Count, Digest, Document, Text};
use sealift_package::chunking::Chunker;
use sealift_package::encoding::Encoder;
use sealift_package::index::{
    ChunkRow, ComponentTree, DirectoryRow, FileRow, Index, IndexDocument, SymlinkRow, Tree,
};
use sealift_package::manifest::{
    Arch, Component, IndexReference, Manifest, Mode, NamesProfile, Os, Platform, Vendor,
};
use sealift_package::volume::{
    PlannedVolume, Seal, Selection, SignatureFile, VolumeHead, VolumeWriter, plan,
};

/// What goes into a component; directories follow from the paths.
#[derive(Debug, Clone, Default)]
pub struct SampleComponent {
    /// Regular files by path: mode and content.
    pub files: BTreeMap<String, (u32, Vec<u8>)>,
    /// Links by path.
    pub symlinks: BTreeMap<String, String>,
}

impl SampleComponent {
    /// A component with these files, mode 0644.
    #[must_use]
    pub fn of(files: &[(&str, &[u8])]) -> Self {
        let file = |(path, content): &(&str, &[u8])| ((*path).into(), (0o644, content.to_vec()));
        Self {
            files: files.iter().map(file).collect(),
            symlinks: BTreeMap::new(),
        }
    }
}

/// A release with everything that its volumes are made of.
#[derive(Debug, Clone)]
pub struct SampleRelease {
    /// The manifest.
    pub manifest: Manifest,
    /// Its exact bytes, and signatures that are signatures in form only.
    pub seal: Seal,
    /// The index.
    pub index: Index,
    /// The bytes of `index.json.zst`.
    pub index_stored: Vec<u8>,
    /// Every chunk's stored bytes, by their digest.
    pub chunks: HashMap<Digest, Vec<u8>>,
}

impl SampleRelease {
    /// A release of the product `com.acme.sample` with these components.
    #[must_use]
    pub fn of(version: &str, sequence: u32, components: &[(&str, SampleComponent)]) -> Self {
        let mut chunks = HashMap::new();
        let trees = components
            .iter()
            .map(|(id, component)| ComponentTree {
                id: id.parse().expect("a component id"),
                tree: tree(component, &mut chunks),
            })
            .collect();
        let document = IndexDocument::new(Tree::default(), trees);
        Self::around(version, sequence, &document, chunks)
    }

    /// The small release that most tests use: three chunks over two components.
    #[must_use]
    pub fn small() -> Self {
        let server =
            SampleComponent::of(&[("bin/server", b"#!/bin/sh\n"), ("etc/a.conf", b"a=1\n")]);
        let page = "words that zstd makes smaller, ".repeat(20);
        let docs = SampleComponent::of(&[("index.html", page.as_bytes())]);
        let tools = SampleComponent::of(&[("tool", b"tool")]);
        Self::of(
            "1.0.0",
            1,
            &[("server", server), ("docs", docs), ("tools", tools)],
        )
    }

    /// A release around an index that has been written by hand; the manifest declares what the index has.
    ///
    /// # Panics
    /// When the index breaks a rule: this makes good releases alone.
    #[must_use]
    pub fn around(
        version: &str,
        sequence: u32,
        document: &IndexDocument,
        chunks: HashMap<Digest, Vec<u8>>,
    ) -> Self {
        let raw = document.to_bytes().expect("an index has a canonical form");
        let index_stored = Encoder::new().frame(&raw);
        let manifest = manifest(version, sequence, document, &raw, &index_stored);
        let index = Index::parse(&raw, &manifest).expect("a good index");
        let bytes = manifest
            .to_bytes()
            .expect("a manifest has a canonical form");
        let signature = SignatureFile {
            key: Digest::of(b"the public key"),
            bytes: b"untrusted comment: not a signature\n".to_vec(),
        };
        let seal = Seal {
            manifest: bytes,
            signatures: vec![signature],
        };
        Self {
            manifest,
            seal,
            index,
            index_stored,
            chunks,
        }
    }

    /// What every volume of it begins with.
    #[must_use]
    pub fn head(&self) -> VolumeHead<'_> {
        VolumeHead {
            seal: &self.seal,
            index_stored: &self.index_stored,
            index: &self.index,
        }
    }

    /// Its one full volume.
    #[must_use]
    pub fn volume(&self) -> Vec<u8> {
        self.volumes(&Selection::All, None).remove(0)
    }

    /// Volumes of at most so many bytes with the chosen chunks.
    #[must_use]
    pub fn volumes(&self, selection: &Selection, most: Option<u64>) -> Vec<Vec<u8>> {
        let planned = plan(&self.head(), selection, most).expect("a plan");
        planned.iter().map(|volume| self.write(volume)).collect()
    }

    /// One planned volume.
    #[must_use]
    pub fn write(&self, planned: &PlannedVolume) -> Vec<u8> {
        let writer = VolumeWriter::begin(vec![], &self.head(), planned).expect("memory");
        writer
            .write_all(|chunk| Ok(self.chunks[&chunk.stored_sha256].clone()))
            .expect("memory")
    }
}

fn tree(component: &SampleComponent, chunks: &mut HashMap<Digest, Vec<u8>>) -> Tree {
    let mode = |bits| Mode::from_bits(bits).expect("permission bits");
    let path = |path: &str| path.parse().expect("a relative path");
    let mut tree = Tree::default();
    let mut stream = vec![];
    for (name, (bits, content)) in &component.files {
        tree.files.push(FileRow {
            bytes: count(content.len()),
            mode: mode(*bits),
            offset: count(stream.len()),
            path: path(name),
            sha256: Digest::of(content),
        });
        stream.extend(content);
    }
    for (name, target) in &component.symlinks {
        tree.symlinks.push(SymlinkRow {
            path: path(name),
            target: target.clone(),
        });
    }
    let directory = |name| DirectoryRow {
        mode: mode(0o755),
        path: path(name),
    };
    tree.directories = directories(component)
        .iter()
        .map(|name| directory(name))
        .collect();
    let mut encoder = Encoder::new();
    for raw in Chunker::new(&stream[..]) {
        let chunk = encoder.chunk(raw.expect("memory can be read"));
        tree.chunks.push(ChunkRow {
            encoding: chunk.encoding,
            raw_bytes: count(chunk.raw_bytes as usize),
            raw_sha256: chunk.raw_sha256,
            stored_bytes: count(chunk.stored.len()),
            stored_sha256: chunk.stored_sha256,
        });
        chunks.insert(chunk.stored_sha256, chunk.stored);
    }
    tree
}

/// Every directory above a file or link, in bytewise order.
fn directories(component: &SampleComponent) -> Vec<String> {
    let paths = component.files.keys().chain(component.symlinks.keys());
    let mut directories: Vec<String> = paths
        .flat_map(|path| path.match_indices('/').map(|(at, _)| path[..at].to_owned()))
        .collect();
    directories.sort();
    directories.dedup();
    directories
}

fn manifest(
    version: &str,
    sequence: u32,
    document: &IndexDocument,
    raw: &[u8],
    stored: &[u8],
) -> Manifest {
    let component = |part: &ComponentTree| Component {
        id: part.id.clone(),
        title: Text::english(part.id.as_str()),
        summary: Text::default(),
        optional: None,
        depends: vec![],
        platforms: vec![],
        into: part.id.as_str().parse().expect("an id is a path"),
        steps: vec![],
        totals: part.tree.totals(),
    };
    Manifest {
        kind: Manifest::TYPE.into(),
        product: "com.acme.sample".parse().expect("a product id"),
        name: Text::english("Sample"),
        summary: Text::default(),
        vendor: Vendor {
            name: "Acme".into(),
            contact: None,
        },
        version: version.parse().expect("a version"),
        sequence: sequence.into(),
        rollback_index: 0.into(),
        issued: "2026-11-21T09:30:00Z".parse().expect("a moment"),
        expires: None,
        names: NamesProfile::Portable,
        platforms: [Os::Linux, Os::Windows]
            .map(|os| Platform {
                os,
                arch: Arch::Any,
            })
            .into(),
        requirements: vec![],
        components: document.components.iter().map(component).collect(),
        configuration: None,
        data: vec![],
        documents: vec![],
        index: IndexReference {
            stored_sha256: Digest::of(stored),
            stored_bytes: count(stored.len()),
            raw_bytes: count(raw.len()),
        },
        totals: document.totals(),
        extensions: BTreeMap::new(),
    }
}

fn count(value: usize) -> Count {
    Count::try_from(value as u64).expect("sizes in memory are counts")
}
