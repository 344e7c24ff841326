//! What files do on every system. Each test has a folder of its own; what one system alone has is tested beside it.
#![allow(clippy::unwrap_used, reason = "a test says what failed by failing")]

use std::fs;
use std::io::{Read, Write};
use std::path::PathBuf;

use camino::Utf8PathBuf;
use sealift_engine::effects::{EntryKind, FileFault, Files, FilesError, HostPath, LockHolder};
use sealift_package::manifest::Mode;
use sealift_package::path::RelativePath;

use crate::system::files::HostFiles;
use crate::system::launch::{real_path, walkable};

/// Deeper than handles are kept open for.
const DEEP: usize = 300;
/// As deep as a path goes, and a little less.
const LEVELS: usize = 60;

/// A root of its own.
pub(crate) struct Bed {
    pub(crate) files: HostFiles,
    pub(crate) folder: tempfile::TempDir,
}

pub(crate) fn bed() -> Bed {
    let folder = tempfile::tempdir().unwrap();
    let root = Utf8PathBuf::try_from(real_path(folder.path()).unwrap()).unwrap();
    Bed {
        files: HostFiles::open(&root, true).unwrap(),
        folder,
    }
}

impl Bed {
    pub(crate) fn real(&self, path: &str) -> PathBuf {
        self.folder.path().join(path)
    }

    pub(crate) fn write(&self, path: &str, content: &str) {
        let mut sink = self.files.create(&at(path), Mode::FILE).unwrap();
        sink.write_all(content.as_bytes()).unwrap();
        sink.finish(None).unwrap();
    }

    pub(crate) fn read(&self, path: &str) -> String {
        let mut text = String::new();
        let mut file = self.files.open(&at(path)).unwrap();
        file.read_to_string(&mut text).unwrap();
        text
    }

    pub(crate) fn directory(&self, path: &str) {
        self.files
            .create_directory(&at(path), Mode::EXECUTABLE)
            .unwrap();
    }
}

pub(crate) fn at(path: &str) -> HostPath {
    HostPath::from(path.parse::<RelativePath>().unwrap())
}

pub(crate) fn fault_of<T>(done: Result<T, FilesError>) -> FileFault {
    match done {
        Ok(_) => panic!("it should have been refused"),
        Err(error) => error.fault,
    }
}

pub(crate) fn holder(operation: &str) -> LockHolder {
    LockHolder {
        user: "alice".into(),
        process: std::process::id(),
        operation: operation.into(),
        since: "2026-11-21T09:30:00Z".parse().unwrap(),
    }
}

#[test]
fn a_file_has_the_nearest_mode_and_exactly_its_time() {
    let bed = bed();
    let modified = "2020-02-02T02:02:02Z".parse().unwrap();
    for (name, bits) in [("a", 0o755), ("b", 0o600), ("c", 0o444)] {
        let mode = Mode::from_bits(bits).unwrap();
        let mut sink = bed.files.create(&at(name), mode).unwrap();
        sink.write_all(b"content").unwrap();
        sink.sync().unwrap();
        let identity = sink.finish(Some(modified)).unwrap();
        let entry = bed.files.inspect(&at(name)).unwrap().unwrap();
        assert_eq!((entry.bytes, entry.kind), (7, EntryKind::File));
        assert_eq!(entry.identity, identity);
        assert_eq!(identity.modified_ns, 1_580_608_922_000_000_000);
        assert_eq!(entry.mode, bed.files.nearest_mode(mode).bits(), "{name}");
    }
    for bits in [0o777, 0o600] {
        let mode = Mode::from_bits(bits).unwrap();
        bed.files.set_mode(&at("a"), mode).unwrap();
        let changed = bed.files.inspect(&at("a")).unwrap().unwrap();
        assert_eq!(changed.mode, bed.files.nearest_mode(mode).bits());
    }
}

#[test]
fn a_file_is_created_where_nothing_is_and_nowhere_else() {
    let bed = bed();
    bed.write("a", "first");
    let create = |path: &str| fault_of(bed.files.create(&at(path), Mode::FILE));
    assert_eq!(create("a"), FileFault::Exists);
    assert_eq!(create("x/y"), FileFault::Missing);
    assert_eq!(create("a/b"), FileFault::WrongKind("directory"));
    assert_eq!(bed.read("a"), "first");
}

