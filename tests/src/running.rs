//! A program that is not waited for yet.

use std::fs::File;
use std::os::unix::fs::FileExt;
use std::process::{Child, Command, ExitStatus, Output, Stdio};
use std::time::Duration;

use crate::{Run, signal, until};

const PATIENCE: Duration = Duration::from_secs(300);

/// A started program; killed when dropped.
pub struct Running {
    command: String,
    child: Child,
    said: [File; 2],
}

impl Running {
    /// Starts a command. What it says goes to files, so that it never waits for a reader.
    #[track_caller]
    #[must_use]
    pub fn start(command: &mut Command) -> Self {
        let said = [(); 2].map(|()| tempfile::tempfile().expect("a file"));
        let [out, err] = said
            .each_ref()
            .map(|file| file.try_clone().expect("a handle"));
        let line = format!("{command:?}");
        let started = command.stdin(Stdio::null()).stdout(out).stderr(err).spawn();
        Self {
            child: started.unwrap_or_else(|error| panic!("{line}: {error}")),
            command: line,
            said,
        }
    }

    /// Its process number.
    #[must_use]
    pub fn process(&self) -> u32 {
        self.child.id()
    }

    /// Whether it has ended.
    pub fn has_ended(&mut self) -> bool {
        self.status().is_some()
    }

    /// Waits until it has said something on standard error.
    #[track_caller]
    pub fn has_said(&mut self, text: &str) {
        let what = format!("{} says {text:?}", self.command);
        until(&what, PATIENCE, || {
            let said = self.said_so_far(1);
            assert!(said.contains(text) || !self.has_ended(), "{what}: {said}");
            said.contains(text).then_some(())
        });
    }

    /// Sends a signal by its name.
    #[track_caller]
    pub fn signal(&self, name: &str) {
        // What has ended and was not waited for can still be sent a signal.
        signal(self.process(), name);
    }

    /// Kills it, if it still runs, and says how it ended.
    #[track_caller]
    pub fn kill(mut self) -> Run {
        self.child.kill().expect("it is ours");
        self.ends()
    }

    /// Waits for its end.
    #[track_caller]
    pub fn ends(mut self) -> Run {
        let status = until(&self.command.clone(), PATIENCE, || self.status());
        let [stdout, stderr] = [0, 1].map(|stream| self.said_so_far(stream).into_bytes());
        let output = Output {
            status,
            stdout,
            stderr,
        };
        Run::from_output(self.command.clone(), &output)
    }

    /// Standard output (0) or standard error (1). Its place for writing is the program's own.
    fn said_so_far(&self, stream: usize) -> String {
        let file = &self.said[stream];
        let bytes = file.metadata().expect("a file").len();
        let mut said = vec![0; usize::try_from(bytes).expect("fits")];
        file.read_exact_at(&mut said, 0).expect("readable");
        String::from_utf8_lossy(&said).into_owned()
    }

    fn status(&mut self) -> Option<ExitStatus> {
        self.child.try_wait().expect("it is ours")
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
