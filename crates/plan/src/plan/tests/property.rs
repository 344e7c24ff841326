//! What holds for every plan, on random products and random journeys.

use std::collections::BTreeSet;

use proptest::prelude::*;
use sealift_document::Document;
use serde_json::{Value, json};

use super::sample::{Target, manifest_json};
use crate::current::OwnedState;
use crate::plan::{Effect, Operation, Plan, PlannedPhase, Wanted};

/// One component: which services, files and links it has, what it depends on, whether it is optional.
#[derive(Debug, Clone)]
struct Part {
    services: u8,
    files: BTreeSet<u8>,
    links: BTreeSet<u8>,
    directories: BTreeSet<u8>,
    depends: BTreeSet<usize>,
    optional: Option<bool>,
}

fn part() -> impl Strategy<Value = Part> {
    let few = || prop::collection::btree_set(0_u8..4, 0..3);
    (
        0_u8..3,
        few(),
        few(),
        few(),
        prop::collection::btree_set(0_usize..4, 0..3),
        prop::option::of(any::<bool>()),
    )
        .prop_map(
            |(services, files, links, directories, depends, optional)| Part {
                services,
                files,
                links,
                directories,
                depends,
                optional,
            },
        )
}

fn release(parts: &[Part], sequence: u64, format: u64) -> Value {
    let mut manifest = manifest_json(&format!("1.{sequence}.0"), sequence);
    let totals = manifest["components"][0]["totals"].clone();
    let components = parts.iter().enumerate().map(|(index, part)| {
        // Dependencies lead to earlier components alone, so that there are no circles.
        let depends: Vec<String> = part
            .depends
            .iter()
            .filter(|d| **d < index)
            .map(|d| format!("c{d}"))
            .collect();
        let mut component = json!({
            "id": format!("c{index}"), "title": { "en": "x" }, "into": format!("c{index}"),
            "depends": depends, "totals": totals, "steps": steps(index, part)
        });
        // The first holds data, which would outlive it.
        if let Some(default) = part.optional.filter(|_| index > 0) {
            component["optional"] = json!({ "default": default });
        }
        component
    });
    manifest["components"] = components.rev().collect();
    manifest["data"] =
        json!([{ "id": "db", "component": "c0", "path": "data/db", "format": format }]);
    manifest
}

fn steps(index: usize, part: &Part) -> Vec<Value> {
    let mut steps = Vec::new();
    for n in 0..part.services {
        steps.push(json!({
            "id": format!("s{n}"), "kind": "service", "name": format!("c{index}s{n}"),
            "run": ["bin/x", "{{ answers.port }}"], "stop_seconds": 1
        }));
    }
    for n in &part.files {
        // The same name can be a file in one release and hold files in another.
        let below = if part.links.contains(n) { "/inner" } else { "" };
        steps.push(json!({
            "id": format!("f{n}"), "kind": "config-file", "path": format!("config/c{index}/f{n}{below}"),
            "template": "t", "mode": "0644"
        }));
    }
    for n in part.links.difference(&part.files) {
        steps.push(json!({
            "id": format!("l{n}"), "kind": "symlink", "path": format!("config/c{index}/f{n}"), "to": "data/x"
        }));
    }
    for n in &part.directories {
        steps.push(json!({
            "id": format!("d{n}"), "kind": "directory", "path": format!("logs/c{index}/d{n}"), "mode": "0750"
        }));
    }
    steps
}

fn products() -> impl Strategy<Value = (Vec<Part>, Vec<Part>, u64)> {
    let parts = || prop::collection::vec(part(), 1..4);
    (parts(), parts(), 1_u64..3)
}

