//! The events that reports list are those that this version writes: no more, so that no report promises evidence that
//! nobody gathers, and no fewer.

#![allow(
    clippy::disallowed_methods,
    reason = "the test reads the sources of the workspace"
)]

mod catalogue;

use std::collections::BTreeSet;

use catalogue::sources;
use sealift_audit::Event;

#[test]
fn what_a_report_lists_is_what_is_written() {
    // Where records are drafted; `audit` and `report` name every event.
    let sources = sources::all();
    let drafting: Vec<_> = sources
        .iter()
        .filter(|source| !["audit", "report"].contains(&source.krate.as_str()))
        .collect();
    let named = |event: &Event| {
        let names = [format!("Event::{event:?}"), format!("Logged::{event:?}")];
        let is_named = |name: &String| {
            let ends = |rest: &str| !rest.starts_with(|c: char| c.is_alphanumeric());
            drafting
                .iter()
                .any(|source| sources::after(&source.text, name).any(ends))
        };
        names.iter().any(is_named)
    };
    let found: BTreeSet<&str> = Event::ALL
        .iter()
        .filter(|event| named(event))
        .map(Event::code)
        .collect();
    let listed: BTreeSet<&str> = Event::written().map(Event::code).collect();
    assert_eq!(found, listed);
}
