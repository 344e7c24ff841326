//! The order of steps, and what stands in them.

use sealift_document::Document;
use serde_json::json;

use super::sample::{Target, add_step, drop_step, manifest_json, path, phases, told, warnings};
use crate::plan::{
    Effect, Operation, Plan, PlannedPhase, PlannedProbe, PlannedStep, Setting, UndoClass, Wanted,
};

const RELEASE: &str = "/opt/com.acme.monitor/releases/1.0.0-1";

#[test]
fn an_install_goes_from_trees_to_services_to_checks() {
    let plan = Target::new()
        .plan(&manifest_json("1.0.0", 1))
        .expect("a plan");
    assert_eq!(plan.operation, Operation::Install);
    let program = format!("run {RELEASE}/server/bin/migrate");
    assert_eq!(
        told(&plan),
        [
            "place-tree exporter",
            "place-tree server",
            "keep-secrets",
            "user monitor",
            "directory etc/opt/com.acme.monitor",
            "directory run/com.acme.monitor",
            "directory run/com.acme.monitor/exporter",
            "directory usr/local/bin",
            "directory var/opt/com.acme.monitor",
            "directory var/opt/com.acme.monitor/db",
            "file etc/opt/com.acme.monitor/server.yml",
            program.as_str(),
            "symlink usr/local/bin/monitor",
            "activate 1.0.0-1",
            "place-service exporter",
            "start com.acme.monitor-exporter",
            "place-service server",
            "start com.acme.monitor-server",
            "check",
        ]
    );
    assert!(phases(&plan).is_sorted());
    let numbers: Vec<u32> = plan.steps.iter().map(|step| step.number).collect();
    assert_eq!(numbers, (1..=19).collect::<Vec<_>>());
    assert!(warnings(&plan).contains("outside-product"));
}

#[test]
fn an_upgrade_stops_in_reverse_and_removes_what_only_the_old_release_had() {
    let mut target = Target::new();
    let mut old = manifest_json("1.0.0", 1);
    add_step(
        &mut old,
        "exporter",
        json!({ "id": "old", "kind": "config-file", "path": "config/old/x.conf", "template": "x", "mode": "0644" }),
    );
    target.run(&old);
    let mut new = manifest_json("1.1.0", 2);
    drop_step(&mut new, "exporter", "exporter-service");
    let plan = target.plan(&new).expect("a plan");
    assert_eq!(plan.operation, Operation::Upgrade);
    let told = told(&plan);
    let stops: Vec<_> = told
        .iter()
        .filter(|text| text.starts_with("stop"))
        .collect();
    assert_eq!(stops, ["stop server", "stop exporter"]);
    let clean: Vec<_> = plan
        .steps
        .iter()
        .zip(&told)
        .filter(|(step, _)| step.phase == PlannedPhase::Clean)
        .map(|(_, text)| text.as_str())
        .collect();
    assert_eq!(
        clean,
        [
            "remove-service exporter",
            "remove-file etc/opt/com.acme.monitor/old/x.conf",
            "remove-directory etc/opt/com.acme.monitor/old",
        ]
    );
    assert!(!told.contains(&"user monitor".into()) || target.facts.users.is_none());
}

#[test]
fn staging_places_trees_and_activation_does_the_rest() {
    let mut target = Target::new();
    let manifest = manifest_json("1.0.0", 1);
    target.request.stage_only = true;
    let staged = target.run(&manifest);
    assert_eq!(told(&staged), ["place-tree exporter", "place-tree server"]);
    assert!(target.current.active.is_none() && target.current.services.is_empty());
    target.want(Wanted::ActivateStaged);
    let activated = target.run(&manifest);
    assert_eq!(activated.operation, Operation::ActivateStaged);
    assert!(
        !told(&activated)
            .iter()
            .any(|text| text.starts_with("place-tree"))
    );
    assert!(told(&activated).contains(&"activate 1.0.0-1".into()));
    assert!(target.current.active.is_some());
    assert_eq!(
        target
            .plan(&manifest_json("1.1.0", 2))
            .expect_err("unstaged")
            .code(),
        "not-staged"
    );
}

#[test]
fn c04_each_template_is_one_argument_and_programs_are_never_searched_for() {
    let mut target = Target::new();
    target.answers["extra"] = json!("a b; $(reboot) --flag");
    let mut manifest = manifest_json("1.0.0", 1);
    manifest["configuration"]["schema"]["properties"]["extra"] = json!({ "type": "string" });
    add_step(
        &mut manifest,
        "server",
        json!({ "id": "say", "kind": "command", "phase": "finish", "timeout_seconds": 5,
                "run": ["/bin/echo", "{{ answers.extra }}", "x"] }),
    );
    let plan = target.plan(&manifest).expect("a plan");
    let said = plan.steps.iter().find_map(|step| match &step.effect {
        Effect::RunCommand { invocation, .. } if step.id == "say" => Some(invocation),
        _ => None,
    });
    let said = said.expect("the step");
    assert_eq!(said.program, "/bin/echo");
    assert_eq!(said.arguments, ["a b; $(reboot) --flag", "x"]);
    for hostile in ["../../bin/sh", "{{ answers.extra }}\n", "", "a/../b"] {
        let mut manifest = manifest_json("1.0.0", 1);
        manifest["configuration"]["schema"]["properties"]["extra"] = json!({ "type": "string" });
        add_step(
            &mut manifest,
            "server",
            json!({ "id": "say", "kind": "command", "timeout_seconds": 5, "run": [hostile] }),
        );
        assert_eq!(
            target.plan(&manifest).expect_err(hostile).code(),
            "program-invalid"
        );
    }
}

