//! Many processes at once.

use std::path::{Path, PathBuf};
use std::time::Duration;

use sealift_journeys::{Product, Run, Running, Site, Vendor, sealift, until};

use crate::judge::{ID, count, held, is_sound, is_told};

/// So many start at once.
const MANY: usize = 8;
const PATIENCE: Duration = Duration::from_secs(60);

fn release(number: usize) -> Product {
    let version = format!("{number}.0.0");
    Product::release(&version, number as u64)
        .noise("server", "share/table.bin", number as u64, 6_000_000)
        .noise("server", "share/same.bin", 0, 2_000_000)
}

/// Starts one process for each of these command lines, and waits for all of them.
fn at_once(site: &Site, lines: &[Vec<String>]) -> (Vec<u32>, Vec<Run>) {
    let all: Vec<Running> = lines
        .iter()
        .map(|words| Running::start(site.sealift().args(words)))
        .collect();
    let numbers = all.iter().map(Running::process).collect();
    (numbers, all.into_iter().map(Running::ends).collect())
}

/// Insists that each has won, or was told which of the others had the lock; hands back who has won.
#[track_caller]
fn winners(numbers: &[u32], runs: Vec<Run>) -> Vec<usize> {
    let mut winners = Vec::new();
    for (place, run) in runs.into_iter().enumerate() {
        if run.status == 0 {
            winners.push(place);
            continue;
        }
        let names = |number: &&u32| run.err.contains(&format!("process {number}, since "));
        let holder = numbers.iter().find(names);
        assert!(
            holder.is_some_and(|holder| *holder != numbers[place]),
            "{run:?} names none of the others: {numbers:?}"
        );
        is_told(run, "");
    }
    assert!(!winners.is_empty(), "nobody got the lock");
    winners
}

fn import(volume: &Path) -> Vec<String> {
    vec!["import".into(), volume.to_str().expect("UTF-8").into()]
}

#[test]
fn i10_many_imports_of_different_releases_are_all_there_in_the_end() {
    let vendor = Vendor::new();
    let site = Site::trusting(&vendor);
    let volumes: Vec<PathBuf> = (1..=MANY).map(|n| release(n).pack(&vendor)).collect();
    let mut left: Vec<Vec<String>> = volumes.iter().map(|volume| import(volume)).collect();
    while !left.is_empty() {
        let (numbers, runs) = at_once(&site, &left);
        let done = winners(&numbers, runs);
        let mut place = 0..;
        left.retain(|_| !done.contains(&place.next().expect("endless")));
    }
    let list = site.run(["--json", "list"]).succeeds().json();
    let list = list.as_array().expect("a list");
    assert_eq!(list.len(), MANY);
    assert!(list.iter().all(|one| one["complete"] == true), "{list:#?}");
    is_sound(&site, None);
}

#[test]
fn i10_many_imports_of_one_release_make_one() {
    let vendor = Vendor::new();
    let site = Site::trusting(&vendor);
    let volume = release(1).pack(&vendor);
    let (numbers, runs) = at_once(&site, &vec![import(&volume); MANY]);
    winners(&numbers, runs);
    let list = site.run(["--json", "list"]).succeeds().json();
    assert_eq!(list.as_array().map(Vec::len), Some(1), "{list:#}");
    is_sound(&site, None);
}

/// What one process removes while another reads it is not damaged.
#[test]
fn i10_a_release_is_exported_whole_or_removed_and_never_called_damaged() {
    let vendor = Vendor::new();
    let site = Site::trusting(&vendor);
    let large = Product::release("1.0.0", 1).noise("server", "share/table.bin", 1, 40_000_000);
    let volume = large.pack(&vendor);
    let out = tempfile::tempdir().expect("a folder");
    let (name, out) = (format!("{ID}@1.0.0"), out.path().to_str().expect("UTF-8"));
    let export = ["depot", "export", &name, "--out", out];
    let remove = ["depot", "gc", "--remove", &name];
    for _ in 0..3 {
        site.import(std::slice::from_ref(&volume)).succeeds();
        let mut exporting = Running::start(site.sealift().args(export));
        let is_under_way = || std::fs::read_dir(out).is_ok_and(|mut found| found.next().is_some());
        until("it is under way", PATIENCE, || {
            (is_under_way() || exporting.has_ended()).then_some(())
        });
        let holder = format!("(depot export, process {}, since ", exporting.process());
        let removed = site.run(remove);
        let exported = exporting.ends().succeeds();
        if removed.status != 0 {
            is_told(removed, &holder);
            site.run(remove).succeeds();
        }
        let path = PathBuf::from(exported.out.trim());
        Run::of(
            sealift()
                .arg("verify")
                .arg(&path)
                .arg("--key")
                .arg(vendor.public_key()),
        )
        .succeeds();
        std::fs::remove_file(path).expect("it is there");
    }
    is_sound(&site, None);
}

/// The first day: nobody has begun a site, and everybody begins.
#[test]
fn i10_many_that_come_first_found_one_site() {
    let vendor = Vendor::new();
    let site = Site::new();
    let (key, print) = (vendor.public_key(), vendor.fingerprint());
    let key = key.to_str().expect("UTF-8").to_owned();
    let trust = ["trust", "add", &key, "--fingerprint", &print].map(str::to_owned);
    // Whoever writes something that is recorded founds the site; who only looks does not.
    let bundle = vendor.folder().join("bundle.json");
    let bundle = bundle.to_str().expect("UTF-8").to_owned();
    let asking = ["support-bundle", "--yes", "--out", &bundle].map(str::to_owned);
    let mut lines = vec![asking.to_vec(); MANY - 1];
    lines.push(trust.to_vec());
    let (_, runs) = at_once(&site, &lines);
    for run in runs {
        let _ = run.succeeds();
    }
    assert_eq!(count(&site, "site-created"), 1);
    assert_eq!(count(&site, "trust-added"), 1);
    is_sound(&site, None);
}

#[test]
fn i10_what_a_killed_holder_left_is_put_right_by_one_of_those_who_come() {
    let vendor = Vendor::new();
    let (site, holder) = held(&vendor);
    let lines = vec![vec!["--json".to_owned(), "recover".into()]; MANY];
    let waiting: Vec<Running> = lines[..2]
        .iter()
        .map(|words| Running::start(site.sealift().args(words)))
        .collect();
    for refused in waiting {
        let refused = refused.ends().exits(19);
        let _ = refused.says(&format!("process {}, since ", holder.process()));
    }
    holder.kill();
    let (_, runs) = at_once(&site, &lines);
    let mut recovered = 0;
    for run in runs {
        if run.status != 19 {
            let told = run.succeeds().json();
            recovered += told.as_array().expect("a list").len();
        }
    }
    assert_eq!(recovered, 1, "one of them, once");
    assert_eq!(count(&site, "recovery-run"), 1);
    is_sound(&site, None);
    assert!(site.placed().is_empty(), "{:?}", site.placed());
    let again = site.run(["--json", "recover"]).succeeds().json();
    assert_eq!(again.as_array().map(Vec::len), Some(0), "{ID}");
}
