//! The rules that bind a manifest's fields together: one vector each, in a manifest that is otherwise sound.

use sealift_package::manifest::{
    Arch, Manifest, ManifestError, ManifestProblem, Os, Phase, Platform,
};
use serde_json::{Value, json};

/// A manifest of two components, the second of which depends on the first.
fn sound() -> Value {
    let component = |id: &str| {
        json!({
            "id": id, "title": {"en": id}, "into": id,
            "steps": [
                {"id": "data", "kind": "directory", "path": "data", "mode": "0750"},
                {"id": "run", "kind": "service", "name": id, "run": ["bin/run"], "stop_seconds": 9},
            ],
            "totals": {
                "raw_bytes": 0, "files": 0, "directories": 0, "symlinks": 0, "outward_symlinks": 0
            },
        })
    };
    let mut value = json!({
        "type": "sealift.manifest/v1", "product": "com.acme.monitor", "name": {"en": "Monitor"},
        "vendor": {"name": "Acme"}, "version": "1.2.0", "sequence": 12, "rollback_index": 10,
        "issued": "2026-10-01T00:00:00Z", "names": "portable",
        "platforms": [{"os": "linux", "arch": "x86-64"}, {"os": "windows", "arch": "x86-64"}],
        "components": [component("base"), component("server")],
        "requirements": [
            {"id": "cores", "kind": "cores", "at-least": 2},
            {"id": "fips", "kind": "fips", "enabled": false},
        ],
        "data": [{"id": "history", "component": "server", "path": "data/history", "format": 1}],
        "documents": [{
            "id": "terms", "kind": "licence", "title": {"en": "Terms"}, "media_type": "text/plain",
            "sha256": "0".repeat(64), "bytes": 1
        }],
        "configuration": {"schema": {"properties": {"accept": {"x-licence": "terms"}, "port": {}}}},
        "index": {"stored_sha256": "0".repeat(64), "stored_bytes": 1, "raw_bytes": 1},
        "totals": {
            "chunks": 0, "stored_bytes": 0, "raw_bytes": 0, "files": 0, "directories": 0, "symlinks": 0
        },
    });
    value["components"][1]["depends"] = json!(["base"]);
    value
}

fn manifest(value: Value) -> Manifest {
    serde_json::from_value(value).expect("of a manifest's shape")
}

fn with(change: impl FnOnce(&mut Value)) -> Manifest {
    let mut value = sound();
    change(&mut value);
    manifest(value)
}

/// The code and the place of everything that is wrong; a reader says the first of them.
fn wrong(change: impl FnOnce(&mut Value)) -> Vec<(&'static str, String)> {
    let manifest = with(change);
    let told = |problem: ManifestProblem| (problem.error.code(), problem.at);
    let problems: Vec<_> = manifest.problems().into_iter().map(told).collect();
    let first = manifest.validate().err().map(|error| error.code());
    assert_eq!(first, problems.first().map(|(code, _)| *code));
    problems
}

/// A change of one field, by its pointer.
fn set(at: &str, to: Value) -> impl FnOnce(&mut Value) {
    move |value| *value.pointer_mut(at).expect(at) = to
}

fn one(code: &'static str, at: &str) -> Vec<(&'static str, String)> {
    vec![(code, at.to_owned())]
}

#[test]
fn a_sound_manifest_has_no_problem() {
    assert_eq!(wrong(|_| {}), []);
}

#[test]
fn numbers_lie_in_their_ranges() {
    let code = "manifest-number-out-of-range";
    let most = sealift_package::limits::INDEX_RAW_BYTES;
    assert_eq!(
        wrong(set("/rollback_index", json!(13))),
        one(code, "/rollback_index")
    );
    assert_eq!(wrong(set("/rollback_index", json!(12))), []);
    assert_eq!(
        wrong(set("/index/raw_bytes", json!(0))),
        one(code, "/index/raw_bytes")
    );
    assert_eq!(wrong(set("/index/raw_bytes", json!(most))), []);
    assert_eq!(
        wrong(set("/index/raw_bytes", json!(most + 1))),
        one(code, "/index/raw_bytes")
    );
    let none = wrong(|value| {
        value["sequence"] = json!(0);
        value["rollback_index"] = json!(0);
    });
    assert_eq!(none, one(code, "/sequence"));
}

#[test]
fn a_release_is_for_some_platform_and_has_some_component() {
    let code = "manifest-incomplete";
    assert_eq!(wrong(set("/platforms", json!([]))), one(code, "/platforms"));
    let empty = wrong(|value| {
        value["components"] = json!([]);
        value["data"] = json!([]);
    });
    assert_eq!(empty, one(code, "/components"));
}

