//! The technician's journey, from the stick to the report, through the real window.
#![cfg(target_os = "linux")]
#![allow(clippy::disallowed_methods, reason = "journeys drive a real machine")]

use sealift_journeys::{Product, Site, Vendor};
use sealift_window_journeys::{Look, Start, Stick, Window};

fn monitor(version: &str, sequence: u64) -> Product {
    Product::release(version, sequence)
        .file("server", "words.txt", format!("words of {version}\n"))
        .field("changelog = \"CHANGES.md\"")
        .paper("CHANGES.md", format!("# {version}\n\nBetter than before.\n"))
        .question("port", "type = \"integer\"\nminimum = 1024\nmaximum = 65535\ndefault = 9090\nx-title = { en = \"Port\", de = \"Anschluss\" }")
        .question("password", "type = \"string\"\nminLength = 8\nx-secret = true\nrequired = true\nx-title = { en = \"Password\", de = \"Kennwort\" }")
}

#[test]
fn from_stick_to_report_in_every_look() {
    for look in Look::judged() {
        let vendor = Vendor::new();
        let site = Site::new();
        let stick = Stick::holding("TRANSFER-07", &[&monitor("1.0.0", 1).pack(&vendor), &vendor.public_key()]);
        let window = Window::open(&Start::on("technician", site.root()).drive(stick.folder()).looking(look));
        window.is_at("Where is the software?");
        window.looks_right("media");
        window.chooses_the_package("Monitor 1.0.0");
        window.looks_right("unknown-key");
        window.trusts_the_key(&vendor.fingerprint());
        window.looks_right("signatures");
        window.imports();
        window.looks_right("verified");
        window.goes_on_to_the_settings();
        window.looks_right("settings");
    }
}
