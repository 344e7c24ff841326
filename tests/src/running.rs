//! A program that is not waited for yet.

use std::fs::File;
use std::io::Write as _;
use std::os::unix::fs::FileExt;
use std::process::{Child, Command, ExitStatus, Output, Stdio};
use std::time::Duration;

use crate::processes::handles;
use crate::{Run, signal, tool, until};

const PATIENCE: Duration = Duration::from_secs(300);
/// Its number on every Unix.
const INTERRUPT: u32 = 2;

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
        Self::fed(command, Stdio::null())
    }

    /// Starts a command at a terminal of its own, so that it takes whoever types for a person.
    #[track_caller]
    #[must_use]
    pub fn at_a_terminal(command: &Command) -> Self {
        let words = std::iter::once(command.get_program()).chain(command.get_args());
        let words: Vec<String> = words
            .map(|word| format!("'{}'", word.to_str().expect("plain words")))
            .collect();
        let mut script = tool("script");
        for (name, value) in command.get_envs() {
            match value {
                Some(value) => script.env(name, value),
                None => script.env_remove(name),
            };
        }
        script.args(["-qec", &format!("exec {}", words.join(" ")), "/dev/null"]);
        Self::fed(&mut script, Stdio::piped())
    }

    /// Types at its terminal.
    #[track_caller]
    pub fn types(&mut self, keys: &str) {
        let terminal = self.child.stdin.as_mut().expect("it has a terminal");
        terminal.write_all(keys.as_bytes()).expect("it listens");
    }

    #[track_caller]
    fn fed(command: &mut Command, input: Stdio) -> Self {
        let said = [(); 2].map(|()| tempfile::tempfile().expect("a file"));
        let [out, err] = said
            .each_ref()
            .map(|file| file.try_clone().expect("a handle"));
        let line = format!("{command:?}");
        let started = command.stdin(input).stdout(out).stderr(err).spawn();
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

    /// Waits until it has said something, on standard error or at its terminal.
    #[track_caller]
    pub fn has_said(&mut self, text: &str) {
        let what = format!("{} says {text:?}", self.command);
        until(&what, PATIENCE, || {
            let said = self.said_so_far(0) + &self.said_so_far(1);
            assert!(said.contains(text) || !self.has_ended(), "{what}: {said}");
            said.contains(text).then_some(())
        });
    }

    /// Waits until it would hear an interrupt, or has ended: a program that has only just been loaded is ended by one.
    #[track_caller]
    pub fn hears(&mut self) {
        let what = format!("{} hears an interrupt", self.command);
        until(&what, PATIENCE, || {
            let hears = handles(self.process(), INTERRUPT) == Some(true);
            (hears || self.has_ended()).then_some(())
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
