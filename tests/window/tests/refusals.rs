//! What the window refuses, and how it says so: packages that are not what they seem, and machines that are not fit.
#![cfg(target_os = "linux")]
#![allow(clippy::disallowed_methods, reason = "journeys drive a real machine")]

use std::path::PathBuf;

use sealift_journeys::{BadStick, Fault, Product, Site, Vendor};
use sealift_window_journeys::{Look, Start, Stick, Window};

fn release() -> Product {
    Product::release("1.0.0", 1).file("server", "words.txt", "words of 1.0.0\n")
}

/// A volume with one byte of its contents changed; all that is read before the contents is as it was.
fn tampered(vendor: &Vendor) -> PathBuf {
    let volume = release()
        .noise("server", "data.bin", 1, 1 << 20)
        .pack(vendor);
    let mut bytes = std::fs::read(&volume).expect("readable");
    let at = bytes.len() / 2;
    bytes[at] ^= 0x20;
    std::fs::write(&volume, bytes).expect("writes");
    volume
}

#[test]
fn a_strangers_package_is_refused_and_so_is_one_that_was_changed() {
    let (known, stranger) = (Vendor::new(), Vendor::new());
    for look in Look::judged() {
        let site = Site::trusting(&known);
        let foreign = Stick::holding("FOREIGN", &[&release().pack(&stranger)]);
        let start = Start::on("refused", site.root()).looking(look);
        let window = Window::open(&start.clone().drive(foreign.folder()));
        window.chooses_the_package("Monitor 1.0.0");
        window.says("signature-unknown-key");
        window.says("There is nothing here that may be imported.");
        window.looks_right("unknown-key");
        drop(window);

        let changed = Stick::holding("CHANGED", &[&tampered(&known)]);
        let window = Window::open(&start.drive(changed.folder()));
        window.chooses_the_package("Monitor 1.0.0");
        window.press("Import and verify");
        window.is_at("Not everything could be verified");
        window.looks_right("damaged");
        assert!(
            window
                .all("button", "Is this machine fit for it?")
                .is_empty()
        );
        assert!(site.placed().is_empty(), "{:?}", site.placed());
    }
}

#[test]
fn a_machine_that_is_not_fit_is_told_everything_that_stops_it() {
    let vendor = Vendor::new();
    let product = release()
        .table("[[requirements]]\nid = \"memory\"\nkind = \"memory\"\nat-least = \"900 TiB\"\nremedy = \"Ask for a larger machine.\"")
        .table("[[requirements]]\nid = \"cores\"\nkind = \"cores\"\nat-least = 5000")
        .table("[[requirements]]\nid = \"room\"\nkind = \"disk\"\nat = \"data\"\nat-least = \"900 TiB\"\nlevel = \"recommended\"");
    let volume = product.pack(&vendor);
    for look in Look::judged() {
        let site = Site::trusting(&vendor);
        let stick = Stick::holding("TRANSFER-07", &[&volume]);
        let window = Window::open(
            &Start::on("unfit", site.root())
                .drive(stick.folder())
                .looking(look),
        );
        window.chooses_the_package("Monitor 1.0.0");
        window.imports();
        window.press("Is this machine fit for it?");
        window.is_at("Does it fit this machine?");
        window.says("Ask for a larger machine.");
        window.says("Something stops it");
        window.looks_right("unfit");
        assert!(site.placed().is_empty(), "{:?}", site.placed());
    }
}

#[test]
fn a_drive_that_does_not_answer_says_so_and_hides_no_other() {
    let vendor = Vendor::new();
    let volume = release().pack(&vendor);
    let silent = BadStick::with(std::fs::read(&volume).expect("readable"));
    silent.fails(Fault::Silent(0));
    let good = Stick::holding("TRANSFER-07", &[&volume]);
    let site = Site::trusting(&vendor);
    let start = Start::on("silent-drive", site.root());
    let window = Window::open(&start.drive(silent.folder()).drive(good.folder()));
    window.wait_for("radio", "Monitor 1.0.0");
    window.says("The drive does not answer any more.");
    window.looks_right("silent-drive");
    // As soon as it answers, it is a drive as any other.
    silent.fails(Fault::None);
    window.wait("both drives", || {
        (window.all("radio", "Monitor 1.0.0").len() == 2).then_some(())
    });
    window.is_silent_on("The drive does not answer any more.");
}
