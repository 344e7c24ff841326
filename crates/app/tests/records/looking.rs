//! What whoever looks is told: who is at work, what is not there, and what a bundle for support would carry away.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};

use sealift_app::cases::{check, depot, status, support};
use sealift_app::{Cancel, Facility, Failure};
use sealift_audit::Event;
use sealift_engine::effects::{Ended, Program};
use serde_json::Value;

use super::scenes::{PRODUCT, READY, Site};
use super::{beside, records};

#[test]
fn whoever_holds_the_lock_is_named_and_its_run_is_not_called_unfinished() {
    let site = Site::installed();
    let facility = site.facility().unwrap();
    let looked = || status::status(&facility, None, false).unwrap();
    assert_eq!(looked().in_progress, None);
    let (_, lock) = site.locked("install").unwrap();
    let holder = looked().in_progress.unwrap();
    assert_eq!(holder.operation, "install");
    assert!(!holder.user.is_empty());
    drop(lock);
    assert_eq!(looked().in_progress, None);
}

#[test]
fn a_run_that_could_not_be_taken_back_is_told_whoever_is_at_work() {
    let site = Site::installed();
    let facility = site.facility().unwrap();
    site.world.probes.serve(READY, 500, "not ready");
    site.world.processes.behave("bin/server", |program, _| {
        let goes_back = program.arguments.iter().any(|one| one == "migrate-back");
        let status = i32::from(goes_back);
        (Ended::Status(status), vec![])
    });
    assert_eq!(site.install(2).unwrap_err().code, "failed-partially");
    let unfinished = || status::unfinished(&facility).unwrap().len();
    assert_eq!(unfinished(), 1);
    let (_, lock) = site.locked("import").unwrap();
    assert_eq!(unfinished(), 1, "an import does not hide it");
    drop(lock);
}

/// So often a product is upgraded and taken back while others look.
const ROUNDS: usize = 12;

#[test]
fn i10_whoever_looks_while_runs_move_files_never_calls_that_an_edit() {
    let site = Site::stocked(&[1, 2]);
    site.install(1).unwrap();
    let (judged, changing) = (AtomicUsize::new(0), AtomicUsize::new(0));
    let look = |facility: &Facility| {
        for product in status::status(facility, None, true).unwrap().products {
            assert_eq!(product.differences, vec![]);
            let counted = match product.is_changing {
                true => &changing,
                false => &judged,
            };
            counted.fetch_add(1, Ordering::Relaxed);
        }
    };
    let change_again_and_again = || {
        (0..ROUNDS).try_for_each(|_| {
            site.install(2)?;
            site.rollback()?;
            site.uninstall()?;
            site.install(1)
        })
    };
    beside(&site, look, change_again_and_again).expect("each is done");
    let (judged, changing) = (judged.into_inner(), changing.into_inner());
    assert!(
        judged > 0 && changing > 0,
        "{judged} judged, {changing} not"
    );
    assert_eq!(records(&site, &Event::EditDetected).len(), 0);
    assert_eq!(site.look(false).products[0].differences, vec![]);
}

/// Asks whether the machine can take the product.
fn check(facility: &Facility) -> Result<(), Failure> {
    let release = depot::load(facility, &PRODUCT.parse().unwrap()).unwrap();
    check::check(facility, &release, None).map(drop)
}

#[test]
fn i10_whether_a_machine_can_take_a_release_is_not_judged_while_a_run_changes_it() {
    let site = Site::stocked(&[1]);
    let facility = Arc::new(site.facility().unwrap());
    check(&facility).unwrap();
    let looked = Arc::new(Mutex::new(Vec::new()));
    let (beside, found) = (Arc::clone(&facility), Arc::clone(&looked));
    site.world.processes.behave("bin/server", move |_, _| {
        found.lock().unwrap().push(check(&beside));
        (Ended::Status(0), vec![])
    });
    site.install(1).unwrap();
    let looked = std::mem::take(&mut *looked.lock().unwrap());
    assert!(!looked.is_empty());
    for result in looked {
        assert_eq!(result.unwrap_err().code, "locked");
    }
    check(&facility).unwrap();
    let recorded = records(&site, &Event::CheckRun).len();
    assert_eq!(recorded, 3, "before, by the install itself, and after");
}

#[test]
fn i10_whether_a_machine_can_take_a_release_is_not_judged_by_what_an_interrupted_run_left() {
    let site = Site::stocked(&[1]);
    let stops = |_: &Program, _: &Cancel| panic!("the machine stops");
    site.world.processes.behave("bin/server", stops);
    catch_unwind(AssertUnwindSafe(|| site.install(1))).unwrap_err();
    let facility = site.facility().unwrap();
    assert_eq!(check(&facility).unwrap_err().code, "run-unfinished");
    let works = |_: &Program, _: &Cancel| (Ended::Status(0), vec![]);
    site.world.processes.behave("bin/server", works);
    drop(site.locked("recover").unwrap());
    check(&facility).unwrap();
    let recorded = records(&site, &Event::CheckRun).len();
    assert_eq!(recorded, 2, "by the install itself, and after the recovery");
}

#[test]
fn a_product_that_is_not_installed_is_told_from_a_site_where_nothing_is() {
    let site = Site::installed();
    let facility = site.facility().unwrap();
    let failure = status::status(&facility, Some("com.acme.other"), false).unwrap_err();
    assert_eq!(failure.code, "product-not-installed");
    assert!(status::status(&facility, Some("com.acme.sample"), false).is_ok());
}

#[test]
fn a_bundle_for_support_has_what_failed_and_says_which_fields_it_has() {
    let site = Site::stocked(&[1]);
    site.world.processes.behave("bin/server", |_, _| {
        let said = b"hunter2hunter2 is refused";
        (Ended::Status(3), said.to_vec())
    });
    site.install(1).unwrap_err();
    let parts = support::gather(&site.facility().unwrap()).unwrap();
    let records = parts.iter().find(|part| part.name == "records").unwrap();
    let fields = records.fields();
    for field in ["code", "message", "output", "event"] {
        assert!(fields.iter().any(|one| one == field), "{field}: {fields:?}");
    }
    let all = records.content.as_array().unwrap();
    let failed = all
        .iter()
        .find(|record| record["event"] == "step-failed")
        .unwrap();
    assert_eq!(failed["code"], "command-failed");
    assert!(
        failed["message"].as_str().unwrap().contains("3"),
        "{failed}"
    );
    assert_eq!(failed["output"], "[secret] is refused");
    assert_eq!(failed["user"], Value::Null);
}
