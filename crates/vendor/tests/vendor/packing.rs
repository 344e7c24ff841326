//! Packing: the same bytes for the same input, and nothing half-written, whatever happens.

use std::cell::Cell;
use std::fs;

use sealift_vendor::{Phase, Watch, inspect, sign};

use super::bench::{Bench, DESCRIPTION, names, noise, time};

fn some_tree(bench: &Bench) {
    bench.file("a/big", noise(1, 9 << 20));
    bench.file("a/text", "the same few words ".repeat(200_000));
    bench.file("b/empty", "");
    bench.file("b/again", noise(1, 9 << 20));
}

#[test]
fn the_same_input_makes_the_same_bytes() {
    let (one, other) = (Bench::new(), Bench::new());
    some_tree(&one);
    // The other tree is written in another order, later.
    other.file("b/again", noise(1, 9 << 20));
    other.file("b/empty", "");
    std::thread::sleep(std::time::Duration::from_millis(20));
    other.file("a/text", "the same few words ".repeat(200_000));
    other.file("a/big", noise(1, 9 << 20));
    let unsigned = |bench: &Bench| {
        let packed = bench
            .pack_with("out", |options| options.key = None, Watch::nobody())
            .unwrap();
        fs::read(&packed.volumes[0].path).unwrap()
    };
    assert!(unsigned(&one) == unsigned(&other));
}

#[test]
fn what_occurs_twice_is_stored_once() {
    let bench = Bench::new();
    bench.file("one/a", noise(1, 12 << 20));
    fs::create_dir_all(bench.at("second")).unwrap();
    fs::write(bench.at("second/a"), noise(1, 12 << 20)).unwrap();
    bench.describe(&format!(
        "{DESCRIPTION}[[components]]\nid = \"copy\"\nsource = \"second\"\n"
    ));
    let volume = bench.pack("out");
    let found = inspect(&volume, Watch::nobody()).unwrap();
    assert_eq!(found.manifest.totals.raw_bytes.value(), 24 << 20);
    assert!(found.stored_bytes_here < 13 << 20);
}

#[test]
fn the_moment_of_issue_comes_from_the_caller_the_description_or_the_clock() {
    let bench = Bench::new();
    bench.file("a", "a");
    let issued = |out: &str, given| {
        let set = |options: &mut sealift_vendor::PackOptions<'_>| options.issued.given = given;
        bench
            .pack_with(out, set, Watch::nobody())
            .unwrap()
            .manifest
            .issued
    };
    assert_eq!(
        issued("1", Some(time("2026-01-01T00:00:00Z"))),
        time("2026-01-01T00:00:00Z")
    );
    assert_eq!(issued("2", None), time("2026-10-01T00:00:00Z"));
    bench.describe(&DESCRIPTION.replace("issued = 2026-10-01T00:00:00Z\n", ""));
    assert_eq!(issued("3", None), time("2026-11-21T09:30:00Z"));
}

#[test]
fn cancelled_at_any_point_nothing_is_left() {
    let bench = Bench::new();
    some_tree(&bench);
    let mut seen = vec![];
    for stop_after in 0.. {
        let (calls, phase) = (Cell::new(0), Cell::new(None));
        let watch = Watch {
            on_progress: &|progress| phase.set(Some(progress.phase)),
            is_cancelled: &|| {
                calls.set(calls.get() + 1);
                calls.get() > stop_after
            },
        };
        match bench.pack_with("out", |_| {}, watch) {
            Ok(_) => break,
            Err(error) => assert_eq!(error.code(), "cancelled"),
        }
        assert!(
            names(&bench.at("out")).is_empty(),
            "{:?}",
            names(&bench.at("out"))
        );
        seen.extend(phase.get());
    }
    for phase in [Phase::Reading, Phase::Writing, Phase::Checking] {
        assert!(seen.contains(&phase), "{phase:?}");
    }
    assert_eq!(names(&bench.at("out")), ["com.acme.monitor-1.0.0.sealift"]);
}

#[test]
fn a_file_that_changes_while_it_is_packed_is_noticed() {
    let bench = Bench::new();
    bench.file("a", noise(1, 20 << 20));
    let last = bench.file("z", noise(2, 1 << 20));
    let grow = |_| {
        let mut longer = noise(2, 1 << 20);
        longer.push(0);
        fs::write(&last, longer).unwrap();
    };
    let watch = Watch {
        on_progress: &grow,
        is_cancelled: &|| false,
    };
    let error = bench.pack_with("out", |_| {}, watch).unwrap_err();
    assert_eq!(error.code(), "pack-changed", "{error}");
    assert!(names(&bench.at("out")).is_empty());
}

