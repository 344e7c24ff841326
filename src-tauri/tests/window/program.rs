//! The desktop program, started for a test and ended with it.

use std::path::Path;
use std::process::{Child, Command, Stdio};

use tempfile::TempDir;

use crate::screen::Screen;

/// The running program.
pub(crate) struct Program {
    process: Child,
    _home: TempDir,
}

impl Program {
    /// Starts it on a screen for a root, with a home and settings of its own.
    pub(crate) fn start(screen: &Screen, root: &Path) -> Self {
        let home = tempfile::tempdir().expect("a folder to be at home in");
        let process = Command::new(env!("CARGO_BIN_EXE_sealift-desktop"))
            .arg("--root")
            .arg(root)
            .env_clear()
            .env("PATH", std::env::var_os("PATH").unwrap_or_default())
            .env("DISPLAY", screen.name())
            .env("GDK_BACKEND", "x11")
            .env("HOME", home.path())
            .env("XDG_RUNTIME_DIR", home.path())
            .env("LANG", "C.UTF-8")
            // Nobody's message bus: what happens here concerns no other session.
            .env("DBUS_SESSION_BUS_ADDRESS", "disabled:")
            .env("GSETTINGS_BACKEND", "memory")
            .env("NO_AT_BRIDGE", "1")
            .stdin(Stdio::null())
            .spawn()
            .expect("the program was built for this test");
        let _home = home;
        Self { process, _home }
    }

    /// Whether it has neither ended nor failed.
    pub(crate) fn is_running(&mut self) -> bool {
        matches!(self.process.try_wait(), Ok(None))
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        // It may have ended already.
        self.process.kill().ok();
        self.process.wait().ok();
    }
}