/// What every plan must be.
fn is_sane(plan: &Plan, target: &Target) {
    let effects = || plan.steps.iter().map(|step| &step.effect);
    assert!(
        plan.steps.is_sorted_by_key(|step| step.phase),
        "phases in their order"
    );
    assert!(
        plan.steps
            .iter()
            .zip(1..)
            .all(|(step, number)| step.number == number)
    );

    let stopped: BTreeSet<_> = plan.services.stopped.iter().collect();
    let started: BTreeSet<_> = plan.services.started.iter().collect();
    let removed: BTreeSet<_> = effects()
        .filter_map(|effect| match effect {
            Effect::RemoveService { service } => Some(&service.unit),
            _ => None,
        })
        .collect();
    let installed: BTreeSet<_> = target
        .current
        .services
        .iter()
        .map(|service| &service.definition.unit)
        .collect();
    if !plan.stage_only {
        assert_eq!(stopped, installed, "every service stops");
    }
    assert!(
        stopped
            .iter()
            .all(|unit| started.contains(unit) || removed.contains(unit))
    );
    assert!(started.is_disjoint(&removed));
    assert_eq!(
        started.len(),
        plan.services.started.len(),
        "each starts once"
    );

    let switches = effects()
        .filter(|e| matches!(e, Effect::Activate { .. } | Effect::Deactivate { .. }))
        .count();
    assert_eq!(switches, usize::from(!plan.stage_only));
    if plan.operation == Operation::Uninstall {
        assert!(effects().all(|e| !matches!(e, Effect::PlaceTree(_) | Effect::RenderFile(_))));
    }
    // Undone in reverse, a switch goes back before what it points to is taken away, and services come back last.
    let last_tree = plan
        .steps
        .iter()
        .rposition(|s| matches!(s.effect, Effect::PlaceTree(_)));
    let switch = plan
        .steps
        .iter()
        .position(|s| matches!(s.effect, Effect::Activate { .. }));
    assert!(
        last_tree
            .zip(switch)
            .is_none_or(|(tree, switch)| tree < switch)
    );
    for (at, step) in plan.steps.iter().enumerate() {
        if let Effect::StartService { unit, .. } = &step.effect {
            assert!(step.phase == PlannedPhase::Finish && switch.is_some_and(|s| s < at));
            let placed_after = plan.steps[at..].iter().any(|later| {
                matches!(&later.effect, Effect::PlaceService { service, .. } if service.unit == *unit)
            });
            assert!(!placed_after);
        }
    }
    let paths: Vec<_> = effects()
        .filter_map(|effect| match effect {
            Effect::RenderFile(file) => Some(&file.path),
            Effect::PlaceSymlink { path, .. } => Some(path),
            _ => None,
        })
        .collect();
    assert_eq!(
        paths.iter().collect::<BTreeSet<_>>().len(),
        paths.len(),
        "each path once"
    );
    let bytes = plan.to_bytes().expect("canonical");
    assert_eq!(Plan::from_bytes(&bytes).expect("reads back"), *plan);
}

/// Plans twice: the same inputs give the same bytes.
fn planned(target: &Target, manifest: &Value) -> Plan {
    let plan = target.plan(manifest).expect("a plan");
    let again = target.plan(manifest).expect("a plan");
    assert_eq!(
        plan.to_bytes().expect("bytes"),
        again.to_bytes().expect("bytes")
    );
    is_sane(&plan, target);
    plan
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 128, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_journey_is_made_of_sane_plans((first, second, format) in products()) {
        let (old, new) = (release(&first, 1, 1), release(&second, 2, format));
        let mut target = Target::new();
        let install = planned(&target, &old);
        target.finish(&install);
        let installed = target.current.clone();

        target.request.stage_only = true;
        let staged = planned(&target, &new);
        target.request.stage_only = false;
        prop_assert!(staged.steps.iter().all(|step| step.phase == PlannedPhase::Place));

        let upgrade = planned(&target, &new);
        target.finish(&upgrade);
        target.want(Wanted::Rollback);
        let back = planned(&target, &old);
        target.finish(&back);

        // Going on and back leaves what was there: the same things at the same places, the same services.
        let places = |current: &crate::current::Current| -> BTreeSet<String> {
            let owned = current.owned.iter();
            owned.map(|owned| format!("{} {:?}", owned.path, owned.kind)).collect()
        };
        prop_assert_eq!(places(&target.current), places(&installed));
        prop_assert_eq!(&target.current.services, &installed.services);
        prop_assert_eq!(&target.current.components, &installed.components);

        let gone = target.plan_uninstall(true).expect("a plan");
        is_sane(&gone, &target);
        target.finish(&gone);
        prop_assert!(target.current.owned.is_empty() && target.current.present.is_empty());
        prop_assert!(target.current.data.is_empty() && target.current.backups.is_empty());
    }

    #[test]
    fn i08_no_plan_touches_what_an_operator_edited((first, second, format) in products()) {
        let (old, new) = (release(&first, 1, 1), release(&second, 2, format));
        let mut target = Target::new();
        target.run(&old);
        for owned in &mut target.current.owned {
            if owned.kind != crate::current::OwnedKind::Directory {
                owned.state = OwnedState::Edited;
            }
        }
        let edited: BTreeSet<_> = target
            .current
            .owned
            .iter()
            .filter(|owned| owned.state == OwnedState::Edited)
            .map(|owned| owned.path.clone())
            .collect();
        let plans = [target.plan(&new), target.plan_uninstall(true)];
        for plan in plans.iter().flatten() {
            for step in &plan.steps {
                let touched = match &step.effect {
                    Effect::RenderFile(file) => &file.path,
                    Effect::PlaceSymlink { path, .. }
                    | Effect::RemoveFile { path, .. }
                    | Effect::RemoveLink { path, .. }
                    | Effect::EnsureDirectory { path, .. } => path,
                    _ => continue,
                };
                prop_assert!(!edited.contains(touched), "{touched}");
            }
        }
    }
}
