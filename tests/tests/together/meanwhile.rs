//! What others can do while one process changes a site: look at everything, and change nothing.

use std::process::{Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

use sealift_journeys::{Product, Run, Running, Site, Vendor, let_go, sealift, tool};
use serde_json::Value;

use crate::judge::{ID, held, is_sound, is_told};

/// Nobody is kept waiting longer than this for a refusal.
const SOON: Duration = Duration::from_secs(10);

#[test]
fn i10_every_change_is_refused_while_an_install_runs_and_changes_nothing() {
    let vendor = Vendor::new();
    let (site, holder) = held(&vendor);
    let volume = Product::release("2.0.0", 2)
        .file("server", "a.txt", "another\n")
        .pack(&vendor);
    let (volume, key) = (volume.to_str().expect("UTF-8"), vendor.public_key());
    let (key, print) = (key.to_str().expect("UTF-8"), vendor.fingerprint());
    let version = format!("{ID}@1.0.0");
    let elsewhere = tempfile::tempdir().expect("a folder");
    let out = elsewhere.path().to_str().expect("UTF-8");
    let changes: [&[&str]; 12] = [
        &["import", volume],
        &["install", &version, "--yes"],
        &["rollback", ID, "--yes"],
        &["uninstall", ID, "--purge", "--yes"],
        &["configure", &version],
        &["depot", "gc"],
        &["depot", "verify"],
        &["depot", "export", &version, "--out", out],
        &["recover"],
        &["trust", "add", key, "--fingerprint", &print],
        &["trust", "remove", &print, "--revoke"],
        &["audit", "rotate-key"],
    ];
    let before = holdings(&site);
    for change in changes {
        let start = Instant::now();
        let holder = format!("(install, process {}, since 20", holder.process());
        is_told(site.run(change), &holder);
        assert!(start.elapsed() < SOON, "{change:?}: {:?}", start.elapsed());
        assert_eq!(holdings(&site), before, "{change:?}");
    }
    let_go(&site);
    holder.ends().succeeds();
    is_sound(&site, Some("1.0.0"));
}

/// Everything of a site but its database, which also remembers who was refused.
fn holdings(site: &Site) -> sealift_journeys::Tree {
    let mut world = site.world();
    world.retain(|at, _| !at.contains("/state.db"));
    world
}

#[test]
fn i10_whoever_only_looks_is_let_in_while_an_install_runs() {
    let vendor = Vendor::new();
    let (site, holder) = held(&vendor);
    let elsewhere = tempfile::tempdir().expect("a folder");
    let (report, noted, bundle) = (
        elsewhere.path().join("report.json"),
        elsewhere.path().join("noted"),
        elsewhere.path().join("support.json"),
    );
    site.run(["list"]).succeeds().says("1.0.0");
    site.run(["audit", "log"]).succeeds();
    site.run(["trust", "list"]).succeeds();
    site.run(["policy", "show"]).succeeds();
    site.run(["plan", ID]).succeeds();
    // Whether the machine is fit cannot be told, and what is found in between is not recorded as if it could.
    let told = format!("(install, process {}, since 20", holder.process());
    is_told(site.run(["check", ID]), &told);
    let status = site.run(["--json", "status"]).succeeds().json();
    assert_eq!(status["unfinished"].as_array().map(Vec::len), Some(0));
    assert_eq!(status["inProgress"]["operation"], "install");
    assert_eq!(status["inProgress"]["process"], holder.process());
    let with = |words: &[&str], out| Run::of(site.sealift().args(words).arg(out)).succeeds();
    with(&["support-bundle", "--yes", "--out"], &bundle);
    let bundle = std::fs::read(&bundle).expect("it was written");
    let bundle: Value = serde_json::from_slice(&bundle).expect("JSON");
    let running = &bundle["parts"]["status"]["inProgress"];
    assert_eq!(running["operation"], "install", "{running}");
    assert_eq!(running["user"], "[user]", "{running}");
    with(&["audit", "checkpoint", "--out"], &noted);
    with(&["audit", "export", "--format", "json", "--out"], &report);
    let mut verify = sealift();
    verify.args(["audit", "verify"]).arg(&report);
    let verified = Run::of(verify.arg("--checkpoint").arg(&noted));
    let _ = verified.exits(0).says("VALID");
    let_go(&site);
    holder.ends().succeeds();
    is_sound(&site, Some("1.0.0"));
}

#[test]
fn i10_whoever_looks_again_and_again_sees_whole_states_of_a_busy_site() {
    let vendor = Vendor::new();
    let site = Site::trusting(&vendor);
    let volumes = [1, 2, 3].map(|number| {
        Product::release(&format!("{number}.0.0"), number)
            .noise("server", "share/table.bin", number, 4_000_000)
            .pack(&vendor)
    });
    let versions = ["1.0.0", "2.0.0", "3.0.0"];
    std::thread::scope(|scope| {
        let working = scope.spawn(|| {
            for (volume, version) in volumes.iter().zip(versions) {
                site.import(std::slice::from_ref(volume)).succeeds();
                site.run(["install", &format!("{ID}@{version}"), "--yes"])
                    .succeeds();
                site.run(["audit", "rotate-key"]).succeeds();
            }
            site.run(["rollback", ID, "--yes"]).succeeds();
        });
        let mut looks = 0;
        while !working.is_finished() || looks < 3 {
            let status = site.run(["--json", "status"]).succeeds().json();
            let seen = status["products"][0]["version"].as_str();
            assert!(seen.is_none_or(|seen| versions.contains(&seen)), "{seen:?}");
            let list = site.run(["--json", "list"]).succeeds().json();
            assert!(list.as_array().is_some_and(|all| all.len() <= 3), "{list}");
            site.verify_log();
            looks += 1;
        }
        working.join().expect("all of it succeeds");
    });
    is_sound(&site, Some("2.0.0"));
}

/// Keeps the database busy as a backup program may: nothing can be written until it is told to let go.
fn keep_busy(site: &Site) -> std::process::Child {
    let script = "import sqlite3, sys\n\
        sql = sqlite3.connect(sys.argv[1], isolation_level=None)\n\
        sql.execute('BEGIN IMMEDIATE')\n\
        print('busy', flush=True)\n\
        sys.stdin.read()\n";
    let mut python: Command = tool("python3");
    python.args(["-c", script]);
    python.arg(site.path("var/lib/sealift/state.db"));
    let started = python.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn();
    let mut other = started.expect("python runs");
    let mut said = [0; 5];
    let out = other.stdout.as_mut().expect("it is piped");
    std::io::Read::read_exact(out, &mut said).expect("it speaks");
    other
}

#[track_caller]
fn lets_go(mut other: std::process::Child) {
    drop(other.stdin.take());
    assert!(other.wait().expect("it is ours").success());
}

#[test]
fn i10_a_database_that_another_program_keeps_busy_is_waited_for() {
    let vendor = Vendor::new();
    let site = Site::trusting(&vendor);
    let volume = Product::release("1.0.0", 1)
        .file("server", "a.txt", "a file\n")
        .pack(&vendor);
    let other = keep_busy(&site);
    let mut import = Running::start(site.sealift().arg("import").arg(&volume));
    sleep(Duration::from_secs(2));
    assert!(!import.has_ended(), "it waits");
    lets_go(other);
    import.ends().succeeds();
    is_sound(&site, None);
}

#[test]
fn i10_who_waits_for_a_busy_database_can_be_cancelled_and_has_changed_nothing() {
    let vendor = Vendor::new();
    let (site, holder) = held(&vendor);
    let_go(&site);
    holder.ends().succeeds();
    let before = site.placed();
    let other = keep_busy(&site);
    let mut removal = Running::start(site.sealift().args(["uninstall", ID, "--yes"]));
    sleep(Duration::from_secs(2));
    assert!(!removal.has_ended(), "it waits");
    removal.signal("INT");
    sleep(Duration::from_millis(500));
    lets_go(other);
    removal.ends().exits(20);
    assert_eq!(site.placed(), before);
    let status = site.run(["--json", "status"]).succeeds().json();
    assert_eq!(status["unfinished"], Value::Array(vec![]));
    is_sound(&site, Some("1.0.0"));
}
