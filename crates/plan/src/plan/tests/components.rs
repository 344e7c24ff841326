//! Which components, which release, and refusals.

use serde_json::json;

use super::sample::{Target, component, manifest_json, told};
use crate::plan::{Operation, PlanRefusal, Wanted};

fn refused(target: &Target, manifest: &serde_json::Value) -> &'static str {
    target.plan(manifest).expect_err("a refusal").code()
}

#[test]
fn optional_components_are_chosen_by_name_and_misspelling_names_the_nearest() {
    let mut target = Target::new();
    let manifest = manifest_json("1.0.0", 1);
    target.request.with = vec!["alert".into()];
    let plan = target.plan(&manifest).expect("a plan");
    let ids: Vec<_> = plan.components.iter().map(|id| id.as_str()).collect();
    assert_eq!(
        ids,
        ["exporter", "server", "alert"],
        "each after what it depends on"
    );
    target.request.with = vec!["alret".into()];
    assert_eq!(
        target.plan(&manifest).expect_err("misspelt"),
        PlanRefusal::ComponentUnknown {
            name: "alret".into(),
            nearest: Some("alert".into())
        }
    );
    target.request.with = vec!["alert".into()];
    target.request.without = vec!["alert".into()];
    assert_eq!(refused(&target, &manifest), "request-contradicts");
    target.request.with.clear();
    target.request.without = vec!["server".into()];
    assert_eq!(refused(&target, &manifest), "component-required");
}

#[test]
fn a_component_brings_what_it_depends_on_unless_that_was_left_out() {
    let mut target = Target::new();
    let mut manifest = manifest_json("1.0.0", 1);
    component(&mut manifest, "server")["optional"] = json!({ "default": false });
    component(&mut manifest, "exporter")["optional"] = json!({ "default": false });
    target.request.with = vec!["alert".into()];
    assert_eq!(target.plan(&manifest).expect("a plan").components.len(), 3);
    target.request.without = vec!["exporter".into()];
    assert_eq!(refused(&target, &manifest), "component-needed");
}

#[test]
fn an_upgrade_keeps_the_choice_of_components() {
    let mut target = Target::new();
    target.request.with = vec!["alert".into()];
    target.run(&manifest_json("1.0.0", 1));
    target.want(Wanted::Install);
    assert_eq!(
        target
            .plan(&manifest_json("1.1.0", 2))
            .expect("a plan")
            .components
            .len(),
        3
    );
    let mut declined = Target::new();
    declined.run(&manifest_json("1.0.0", 1));
    let mut next = manifest_json("1.1.0", 2);
    component(&mut next, "alert")["optional"] = json!({ "default": true });
    let plan = declined.plan(&next).expect("a plan");
    assert_eq!(
        plan.components.len(),
        2,
        "it was left out, and a new default does not bring it"
    );
    assert_eq!(plan.declined.len(), 1);
}

#[test]
fn components_of_another_platform_are_left_out() {
    let mut target = Target::new();
    let mut manifest = manifest_json("1.0.0", 1);
    let arm = json!([{ "os": "linux", "arch": "aarch64" }]);
    manifest["platforms"]
        .as_array_mut()
        .expect("a list")
        .push(arm[0].clone());
    component(&mut manifest, "alert")["platforms"] = arm.clone();
    target.request.with = vec!["alert".into()];
    assert_eq!(refused(&target, &manifest), "component-not-for-platform");
    manifest["platforms"] = arm;
    assert_eq!(refused(&target, &manifest), "platform-unsupported");
    target.facts.platform = None;
    assert_eq!(
        refused(&target, &manifest),
        "platform-unsupported",
        "unknown is not met"
    );
}

#[test]
fn the_same_release_again_is_refused_unless_something_changed() {
    let mut target = Target::new();
    let manifest = manifest_json("1.0.0", 1);
    target.run(&manifest);
    assert_eq!(refused(&target, &manifest), "already-installed");
    target.answers["password"] = json!("another");
    assert_eq!(
        refused(&target, &manifest),
        "already-installed",
        "a plan cannot see secrets"
    );
    target.request.reapply = true;
    assert_eq!(
        target.plan(&manifest).expect("a plan").operation,
        Operation::Reconfigure
    );
    target.request.reapply = false;
    target.answers["port"] = json!(8080);
    let plan = target.run(&manifest);
    assert_eq!(plan.operation, Operation::Reconfigure);
    let told = told(&plan);
    assert!(
        !told.iter().any(|text| text.starts_with("place-tree")),
        "{told:?}"
    );
    assert!(
        told.contains(&"place-service server".into()),
        "its port changed"
    );
    assert!(
        !told.contains(&"place-service exporter".into()),
        "it is in place already"
    );
    assert!(told.contains(&"start com.acme.monitor-exporter".into()));
}

#[test]
fn going_back_is_a_rollback_and_going_on_is_not() {
    let mut target = Target::new();
    let (old, new) = (manifest_json("1.0.0", 1), manifest_json("1.1.0", 2));
    target.run(&old);
    target.run(&new);
    assert_eq!(refused(&target, &old), "downgrade-needs-rollback");
    target.want(Wanted::Rollback);
    assert_eq!(refused(&target, &new), "not-an-earlier-release");
    let plan = target.run(&old);
    assert_eq!(plan.operation, Operation::Rollback);
    assert!(
        !told(&plan)
            .iter()
            .any(|text| text.starts_with("place-tree")),
        "it is still there"
    );
    assert_eq!(
        target.current.active.as_ref().map(|r| r.name.as_str()),
        Some("1.0.0-1")
    );
}

