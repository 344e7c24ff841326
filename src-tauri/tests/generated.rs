//! What the window may ask is exactly what the tables of calls have: nothing of the network, the shell or the files.
//! With `SEALIFT_GENERATE` set the test writes the list; else it compares.
#![allow(
    clippy::disallowed_methods,
    reason = "the test reads and writes sources"
)]

use serde_json::json;

const FILE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/capabilities/main.json");

macro_rules! names {
    ($($(#[doc = $doc:literal])* $name:ident in $module:ident : $request:ty => $answer:ty;)*) => {
        vec![$(stringify!($name)),*]
    };
}

fn capability() -> String {
    let tables = [
        sealift_desk::site_calls!(names),
        sealift_desk::window_calls!(names),
        sealift_desk::vendor_calls!(names),
    ];
    let mut granted: Vec<String> = tables
        .concat()
        .iter()
        .map(|name| permission(name))
        .collect();
    granted.push(permission("watch"));
    granted.sort();
    let capability = json!({
        "$schema": "../gen/schemas/desktop-schema.json",
        "identifier": "main",
        "description": "The one window may ask what the tables of calls have, and nothing of the network, the shell or the files",
        "windows": ["main"],
        "local": true,
        "permissions": granted,
    });
    format!("{capability:#}\n")
}

fn permission(call: &str) -> String {
    format!("allow-{}", call.replace('_', "-"))
}

#[test]
fn the_window_may_ask_what_the_tables_have_and_nothing_else() {
    let expected = capability();
    if std::env::var_os("SEALIFT_GENERATE").is_some() {
        std::fs::write(FILE, expected).expect("the folder can be written");
        return;
    }
    let found = std::fs::read_to_string(FILE).unwrap_or_default();
    assert!(
        found.replace("\r\n", "\n") == expected,
        "capabilities/main.json is out of date: run `cargo xtask generate`"
    );
}
