//! The driver of web views: `tauri-driver`, and behind it WebKit's own.

use std::fs::File;
use std::net::TcpStream;
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use sealift_journeys::{Machine, free_ports, tool, until};

use crate::desktop::target;
use crate::{Home, Screen};

const PATIENCE: Duration = Duration::from_secs(60);

/// A driver on a message bus of its own; ended when dropped, with all that it started.
pub(crate) struct Driver {
    bus: Child,
    port: u16,
}

impl Driver {
    /// A driver of this machine's.
    pub(crate) fn start(home: &Home, screen: &Screen) -> Self {
        let ports = free_ports();
        let mut bus = tool("dbus-run-session");
        home.house(&mut bus, screen);
        bus.arg("--").arg(program()).args(words(ports));
        Self::listening(bus, ports, home)
    }

    /// A driver of the ordinary user's on a machine within the machine.
    pub(crate) fn on(machine: &Machine, home: &Home, screen: &Screen) -> Self {
        const DRIVER: &str = "/usr/bin/tauri-driver";
        let ports = free_ports();
        machine.installs(&program(), DRIVER);
        let surroundings = home.surroundings(screen);
        let surroundings = surroundings.map(|(name, value)| format!("{name}={value}"));
        let line = format!(
            "cd; export {}; exec dbus-run-session -- {DRIVER} {}",
            surroundings.join(" "),
            words(ports).join(" ")
        );
        Self::listening(machine.command(&line, true), ports, home)
    }

    fn listening(mut bus: Command, ports: [u16; 2], home: &Home) -> Self {
        use std::os::unix::process::CommandExt as _;
        bus.stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(File::create(home.path("driver.log")).expect("a file"))
            // The end of the bus must reach everybody on it.
            .process_group(0);
        let driver = Self {
            bus: bus.spawn().expect("dbus-run-session starts"),
            port: ports[0],
        };
        until("the driver listens", PATIENCE, || {
            let ready = ports.map(|port| TcpStream::connect(("127.0.0.1", port)).is_ok());
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

fn words([port, native]: [u16; 2]) -> [String; 6] {
    let driver = path_of(&tool("WebKitWebDriver"));
    let driver = driver.to_str().expect("a path of the system's").to_owned();
    [
        "--port".into(),
        port.to_string(),
        "--native-port".into(),
        native.to_string(),
        "--native-driver".into(),
        driver,
    ]
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