#[test]
fn t09_below_the_floor_only_what_ran_here_comes_back() {
    let mut target = Target::new();
    let (old, mut new) = (manifest_json("1.0.0", 1), manifest_json("1.1.0", 5));
    new["rollback_index"] = json!(5);
    target.run(&old);
    target.run(&new);
    assert_eq!(target.current.floor.map(u64::from), Some(5));
    let mut stranger = manifest_json("1.0.5", 3);
    stranger["rollback_index"] = json!(3);
    target.want(Wanted::Rollback);
    assert_eq!(refused(&target, &stranger), "below-floor");
    assert!(target.plan(&old).is_ok(), "it ran here");
}

#[test]
fn a_repair_places_damaged_trees_and_missing_files_anew() {
    let mut target = Target::new();
    let manifest = manifest_json("1.0.0", 1);
    target.run(&manifest);
    target.current.present[0].components[0].damaged = true;
    target.want(Wanted::Repair);
    let plan = target.plan(&manifest).expect("a plan");
    let trees: Vec<_> = plan
        .steps
        .iter()
        .filter_map(|step| match &step.effect {
            crate::plan::Effect::PlaceTree(tree) => Some((tree.component.as_str(), tree.replaces)),
            _ => None,
        })
        .collect();
    assert_eq!(trees, [("exporter", true)]);
    assert_eq!(
        refused(&target, &manifest_json("1.1.0", 2)),
        "not-the-active-release"
    );
}

#[test]
fn requirements_stop_an_install_but_not_a_way_back() {
    let mut target = Target::new();
    let old = manifest_json("1.0.0", 1);
    let mut needy = manifest_json("1.1.0", 2);
    needy["requirements"] = json!([
        { "id": "ram", "kind": "memory", "at-least": 1024 },
        { "id": "fips", "kind": "fips", "enabled": true, "level": "recommended" }
    ]);
    assert_eq!(
        refused(&target, &needy),
        "requirements-unmet",
        "the memory is unknown"
    );
    target.facts.memory.total_bytes = Some(2048_u32.into());
    let plan = target.plan(&needy).expect("a plan");
    assert!(super::sample::warnings(&plan).contains("recommendation-unmet"));
    target.run(&needy);
    let mut earlier = old.clone();
    earlier["requirements"] = json!([{ "id": "cores", "kind": "cores", "at-least": 64 }]);
    target.want(Wanted::Rollback);
    assert!(target.plan(&earlier).is_ok());
}

#[test]
fn what_is_not_there_cannot_be_changed() {
    let mut target = Target::new();
    for wanted in [Wanted::Rollback, Wanted::Repair] {
        target.want(wanted);
        assert_eq!(
            refused(&target, &manifest_json("1.0.0", 1)),
            "product-not-installed"
        );
    }
    for wanted in [Wanted::Install, Wanted::ActivateStaged] {
        target.want(wanted);
        target.request.upgrade_only = true;
        assert_eq!(
            refused(&target, &manifest_json("1.0.0", 1)),
            "product-not-installed"
        );
    }
    let mut other = manifest_json("1.0.0", 1);
    other["product"] = json!("com.acme.other");
    assert_eq!(refused(&target, &other), "product-mismatch");
    assert_eq!(
        target.plan_uninstall(true).expect_err("nothing").code(),
        "product-not-installed"
    );
}

#[test]
fn a_relocated_world_takes_no_users_and_a_user_scope_nothing_of_the_host() {
    use crate::layout::{Layout, Scope, WorldRoot};
    use sealift_package::manifest::Os;
    let product = super::sample::PRODUCT.parse().expect("an id");
    let mut target = Target::new();
    let root = WorldRoot::relocated(Os::Linux, "/srv/world").expect("absolute");
    target.layout = Layout::new(root, &Scope::System, &product).expect("short");
    assert_eq!(
        refused(&target, &manifest_json("1.0.0", 1)),
        "user-in-relocated-root"
    );
    let home = super::sample::path("home/alice");
    let root = WorldRoot::machine(Os::Linux);
    target.layout = Layout::new(root, &Scope::User { home }, &product).expect("short");
    let mut manifest = manifest_json("1.0.0", 1);
    super::sample::drop_step(&mut manifest, "server", "account");
    assert_eq!(
        refused(&target, &manifest),
        "needs-system-scope",
        "a link in /usr/local/bin"
    );
    super::sample::drop_step(&mut manifest, "server", "link");
    assert!(target.plan(&manifest).is_ok());
}

#[test]
fn the_ports_of_its_own_services_are_free_for_the_next_release() {
    let mut target = Target::new();
    let needs_port = |version, sequence| {
        let mut manifest = manifest_json(version, sequence);
        manifest["requirements"] = json!([{ "id": "p", "kind": "port-free", "port": "port" }]);
        manifest
    };
    let socket = |port| crate::facts::ListeningSocket {
        port,
        address: "127.0.0.1".into(),
        process: None,
        product: None,
    };
    target.facts.listening = Some(vec![socket(9090)]);
    assert_eq!(
        refused(&target, &needs_port("1.0.0", 1)),
        "requirements-unmet",
        "a stranger's"
    );
    target.facts.listening = Some(Vec::new());
    target.run(&needs_port("1.0.0", 1));
    target.facts.listening = Some(vec![socket(9090), socket(909)]);
    assert!(
        target.plan(&needs_port("1.1.0", 2)).is_ok(),
        "its server was told to listen there"
    );
    target.answers["port"] = json!(909);
    assert_eq!(
        refused(&target, &needs_port("1.1.0", 2)),
        "requirements-unmet"
    );
}
