//! What files do on Unix alone: links, owners, mounts, pipes. What they do everywhere is in `files_tests`.
#![allow(clippy::unwrap_used, reason = "a test says what failed by failing")]

use std::fs;
use std::io::Read;
use std::os::unix::fs::{MetadataExt, PermissionsExt, symlink};
use std::process::Command;
use std::time::{Duration, Instant};

use sealift_engine::effects::{EntryKind, FileFault, Files};
use sealift_package::manifest::Mode;

use super::HostFiles;
use crate::files_tests::{at, bed, fault_of, holder};

fn is_root() -> bool {
    rustix::process::geteuid().is_root()
}

#[test]
fn every_mode_is_kept_as_it_is() {
    let bed = bed();
    for (name, bits) in [("a", 0o777), ("b", 0o600), ("c", 0o444), ("d", 0o006)] {
        let mode = Mode::from_bits(bits).unwrap();
        let sink = bed.files.create(&at(name), mode).unwrap();
        sink.finish(None).unwrap();
        let entry = bed.files.inspect(&at(name)).unwrap().unwrap();
        assert_eq!(entry.mode, bits);
        assert_eq!(bed.files.nearest_mode(mode), mode);
    }
}

#[test]
fn no_file_is_created_through_a_dangling_link() {
    let bed = bed();
    symlink("elsewhere", bed.real("dangling")).unwrap();
    let created = bed.files.create(&at("dangling"), Mode::FILE);
    assert_eq!(fault_of(created), FileFault::Exists);
    assert!(!bed.real("elsewhere").exists());
}

#[test]
fn i12_a_planted_link_is_never_walked_through() {
    let outside = tempfile::tempdir().unwrap();
    fs::write(outside.path().join("victim"), "theirs").unwrap();
    let bed = bed();
    bed.directory("real");
    symlink(outside.path(), bed.real("real/link")).unwrap();
    symlink("../real", bed.real("real/inside")).unwrap();
    let (through, link) = (at("real/link/victim"), "real/link");
    let files = &bed.files;
    let expected = FileFault::Link(link.into());
    assert_eq!(fault_of(files.inspect(&through)), expected);
    assert_eq!(fault_of(files.open(&through)), expected);
    assert_eq!(
        fault_of(files.create(&at("real/link/new"), Mode::FILE)),
        expected
    );
    assert_eq!(
        fault_of(files.create_directory(&at("real/link/new"), Mode::FILE)),
        expected
    );
    assert_eq!(
        fault_of(files.create_symlink(&at("real/link/new"), "x")),
        expected
    );
    assert_eq!(fault_of(files.remove(&through)), expected);
    assert_eq!(fault_of(files.remove_tree(&through)), expected);
    assert_eq!(fault_of(files.set_mode(&through, Mode::FILE)), expected);
    assert_eq!(
        fault_of(files.switch(&at("real/link/current"), "x")),
        expected
    );
    assert_eq!(fault_of(files.rename(&through, &at("taken"))), expected);
    assert_eq!(
        fault_of(files.copy(&through, &at("taken"), Mode::FILE)),
        expected
    );
    assert_eq!(fault_of(files.hard_link(&through, &at("taken"))), expected);
    assert_eq!(fault_of(files.list(&at(link))), expected);
    assert_eq!(fault_of(files.remove_tree(&at(link))), expected);
    assert_eq!(fault_of(files.barrier(&at(link))), expected);
    assert_eq!(
        fault_of(files.lock(&at("real/link/lock"), &holder("x"))),
        expected
    );
    // A link that stays inside is no better: what it points to can be changed at any time.
    let inside = FileFault::Link("real/inside".into());
    assert_eq!(
        fault_of(files.create(&at("real/inside/new"), Mode::FILE)),
        inside
    );
    let names: Vec<_> = fs::read_dir(outside.path()).unwrap().collect();
    assert_eq!(names.len(), 1, "nothing was created outside");
    assert_eq!(
        fs::read_to_string(outside.path().join("victim")).unwrap(),
        "theirs"
    );
}

