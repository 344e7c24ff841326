//! Real programs, really ended.
#![allow(clippy::unwrap_used, reason = "a test says what failed by failing")]

use std::collections::BTreeMap;
use std::fs;
use std::thread;

use camino::Utf8PathBuf;
use sealift_engine::effects::{Stream, UserId};
use sealift_package::path::RelativePath;

use std::sync::Arc;
use std::time::{Duration, Instant};

use sealift_engine::cancel::Cancel;
use sealift_engine::effects::{Ended, Output, Processes, ProcessesError, Program, Sandbox};

use crate::processes::{GRACE, HostProcesses};
use crate::unix::files::HostFiles;

#[derive(Default)]
struct Kept {
    out: Vec<u8>,
    err: Vec<u8>,
    chunks: usize,
}

impl Output for Kept {
    fn take(&mut self, stream: Stream, bytes: &[u8]) {
        self.chunks += 1;
        match stream {
            Stream::Out => self.out.extend_from_slice(bytes),
            Stream::Err => self.err.extend_from_slice(bytes),
        }
    }
}

struct Bed {
    folder: tempfile::TempDir,
    processes: HostProcesses,
}

fn bed() -> Bed {
    let folder = tempfile::tempdir().unwrap();
    let root = Utf8PathBuf::try_from(folder.path().canonicalize().unwrap()).unwrap();
    let files = Arc::new(HostFiles::open(&root, true).unwrap());
    Bed {
        processes: HostProcesses::new(files),
        folder,
    }
}

impl Bed {
    fn path(&self, name: &str) -> String {
        self.folder.path().join(name).to_str().unwrap().into()
    }

    fn run(&self, program: &Program) -> (Result<Ended, ProcessesError>, Kept) {
        let mut kept = Kept::default();
        let ended = self.processes.run(program, &mut kept, &Cancel::new());
        (ended, kept)
    }
}

fn shell(script: &str) -> Program {
    Program {
        executable: "/bin/sh".into(),
        arguments: vec!["-c".into(), script.into()],
        environment: BTreeMap::new(),
        directory: None,
        user: None,
        timeout: Duration::from_secs(20),
        run: None,
        sandbox: None,
    }
}

fn sandbox(writes: &[&str]) -> Option<Sandbox> {
    let place = |path: &&str| path.parse::<RelativePath>().unwrap().into();
    Some(Sandbox {
        writes: writes.iter().map(place).collect(),
        required: true,
    })
}

/// The process that a program wrote into a file.
fn written_process(path: &str) -> u32 {
    fs::read_to_string(path).unwrap().trim().parse().unwrap()
}

fn is_running(process: u32) -> bool {
    let stat = fs::read_to_string(format!("/proc/{process}/stat")).unwrap_or_default();
    !stat.is_empty() && !stat.contains(") Z ")
}

#[test]
#[cfg(target_os = "linux")]
fn i01_what_outlives_its_starter_is_found_by_its_run_and_ended() {
    let bed = bed();
    let (own, others) = (bed.path("own"), bed.path("others"));
    // Nobody holds a handle on it: as if who started it had been killed.
    let start = |run: &str, file: &str| {
        let script = format!("setsid sh -c 'echo $$ > {file}; sleep 60' & wait");
        let mut command = std::process::Command::new("/bin/sh");
        command
            .args(["-c", &script])
            .env(crate::processes::MARK, run);
        command.spawn().unwrap()
    };
    let mut started = [start("run-1", &own), start("run-2", &others)];
    while !(fs::read(&own).is_ok_and(|text| !text.is_empty())
        && fs::read(&others).is_ok_and(|text| !text.is_empty()))
    {
        thread::sleep(Duration::from_millis(10));
    }
    bed.processes.end_left_of("run-1").unwrap();
    assert!(!is_running(written_process(&own)));
    assert!(
        is_running(written_process(&others)),
        "another run's lives on"
    );
    bed.processes.end_left_of("run-2").unwrap();
    assert!(!is_running(written_process(&others)));
    started.iter_mut().for_each(|child| drop(child.wait()));
}

