//! The arrows are kept: once on data with one edge too many, once through cargo on a copy of the real manifests.

use super::*;
use serde_json::json;
use std::fs;
use std::path::Path;

/// The project's crates, each with the given ordinary (`""`) or test (`"dev"`) dependencies.
fn project(edges: &[(&str, &str, &str)]) -> Metadata {
    let package = |name: &str| {
        let own = edges.iter().filter(|(from, _, _)| *from == name);
        let kind = |kind: &str| (!kind.is_empty()).then(|| kind.to_owned());
        let dependencies: Vec<_> = own
            .map(|(_, to, of)| json!({ "name": to, "kind": kind(of) }))
            .collect();
        json!({ "id": name, "name": name, "version": "1.0.0", "license": null,
                "dependencies": dependencies, "targets": [], "manifest_path": "/Cargo.toml" })
    };
    let names: Vec<&str> = ARROWS.iter().map(|(name, _)| *name).collect();
    let packages: Vec<_> = names.iter().map(|name| package(name)).collect();
    let metadata = json!({ "packages": packages, "workspace_members": names, "resolve": null });
    serde_json::from_value(metadata).expect("the fields are those of cargo metadata")
}

#[test]
fn the_arrows_of_the_design_are_allowed() {
    let edges = [
        ("sealift-trust", "sealift-package", ""),
        ("sealift-engine", "sealift-document", ""),
        ("sealift-app", "sealift-report", ""),
        ("sealift-helper", "sealift-host", ""),
        ("sealift-cli", "sealift-vendor", ""),
        ("sealift-plan", "sealift-testkit", "dev"),
        ("sealift-testkit", "sealift-vendor", ""),
        ("sealift-journeys", "sealift-testkit", ""),
    ];
    assert_eq!(faults(&project(&edges)), Vec::<String>::new());
}

#[test]
fn one_forbidden_arrow_is_one_fault_that_names_both_ends() {
    for (from, to, kind) in [
        ("sealift-document", "sealift-package", ""),
        ("sealift-plan", "sealift-trust", ""),
        ("sealift-audit", "sealift-package", ""),
        ("sealift-engine", "sealift-host", ""),
        ("sealift-engine", "sealift-report", ""),
        ("sealift-app", "sealift-host", ""),
        ("sealift-vendor", "sealift-engine", ""),
        ("sealift-host", "sealift-app", "build"),
        ("sealift-cli", "sealift-testkit", ""),
        ("xtask", "sealift-document", ""),
    ] {
        let found = faults(&project(&[(from, to, kind)]));
        assert_eq!(found.len(), 1, "{from} -> {to}: {found:?}");
        assert!(
            found[0].contains(from) && found[0].contains(to),
            "{found:?}"
        );
    }
}

#[test]
fn the_elevated_side_reaches_no_vendor_by_a_detour() {
    let detour = [
        ("sealift-helper", "sealift-host", ""),
        ("sealift-host", "sealift-vendor", ""),
    ];
    let found = faults(&project(&detour));
    assert!(
        found
            .iter()
            .any(|fault| fault.starts_with("sealift-helper reaches")),
        "{found:?}"
    );
}

#[test]
fn a_crate_without_a_line_is_a_fault() {
    let mut metadata = project(&[]);
    metadata.packages[0].name = "sealift-newcomer".to_owned();
    assert!(
        faults(&metadata)
            .iter()
            .any(|fault| fault.contains("sealift-newcomer"))
    );
}

#[test]
fn tidy_fails_when_a_real_manifest_gains_a_forbidden_arrow() {
    let copy = copied_manifests();
    let workspace = Workspace::at(&copy);
    crate::tidy::run(&workspace, &["arrows".to_owned()])
        .expect("the tree as it is keeps the arrows");

    let manifest = copy.join("crates").join("engine").join("Cargo.toml");
    let text = fs::read_to_string(&manifest).expect("copied above");
    let arrow = "[target.'cfg(windows)'.dependencies.sealift-vendor]\npath = '../vendor'\n";
    fs::write(&manifest, format!("{text}\n{arrow}")).expect("the copy is ours");
    let found = check(&workspace).expect("cargo reads the copy");
    assert!(
        found
            .iter()
            .any(|fault| fault.starts_with("sealift-engine -> sealift-vendor")),
        "{found:?}"
    );
    crate::tidy::run(&workspace, &["arrows".to_owned()]).expect_err("tidy fails as a whole");
    fs::remove_dir_all(copy).expect("the copy is ours");
}

/// The workspace's real manifests, with every target that cargo would look for as an empty file.
fn copied_manifests() -> std::path::PathBuf {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"))
        .parent()
        .expect("xtask lies in the workspace");
    let copy = std::env::temp_dir().join(format!("sealift-arrows-{}", std::process::id()));
    let files = Workspace::at(here).files().expect("git lists the project");
    let is_read_by_cargo = |file: &&String| file.ends_with(".rs") || file.ends_with("Cargo.toml");
    for file in files.iter().filter(is_read_by_cargo) {
        let to = copy.join(file);
        fs::create_dir_all(to.parent().expect("a file has a folder")).expect("a temporary folder");
        fs::copy(here.join(file), to).expect("a project's file");
    }
    copy
}
