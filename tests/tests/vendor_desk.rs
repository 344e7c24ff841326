//! The vendor's desk: packing twice, signing elsewhere, trying a build, being told what is wrong, being killed.
#![allow(clippy::disallowed_methods, reason = "journeys drive a real machine")]

use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant};

use sealift_journeys::{Product, Run, Site, Vendor, sealift};

fn release() -> Product {
    Product::release("1.0.0", 1)
        .program("server", "bin/monitor", "#!/bin/sh\necho monitor\n")
        .noise("server", "table.bin", 5, 3 << 20)
        .file("server", "words.txt", "word ".repeat(20_000))
}

/// `sealift pack` of a description into a folder.
fn pack(description: &Path, out: &Path) -> Command {
    let mut command = sealift();
    command
        .arg("pack")
        .arg(description)
        .arg("--out")
        .arg(out)
        .arg("--quiet");
    command
}

fn entries(folder: &Path) -> Vec<String> {
    let listed = std::fs::read_dir(folder)
        .map(Iterator::collect::<Vec<_>>)
        .unwrap_or_default();
    let mut names: Vec<String> = listed
        .into_iter()
        .map(|entry| {
            entry
                .expect("an entry")
                .file_name()
                .to_string_lossy()
                .into_owned()
        })
        .collect();
    names.sort();
    names
}

#[track_caller]
fn only(run: &Run) -> PathBuf {
    PathBuf::from(run.out.trim_end())
}

/// A description that cannot be packed, and what is said of it.
fn refused(text: &str) -> Run {
    let desk = tempfile::tempdir().expect("a folder");
    let description = desk.path().join("sealift.toml");
    std::fs::create_dir_all(desk.path().join("tree")).expect("a folder");
    std::fs::write(desk.path().join("tree/file"), "x").expect("writes");
    std::fs::write(&description, text).expect("writes");
    let run = Run::of(pack(&description, &desk.path().join("out")).arg("--unsigned")).exits(2);
    assert_eq!(entries(&desk.path().join("out")), Vec::<String>::new());
    run
}

#[test]
fn packing_twice_gives_the_same_bytes() {
    let vendor = Vendor::new();
    let description = release().write(&vendor);
    let issued = ["--unsigned", "--issued", "2026-11-21T09:30:00Z"];
    let outs = ["first", "second"].map(|name| vendor.folder().join(name));
    let [first, second] = outs.map(|out| {
        let run = Run::of(pack(&description, &out).args(issued)).succeeds();
        std::fs::read(only(&run)).expect("readable")
    });
    assert_eq!(first, second);

    // Signatures are salted by minisign, and nothing else differs.
    let parts = |out: &str| {
        let mut command = pack(&description, &vendor.folder().join(out));
        command
            .arg("--key")
            .arg(vendor.secret_key())
            .env("SOURCE_DATE_EPOCH", "1700000000");
        let volume = only(&Run::of(&mut command).succeeds());
        let shown = Run::of(sealift().args(["--json", "inspect"]).arg(volume))
            .succeeds()
            .json();
        (shown["manifestSha256"].clone(), shown["manifest"].clone())
    };
    let (third, fourth) = (parts("third"), parts("fourth"));
    assert_eq!(third, fourth);
    assert_eq!(third.1["issued"], "2023-11-14T22:13:20Z");
}

#[test]
fn a_description_without_a_moment_of_issue_gets_the_one_it_is_first_sealed_at() {
    let vendor = Vendor::new();
    let description = release().write(&vendor);
    let text = || std::fs::read_to_string(&description).expect("readable");
    let manifest = |out: &str, epoch: Option<&str>| {
        let mut command = pack(&description, &vendor.folder().join(out));
        command.arg("--unsigned").arg("--json");
        match epoch {
            Some(epoch) => command.env("SOURCE_DATE_EPOCH", epoch),
            None => command.env_remove("SOURCE_DATE_EPOCH"),
        };
        let told = Run::of(&mut command).succeeds().json();
        (told["manifest"].clone(), told["dated"].clone())
    };
    let before = text();
    let (_, dated) = manifest("epoch", Some("1700000000"));
    assert!(
        dated.is_null() && text() == before,
        "it comes back by itself"
    );
    let (first, dated) = manifest("first", None);
    let moment = dated.as_str().expect("it was told");
    assert!(text().contains(&format!("issued = {moment}")), "{}", text());
    std::thread::sleep(Duration::from_millis(1100));
    assert_eq!(manifest("second", None), (first, serde_json::Value::Null));
}

