//! What a facility's rules want in the record of a change: told to the window's page before it asks for one, wanted of
//! every change that the page can make, and written down with it.
#![allow(clippy::disallowed_methods, reason = "journeys drive a real machine")]
#![cfg(unix)]

use sealift_journeys::{Page, Product, Site, Vendor};
use serde_json::{Value, json};

/// Rules that let nothing be changed without a ticket and a reason.
const STRICT: &str =
    r#"{ "type": "sealift.policy/v1", "ticket_required": true, "reason_required": true }"#;

fn is_strict(site: &Site) {
    std::fs::create_dir_all(site.path("etc/sealift")).expect("a folder");
    std::fs::write(site.path("etc/sealift/policy.json"), STRICT).expect("writes");
}

/// A request with what is said for the record, and who says it.
fn said(request: &Value, who: &str, ticket: &str, reason: &str) -> Value {
    let mut said = request.clone();
    let fields = said.as_object_mut().expect("a request");
    fields.insert(who.into(), json!("Ann Example"));
    fields.insert("ticket".into(), json!(ticket));
    fields.insert("reason".into(), json!(reason));
    said
}

/// Asks for a change that has to be refused until ticket and reason are there, and makes it with both.
#[track_caller]
fn is_made_only_with_both(page: &Page, call: &str, request: &Value, who: &str, ticket: &str) {
    let refused = |ticket, reason| page.refused(call, said(request, who, ticket, reason));
    assert_eq!(refused("", " "), "policy-stop");
    assert_eq!(refused(" ", "due"), "ticket-missing");
    assert_eq!(refused(ticket, ""), "reason-missing");
    page.ask(call, said(request, who, ticket, "due for renewal"));
}

/// The one record of an event that succeeded, whole.
#[track_caller]
fn recorded(page: &Page, event: &str) -> Value {
    let filter = json!({ "event": event, "outcome": "succeeded" });
    let records = page.ask(
        "records",
        json!({ "filter": filter, "before": null, "skip": 0, "most": 9 }),
    );
    assert_eq!(records["total"], 1, "{event}: {records}");
    let sequence = &records["records"][0]["sequence"];
    page.ask("record", json!({ "sequence": sequence }))
}

#[test]
fn what_the_rules_want_is_told_before_anything_is_founded() {
    let site = Site::new();
    let page = Page::on(&site);
    let rules = || page.ask("record_rules", json!({}));
    assert_eq!(rules(), json!({ "ticket": false, "reason": false }));
    is_strict(&site);
    assert_eq!(rules(), json!({ "ticket": true, "reason": true }));
    assert!(page.ask("policy", json!({}))["rules"].is_array());
    assert_eq!(page.ask("overview", json!({}))["founded"], false);
    std::fs::write(site.path("etc/sealift/policy.json"), "{}").expect("writes");
    assert_eq!(page.refused("record_rules", json!({})), "policy-malformed");
}

#[test]
fn every_change_of_trust_and_depot_names_its_ticket_and_reason() {
    let vendor = Vendor::new();
    let site = Site::new();
    is_strict(&site);
    let mut page = Page::on(&site);
    let key = page.choose(&vendor.public_key());
    let seen = page.ask("look_at_key", json!({ "key": key }))["fingerprint"].clone();
    let trust = json!({ "key": key, "fingerprint": seen, "products": [] });
    is_made_only_with_both(&page, "trust_key", &trust, "comparedBy", "CHG-81");

    let release = Product::release("1.0.0", 1).file("server", "words.txt", "words");
    page.bring_in(&[release.pack(&vendor)]);
    let named = json!({ "product": Product::ID, "version": "1.0.0" });
    let clean = json!({ "remove": [named] });
    is_made_only_with_both(&page, "clean_depot", &clean, "person", "CHG-82");
    assert_eq!(page.ask("releases", json!({})), json!([]));

    let distrust = json!({ "fingerprint": seen, "revoke": true });
    is_made_only_with_both(&page, "distrust_key", &distrust, "person", "CHG-83");
    assert_eq!(page.ask("trusted_keys", json!({})), json!([]));

    for (event, ticket) in [
        ("trust-added", "CHG-81"),
        ("depot-changed", "CHG-82"),
        ("trust-removed", "CHG-83"),
    ] {
        let record = recorded(&page, event).to_string();
        for said in [ticket, "due for renewal", "Ann Example"] {
            assert!(
                record.contains(said),
                "{event}: {said:?} is not in {record}"
            );
        }
    }
    site.verify_log();
}