#[test]
fn a_volume_is_never_overwritten() {
    let bench = Bench::new();
    bench.file("a", "a");
    let before = fs::read(bench.pack("out")).unwrap();
    let error = bench.pack_with("out", |_| {}, Watch::nobody()).unwrap_err();
    assert_eq!(error.code(), "output-exists");
    assert_eq!(
        fs::read(bench.at("out/com.acme.monitor-1.0.0.sealift")).unwrap(),
        before
    );
    assert_eq!(names(&bench.at("out")).len(), 1);
}

#[cfg(target_os = "linux")]
#[test]
fn m09_a_full_disk_leaves_nothing_behind() {
    // A limit on the size of files fails writes as a full disk does; it is set in a child, which packs.
    let bench = Bench::new();
    bench.file("a", noise(1, 6 << 20));
    bench.key();
    if let Ok(folder) = std::env::var("SEALIFT_TEST_FULL_DISK") {
        let limit = rustix::process::Rlimit {
            current: Some(3 << 20),
            maximum: Some(3 << 20),
        };
        rustix::process::setrlimit(rustix::process::Resource::Fsize, limit).unwrap();
        let out = format!("{folder}/out");
        let packed = bench.pack_with(&out, |_| {}, Watch::nobody());
        assert_eq!(packed.unwrap_err().code(), "output-write");
        assert!(names(std::path::Path::new(&out)).is_empty());
        return;
    }
    // SIGXFSZ, whose default is to end the process, is ignored by way of the shell that starts it.
    let program = std::env::current_exe().unwrap();
    let folder = tempfile::tempdir().unwrap();
    let ended = std::process::Command::new("sh")
        .args([
            "-c",
            "trap '' XFSZ; exec \"$0\" --exact packing::m09_a_full_disk_leaves_nothing_behind",
        ])
        .arg(program)
        .env("SEALIFT_TEST_FULL_DISK", folder.path())
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&ended.stdout);
    assert!(
        ended.status.success() && said.contains("1 passed"),
        "{said}"
    );
}

#[cfg(target_os = "linux")]
#[test]
fn killed_in_the_middle_no_volume_is_left() {
    let bench = Bench::new();
    if let Ok(folder) = std::env::var("SEALIFT_TEST_KILLED") {
        bench.file("a", noise(1, 64 << 20));
        let out = format!("{folder}/out");
        // Says when each phase begins, so that the parent can kill it there.
        let tell = |progress: sealift_vendor::Progress| {
            fs::write(format!("{folder}/{:?}", progress.phase), "").unwrap();
            std::thread::sleep(std::time::Duration::from_millis(5));
        };
        let watch = Watch {
            on_progress: &tell,
            is_cancelled: &|| false,
        };
        bench.pack_with(&out, |_| {}, watch).unwrap();
        return;
    }
    for phase in ["Reading", "Writing", "Checking"] {
        let folder = tempfile::tempdir().unwrap();
        let mut child = std::process::Command::new(std::env::current_exe().unwrap())
            .args(["--exact", "packing::killed_in_the_middle_no_volume_is_left"])
            .env("SEALIFT_TEST_KILLED", folder.path())
            .stdout(std::process::Stdio::null())
            .spawn()
            .unwrap();
        while !folder.path().join(phase).exists() {
            assert!(
                child.try_wait().unwrap().is_none(),
                "it ended before {phase}"
            );
            std::thread::sleep(std::time::Duration::from_millis(1));
        }
        child.kill().unwrap();
        child.wait().unwrap();
        let left = names(&folder.path().join("out"));
        assert!(
            left.iter().all(|name| name.ends_with(".part")),
            "{phase}: {left:?}"
        );
    }
}

#[test]
fn t10_a_volume_is_what_its_manifest_says_whatever_its_name() {
    let bench = Bench::new();
    bench.file("a", "a");
    let renamed = bench.at("com.acme.monitor-99.0.0.sealift");
    fs::rename(bench.pack("out"), &renamed).unwrap();
    let found = inspect(&renamed, Watch::nobody()).unwrap();
    assert_eq!(found.manifest.version.to_string(), "1.0.0");
}

