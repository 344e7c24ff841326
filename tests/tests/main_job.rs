//! The main job: a vendor seals, a technician installs, upgrades, goes back and removes, an officer verifies.
//!
//! Runs on every system: nothing here knows where a product's places lie, or how a program is run, but by asking.
#![allow(clippy::disallowed_methods, reason = "journeys drive a real machine")]

use std::path::{Path, PathBuf};

use sealift_journeys::{Product, Run, Site, Tree, Vendor, sealift, tree_of};

const PROGRAM: &str = "#!/bin/sh\necho monitor 1.0.0\n";
const NEWER: &str = "#!/bin/sh\necho monitor 1.1.0\n";

fn first() -> Product {
    Product::release("1.0.0", 1)
        .program("server", "bin/monitor", PROGRAM)
        .noise("server", "share/table.bin", 1, 300_000)
        .file("server", "share/monitor.conf.j2", "port = {{ answers.port }}\n")
        .question("port", "type = \"integer\"\nminimum = 1024\nmaximum = 65535\ndefault = 9090")
        .step("server", "id = \"settings\"\nkind = \"config-file\"\npath = \"config/monitor.conf\"\ntemplate = \"share/monitor.conf.j2\"")
        .table("[[data]]\nid = \"samples\"\ncomponent = \"server\"\npath = \"data/samples\"\nformat = 1")
}

fn second() -> Product {
    let again = Product::release("1.1.0", 2)
        .program("server", "bin/monitor", NEWER)
        .noise("server", "share/table.bin", 1, 300_000)
        .file("server", "share/added.txt", "new in this release\n")
        .file(
            "server",
            "share/monitor.conf.j2",
            "# 1.1.0\nport = {{ answers.port }}\n",
        );
    again
        .question("port", "type = \"integer\"\nminimum = 1024\nmaximum = 65535\ndefault = 9090")
        .step("server", "id = \"settings\"\nkind = \"config-file\"\npath = \"config/monitor.conf\"\ntemplate = \"share/monitor.conf.j2\"")
        .table("[[data]]\nid = \"samples\"\ncomponent = \"server\"\npath = \"data/samples\"\nformat = 1")
}

/// The only entry below a root whose path ends like this, links not followed.
#[track_caller]
fn found(root: &Path, ending: &str) -> PathBuf {
    let tree = tree_of(root);
    let hits: Vec<&String> = tree.keys().filter(|path| path.ends_with(ending)).collect();
    assert_eq!(hits.len(), 1, "{ending}: {hits:?}");
    root.join(hits[0])
}

