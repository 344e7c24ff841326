//! Programs of a release that do what programs must not: write without end, ignore that they are asked to stop, leave
//! children behind (threats I14, A12).
#![cfg(target_os = "linux")]
#![allow(
    clippy::disallowed_methods,
    reason = "journeys drive a real machine, and look at it past the program"
)]

use std::time::Duration;

use sealift_journeys::{Product, Run, Running, Site, Vendor, peak_memory, processes_naming, until};
use serde_json::Value;

const ID: &str = Product::ID;

/// What the program writes, and the most that may come of it: in memory, and in what the site keeps.
const FLOOD: u64 = 300_000_000;
const MOST_HELD: u64 = 100 << 20;
const MOST_KEPT: u64 = 4 << 20;

/// A release whose one command runs this script, for so many seconds at most.
fn running(script: &str, seconds: u32) -> Product {
    let step = format!(
        "id = \"migrate\"\nkind = \"command\"\nrun = [\"bin/migrate\"]\ntimeout-seconds = {seconds}\n\
         undo = {{ run = [\"bin/nothing\"] }}"
    );
    Product::release("1.0.0", 1)
        .program("server", "bin/migrate", format!("#!/bin/sh\n{script}\n"))
        .program("server", "bin/nothing", "#!/bin/sh\nexit 0\n")
        .step("server", &step)
}

/// Installs it, and says how that ended, and the most memory that it held.
fn installed(site: &Site) -> (Run, u64) {
    let mut command = site.sealift();
    command.args(["--json", "install", ID, "--yes"]);
    command.args(["--accept", "command-without-sandbox"]);
    let mut run = Running::start(&mut command);
    let mut peak = 0;
    until("the install ends", Duration::from_secs(120), || {
        peak = peak_memory(run.process()).unwrap_or(0).max(peak);
        run.has_ended().then_some(())
    });
    (run.ends(), peak)
}

/// Insists that everything was taken back, that nothing of the release runs, and that little was kept of what it wrote.
#[track_caller]
fn is_as_before(site: &Site) {
    assert!(site.placed().is_empty(), "{:?}", site.placed());
    let left = processes_naming(site.root());
    assert!(left.is_empty(), "{left:?}");
    let status = site.run(["--json", "status"]).succeeds().json();
    assert_eq!(status["unfinished"], Value::Array(vec![]), "{status:#}");
    for name in ["state.db", "state.db-wal"] {
        let kept = std::fs::metadata(site.path(&format!("var/lib/sealift/{name}")));
        let bytes = kept.map_or(0, |file| file.len());
        assert!(bytes < MOST_KEPT, "{name}: {bytes} bytes");
    }
    site.verify_log();
}

#[test]
fn i14_a_program_that_floods_the_log_fills_neither_memory_nor_disk() {
    let vendor = Vendor::new();
    let site = Site::trusting(&vendor);
    let flood =
        format!("echo begun; yes 'what nobody reads' | head -c {FLOOD}; echo; echo ended; exit 3");
    site.import(&[running(&flood, 100).pack(&vendor)])
        .succeeds();
    let (run, peak) = installed(&site);
    let run = run.exits(13);
    assert!(peak < MOST_HELD, "{} MiB", peak >> 20);
    let told = run.out.len() as u64;
    assert!(told < FLOOD / 2, "{told} bytes of events");
    is_as_before(&site);
    let log = site.run(["--json", "audit", "log"]).succeeds().json();
    let records = log.as_array().expect("a list");
    let failed = records.iter().find(|one| one["event"] == "step-failed");
    let number = failed.expect("it failed")["sequence"].to_string();
    let said = site.run(["audit", "show", &number]).succeeds();
    let said = said.says("    begun\n").says(" bytes left out]\n");
    let _ = said
        .says("    ended\n")
        .says("Proven: this record is in the log");
}

#[test]
fn i14_a_program_that_heeds_nobody_and_leaves_a_flooding_daemon_is_ended_with_it() {
    let vendor = Vendor::new();
    let site = Site::trusting(&vendor);
    // Neither hears the wish to end; the child has left the family and holds the pipe.
    let script = "trap '' TERM INT HUP; setsid sh -c \"trap '' TERM HUP; while :; do echo still here $0; done\" & \
                  while :; do echo busy; done";
    site.import(&[running(script, 2).pack(&vendor)]).succeeds();
    let (run, peak) = installed(&site);
    let _ = run.exits(13);
    assert!(peak < MOST_HELD, "{} MiB", peak >> 20);
    is_as_before(&site);
}
