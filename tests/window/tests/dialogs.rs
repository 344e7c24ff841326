//! The system's own dialogs, which every other journey answers by a script.
#![cfg(target_os = "linux")]
#![allow(clippy::disallowed_methods, reason = "journeys drive a real machine")]

use std::path::Path;

use sealift_journeys::{Product, Run, Site, Vendor, tool};
use sealift_window_journeys::{Look, Start, Stick, Window};

#[test]
fn files_are_opened_and_saved_through_the_systems_dialogs() {
    let vendor = Vendor::new();
    let site = Site::trusting(&vendor);
    let package = Product::release("1.0.0", 1)
        .file("server", "words.txt", "words")
        .pack(&vendor);
    let kept = tempfile::tempdir().expect("a folder");
    let report = kept.path().join("my report.json");
    let window = Window::open(&Start::on("dialogs", site.root()).with_the_systems_dialogs());

    window.is_at("Where is the software?");
    window.press("Choose files…");
    window.closes_the_dialog("Choose packages");
    window.is_at("Where is the software?");
    window.press("Choose files…");
    window.answers_the_dialog("Choose packages", &package);
    window.is_at("Who signed it?");
    window.imports();

    window.press("Audit");
    window.click("tab", "Take away");
    window.click("radio", "Data (JSON)");
    window.press("Save the report…");
    window.answers_the_dialog("Choose a report", &report);
    window.wait("a report", || report.is_file().then_some(()));
    window.says("my report.json");
}

/// The words of a printed page.
#[track_caller]
fn words_of(paper: &Path) -> String {
    let read = Run::of(tool("pdftotext").arg("-layout").arg(paper).arg("-"));
    read.succeeds().out
}

#[test]
fn what_came_of_it_is_printed_black_on_white_to_be_signed() {
    let vendor = Vendor::new();
    let site = Site::trusting(&vendor);
    let package = Product::release("1.0.0", 1)
        .file("server", "words.txt", "words")
        .pack(&vendor);
    let stick = Stick::holding("TRANSFER-07", &[&package]);
    let dark = Look {
        colours: "dark",
        ..Look::PLAIN
    };
    let start = Start::on("printing", site.root()).with_the_systems_dialogs();
    let window = Window::open(&start.drive(stick.folder()).looking(dark));
    window.chooses_the_package("Monitor 1.0.0");
    window.imports();
    window.installs_what_was_verified();
    window.press("Show the newest checkpoint");
    window.wait_for("img", "The checkpoint as a QR code");
    window.press("Print this page");
    window.prints_with_the_first_printer();
    let paper = window.at_home("output.pdf");
    window.wait("a printed page", || {
        // It is written piece by piece; its last line says that it is whole.
        let bytes = std::fs::read(&paper).ok()?;
        bytes.trim_ascii_end().ends_with(b"%%EOF").then_some(())
    });
    let words = words_of(&paper);
    for said in [
        "Record of a change",
        "com.acme.monitor",
        "CHG-4711",
        "Ann Example",
        "A checkpoint to keep on paper",
        "Printed name",
        "Date and time",
        "I carried it out",
        "I approve it",
    ] {
        assert!(words.contains(said), "{said:?} is not on paper:\n{words}");
    }
    assert!(!words.contains("Look at it under Installed"), "{words}");
    let run = words
        .lines()
        .find_map(|line| line.strip_prefix("Number in the audit log"));
    let run = run.expect("the run's number").trim();
    assert!(
        run.len() == 32 && run.bytes().all(|byte| byte.is_ascii_hexdigit()),
        "{run}"
    );
    let white = whiteness(&paper);
    assert!(white > 0.8, "only {white} of the paper is white");
}

/// How much of the first sheet is white.
#[track_caller]
fn whiteness(paper: &Path) -> f64 {
    let drawn = paper.with_extension("");
    let mut draw = tool("pdftoppm");
    draw.args(["-gray", "-r", "40", "-singlefile"]);
    Run::of(draw.arg(paper).arg(&drawn)).succeeds();
    let picture = std::fs::read(drawn.with_extension("pgm")).expect("a picture");
    // Three lines of a head, then one byte for each point.
    let points: Vec<u8> = picture
        .splitn(4, |byte| *byte == b'\n')
        .last()
        .unwrap_or(&[])
        .to_vec();
    let white = points.iter().filter(|point| **point > 240).count();
    f64::from(u32::try_from(white).expect("few"))
        / f64::from(u32::try_from(points.len()).expect("few"))
}
