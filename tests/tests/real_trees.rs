//! Trees of real software, as Debian built them, links and all: packed, carried, placed, compared and removed.
#![cfg(target_os = "linux")]
#![allow(
    clippy::disallowed_methods,
    reason = "journeys drive a real machine, and look at it past the program"
)]

use std::path::{Path, PathBuf};
use std::time::Instant;

use sealift_journeys::{Cache, Run, Site, Tree, Vendor, sealift, tool, tree_of};
use serde_json::Value;

const ID: &str = "org.debian.tree";
const POLICY: &str = r#"{ "type": "sealift.policy/v1", "outward_symlinks": "allow" }"#;

/// The unpacked package, fetched when it is not there yet.
fn debian(cache: &Cache, package: &str) -> PathBuf {
    let (tree, stamp) = (
        cache.folder().join(package),
        cache.folder().join(format!("{package}.complete")),
    );
    if stamp.exists() {
        return tree;
    }
    let fetched = tempfile::tempdir().expect("a folder");
    let mut fetch = tool("apt-get");
    fetch.args(["download", "-o", "APT::Sandbox::User=root", "-q", package]);
    Run::of(fetch.current_dir(fetched.path())).succeeds();
    let archive = std::fs::read_dir(fetched.path()).expect("a folder").next();
    let archive = archive.expect("a package").expect("readable").path();
    let _ = std::fs::remove_dir_all(&tree);
    Run::of(tool("dpkg").arg("-x").arg(archive).arg(&tree)).succeeds();
    std::fs::write(stamp, "").expect("writes");
    tree
}

/// The description of a release of this tree, with the links declared that lead out of it.
fn describe(vendor: &Vendor, source: &Path, outward: &[String]) -> PathBuf {
    let description = vendor.folder().join("sealift.toml");
    let text = format!(
        "product = \"{ID}\"\nname = \"Tree\"\nvendor = \"Debian\"\nversion = \"1.0.0\"\nsequence = 1\n\
         platforms = [\"linux-x86-64\"]\n\n\
         [[components]]\nid = \"tree\"\nsource = \"{}\"\noutward-symlinks = {outward:?}\n",
        source.display()
    );
    std::fs::write(&description, text).expect("writes");
    description
}

/// The links with an absolute target. (None of these packages has a relative one that leads out.)
fn outward(tree: &Tree) -> Vec<String> {
    let leads_out = |(_, what): &(&String, &String)| what.starts_with("-> /");
    let links = tree.iter().filter(leads_out);
    links.map(|(path, _)| path.clone()).collect()
}

/// The tree as it is placed: what may be executed by anyone gets 0755, all else 0644, and folders get 0755.
fn placed(tree: Tree) -> Tree {
    let mode = |what: &str| -> String {
        match what.split_once(' ') {
            Some(("directory", _)) => "directory 0755".into(),
            Some(("->", _)) => what.into(),
            Some((mode, digest)) => {
                let runs = u32::from_str_radix(mode, 8).expect("octal") & 0o111 != 0;
                format!("{} {digest}", if runs { "0755" } else { "0644" })
            }
            None => panic!("{what}"),
        }
    };
    let entries = tree.into_iter();
    entries.map(|(path, what)| (path, mode(&what))).collect()
}

/// Carries a package's tree into a site and out of it again, and runs something from it while it is there.
#[track_caller]
fn carries(package: &str, try_it: impl FnOnce(&Path)) {
    let cache = Cache::open("debian");
    let source = debian(&cache, package);
    let tree = tree_of(&source);
    let outward = outward(&tree);
    let start = Instant::now();
    let vendor = Vendor::new();
    if !outward.is_empty() {
        is_refused_undeclared(&vendor, &source, &outward);
    }
    let volume = vendor.pack_one(&describe(&vendor, &source, &outward));
    let packed = start.elapsed();
    let site = Site::trusting(&vendor);
    site.import(&[volume]).succeeds();
    let before = site.placed();
    if !outward.is_empty() {
        let refused = site.run(["install", ID, "--yes"]).exits(15);
        let _ = refused.says("outward-symlinks").placed_nothing(&site);
        std::fs::write(site.path("etc/sealift/policy.json"), POLICY).expect("writes");
    }
    site.run(["install", ID, "--yes"]).succeeds();
    let current = site.current().join("tree");
    assert_eq!(
        tree_of(&std::fs::canonicalize(&current).expect("there")),
        placed(tree)
    );
    let status = site.run(["--json", "status", "--full"]).succeeds().json();
    assert_eq!(
        status["products"][0]["differences"],
        Value::Array(vec![]),
        "{status:#}"
    );
    try_it(&current);
    site.run(["uninstall", ID, "--yes"]).succeeds();
    assert_eq!(site.placed(), before, "nothing is left");
    site.verify_log();
    let all = start.elapsed();
    println!("{package}: packed in {packed:.1?}, all in {all:.1?}");
}

/// Links that lead out are refused by name, with the remedy, unless they are declared.
#[track_caller]
fn is_refused_undeclared(vendor: &Vendor, source: &Path, outward: &[String]) {
    let description = describe(vendor, source, &[]);
    let out = tempfile::tempdir().expect("a folder");
    let mut command = sealift();
    command.arg("pack").arg(description);
    command
        .arg("--key")
        .arg(vendor.secret_key())
        .arg("--out")
        .arg(out.path());
    let mut refused = Run::of(&mut command).exits(2);
    for link in outward {
        refused = refused.says(link);
    }
    refused.says("outward-symlinks");
    assert_eq!(tree_of(out.path()), Tree::new(), "nothing half-written");
}

/// What a program says of its version.
#[track_caller]
fn says_its_version(program: &Path, argument: &str, expected: &str) {
    let mut command = std::process::Command::new(program);
    Run::of(command.arg(argument)).succeeds().says(expected);
}

#[test]
fn openjdk_is_carried_with_its_links() {
    carries("openjdk-17-jre-headless", |tree| {
        says_its_version(
            &tree.join("usr/lib/jvm/java-17-openjdk-amd64/bin/java"),
            "--version",
            "openjdk 17",
        );
    });
}

#[test]
fn postgresql_is_carried() {
    carries("postgresql-15", |tree| {
        let link = tree.join("usr/lib/postgresql/15/bin/postmaster");
        assert_eq!(
            std::fs::read_link(link).expect("a link"),
            Path::new("postgres")
        );
    });
}

#[test]
fn chromium_is_carried() {
    carries("chromium", |tree| {
        let program = tree.join("usr/lib/chromium/chromium");
        assert!(std::fs::metadata(program).expect("there").len() > 200 << 20);
    });
}
