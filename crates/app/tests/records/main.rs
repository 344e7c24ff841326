//! What the log says of changes that did not come about, and on what grounds others did.

#![allow(
    clippy::unwrap_used,
    clippy::disallowed_methods,
    reason = "tests stop where they fail"
)]

mod grounds;
mod handover;
mod looking;
mod refusals;
#[path = "../scenes/mod.rs"]
mod scenes;

use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;

use sealift_app::Facility;
use sealift_audit::{Event, Outcome, Record};
use sealift_document::Document;
use sealift_engine::log::{EntryFilter, StoredEntry};
use sealift_engine::state::StateError;

use scenes::Site;

/// All records of an event, the oldest first.
fn records(site: &Site, event: &Event) -> Vec<(StoredEntry, Record)> {
    let facility = site.facility_as_it_is().unwrap();
    let filter = EntryFilter {
        event: Some(event.clone()),
        ..EntryFilter::default()
    };
    let entries: Result<_, StateError> = facility.database().read(|view| view.entries(&filter));
    let record = |stored: StoredEntry| {
        let record = Record::from_bytes(&stored.entry.leaf).unwrap();
        (stored, record)
    };
    entries.unwrap().into_iter().map(record).collect()
}

/// Tells those who wait for the end of something, however it ends.
struct Ends<'a>(&'a AtomicBool);

impl Drop for Ends<'_> {
    fn drop(&mut self) {
        self.0.store(true, Ordering::Relaxed);
    }
}

/// Does `work` while two other processes look again and again; what the work came to.
fn beside<T>(site: &Site, look: impl Fn(&Facility) + Sync, work: impl FnOnce() -> T) -> T {
    let has_ended = AtomicBool::new(false);
    let facilities = [(); 2].map(|()| site.facility().unwrap());
    let look_again_and_again = |facility| {
        while !has_ended.load(Ordering::Relaxed) {
            look(facility);
        }
    };
    thread::scope(|scope| {
        let others = facilities
            .each_ref()
            .map(|facility| scope.spawn(|| look_again_and_again(facility)));
        let worked = {
            let _ended = Ends(&has_ended);
            work()
        };
        for other in others {
            other.join().expect("no look fails");
        }
        worked
    })
}

/// What was refused: event, code, and what was tried.
fn refused(site: &Site) -> Vec<(String, String, String)> {
    let facility = site.facility_as_it_is().unwrap();
    let entries: Result<_, StateError> = facility
        .database()
        .read(|view| view.entries(&EntryFilter::default()));
    let records = entries.unwrap();
    let records = records
        .iter()
        .map(|stored| Record::from_bytes(&stored.entry.leaf).unwrap());
    let text = |record: &Record, name: &str| {
        let fact = record.details.get(name);
        fact.and_then(|fact| fact.as_text())
            .unwrap_or_default()
            .to_owned()
    };
    records
        .filter(|record| record.outcome == Outcome::Refused)
        .map(|record| {
            (
                record.event.code().to_owned(),
                text(&record, "code"),
                text(&record, "attempt"),
            )
        })
        .collect()
}
