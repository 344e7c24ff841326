//! What is refused at the door: with a code and a remedy, with nothing placed, and with one record of it.
#![allow(clippy::disallowed_methods, reason = "journeys drive a real machine")]

use std::ffi::OsStr;
use std::path::{Path, PathBuf};

use sealift_journeys::{Product, Run, Site, Vendor, sealift};

fn release() -> Product {
    Product::release("1.0.0", 1).noise("server", "table.bin", 5, 100_000)
}

/// How many refusals the log of a site holds.
fn refusals(site: &Site) -> usize {
    let log = site.run(["--json", "audit", "log", "--last", "1000"]);
    if log.status == 2 && log.json()["error"]["code"] == "state-absent" {
        return 0;
    }
    let log = log.succeeds().json();
    let records = log.as_array().expect("records");
    records
        .iter()
        .filter(|record| record["outcome"] == "refused")
        .count()
}

/// Imports what must be refused, and insists on everything that a refusal must be.
#[track_caller]
fn refuses(site: &Site, source: &Path, status: i32, code: &str) -> Run {
    let before = refusals(site);
    let run = is_refused(site, source, status, code);
    assert_eq!(refusals(site), before + 1, "one refusal, one record");
    run
}

/// The same for what is turned away before there is anything to be called a package.
#[track_caller]
fn is_refused(site: &Site, source: &Path, status: i32, code: &str) -> Run {
    let run = site.import(&[source.to_owned()]).exits(status);
    assert!(
        run.err.contains(&format!("[{code}]")),
        "not {code}: {}",
        run.err
    );
    assert!(run.err.contains("What to do:"), "no remedy: {}", run.err);
    let staged = site
        .world()
        .into_keys()
        .filter(|path| path.contains("depot/incoming/"))
        .count();
    assert_eq!(staged, 0, "staging is not empty");
    let list = site.run(["--json", "list"]).succeeds().json();
    assert_eq!(list, serde_json::json!([]), "something got into the depot");
    run.placed_nothing(site)
}

fn written(vendor: &Vendor, name: &str, bytes: &[u8]) -> PathBuf {
    let path = vendor.folder().join(name);
    std::fs::write(&path, bytes).expect("writes");
    path
}

#[test]
fn t01_an_unsigned_volume() {
    let vendor = Vendor::new();
    let (description, out) = (release().write(&vendor), vendor.folder().join("unsigned"));
    let mut pack = sealift();
    pack.arg("pack")
        .arg(description)
        .arg("--unsigned")
        .arg("--out")
        .arg(&out)
        .arg("--quiet");
    let volume = PathBuf::from(Run::of(&mut pack).succeeds().out.trim());
    refuses(&Site::trusting(&vendor), &volume, 10, "package-not-signed");
    let mut verify = sealift();
    verify
        .arg("verify")
        .arg(&volume)
        .arg("--key")
        .arg(vendor.public_key());
    Run::of(&mut verify).exits(10);
}

#[test]
fn t02_a_key_that_nobody_trusts() {
    let (known, stranger) = (Vendor::new(), Vendor::new());
    let volume = release().pack(&stranger);
    refuses(
        &Site::trusting(&known),
        &volume,
        10,
        "signature-unknown-key",
    );
    refuses(&Site::new(), &volume, 10, "trust-no-key");
}

#[test]
fn t11_a_key_for_another_product() {
    let vendor = Vendor::new();
    let site = Site::new();
    let shown = Run::of(
        sealift()
            .args(["--json", "trust", "fingerprint"])
            .arg(vendor.public_key()),
    );
    let fingerprint = shown.json()["fingerprint"]
        .as_str()
        .expect("a fingerprint")
        .to_owned();
    let key = vendor.public_key().to_string_lossy().into_owned();
    let scope = ["--fingerprint", &fingerprint, "--product", "com.other.*"];
    site.run(["trust", "add", &key].into_iter().chain(scope))
        .succeeds();
    refuses(
        &site,
        &release().pack(&vendor),
        10,
        "signature-out-of-scope",
    );
    site.import(&[release().named("com.other.tool").pack(&vendor)])
        .succeeds();
}

