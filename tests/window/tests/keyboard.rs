//! The technician's journey without a mouse.
#![cfg(target_os = "linux")]
#![allow(clippy::disallowed_methods, reason = "journeys drive a real machine")]

use sealift_journeys::{Product, Site, Vendor};
use sealift_window_journeys::{Key, Start, Stick, Window};

#[test]
fn from_stick_to_report_with_the_keyboard_alone() {
    let vendor = Vendor::new();
    let site = Site::new();
    let release = Product::release("1.0.0", 1)
        .file("server", "words.txt", "words")
        .question("port", "type = \"integer\"\nminimum = 1024\nmaximum = 65535\ndefault = 9090\nx-title = { en = \"Port\" }");
    let stick = Stick::holding(
        "TRANSFER-07",
        &[&release.pack(&vendor), &vendor.public_key()],
    );
    let window = Window::open(&Start::on("keyboard", site.root()).drive(stick.folder()));
    window.is_at("Where is the software?");
    window.wait_for("radio", "Monitor 1.0.0");
    // The only package is chosen already, and the heading has the focus: Enter goes on.
    window.key(&[], Key::Enter);
    window.is_at("Who signed it?");
    window.tabs_to("button", "Compare the key with paper…");
    window.key(&[], Key::Enter);
    window.is_at("Do you trust this key?");
    window.tabs_to("radio", "Word by word");
    window.key(&[], Key::Right);
    window.tabs_to_field("Fingerprint on your paper");
    window.types(&vendor.fingerprint());
    window.tabs_to_field("How, and why");
    window.types("paper with the contract");
    window.tabs_to_field("Who compared it");
    window.types("Ann Example");
    window.key(&[Key::Control], Key::Enter);
    window.is_at("This key is trusted from now on");
    window.key(&[], Key::Enter);
    window.is_at("Who signed it?");
    window.wait_for("button", "Import and verify");
    window.key(&[], Key::Enter);
    window.is_at("Verified");
    window.key(&[], Key::Enter);
    window.is_at("Does it fit this machine?");
    window.says("Monitor 1.0.0 can be installed on this machine.");
    window.key(&[], Key::Enter);
    window.is_at("Settings");
    window.tabs_to_field("Port");
    window.key(&[Key::Control], 'a');
    window.types("9191");
    window.key(&[Key::Control], Key::Enter);
    window.is_at("The plan");
    window.tabs_to_field("Your name");
    window.types("Ann Example");
    window.picture("plan");
    window.tabs_to("button", "Install now");
    window.key(&[], Key::Enter);
    window.is_at("What came of it");
    window.says("It is done.");
    window.key(&[Key::Alt], '2');
    window.is_at("Installed");
    assert!(site.current().join("server/words.txt").is_file());
}
