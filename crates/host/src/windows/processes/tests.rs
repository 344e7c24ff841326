//! Real programs, really ended.
#![allow(clippy::unwrap_used, reason = "a test says what failed by failing")]

use std::collections::BTreeMap;
use std::fs;
use std::sync::Arc;
use std::thread;
use std::time::{Duration, Instant};

use camino::Utf8PathBuf;
use sealift_engine::cancel::Cancel;
use sealift_engine::effects::{
    Ended, Output, Processes, ProcessesError, Program, Sandbox, Stream, UserId,
};

use crate::processes::{GRACE, HostProcesses};
use crate::windows::files::HostFiles;
use crate::windows::launch::real_path;

#[derive(Default)]
struct Kept {
    out: Vec<u8>,
    err: Vec<u8>,
}

impl Output for Kept {
    fn take(&mut self, stream: Stream, bytes: &[u8]) {
        match stream {
            Stream::Out => self.out.extend_from_slice(bytes),
            Stream::Err => self.err.extend_from_slice(bytes),
        }
    }
}

struct Bed {
    processes: HostProcesses,
    folder: tempfile::TempDir,
}

fn bed() -> Bed {
    let folder = tempfile::tempdir().unwrap();
    let root = Utf8PathBuf::try_from(real_path(folder.path()).unwrap()).unwrap();
    let files = Arc::new(HostFiles::open(&root, true).unwrap());
    Bed {
        processes: HostProcesses::new(files),
        folder,
    }
}

impl Bed {
    fn run(&self, program: &Program) -> (Result<Ended, ProcessesError>, Kept) {
        let mut kept = Kept::default();
        let ended = self.processes.run(program, &mut kept, &Cancel::new());
        (ended, kept)
    }
}

/// The command interpreter with one command and its words.
fn shell(words: &[&str]) -> Program {
    let mut arguments = vec!["/d".to_owned(), "/c".into()];
    arguments.extend(words.iter().map(|word| (*word).to_owned()));
    Program {
        executable: "C:\\windows\\system32\\cmd.exe".into(),
        arguments,
        environment: BTreeMap::new(),
        directory: None,
        user: None,
        timeout: Duration::from_secs(30),
        run: None,
        sandbox: None,
    }
}

/// A command that lasts for minutes.
const LASTING: [&str; 5] = ["ping", "-n", "300", "127.0.0.1", ">nul"];

#[test]
fn both_outputs_and_the_status_come_back() {
    let (ended, kept) = bed().run(&shell(&["echo", "out&", "echo", "err>&2&", "exit", "7"]));
    assert_eq!(ended, Ok(Ended::Status(7)));
    assert_eq!(String::from_utf8_lossy(&kept.out).trim(), "out");
    assert_eq!(String::from_utf8_lossy(&kept.err).trim(), "err");
}

#[test]
fn v05_nothing_of_the_callers_environment_gets_through() {
    let mut program = shell(&["set"]);
    program.environment = [("KEY".to_owned(), "a value".to_owned())].into();
    let (ended, kept) = bed().run(&program);
    assert_eq!(ended, Ok(Ended::Status(0)));
    let text = String::from_utf8_lossy(&kept.out).into_owned();
    assert!(text.contains("KEY=a value"), "{text}");
    let upper = text.to_uppercase();
    for foreign in ["CARGO", "RUST", "WINEPREFIX="] {
        assert!(!upper.contains(foreign), "{text}");
    }
}

#[test]
fn a_program_runs_in_its_directory_and_nowhere_without_one() {
    let bed = bed();
    fs::create_dir(bed.folder.path().join("work")).unwrap();
    let mut program = shell(&["echo", "x>made"]);
    program.directory = Some(
        "work"
            .parse::<sealift_package::path::RelativePath>()
            .unwrap()
            .into(),
    );
    assert_eq!(bed.run(&program).0, Ok(Ended::Status(0)));
    assert!(bed.folder.path().join("work").join("made").exists());
    let mut missing = shell(&["echo"]);
    missing.executable = "C:\\no\\such\\program.exe".into();
    assert!(matches!(
        bed.run(&missing).0,
        Err(ProcessesError::NotStarted { .. })
    ));
    missing.executable = "cmd.exe".into();
    assert!(matches!(
        bed.run(&missing).0,
        Err(ProcessesError::NotStarted { .. })
    ));
}

#[test]
fn i14_a_program_that_hangs_is_ended_with_its_children() {
    let mut program = shell(&LASTING);
    program.timeout = Duration::from_millis(500);
    let start = Instant::now();
    let (ended, _) = bed().run(&program);
    assert_eq!(ended, Ok(Ended::TimedOut));
    assert!(
        start.elapsed() < GRACE + Duration::from_secs(15),
        "{:?}",
        start.elapsed()
    );
}

#[test]
fn cancelling_ends_the_program() {
    let cancel = Cancel::new();
    let wish = cancel.clone();
    let waiting = thread::spawn(move || {
        thread::sleep(Duration::from_millis(300));
        wish.cancel();
    });
    let ended = bed()
        .processes
        .run(&shell(&LASTING), &mut Kept::default(), &cancel);
    waiting.join().unwrap();
    assert_eq!(ended, Ok(Ended::Cancelled));
}

#[test]
fn nobody_is_confined_or_made_another_user() {
    let bed = bed();
    let mut program = shell(&["echo"]);
    program.sandbox = Some(Sandbox {
        writes: Vec::new(),
        required: true,
    });
    assert!(matches!(
        bed.run(&program).0,
        Err(ProcessesError::NotConfined { .. })
    ));
    program.sandbox = Some(Sandbox::default());
    assert_eq!(bed.run(&program).0, Ok(Ended::Status(0)));
    assert!(!bed.processes.can_confine());
    program.user = Some(UserId("somebody-else".into()));
    assert!(matches!(
        bed.run(&program).0,
        Err(ProcessesError::NotStarted { .. })
    ));
}