#[test]
fn p05_names_of_linux_are_for_linux_alone() {
    let posix = |platforms: Value| {
        wrong(|value| {
            value["names"] = json!("posix");
            value["platforms"] = platforms;
        })
    };
    let (linux, windows) = (
        json!({"os": "linux", "arch": "x86-64"}),
        json!({"os": "windows", "arch": "x86-64"}),
    );
    assert_eq!(posix(json!([linux])), []);
    assert_eq!(
        posix(json!([linux, windows])),
        one("manifest-posix-names", "/names")
    );
}

#[test]
fn a_name_is_given_once() {
    let code = "manifest-duplicate-name";
    for (list, at) in [
        ("requirements", "/requirements/1/id"),
        ("components", "/components/1/id"),
    ] {
        let first = sound()[list][0]["id"].clone();
        assert_eq!(wrong(set(at, first)).first(), one(code, at).first());
    }
    for list in ["data", "documents"] {
        let twice = wrong(|value| {
            let first = value[list][0].clone();
            value[list].as_array_mut().expect("a list").push(first);
        });
        assert_eq!(twice, one(code, &format!("/{list}/1/id")));
    }
    // Steps are named within their component, services within the release.
    let step = wrong(set("/components/1/steps/1/id", json!("data")));
    assert_eq!(step, one(code, "/components/1/steps/1/id"));
    let service = wrong(set("/components/1/steps/1/name", json!("base")));
    assert_eq!(service, one(code, "/components/1/steps/1/name"));
}

#[test]
fn what_is_referred_to_is_declared() {
    let code = "manifest-unresolved-name";
    let nobody = || json!("nobody");
    assert_eq!(
        wrong(set("/components/1/depends/0", nobody())),
        one(code, "/components/1/depends/0")
    );
    assert_eq!(
        wrong(set("/data/0/component", nobody())),
        one(code, "/data/0/component")
    );
    let question = "/configuration/schema/properties/accept/x-licence";
    assert_eq!(wrong(set(question, nobody())), one(code, question));
    // A paper of that name that is no licence cannot be accepted as one.
    let other = wrong(set("/documents/0/kind", json!("changelog")));
    assert_eq!(other, one(code, question));
}

#[test]
fn components_depend_in_no_circle() {
    let code = "manifest-dependency-circle";
    let depends = |value: &mut Value, at: usize, on: &[&str]| {
        value["components"][at]["depends"] = json!(on);
    };
    assert_eq!(
        wrong(|value| depends(value, 0, &["server"])),
        one(code, "/components/0/depends")
    );
    assert_eq!(
        wrong(|value| depends(value, 1, &["base", "server"])),
        one(code, "/components/1/depends")
    );
    // Two ways to the same component are no circle.
    let diamond = |back: &[&str]| {
        wrong(|value| {
            for (at, id) in [(2, "left"), (3, "right")] {
                let mut part = value["components"][0].clone();
                part["id"] = json!(id);
                part["into"] = json!(id);
                part["steps"] = json!([]);
                value["components"]
                    .as_array_mut()
                    .expect("a list")
                    .push(part);
                depends(value, at, &["base"]);
            }
            depends(value, 0, back);
            depends(value, 1, &["left", "right", "base"]);
        })
    };
    assert_eq!(diamond(&[]), []);
    assert_eq!(diamond(&["right"]), one(code, "/components/0/depends"));
}

#[test]
fn components_that_meet_on_a_machine_have_folders_of_their_own() {
    let shared = |one: &str, other: &str| {
        wrong(|value| {
            value["components"][0]["into"] = json!(one);
            value["components"][1]["into"] = json!(other);
        })
    };
    let code = "manifest-shared-folder";
    for (a, b) in [("x", "x"), ("x", "x/y"), ("x/y", "x")] {
        assert_eq!(shared(a, b), one(code, "/components/1/into"), "{a} {b}");
    }
    // Named is the folder that holds the other.
    for (a, b) in [("x", "x/y"), ("x/y", "x")] {
        let both = with(|value| {
            value["components"][0]["into"] = json!(a);
            value["components"][1]["into"] = json!(b);
        });
        let Err(ManifestError::SharedFolder { folder, .. }) = both.validate() else {
            panic!("a shared folder");
        };
        assert_eq!(folder, "x");
    }
    for (a, b) in [("x", "xy"), ("x/a", "x/b"), ("xy", "x")] {
        assert_eq!(shared(a, b), [], "{a} {b}");
    }
    let on = |first: Value, second: Value| {
        wrong(|value| {
            value["components"][1]["into"] = json!("base");
            value["components"][0]["platforms"] = first;
            value["components"][1]["platforms"] = second;
        })
    };
    let linux = || json!([{"os": "linux", "arch": "x86-64"}]);
    let windows = || json!([{"os": "windows", "arch": "x86-64"}]);
    let any_linux = || json!([{"os": "linux", "arch": "any"}]);
    assert_eq!(on(linux(), windows()), []);
    assert_eq!(on(linux(), any_linux()).len(), 1);
    assert_eq!(on(any_linux(), linux()).len(), 1);
    assert_eq!(on(linux(), json!([])).len(), 1);
}

