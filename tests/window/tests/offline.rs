//! The window in a network that is none: it starts and works, and calls nobody.
#![cfg(target_os = "linux")]
#![allow(clippy::disallowed_methods, reason = "journeys drive a real machine")]

use std::process::Command;

use sealift_journeys::{Product, Run, Site, Vendor, tool};
use sealift_window_journeys::{Start, Stick, Window};

/// Set in the process that has no network.
const INSIDE: &str = "SEALIFT_OFFLINE";

/// The same test again, in a network namespace with nothing in it but the way to itself, which the driver needs.
#[test]
fn u10_without_a_network_the_window_works_and_calls_nobody() {
    if std::env::var_os(INSIDE).is_some() {
        return works();
    }
    let folder = tempfile::tempdir().expect("a folder");
    let calls = folder.path().join("calls");
    let own = std::env::current_exe().expect("a test knows where it is");
    let script = format!(
        "ip link set lo up && exec strace -f -qq -e trace=connect,sendto -o '{}' '{}' --exact --nocapture {}",
        calls.display(),
        own.display(),
        "u10_without_a_network_the_window_works_and_calls_nobody"
    );
    let mut inside = tool("unshare");
    let is_root = Run::of(Command::new("id").arg("-u")).out.trim() == "0";
    inside.args((!is_root).then_some("--map-root-user"));
    inside.args(["--net", "sh", "-c", &script]).env(INSIDE, "1");
    Run::of(&mut inside).succeeds();
    let calls = std::fs::read_to_string(calls).expect("strace wrote it down");
    assert!(calls.contains("AF_UNIX"), "the screen at least was asked");
    let outwards = |line: &&str| {
        line.contains("AF_INET") && !line.contains("\"127.0.0.1\"") && !line.contains("\"::1\"")
    };
    let outwards: Vec<&str> = calls.lines().filter(outwards).collect();
    assert!(outwards.is_empty(), "{outwards:#?}");
    let names = |line: &&str| line.contains("htons(53)") || line.contains("systemd-resolve");
    let names: Vec<&str> = calls.lines().filter(names).collect();
    assert!(names.is_empty(), "{names:#?}");
}

fn works() {
    let vendor = Vendor::new();
    let site = Site::trusting(&vendor);
    let release = Product::release("1.0.0", 1).file("server", "words.txt", "words");
    let stick = Stick::holding("TRANSFER-07", &[&release.pack(&vendor)]);
    let window = Window::open(&Start::on("offline", site.root()).drive(stick.folder()));
    window.chooses_the_package("Monitor 1.0.0");
    window.imports();
    window.installs_what_was_verified();
    window.says("It is done.");
    assert!(site.current().join("server/words.txt").is_file());
}