#[test]
fn both_outputs_and_the_status_come_back() {
    let (ended, kept) = bed().run(&shell("echo out; echo err >&2; exit 7"));
    assert_eq!(ended, Ok(Ended::Status(7)));
    assert_eq!(
        (kept.out.as_slice(), kept.err.as_slice()),
        (&b"out\n"[..], &b"err\n"[..])
    );
    let (ended, _) = bed().run(&shell("kill -11 $$"));
    assert_eq!(ended, Ok(Ended::Signal(11)));
}

#[test]
fn much_output_on_both_pipes_blocks_nobody() {
    let script = "head -c 3000000 /dev/zero & head -c 3000000 /dev/zero >&2; wait";
    let (ended, kept) = bed().run(&shell(script));
    assert_eq!(ended, Ok(Ended::Status(0)));
    assert_eq!((kept.out.len(), kept.err.len()), (3_000_000, 3_000_000));
    assert!(kept.chunks > 2, "it comes in pieces, not at the end");
}

#[test]
fn v05_nothing_of_the_callers_environment_gets_through() {
    assert!(
        std::env::vars().count() > 3,
        "there is something to be kept out"
    );
    let mut program = shell("");
    program.executable = "/usr/bin/env".into();
    program.arguments.clear();
    program.environment = [("KEY".to_owned(), "$(x) '\"\n%X%".to_owned())].into();
    let (ended, kept) = bed().run(&program);
    assert_eq!(ended, Ok(Ended::Status(0)));
    let text = String::from_utf8(kept.out).unwrap();
    assert!(text.contains("KEY=$(x) '\"\n%X%\n"), "{text}");
    let names: Vec<&str> = text
        .lines()
        .filter_map(|line| Some(line.split_once('=')?.0))
        .collect();
    let mut expected = ["HOME", "KEY", "LANG", "PATH", "SEALIFT_FAMILY"].to_vec();
    expected.retain(|name| names.contains(name));
    assert_eq!(expected.len(), names.len(), "{text}");
    assert!(
        text.contains("PATH=/usr/sbin:/usr/bin:/sbin:/bin\n"),
        "{text}"
    );
}

#[test]
fn i14_a_program_that_hangs_and_ignores_signals_is_ended() {
    let bed = bed();
    let mut program = shell(&format!(
        "trap '' TERM INT; echo $$ > {}; while :; do sleep 1; done",
        bed.path("pid")
    ));
    program.timeout = Duration::from_millis(300);
    let start = Instant::now();
    let (ended, _) = bed.run(&program);
    assert_eq!(ended, Ok(Ended::TimedOut));
    assert!(start.elapsed() < GRACE + Duration::from_secs(5));
    assert!(!is_running(written_process(&bed.path("pid"))));
}

#[test]
fn i14_children_go_with_the_program_even_as_daemons() {
    let bed = bed();
    // One child in the group, one in a session of its own that has also lost its parent.
    let script = format!(
        "sleep 1000 & echo $! > {}; setsid sh -c 'sleep 1001 & echo $! > {}' & wait $!; sleep 0.3; exit 3",
        bed.path("child"),
        bed.path("daemon"),
    );
    let (ended, _) = bed.run(&shell(&script));
    assert_eq!(ended, Ok(Ended::Status(3)));
    assert!(!is_running(written_process(&bed.path("child"))));
    assert!(!is_running(written_process(&bed.path("daemon"))));
}

#[test]
fn i14_a_child_that_keeps_the_pipe_open_is_not_waited_for() {
    let start = Instant::now();
    let (ended, kept) = bed().run(&shell("echo done; sleep 1000 & exit 0"));
    assert_eq!(ended, Ok(Ended::Status(0)));
    assert_eq!(kept.out, b"done\n");
    assert!(start.elapsed() < Duration::from_secs(8));
}

#[test]
fn cancelling_ends_the_program() {
    let bed = bed();
    let cancel = Cancel::new();
    let wish = cancel.clone();
    let waiting = thread::spawn(move || {
        thread::sleep(Duration::from_millis(200));
        wish.cancel();
    });
    let script = format!("echo $$ > {}; sleep 1000", bed.path("pid"));
    let ended = bed
        .processes
        .run(&shell(&script), &mut Kept::default(), &cancel);
    waiting.join().unwrap();
    assert_eq!(ended, Ok(Ended::Cancelled));
    assert!(!is_running(written_process(&bed.path("pid"))));
}

