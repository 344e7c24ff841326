//! The desktop program, started for a test and ended with it.

use std::path::Path;
use std::process::{Child, Command, ExitStatus, Stdio};

use tempfile::{NamedTempFile, TempDir};

use crate::screen::Screen;

const PROGRAM: &str = env!("CARGO_BIN_EXE_sealift-desktop");

/// The running program.
pub(crate) struct Program {
    process: Child,
    home: TempDir,
}

impl Program {
    /// Starts it on a screen for a root, with a home and settings of its own.
    pub(crate) fn start(screen: &Screen, root: &Path) -> Self {
        Self::started(screen, root, Command::new(PROGRAM))
    }

    /// Starts it under the eyes of strace, which notes every socket that any of its processes opens or connects.
    pub(crate) fn traced(screen: &Screen, root: &Path, calls: &Calls) -> Self {
        let mut command = Command::new("strace");
        command
            .args(["-f", "-qq", "-e", "trace=socket,connect,sendto", "-o"])
            .arg(calls.file.path())
            .arg(PROGRAM);
        Self::started(screen, root, command)
    }

    fn started(screen: &Screen, root: &Path, command: Command) -> Self {
        let home = tempfile::tempdir().expect("a folder to be at home in");
        let mut command = at_home(command, screen, root, home.path());
        let process = command
            .spawn()
            .expect("the program was built for this test");
        Self { process, home }
    }

    /// Starts it once more, as the same user for the same root, and waits until that ends.
    pub(crate) fn again(&self, screen: &Screen, root: &Path) -> ExitStatus {
        let mut command = at_home(Command::new(PROGRAM), screen, root, self.home.path());
        command
            .status()
            .expect("the program was built for this test")
    }

    /// Whether it has neither ended nor failed.
    pub(crate) fn is_running(&mut self) -> bool {
        matches!(self.process.try_wait(), Ok(None))
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        // It may have ended already. Under strace it is the traced program that has to be asked.
        let traced = format!("/proc/{0}/task/{0}/children", self.process.id());
        let traced = std::fs::read_to_string(traced).unwrap_or_default();
        for child in traced.split_whitespace() {
            Command::new("kill").arg(child).status().ok();
        }
        self.process.kill().ok();
        self.process.wait().ok();
    }
}

/// With a home, a screen and nothing else.
fn at_home(mut command: Command, screen: &Screen, root: &Path, home: &Path) -> Command {
    command
        .arg("--root")
        .arg(root)
        .env_clear()
        .env("PATH", std::env::var_os("PATH").unwrap_or_default())
        .env("DISPLAY", screen.name())
        .env("GDK_BACKEND", "x11")
        .env("HOME", home)
        .env("XDG_RUNTIME_DIR", home)
        .env("LANG", "C.UTF-8")
        // Nobody's message bus: what happens here concerns no other session.
        .env("DBUS_SESSION_BUS_ADDRESS", "disabled:")
        .env("GSETTINGS_BACKEND", "memory")
        .env("NO_AT_BRIDGE", "1")
        .stdin(Stdio::null());
    command
}

/// What strace noted.
pub(crate) struct Calls {
    file: NamedTempFile,
}

impl Calls {
    /// Nothing where there is no strace.
    pub(crate) fn traced() -> Option<Self> {
        let found = Command::new("strace").arg("-V").output();
        let file = NamedTempFile::new().expect("there is room");
        found.is_ok().then_some(Self { file })
    }

    pub(crate) fn told(&self) -> String {
        std::fs::read_to_string(self.file.path()).expect("strace wrote it")
    }
}
