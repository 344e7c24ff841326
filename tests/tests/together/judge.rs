//! What must hold whoever met whom.

use sealift_journeys::{Product, Run, Running, Site, Vendor, is_waiting, waiting};
use serde_json::Value;

pub(crate) const ID: &str = Product::ID;

/// A site at which an install has everything done but its last check, and holds the lock.
pub(crate) fn held(vendor: &Vendor) -> (Site, Running) {
    let site = Site::trusting(vendor);
    site.import(&[waiting("1.0.0", 1).pack(vendor)]).succeeds();
    let mut holder =
        Running::start(
            site.sealift()
                .args(["install", &format!("{ID}@1.0.0"), "--yes"]),
        );
    is_waiting(&mut holder);
    (site, holder)
}

/// Insists that somebody was refused, by code, with what to do, and with who holds the lock.
#[track_caller]
pub(crate) fn is_told(run: Run, holder: &str) {
    let run = run.exits(19).says("[locked]").says(holder);
    let _ = run.says("Wait until it is done and try again.");
}

/// Insists that the depot and the log are sound and nothing is unfinished.
#[track_caller]
pub(crate) fn is_sound(site: &Site, installed: Option<&str>) {
    site.run(["depot", "verify"]).succeeds();
    let status = site.run(["--json", "status", "--full"]).succeeds().json();
    assert_eq!(status["unfinished"], Value::Array(vec![]), "{status:#}");
    let product = &status["products"][0];
    assert_eq!(product["version"].as_str(), installed, "{status:#}");
    let differences = product.get("differences");
    assert!(
        differences.is_none_or(|all| *all == Value::Array(vec![])),
        "{status:#}"
    );
    is_gapless(site);
    site.verify_log();
}

/// The log's records, the oldest first.
#[track_caller]
pub(crate) fn records(site: &Site) -> Vec<Value> {
    let log = site.run(["--json", "audit", "log", "-n", "1000000"]);
    let log = log.succeeds().json();
    log.as_array().expect("a list").clone()
}

#[track_caller]
fn is_gapless(site: &Site) {
    let numbers = records(site);
    let mut numbers: Vec<u64> = numbers
        .iter()
        .map(|record| record["sequence"].as_u64().expect("a number"))
        .collect();
    numbers.sort_unstable();
    assert!(
        numbers.iter().copied().eq(0..numbers.len() as u64),
        "{numbers:?}"
    );
}

/// How many records of an event there are.
#[track_caller]
pub(crate) fn count(site: &Site, event: &str) -> usize {
    let records = records(site);
    let is_it = |record: &&Value| record["event"] == event;
    records.iter().filter(is_it).count()
}
