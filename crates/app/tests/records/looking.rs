//! What whoever looks is told: who is at work, what is not there, and what a bundle for support would carry away.

use sealift_app::cases::{status, support};
use serde_json::Value;

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