#[test]
fn no_step_writes_into_the_release_itself() {
    let code = "manifest-read-only-place";
    let step = |step: Value| wrong(set("/components/0/steps/0", step));
    let at = "/components/0/steps/0/path";
    for bad in [
        json!({"id": "a", "kind": "directory", "path": "program/x", "mode": "0750"}),
        json!({"id": "a", "kind": "symlink", "path": "program/x", "to": "data/x"}),
        json!({"id": "a", "kind": "config-file", "path": "program/x", "template": "t", "mode": "0640"}),
    ] {
        assert_eq!(step(bad), one(code, at));
    }
    let link = json!({"id": "a", "kind": "symlink", "path": "data/x", "to": "program/x"});
    assert_eq!(step(link), []);
}

#[test]
fn everything_wrong_is_told_up_to_a_hundred() {
    let many = |count: usize| {
        let nobody: Vec<String> = (0..count).map(|n| format!("nobody-{n}")).collect();
        wrong(set("/components/1/depends", json!(nobody))).len()
    };
    assert_eq!([many(99), many(100), many(101)], [99, 100, 100]);
}

#[test]
fn a_release_and_its_components_are_found_by_their_names() {
    let manifest = manifest(sound());
    assert_eq!(manifest.release_name(), "1.2.0-12");
    for component in &manifest.components {
        assert_eq!(manifest.component(&component.id), Some(component));
    }
    assert_eq!(manifest.component(&"nobody".parse().expect("an id")), None);
}

#[test]
fn t11_a_component_applies_to_its_platforms_or_to_all() {
    let machine = |os| Platform {
        os,
        arch: Arch::X86_64,
    };
    let linux = json!([{"os": "linux", "arch": "any"}]);
    let manifest = with(|value| value["components"][1]["platforms"] = linux);
    let applies = |at: usize, os| manifest.components[at].applies_to(machine(os));
    assert!(applies(0, Os::Linux) && applies(0, Os::Windows));
    assert!(applies(1, Os::Linux) && !applies(1, Os::Windows));
}

#[test]
fn a_step_runs_where_its_kind_belongs_unless_it_says_otherwise() {
    let manifest = with(|value| {
        let steps = value["components"][0]["steps"]
            .as_array_mut()
            .expect("a list");
        let check = json!({"kind": "tcp", "host": "localhost", "port": "80"});
        let within = json!({"seconds": 9, "every_ms": 100});
        steps.push(json!({"id": "up", "kind": "check", "probe": check, "within": within}));
        let mut early = steps[1].clone();
        (early["id"], early["phase"]) = (json!("early"), json!("prepare"));
        steps.push(early);
    });
    let phases: Vec<Phase> = manifest.components[0]
        .steps
        .iter()
        .map(|s| s.phase())
        .collect();
    assert_eq!(
        phases,
        [Phase::Prepare, Phase::Finish, Phase::Finish, Phase::Prepare]
    );
}

#[test]
fn what_a_vendor_declares_of_a_step_is_written_and_the_usual_is_not() {
    let marked = with(|value| {
        let step = &mut value["components"][0]["steps"][0];
        (step["irreversible"], step["reboot"]) = (json!(true), json!(true));
        value["requirements"][0]["level"] = json!("recommended");
    });
    let written = serde_json::to_value(&marked).expect("JSON");
    assert_eq!(written["components"][0]["steps"][0]["irreversible"], true);
    assert_eq!(written["components"][0]["steps"][0]["reboot"], true);
    assert_eq!(written["requirements"][0]["level"], "recommended");
    let usual = serde_json::to_value(manifest(sound())).expect("JSON");
    assert_eq!(usual["components"][0]["steps"][0].get("reboot"), None);
    assert_eq!(usual["requirements"][0].get("level"), None);
}
