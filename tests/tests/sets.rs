//! Releases in several volumes, as deltas, through pipes, cut short and damaged: import is set union.
#![allow(clippy::disallowed_methods, reason = "journeys drive a real machine")]

use std::fs::File;
use std::path::{Path, PathBuf};
use std::process::Stdio;

use sealift_journeys::{Product, Run, Site, Vendor, sealift};

const MIB: usize = 1 << 20;

/// Some megabytes in several chunks that nothing compresses.
fn large(version: &str, sequence: u64) -> Product {
    Product::release(version, sequence)
        .noise("server", "a.bin", 1, 5 * MIB)
        .noise("server", "b.bin", 2, 6 * MIB)
}

/// A vendor, and a release of theirs in three volumes.
fn set() -> (Vendor, Vec<PathBuf>) {
    let vendor = Vendor::new();
    let description = large("1.0.0", 1).write(&vendor);
    let volumes = vendor.pack(&description, &["--volume-size", "5M"]);
    assert_eq!(volumes.len(), 3, "{volumes:?}");
    (vendor, volumes)
}

fn installs(site: &Site) {
    site.run(["install", Product::ID, "--yes"]).succeeds();
    let installed = site.current().join("server/a.bin");
    assert_eq!(installed.metadata().expect("is there").len(), 5 << 20);
}

/// The names and digests of a volume's signatures and manifest: what no other writer could make.
fn sealed(volume: &Path) -> Vec<(String, String)> {
    let shown = Run::of(sealift().args(["--json", "inspect"]).arg(volume))
        .succeeds()
        .json();
    let text = |value: &serde_json::Value| value.to_string();
    vec![(text(&shown["manifestSha256"]), text(&shown["signers"]))]
}

#[test]
fn three_volumes_import_in_every_order() {
    let (vendor, volumes) = set();
    let orders = [
        [0, 1, 2],
        [0, 2, 1],
        [1, 0, 2],
        [1, 2, 0],
        [2, 0, 1],
        [2, 1, 0],
    ];
    for order in orders {
        let site = Site::trusting(&vendor);
        let [first, second, third] = order.map(|at| volumes[at].clone());
        for early in [first, second] {
            let _ = site.import(&[early]).exits(16);
        }
        site.import(&[third]).succeeds();
        let list = site.run(["--json", "list"]).succeeds().json();
        assert_eq!(list[0]["complete"], true, "{order:?}");
    }
    let site = Site::trusting(&vendor);
    site.import(&[volumes[2].clone(), volumes[0].clone(), volumes[1].clone()])
        .succeeds();
    installs(&site);
}

#[test]
fn a_missing_volume_is_named_and_nothing_installs() {
    let (vendor, volumes) = set();
    let site = Site::trusting(&vendor);
    let run = site
        .import(&[volumes[0].clone(), volumes[2].clone()])
        .exits(16);
    let run = run.says("release-incomplete").says("volume 2 of 3");
    assert!(!run.err.contains("volume 1 of 3"), "{}", run.err);
    site.run(["install", Product::ID, "--yes"])
        .exits(16)
        .says("volume 2 of 3")
        .placed_nothing(&site);
    site.import(&[volumes[1].clone()]).succeeds();
    installs(&site);
}

#[test]
fn a_folder_is_a_medium_and_a_pipe_is_one() {
    let (vendor, volumes) = set();
    let by_folder = Site::trusting(&vendor);
    let folder = volumes[0].parent().expect("a folder").to_owned();
    by_folder.import(&[folder]).succeeds();
    installs(&by_folder);

    let by_pipe = Site::trusting(&vendor);
    for (volume, status) in volumes.iter().zip([16, 16, 0]) {
        let mut feeder = std::process::Command::new("cat");
        let mut feeder = feeder
            .arg(volume)
            .stdout(Stdio::piped())
            .spawn()
            .expect("cat runs");
        let pipe = feeder.stdout.take().expect("a pipe");
        let _ = Run::fed(by_pipe.sealift().args(["import", "-"]), pipe).exits(status);
        assert!(feeder.wait().expect("ends").success());
    }
    installs(&by_pipe);
}

#[test]
fn a_delta_completes_over_its_base_and_over_no_other() {
    let vendor = Vendor::new();
    let base = large("1.0.0", 1).pack(&vendor);
    let next = large("1.1.0", 2)
        .noise("server", "c.bin", 3, MIB)
        .write(&vendor);
    let delta = vendor
        .pack(&next, &["--base", &base.to_string_lossy()])
        .remove(0);
    let size = |path: &Path| path.metadata().expect("is there").len();
    assert!(
        size(&delta) < size(&base) / 2,
        "a delta leaves out what its base has"
    );

    let site = Site::trusting(&vendor);
    site.import(&[base]).succeeds();
    installs(&site);
    site.import(std::slice::from_ref(&delta)).succeeds();
    site.run(["upgrade", Product::ID, "--yes"]).succeeds();
    let added = site.current().join("server/c.bin");
    assert_eq!(added.metadata().expect("is there").len(), 1 << 20);

    let other = Site::trusting(&vendor);
    let unlike = Product::release("0.9.0", 1)
        .noise("server", "a.bin", 9, MIB)
        .pack(&vendor);
    other.import(&[unlike]).succeeds();
    other
        .import(&[delta])
        .exits(16)
        .says("release-incomplete")
        .says("1.0.0");
    let wanted = format!("{}@1.1.0", Product::ID);
    other
        .run(["install", &wanted, "--yes"])
        .exits(16)
        .says("1.0.0")
        .placed_nothing(&other);
}