#[test]
fn a18_no_secret_is_in_a_plan() {
    let plan = Target::new()
        .plan(&manifest_json("1.0.0", 1))
        .expect("a plan");
    let bytes = String::from_utf8(plan.to_bytes().expect("canonical")).expect("UTF-8");
    assert!(!bytes.contains("hunter2"));
    let environment = plan.steps.iter().find_map(|step| match &step.effect {
        Effect::RunCommand { invocation, .. } => Some(&invocation.environment),
        _ => None,
    });
    let environment = environment.expect("a command");
    assert_eq!(
        environment["PASSWORD"],
        Setting::Secret {
            template: "{{ answers.password }}".into(),
            shown: crate::configuration::MASK.into(),
            before_switch: true
        }
    );
    assert_eq!(
        environment["HOME"],
        Setting::Plain("/var/opt/com.acme.monitor".into())
    );
}

#[test]
fn a18_a_secret_in_an_argument_is_refused() {
    let mut manifest = manifest_json("1.0.0", 1);
    add_step(
        &mut manifest,
        "server",
        json!({ "id": "leak", "kind": "command", "timeout_seconds": 5,
                "run": ["bin/x", "--password={{ answers.password }}"] }),
    );
    let refusal = Target::new().plan(&manifest).expect_err("a leak");
    assert_eq!(refusal.code(), "template-secret-not-allowed");
}

#[test]
fn undo_classes_and_marks_are_shown() {
    let mut manifest = manifest_json("1.0.0", 1);
    add_step(
        &mut manifest,
        "server",
        json!({ "id": "firmware", "kind": "command", "timeout_seconds": 5, "run": ["bin/flash"],
                "irreversible": true, "reboot": true }),
    );
    let plan = Target::new().plan(&manifest).expect("a plan");
    let class = |id: &str| {
        let step = plan.steps.iter().find(|step| step.id == id);
        step.map(|step| step.undo)
    };
    assert_eq!(class("files"), Some(UndoClass::Exact));
    assert_eq!(class("migrate"), Some(UndoClass::Compensating));
    assert_eq!(class("account"), Some(UndoClass::Compensating));
    assert_eq!(class("firmware"), Some(UndoClass::None));
    assert!(plan.has_irreversible_step() && plan.needs_reboot());
    assert!(warnings(&plan).is_superset(&["not-undoable".into(), "reboot".into()].into()));
}

#[test]
fn every_step_says_what_it_does_and_names_no_folder() {
    let mut target = Target::new();
    let mut plans = vec![target.run(&manifest_json("1.0.0", 1))];
    let mut next = manifest_json("2.0.0", 2);
    next["data"][0]["format"] = json!(2);
    plans.push(target.run(&next));
    plans.push(target.plan_uninstall(true).expect("a plan"));
    for step in plans.iter().flat_map(|plan| &plan.steps) {
        let summary = step.summary();
        assert!(summary.len() > 8, "{summary}");
        let is_address = summary.contains("http://");
        assert!(is_address || !summary.contains('/'), "{summary}");
    }
    let summaries: Vec<String> = plans[0].steps.iter().map(|step| step.summary()).collect();
    for expected in [
        "place 10 files of server 1.0.0-1",
        "write server.yml from its template",
        "run migrate",
        "start the service com.acme.monitor-server",
        "wait up to 20 s until http://127.0.0.1:9090/-/healthy answers with 200",
    ] {
        assert!(
            summaries.iter().any(|summary| summary == expected),
            "{expected} in {summaries:?}"
        );
    }
}

#[test]
fn a_probe_is_rendered_and_stays_on_this_host() {
    let mut target = Target::new();
    target.answers["port"] = json!(8080);
    let plan = target.plan(&manifest_json("1.0.0", 1)).expect("a plan");
    let url = plan.steps.iter().find_map(|step| match &step.effect {
        Effect::Check(check) => match &check.probe {
            PlannedProbe::Http { url, .. } => Some(url.as_str()),
            _ => None,
        },
        _ => None,
    });
    assert_eq!(url, Some("http://127.0.0.1:8080/-/healthy"));
    let mut manifest = manifest_json("1.0.0", 1);
    add_step(
        &mut manifest,
        "server",
        json!({ "id": "phone-home", "kind": "check", "within": { "seconds": 1, "every_ms": 1 },
                "probe": { "kind": "http", "url": "http://example.com/", "status": 200 } }),
    );
    assert_eq!(
        target.plan(&manifest).expect_err("away").code(),
        "probe-invalid"
    );
}