#[test]
fn a_volume_that_is_there_is_never_overwritten() {
    let vendor = Vendor::new();
    let description = release().write(&vendor);
    let out = vendor.folder().join("out");
    let volume = only(&Run::of(pack(&description, &out).arg("--unsigned")).succeeds());
    let before = std::fs::read(&volume).expect("readable");
    let again = Run::of(pack(&description, &out).arg("--unsigned"));
    assert_ne!(again.status, 0, "{again:?}");
    assert!(again.err.contains("What to do:"), "{}", again.err);
    assert_eq!(std::fs::read(&volume).expect("still there"), before);
}

#[test]
fn signing_happens_on_another_machine() {
    let vendor = Vendor::new();
    let description = release()
        .noise("server", "more.bin", 6, 3 << 20)
        .write(&vendor);
    let out = vendor.folder().join("unsigned");
    let run =
        Run::of(pack(&description, &out).args(["--unsigned", "--volume-size", "6M"])).succeeds();
    let volumes: Vec<PathBuf> = run.out.lines().map(PathBuf::from).collect();
    assert_eq!(volumes.len(), 2, "{volumes:?}");
    let sizes: Vec<u64> = volumes
        .iter()
        .map(|path| path.metadata().expect("there").len())
        .collect();
    let site = Site::trusting(&vendor);
    site.import(&volumes).exits(10).placed_nothing(&site);

    let mut sign = sealift();
    sign.arg("sign")
        .args(&volumes)
        .arg("--key")
        .arg(vendor.secret_key());
    Run::of(&mut sign).succeeds();
    for (volume, before) in volumes.iter().zip(sizes) {
        let size = volume.metadata().expect("there").len();
        assert!(
            size > before && size <= 6 << 20,
            "room was left for the signature: {size}"
        );
        let mut verify = sealift();
        verify
            .arg("verify")
            .arg(volume)
            .arg("--key")
            .arg(vendor.public_key());
        Run::of(&mut verify).succeeds();
    }
    assert_eq!(entries(&out).len(), 2, "{:?}", entries(&out));
    site.import(&volumes).succeeds();
}

#[test]
fn a_second_signature_stands_beside_the_first() {
    let (vendor, second) = (Vendor::new(), Vendor::new());
    let volume = release().pack(&vendor);
    let mut sign = sealift();
    sign.arg("sign")
        .arg(&volume)
        .arg("--key")
        .arg(second.secret_key());
    Run::of(&mut sign).succeeds();
    for key in [vendor.public_key(), second.public_key()] {
        let mut verify = sealift();
        verify.arg("verify").arg(&volume).arg("--key").arg(key);
        Run::of(&mut verify).succeeds();
    }
}

#[test]
fn a_good_build_is_tried_without_a_trace() {
    let vendor = Vendor::new();
    let description = release().write(&vendor);
    let volume = only(
        &Run::of(pack(&description, &vendor.folder().join("out")).arg("--unsigned")).succeeds(),
    );
    let temporary = tempfile::tempdir().expect("a folder");
    let before = std::fs::read(&volume).expect("readable");
    let mut trial = sealift();
    Run::of(
        trial
            .arg("try")
            .arg(&volume)
            .env("TMPDIR", temporary.path()),
    )
    .succeeds();
    assert_eq!(entries(temporary.path()), Vec::<String>::new());
    assert_eq!(
        std::fs::read(&volume).expect("readable"),
        before,
        "the build itself was signed"
    );
}

#[cfg(unix)]
#[test]
fn a_failing_build_leaves_its_root_to_be_looked_at() {
    let vendor = Vendor::new();
    let failing = release()
        .program("server", "bin/fail", "#!/bin/sh\necho it is broken; exit 3\n")
        .check("server", "id = \"works\"\nprobe = { kind = \"command\", run = [\"bin/fail\"] }\nwithin = { seconds = 1, every-ms = 200 }");
    let description = failing.write(&vendor);
    let volume = only(
        &Run::of(pack(&description, &vendor.folder().join("out")).arg("--unsigned")).succeeds(),
    );
    let root = vendor.folder().join("root");
    let mut trial = sealift();
    let run = Run::of(trial.arg("try").arg(&volume).arg("--into").arg(&root));
    assert_ne!(run.status, 0, "{run:?}");
    assert!(
        run.err.contains(&*root.to_string_lossy()),
        "where the root lies is told: {}",
        run.err
    );
    let tree = sealift_journeys::tree_of(&root);
    assert!(
        tree.keys().any(|path| path.ends_with("server/bin/fail")),
        "the failed tree is kept: {tree:?}"
    );

    // Without a folder of one's own it is kept as well, where the temporary files are.
    let temporary = tempfile::tempdir().expect("a folder");
    let mut trial = sealift();
    let run = Run::of(
        trial
            .arg("try")
            .arg(&volume)
            .env("TMPDIR", temporary.path()),
    );
    assert_ne!(run.status, 0, "{run:?}");
    assert_eq!(
        entries(temporary.path()).len(),
        1,
        "{:?}",
        entries(temporary.path())
    );
}

