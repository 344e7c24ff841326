//! The plain data's types as the ui knows them. With `SEALIFT_GENERATE` set the test writes them; else it compares.

use std::fs;
use std::path::Path;

use sealift_app::Explained;
use sealift_app::data::ReleaseSummary;
use ts_rs::{Config, TS};

#[test]
fn the_ui_knows_the_plain_data() {
    keep::<ReleaseSummary>();
    keep::<Explained>();
}

/// Keeps the TypeScript of a type. Counts are JavaScript's numbers: none of ours passes 2^53-1.
fn keep<T: TS + 'static>() {
    let config = Config::new().with_large_int("number");
    let wanted = T::export_to_string(&config).expect("plain data has a TypeScript form");
    let name = format!("{}.ts", T::name(&config));
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../ui/src/backend/generated");
    if std::env::var_os("SEALIFT_GENERATE").is_some() {
        fs::write(folder.join(&name), &wanted).expect("the ui's folder can be written");
        return;
    }
    let found = fs::read_to_string(folder.join(&name)).unwrap_or_default();
    let is_same = found.replace("\r\n", "\n") == wanted;
    assert!(is_same, "{name} is out of date: run `cargo xtask generate`");
}