#[test]
fn i12_a_link_at_the_end_is_seen_as_a_link() {
    let bed = bed();
    bed.write("file", "content");
    symlink("file", bed.real("link")).unwrap();
    let entry = bed.files.inspect(&at("link")).unwrap().unwrap();
    assert_eq!(entry.kind, EntryKind::Symlink("file".into()));
    assert_eq!(
        fault_of(bed.files.open(&at("link"))),
        FileFault::Link("link".into())
    );
    assert_eq!(
        fault_of(bed.files.set_mode(&at("link"), Mode::PRIVATE)),
        FileFault::Link("link".into())
    );
    bed.files.remove(&at("link")).unwrap();
    assert_eq!(bed.read("file"), "content");
}

#[test]
fn m06_pipes_and_devices_are_refused_without_waiting() {
    let bed = bed();
    let made = Command::new("mkfifo")
        .arg(bed.real("pipe"))
        .status()
        .unwrap();
    assert!(made.success());
    let _socket = std::os::unix::net::UnixListener::bind(bed.real("socket")).unwrap();
    let start = Instant::now();
    for name in ["pipe", "socket"] {
        assert_eq!(
            fault_of(bed.files.open(&at(name))),
            FileFault::WrongKind("file")
        );
        assert_eq!(
            fault_of(bed.files.copy(&at(name), &at("copy"), Mode::FILE)),
            FileFault::WrongKind("file")
        );
        let entry = bed.files.inspect(&at(name)).unwrap().unwrap();
        assert_eq!(entry.kind, EntryKind::Other);
    }
    assert_eq!(
        fault_of(bed.files.lock(&at("pipe"), &holder("x"))),
        FileFault::WrongKind("file")
    );
    assert!(start.elapsed() < Duration::from_secs(2));
}

#[test]
fn names_that_differ_in_case_alone_are_two() {
    let bed = bed();
    bed.directory("d");
    for name in ["b", "B", "ä"] {
        bed.write(&format!("d/{name}"), name);
    }
    assert_eq!(bed.files.list(&at("d")).unwrap(), ["B", "b", "ä"]);
}

#[test]
fn rename_replaces_links_themselves() {
    let bed = bed();
    bed.write("new", "new");
    bed.write("target", "theirs");
    symlink("target", bed.real("link")).unwrap();
    bed.files.rename(&at("new"), &at("link")).unwrap();
    assert_eq!(bed.read("link"), "new");
    assert_eq!(bed.read("target"), "theirs");
}

#[test]
fn a_link_left_by_a_switch_that_died_is_no_obstacle() {
    let bed = bed();
    symlink("releases/9", bed.real(".current.switch")).unwrap();
    bed.files
        .switch(&at("current"), "releases/1.0.0-1")
        .unwrap();
    assert!(!bed.real(".current.switch").exists());
    let to = bed.files.switched_to(&at("current"));
    assert_eq!(to, Ok(Some("releases/1.0.0-1".into())));
}

#[test]
fn a_link_across_file_systems_is_unsupported() {
    let Ok(other) = tempfile::tempdir_in("/dev/shm") else {
        return; // without a second file system there is nothing to show
    };
    let here = fs::metadata(std::env::temp_dir()).unwrap().dev();
    if fs::metadata(other.path()).unwrap().dev() == here {
        return;
    }
    let files = HostFiles::open("/".into(), false).unwrap();
    let bed = bed();
    bed.write("a", "x");
    let from = at(bed
        .real("a")
        .canonicalize()
        .unwrap()
        .to_str()
        .unwrap()
        .trim_start_matches('/'));
    let to = at(other
        .path()
        .join("b")
        .to_str()
        .unwrap()
        .trim_start_matches('/'));
    assert_eq!(
        fault_of(files.hard_link(&from, &to)),
        FileFault::Unsupported
    );
    assert_eq!(fault_of(files.rename(&from, &to)), FileFault::Unsupported);
    files.copy(&from, &to, Mode::FILE).unwrap();
    let (a, b) = (files.space(&from).unwrap(), files.space(&to).unwrap());
    assert_ne!(a.file_system, b.file_system);
    assert!(a.total >= a.free && a.free > 0);
}

