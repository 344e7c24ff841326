//! The driver of web views: `tauri-driver`, and behind it WebKit's own.

use std::fs::File;
use std::net::TcpStream;
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use sealift_journeys::{free_ports, tool, until};

use crate::desktop::target;
use crate::{Home, Screen};

const PATIENCE: Duration = Duration::from_secs(60);

/// A driver on a message bus of its own; ended when dropped, with all that it started.
pub(crate) struct Driver {
    bus: Child,
    port: u16,
}

impl Driver {
    pub(crate) fn start(home: &Home, screen: &Screen) -> Self {
        use std::os::unix::process::CommandExt as _;
        let [port, native] = free_ports();
        let native_driver = tool("WebKitWebDriver");
        let mut bus = tool("dbus-run-session");
        home.house(&mut bus, screen);
        bus.arg("--")
            .arg(program())
            .args(["--port", &port.to_string()])
            .args(["--native-port", &native.to_string()])
            .arg("--native-driver")
            .arg(path_of(&native_driver))
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(File::create(home.path("driver.log")).expect("a file"))
            // The end of the bus must reach everybody on it.
            .process_group(0);
        let driver = Self {
            bus: bus.spawn().expect("dbus-run-session starts"),
            port,
        };
        until("the driver listens", PATIENCE, || {
            let ready = [port, native].map(|port| TcpStream::connect(("127.0.0.1", port)).is_ok());
            ready.iter().all(|ready| *ready).then_some(())
        });
        driver
    }

    /// Where it listens.
    pub(crate) fn address(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }
}

impl Drop for Driver {
    fn drop(&mut self) {
        let group = format!("-{}", self.bus.id());
        // It may have ended already.
        Command::new("kill")
            .args(["-s", "KILL", "--", &group])
            .status()
            .ok();
        self.bus.wait().ok();
    }
}

fn program() -> PathBuf {
    let program = std::env::var_os("TAURI_DRIVER")
        .map_or_else(|| target().join("tools/bin/tauri-driver"), PathBuf::from);
    assert!(
        program.is_file(),
        "{} is not there; `cargo xtask setup journeys` brings it",
        program.display()
    );
    program
}

fn path_of(command: &Command) -> PathBuf {
    let name = PathBuf::from(command.get_program());
    let path = std::env::var_os("PATH").unwrap_or_default();
    let found = std::env::split_paths(&path).map(|folder| folder.join(&name));
    found
        .into_iter()
        .find(|path| path.is_file())
        .expect("it was looked for")
}
