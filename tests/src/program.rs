//! Running the real program and the stock tools.

use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::sync::OnceLock;

use crate::Site;

/// How a program ended and what it said.
#[derive(Debug)]
pub struct Run {
    /// The command line, for messages.
    pub command: String,
    /// Exit status; -1 when a signal ended it.
    pub status: i32,
    /// Standard output.
    pub out: String,
    /// Standard error.
    pub err: String,
}

impl Run {
    /// Starts a command, waits for it and keeps what it said.
    #[must_use]
    pub fn of(command: &mut Command) -> Self {
        let line = format!("{command:?}");
        let output = command
            .stdin(Stdio::null())
            .output()
            .unwrap_or_else(|error| panic!("{line}: {error}"));
        Self::from_output(line, &output)
    }

    /// The same, with something to read on standard input.
    #[must_use]
    pub fn fed(command: &mut Command, input: impl Into<Stdio>) -> Self {
        let line = format!("{command:?}");
        let output = command
            .stdin(input)
            .output()
            .unwrap_or_else(|error| panic!("{line}: {error}"));
        Self::from_output(line, &output)
    }

    pub(crate) fn from_output(command: String, output: &Output) -> Self {
        Self {
            command,
            status: output.status.code().unwrap_or(-1),
            out: String::from_utf8_lossy(&output.stdout).into_owned(),
            err: String::from_utf8_lossy(&output.stderr).into_owned(),
        }
    }

    /// Insists on an exit status.
    #[track_caller]
    pub fn exits(self, status: i32) -> Self {
        assert_eq!(
            self.status, status,
            "{}\nout: {}\nerr: {}",
            self.command, self.out, self.err
        );
        self
    }

    /// Insists on success.
    #[track_caller]
    pub fn succeeds(self) -> Self {
        self.exits(0)
    }

    /// Insists that a text appears in what it said.
    #[track_caller]
    pub fn says(self, text: &str) -> Self {
        assert!(
            self.out.contains(text) || self.err.contains(text),
            "{} does not say {text:?}\nout: {}\nerr: {}",
            self.command,
            self.out,
            self.err
        );
        self
    }

    /// Insists that nothing of a product lies at a site.
    #[track_caller]
    pub fn placed_nothing(self, site: &Site) -> Self {
        let placed = site.placed();
        assert!(placed.is_empty(), "{} placed {placed:?}", self.command);
        self
    }

    /// Its output as one JSON document.
    #[track_caller]
    #[must_use]
    pub fn json(&self) -> serde_json::Value {
        serde_json::from_str(&self.out)
            .unwrap_or_else(|error| panic!("{}: {error}\n{}", self.command, self.out))
    }
}

/// The real program, built when it is not up to date.
///
/// `SEALIFT_PROGRAM` names another build, `SEALIFT_RUNNER` what runs it (wine, say).
#[must_use]
pub fn sealift() -> Command {
    static PROGRAM: OnceLock<PathBuf> = OnceLock::new();
    let program = PROGRAM
        .get_or_init(|| std::env::var_os("SEALIFT_PROGRAM").map_or_else(build, PathBuf::from));
    let mut command = match std::env::var_os("SEALIFT_RUNNER") {
        Some(runner) => {
            let mut command = Command::new(runner);
            command.arg(program);
            command
        }
        None => Command::new(program),
    };
    command
        .env_remove("SEALIFT_ROOT")
        .env_remove("SEALIFT_LANG")
        .env("NO_COLOR", "1")
        .env("LC_ALL", "C.UTF-8");
    command
}

fn build() -> PathBuf {
    let manifest = Path::new(env!("CARGO_MANIFEST_DIR")).join("../Cargo.toml");
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let built = Command::new(cargo)
        .args([
            "build",
            "--quiet",
            "--package",
            "sealift-cli",
            "--bin",
            "sealift",
            "--manifest-path",
        ])
        .arg(manifest)
        .status()
        .expect("cargo runs");
    assert!(built.success(), "the program does not build");
    // The test binary lies in <target>/<profile>/deps.
    let deps = std::env::current_exe().expect("a test knows where it is");
    let profile = deps
        .ancestors()
        .nth(2)
        .expect("the profile's folder")
        .to_owned();
    profile.join(format!("sealift{}", std::env::consts::EXE_SUFFIX))
}

/// A stock tool; a missing one fails the journey with the command that brings it.
#[must_use]
pub fn tool(name: &str) -> Command {
    let found = std::env::var_os("PATH")
        .is_some_and(|path| std::env::split_paths(&path).any(|folder| folder.join(name).is_file()));
    assert!(
        found,
        "{name} is not installed; `cargo xtask setup` brings it"
    );
    Command::new(name)
}