#[test]
fn names_come_sorted_bytewise() {
    let bed = bed();
    bed.directory("d");
    for name in ["b", "A", "ä", "a.b", "c c"] {
        bed.write(&format!("d/{name}"), "");
    }
    bed.directory("d/folder");
    assert_eq!(
        bed.files.list(&at("d")).unwrap(),
        ["A", "a.b", "b", "c c", "folder", "ä"]
    );
    assert_eq!(
        fault_of(bed.files.list(&at("d/b"))),
        FileFault::WrongKind("directory")
    );
    let folder = bed.real("d/folder");
    for n in 0..2_000 {
        let name = format!("a rather long name, number {n}");
        fs::write(folder.join(name), "").unwrap();
    }
    let listed = bed.files.list(&at("d/folder")).unwrap();
    assert_eq!(listed.len(), 2_000, "more than one call gives");
}

#[test]
fn rename_replaces_files_but_no_directory() {
    let bed = bed();
    bed.write("new", "new");
    bed.write("old", "old");
    bed.directory("folder");
    bed.directory("empty");
    bed.files.rename(&at("new"), &at("old")).unwrap();
    assert_eq!(bed.read("old"), "new");
    let rename = |from: &str, to: &str| fault_of(bed.files.rename(&at(from), &at(to)));
    assert_eq!(rename("old", "folder"), FileFault::Exists);
    assert_eq!(rename("empty", "folder"), FileFault::Exists);
    assert_eq!(rename("folder", "old"), FileFault::Exists);
    assert_eq!(rename("nothing", "x"), FileFault::Missing);
    bed.write("folder/x", "x");
    bed.files.rename(&at("folder"), &at("moved")).unwrap();
    assert_eq!(bed.read("moved/x"), "x");
}

#[test]
fn the_switch_is_replaced_in_one_step() {
    let bed = bed();
    bed.directory("opt");
    bed.directory("opt/releases");
    let switch = at("opt/current");
    assert_eq!(bed.files.switched_to(&switch), Ok(None));
    for release in ["releases/1.0.0-1", "releases/1.1.0-2"] {
        bed.directory(&format!("opt/{release}"));
        bed.write(&format!("opt/{release}/program"), release);
        bed.files.switch(&switch, release).unwrap();
        assert_eq!(bed.files.switched_to(&switch), Ok(Some(release.into())));
        let program = bed.files.root().join("opt").join("current").join("program");
        assert_eq!(fs::read_to_string(walkable(&program)).unwrap(), release);
    }
    // What a run that died left behind is no obstacle.
    bed.write("opt/.current.switch", "torn");
    bed.files.switch(&switch, "releases/1.0.0-1").unwrap();
    assert_eq!(bed.files.inspect(&at("opt/.current.switch")), Ok(None));
    for outside in ["../other", "/etc", "a/../../b", ""] {
        assert!(bed.files.switch(&switch, outside).is_err(), "{outside}");
    }
    bed.files.remove(&switch).unwrap();
    assert_eq!(bed.files.switched_to(&switch), Ok(None));
    assert_eq!(bed.read("opt/releases/1.0.0-1/program"), "releases/1.0.0-1");
    bed.write("file", "something else");
    let no_switch = FileFault::WrongKind("switch");
    let folder = at("opt/releases");
    assert_eq!(fault_of(bed.files.switch(&folder, "x")), no_switch);
    assert_eq!(fault_of(bed.files.switched_to(&folder)), no_switch);
    assert_eq!(fault_of(bed.files.switched_to(&at("file"))), no_switch);
}

#[test]
fn links_and_copies_keep_the_bytes() {
    let bed = bed();
    let content = "x".repeat(300_000);
    bed.write("a", &content);
    bed.files.hard_link(&at("a"), &at("b")).unwrap();
    let entry = |path: &str| bed.files.inspect(&at(path)).unwrap().unwrap();
    assert_eq!(entry("a").identity.inode, entry("b").identity.inode);
    bed.files
        .copy(&at("a"), &at("c"), Mode::EXECUTABLE)
        .unwrap();
    assert_eq!(bed.read("c"), content);
    assert_ne!(entry("a").identity.inode, entry("c").identity.inode);
    assert_eq!(
        entry("c").mode,
        bed.files.nearest_mode(Mode::EXECUTABLE).bits()
    );
    let copied = bed.files.copy(&at("a"), &at("c"), Mode::FILE);
    assert_eq!(fault_of(copied), FileFault::Exists);
    let linked = bed.files.hard_link(&at("a"), &at("c"));
    assert_eq!(fault_of(linked), FileFault::Exists);
    assert_eq!(
        bed.read("c"),
        content,
        "a refused copy leaves what was there"
    );
}

#[test]
fn a_symbolic_link_is_made_as_it_is_or_not_at_all() {
    let bed = bed();
    bed.directory("lib");
    bed.write("lib/real", "x");
    match bed.files.create_symlink(&at("lib/link"), "../lib/real") {
        Ok(()) => {
            let entry = bed.files.inspect(&at("lib/link")).unwrap().unwrap();
            assert_eq!(entry.kind, EntryKind::Symlink("../lib/real".into()));
            assert_eq!(fs::read_to_string(bed.real("lib/link")).unwrap(), "x");
        }
        Err(error) => {
            assert_eq!(error.fault, FileFault::Unsupported);
            assert_eq!(bed.files.inspect(&at("lib/link")), Ok(None));
        }
    }
}

