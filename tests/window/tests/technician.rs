//! The technician's journey, from the stick to the report, through the real window.
#![cfg(target_os = "linux")]
#![allow(clippy::disallowed_methods, reason = "journeys drive a real machine")]

use std::time::Duration;

use sealift_journeys::{Product, Site, Vendor, processes_naming, until};
use sealift_window_journeys::{Look, Start, Stick, Window, sealift_by_itself};

fn monitor(version: &str, sequence: u64) -> Product {
    Product::release(version, sequence)
        .file("server", "words.txt", format!("words of {version}\n"))
        .field("changelog = \"CHANGES.md\"")
        .paper("CHANGES.md", format!("# {version}\n\nBetter than before.\n"))
        .question("port", "type = \"integer\"\nminimum = 1024\nmaximum = 65535\ndefault = 9090\nx-title = { en = \"Port\", de = \"Port\" }")
        .question("password", "type = \"string\"\nminLength = 8\nx-secret = true\nrequired = true\nx-title = { en = \"Password\", de = \"Password\" }")
}

const PATIENCE: Duration = Duration::from_secs(10);

/// Whatever comes true: nothing ever writes this file.
const NEVER: &str = "id = \"never\"\ntitle = \"Wait for what never comes\"\nprobe = { kind = \"file\", path = \"config/never\" }\n";

/// A window on a site that has the release in its depot, at its plan.
fn at_the_plan(journey: &str, site: &Site, release: &Product, vendor: &Vendor) -> (Window, Stick) {
    let stick = Stick::holding("TRANSFER-07", &[&release.pack(vendor)]);
    let window = Window::open(&Start::on(journey, site.root()).drive(stick.folder()));
    window.chooses_the_package("Monitor 1.0.0");
    window.imports();
    window.goes_on_to_the_settings();
    window.goes_on_to_the_plan();
    (window, stick)
}

#[test]
fn from_stick_to_report_in_every_look() {
    let vendor = Vendor::new();
    let volume = vendor.pack_one(&sealift_by_itself(&vendor));
    for look in Look::judged() {
        let site = Site::new();
        let stick = Stick::holding("TRANSFER-07", &[&volume, &vendor.public_key()]);
        let window = Window::open(
            &Start::on("technician", site.root())
                .drive(stick.folder())
                .looking(look),
        );
        window.is_at("Where is the software?");
        window.wait_for("radio", "Sealift 1.0.0");
        window.looks_right("media");
        window.chooses_the_package("Sealift 1.0.0");
        window.looks_right("unknown-key");
        window.trusts_the_key(&vendor.fingerprint());
        window.looks_right("signatures");
        window.imports();
        window.looks_right("verified");
        window.press("Is this machine fit for it?");
        window.is_at("Does it fit this machine?");
        window.says("Sealift 1.0.0 can be installed on this machine.");
        window.looks_right("compatibility");
        window.press("Continue");
        window.is_at("Settings");
        window.looks_right("settings");
        window.goes_on_to_the_plan();
        window.says("Nothing has happened yet");
        window.looks_right("plan");
        assert!(site.placed().is_empty(), "{:?}", site.placed());
        window.agrees("Install now");
        window.waits_for_the_end();
        window.says("It is done.");
        window.looks_right("done");
        assert!(site.current().join("bin/sealift").is_file());

        window.press("Look at it under Installed");
        window.says("At a glance no file differs: sizes and times are as they were. Their contents were not read.");
        window.press("Read and compare every file");
        window.says("Every file was read: all are as they were installed.");
        window.looks_right("installed");
        window.press("Releases");
        window.is_at("Releases in the depot");
        window.looks_right("releases");
        window.press("Keys");
        window.is_at("Keys that are trusted here");
        window.looks_right("keys");
        window.press("Settings");
        window.is_at("Settings");
        window.looks_right("preferences");
        drop(window);
        site.verify_log();
    }
}

#[test]
fn a_wrong_answer_is_told_at_its_field_and_a_right_one_is_carried_over() {
    let vendor = Vendor::new();
    let site = Site::trusting(&vendor);
    let stick = Stick::holding("TRANSFER-07", &[&monitor("1.0.0", 1).pack(&vendor)]);
    let window = Window::open(&Start::on("settings", site.root()).drive(stick.folder()));
    window.chooses_the_package("Monitor 1.0.0");
    window.imports();
    window.goes_on_to_the_settings();
    window.fill("Port", "80");
    window.press("Continue");
    window.wait("two fields that are wrong", || {
        (window.wrong_fields() == 2).then_some(())
    });
    window.looks_right("wrong-answers");
    window.is_at("Settings");
    window.fill("Port", "9191");
    window.fill("Password", "correct horse");
    window.goes_on_to_the_plan();
    window.agrees("Install now");
    window.waits_for_the_end();
    window.says("It is done.");

    stick.add(&monitor("1.1.0", 2).pack(&vendor));
    window.press("Bring in another release");
    window.chooses_the_package("Monitor 1.1.0");
    window.imports();
    window.goes_on_to_the_settings();
    window.says("Carried over from version 1.0.0");
    window.looks_right("carried-over");
    window.goes_on_to_the_plan();
    window.looks_right("upgrade-plan");
    window.agrees("Install now");
    window.waits_for_the_end();
    window.says("It is done.");
    let words =
        std::fs::read_to_string(site.current().join("server/words.txt")).expect("installed");
    assert_eq!(words, "words of 1.1.0\n");
}

