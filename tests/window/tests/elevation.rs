//! The window as an ordinary user of the machine has it: whatever it does for the whole machine, an administrator's
//! process does behind polkit. The bus, polkit, pkexec and the elevated side are the real ones, on a machine within the
//! machine whose folders vanish with it; where that cannot be made, the journeys say so and prove nothing.
#![cfg(target_os = "linux")]
#![allow(clippy::disallowed_methods, reason = "journeys drive a real machine")]

use std::path::Path;

use sealift_journeys::{Machine, Product, Vendor, sealift};
use sealift_window_journeys::{Start, Window, helper};
use serde_json::Value;

const CLI: &str = "/usr/bin/sealift";
const DRIVE: &str = "/var/tester/TRANSFER-07";
/// Whatever comes true: nothing ever writes this file.
const NEVER: &str = "id = \"never\"\ntitle = \"Wait for what never comes\"\nprobe = { kind = \"file\", path = \"config/never\" }\nwithin = { seconds = 300 }";

/// A machine with everything installed, and a drive with these files in the user's hands.
fn machine(files: &[&Path]) -> Option<Machine> {
    let machine = Machine::start(helper())?;
    machine.installs(Path::new(sealift().get_program()), CLI);
    std::fs::create_dir(machine.path(DRIVE)).expect("a folder");
    for file in files {
        let to = machine
            .path(DRIVE)
            .join(file.file_name().expect("it has a name"));
        std::fs::copy(file, to).expect("copied");
    }
    Some(machine)
}

/// What the command line of an administrator's says on that machine.
#[track_caller]
fn told(machine: &Machine, words: &str) -> Value {
    let done = machine.root(&format!("{CLI} --json {words}"));
    serde_json::from_str(&done.output).unwrap_or_else(|error| panic!("{error}: {done:?}"))
}

fn opened(journey: &str, machine: &Machine) -> Window {
    let window = Window::open(&Start::of_a_user(journey, machine).drive(DRIVE));
    window.is_at("An administrator has to agree");
    window
}

/// Goes from the drive to the run.
#[track_caller]
fn installs(window: &Window, vendor: &Vendor) {
    window.chooses_the_package("Monitor 1.0.0");
    window.trusts_the_key(&vendor.fingerprint());
    window.imports();
    window.goes_on_to_the_settings();
    window.goes_on_to_the_plan();
    window.agrees("Install now");
}

#[test]
fn v09_without_leave_the_window_stays_shut_and_with_it_installs_for_the_whole_machine() {
    let vendor = Vendor::new();
    let package = Product::release("1.0.0", 1)
        .file("server", "words.txt", "words")
        .pack(&vendor);
    let Some(machine) = machine(&[&package, &vendor.public_key()]) else {
        return;
    };
    let window = opened("elevation", &machine);
    window.looks_right("locked");
    window.press("Ask for an administrator");
    window.says("This machine did not let you work as an administrator");
    window.looks_right("refused");
    assert!(!machine.exists("/var/lib/sealift"), "nothing was begun");

    machine.let_through();
    window.press("Ask for an administrator");
    installs(&window, &vendor);
    window.waits_for_the_end();
    window.says("It is done.");
    window.looks_right("done");
    let words = machine.root(&format!(
        "cat /opt/{}/current/server/words.txt",
        Product::ID
    ));
    assert_eq!(words.output, "words", "{words:?}");
    let written = machine.user("touch /var/lib/sealift/x /opt/x");
    assert_ne!(written.status, Some(0), "the user still writes nothing");

    // Who did it is the user, not the administrator whose process it was.
    let log = told(&machine, "audit log");
    let records = log.as_array().expect("a list");
    assert!(
        !records.is_empty() && records.iter().all(|record| record["user"] == "tester"),
        "{log}"
    );
    window.press("Audit");
    window.says("tester");
    window.looks_right("log");
}

#[test]
fn u09_an_elevated_side_that_dies_in_the_middle_is_told_and_then_put_right() {
    let vendor = Vendor::new();
    let package = Product::release("1.0.0", 1)
        .file("server", "words.txt", "words")
        .check("server", NEVER)
        .pack(&vendor);
    let Some(machine) = machine(&[&package, &vendor.public_key()]) else {
        return;
    };
    machine.let_through();
    let window = opened("elevation-gone", &machine);
    window.press("Ask for an administrator");
    installs(&window, &vendor);
    window.says("Wait for what never comes");
    let current = format!("/opt/{}/current", Product::ID);
    window.wait("the switch", || machine.exists(&current).then_some(()));
    let killed = machine.root("kill -9 $(pgrep -x sealift-helper || pgrep -f '^/proc/self/exe')");
    assert_eq!(killed.status, Some(0), "{killed:?}");
    // The window is shut again. Nothing says that it is done, or that it was taken back, for neither is so.
    window.is_at("An administrator has to agree");
    window.says("works with an administrator's rights has ended");
    window.looks_right("gone");
    for lie in ["Nothing was changed", "It is done.", "taken back"] {
        window.is_silent_on(lie);
    }
    assert!(machine.exists(&current), "nobody has taken it back yet");
    drop(window);

    // Whoever opens the window again finds what is unfinished, and has it put right there.
    let window = opened("elevation-again", &machine);
    window.press("Ask for an administrator");
    window.is_at("Unfinished work");
    window.says(&format!("Install of {}", Product::ID));
    window.looks_right("unfinished");
    window.press("Put it right now");
    window.says(&format!(
        "Install of {}: Everything was taken back",
        Product::ID
    ));
    assert!(!machine.exists(&current));
    window.looks_right("put-right");
    drop(window);

    let recovered = told(&machine, "recover");
    assert_eq!(recovered, serde_json::json!([]), "nothing is left to do");
    let status = told(&machine, "status");
    assert_eq!(status["unfinished"], serde_json::json!([]), "{status}");
}
