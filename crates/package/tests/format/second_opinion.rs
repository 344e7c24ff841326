//! What stock tools make of a volume is what we make of it (threat P23).

use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::io::Cursor;
use std::io::Read;
use std::path::Path;
use std::process::Command;

use sealift_document::{Count, Digest};
use sealift_package::encoding::Encoding;
use sealift_package::index::{ChunkRow, ComponentTree, FileRow, IndexDocument, Tree};
use sealift_package::manifest::Mode;
use sealift_package::volume::{BaseHint, Selection};
use sealift_testkit::figures;
use sealift_testkit::volume::reading::pull;
use sealift_testkit::volume::{Parts, SampleRelease};

/// What an archive holds: names in order, sizes, digests of the contents.
type Listing = Vec<(String, u64, String)>;

/// As we know them.
fn expected(volume: &[u8]) -> Listing {
    let entries = Parts::of(volume).entries.into_iter();
    let line = |entry: sealift_testkit::volume::Part| {
        let name = String::from_utf8(entry.local[30..].to_vec()).expect("ASCII");
        let digest = Digest::of(&entry.content).to_string();
        (name, entry.content.len() as u64, digest)
    };
    entries.map(line).collect()
}

/// Volumes of every kind that Sealift accepts, each under a name.
fn accepted() -> BTreeMap<&'static str, Vec<u8>> {
    let release = SampleRelease::small();
    let raw = HashSet::from([release.index.chunks()[0].raw_sha256]);
    let bases = vec![BaseHint {
        sequence: 1_u32.into(),
        manifest_sha256: Digest::of(b"an earlier release"),
        version: release.manifest.version.clone(),
    }];
    let mut volumes = BTreeMap::from([("whole", release.volume())]);
    let mut one = |name, selection: &Selection| {
        volumes.insert(name, release.volumes(selection, None).remove(0));
    };
    one("delta", &Selection::Without { bases, raw });
    one("repair", &Selection::Only(BTreeSet::from([1])));
    one("signature", &Selection::Nothing);
    let set = release.volumes(&Selection::All, Some(2700));
    assert!(set.len() > 1, "a set has several volumes");
    for (name, volume) in ["first", "second", "third"].into_iter().zip(set) {
        volumes.insert(name, volume);
    }
    let (many, volume) = many_entries(700);
    assert!(pull(&volume, &many.manifest).is_accepted());
    for (name, volume) in &volumes {
        let result = pull(volume, &release.manifest);
        assert!(result.is_accepted(), "{name}: {:?}", result.refusal);
    }
    volumes.insert("many", volume);
    volumes
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
        print(entry.filename, entry.file_size, hashlib.sha256(volume.read(entry)).hexdigest())
";

#[test]
fn p23_pythons_zipfile_sees_the_same_names_sizes_and_bytes() {
    let folder = tempfile::tempdir().expect("a folder");
    for (name, volume) in accepted() {
        let file = folder.path().join(name);
        std::fs::write(&file, &volume).expect("written");
        let output = run("python3", &["-c", PYTHON], Some(&file), &[]);
        let line = |line: &str| {
            let words: Vec<&str> = line.split(' ').collect();
            let [name, size, digest] = words[..] else {
                panic!("three words: {line}")
            };
            (name.into(), size.parse().expect("a size"), digest.into())
        };
        let output = String::from_utf8(output).expect("text");
        let seen: Listing = output.lines().map(line).collect();
        assert_eq!(seen, expected(&volume), "{name}");
    }
}

#[test]
fn p23_unzip_sees_the_same_names_sizes_and_bytes() {
    let folder = tempfile::tempdir().expect("a folder");
    for (name, volume) in accepted() {
        let file = folder.path().join(name);
        std::fs::write(&file, &volume).expect("written");
        run("unzip", &["-tqq"], Some(&file), &[]);
        let names = String::from_utf8(run("unzip", &["-Z1"], Some(&file), &[])).expect("text");
        let expected = expected(&volume);
        assert!(
            names.lines().eq(expected.iter().map(|(name, ..)| name)),
            "{name}"
        );
        // One after the other without a mark between them: sizes and bytes of all entries, in one process.
        let all = run("unzip", &["-p"], Some(&file), &[]);
        let mut rest = &all[..];
        for (entry, size, digest) in &expected {
            let (content, after) = rest.split_at(usize::try_from(*size).expect("small"));
            assert_eq!(Digest::of(content).to_string(), *digest, "{name}: {entry}");
            rest = after;
        }
        assert!(
            rest.is_empty(),
            "{name}: unzip sees {} bytes more",
            rest.len()
        );
    }
    figures::tell("second-opinion", &[("volumes", accepted().len() as u64)]);
}

#[test]
fn p23_the_zip_crate_sees_the_same_names_and_bytes() {
    let volume = SampleRelease::small().volume();
    let mut archive = zip::ZipArchive::new(Cursor::new(&volume)).expect("a ZIP");
    let mut seen: Listing = vec![];
    for place in 0..archive.len() {
        let mut entry = archive.by_index(place).expect("an entry");
        let name = entry.name().expect("a name").to_string();
        let mut content = vec![];
        entry.read_to_end(&mut content).expect("content");
        seen.push((name, content.len() as u64, Digest::of(&content).to_string()));
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
        let result = pull(&volume, &release.manifest);
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
