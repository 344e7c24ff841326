//! What goes wrong is told in the reader's language to the last word, but for what a system said, which is quoted.
#![allow(clippy::disallowed_methods, reason = "journeys drive a real machine")]

use std::ffi::OsString;
use std::path::{Path, PathBuf};

use sealift_journeys::{Product, Run, Site, Vendor, sealift};

/// Words that no German sentence has.
const TELLTALE: [&str; 14] = [
    " the ", " is ", " are ", " and ", " not ", " of ", " cannot ", " with ", " this ", " that ",
    " has ", " there ", " to ", " from ",
];

fn release() -> Product {
    Product::release("1.0.0", 1)
        .noise("server", "table.bin", 5, 100_000)
        .question("port", "type = \"integer\"\nmaximum = 9000\ndefault = 8080")
}

/// A command for a reader of German that fails, and what it said.
#[track_caller]
fn fails(site: Option<&Site>, words: &[&str], paths: &[&Path]) -> String {
    let mut command = site.map_or_else(sealift, Site::sealift);
    command.args(["--language", "de"]).args(words).args(paths);
    let run = Run::of(&mut command);
    assert_ne!(run.status, 0, "{words:?} did not fail: {}", run.out);
    let said = format!("{}{}", run.out, run.err);
    assert!(said.contains("Was zu tun ist:"), "no remedy: {said}");
    for line in said.lines() {
        let told = format!("{} ", told(line));
        let english = TELLTALE.iter().find(|word| told.contains(*word));
        assert_eq!(english, None, "{words:?}: {line}");
    }
    said
}

/// A line without what is typed at a terminal and without what a system said.
fn told(line: &str) -> String {
    let mut told: String = line.split('`').step_by(2).collect();
    while let Some((before, after)) = told.split_once('„') {
        let rest = after.split_once('“').map_or("", |(_, rest)| rest);
        told = format!("{before}{rest}");
    }
    told
}

fn written(folder: &Path, name: &str, bytes: &[u8]) -> PathBuf {
    let path = folder.join(name);
    std::fs::write(&path, bytes).expect("writes");
    path
}

#[test]
fn a_package_that_is_refused() {
    let (vendor, stranger) = (Vendor::new(), Vendor::new());
    let site = Site::trusting(&vendor);
    let here = vendor.folder();
    let import = |path: &Path| fails(Some(&site), &["import"], &[path]);
    let said = import(&here.join("absent.sealift"));
    assert!(said.contains("liegt nichts"), "{said}");
    let empty = here.join("leer");
    std::fs::create_dir(&empty).expect("a folder");
    import(&empty);
    import(&written(
        here,
        "text.sealift",
        b"not a volume at all, but long enough",
    ));
    let said = import(&release().pack(&stranger));
    assert!(said.contains("denen hier nicht vertraut wird"), "{said}");

    let good = std::fs::read(release().pack(&vendor)).expect("a volume");
    let said = import(&written(here, "cut.sealift", &good[..good.len() / 2]));
    assert!(said.contains("das Lesen endete bei Byte"), "{said}");
    let mut bad = good.clone();
    let middle = bad.len() / 2;
    bad[middle] ^= 1;
    import(&written(here, "bad.sealift", &bad));
    import(&written(here, "long.sealift", &[&good[..], b"\0"].concat()));

    let other = fails(None, &["inspect"], &[&here.join("absent.sealift")]);
    assert!(other.contains("das System meldet"), "{other}");
}

#[test]
fn a_change_that_is_refused() {
    let vendor = Vendor::new();
    let site = Site::trusting(&vendor);
    fails(Some(&site), &["install", Product::ID, "--yes"], &[]);
    fails(Some(&site), &["install", "No Name", "--yes"], &[]);
    fails(Some(&site), &["uninstall", Product::ID, "--yes"], &[]);
    fails(Some(&site), &["rollback", Product::ID, "--yes"], &[]);
    site.import(&[release().pack(&vendor)]).succeeds();
    let set = ["install", Product::ID, "--yes", "--set", "port=10000"];
    let said = fails(Some(&site), &set, &[]);
    assert!(
        said.contains("eine Antwort kann nicht stehen bleiben"),
        "{said}"
    );
    let key = vendor.public_key();
    let wrong = ["trust", "add", "--fingerprint", &"ab".repeat(32)];
    fails(Some(&site), &wrong, &[&key]);
    fails(Some(&site), &["trust", "remove", &"ab".repeat(32)], &[]);
    let mut list = sealift();
    list.args(["--language", "de", "--root"])
        .arg(&key)
        .arg("list");
    let said = Run::of(&mut list).exits(2).err;
    assert!(
        said.contains("ist eine Datei oder liegt unter einer"),
        "{said}"
    );
}

#[test]
fn a_report_that_is_german_and_one_that_is_older_than_its_checkpoint() {
    let vendor = Vendor::new();
    let site = Site::trusting(&vendor);
    let report = vendor.folder().join("bericht.html");
    let export: [OsString; 7] = [
        "--language".into(),
        "de".into(),
        "audit".into(),
        "export".into(),
        "--format=html".into(),
        "--out".into(),
        report.clone().into(),
    ];
    site.run(&export).succeeds();
    let page = std::fs::read_to_string(&report).expect("a page");
    assert!(
        page.contains("<html lang=\"de\">"),
        "it says that it is not German"
    );
    let checkpoint = site.run(["audit", "checkpoint"]).succeeds().out;
    let checkpoint = written(vendor.folder(), "checkpoint.txt", checkpoint.as_bytes());
    let said = fails(
        None,
        &["audit", "verify", &report.to_string_lossy(), "--checkpoint"],
        &[&checkpoint],
    );
    assert!(
        said.contains("oder der Prüfpunkt ist neuer als die Ausgabe"),
        "{said}"
    );
    fails(None, &["audit", "verify"], &[&checkpoint]);
}

#[test]
fn a_description_that_cannot_be_packed() {
    let vendor = Vendor::new();
    let description = release().write(&vendor);
    let text = std::fs::read_to_string(&description).expect("a description");
    let out = vendor.folder().join("out");
    let pack = |text: &str| {
        std::fs::write(&description, text).expect("writes");
        let words = ["pack", "--unsigned", "--out", &out.to_string_lossy()];
        fails(None, &words, &[&description])
    };
    let said = pack(&text.replacen("version", "verzion", 1));
    assert!(said.contains("verzion") && said.contains("Zeile"), "{said}");
    pack("this is no TOML");
    let absent = vendor.folder().join("absent.toml");
    let words = ["pack", "--unsigned", "--out", &out.to_string_lossy()];
    fails(None, &words, &[&absent]);
}