#[test]
fn a_cut_file_keeps_its_chunks_and_import_resumes() {
    let vendor = Vendor::new();
    let volume = large("1.0.0", 1).pack(&vendor);
    let cut = vendor.folder().join("cut.sealift");
    std::fs::copy(&volume, &cut).expect("copies");
    let half = volume.metadata().expect("is there").len() / 2;
    File::options()
        .write(true)
        .open(&cut)
        .and_then(|file| file.set_len(half))
        .expect("cuts");

    let site = Site::trusting(&vendor);
    site.import(&[cut])
        .exits(16)
        .says("volume-truncated")
        .placed_nothing(&site);
    let again = site
        .run(["--json", "import", &volume.to_string_lossy()])
        .succeeds();
    let result = again.out.lines().last().expect("a result");
    let result: serde_json::Value = serde_json::from_str(result).expect("JSON");
    let kept = &result["volumes"][0]["knownChunks"];
    assert!(
        kept.as_u64().is_some_and(|kept| kept > 0),
        "nothing was kept of the cut file: {result}"
    );
    installs(&site);
}

#[test]
fn p21_a_damaged_chunk_is_named_and_another_copy_mends_it() {
    let vendor = Vendor::new();
    let volume = large("1.0.0", 1).pack(&vendor);
    let good = std::fs::read(&volume).expect("readable");
    let mut bad = good.clone();
    let at = bad.len() / 2;
    bad[at] ^= 1;
    let damaged = vendor.folder().join("damaged.sealift");
    std::fs::write(&damaged, &bad).expect("writes");

    let site = Site::trusting(&vendor);
    let run = site.import(&[damaged]).exits(10).says("chunk-damaged");
    let named = chunk_at(&good, at);
    assert!(
        run.err.contains(&named),
        "{named} is not named: {}",
        run.err
    );
    site.run(["install", Product::ID, "--yes"])
        .exits(16)
        .placed_nothing(&site);
    let numbers = run
        .err
        .split(" --chunks ")
        .nth(1)
        .and_then(|rest| rest.split(' ').next());
    let number = numbers.and_then(|number| number.parse::<u32>().ok());
    assert!(number.is_some(), "no repair volume is shown: {}", run.err);
    site.import(&[volume]).succeeds();
    installs(&site);
}

/// The name of the chunk whose bytes lie around a place: the last chunk name before it.
fn chunk_at(volume: &[u8], at: usize) -> String {
    let start = volume[..at]
        .windows(7)
        .rposition(|window| window == b"chunks/")
        .expect("a chunk");
    String::from_utf8(volume[start + 7..start + 7 + 64].to_vec()).expect("a name")
}

#[test]
fn what_a_depot_writes_again_is_what_the_vendor_sealed() {
    let (vendor, volumes) = set();
    let site = Site::trusting(&vendor);
    site.import(&volumes).succeeds();
    let wanted = format!("{}@1.0.0", Product::ID);
    let original = sealed(&volumes[0]);
    for size in [None, Some("8M")] {
        let out = tempfile::tempdir().expect("a folder");
        let mut command = site.sealift();
        command
            .args(["depot", "export", &wanted, "--out"])
            .arg(out.path());
        command.args(size.into_iter().flat_map(|size| ["--volume-size", size]));
        Run::of(&mut command).succeeds();
        let mut written: Vec<PathBuf> = std::fs::read_dir(out.path())
            .expect("a folder")
            .map(|entry| entry.expect("an entry").path())
            .collect();
        written.sort();
        assert_eq!(
            written.len(),
            if size.is_some() { 2 } else { 1 },
            "{written:?}"
        );
        assert!(written.iter().all(|volume| sealed(volume) == original));
        let other = Site::trusting(&vendor);
        other.import(&written).succeeds();
        installs(&other);
    }
}

#[test]
fn bit_rot_in_the_depot_is_found_by_name_and_never_installed() {
    let vendor = Vendor::new();
    let volume = large("1.0.0", 1).pack(&vendor);
    let site = Site::trusting(&vendor);
    site.import(std::slice::from_ref(&volume)).succeeds();
    site.run(["depot", "verify"]).succeeds();
    let chunk = site
        .world()
        .into_keys()
        .find(|path| {
            path.contains("depot/chunks/")
                && path.ends_with(|end: char| end.is_ascii_hexdigit())
                && site.path(path).is_file()
        })
        .expect("a chunk");
    let mut bytes = std::fs::read(site.path(&chunk)).expect("readable");
    bytes[7] ^= 0x10;
    std::fs::write(site.path(&chunk), bytes).expect("writes");

    let run = site.run(["depot", "verify"]).exits(16);
    let run = run
        .says("[depot-damaged]")
        .says("volume 1 of 1")
        .says(Product::ID)
        .says("1.0.0");
    site.run(["install", Product::ID, "--yes"])
        .exits(16)
        .placed_nothing(&site);

    // A repair volume is made as the message says, at another site, and is smaller than what it mends.
    let other = Site::trusting(&vendor);
    other.import(std::slice::from_ref(&volume)).succeeds();
    let out = tempfile::tempdir().expect("a folder");
    let shown = run
        .err
        .split("sealift depot export ")
        .nth(1)
        .expect("a command");
    let shown = shown.split(" --out ").next().expect("its words");
    let mut export = other.sealift();
    export
        .args(["depot", "export"])
        .args(shown.split(' '))
        .arg("--out")
        .arg(out.path());
    let made = Run::of(&mut export).succeeds();
    let repair = PathBuf::from(made.out.trim());
    assert!(
        repair.ends_with(format!("{}-1.0.0-repair.sealift", Product::ID)),
        "{repair:?}"
    );
    let bytes = |path: &Path| path.metadata().expect("is there").len();
    assert!(bytes(&repair) < bytes(&volume) / 2);
    site.import(&[repair]).succeeds();
    site.run(["depot", "verify"]).succeeds();
    installs(&site);
}
