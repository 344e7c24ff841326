//! What stock tools make of a volume is what we make of it (threat P23).

use std::collections::BTreeMap;
use std::io::Cursor;
use std::io::Read;
use std::path::Path;
use std::process::Command;

use sealift_document::{Count, Digest};
use sealift_package::encoding::Encoding;
use sealift_package::index::{ChunkRow, ComponentTree, FileRow, IndexDocument, Tree};
use sealift_package::manifest::Mode;
use sealift_testkit::volume::{Parts, SampleRelease};

/// Names and digests of the contents, as we know them.
fn expected(volume: &[u8]) -> BTreeMap<String, String> {
    Parts::of(volume)
        .entries
        .into_iter()
        .map(|entry| {
            let name = String::from_utf8(entry.local[30..].to_vec()).expect("ASCII");
            (name, Digest::of(&entry.content).to_string())
        })
        .collect()
}

fn run(program: &str, arguments: &[&str], file: Option<&Path>, after: &[&str]) -> Vec<u8> {
    let output = Command::new(program)
        .args(arguments)
        .args(file)
        .args(after)
        .output()
        .unwrap_or_else(|error| panic!("{program} is needed for this test: {error}"));
    assert!(
        output.status.success(),
        "{program}: {}",
        String::from_utf8_lossy(&output.stderr)
    );
    assert!(
        output.stderr.is_empty(),
        "{program}: {}",
        String::from_utf8_lossy(&output.stderr)
    );
    output.stdout
}

const PYTHON: &str = "
import hashlib, sys, zipfile
with zipfile.ZipFile(sys.argv[1]) as volume:
    assert volume.testzip() is None and volume.comment == b''
    for entry in volume.infolist():
        assert entry.compress_type == 0 and entry.extra == b'' and entry.comment == b''
        assert entry.date_time == (1980, 1, 1, 0, 0, 0)
        print(entry.filename, hashlib.sha256(volume.read(entry)).hexdigest())
";

#[test]
fn p23_pythons_zipfile_sees_the_same_names_and_bytes() {
    let volume = SampleRelease::small().volume();
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("sample.sealift");
    std::fs::write(&file, &volume).expect("written");
    let output = run("python3", &["-c", PYTHON], Some(&file), &[]);
    let seen: BTreeMap<String, String> = String::from_utf8(output)
        .expect("text")
        .lines()
        .map(|line| line.split_once(' ').expect("two words"))
        .map(|(name, digest)| (name.into(), digest.into()))
        .collect();
    assert_eq!(seen, expected(&volume));
}

#[test]
fn p23_unzip_sees_the_same_names_and_bytes() {
    let volume = SampleRelease::small().volume();
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("sample.sealift");
    std::fs::write(&file, &volume).expect("written");
    run("unzip", &["-tqq"], Some(&file), &[]);
    let names = String::from_utf8(run("unzip", &["-Z1"], Some(&file), &[])).expect("text");
    let seen: BTreeMap<String, String> = names
        .lines()
        .map(|name| {
            (
                name.into(),
                Digest::of(&run("unzip", &["-p"], Some(&file), &[name])).to_string(),
            )
        })
        .collect();
    assert_eq!(seen, expected(&volume));
    let in_order = Parts::of(&volume).entries;
    let in_order: Vec<_> = in_order
        .iter()
        .map(|e| String::from_utf8_lossy(&e.local[30..]).into_owned())
        .collect();
    assert_eq!(names.lines().collect::<Vec<_>>(), in_order);
}

#[test]
fn p23_the_zip_crate_sees_the_same_names_and_bytes() {
    let volume = SampleRelease::small().volume();
    let mut archive = zip::ZipArchive::new(Cursor::new(&volume)).expect("a ZIP");
    let mut seen = BTreeMap::new();
    for place in 0..archive.len() {
        let mut entry = archive.by_index(place).expect("an entry");
        let name = entry.name().expect("a name").to_string();
        let mut content = vec![];
        entry.read_to_end(&mut content).expect("content");
        seen.insert(name, Digest::of(&content).to_string());
    }
    assert_eq!(seen, expected(&volume));
}

/// A volume with so many chunks of four bytes that the number of its entries is this.
fn many_entries(entries: u32) -> (SampleRelease, Vec<u8>) {
    let chunks = entries - 4;
    let count = |value: u32| Count::from(value);
    let mut stored = std::collections::HashMap::new();
    let rows: Vec<_> = (0..chunks)
        .map(|number| {
            let bytes = number.to_le_bytes().to_vec();
            let digest = Digest::of(&bytes);
            stored.insert(digest, bytes);
            ChunkRow {
                encoding: Encoding::Raw,
                raw_bytes: count(4),
                raw_sha256: digest,
                stored_bytes: count(4),
                stored_sha256: digest,
            }
        })
        .collect();
    let file = FileRow {
        bytes: count(4 * chunks),
        mode: Mode::FILE,
        offset: count(0),
        path: "numbers".parse().expect("a path"),
        sha256: Digest::of(b"not looked at here"),
    };
    let tree = Tree {
        chunks: rows,
        files: vec![file],
        ..Tree::default()
    };
    let component = ComponentTree {
        id: "numbers".parse().expect("an id"),
        tree,
    };
    let document = IndexDocument::new(Tree::default(), vec![component]);
    let release = SampleRelease::around("1.0.0", 1, &document, stored);
    let volume = release.volume();
    (release, volume)
}

/// The end record's count is ambiguous to a careless reader exactly where ZIP64 begins.
#[test]
fn p23_the_tools_agree_around_65535_entries() {
    for entries in [65_534, 65_535, 65_536] {
        let (release, volume) = many_entries(entries);
        let result = super::reading::pull(&volume, &release.manifest);
        assert!(result.is_accepted(), "{entries}: {:?}", result.refusal);
        let folder = tempfile::tempdir().expect("a folder");
        let file = folder.path().join("sample.sealift");
        std::fs::write(&file, &volume).expect("written");
        let names = String::from_utf8(run("unzip", &["-Z1"], Some(&file), &[])).expect("text");
        assert_eq!(names.lines().count(), entries as usize);
        let count = "import sys, zipfile; print(len(zipfile.ZipFile(sys.argv[1]).namelist()))";
        let counted = run("python3", &["-c", count], Some(&file), &[]);
        assert_eq!(
            String::from_utf8_lossy(&counted).trim(),
            entries.to_string()
        );
    }
}
