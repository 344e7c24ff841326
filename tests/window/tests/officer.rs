//! The officer's journey: a log with its proofs, a report to take away, and one that was tampered with.
#![cfg(target_os = "linux")]
#![allow(clippy::disallowed_methods, reason = "journeys drive a real machine")]

use std::path::{Path, PathBuf};

use sealift_journeys::{Product, Site, Vendor};
use sealift_window_journeys::{Look, Start, Window};
use serde_json::Value;

/// A site where something has happened.
fn lived_in(vendor: &Vendor) -> Site {
    let site = Site::trusting(vendor);
    for (version, sequence) in [("1.0.0", 1), ("1.1.0", 2)] {
        let release = Product::release(version, sequence).file("server", "words.txt", version);
        site.import(&[release.pack(vendor)]).succeeds();
        site.run(["install", &format!("{}@{version}", Product::ID), "--yes"])
            .succeeds();
    }
    site
}

/// The report with one record changed, as somebody would who wants to hide who did it.
fn tampered(report: &Path) -> PathBuf {
    let text = std::fs::read(report).expect("readable");
    let mut evidence: Value = serde_json::from_slice(&text).expect("JSON");
    let leaf = &mut evidence["records"][5]["leaf"];
    let edited = leaf.as_str().expect("a leaf").replacen("202", "203", 1);
    assert_ne!(*leaf, Value::from(edited.clone()));
    *leaf = edited.into();
    let path = report.with_file_name("tampered.json");
    std::fs::write(&path, evidence.to_string()).expect("writes");
    path
}

#[test]
fn a_tampered_report_is_told_from_a_whole_one() {
    let vendor = Vendor::new();
    let site = lived_in(&vendor);
    for look in Look::judged() {
        let elsewhere = tempfile::tempdir().expect("a folder");
        let report = elsewhere.path().join("report.json");
        let window = Window::open(&Start::on("officer", site.root()).looking(look));
        window.press("Audit");
        window.wait_for("tab", "This machine's log");
        window.says(Product::ID);
        window.looks_right("timeline");

        window.click("tab", "Take away");
        window.press("Show the newest checkpoint");
        window.wait_for("img", "The checkpoint as a QR code");
        window.looks_right("takeaway");
        window.click("radio", "Data (JSON)");
        window.will_choose(&[&report]);
        window.press("Save the report…");
        window.wait("a report", || report.is_file().then_some(()));

        window.click("tab", "Check a report");
        window.looks_right("no-report");
        window.will_choose(&[&report]);
        window.press("Open a report…");
        window.says("Nothing proves yet that these records come from where they say.");
        window.looks_right("unproven");
        window.click("checkbox", "This machine's own log key and checkpoint");
        window.says("Nothing contradicts itself.");
        window.looks_right("whole");

        window.will_choose(&[tampered(&report)]);
        window.press("Open another report…");
        window.says("These records cannot be relied on. They are shown so that you can see what somebody wants you to believe.");
        window.looks_right("tampered");
    }
}