#[test]
fn trust_needs_the_right_fingerprint() {
    let (vendor, other) = (Vendor::new(), Vendor::new());
    let site = Site::new();
    let key = vendor.public_key().to_string_lossy().into_owned();
    let shown = Run::of(
        sealift()
            .args(["--json", "trust", "fingerprint"])
            .arg(other.public_key()),
    );
    let wrong = shown.json()["fingerprint"]
        .as_str()
        .expect("a fingerprint")
        .to_owned();
    let run = site.run(["trust", "add", &key, "--fingerprint", &wrong]);
    assert_ne!(run.status, 0, "a wrong fingerprint was accepted");
    // Nobody sits at this terminal, so nobody can have compared.
    site.run(["trust", "add", &key]).exits(2);
    assert_eq!(
        site.run(["--json", "trust", "list"]).succeeds().json(),
        serde_json::json!([])
    );
}

#[test]
fn p21_a_flipped_byte_anywhere_is_never_accepted() {
    let vendor = Vendor::new();
    let good = std::fs::read(release().pack(&vendor)).expect("readable");
    let step = good.len() / 12;
    let places = (0..good.len())
        .step_by(step)
        .chain([30, 60, good.len() - 1, good.len() - 30]);
    let site = Site::trusting(&vendor);
    for at in places {
        let mut bad = good.clone();
        bad[at] ^= 0x20;
        let volume = written(&vendor, "tampered.sealift", &bad);
        let run = site.import(&[volume]);
        assert!(
            [10, 16, 18].contains(&run.status),
            "byte {at}: {} {}",
            run.status,
            run.err
        );
        assert!(run.err.contains("What to do:"), "byte {at}: {}", run.err);
        let run = run.placed_nothing(&site);
        let install = site.run(["install", Product::ID, "--yes"]);
        assert_ne!(install.status, 0, "byte {at} was accepted: {}", run.err);
    }
}

#[test]
fn p11_bytes_before_and_after_the_volume() {
    let vendor = Vendor::new();
    let good = std::fs::read(release().pack(&vendor)).expect("readable");
    let site = Site::trusting(&vendor);
    let prefixed = written(
        &vendor,
        "prefixed.sealift",
        &[b"MZ\x90", &good[..]].concat(),
    );
    refuses(&site, &prefixed, 10, "volume-not-a-volume");
    let trailed = written(&vendor, "trailed.sealift", &[&good[..], b"\0"].concat());
    refuses(&site, &trailed, 10, "volume-trailing-bytes");
    let text = written(
        &vendor,
        "text.sealift",
        b"not a volume at all, but long enough to be looked at",
    );
    refuses(&site, &text, 10, "volume-not-a-volume");
    // Cut short is no lie, so nothing is held against the package.
    is_refused(
        &site,
        &written(&vendor, "empty.sealift", b""),
        16,
        "volume-truncated",
    );
}

#[test]
fn t22_the_same_sequence_with_another_manifest() {
    let vendor = Vendor::new();
    let site = Site::trusting(&vendor);
    site.import(&[release().pack(&vendor)]).succeeds();
    let twin = Product::release("1.0.0", 1)
        .noise("server", "table.bin", 6, 1000)
        .pack(&vendor);
    let before = refusals(&site);
    let run = site.import(&[twin]).exits(10);
    assert!(run.err.contains("[release-equivocation]"), "{}", run.err);
    assert_eq!(refusals(&site), before + 1);
    assert_eq!(
        site.run(["--json", "list"])
            .succeeds()
            .json()
            .as_array()
            .map(Vec::len),
        Some(1)
    );
}

#[test]
fn t16_a_revoked_key_counts_for_nothing_that_is_in_the_depot() {
    let vendor = Vendor::new();
    let site = Site::trusting(&vendor);
    site.import(&[release().pack(&vendor)]).succeeds();
    let keys = site.run(["--json", "trust", "list"]).succeeds().json();
    let fingerprint = keys[0]["fingerprint"]
        .as_str()
        .expect("a fingerprint")
        .to_owned();
    site.run(["trust", "remove", &fingerprint, "--revoke"])
        .succeeds();
    site.run(["install", Product::ID, "--yes"])
        .exits(10)
        .placed_nothing(&site);
    let key = vendor.public_key().to_string_lossy().into_owned();
    let again = site.run(["trust", "add", &key, "--fingerprint", &fingerprint]);
    assert_ne!(again.status, 0, "a revoked key came back");
}

