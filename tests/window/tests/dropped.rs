//! Files that are dragged over the window and let go there.
#![cfg(target_os = "linux")]
#![allow(clippy::disallowed_methods, reason = "journeys drive a real machine")]

use std::path::PathBuf;

use sealift_journeys::{Product, Site, Vendor};
use sealift_window_journeys::{Look, Start, Window};

/// What the window says while files are held over it.
const HELD: &str = "Let go to look at these files";

/// A package under a name that an address cannot have as it stands.
fn package(vendor: &Vendor) -> PathBuf {
    let release = Product::release("1.0.0", 1).file("server", "words.txt", "words");
    let volume = release.pack(vendor);
    let odd = volume.with_file_name("Übergabe 7 (100%).sealift");
    std::fs::rename(volume, &odd).expect("renames");
    odd
}

#[track_caller]
fn is_silent_again(window: &Window) {
    window.wait("no word on files", || {
        let said = window.words_of("shell.drop");
        (!window.text().contains(said)).then_some(())
    });
}

#[test]
fn a_package_that_is_let_go_over_the_window_is_looked_at_and_installed() {
    let vendor = Vendor::new();
    let volume = package(&vendor);
    for look in Look::judged() {
        let site = Site::trusting(&vendor);
        let window = Window::open(&Start::on("dropped", site.root()).looking(look));
        window.is_at("Where is the software?");
        let drag = window.is_held(&[&volume]);
        window.says(HELD);
        window.looks_right("held-over");
        drag.goes_elsewhere();
        is_silent_again(&window);
        window.is_at("Where is the software?");

        window.is_held(&[&volume]).lets_go();
        window.is_at("Who signed it?");
        is_silent_again(&window);
        window.says("Monitor");
        window.imports();
        window.installs_what_was_verified();
        window.says("It is done.");
        assert!(site.current().join("server/words.txt").is_file());
    }
}

#[test]
fn a_key_that_comes_with_a_package_waits_for_its_turn() {
    let vendor = Vendor::new();
    let site = Site::new();
    let window = Window::open(&Start::on("dropped-key", site.root()));
    window.is_at("Where is the software?");
    let files = [vendor.public_key(), package(&vendor)];
    let files = files.each_ref().map(PathBuf::as_path);
    window.is_held(&files).lets_go();
    window.is_at("Who signed it?");
    window.says("A file waits");
    window.looks_right("key-waits");
    window.press("Look at them now");
    window.is_at("Do you trust this key?");
}
