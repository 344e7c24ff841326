//! Real files that the system refuses: a full disk, one that may not be written, no right, no handle left, a device that
//! fails. Each has its own words.
#![allow(clippy::unwrap_used, reason = "a test says what failed by failing")]

use std::fs;
use std::io::{Read, Write};
use std::os::unix::fs::PermissionsExt;
use std::process::Command;
use std::time::{Duration, Instant};

use camino::Utf8PathBuf;
use rustix::process::{Resource, Rlimit, geteuid, getrlimit, setrlimit};
use sealift_engine::cancel::Cancel;
use sealift_engine::effects::{
    Ended, FileFault, Files, FilesError, Output, Processes, ProcessesError, Program, Stream,
};
use sealift_package::manifest::Mode;

use super::HostFiles;
use crate::files_tests::{Bed, at, bed, fault_of, holder};
use crate::processes::HostProcesses;

#[test]
fn i04_i05_a_full_disk_and_one_that_may_not_be_written_have_names() {
    let bed = bed();
    bed.directory("full");
    let mounted = Command::new("mount")
        .args(["-t", "tmpfs", "-o", "size=64k", "none"])
        .arg(bed.real("full"))
        .status();
    if !mounted.is_ok_and(|status| status.success()) {
        return; // mounting needs root
    }
    let mut sink = bed.files.create(&at("full/a"), Mode::FILE).unwrap();
    let error = sink.write_all(&[7; 200_000]).unwrap_err();
    drop(sink);
    let full = FilesError::from_io("write", "full/a", &error);
    let copied = fault_of(bed.files.copy(&at("full/a"), &at("full/b"), Mode::FILE));
    let left = bed.real("full/b").exists();
    let remounted = Command::new("mount")
        .args(["-o", "remount,ro"])
        .arg(bed.real("full"))
        .status();
    let read_only = refusals(&bed, "full");
    let unmounted = Command::new("umount").arg(bed.real("full")).status();
    assert!(unmounted.unwrap().success() && remounted.unwrap().success());
    assert_eq!(full.fault, FileFault::Full);
    assert_eq!((full.doing, full.at.as_str()), ("write", "full/a"));
    assert_eq!(
        (copied, left),
        (FileFault::Full, false),
        "no part of a copy is left"
    );
    assert!(
        read_only.iter().all(|fault| *fault == FileFault::ReadOnly),
        "{read_only:?}"
    );
}

/// What changes in a folder are refused with, which holds a file `a`.
fn refusals(bed: &Bed, folder: &str) -> Vec<FileFault> {
    let (files, within) = (&bed.files, |name: &str| at(&format!("{folder}/{name}")));
    vec![
        fault_of(files.create(&within("new"), Mode::FILE)),
        fault_of(files.create_directory(&within("new"), Mode::EXECUTABLE)),
        fault_of(files.create_symlink(&within("new"), "a")),
        fault_of(files.rename(&within("a"), &within("b"))),
        fault_of(files.remove(&within("a"))),
        fault_of(files.switch(&within("switch"), "a")),
        fault_of(files.lock(&within("lock"), &holder("test"))),
    ]
}

/// Does something on a thread of its own that is not root's, where this process is root's.
fn as_somebody_else<T: Send>(work: impl FnOnce() -> T + Send) -> T {
    std::thread::scope(|scope| {
        let thread = scope.spawn(|| {
            if geteuid().is_root() {
                let nobody = rustix::fs::Uid::from_raw(65_534);
                // Linux keeps users by thread; the other tests go on as who they are.
                rustix::thread::set_thread_res_uid(nobody, nobody, nobody).unwrap();
            }
            work()
        });
        thread.join().unwrap()
    })
}

#[test]
#[cfg(target_os = "linux")]
fn i05_what_one_has_no_right_to_is_denied() {
    let bed = bed();
    bed.directory("theirs");
    bed.write("theirs/a", "x");
    bed.directory("closed");
    bed.write("closed/secret", "x");
    let set = |path: &str, mode| {
        fs::set_permissions(bed.real(path), fs::Permissions::from_mode(mode)).unwrap();
    };
    set("", 0o755);
    set("theirs/a", 0o000);
    set("theirs", 0o555);
    set("closed", 0o000);
    let denied = as_somebody_else(|| {
        let mut denied = refusals(&bed, "theirs");
        let files = &bed.files;
        denied.push(fault_of(files.open(&at("theirs/a"))));
        denied.push(fault_of(files.list(&at("closed"))));
        denied.push(fault_of(files.inspect(&at("closed/secret"))));
        denied.push(fault_of(files.sync_directory(&at("closed"))));
        denied
    });
    set("closed", 0o755);
    set("theirs", 0o755);
    assert!(
        denied.iter().all(|fault| *fault == FileFault::Denied),
        "{denied:?}"
    );
}

