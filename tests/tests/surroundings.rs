//! What lies around the program and its target: media that cannot be written, targets on another volume, libraries that
//! somebody planted.
#![allow(clippy::disallowed_methods, reason = "journeys drive a real machine")]
#![cfg(target_os = "linux")]

use std::path::Path;
use std::process::Command;

use sealift_journeys::{Product, Run, Site, Tree, Vendor, sealift, tool, tree_of};

fn release(version: &str, sequence: u64) -> Product {
    Product::release(version, sequence).noise("server", "table.bin", sequence, 300_000)
}

/// A script in a world of mounts of its own, gone with it; nobody needs to be root for that.
fn with_mounts(script: &str, arguments: &[&Path]) -> Run {
    let mut shell = tool("unshare");
    shell.args([
        "--user",
        "--map-root-user",
        "--mount",
        "--",
        "sh",
        "-euc",
        script,
        "sh",
    ]);
    Run::of(shell.args(arguments))
}

/// The program as a script calls it, pointed at a site.
fn program() -> std::path::PathBuf {
    sealift().get_program().into()
}

#[test]
fn m07_a_medium_that_cannot_be_written_is_read_and_stays_as_it_was() {
    let vendor = Vendor::new();
    let site = Site::trusting(&vendor);
    let medium = tempfile::tempdir().expect("a folder");
    let volume = release("1.0.0", 1).pack(&vendor);
    std::fs::copy(&volume, medium.path().join("release.sealift")).expect("copies");
    let before: Tree = tree_of(medium.path());
    let script = "mount --bind \"$1\" \"$1\"; mount -o remount,ro,bind \"$1\"; ! touch \"$1/probe\" 2>/dev/null; \
                  exec \"$2\" --root \"$3\" import \"$1\"";
    let _ = with_mounts(script, &[medium.path(), &program(), site.root()]).succeeds();
    assert_eq!(tree_of(medium.path()), before);
    let list = site.run(["--json", "list"]).succeeds().json();
    assert_eq!(list.as_array().map(Vec::len), Some(1), "{list}");
}

#[test]
fn i13_a_target_on_another_volume_is_switched_and_brought_back_as_any_other() {
    let vendor = Vendor::new();
    let site = Site::trusting(&vendor);
    let good = release("1.0.0", 1).pack(&vendor);
    let failing = release("1.1.0", 2).check(
        "server",
        "id = \"never\"\nprobe = { kind = \"file\", path = \"data/not-there\" }\nwithin = { seconds = 1, every-ms = 100 }",
    );
    let _ = site.import(&[good, failing.pack(&vendor)]).succeeds();
    // State and configuration stay where they are; what is installed lies on a volume of its own.
    let script = "root=$1; sealift=$2; id=$3; mkdir -p \"$root/opt\"; \
                  mount -t tmpfs none \"$root/opt\"; \
                  \"$sealift\" --root \"$root\" install \"$id@1.0.0\" --yes; \
                  \"$sealift\" --root \"$root\" status --full; \
                  code=0; \"$sealift\" --root \"$root\" install \"$id@1.1.0\" --yes || code=$?; test $code = 13; \
                  readlink \"$root/opt/$id/current\"; \
                  \"$sealift\" --root \"$root\" status --full; \
                  \"$sealift\" --root \"$root\" uninstall \"$id\" --yes; find \"$root/opt\" -mindepth 1";
    let run = with_mounts(script, &[site.root(), &program(), Path::new(Product::ID)]).succeeds();
    let current = run.out.lines().find(|line| line.starts_with("releases/"));
    assert!(
        current.is_some_and(|link| link.contains("1.0.0")),
        "{}",
        run.out
    );
    site.verify_log();
}

#[test]
fn v06_a_library_planted_beside_the_program_is_not_loaded() {
    let folder = tempfile::tempdir().expect("a folder");
    let copy = folder.path().join("sealift");
    std::fs::copy(program(), &copy).expect("copies");
    let listed = tool("ldd").arg(&copy).output().expect("ldd runs").stdout;
    let listed = String::from_utf8(listed).expect("text");
    let libraries: Vec<&str> = listed
        .split_whitespace()
        .filter(|word| word.starts_with("lib"))
        .collect();
    assert!(!libraries.is_empty(), "{listed}");
    for library in libraries {
        std::fs::write(folder.path().join(library), "not a library").expect("writes");
    }
    let mut command = Command::new(&copy);
    let run = Run::of(command.arg("--version").current_dir(folder.path())).succeeds();
    assert!(run.out.starts_with("sealift "), "{}", run.out);
}
