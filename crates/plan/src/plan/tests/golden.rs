//! Plans as version 1 wrote them: a journal holds them, so every later version reads them.

use std::collections::BTreeSet;

use sealift_document::Document;
use sealift_testkit::golden::stands;
use serde_json::{Value, json};

use crate::plan::Plan;

const GOLDEN: [&[u8]; 6] = [
    include_bytes!("../../../tests/golden/plan-v1-install.json"),
    include_bytes!("../../../tests/golden/plan-v1-upgrade.json"),
    include_bytes!("../../../tests/golden/plan-v1-rollback.json"),
    include_bytes!("../../../tests/golden/plan-v1-uninstall.json"),
    include_bytes!("../../../tests/golden/plan-v1-secrets-kept.json"),
    include_bytes!("../../../tests/golden/plan-v1-secrets-removed.json"),
];

#[test]
fn plans_of_version_1_are_read_and_written_as_they_were() {
    for golden in GOLDEN {
        let _: Plan = stands(golden);
    }
}

#[test]
fn the_golden_plans_hold_every_kind_of_effect() {
    let mut kinds = BTreeSet::new();
    for golden in GOLDEN {
        let plan: Value = serde_json::from_slice(golden).expect("JSON");
        for step in plan["steps"].as_array().expect("steps") {
            kinds.insert(step["effect"]["kind"].as_str().expect("a kind").to_owned());
        }
    }
    let all = [
        "activate",
        "backup",
        "check",
        "create-user",
        "deactivate",
        "ensure-directory",
        "keep-secrets",
        "place-service",
        "place-symlink",
        "place-tree",
        "remove-directory-if-empty",
        "remove-file",
        "remove-link",
        "remove-secrets",
        "remove-service",
        "render-file",
        "restore-backup",
        "retire-data",
        "retire-tree",
        "run-command",
        "start-service",
        "stop-service",
    ];
    assert_eq!(kinds, all.map(str::to_owned).into());
}

#[test]
fn a_plan_with_a_field_that_nobody_knows_is_refused() {
    let mut plan: Value = serde_json::from_slice(GOLDEN[0]).expect("JSON");
    plan["sudo"] = json!(true);
    assert!(Plan::from_bytes(plan.to_string().as_bytes()).is_err());
    let mut plan: Value = serde_json::from_slice(GOLDEN[0]).expect("JSON");
    plan["steps"][0]["effect"]["sudo"] = json!(true);
    assert!(Plan::from_bytes(plan.to_string().as_bytes()).is_err());
}

#[test]
fn i09_a_plan_whose_path_leaves_the_world_is_refused() {
    let text = String::from_utf8(GOLDEN[0].to_vec()).expect("UTF-8");
    let hostile = text.replace("etc/opt/com.acme.monitor/server.yml", "../../etc/shadow");
    assert_ne!(hostile, text);
    assert!(Plan::from_bytes(hostile.as_bytes()).is_err());
}
