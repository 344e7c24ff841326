//! What whoever looks is told: who is at work, and what is not there.

use sealift_app::cases::status;

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
