//! Files and links outside the trees: what operators edited, and what changes its kind.

use serde_json::{Value, json};

use super::sample::{Target, add_step, drop_step, manifest_json, path, told, warnings};
use crate::current::OwnedState;
use crate::plan::{Before, Effect, Plan, RenderFile};

const CONF: &str = "etc/opt/com.acme.monitor/server.yml";

fn edit(target: &mut Target, at: &str, state: OwnedState) {
    let owned = target
        .current
        .owned
        .iter_mut()
        .find(|owned| owned.path.as_str() == at);
    owned.expect(at).state = state;
}

fn rendered(plan: &Plan) -> &RenderFile {
    let file = plan.steps.iter().find_map(|step| match &step.effect {
        Effect::RenderFile(file) => Some(file),
        _ => None,
    });
    file.expect("a rendered file")
}

fn file_step(id: &str, at: &str) -> Value {
    json!({ "id": id, "kind": "config-file", "path": at, "template": "t", "mode": "0644" })
}

#[test]
fn i08_an_edited_file_is_kept_and_the_new_rendition_goes_beside_it() {
    let mut target = Target::new();
    target.run(&manifest_json("1.0.0", 1));
    edit(&mut target, CONF, OwnedState::Edited);
    let plan = target.run(&manifest_json("1.1.0", 2));
    let file = rendered(&plan);
    assert_eq!(file.path, path(&format!("{CONF}.new-1.1.0")));
    assert_eq!(file.before, Before::Absent);
    let beside = file.beside.as_ref().expect("it is beside something");
    assert_eq!(beside.kept, path(CONF));
    assert!(beside.placed_sha256.is_some());
    assert!(warnings(&plan).contains("edited-file-kept"));
    assert_eq!(plan.summary.kept.value(), 1);
    let told = told(&plan);
    assert!(!told.iter().any(|text| text.contains("remove")), "{told:?}");
    // The next upgrade keeps it again, and the rendition of the release before goes.
    edit(&mut target, CONF, OwnedState::Edited);
    let next = target.plan(&manifest_json("1.2.0", 3)).expect("a plan");
    assert_eq!(rendered(&next).path, path(&format!("{CONF}.new-1.2.0")));
    let told = super::sample::told(&next);
    assert!(
        told.contains(&format!("remove-file {CONF}.new-1.1.0")),
        "{told:?}"
    );
}

#[test]
fn i08_an_edited_file_is_replaced_only_when_somebody_says_so() {
    let mut target = Target::new();
    target.run(&manifest_json("1.0.0", 1));
    edit(&mut target, CONF, OwnedState::Edited);
    target.request.replace_edited = true;
    let plan = target.plan(&manifest_json("1.1.0", 2)).expect("a plan");
    assert_eq!(rendered(&plan).path, path(CONF));
    assert_eq!(rendered(&plan).before, Before::Anything);
    assert!(warnings(&plan).contains("edited-file-replaced"));
}

#[test]
fn i08_a_file_of_somebody_else_is_kept_like_an_edited_one() {
    let mut target = Target::new();
    target.current.foreign.insert(path(CONF));
    let plan = target.plan(&manifest_json("1.0.0", 1)).expect("a plan");
    assert_eq!(rendered(&plan).path, path(&format!("{CONF}.new-1.0.0")));
    assert!(warnings(&plan).contains("foreign-file-kept"));
    target
        .current
        .foreign
        .insert(path(&format!("{CONF}.new-1.0.0")));
    let plan = target.plan(&manifest_json("1.0.0", 1)).expect("a plan");
    assert_eq!(rendered(&plan).path, path(&format!("{CONF}.new-1.0.0.2")));
}

#[test]
fn a_link_of_somebody_else_refuses_the_install() {
    let mut target = Target::new();
    target.current.foreign.insert(path("usr/local/bin/monitor"));
    let refusal = target
        .plan(&manifest_json("1.0.0", 1))
        .expect_err("occupied");
    assert_eq!(refusal.code(), "path-occupied");
}

#[test]
fn an_edited_file_outlives_the_product() {
    let mut target = Target::new();
    target.run(&manifest_json("1.0.0", 1));
    edit(&mut target, CONF, OwnedState::Edited);
    let plan = target.plan_uninstall(false).expect("a plan");
    assert!(!told(&plan).contains(&format!("remove-file {CONF}")));
    assert!(warnings(&plan).contains("edited-file-kept"));
}

