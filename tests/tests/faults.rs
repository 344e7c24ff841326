//! The real program, whose system calls fail: what a full disk, a failing sync or a signal does to it on a real machine
//! (threats I4, I5, I6). Which call fails, strace decides between the program and the kernel.
//!
//! That every call is tried is shown where the machine is not real (`cargo xtask test faults`); here it is a few of each
//! kind, for what lies between the effects and the kernel: that errors come through as what they are, and that who is
//! interrupted asks again.
#![cfg(target_os = "linux")]
#![allow(clippy::disallowed_methods, reason = "journeys drive a real machine")]

use std::path::Path;

use sealift_journeys::{Product, Run, Site, Tree, Vendor, sealift, tool};

/// Opens that the dynamic loader and the runtime make before the program begins.
const OF_THE_LOADER: usize = 25;

fn release(version: &str, sequence: u64) -> Product {
    Product::release(version, sequence)
        .noise("server", "table.bin", sequence, 300_000)
        .file("server", "app.conf", format!("version = {version}\n"))
}

/// A site with one release in use and the next at hand.
fn prepared(vendor: &Vendor) -> Site {
    let site = Site::trusting(vendor);
    let volumes = [
        release("1.0.0", 1).pack(vendor),
        release("2.0.0", 2).pack(vendor),
    ];
    let _ = site.import(&volumes).succeeds();
    let _ = site
        .run(["install", &format!("{}@1.0.0", Product::ID), "--yes"])
        .succeeds();
    site
}

/// The program under the eyes of strace.
fn traced(site: &Site, options: &[&str], out: &Path) -> Run {
    let mut command = tool("strace");
    command.args(["-f", "-qq", "-o"]).arg(out).args(options);
    let program = sealift();
    command
        .arg(program.get_program())
        .arg("--root")
        .arg(site.root());
    let release = format!("{}@2.0.0", Product::ID);
    command.args(["install", &release, "--yes"]);
    for (name, value) in program.get_envs() {
        match value {
            Some(value) => command.env(name, value),
            None => command.env_remove(name),
        };
    }
    Run::of(&mut command)
}

/// How often a call is made during an upgrade that nothing disturbs. Threads count for themselves when calls fail, so that
/// the last of them may meet with nothing.
fn calls(vendor: &Vendor, call: &str) -> usize {
    let site = prepared(vendor);
    let folder = tempfile::tempdir().expect("a folder");
    let out = folder.path().join("calls");
    let _ = traced(&site, &["-e", &format!("trace={call}")], &out).succeeds();
    let text = std::fs::read_to_string(out).expect("strace wrote it");
    text.matches(&format!("{call}(")).count()
}

/// Some of so many, from one on.
fn some(from: usize, all: usize) -> Vec<usize> {
    let step = (all.saturating_sub(from) / 3).max(1);
    (from..=all).step_by(step).collect()
}

/// Upgrades while calls fail, and insists on the old or the new as the program said.
#[track_caller]
fn fails(call: &str, error: &str, from: usize, lasts: bool, words: &[&str]) {
    let vendor = Vendor::new();
    let all = calls(&vendor, call);
    assert!(all >= from, "only {all} calls of {call}");
    let folder = tempfile::tempdir().expect("a folder");
    for nth in some(from, all) {
        let site = prepared(&vendor);
        let old: Tree = site.placed();
        let plus = if lasts { "+" } else { "" };
        let inject = format!("inject={call}:error={error}:when={nth}{plus}");
        let filter = format!("trace={call}");
        let run = traced(
            &site,
            &["-e", &filter, "-e", &inject],
            &folder.path().join("out"),
        );
        let context = format!(
            "{inject} of {all}: {}\n{}\n{}",
            run.status, run.out, run.err
        );
        let _ = site.run(["recover"]).succeeds();
        if run.status == 0 {
            let link = std::fs::read_link(site.current()).expect("a switch");
            assert!(link.to_string_lossy().contains("2.0.0"), "{context}");
        } else {
            assert!([13, 14, 18].contains(&run.status), "{context}");
            assert!(run.err.contains("What to do:"), "{context}");
            assert!(words.iter().any(|word| run.err.contains(word)), "{context}");
            assert_eq!(site.placed(), old, "{context}");
        }
        site.verify_log();
    }
}

#[test]
fn i06_a_failing_fsync_of_the_real_program_is_no_success() {
    fails(
        "fsync",
        "EIO",
        1,
        false,
        &["device failed", "disk failed", "disk I/O"],
    );
}

#[test]
fn i06_a_failing_syncfs_of_the_real_program_is_no_success() {
    fails("syncfs", "EIO", 1, false, &["device failed"]);
}

#[test]
fn i04_no_room_for_what_the_real_program_writes() {
    fails(
        "write",
        "ENOSPC",
        3,
        false,
        &["No space", "no space", "not enough room"],
    );
    // SQLite keeps to itself what kept it from growing the memory that connections share.
    fails(
        "pwrite64",
        "ENOSPC",
        1,
        false,
        &["no space", "disk I/O error"],
    );
}

#[test]
fn i05_a_disk_that_the_real_program_may_not_write() {
    fails("renameat", "EROFS", 1, true, &["read-only"]);
    fails("mkdirat", "EACCES", 1, false, &["permission is denied"]);
}

#[test]
fn i05_too_many_files_for_the_real_program() {
    fails(
        "openat",
        "EMFILE",
        OF_THE_LOADER,
        false,
        &["too many files", "cannot be opened"],
    );
}

/// SQLite takes a database that it cannot open for writing for one that may only be read, whatever stood in the way.
#[test]
fn i05_a_database_that_cannot_be_opened_for_a_moment_is_not_taken_for_one_that_may_only_be_read() {
    let vendor = Vendor::new();
    let folder = tempfile::tempdir().expect("a folder");
    let opens = |site: &Site, inject: Option<usize>| {
        let database = site.path("var/lib/sealift/state.db");
        let database = database.to_str().expect("UTF-8");
        let inject = inject.map(|nth| format!("inject=openat:error=EMFILE:when={nth}"));
        let mut options = vec!["-P", database, "-e", "trace=openat"];
        options.extend(inject.iter().flat_map(|inject| ["-e", inject]));
        let out = folder.path().join("opens");
        let _ = traced(site, &options, &out).succeeds();
        let text = std::fs::read_to_string(out).expect("strace wrote it");
        text.matches("state.db\"").count()
    };
    let all = opens(&prepared(&vendor), None);
    assert!(all >= 2, "one connection writes and one reads");
    for nth in 1..=all {
        let site = prepared(&vendor);
        assert!(opens(&site, Some(nth)) > all, "the {nth}. was made again");
        let link = std::fs::read_link(site.current()).expect("a switch");
        assert!(link.to_string_lossy().contains("2.0.0"));
    }
}

/// A signal comes between: nobody notices.
#[test]
fn i05_interrupted_calls_are_made_again() {
    let vendor = Vendor::new();
    let folder = tempfile::tempdir().expect("a folder");
    for (call, from) in [
        ("read", 20),
        ("write", 1),
        ("pwrite64", 1),
        ("openat", OF_THE_LOADER),
    ] {
        let all = calls(&vendor, call);
        for nth in some(from, all) {
            let site = prepared(&vendor);
            let inject = format!("inject={call}:error=EINTR:when={nth}");
            let filter = format!("trace={call}");
            let options = ["-e", filter.as_str(), "-e", inject.as_str()];
            let run = traced(&site, &options, &folder.path().join("out"));
            assert_eq!(run.status, 0, "{inject} of {all}: {}\n{}", run.out, run.err);
        }
    }
}
