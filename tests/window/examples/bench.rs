//! What the window costs beside a browser that opens the same page, and how soon it answers while it works.
//!
//! `cargo xtask bench desktop` builds what this needs and says where it lies: `SEALIFT_DESKTOP` for a build as fast as
//! the one that people get that lets itself be driven, `SEALIFT_DESKTOP_RELEASE` for that one itself.
#![allow(
    clippy::disallowed_methods,
    reason = "a measurement drives a real machine"
)]

#[cfg(target_os = "linux")]
fn main() {
    linux::starts();
    linux::answers();
}

#[cfg(not(target_os = "linux"))]
fn main() {
    eprintln!("the window is measured on Linux only");
}

#[cfg(target_os = "linux")]
mod linux {
    use std::net::TcpStream;
    use std::path::{Path, PathBuf};
    use std::process::{Child, Command, Stdio};
    use std::time::Duration;

    use sealift_journeys::{Load, Site, Vendor, free_ports, until};
    use sealift_window_journeys::bench::{Answers, Started, started};
    use sealift_window_journeys::{Home, Look, Screen, Start, Stick, Window};

    /// Odd, so that there is one in the middle.
    const STARTS: usize = 5;
    const RELEASE_MIB: u64 = 600;
    /// An install takes seconds, and a hundredth of few answers is none.
    const ROUNDS: usize = 6;

    /// Times each program's cold start, by turns, and weighs it.
    pub(super) fn starts() {
        let release = PathBuf::from(needed("SEALIFT_DESKTOP_RELEASE"));
        let page = Page::serve(Path::new(&needed("SEALIFT_PAGE")));
        let bare = PathBuf::from(needed("SEALIFT_BARE_WINDOW"));
        let (mut ours, mut theirs, mut least) = (Vec::new(), Vec::new(), Vec::new());
        let cold = forget_files();
        for _ in 0..STARTS {
            forget_files();
            ours.push(start_sealift(&release));
            forget_files();
            theirs.push(start_chromium(&page));
            forget_files();
            least.push(start_bare(&bare));
        }
        let how = match cold {
            true => "with no file in memory",
            false => "with its files in memory (only root can drop them)",
        };
        println!(
            "Start to the first screen at rest, {how}; memory once idle; median of {STARTS}\n"
        );
        println!(
            "{:<28}{:>12}{:>14}{:>12}",
            "", "start", "memory (PSS)", "processes"
        );
        row("sealift-desktop", &mut ours);
        row("chromium --app, same page", &mut theirs);
        row("the bare web view, one line", &mut least);
    }

    fn row(name: &str, starts: &mut [Started]) {
        starts.sort_by_key(|start| start.shown);
        let start = &starts[starts.len() / 2];
        assert!(start.colours > 20, "{name} shows no page: {start:?}");
        println!(
            "{name:<28}{:>9.2} s{:>10} MiB{:>12}",
            start.shown.as_secs_f64(),
            start.memory >> 20,
            start.processes
        );
    }

    fn start_sealift(program: &Path) -> Started {
        let site = Site::new();
        start(program, |command, _| {
            command.arg("--root").arg(site.root());
        })
    }

    /// The least that a window with the system's web view takes, however little it shows.
    fn start_bare(program: &Path) -> Started {
        start(program, |_, _| {})
    }

    fn start_chromium(page: &Page) -> Started {
        start(Path::new("chromium"), |command, home| {
            command
                .args(["--no-first-run", "--no-default-browser-check"])
                .args(["--no-sandbox", "--disable-background-networking"])
                .arg("--window-size=1180,760")
                .arg(format!(
                    "--user-data-dir={}",
                    home.path("profile").display()
                ))
                .arg(format!("--app={}", page.address));
        })
    }

    /// Starts a program in a session and a home of its own.
    fn start(program: &Path, told: impl FnOnce(&mut Command, &Home)) -> Started {
        let (screen, home) = (Screen::start(), Home::liking(Look::PLAIN, false));
        let mut command = Command::new("dbus-run-session");
        home.house(&mut command, &screen);
        command.arg("--").arg(program);
        told(&mut command, &home);
        started(&screen, &mut command)
    }

    /// Drops what the system keeps of files, where it lets us.
    fn forget_files() -> bool {
        let synced = Command::new("sync")
            .status()
            .is_ok_and(|status| status.success());
        synced && std::fs::write("/proc/sys/vm/drop_caches", "3").is_ok()
    }

    /// The built page over made-up answers, as a browser can open it.
    struct Page {
        server: Child,
        address: String,
    }

    impl Page {
        fn serve(folder: &Path) -> Self {
            let [port] = free_ports();
            let server = Command::new("python3")
                .args([
                    "-m",
                    "http.server",
                    "--bind",
                    "127.0.0.1",
                    &port.to_string(),
                ])
                .arg("--directory")
                .arg(folder)
                .stdout(Stdio::null())
                .stderr(Stdio::null())
                .spawn()
                .expect("python3 starts");
            until("the page is served", Duration::from_secs(20), || {
                TcpStream::connect(("127.0.0.1", port)).ok()
            });
            let address = format!("http://127.0.0.1:{port}/mock.html?pace=0&case=no-drives");
            Self { server, address }
        }
    }

    impl Drop for Page {
        fn drop(&mut self) {
            self.server.kill().ok();
            self.server.wait().ok();
        }
    }

    /// Measures how soon the window answers while a large release comes in and is installed.
    pub(super) fn answers() {
        let vendor = Vendor::new();
        let load = Load::release("1.0.0", 1).files(1, 40, (RELEASE_MIB << 20) / 40);
        let stick = Stick::holding("TRANSFER-07", &[&load.pack(&vendor)]);
        let rounds = (0..ROUNDS).map(|_| round(&vendor, &stick));
        let (importing, installing): (Vec<_>, Vec<_>) = rounds.unzip();
        println!(
            "\nThe window's answers while {RELEASE_MIB} MiB come in and are installed, {ROUNDS} times\n"
        );
        println!(
            "{:<28}{:>12}{:>12}{:>12}",
            "", "answers", "median", "99 of 100"
        );
        for (what, answers) in [("import", importing), ("install", installing)] {
            let answers = Answers::together(answers);
            let [median, slow] =
                [50, 99].map(|part| answers.percentile(part).as_secs_f64() * 1000.0);
            println!(
                "{what:<28}{:>12}{median:>9.0} ms{slow:>9.0} ms",
                answers.count()
            );
        }
    }

    fn round(vendor: &Vendor, stick: &Stick) -> (Answers, Answers) {
        let site = Site::trusting(vendor);
        let window = Window::open(&Start::on("bench", site.root()).drive(stick.folder()));
        window.chooses_the_package("Load 1.0.0");
        let importing = window.answering(|window| window.press("Import and verify"), "Verified");
        window.is_at("Verified");
        window.goes_on_to_the_settings();
        window.goes_on_to_the_plan();
        window.says_who_and_why();
        let installing = window.answering(|window| window.press("Install now"), "What came of it");
        (importing, installing)
    }

    fn needed(variable: &str) -> String {
        std::env::var(variable)
            .unwrap_or_else(|_| panic!("{variable} is set by `cargo xtask bench desktop`"))
    }
}