#[test]
fn m05_what_lies_beside_the_package_is_ignored() {
    let vendor = Vendor::new();
    let stick = vendor.folder().join("stick");
    std::fs::create_dir(&stick).expect("a folder");
    std::fs::copy(release().pack(&vendor), stick.join("monitor.sealift")).expect("copies");
    for planted in [
        "autorun.inf",
        "cmd.exe",
        "version.dll",
        "sealift.toml",
        "._monitor.sealift",
        "policy.json",
        "x.lnk",
    ] {
        std::fs::write(stick.join(planted), "planted").expect("writes");
    }
    let site = Site::trusting(&vendor);
    let run = Run::of(site.sealift().arg("import").arg(&stick).current_dir(&stick)).succeeds();
    assert!(
        !run.out.contains("._monitor") && !run.err.contains("planted"),
        "{run:?}"
    );
    let planted = site
        .world()
        .into_keys()
        .find(|path| path.ends_with("cmd.exe") || path.ends_with(".inf"));
    assert_eq!(planted, None);
}

#[test]
fn a_folder_without_packages() {
    let vendor = Vendor::new();
    let empty = tempfile::tempdir().expect("a folder");
    std::fs::write(empty.path().join("readme.txt"), "nothing here").expect("writes");
    is_refused(&Site::trusting(&vendor), empty.path(), 18, "media-empty");
    is_refused(
        &Site::trusting(&vendor),
        &empty.path().join("absent.sealift"),
        18,
        "media-missing",
    );
}

#[cfg(unix)]
#[test]
fn m06_a_pipe_in_the_file_system_a_link_and_a_device() {
    let vendor = Vendor::new();
    let volume = release().pack(&vendor);
    let fifo = vendor.folder().join("fifo.sealift");
    Run::of(sealift_journeys::tool("mkfifo").arg(&fifo)).succeeds();
    let link = vendor.folder().join("link.sealift");
    std::os::unix::fs::symlink(&volume, &link).expect("links");
    let site = Site::trusting(&vendor);
    for path in [fifo.as_path(), link.as_path(), Path::new("/dev/zero")] {
        is_refused(&site, path, 18, "media-not-a-file");
    }
}

#[test]
fn verify_tells_a_program_what_it_found_beside_what_is_wrong() {
    let vendor = Vendor::new();
    let good = release().pack(&vendor);
    let mut bytes = std::fs::read(&good).expect("a volume");
    let middle = bytes.len() / 2;
    bytes[middle] ^= 1;
    let damaged = written(&vendor, "damaged.sealift", &bytes);
    let unsigned = written(&vendor, "text.sealift", b"no volume");
    let verify = |volumes: &[&Path]| {
        let mut verify = sealift();
        verify.args(["--json", "verify", "--key"]);
        Run::of(verify.arg(vendor.public_key()).args(volumes))
    };
    let all_well = verify(&[&good]).exits(0).json();
    assert_eq!(all_well["volumes"][0]["product"], Product::ID);
    assert_eq!(all_well.get("error"), None);

    let found = verify(&[&good, &damaged, &unsigned]).exits(10).json();
    assert_eq!(
        found["volumes"].as_array().map(Vec::len),
        Some(2),
        "{found:#}"
    );
    assert_eq!(
        found["volumes"][1]["damaged"].as_array().map(Vec::len),
        Some(1)
    );
    assert_eq!(found["error"]["code"], "chunk-damaged");
    assert_ne!(found["error"]["remedy"], "");
}

#[test]
fn a_reader_of_german_is_told_everything_in_german() {
    let vendor = Vendor::new();
    let volume = release().pack(&vendor);
    let site = Site::trusting(&vendor);
    let german = |arguments: &[&OsStr]| {
        let language: [&OsStr; 2] = ["--language".as_ref(), "de".as_ref()];
        site.run(language.iter().chain(arguments)).succeeds().out
    };
    for (command, told) in [
        ("verify", "1 Teil, unterschrieben von"),
        ("inspect", "Hersteller"),
        (
            "import",
            "1 neuer Teil, 0 bekannt: die Version ist vollständig",
        ),
    ] {
        let said = german(&[command.as_ref(), volume.as_os_str()]);
        assert!(said.contains(told), "{said}");
    }
    for (command, told) in [("list", "PRODUKT"), ("trust list", "FINGERABDRUCK")] {
        let words: Vec<&OsStr> = command.split(' ').map(AsRef::as_ref).collect();
        let said = german(&words);
        assert!(said.contains(told), "{said}");
    }
}

#[test]
fn a_file_is_no_root_and_the_remedy_says_what_is() {
    let vendor = Vendor::new();
    let file = vendor.public_key();
    let mut list = sealift();
    let said = Run::of(list.arg("--root").arg(&file).arg("list")).exits(2);
    said.says("[root-not-a-folder]").says("Name a folder");
}