#[test]
#[cfg(target_os = "linux")]
fn i06_a_device_that_fails_is_called_so() {
    // Reading a process's memory where it has none fails as a bad sector does.
    let root = Utf8PathBuf::from(format!("/proc/{}", std::process::id()));
    let files = HostFiles::open(&root, true).unwrap();
    let mut file = files.open(&at("mem")).unwrap();
    let error = file.read(&mut [0; 16]).unwrap_err();
    let fault = FilesError::from_io("read", "mem", &error).fault;
    assert!(matches!(fault, FileFault::Device(_)), "{fault:?}");
}

/// Takes handles until there are none left.
fn exhaust_handles() -> Vec<fs::File> {
    std::iter::from_fn(|| fs::File::open("/dev/null").ok()).collect()
}

struct Unheard;

impl Output for Unheard {
    fn take(&mut self, _: Stream, _: &[u8]) {}
}

fn sleeper(seconds: u32, timeout: Duration) -> Program {
    Program {
        executable: "/bin/sleep".into(),
        arguments: vec![seconds.to_string()],
        environment: [].into(),
        directory: None,
        user: None,
        timeout,
        run: None,
        sandbox: None,
    }
}

/// Handles are counted for a whole process, so this is done in one of its own.
#[test]
#[cfg(target_os = "linux")]
fn i05_i14_without_handles_everything_says_so_and_no_program_is_taken_for_ended() {
    const ALONE: &str = "SEALIFT_TEST_WITHOUT_HANDLES";
    if std::env::var_os(ALONE).is_some() {
        let bed = bed();
        bed.directory("d");
        bed.write("d/a", "x");
        let maximum = getrlimit(Resource::Nofile).maximum;
        let current = Some(64);
        setrlimit(Resource::Nofile, Rlimit { current, maximum }).unwrap();
        without_handles_files_say_so(&bed);
        without_handles_programs_are_waited_for(&bed);
        return;
    }
    let name = "unix::files::fault_tests::i05_i14_without_handles_everything_says_so_and_no_program_is_taken_for_ended";
    let ended = Command::new(std::env::current_exe().unwrap())
        .args(["--exact", name])
        .env(ALONE, "1")
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&ended.stdout);
    assert!(
        ended.status.success() && said.contains("1 passed"),
        "{said}"
    );
}

fn without_handles_files_say_so(bed: &Bed) {
    let files = &bed.files;
    let taken = exhaust_handles();
    let mut faults = refusals(bed, "d");
    faults.push(fault_of(files.open(&at("d/a"))));
    faults.push(fault_of(files.list(&at("d"))));
    faults.push(fault_of(files.inspect(&at("d/a"))));
    faults.push(fault_of(files.sync_directory(&at("d"))));
    faults.push(fault_of(files.barrier(&at("d"))));
    faults.push(fault_of(files.space(&at("d"))));
    drop(taken);
    assert!(
        faults.iter().all(|fault| *fault == FileFault::TooManyOpen),
        "{faults:?}"
    );
    assert_eq!(bed.read("d/a"), "x", "and all is as it was");
    assert_eq!(files.list(&at("d")).unwrap(), ["a"]);
}

fn without_handles_programs_are_waited_for(bed: &Bed) {
    let root = Utf8PathBuf::try_from(bed.folder.path().canonicalize().unwrap()).unwrap();
    let files = std::sync::Arc::new(HostFiles::open(&root, true).unwrap());
    let processes = HostProcesses::new(files);
    let run = |program: &Program| processes.run(program, &mut Unheard, &Cancel::new());
    let taken = exhaust_handles();
    let refused = run(&sleeper(1, Duration::from_secs(5)));
    drop(taken);
    assert!(
        matches!(&refused, Err(ProcessesError::NotStarted { reason, .. }) if reason.contains("open files")),
        "{refused:?}"
    );
    let started = Instant::now();
    let ended = std::thread::scope(|scope| {
        let running = scope.spawn(|| run(&sleeper(1000, Duration::from_millis(500))));
        std::thread::sleep(Duration::from_millis(250));
        let taken = exhaust_handles();
        std::thread::sleep(Duration::from_millis(1500));
        drop(taken);
        running.join().unwrap()
    });
    assert_eq!(ended, Ok(Ended::TimedOut));
    assert!(
        started.elapsed() > Duration::from_millis(1500),
        "nobody was taken for gone"
    );
}