#[test]
fn v10_removing_a_tree_takes_links_and_not_what_they_point_to() {
    let outside = tempfile::tempdir().unwrap();
    fs::write(outside.path().join("victim"), "theirs").unwrap();
    let bed = bed();
    bed.directory("tree");
    bed.directory("tree/below");
    bed.write("tree/below/file", "x");
    symlink(outside.path(), bed.real("tree/link")).unwrap();
    symlink(outside.path().join("victim"), bed.real("tree/below/link")).unwrap();
    fs::set_permissions(bed.real("tree/below"), fs::Permissions::from_mode(0o555)).unwrap();
    bed.files.remove_tree(&at("tree")).unwrap();
    assert!(!bed.real("tree").exists());
    assert_eq!(
        fs::read_to_string(outside.path().join("victim")).unwrap(),
        "theirs"
    );
}

#[test]
fn v10_a_directory_swapped_for_a_link_during_removal_costs_the_link_alone() {
    let outside = tempfile::tempdir().unwrap();
    for n in 0..200 {
        fs::write(outside.path().join(n.to_string()), "theirs").unwrap();
    }
    let bed = bed();
    for round in 0..20 {
        bed.directory("tree");
        for n in 0..50 {
            bed.directory(&format!("tree/{n}"));
            bed.write(&format!("tree/{n}/file"), "x");
        }
        let (tree, target) = (bed.real("tree"), outside.path().to_owned());
        let swapper = std::thread::spawn(move || {
            for n in (0..50).rev() {
                let place = tree.join(n.to_string());
                let aside = tree.join(format!("aside-{n}"));
                if fs::rename(&place, &aside).is_ok() {
                    let _ = symlink(&target, &place);
                }
            }
        });
        let _ = bed.files.remove_tree(&at("tree"));
        swapper.join().unwrap();
        let _ = bed.files.remove_tree(&at("tree"));
        let left = fs::read_dir(outside.path()).unwrap().count();
        assert_eq!(left, 200, "round {round}");
    }
}

#[test]
fn v10_removing_a_tree_leaves_other_file_systems_alone() {
    let bed = bed();
    bed.directory("tree");
    bed.directory("tree/mount");
    let mounted = Command::new("mount")
        .args(["-t", "tmpfs", "none"])
        .arg(bed.real("tree/mount"))
        .status();
    if !mounted.is_ok_and(|status| status.success()) {
        return; // mounting needs root
    }
    fs::write(bed.real("tree/mount/file"), "x").unwrap();
    let removed = bed.files.remove_tree(&at("tree"));
    let kept = bed.real("tree/mount/file").exists();
    let unmounted = Command::new("umount").arg(bed.real("tree/mount")).status();
    assert!(unmounted.unwrap().success());
    assert_eq!(fault_of(removed), FileFault::Busy);
    assert!(kept);
}

#[test]
fn v10_a_tree_deeper_than_handles_can_be_open_is_removed() {
    let bed = bed();
    bed.directory("tree");
    bed.write("tree/file", "x");
    let flags = rustix::fs::OFlags::DIRECTORY | rustix::fs::OFlags::RDONLY;
    let none = rustix::fs::Mode::empty();
    let mut level = rustix::fs::open(bed.real("tree"), flags, none).unwrap();
    for _ in 0..3_000 {
        rustix::fs::mkdirat(&level, "d", rustix::fs::Mode::RWXU).unwrap();
        level = rustix::fs::openat(&level, "d", flags, none).unwrap();
    }
    bed.files.remove_tree(&at("tree")).unwrap();
    assert!(!bed.real("tree").exists());
}

#[test]
fn i10_a_lock_left_by_a_dead_process_is_free() {
    let bed = bed();
    let lock = bed.real("lock");
    let mut dying = Command::new("flock")
        .arg("--no-fork")
        .arg(&lock)
        .args(["sh", "-c", "echo held; exec sleep 60"])
        .stdout(std::process::Stdio::piped())
        .spawn()
        .unwrap();
    let mut first = [0; 4];
    dying.stdout.take().unwrap().read_exact(&mut first).unwrap();
    assert_eq!(
        fault_of(bed.files.lock(&at("lock"), &holder("x"))),
        FileFault::Locked(None)
    );
    dying.kill().unwrap();
    dying.wait().unwrap();
    bed.files.lock(&at("lock"), &holder("x")).unwrap();
}