#[test]
fn a_file_that_is_gone_is_rendered_again() {
    let mut target = Target::new();
    target.run(&manifest_json("1.0.0", 1));
    edit(&mut target, CONF, OwnedState::Missing);
    let plan = target.plan(&manifest_json("1.1.0", 2)).expect("a plan");
    assert_eq!(rendered(&plan).path, path(CONF));
    assert_eq!(rendered(&plan).before, Before::Absent);
}

/// Installs a release with one thing at a place, then upgrades to one with another thing there.
fn between(first: &[Value], second: &[Value]) -> Vec<String> {
    let release = |version, sequence, steps: &[Value]| {
        let mut manifest = manifest_json(version, sequence);
        for step in steps {
            add_step(&mut manifest, "exporter", step.clone());
        }
        for step in ["conf", "link", "account", "migrate"] {
            drop_step(&mut manifest, "server", step);
        }
        manifest
    };
    let (old, new) = (release("1.0.0", 1, first), release("1.1.0", 2, second));
    let mut target = Target::new();
    target.run(&old);
    let forwards = target.run(&new);
    // The same the other way round, from what the upgrade left behind.
    target.want(crate::plan::Wanted::Rollback);
    let back = target.run(&old);
    let mut told = told(&forwards);
    told.push("back".into());
    told.extend(super::sample::told(&back));
    let place = |text: &String| text.contains("/thing") || text == "back";
    told.into_iter().filter(place).collect()
}

const THING: &str = "etc/opt/com.acme.monitor/thing";

#[test]
fn i16_a_file_becomes_a_directory_and_a_directory_a_file() {
    let file = [file_step("a", "config/thing")];
    let directory = [file_step("a", "config/thing/inner")];
    assert_eq!(
        between(&file, &directory),
        [
            format!("remove-file {THING}"),
            format!("directory {THING}"),
            format!("file {THING}/inner"),
            "back".into(),
            format!("remove-file {THING}/inner"),
            format!("remove-directory {THING}"),
            format!("file {THING}"),
        ]
    );
}

#[test]
fn i16_a_link_becomes_a_file_and_a_directory_a_link() {
    let link = json!({ "id": "a", "kind": "symlink", "path": "config/thing", "to": "data/x" });
    assert_eq!(
        between(
            std::slice::from_ref(&link),
            &[file_step("a", "config/thing")]
        ),
        [
            format!("remove-link {THING}"),
            format!("file {THING}"),
            "back".into(),
            format!("remove-file {THING}"),
            format!("symlink {THING}"),
        ]
    );
    let directory =
        json!({ "id": "a", "kind": "directory", "path": "config/thing", "mode": "0755" });
    assert_eq!(
        between(&[directory], &[link]),
        [
            format!("remove-directory {THING}"),
            format!("symlink {THING}"),
            "back".into(),
            format!("remove-link {THING}"),
            format!("directory {THING}"),
        ]
    );
}

#[test]
fn i16_an_edited_file_in_the_way_of_a_directory_refuses() {
    let mut target = Target::new();
    target.run(&manifest_json("1.0.0", 1));
    edit(&mut target, CONF, OwnedState::Edited);
    let mut next = manifest_json("1.1.0", 2);
    drop_step(&mut next, "server", "conf");
    add_step(
        &mut next,
        "server",
        file_step("conf", "config/server.yml/inner"),
    );
    assert_eq!(
        target.plan(&next).expect_err("in the way").code(),
        "edited-in-the-way"
    );
}

#[test]
fn a_link_that_stays_is_left_alone_and_one_that_moves_is_replaced() {
    let mut target = Target::new();
    target.run(&manifest_json("1.0.0", 1));
    let same = target.plan(&manifest_json("1.1.0", 2)).expect("a plan");
    assert!(!told(&same).iter().any(|text| text.starts_with("symlink")));
    let mut other = manifest_json("1.1.0", 2);
    drop_step(&mut other, "server", "link");
    add_step(
        &mut other,
        "server",
        json!({ "id": "link", "kind": "symlink", "path": "/usr/local/bin/monitor", "to": "program/x" }),
    );
    let plan = target.plan(&other).expect("a plan");
    let before = plan.steps.iter().find_map(|step| match &step.effect {
        Effect::PlaceSymlink { before, .. } => Some(before),
        _ => None,
    });
    assert!(matches!(before, Some(Before::Linked { .. })));
}

#[test]
fn two_steps_at_one_place_are_refused() {
    let mut manifest = manifest_json("1.0.0", 1);
    add_step(
        &mut manifest,
        "exporter",
        file_step("twin", "config/server.yml"),
    );
    assert_eq!(
        Target::new().plan(&manifest).expect_err("twice").code(),
        "placed-twice"
    );
}
