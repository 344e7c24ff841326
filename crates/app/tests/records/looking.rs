//! What whoever looks is told: who is at work, what is not there, and what a bundle for support would carry away.

use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;

use sealift_app::cases::{status, support};
use sealift_audit::Event;
use serde_json::Value;

use super::records;
use super::scenes::Site;

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

/// So often a product is upgraded and taken back while others look.
const ROUNDS: usize = 12;

#[test]
fn i10_whoever_looks_while_runs_move_files_never_calls_that_an_edit() {
    let site = Site::stocked(&[1, 2]);
    site.install(1).unwrap();
    let has_ended = AtomicBool::new(false);
    let facilities = [(); 2].map(|()| site.facility().unwrap());
    thread::scope(|scope| {
        let others = facilities.each_ref().map(|facility| {
            let has_ended = &has_ended;
            scope.spawn(move || {
                let (mut judged, mut changing) = (0, 0);
                while !has_ended.load(Ordering::Relaxed) {
                    for product in status::status(facility, None, true).unwrap().products {
                        assert_eq!(product.differences, vec![]);
                        let counted = if product.is_changing {
                            &mut changing
                        } else {
                            &mut judged
                        };
                        *counted += 1;
                    }
                }
                (judged, changing)
            })
        });
        let worked = (0..ROUNDS).try_for_each(|_| {
            site.install(2)?;
            site.rollback()?;
            site.uninstall()?;
            site.install(1)
        });
        has_ended.store(true, Ordering::Relaxed);
        for other in others {
            let (judged, changing) = other.join().expect("no look fails");
            assert!(
                judged > 0 && changing > 0,
                "{judged} judged, {changing} not"
            );
        }
        worked.expect("each is done");
    });
    assert_eq!(records(&site, &Event::EditDetected).len(), 0);
    assert_eq!(site.look(false).products[0].differences, vec![]);
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
        (sealift_engine::effects::Ended::Status(3), said.to_vec())
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