#[test]
fn many_programs_at_once_end_their_own_children_alone() {
    let bed = bed();
    thread::scope(|scope| {
        for n in 0..6 {
            let (bed, lives) = (&bed, n % 2 == 0);
            scope.spawn(move || {
                let script = if lives {
                    "sleep 1; echo whole"
                } else {
                    "setsid sleep 1000 & exit 0"
                };
                let (ended, kept) = bed.run(&shell(script));
                assert_eq!(ended, Ok(Ended::Status(0)));
                assert_eq!(kept.out, if lives { &b"whole\n"[..] } else { b"" });
            });
        }
    });
}

#[test]
fn what_cannot_be_started_says_why() {
    for executable in ["/no/such/program", "sh", "/etc/passwd", "/tmp"] {
        let mut program = shell("");
        program.executable = executable.into();
        let (ended, _) = bed().run(&program);
        assert_eq!(
            ended.unwrap_err().code(),
            "program-not-started",
            "{executable}"
        );
    }
    let mut program = shell("");
    program.user = Some(UserId("no-such-user".into()));
    let (ended, _) = bed().run(&program);
    assert_eq!(ended.unwrap_err().code(), "program-not-started");
}

#[test]
fn a_program_runs_as_the_user_it_is_given() {
    if !rustix::process::geteuid().is_root() {
        return; // only root can become somebody else
    }
    let mut program = shell("id -un; id -Gn; echo $HOME");
    program.user = Some(UserId("nobody".into()));
    program.directory = None;
    let files = Arc::new(HostFiles::open("/".into(), false).unwrap());
    let mut kept = Kept::default();
    let ended = HostProcesses::new(files).run(&program, &mut kept, &Cancel::new());
    assert_eq!(ended, Ok(Ended::Status(0)));
    let text = String::from_utf8(kept.out).unwrap();
    assert!(
        text.starts_with("nobody\nnogroup\n") || text.starts_with("nobody\nnobody\n"),
        "{text}"
    );
}

#[cfg(target_os = "linux")]
#[test]
fn a_confined_program_writes_where_it_may_and_nowhere_else() {
    let bed = bed();
    if !bed.processes.can_confine() {
        return; // this kernel has no Landlock
    }
    for name in ["mine", "theirs"] {
        fs::create_dir(bed.folder.path().join(name)).unwrap();
        fs::write(bed.folder.path().join(name).join("old"), "old").unwrap();
    }
    fs::write(bed.path("alone"), "old").unwrap();
    std::os::unix::fs::symlink("../theirs", bed.folder.path().join("mine/link")).unwrap();
    std::os::unix::fs::symlink("theirs", bed.folder.path().join("planted")).unwrap();
    let script = "
        cat theirs/old > /dev/null || exit 1
        echo new > mine/new && echo new > mine/old && rm mine/old && echo new > alone || exit 2
        echo new > theirs/new && exit 3
        echo new > theirs/old && exit 4
        rm theirs/old && exit 5
        echo new > mine/link/new && exit 6
        mv theirs/old mine/stolen && exit 7
        echo new > planted/new && exit 8
        (: > theirs/old) && exit 9
        sh -c 'setsid sh -c \"echo new > theirs/new\"' && exit 10
        exit 0";
    let mut program = shell(script);
    program.sandbox = sandbox(&["mine", "alone", "planted", "not-there"]);
    let (ended, kept) = bed.run(&program);
    assert_eq!(
        ended,
        Ok(Ended::Status(0)),
        "{}",
        String::from_utf8_lossy(&kept.err)
    );
    assert_eq!(fs::read_to_string(bed.path("theirs/old")).unwrap(), "old");
    assert!(!fs::exists(bed.path("theirs/new")).unwrap());
    // Only the program was confined, not this process.
    fs::write(bed.path("theirs/new"), "ours").unwrap();
    // Work that gives way has its programs started elsewhere, and they are no freer for it.
    program.arguments[1] =
        "[ $(nice) = \"$0\" ] || exit 1; echo more >> theirs/new && exit 2; exit 0".into();
    let own = rustix::process::getpriority_process(None).unwrap();
    program.arguments.push(own.to_string());
    let (ended, _) = crate::giving_way(|| bed.run(&program));
    assert_eq!(ended, Ok(Ended::Status(0)));
}
