//! First look.
#![cfg(target_os = "linux")]

use sealift_journeys::{Product, Site, Vendor};
use sealift_window_journeys::{Look, Start, Window};

#[test]
fn it_opens() {
    let vendor = Vendor::new();
    let site = Site::new();
    let volume = Product::release("1.0.0", 1).file("server", "a.txt", "x").pack(&vendor);
    for look in Look::judged() {
        let start = Start::on("first", site.root()).drive(volume.parent().unwrap()).looking(look);
        let window = Window::open(&start);
        window.is_at("Where is the software?");
        window.looks_right("media");
    }
}
