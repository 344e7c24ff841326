//! The system's own dialogs, which every other journey answers by a script.
#![cfg(target_os = "linux")]
#![allow(clippy::disallowed_methods, reason = "journeys drive a real machine")]

use sealift_journeys::{Product, Site, Vendor};
use sealift_window_journeys::{Start, Window};

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
