//! A release whose install waits at its end until a test lets it go on.

use crate::{Product, Running, Site};

/// Where the install looks for leave to go on, below the product's data.
const PLACE: &str = "wait";

/// A release whose last check waits for a file that nobody has written yet.
#[must_use]
pub fn waiting(version: &str, sequence: u64) -> Product {
    let place = format!("id = \"place\"\nkind = \"directory\"\npath = \"data/{PLACE}\"");
    let check = format!(
        "id = \"go\"\nprobe = {{ kind = \"file\", path = \"data/{PLACE}/go\" }}\n\
         within = {{ seconds = 120, every-ms = 100 }}"
    );
    Product::release(version, sequence)
        .noise("server", "share/table.bin", sequence, 3_000_000)
        .step("server", &place)
        .check("server", &check)
}

/// Waits until an install of it has come to its check, which is after the switch.
#[track_caller]
pub fn is_waiting(run: &mut Running) {
    run.has_said("✓ make the release the active one");
}

/// Lets the install at a site go on.
pub fn let_go(site: &Site) {
    let place = site.path(&format!("var/opt/{}/{PLACE}", Product::ID));
    std::fs::write(place.join("go"), "").expect("writes");
}
