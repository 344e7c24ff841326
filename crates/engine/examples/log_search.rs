//! What looking for records costs in a log of 100,000: `cargo xtask bench log` prints it.
#![allow(clippy::unwrap_used, reason = "a measurement stops where it fails")]

#[path = "../tests/long_log/mod.rs"]
mod long_log;

use std::time::Instant;

use sealift_engine::log::Search;
use sealift_engine::state::StateError;

const RECORDS: usize = 100_000;

fn main() {
    let (_world, database) = long_log::log_of(RECORDS);
    let text = |text: &str| Search {
        text: Some(text.into()),
        ..Search::default()
    };
    let product = Search {
        product: Some("com.acme.pump".into()),
        ..Search::default()
    };
    println!(
        "{:<28} {:>10} {:>12} {:>12}",
        "of 100,000 records", "found", "first 100", "and counted"
    );
    for (name, search) in [
        ("everything", Search::default()),
        ("a product", product),
        ("a rare text", text("turn 77777")),
        ("a text that is nowhere", text("nowhere at all")),
    ] {
        let start = Instant::now();
        let page = database.read::<_, StateError>(|view| view.search_log(&search, None, 100));
        let page = (page.unwrap().len(), start.elapsed());
        let total = database
            .read::<_, StateError>(|view| view.count_log(&search))
            .unwrap();
        assert!(page.0 as u64 <= total);
        let (first, counted) = (page.1.as_millis(), start.elapsed().as_millis());
        println!("{name:<28} {total:>10} {first:>9} ms {counted:>9} ms");
    }
    let start = Instant::now();
    database
        .read::<_, StateError>(|view| view.log_facets())
        .unwrap();
    println!(
        "{:<28} {:>10} {:>9} ms",
        "what filters offer",
        "",
        start.elapsed().as_millis()
    );
}
