//! What an older version wrote is taken, and what a newer one wrote is refused by its code and stays as it was
//! (threat I15). The files of older versions are those that the crates keep; each crate's own tests read them to the byte.
#![cfg(target_os = "linux")]
#![allow(
    clippy::disallowed_methods,
    reason = "journeys drive a real machine, and look at it past the program"
)]

use std::path::{Path, PathBuf};

use sealift_journeys::{
    Product, Run, Running, Site, Tree, Vendor, is_waiting, sealift, tool, waiting,
};

const ID: &str = Product::ID;

/// A file that a crate keeps of a released version.
fn golden(of: &str, name: &str) -> PathBuf {
    let crates = Path::new(env!("CARGO_MANIFEST_DIR")).join("../crates");
    crates.join(of).join("tests/golden").join(name)
}

fn text(path: &Path) -> String {
    path.to_str().expect("a path in UTF-8").to_owned()
}

/// The same file as if the next version had written it.
fn of_the_next(of: &str, name: &str, kind: &str, folder: &Path) -> String {
    let written = std::fs::read_to_string(golden(of, name)).expect("it is kept");
    let newer = written.replace(&format!("{kind}/v1"), &format!("{kind}/v2"));
    assert_ne!(newer, written);
    let at = folder.join(name);
    std::fs::write(&at, newer).expect("writes");
    text(&at)
}

/// A site that has taken the release which version 1 of the format sealed.
fn with_release_of_version_1() -> Site {
    let site = Site::new();
    let key = text(&golden("package", "vendor-v1.pub"));
    let shown = Run::of(sealift().args(["--json", "trust", "fingerprint", &key])).json();
    let print = shown["fingerprint"].as_str().expect("a fingerprint");
    site.run(["trust", "add", &key, "--fingerprint", print])
        .succeeds();
    site.import(&[golden("package", "release-v1.sealift")])
        .succeeds();
    site
}

#[test]
fn a_release_that_version_1_sealed_is_taken_and_judged() {
    let site = with_release_of_version_1();
    let list = site.run(["--json", "list"]).succeeds().json();
    assert_eq!(list[0]["complete"], true, "{list:#}");
    site.run(["depot", "verify"]).succeeds();
    let facts = text(&golden("plan", "facts-v1.json"));
    let checked = site.run(["--json", "check", ID, "--facts", &facts]);
    assert!([0, 11].contains(&checked.status), "{checked:?}");
    site.verify_log();
}

#[test]
fn evidence_of_version_1_is_valid_for_ever() {
    let mut verify = sealift();
    verify.args([
        "audit",
        "verify",
        &text(&golden("audit", "evidence-v1.json")),
    ]);
    verify.args(["--log-key", &text(&golden("audit", "log-key-v1.pub"))]);
    verify.args(["--checkpoint", &text(&golden("audit", "checkpoint-v1.txt"))]);
    let _ = Run::of(&mut verify).exits(0).says("VALID");
}

/// Changes a site's database as the next version might.
#[track_caller]
fn tamper(site: &Site, statements: &str) {
    let script = "import sqlite3, sys\n\
        sql = sqlite3.connect(sys.argv[1], isolation_level=None)\n\
        sql.executescript(sys.argv[2])\n\
        sql.execute('PRAGMA wal_checkpoint(TRUNCATE)')\n";
    let mut python = tool("python3");
    python.args(["-c", script]);
    python
        .arg(site.path("var/lib/sealift/state.db"))
        .arg(statements);
    Run::of(&mut python).succeeds();
}

#[test]
fn i15_a_database_of_the_next_version_is_refused_to_everybody_and_stays_as_it_is() {
    let site = with_release_of_version_1();
    tamper(
        &site,
        "PRAGMA user_version = 2; CREATE TABLE of_the_next_version (one INTEGER);",
    );
    let before: Tree = site.world();
    for words in [
        &["status"][..],
        &["list"],
        &["recover"],
        &["depot", "gc"],
        &["install", ID, "--yes"],
        &["audit", "log"],
    ] {
        let refused = site.run(words).exits(1).says("[state-newer]");
        let _ = refused.says("Use that version of Sealift or a later one. Nothing was changed.");
        assert_eq!(site.world(), before, "{words:?}");
    }
}

#[test]
fn i15_a_run_that_the_next_version_began_is_left_to_it() {
    let vendor = Vendor::new();
    let site = Site::trusting(&vendor);
    site.import(&[waiting("1.0.0", 1).pack(&vendor)]).succeeds();
    let mut run = Running::start(site.sealift().args(["install", ID, "--yes"]));
    is_waiting(&mut run);
    run.kill();
    tamper(&site, "UPDATE journal SET format = 2");
    let before = site.placed();
    for words in [
        &["recover"][..],
        &["uninstall", ID, "--yes"],
        &["depot", "gc"],
    ] {
        let refused = site.run(words).exits(1).says("[journal-newer]");
        let _ = refused.says("Use that version of Sealift or a later one.");
        assert_eq!(site.placed(), before, "{words:?}");
    }
    site.verify_log();
}

#[test]
fn i15_documents_of_the_next_version_are_refused_by_their_name() {
    let site = with_release_of_version_1();
    let folder = tempfile::tempdir().expect("a folder");
    let facts = of_the_next("plan", "facts-v1.json", "facts", folder.path());
    let refused = site.run(["check", ID, "--facts", &facts]).exits(2);
    let _ = refused.says("[facts-malformed]").says("sealift.facts/v2");

    let evidence = of_the_next("audit", "evidence-v1.json", "evidence", folder.path());
    let judged = Run::of(sealift().args(["audit", "verify", &evidence])).exits(17);
    let _ = judged.says("sealift.evidence/v2");

    let config = site.path("etc/sealift");
    of_the_next("trust", "policy-v1.json", "policy", folder.path());
    std::fs::copy(
        folder.path().join("policy-v1.json"),
        config.join("policy.json"),
    )
    .expect("copies");
    let refused = site.run(["policy", "show"]).exits(15);
    let _ = refused.says("[policy-malformed]").says("sealift.policy/v2");
    std::fs::remove_file(config.join("policy.json")).expect("removes");

    let newer = of_the_next("trust", "trust-store-v1.json", "trust-store", folder.path());
    std::fs::copy(&newer, config.join("trust.json")).expect("copies");
    let before = std::fs::read(config.join("trust.json")).expect("reads");
    let volume = text(&golden("package", "release-v1.sealift"));
    let refused = site.run(["import", &volume]).exits(15);
    let _ = refused
        .says("[trust-store-malformed]")
        .says("sealift.trust-store/v2");
    let after = std::fs::read(config.join("trust.json")).expect("reads");
    assert_eq!(after, before, "what the next version trusts is kept for it");
}
