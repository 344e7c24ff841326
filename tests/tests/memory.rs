//! How much memory `import` and `install` hold at their peak, whatever the size of the release.
#![cfg(target_os = "linux")]
#![allow(
    clippy::disallowed_methods,
    reason = "journeys drive a real machine, and look at it past the program"
)]

use std::process::Command;
use std::thread::sleep;
use std::time::{Duration, Instant};

use sealift_journeys::{Load, Product, Run, Running, Site, Vendor, peak_memory, sealift};

const LIMIT: u64 = 200 << 20;

/// Runs a command to its successful end, and says what it said and the most memory that it held, in bytes.
///
/// The kernel keeps the peak, so looking from time to time misses only what grew in the last milliseconds.
#[track_caller]
fn peak(what: &str, command: &mut Command) -> (Run, u64) {
    let start = Instant::now();
    let mut run = Running::start(command);
    let mut peak = 0;
    while !run.has_ended() {
        peak = peak_memory(run.process()).unwrap_or(0).max(peak);
        sleep(Duration::from_millis(2));
    }
    let run = run.ends().succeeds();
    println!(
        "{what}: {} MiB at the peak, in {:.1?}",
        peak >> 20,
        start.elapsed()
    );
    assert!(peak > 1 << 20, "{what}: {peak} bytes cannot be the peak");
    (run, peak)
}

/// How many chunks an import says were new.
#[track_caller]
fn new_chunks(import: &Run) -> usize {
    let before = import.out.split(" new chunks").next();
    let number = before.and_then(|text| text.rsplit(' ').next());
    number
        .and_then(|number| number.parse().ok())
        .expect("a number of new chunks")
}

#[test]
fn import_and_install_hold_a_bounded_amount() {
    let is_slow = std::env::var_os("SEALIFT_SLOW").is_some();
    let mebibytes = if is_slow { 4096 } else { 512 };
    println!("{mebibytes} MiB; SEALIFT_SLOW=1 makes it 4096");
    // One file is as large as half of the release, the others are many.
    let load = Load::release("1.0.0", 1)
        .files(1, 1, mebibytes << 19)
        .files(2, 512, mebibytes << 10);
    let vendor = Vendor::new();
    let description = load.write(&vendor);
    let out = vendor.folder().join("out");
    let mut pack = sealift();
    pack.arg("pack").arg(&description).arg("--out").arg(&out);
    peak("pack", pack.arg("--key").arg(vendor.secret_key()));
    std::fs::remove_dir_all(description.parent().expect("a folder")).expect("removed");

    let site = Site::trusting(&vendor);
    let (said, import) = peak("import", site.sealift().arg("import").arg(&out));
    std::fs::remove_dir_all(&out).expect("removed");
    let chunks = new_chunks(&said);
    println!("{chunks} distinct chunks");
    assert!(chunks as u64 > mebibytes / 4, "chunks of about 2 MiB");
    let mut install = site.sealift();
    install.args(["install", Product::ID, "--yes"]);
    let (_, install) = peak("install", &mut install);
    let (_, status) = peak("status --full", site.sealift().args(["status", "--full"]));
    let peaks = [
        ("import", import),
        ("install", install),
        ("status --full", status),
    ];
    for (what, peak) in peaks {
        assert!(peak < LIMIT, "{what} held {peak} bytes");
    }
}
