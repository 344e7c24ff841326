//! Every refusal leaves one record, whatever it was that stood in the way (the first line of the threat model).

use sealift_app::Exit;

use super::refused;
use super::scenes::{Site, Vendor};

type Refusal<'a> = (&'a str, &'a str, &'a str);

/// Asserts how the last command ended, and that it left exactly this refusal.
fn left(
    site: &Site,
    before: usize,
    ended: Result<(), sealift_app::Failure>,
    wanted: (Exit, Refusal<'_>),
) {
    let failure = ended.unwrap_err();
    let (exit, (event, code, attempt)) = wanted;
    assert_eq!((failure.exit, failure.code), (exit, code), "{failure}");
    let all = refused(site);
    let wanted = (event.to_owned(), code.to_owned(), attempt.to_owned());
    assert_eq!(all[before..], [wanted]);
}

const POLICY: &str = "etc/sealift/policy.json";

/// Rules that want every change named.
fn strict(site: &Site) {
    let policy = sealift_trust::policy::Policy {
        ticket_required: true,
        reason_required: true,
        ..sealift_trust::policy::Policy::default()
    };
    rule(site, &policy);
}

fn rule(site: &Site, policy: &sealift_trust::policy::Policy) {
    let bytes = sealift_document::Document::to_bytes(policy).unwrap();
    site.world.files.put(POLICY, &bytes);
}

#[test]
fn answers_that_cannot_stand() {
    let site = Site::stocked(&[1]);
    let ended = site.install_with(1, br#"{"port":"eighty","token":"hunter2hunter2"}"#);
    let wanted = ("plan-made", "configuration-invalid", "install");
    left(&site, 0, ended, (Exit::ConfigurationInvalid, wanted));
}

#[test]
fn a_malformed_policy_and_an_exposed_trust_store() {
    let site = Site::stocked(&[1]);
    site.world.files.put(POLICY, b"{");
    let wanted = ("policy-refused", "policy-malformed", "install");
    left(&site, 0, site.install(1), (Exit::PolicyRefused, wanted));
}

#[test]
fn a_release_that_is_not_whole() {
    let site = Site::trusting();
    site.import(super::scenes::delta()).unwrap_err();
    let wanted = ("plan-made", "release-incomplete", "install");
    left(&site, 0, site.install(2), (Exit::ReleaseIncomplete, wanted));
}

#[test]
fn a_change_without_ticket_and_reason_whatever_is_changed() {
    let site = Site::installed();
    strict(&site);
    let vendor = Vendor::second();
    type Change<'a> = (&'a str, &'a dyn Fn() -> Result<(), sealift_app::Failure>);
    let changes: [Change<'_>; 7] = [
        ("install", &|| site.install(2)),
        ("uninstall", &|| site.uninstall()),
        ("configure", &|| site.configure(1)),
        ("trust add", &|| site.trust(vendor)),
        ("trust remove", &|| site.distrust(Vendor::first())),
        ("audit rotate-key", &|| site.rotate_log_key()),
        ("depot gc", &|| site.clean(&[])),
    ];
    for (before, (attempt, change)) in changes.into_iter().enumerate() {
        let wanted = ("policy-refused", "policy-stop", attempt);
        left(&site, before, change(), (Exit::PolicyRefused, wanted));
    }
    // Named, all of it goes ahead.
    let named = site.named("CHG-7", "pump station 2");
    named.trust(vendor).unwrap();
    named.rotate_log_key().unwrap();
    named.clean(&[]).unwrap();
    named.configure(1).unwrap();
    named.uninstall().unwrap();
}

/// A rule that nobody could keep refuses, and is never passed over.
#[test]
fn rules_that_this_version_cannot_keep() {
    let site = Site::installed();
    let policy = |json: &str| serde_json::from_str(json).unwrap();
    rule(
        &site,
        &policy(r#"{"type":"sealift.policy/v1","approvals_required":2}"#),
    );
    let wanted = ("policy-refused", "approvals-missing", "uninstall");
    left(&site, 0, site.uninstall(), (Exit::PolicyRefused, wanted));
    for (name, code) in [
        ("media_owner_required", "media-owner-missing"),
        ("media_serial_required", "media-serial-missing"),
    ] {
        let site = Site::trusting();
        rule(
            &site,
            &policy(&format!(r#"{{"type":"sealift.policy/v1","{name}":true}}"#)),
        );
        let ended = site.import(super::scenes::delta());
        let wanted = ("policy-refused", code, "import");
        left(&site, 0, ended, (Exit::PolicyRefused, wanted));
    }
}

#[test]
fn whoever_only_looks_leaves_nothing() {
    let site = Site::stocked(&[1]);
    strict(&site);
    let failure = site.rehearse(1).unwrap_err();
    assert_eq!(failure.exit, Exit::PolicyRefused);
    assert_eq!(refused(&site), []);
}
