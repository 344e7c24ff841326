//! Time and memory stay bounded, whatever a file claims: the real program, its own seconds and its own peak (threats
//! P17, P18, P19, C1). `SEALIFT_SLOW=1` makes the million whole.
#![cfg(target_os = "linux")]
#![allow(clippy::disallowed_methods, reason = "journeys drive a real machine")]

use std::collections::HashMap;
use std::ffi::OsStr;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant};

use sealift_document::{Count, Digest, Document};
use sealift_journeys::{Product, Run, Site, Vendor, sealift, tool};
use sealift_package::encoding::{Encoder, Encoding};
use sealift_package::index::{ChunkRow, ComponentTree, DirectoryRow, FileRow, IndexDocument, Tree};
use sealift_package::manifest::Mode;
use sealift_testkit::figures;
use sealift_testkit::volume::{Part, Parts, SampleRelease};

const MIB: u64 = 1 << 20;

/// Runs a command as its child and tells, behind what it said, the most memory that the command held, in KiB.
const MEASURE: &str = "
import resource, subprocess, sys
code = subprocess.call(sys.argv[1:])
print('peak', resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
sys.exit(code)
";

/// What one run may cost.
struct Most {
    seconds: u64,
    mib: u64,
}

/// Runs the program, which must refuse or succeed with this status, within these bounds; its figures are told.
#[track_caller]
fn bounded(what: &str, command: &Command, status: i32, most: &Most) -> Run {
    let mut measured = tool("python3");
    measured
        .args(["-c", MEASURE])
        .arg(command.get_program())
        .args(command.get_args());
    for (name, value) in command.get_envs() {
        match value {
            Some(value) => measured.env(name, value),
            None => measured.env_remove(name),
        };
    }
    let start = Instant::now();
    let run = Run::of(&mut measured).exits(status);
    let took = start.elapsed();
    let peak = run
        .out
        .lines()
        .last()
        .and_then(|line| line.strip_prefix("peak "));
    let peak: u64 = peak.and_then(|kib| kib.parse().ok()).expect("a peak");
    let (ms, mib) = (u64::try_from(took.as_millis()).expect("soon"), peak >> 10);
    figures::tell(
        &format!("bounds-{what}"),
        &[("milliseconds", ms), ("peak-mib", mib)],
    );
    assert!(took < Duration::from_secs(most.seconds), "{what}: {took:?}");
    assert!(mib < most.mib, "{what}: {mib} MiB");
    run
}

fn program<S: AsRef<OsStr>>(words: impl IntoIterator<Item = S>) -> Command {
    let mut command = sealift();
    command.args(words);
    command
}

fn written(folder: &Path, name: &str, bytes: &[u8]) -> PathBuf {
    let path = folder.join(name);
    std::fs::write(&path, bytes).expect("writes");
    path
}

fn inspect(volume: &Path) -> Command {
    program(["inspect".as_ref(), volume.as_os_str()])
}

fn count(number: u64) -> Count {
    Count::try_from(number).expect("a count")
}

/// The small release's volume with another index, of which the manifest says what its author likes.
fn with_index(stored: Vec<u8>, raw_bytes: u64) -> Vec<u8> {
    let mut release = SampleRelease::small();
    let mut parts = Parts::of(&release.volume());
    release.manifest.index.stored_sha256 = Digest::of(&stored);
    release.manifest.index.stored_bytes = count(stored.len() as u64);
    release.manifest.index.raw_bytes = count(raw_bytes);
    let index = parts.entry("index.json.zst");
    index.content = stored;
    index.set_honest();
    let manifest = parts.entry("manifest.json");
    manifest.content = release.manifest.to_bytes().expect("canonical");
    manifest.set_honest();
    parts.volume()
}

#[test]
fn p17_bombs_stop_at_the_size_that_was_signed() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut encoder = Encoder::new();
    let ratio = encoder.frame(&vec![b' '; 400 << 20]);
    let nested = encoder.frame(&encoder_of_zeros());
    let most = Most {
        seconds: 10,
        mib: 100,
    };
    for (what, stored, raw_bytes) in [
        ("ratio-bomb", ratio.clone(), 1000),
        ("ratio-bomb-of-4-gib", ratio, 4 << 30),
        ("nested-bomb", nested, 1 << 20),
    ] {
        let volume = written(folder.path(), what, &with_index(stored, raw_bytes));
        bounded(what, &inspect(&volume), 10, &most).says("What to do:");
    }
}

fn encoder_of_zeros() -> Vec<u8> {
    Encoder::new().frame(&vec![0; 200 << 20])
}

#[test]
fn p18_p19_sizes_that_lie_and_a_million_entries_cost_nothing() {
    let folder = tempfile::tempdir().expect("a folder");
    let most = Most {
        seconds: 20,
        mib: 100,
    };
    for name in ["p18-size-2-to-62", "p18-size-4-gib", "p19-long-name"] {
        let volume = sealift_testkit::volume::hostile::named(name);
        let volume = written(folder.path(), name, &volume);
        bounded(name, &inspect(&volume), 10, &most).says("What to do:");
    }
    let head = Parts::of(&SampleRelease::small().volume());
    let path = folder.path().join("million");
    let mut file = std::io::BufWriter::new(std::fs::File::create(&path).expect("a file"));
    file.write_all(&head.entries[0].local).expect("writes");
    file.write_all(&head.entries[0].content).expect("writes");
    for key in 0..1_000_000_u32 {
        let name = format!("signatures/{key:064x}.minisig");
        file.write_all(&Part::new(name.as_bytes(), b"").local)
            .expect("writes");
    }
    file.into_inner().expect("written");
    bounded("a-million-signatures", &inspect(&path), 10, &most).says("volume-too-many-signatures");
}