const GOOD: &str = "product = \"com.acme.monitor\"\nname = \"Monitor\"\nvendor = \"Acme\"\nversion = \"1.0.0\"\n\
    sequence = 1\nplatforms = [\"linux-any\"]\n[[components]]\nid = \"server\"\nsource = \"tree\"\n";

#[test]
fn errors_of_a_description_come_all_at_once_with_their_lines() {
    let bad = GOOD
        .replace("version = \"1.0.0\"", "versoin = \"1.0.0\"")
        .replace("sequence = 1", "sequence = 0");
    let run = refused(&bad);
    for told in [
        "line 4, column 1:",
        "versoin",
        "did you mean version",
        "line 5, column 12:",
        "sequence",
    ] {
        assert!(run.err.contains(told), "{told} is not told: {}", run.err);
    }
    let run = refused(&GOOD.replace("\"tree\"", "\"nowhere\""));
    assert!(
        run.err.contains("server") && run.err.contains("nowhere"),
        "{}",
        run.err
    );
    let run = refused("product = \"com.acme\nname =");
    assert!(run.err.contains("line 1,"), "{}", run.err);
    let run = refused(&GOOD.replace("com.acme.monitor", "../../x"));
    assert!(run.err.contains("line 1, column 11:"), "{}", run.err);
}

#[cfg(unix)]
#[test]
fn what_cannot_be_packed_is_told_one_by_one() {
    let vendor = Vendor::new();
    let description = release().write(&vendor);
    let tree = description.with_file_name("trees").join("server");
    Run::of(sealift_journeys::tool("mkfifo").arg(tree.join("pipe"))).succeeds();
    std::os::unix::fs::symlink("/etc/passwd", tree.join("outward")).expect("links");
    std::fs::write(tree.join("NUL.txt"), "x").expect("writes");
    let out = vendor.folder().join("out");
    let run = Run::of(pack(&description, &out).arg("--unsigned")).exits(2);
    for told in ["pipe", "outward", "NUL.txt"] {
        assert!(run.err.contains(told), "{told} is not told: {}", run.err);
    }
    assert_eq!(entries(&out), Vec::<String>::new());
}

#[test]
fn a_killed_pack_leaves_nothing_that_looks_whole() {
    let vendor = Vendor::new();
    let large = release()
        .noise("server", "large.bin", 8, 48 << 20)
        .write(&vendor);
    let out = vendor.folder().join("out");
    for milliseconds in [40, 150, 300, 600] {
        let mut child = pack(&large, &out)
            .arg("--unsigned")
            .spawn()
            .expect("starts");
        std::thread::sleep(Duration::from_millis(milliseconds));
        // It may have ended by itself on a fast machine; then there is a volume, and it is whole.
        let ended = child.try_wait().expect("waits").is_some();
        child.kill().expect("is killed");
        let _ = child.wait();
        let volumes: Vec<String> = entries(&out)
            .into_iter()
            .filter(|name| !name.ends_with(".part"))
            .collect();
        for volume in &volumes {
            Run::of(sealift().arg("inspect").arg(out.join(volume))).succeeds();
            std::fs::remove_file(out.join(volume)).expect("removes");
        }
        assert!(ended || volumes.len() < 2, "{volumes:?}");
    }
    // What was left behind does not stand in the way of the next attempt.
    Run::of(pack(&large, &out).arg("--unsigned")).succeeds();
}

#[cfg(unix)]
#[test]
fn a_pack_that_is_asked_to_stop_cleans_up() {
    let vendor = Vendor::new();
    let large = release()
        .noise("server", "large.bin", 8, 64 << 20)
        .write(&vendor);
    let out = vendor.folder().join("out");
    let mut child = pack(&large, &out)
        .arg("--unsigned")
        .spawn()
        .expect("starts");
    let started = Instant::now();
    while entries(&out).is_empty() && started.elapsed() < Duration::from_secs(10) {
        std::thread::sleep(Duration::from_millis(5));
    }
    Run::of(Command::new("kill").arg("-INT").arg(child.id().to_string())).succeeds();
    let status = child.wait().expect("ends").code();
    assert_eq!(status, Some(20), "cancelled and undone");
    assert_eq!(entries(&out), Vec::<String>::new());
}