#[test]
fn v10_a_tree_goes_with_all_that_is_in_it() {
    let bed = bed();
    bed.directory("tree");
    bed.directory("tree/below");
    for n in 0..100 {
        bed.write(&format!("tree/below/{n}"), "x");
    }
    let mut locked = fs::metadata(bed.real("tree/below/7"))
        .unwrap()
        .permissions();
    locked.set_readonly(true);
    fs::set_permissions(bed.real("tree/below/8"), locked).unwrap();
    let left = bed.files.remove_directory(&at("tree"));
    assert_eq!(fault_of(left), FileFault::NotEmpty);
    let refused = bed.files.remove(&at("tree"));
    assert_eq!(fault_of(refused), FileFault::WrongKind("file"));
    bed.files.remove_tree(&at("tree")).unwrap();
    assert_eq!(bed.files.inspect(&at("tree")), Ok(None));
    assert_eq!(fault_of(bed.files.remove(&at("tree"))), FileFault::Missing);
    bed.directory("tree");
    bed.files.remove_directory(&at("tree")).unwrap();
}

#[test]
fn v10_a_tree_deeper_than_handles_are_kept_open_for_is_removed() {
    let bed = bed();
    bed.directory("tree");
    // No path is that long, so a tree is put into the next one, again and again.
    for _ in 0..DEEP / LEVELS {
        bed.directory("next");
        let mut path = "next".to_owned();
        for _ in 0..LEVELS {
            path += "/d";
            bed.directory(&path);
        }
        bed.write(&format!("{path}/file"), "x");
        bed.files
            .rename(&at("tree"), &at(&format!("{path}/tree")))
            .unwrap();
        bed.files.rename(&at("next"), &at("tree")).unwrap();
    }
    // A removal that died has moved something to the top already.
    bed.directory("tree/.sealift-deep-1");
    bed.write("tree/.sealift-deep-1/file", "x");
    bed.files.remove_tree(&at("tree")).unwrap();
    assert_eq!(bed.files.inspect(&at("tree")), Ok(None));
}

#[test]
fn i10_one_holder_at_a_time_and_the_other_is_told_who() {
    let bed = bed();
    let held = bed.files.lock(&at("lock"), &holder("install")).unwrap();
    let other = bed.files.lock(&at("lock"), &holder("import"));
    assert_eq!(fault_of(other), FileFault::Locked(Some(holder("install"))));
    drop(held);
    bed.files.lock(&at("lock"), &holder("import")).unwrap();
    let nowhere = bed.files.lock(&at("missing/lock"), &holder("x"));
    assert_eq!(fault_of(nowhere), FileFault::Missing);
}

#[test]
fn t18_what_everyone_can_write_is_told() {
    let bed = bed();
    bed.directory("etc");
    bed.directory("etc/sealift");
    bed.write("etc/sealift/trust", "x");
    let trust = at("etc/sealift/trust");
    let is_open = || bed.files.is_writable_by_others(&trust).unwrap();
    assert!(!is_open());
    let missing = at("etc/sealift/not-there");
    assert_eq!(bed.files.is_writable_by_others(&missing), Ok(false));
    for path in ["etc/sealift/trust", "etc/sealift", "etc"] {
        let everyone = Mode::from_bits(0o777).unwrap();
        bed.files.set_mode(&at(path), everyone).unwrap();
        assert!(is_open(), "{path}");
        bed.files.set_mode(&at(path), Mode::EXECUTABLE).unwrap();
        assert!(!is_open(), "{path}");
    }
}

#[test]
fn room_is_told_for_what_is_not_there_yet() {
    let bed = bed();
    let space = bed.files.space(&at("not/there/yet")).unwrap();
    assert!(space.total >= space.free && space.free > 0, "{space:?}");
    bed.directory("here");
    let here = bed.files.space(&at("here")).unwrap();
    assert_eq!(here.file_system, space.file_system);
}

#[test]
fn durability_can_be_asked_for_on_a_directory() {
    let bed = bed();
    bed.directory("d");
    bed.write("d/file", "x");
    bed.files.sync_directory(&at("d")).unwrap();
    bed.files.barrier(&at("d")).unwrap();
    let file = bed.files.barrier(&at("d/file"));
    assert_eq!(fault_of(file), FileFault::WrongKind("directory"));
    assert_eq!(fault_of(bed.files.barrier(&at("none"))), FileFault::Missing);
}
