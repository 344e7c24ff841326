//! The bar of a large release tells the truth: it neither jumps nor stands still while bytes move.
#![allow(clippy::disallowed_methods, reason = "journeys drive a real machine")]
#![cfg(unix)]

use std::time::Duration;

use sealift_desk::data::OperationEvent;
use sealift_journeys::{Bar, Load, Page, Product, Site, Vendor};
use serde_json::{Value, json};

/// The size of the release in MiB; one file is a quarter of it.
const FULL: u64 = 600;
/// What every run can spare.
const USUAL: u64 = 120;

/// The most that a bar may move at once, of 1.
const JUMP: f64 = 0.05;
/// The longest that it may stand still.
const STILL: Duration = Duration::from_secs(3);
/// Progress is told twenty times a second, and sooner where it moves fast. A small release is done in a moment, and that is
/// told in few steps, some of which come late on a busy machine.
const PACE: Duration = Duration::from_millis(300);

fn size() -> u64 {
    match std::env::var_os("SEALIFT_SLOW") {
        Some(_) => FULL,
        None => USUAL,
    }
}

/// Insists that a bar went from nothing to all without a jump, a halt or a step back.
#[track_caller]
fn is_honest(what: &str, bar: &Bar) {
    let whole = [(bar.end, 1.0)];
    let (mut at, mut been) = (Duration::ZERO, 0.0);
    let (mut jump, mut still) = (0.0_f64, Duration::ZERO);
    for (time, now) in bar.steps.iter().chain(&whole) {
        assert!(*now >= been, "{what}: falls from {been} to {now}: {bar:?}");
        if *now > been {
            (jump, still) = (jump.max(now - been), still.max(time.saturating_sub(at)));
            (at, been) = (*time, *now);
        }
    }
    println!(
        "{what}: {} steps in {:.1} s, at most {:.1} points at once and {:.2} s without one",
        bar.steps.len(),
        bar.end.as_secs_f64(),
        jump * 100.0,
        still.as_secs_f64()
    );
    assert!(still <= STILL, "{what}: stands still for {still:?}");
    let of_a_moment = PACE.as_secs_f64() / bar.end.as_secs_f64();
    let most = match size() {
        FULL => JUMP,
        _ => JUMP.max(of_a_moment),
    };
    assert!(jump <= most, "{what}: jumps by {jump}: {bar:?}");
}

fn installing() -> Value {
    json!({
        "want": "install", "product": Product::ID, "version": "1.0.0", "answers": {}, "with": [], "without": [],
        "stageOnly": false, "replaceEdited": false, "accepted": [],
    })
}

#[test]
fn a_step_of_unknown_length_tells_how_long_it_has_taken_and_claims_no_more() {
    let vendor = Vendor::new();
    let site = Site::new();
    let mut page = Page::on(&site);
    page.trust(&vendor);
    let volume = Product::release("1.0.0", 1)
        .file("server", "words.txt", "words")
        .check("server", "id = \"never\"\ntitle = \"Wait for what never comes\"\nprobe = { kind = \"file\", path = \"config/never\" }\nwithin = { seconds = 4 }")
        .pack(&vendor);
    page.bring_in(&[volume]);
    let (_, end) = page.bar(|page| page.run(&installing()));
    assert_eq!(end["outcome"], json!("rolled-back"), "{end}");
    let mut been = 0;
    for event in page.told() {
        let OperationEvent::Progress {
            elapsed: Some(elapsed),
            bytes,
            files,
            rate,
            seconds_left,
            overall,
            undoing: false,
            ..
        } = event
        else {
            continue;
        };
        // Other steps of unknown length are over in a moment, and may or may not be told of.
        if elapsed.total != 4 {
            continue;
        }
        assert!(elapsed.done >= been, "{elapsed:?}");
        been = elapsed.done;
        assert!(overall < 1.0, "nobody knows that it is over: {overall}");
        assert_eq!((bytes, files, rate, seconds_left), (None, None, None, None));
    }
    // The check waits for four seconds, whoever else is busy; it takes more of them, never fewer.
    assert!(been >= 2, "after {been} seconds nothing was told any more");
}

#[test]
fn a_bar_neither_jumps_nor_stands_still_while_bytes_move() {
    let vendor = Vendor::new();
    let site = Site::new();
    let mut page = Page::on(&site);
    page.trust(&vendor);
    let mib = size();
    println!("{mib} MiB; SEALIFT_SLOW=1 makes it {FULL}");
    let load = Load::release("1.0.0", 1)
        .files(1, 1, mib << 18)
        .files(2, 39, (mib << 18) / 13);
    let volume = load.pack(&vendor);

    let (bar, imported) = page.bar(|page| page.bring_in(&[volume]));
    assert_eq!(imported["failure"], json!(null), "{imported}");
    is_honest("import", &bar);

    let (bar, end) = page.bar(|page| page.run(&installing()));
    assert_eq!(end["outcome"], json!("succeeded"), "{end}");
    is_honest("install", &bar);
}