#[test]
fn t18_what_others_can_write_is_told() {
    let bed = bed();
    bed.directory("etc");
    bed.directory("etc/sealift");
    bed.write("etc/sealift/trust", "x");
    let trust = at("etc/sealift/trust");
    let open = |path: &str, mode: u32| {
        fs::set_permissions(bed.real(path), fs::Permissions::from_mode(mode)).unwrap();
        let found = bed.files.is_writable_by_others(&trust).unwrap();
        fs::set_permissions(bed.real(path), fs::Permissions::from_mode(0o755)).unwrap();
        found
    };
    assert!(!bed.files.is_writable_by_others(&trust).unwrap());
    assert!(
        !bed.files
            .is_writable_by_others(&at("etc/sealift/not-there"))
            .unwrap()
    );
    assert!(open("etc/sealift/trust", 0o646));
    assert!(open("etc/sealift", 0o757), "a directory above it");
    assert!(open("etc", 0o777), "and one above that");
    assert!(
        !open("etc", 0o1777),
        "in a sticky directory nobody can replace what is ours"
    );
    if is_root() {
        std::os::unix::fs::chown(bed.real("etc/sealift/trust"), None, Some(12_345)).unwrap();
        assert!(open("etc/sealift/trust", 0o664), "a group of others");
        std::os::unix::fs::chown(bed.real("etc"), Some(12_345), None).unwrap();
        assert!(
            bed.files.is_writable_by_others(&trust).unwrap(),
            "another owner above it"
        );
        std::os::unix::fs::chown(bed.real("etc"), Some(0), None).unwrap();
    }
    symlink("sealift", bed.real("etc/link")).unwrap();
    assert!(
        bed.files
            .is_writable_by_others(&at("etc/link/trust"))
            .is_err()
    );
}

#[test]
fn owners_are_left_alone_in_a_relocated_world() {
    let bed = bed();
    bed.write("a", "x");
    let nobody = sealift_engine::effects::UserId("nobody".into());
    let before = fs::metadata(bed.real("a")).unwrap().uid();
    bed.files.set_owner(&at("a"), &nobody).unwrap();
    assert_eq!(fs::metadata(bed.real("a")).unwrap().uid(), before);
    if is_root() {
        let files = HostFiles::open(bed.files.root(), false).unwrap();
        symlink("a", bed.real("link")).unwrap();
        files.set_owner(&at("link"), &nobody).unwrap();
        assert_eq!(
            fs::metadata(bed.real("a")).unwrap().uid(),
            before,
            "the link's own owner"
        );
        files.set_owner(&at("a"), &nobody).unwrap();
        assert_eq!(fs::metadata(bed.real("a")).unwrap().uid(), 65_534);
        bed.write("copy", "x");
        files.copy_owner(&at("a"), &at("copy")).unwrap();
        assert_eq!(fs::metadata(bed.real("copy")).unwrap().uid(), 65_534);
        let stranger = sealift_engine::effects::UserId("no-such-user".into());
        assert!(files.set_owner(&at("a"), &stranger).is_err());
    }
}

/// Walking a path anew for each file must cost little beside creating it, whatever the disk and the day.
#[test]
fn placing_many_small_files_is_fast() {
    let bed = bed();
    let folder = ["a", "a/b", "a/b/c", "a/b/c/d", "a/b/c/d/e"];
    folder.iter().for_each(|path| bed.directory(path));
    let timed = |create: &dyn Fn(u32)| {
        let start = Instant::now();
        (0..1_000).for_each(create);
        start.elapsed()
    };
    let is_cheap = |round: u32| {
        let walked = timed(&|n| bed.write(&format!("a/b/c/d/e/walked-{round}-{n}"), "small"));
        let plain = timed(&|n| {
            fs::write(bed.real(&format!("a/b/c/d/e/plain-{round}-{n}")), "small").unwrap();
        });
        walked < plain * 3
    };
    assert!(
        (0..5).any(is_cheap),
        "a file below five folders costs three times its creation"
    );
}