#[test]
fn services_know_what_starts_before_them_and_their_short_lived_directories() {
    let plan = Target::new()
        .plan(&manifest_json("1.0.0", 1))
        .expect("a plan");
    let services: Vec<_> = plan
        .steps
        .iter()
        .filter_map(|step| match &step.effect {
            Effect::PlaceService { service, .. } => Some(service),
            _ => None,
        })
        .collect();
    assert_eq!(
        services[0].run_directories[0].path,
        path("run/com.acme.monitor/exporter")
    );
    assert_eq!(services[1].after[0].as_str(), "com.acme.monitor-exporter");
    assert_eq!(
        services[1].invocation.program,
        "/opt/com.acme.monitor/current/server/bin/server"
    );
    assert_eq!(services[1].invocation.arguments[0], "--listen=:9090");
}

#[test]
fn an_uninstall_takes_everything_of_ours_and_keeps_data() {
    let mut target = Target::new();
    target.run(&manifest_json("1.0.0", 1));
    target.run(&manifest_json("1.1.0", 2));
    let plan = target.plan_uninstall(false).expect("a plan");
    let told = told(&plan);
    assert_eq!(told[..3], ["stop server", "stop exporter", "deactivate"]);
    for expected in [
        "remove-service server",
        "retire server 1.0.0-1",
        "retire exporter 1.1.0-2",
        "remove-file etc/opt/com.acme.monitor/server.yml",
        "remove-link usr/local/bin/monitor",
        "remove-directory etc/opt/com.acme.monitor",
        "remove-directory opt/com.acme.monitor",
    ] {
        assert!(
            told.contains(&expected.to_owned()),
            "{expected} in {told:?}"
        );
    }
    assert!(!told.contains(&"remove-directory var/opt/com.acme.monitor/db".into()));
    assert!(!told.iter().any(|text| text.starts_with("retire-data")));
    assert_eq!(told.last().map(String::as_str), Some("remove-secrets"));
    assert!(warnings(&plan).is_superset(&["data-kept".into(), "user-kept".into()].into()));
    target.finish(&plan);
    assert!(target.current.active.is_none() && target.current.present.is_empty());
    assert!(target.current.services.is_empty());
    let left: Vec<_> = target
        .current
        .owned
        .iter()
        .map(|owned| owned.path.as_str())
        .collect();
    assert_eq!(
        left,
        ["var/opt/com.acme.monitor", "var/opt/com.acme.monitor/db"]
    );
    assert_eq!(target.current.data.len(), 1);
    assert_eq!(
        target.plan_uninstall(false).expect_err("gone").code(),
        "product-not-installed"
    );
    let purge = target.plan_uninstall(true).expect("a plan");
    target.finish(&purge);
    assert!(target.current.data.is_empty() && target.current.owned.is_empty());
}

#[test]
fn storing_secrets_is_a_step_like_any_other_and_only_where_there_are_some() {
    let is_about_secrets = |step: &&PlannedStep| step.id == "secrets";
    let mut target = Target::new();
    let manifest = manifest_json("1.0.0", 1);
    let plan = target.run(&manifest);
    let step = plan.steps.iter().find(is_about_secrets).expect("a step");
    let at = path("var/lib/sealift/secrets/com.acme.monitor.json");
    let replaces = false;
    assert_eq!(step.effect, Effect::KeepSecrets { at, replaces });
    assert_eq!(step.undo, UndoClass::Exact);
    // Answers without a secret take the stored ones away, which is a step as well.
    target.answers = json!({});
    let mut without = manifest_json("1.1.0", 2);
    drop_step(&mut without, "server", "migrate");
    let plan = target.run(&without);
    let step = plan.steps.iter().find(is_about_secrets).expect("a step");
    assert!(matches!(step.effect, Effect::RemoveSecrets { .. }));
    let mut target = Target::new();
    target.answers = json!({});
    let plan = target.run(&without);
    assert_eq!(plan.steps.iter().find(is_about_secrets), None);
    let plan = target.plan_uninstall(true).expect("a plan");
    assert_eq!(plan.steps.iter().find(is_about_secrets), None);
}

#[test]
fn a_service_that_outlives_the_command_is_declared_so() {
    let mut target = Target::new();
    target.facts.init = Some(crate::facts::InitSystem::None);
    let plan = target.plan(&manifest_json("1.0.0", 1)).expect("a plan");
    assert!(warnings(&plan).contains("no-start-at-boot"));
}

#[test]
fn a_plan_reads_back_as_it_was_written() {
    let mut target = Target::new();
    target.run(&manifest_json("1.0.0", 1));
    let plan = target.plan(&manifest_json("1.1.0", 2)).expect("a plan");
    let bytes = plan.to_bytes().expect("canonical");
    assert_eq!(Plan::from_bytes(&bytes).expect("reads"), plan);
}