#[test]
fn an_unsigned_volume_is_signed_on_another_machine() {
    let bench = Bench::new();
    some_tree(&bench);
    let packed = bench
        .pack_with("out", |options| options.key = None, Watch::nobody())
        .unwrap();
    assert!(!packed.is_signed);
    let path = packed.volumes[0].path.clone();
    let before = inspect(&path, Watch::nobody()).unwrap();
    assert!(before.signers.is_empty());
    let key = bench.key();
    let signed = sign(std::slice::from_ref(&path), &key, Watch::nobody()).unwrap();
    assert_eq!(signed[0].manifest_sha256, packed.manifest_sha256);
    let after = inspect(&path, Watch::nobody()).unwrap();
    assert_eq!(after.manifest, before.manifest);
    assert_eq!(after.chunks_here, before.chunks_here);
    assert_eq!(
        after.signers[0].fingerprint,
        *key.public().fingerprint().digest()
    );
    let digest = packed.manifest_sha256;
    let said =
        format!("product:com.acme.monitor version:1.0.0 sequence:1 manifest-sha256:{digest}");
    assert_eq!(after.signers[0].comment, said);
    // Signing again replaces the key's own signature and adds no second one.
    sign(std::slice::from_ref(&path), &key, Watch::nobody()).unwrap();
    assert_eq!(inspect(&path, Watch::nobody()).unwrap().signers.len(), 1);
    assert_eq!(names(&bench.at("out")), ["com.acme.monitor-1.0.0.sealift"]);
}

#[test]
fn a_damaged_volume_is_not_signed_and_is_left_as_it_is() {
    let bench = Bench::new();
    bench.file("a", noise(1, 3 << 20));
    let path = bench.pack("out");
    let mut bytes = fs::read(&path).unwrap();
    let middle = bytes.len() / 2;
    bytes[middle] ^= 1;
    fs::write(&path, &bytes).unwrap();
    let error = sign(std::slice::from_ref(&path), &bench.key(), Watch::nobody()).unwrap_err();
    assert_eq!(error.code(), "sign-damaged");
    assert_eq!(fs::read(&path).unwrap(), bytes);
    assert_eq!(inspect(&path, Watch::nobody()).unwrap().damaged.len(), 1);
}

#[test]
fn a_description_sealed_twice_gives_one_manifest_whenever_that_is() {
    let bench = Bench::new();
    let base = bench.file("a", noise(3, 1 << 20));
    let older = bench.pack("older");
    fs::write(base, noise(4, 1 << 20)).unwrap();
    let undated = DESCRIPTION
        .replace("issued = 2026-10-01T00:00:00Z\n", "")
        .replace("1.0.0", "1.1.0")
        .replace("sequence = 1", "sequence = 2 # grows");
    bench.describe(&undated);
    let at = bench.at("sealift.toml");
    let pack = |bases: &[std::path::PathBuf], out: &str, clock: &str| {
        bench
            .pack_dating(&at, bases, out, clock, Watch::nobody())
            .unwrap()
    };
    let delta = pack(&[older], "delta", "2026-11-21T09:30:00Z");
    assert_eq!(delta.dated, Some(time("2026-11-21T09:30:00Z")));
    let whole = pack(&[], "whole", "2026-11-22T09:30:00Z");
    assert_eq!(whole.dated, None, "the description says it by then");
    assert_eq!(whole.manifest_sha256, delta.manifest_sha256);
    let line = "sequence = 2 # grows\nissued = 2026-11-21T09:30:00Z # when this sequence was first sealed; remove the line for the next one\n";
    assert_eq!(
        fs::read_to_string(&at).unwrap(),
        undated.replace("sequence = 2 # grows\n", line)
    );
}

#[test]
fn what_cannot_be_packed_leaves_its_description_alone() {
    let bench = Bench::new();
    bench.file("a", "a");
    let undated = DESCRIPTION.replace("issued = 2026-10-01T00:00:00Z\n", "");
    bench.describe(&undated);
    let at = bench.at("sealift.toml");
    let stopped = Watch {
        is_cancelled: &|| true,
        ..Watch::nobody()
    };
    bench
        .pack_dating(&at, &[], "out", "2026-11-21T09:30:00Z", stopped)
        .unwrap_err();
    assert_eq!(fs::read_to_string(&at).unwrap(), undated);
}

#[test]
fn a_description_that_takes_no_moment_seals_nothing() {
    let bench = Bench::new();
    bench.file("a", "a");
    bench.describe(&DESCRIPTION.replace("issued = 2026-10-01T00:00:00Z\n", ""));
    // It has got another moment since it was read.
    let other = bench.at("other.toml");
    fs::write(&other, DESCRIPTION).unwrap();
    let error = bench
        .pack_dating(&other, &[], "out", "2026-11-21T09:30:00Z", Watch::nobody())
        .unwrap_err();
    assert_eq!(error.code(), "description-undated");
    assert_eq!(names(&bench.at("out")), Vec::<String>::new());
    assert_eq!(fs::read_to_string(&other).unwrap(), DESCRIPTION);
}
