//! What files do on Windows alone: devices, streams, junctions. What they do everywhere is in `files_tests`.
#![allow(clippy::unwrap_used, reason = "a test says what failed by failing")]

use std::fs;
use std::time::{Duration, Instant};

use sealift_engine::effects::{EntryKind, FileFault, Files};
use sealift_package::manifest::Mode;

use crate::files_tests::{Bed, at, bed, fault_of, holder};
use crate::windows::launch::real_path;
use crate::windows::nt::reparse;

/// Plants a junction; `false` where the file system has none, as under wine.
fn plant_junction(bed: &Bed, path: &str, target: &std::path::Path) -> bool {
    use std::os::windows::fs::OpenOptionsExt;
    fs::create_dir(bed.real(path)).unwrap();
    let junction = fs::OpenOptions::new()
        .write(true)
        .custom_flags(windows_sys::Win32::Storage::FileSystem::FILE_FLAG_BACKUP_SEMANTICS)
        .open(bed.real(path))
        .unwrap();
    let target = real_path(target).unwrap();
    let planted = reparse::set_junction(&junction, target.to_str().unwrap());
    if planted.is_err() {
        eprintln!("this file system has no junctions: {planted:?}");
    }
    planted.is_ok()
}

#[test]
fn p05_names_of_devices_and_streams_are_refused() {
    let bed = bed();
    for name in ["NUL", "con.txt", "a:stream", "trailing.", "COM1", "x/aux/y"] {
        let refused = fault_of(bed.files.create(&at(name), Mode::FILE));
        assert!(
            matches!(refused, FileFault::Other(_)),
            "{name}: {refused:?}"
        );
        assert!(bed.files.inspect(&at(name)).is_err(), "{name}");
    }
    assert_eq!(fs::read_dir(bed.folder.path()).unwrap().count(), 0);
}

#[test]
fn i12_a_planted_junction_is_never_walked_through() {
    let outside = tempfile::tempdir().unwrap();
    fs::write(outside.path().join("victim"), "theirs").unwrap();
    let bed = bed();
    bed.directory("real");
    if !plant_junction(&bed, "real/link", outside.path()) {
        return;
    }
    let (through, link) = (at("real/link/victim"), "real/link");
    let expected = FileFault::Link(link.into());
    let files = &bed.files;
    assert_eq!(fault_of(files.inspect(&through)), expected);
    assert_eq!(fault_of(files.open(&through)), expected);
    assert_eq!(
        fault_of(files.create(&at("real/link/new"), Mode::FILE)),
        expected
    );
    assert_eq!(fault_of(files.remove(&through)), expected);
    assert_eq!(fault_of(files.set_mode(&through, Mode::FILE)), expected);
    assert_eq!(fault_of(files.rename(&through, &at("taken"))), expected);
    assert_eq!(fault_of(files.hard_link(&through, &at("taken"))), expected);
    assert_eq!(fault_of(files.list(&at(link))), expected);
    assert_eq!(fault_of(files.remove_tree(&at(link))), expected);
    assert_eq!(
        fault_of(files.lock(&at("real/link/lock"), &holder("x"))),
        expected
    );
    let kind = files.inspect(&at(link)).unwrap().unwrap().kind;
    assert!(matches!(kind, EntryKind::Symlink(_)), "{kind:?}");
    files.remove_tree(&at("real")).unwrap();
    assert_eq!(
        fs::read_to_string(outside.path().join("victim")).unwrap(),
        "theirs"
    );
}

#[test]
fn placing_many_small_files_takes_no_age() {
    let bed = bed();
    let folder = ["a", "a/b", "a/b/c", "a/b/c/d"];
    folder.iter().for_each(|path| bed.directory(path));
    let start = Instant::now();
    for n in 0..500 {
        bed.write(&format!("a/b/c/d/{n}"), "a small file");
    }
    // Each file is flushed by itself.
    assert!(
        start.elapsed() < Duration::from_secs(60),
        "{:?}",
        start.elapsed()
    );
}
