//! What the window costs beside a browser that opens the same page, and how soon it answers while it works.
//!
//! `cargo xtask bench desktop` builds what this needs and says where it lies: `SEALIFT_DESKTOP` for the debug build,
//! which can be driven, `SEALIFT_DESKTOP_RELEASE` for the one that people get.
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
    use sealift_window_journeys::bench::{Started, started};
    use sealift_window_journeys::{Home, Look, Screen, Start, Stick, Window};

    /// Odd, so that there is one in the middle.
    const STARTS: usize = 5;
    const RELEASE_MIB: u64 = 600;

    /// Times each program's cold start, by turns, and weighs it.
    pub(super) fn starts() {
        let release = PathBuf::from(needed("SEALIFT_DESKTOP_RELEASE"));
        let page = Page::serve(Path::new(&needed("SEALIFT_PAGE")));
        let (mut ours, mut theirs) = (Vec::new(), Vec::new());
        let cold = forget_files();
        for _ in 0..STARTS {
            forget_files();
            ours.push(start_sealift(&release));
            forget_files();
            theirs.push(start_chromium(&page));
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
    }

    fn row(name: &str, starts: &mut [Started]) {
        starts.sort_by_key(|start| start.shown);
        let start = &starts[starts.len() / 2];
        assert!(start.colours > 50, "{name} shows no page: {start:?}");
        println!(
            "{name:<28}{:>9.2} s{:>10} MiB{:>12}",
            start.shown.as_secs_f64(),
            start.memory >> 20,
            start.processes
        );
    }

    fn start_sealift(program: &Path) -> Started {
        let (screen, home, site) = (
            Screen::start(),
            Home::liking(Look::PLAIN, false),
            Site::new(),
        );
        let mut command = Command::new("dbus-run-session");
        home.house(&mut command, &screen);
        command
            .arg("--")
            .arg(program)
            .arg("--root")
            .arg(site.root());
        started(&screen, &mut command)
    }

    fn start_chromium(page: &Page) -> Started {
        let (screen, home) = (Screen::start(), Home::liking(Look::PLAIN, false));
        let mut command = Command::new("dbus-run-session");
        home.house(&mut command, &screen);
        command
            .args([
                "--",
                "chromium",
                "--no-first-run",
                "--no-default-browser-check",
                "--no-sandbox",
            ])
            .args(["--disable-background-networking", "--window-size=1180,760"])
            .arg(format!(
                "--user-data-dir={}",
                home.path("profile").display()
            ))
            .arg(format!("--app={}", page.address));
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
        let site = Site::trusting(&vendor);
        let load = Load::release("1.0.0", 1).files(1, 40, (RELEASE_MIB << 20) / 40);
        let stick = Stick::holding("TRANSFER-07", &[&load.pack(&vendor)]);
        let window = Window::open(&Start::on("bench", site.root()).drive(stick.folder()));
        window.chooses_the_package("Load 1.0.0");
        let importing = window.answering(Window::imports);
        window.goes_on_to_the_settings();
        window.goes_on_to_the_plan();
        let installing = window.answering(|window| {
            window.agrees("Install now");
            window.waits_for_the_end();
        });
        println!(
            "\nThe window's answers while {RELEASE_MIB} MiB come in and are installed (debug build)\n"
        );
        println!(
            "{:<28}{:>12}{:>12}{:>12}",
            "", "answers", "median", "99 of 100"
        );
        for (what, answers) in [("import", importing), ("install", installing)] {
            let [median, slow] =
                [50, 99].map(|part| answers.percentile(part).as_secs_f64() * 1000.0);
            println!(
                "{what:<28}{:>12}{median:>9.0} ms{slow:>9.0} ms",
                answers.count()
            );
        }
    }

    fn needed(variable: &str) -> String {
        std::env::var(variable)
            .unwrap_or_else(|_| panic!("{variable} is set by `cargo xtask bench desktop`"))
    }
}