/// The text of an installed file, reached as its users reach it: through `current`.
#[track_caller]
fn installed(site: &Site, below: &str) -> String {
    let path = site.current().join("server").join(below);
    std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

#[track_caller]
fn version(site: &Site) -> String {
    let status = site.run(["--json", "status"]).succeeds().json();
    status["products"][0]["version"]
        .as_str()
        .unwrap_or("none")
        .to_owned()
}

/// Verifies an exported file with further arguments, far from the site.
fn verified(file: &Path, held: &[&Path]) -> Run {
    let mut command = sealift();
    command.args(["audit", "verify"]).arg(file);
    for pair in held.chunks(2) {
        command.args(pair);
    }
    Run::of(&mut command)
}

#[test]
fn from_a_vendors_key_to_an_officers_verdict() {
    let vendor = Vendor::new();
    let (one, two) = (first().pack(&vendor), second().pack(&vendor));
    look_at(&vendor, &one);

    let site = Site::trusting(&vendor);
    site.import(std::slice::from_ref(&one)).succeeds();
    site.run(["list"])
        .succeeds()
        .says(Product::ID)
        .says("1.0.0");
    let check = site.run(["--json", "check", Product::ID]).succeeds().json();
    assert_eq!(check["compatible"], true, "{check}");
    let before = site.placed();
    previews_change_nothing(&site);

    site.run([
        "install",
        Product::ID,
        "--set",
        "port=9191",
        "--ticket",
        "CHG-1",
        "--yes",
    ])
    .succeeds();
    assert_eq!(installed(&site, "bin/monitor"), PROGRAM);
    runs(&site, "monitor 1.0.0");
    let settings = found(site.root(), "monitor.conf");
    assert_eq!(
        std::fs::read_to_string(&settings).expect("settings"),
        "port = 9191\n"
    );
    let one_installed = site.placed();
    let sample = found(site.root(), "samples").join("kept.txt");
    std::fs::write(&sample, "a year of samples").expect("writes");

    site.import(&[two]).succeeds();
    site.run(["upgrade", Product::ID, "--yes"]).succeeds();
    assert_eq!(version(&site), "1.1.0");
    runs(&site, "monitor 1.1.0");
    assert_eq!(installed(&site, "share/added.txt"), "new in this release\n");
    let carried = std::fs::read_to_string(&settings).expect("settings");
    assert_eq!(
        carried, "# 1.1.0\nport = 9191\n",
        "the answer is carried over"
    );

    site.run(["rollback", Product::ID, "--yes"]).succeeds();
    assert_eq!(version(&site), "1.0.0");
    assert_eq!(installed(&site, "bin/monitor"), PROGRAM);
    assert_eq!(
        std::fs::read_to_string(&sample).expect("kept"),
        "a year of samples"
    );
    holds(&site.placed(), &one_installed);

    leaves(&site, &before, &sample);
    judged_elsewhere(&site);
}

fn look_at(vendor: &Vendor, volume: &Path) {
    let shown = Run::of(sealift().args(["--json", "inspect"]).arg(volume))
        .succeeds()
        .json();
    assert_eq!(shown["manifest"]["product"], Product::ID);
    assert_eq!(shown["manifest"]["version"], "1.0.0");
    let public = vendor.public_key();
    let _ = Run::of(sealift().arg("verify").arg(volume).arg("--key").arg(public)).succeeds();
}

fn previews_change_nothing(site: &Site) {
    let world = site.world();
    for preview in [
        vec!["plan", Product::ID],
        vec!["install", Product::ID, "--dry-run"],
    ] {
        let _ = site.run(&preview).succeeds();
        let plan = site
            .run(preview.into_iter().chain(["--json"]))
            .succeeds()
            .json();
        assert!(
            plan["steps"]
                .as_array()
                .is_some_and(|steps| steps.len() > 3),
            "{plan}"
        );
    }
    assert_eq!(site.world(), world, "a preview changed something");
}

/// What is there of an earlier state, to the byte.
fn holds(now: &Tree, earlier: &Tree) {
    for (path, what) in earlier {
        assert_eq!(now.get(path), Some(what), "{path}");
    }
}

fn runs(site: &Site, words: &str) {
    if cfg!(unix) && std::env::var_os("SEALIFT_RUNNER").is_none() {
        let program = site.current().join("server/bin/monitor");
        let _ = Run::of(&mut std::process::Command::new(program))
            .succeeds()
            .says(words);
    }
}

/// Uninstalling keeps the data; with `--purge` nothing is left.
fn leaves(site: &Site, before: &Tree, sample: &Path) {
    site.run(["uninstall", Product::ID, "--yes"]).succeeds();
    assert_eq!(
        std::fs::read_to_string(sample).expect("kept"),
        "a year of samples"
    );
    assert!(
        !site
            .placed()
            .keys()
            .any(|path| path.ends_with("bin/monitor")),
        "{:?}",
        site.placed()
    );
    site.run(["install", &format!("{}@1.0.0", Product::ID), "--yes"])
        .succeeds();
    assert_eq!(
        std::fs::read_to_string(sample).expect("found again"),
        "a year of samples"
    );
    site.run(["uninstall", Product::ID, "--purge", "--yes"])
        .succeeds();
    assert_eq!(&site.placed(), before, "something was left behind");
}

fn judged_elsewhere(site: &Site) {
    let officer = tempfile::tempdir().expect("a folder");
    let at = |name: &str| officer.path().join(name);
    let to = |name: &str| at(name).to_string_lossy().into_owned();
    site.run(["audit", "checkpoint", "--key", "--out", &to("log.key")])
        .succeeds();
    site.run(["audit", "checkpoint", "--out", &to("checkpoint")])
        .succeeds();
    site.run([
        "audit",
        "export",
        "--format",
        "json",
        "--out",
        &to("evidence.json"),
    ])
    .succeeds();
    site.run([
        "audit",
        "export",
        "--format",
        "html",
        "--out",
        &to("report.html"),
    ])
    .succeeds();
    let other = Site::trusting(&Vendor::new());
    other
        .run(["audit", "checkpoint", "--key", "--out", &to("other.key")])
        .succeeds();
    for name in ["evidence.json", "report.html"] {
        let file = at(name);
        let (key, checkpoint, wrong) = (at("log.key"), at("checkpoint"), at("other.key"));
        verified(&file, &[Path::new("--log-key"), &key])
            .succeeds()
            .says("VALID");
        verified(&file, &[Path::new("--checkpoint"), &checkpoint])
            .succeeds()
            .says("VALID");
        let neither = verified(&file, &[]).succeeds().says("CONSISTENT");
        assert!(!neither.out.contains("VALID"), "{}", neither.out);
        verified(&file, &[Path::new("--log-key"), &wrong])
            .exits(17)
            .says("UNKNOWN-KEY");
    }
    let page = std::fs::read_to_string(at("report.html")).expect("the report");
    assert!(page.contains("CHG-1"), "the report shows the ticket");
}