/// A release with so many empty files and one that is not.
fn many_files(files: u64) -> SampleRelease {
    let content = b"the one file that has content".to_vec();
    let digest = Digest::of(&content);
    let bytes = count(content.len() as u64);
    let row = |number: u64| FileRow {
        bytes: if number == 0 { bytes } else { Count::ZERO },
        mode: Mode::FILE,
        offset: if number == 0 { Count::ZERO } else { bytes },
        path: format!("share/{:04}/a-file-{number:08}.conf", number / 1000)
            .parse()
            .expect("a path"),
        sha256: if number == 0 { digest } else { Digest::of(b"") },
    };
    let directory = |path: String| DirectoryRow {
        mode: Mode::EXECUTABLE,
        path: path.parse().expect("a path"),
    };
    let mut directories = vec![directory("share".into())];
    directories.extend((0..files.div_ceil(1000)).map(|n| directory(format!("share/{n:04}"))));
    let chunk = ChunkRow {
        encoding: Encoding::Raw,
        raw_bytes: bytes,
        raw_sha256: digest,
        stored_bytes: bytes,
        stored_sha256: digest,
    };
    let tree = Tree {
        chunks: vec![chunk],
        directories,
        files: (0..files).map(row).collect(),
        symlinks: vec![],
    };
    let id = "many".parse().expect("an id");
    let document = IndexDocument::new(Tree::default(), vec![ComponentTree { id, tree }]);
    SampleRelease::around("1.0.0", 1, &document, HashMap::from([(digest, content)]))
}

#[test]
fn p19_an_index_of_a_million_files_is_read_in_bounded_memory() {
    let is_slow = std::env::var_os("SEALIFT_SLOW").is_some();
    let files = if is_slow { 1_000_000 } else { 100_000 };
    let folder = tempfile::tempdir().expect("a folder");
    let volume = written(folder.path(), "many", &many_files(files).volume());
    // A row is about 190 bytes of JSON and 150 in memory, and both are there while the one is read from the other.
    let most = Most {
        seconds: 10 + files / 10_000,
        mib: 100 + files * 700 / MIB,
    };
    let what = format!("index-of-{files}-files");
    bounded(&what, &inspect(&volume), 0, &most);
}

/// Objects in objects, or lists in lists.
fn nested(open: &str, close: &str, depth: usize) -> String {
    format!("{}{}", open.repeat(depth), close.repeat(depth))
}

#[test]
fn c01_deep_nesting_is_refused_in_every_document() {
    let vendor = Vendor::new();
    let volume = Product::release("1.0.0", 1)
        .file("server", "a", "a\n")
        .question("port", "type = \"integer\"\n")
        .pack(&vendor);
    let site = Site::trusting(&vendor);
    site.import(&[volume]).succeeds();
    let folder = tempfile::tempdir().expect("a folder");
    let most = Most {
        seconds: 10,
        mib: 100,
    };
    let list = nested("[", "]", 500_000);
    let json = format!("{{\"port\":{list}}}");
    let toml = format!("port = {list}\n");
    let install = |answers: &Path| {
        let mut command = site.sealift();
        command
            .args(["install", Product::ID, "--yes", "--answers"])
            .arg(answers);
        command
    };
    let answers = written(folder.path(), "answers.json", json.as_bytes());
    bounded("deep-answers-json", &install(&answers), 12, &most).says("What to do:");
    let answers = written(folder.path(), "answers.toml", toml.as_bytes());
    bounded("deep-answers-toml", &install(&answers), 12, &most).says("What to do:");

    let deep = written(
        folder.path(),
        "deep.json",
        nested("{\"a\":", "}", 500_000).as_bytes(),
    );
    let mut check = site.sealift();
    check.args(["check", Product::ID, "--facts"]).arg(&deep);
    let run = bounded("deep-facts", &check, 2, &most);
    assert!(run.err.contains("What to do:"), "{}", run.err);
    let verify = program(["audit".as_ref(), "verify".as_ref(), deep.as_os_str()]);
    bounded("deep-evidence", &verify, 17, &most).says("What to do:");

    let description = format!("product = \"a.b\"\nx = {list}\n");
    let description = written(folder.path(), "sealift.toml", description.as_bytes());
    let mut pack = program(["pack".as_ref(), description.as_os_str()]);
    pack.arg("--key")
        .arg(vendor.secret_key())
        .arg("--out")
        .arg(folder.path().join("out"));
    bounded("deep-description", &pack, 2, &most).says("What to do:");

    let policy = site.root().join("etc/sealift/policy.json");
    std::fs::write(&policy, nested("{\"type\":", "}", 100_000)).expect("writes");
    let mut show = site.sealift();
    show.args(["policy", "show"]);
    let run = bounded("deep-policy", &show, 15, &most);
    assert!(run.err.contains("policy-malformed"), "{}", run.err);
}

#[test]
fn a_file_of_many_gib_where_a_document_is_asked_for_is_not_read_whole() {
    let vendor = Vendor::new();
    let site = Site::trusting(&vendor);
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("large");
    let file = std::fs::File::create(&path).expect("a file");
    file.set_len(64 << 30).expect("a sparse file");
    let most = Most {
        seconds: 20,
        mib: 100,
    };
    let mut trust = site.sealift();
    trust
        .args(["trust", "add"])
        .arg(&path)
        .args(["--fingerprint", "00"]);
    let run = bounded("large-key", &trust, 2, &most);
    assert!(run.err.contains("What to do:"), "{}", run.err);
    let verify = program(["audit".as_ref(), "verify".as_ref(), path.as_os_str()]);
    bounded("large-evidence", &verify, 2, &most).says("What to do:");
}
