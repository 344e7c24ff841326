//! What comes after an install: a machine that has to be restarted, and files that rotted and are put back.
#![cfg(target_os = "linux")]
#![allow(clippy::disallowed_methods, reason = "journeys drive a real machine")]

use std::fs::File;
use std::path::Path;

use sealift_journeys::{Product, Site, Vendor};
use sealift_window_journeys::{Look, Start, Stick, Window};

const WORDS: &str = "words of 1.0.0\n";

fn release() -> Product {
    Product::release("1.0.0", 1).file("server", "words.txt", WORDS)
}

/// Changes a byte of a file as a failing disk does: its size and its times stay as they were.
fn rots(file: &Path) {
    let before = file.metadata().expect("it is there");
    std::fs::write(file, WORDS.replacen('w', "v", 1)).expect("writes");
    let file = File::options().write(true).open(file).expect("opens");
    file.set_modified(before.modified().expect("a time"))
        .expect("sets the time");
}

#[test]
fn a_file_that_rotted_is_found_by_reading_and_put_back() {
    let vendor = Vendor::new();
    let site = Site::trusting(&vendor);
    site.import(&[release().pack(&vendor)]).succeeds();
    site.run(["install", Product::ID, "--yes"]).succeeds();
    let words = site.current().join("server/words.txt");
    rots(&words);

    let window = Window::open(&Start::on("repaired", site.root()));
    window.press("Installed");
    window.press("Show Monitor");
    window.is_at("Monitor");
    window.press("Read and compare every file");
    window.says("Every file was read: 1 is not as installed.");
    window.says("words.txt");
    window.says("Its contents were changed");
    window.looks_right("rotten");

    window.press("Repair…");
    window.is_at("The plan");
    window.says("Monitor 1.0.0 will be put back as it was placed.");
    window.looks_right("repair-plan");
    window.agrees("Repair now");
    window.waits_for_the_end();
    window.says("It is done.");
    window.says("Monitor 1.0.0 is as it was placed.");
    window.looks_right("repaired");
    let now = site.current().join("server/words.txt");
    assert_eq!(std::fs::read_to_string(now).expect("there"), WORDS);

    window.press("Look at it under Installed");
    window.press("Read and compare every file");
    window.says("Every file was read: all are as they were installed.");
    drop(window);
    site.verify_log();
}

#[test]
fn a_release_that_needs_a_restart_says_so_before_and_after() {
    let vendor = Vendor::new();
    let volume = release()
        .step(
            "server",
            "id = \"driver\"\nkind = \"directory\"\npath = \"data/driver\"\nreboot = true",
        )
        .pack(&vendor);
    for look in Look::judged() {
        let site = Site::trusting(&vendor);
        let stick = Stick::holding("TRANSFER-07", &[&volume]);
        let start = Start::on("restart", site.root()).drive(stick.folder());
        let window = Window::open(&start.looking(look));
        window.chooses_the_package("Monitor 1.0.0");
        window.imports();
        window.goes_on_to_the_settings();
        window.goes_on_to_the_plan();
        window.says("The machine must be restarted afterwards");
        window.looks_right("plan");
        window.agrees("Install now");
        window.waits_for_the_end();
        window.says("It is done, once the machine has been restarted.");
        window.says("Restart the machine now");
        window.looks_right("to-be-restarted");
        window.press("Look at it under Installed");
        window.says("At a glance no file differs: sizes and times are as they were. Their contents were not read.");
        drop(window);
        let log = site.run(["--json", "audit", "log"]).succeeds().out;
        assert!(log.contains("reboot-required"), "{log}");
        site.verify_log();
    }
}