#[test]
fn an_install_that_fails_is_taken_back() {
    let vendor = Vendor::new();
    let release = Product::release("1.0.0", 1)
        .file("server", "words.txt", "words")
        .check("server", &format!("{NEVER}within = {{ seconds = 1 }}"));
    for look in Look::judged() {
        let site = Site::trusting(&vendor);
        let stick = Stick::holding("TRANSFER-07", &[&release.pack(&vendor)]);
        let window = Window::open(
            &Start::on("failing", site.root())
                .drive(stick.folder())
                .looking(look),
        );
        window.chooses_the_package("Monitor 1.0.0");
        window.imports();
        window.installs_what_was_verified();
        window.says("It failed, and everything was taken back.");
        window.looks_right("taken-back");
        assert!(site.placed().is_empty(), "{:?}", site.placed());
        drop(window);
        site.verify_log();
    }
}

#[test]
fn an_install_that_is_stopped_is_taken_back() {
    let vendor = Vendor::new();
    let site = Site::trusting(&vendor);
    let release = Product::release("1.0.0", 1)
        .file("server", "words.txt", "words")
        .check("server", &format!("{NEVER}within = {{ seconds = 300 }}"));
    let (window, _stick) = at_the_plan("stopped", &site, &release, &vendor);
    window.agrees("Install now");
    window.is_at("Installing Monitor 1.0.0");
    window.says("Wait for what never comes");
    window.looks_right("installing");
    window.press("Stop and take back");
    window.wait_for("dialog", "Stop and take everything back?");
    window.looks_right("sure-to-stop");
    window.press_in_dialog("Stop and take back");
    window.waits_for_the_end();
    window.says("It was stopped, and everything was taken back.");
    window.looks_right("stopped");
    assert!(site.placed().is_empty(), "{:?}", site.placed());
}

#[test]
fn u09_a_window_killed_in_the_middle_opens_on_what_was_unfinished() {
    let vendor = Vendor::new();
    let site = Site::trusting(&vendor);
    // Taking it back takes until it has been looked at.
    let looked = tempfile::tempdir().expect("a folder");
    let looked = looked.path().join("looked");
    let tell = format!(
        "#!/bin/sh\n[ \"$1\" = back ] || exit 0\n\
         for n in $(seq 600); do [ -e {} ] && break; sleep 0.1; done\n",
        looked.display()
    );
    let release = Product::release("1.0.0", 1)
        .file("server", "words.txt", "words")
        .program("server", "bin/tell", &tell)
        .step("server", "id = \"tell\"\nkind = \"command\"\nrun = [\"bin/tell\"]\nundo = { run = [\"bin/tell\", \"back\"] }")
        .check("server", &format!("{NEVER}within = {{ seconds = 300 }}"));
    let (window, _stick) = at_the_plan("killed", &site, &release, &vendor);
    window.agrees("Install now");
    window.is_at("Installing Monitor 1.0.0");
    window.wait(
        "the release's activation, which follows its command",
        || {
            let placed = site.placed();
            let mut paths = placed.keys();
            paths.any(|path| path.ends_with("/current")).then_some(())
        },
    );
    window.is_killed();
    until("nothing left running", PATIENCE, || {
        processes_naming(site.root()).is_empty().then_some(())
    });

    let window = Window::open(&Start::on("recovered", site.root()));
    window.is_at("Unfinished work");
    window.looks_right("unfinished");
    window.press("Put it right now");
    window.says("Putting right what was interrupted…");
    window.looks_right("putting-right");
    std::fs::write(&looked, "").expect("writes");
    window.says("Everything was taken back");
    window.looks_right("put-right");
    assert!(site.placed().is_empty(), "{:?}", site.placed());
    drop(window);
    site.verify_log();
}

#[test]
fn u09_a_window_that_is_closed_in_the_middle_asks_and_takes_back_first() {
    let vendor = Vendor::new();
    let site = Site::trusting(&vendor);
    let release = Product::release("1.0.0", 1)
        .file("server", "words.txt", "words")
        .check("server", &format!("{NEVER}within = {{ seconds = 300 }}"));
    let (window, _stick) = at_the_plan("closed", &site, &release, &vendor);
    window.agrees("Install now");
    window.is_at("Installing Monitor 1.0.0");
    window.wait("files in place", || {
        (!site.placed().is_empty()).then_some(())
    });
    window.is_asked_to_close();
    window.wait_for("dialog", "Work is still running");
    window.looks_right("asked-to-close");
    window.press("Keep working");
    window.wait("no dialog", || {
        window
            .all("dialog", "Work is still running")
            .is_empty()
            .then_some(())
    });
    assert!(!site.placed().is_empty(), "it goes on");
    window.is_asked_to_close();
    window.press("Stop, take back and close");
    until("the window has closed", PATIENCE, || {
        processes_naming(site.root()).is_empty().then_some(())
    });
    assert!(site.placed().is_empty(), "{:?}", site.placed());
    let status = site.run(["--json", "status"]).succeeds().json();
    assert_eq!(status["unfinished"], serde_json::json!([]), "{status}");
    site.verify_log();
}
