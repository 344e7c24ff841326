//! What stock tools say of our volumes, and what we make of theirs: `unzip`, `minisign`, `sha256sum`, `zstd`.
#![allow(clippy::disallowed_methods, reason = "journeys drive a real machine")]
#![cfg(unix)]

use std::path::{Path, PathBuf};

use sealift_journeys::{Product, Run, Site, Vendor, sealift, tool};

fn release() -> Product {
    Product::release("1.0.0", 1)
        .program("server", "bin/monitor", "#!/bin/sh\necho monitor\n")
        .noise("server", "table.bin", 5, 5 << 20)
        .file("server", "words.txt", "word ".repeat(50_000))
}

/// A volume unpacked by `unzip`, after `unzip -t` had nothing to say.
fn unpacked(volume: &Path, into: &Path) -> PathBuf {
    let _ = Run::of(tool("unzip").arg("-tq").arg(volume)).succeeds();
    let folder = into.join("volume");
    let _ = Run::of(tool("unzip").arg("-q").arg(volume).arg("-d").arg(&folder)).succeeds();
    folder
}

/// The names in a folder, sorted.
fn names(folder: &Path) -> Vec<String> {
    let entries = std::fs::read_dir(folder).expect("a folder");
    let mut names: Vec<String> = entries
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

fn minisign_accepts(folder: &Path, public_key: &Path) -> Run {
    let signature = names(&folder.join("signatures")).remove(0);
    let mut command = tool("minisign");
    command.arg("-Vm").arg(folder.join("manifest.json"));
    command
        .arg("-x")
        .arg(folder.join("signatures").join(signature));
    Run::of(command.arg("-p").arg(public_key))
}

#[test]
fn a_volume_is_checked_without_sealift() {
    let vendor = Vendor::new();
    let volume = release().pack(&vendor);
    let folder = unpacked(&volume, vendor.folder());
    assert_eq!(
        names(&folder),
        [
            "chunks",
            "index.json.zst",
            "manifest.json",
            "signatures",
            "volume.json"
        ]
    );
    minisign_accepts(&folder, &vendor.public_key())
        .succeeds()
        .says("Signature and comment signature verified");

    let chunks = names(&folder.join("chunks"));
    assert!(chunks.len() > 2, "{chunks:?}");
    let sums = Run::of(
        tool("sha256sum")
            .args(&chunks)
            .current_dir(folder.join("chunks")),
    )
    .succeeds();
    for line in sums.out.lines() {
        let (digest, name) = line.split_once("  ").expect("a digest and a name");
        assert_eq!(digest, name);
    }
    let manifest = std::fs::read(folder.join("manifest.json")).expect("readable");
    let manifest: serde_json::Value = serde_json::from_slice(&manifest).expect("JSON");
    let index = Run::of(tool("sha256sum").arg(folder.join("index.json.zst"))).succeeds();
    assert!(
        index.out.starts_with(
            manifest["index"]["stored_sha256"]
                .as_str()
                .expect("a digest")
        )
    );
    let rows = Run::of(tool("zstd").arg("-dc").arg(folder.join("index.json.zst"))).succeeds();
    assert!(rows.json().is_object() && rows.out.contains("bin/monitor"));
}

#[test]
fn minisign_refuses_a_manifest_that_was_touched() {
    let vendor = Vendor::new();
    let folder = unpacked(&release().pack(&vendor), vendor.folder());
    let manifest = folder.join("manifest.json");
    let text = std::fs::read_to_string(&manifest)
        .expect("readable")
        .replace("1.0.0", "9.0.0");
    std::fs::write(&manifest, text).expect("writes");
    let run = minisign_accepts(&folder, &vendor.public_key());
    assert_ne!(run.status, 0, "{}", run.out);
}

#[test]
fn the_name_of_a_signature_is_the_digest_of_its_key() {
    let vendor = Vendor::new();
    let folder = unpacked(&release().pack(&vendor), vendor.folder());
    let script = "tail -n 1 \"$0\" | base64 -d | tail -c 32 | sha256sum | cut -d' ' -f1";
    let digest = Run::of(tool("sh").args(["-c", script]).arg(vendor.public_key())).succeeds();
    assert_eq!(
        names(&folder.join("signatures")),
        [format!("{}.minisig", digest.out.trim())]
    );
}

#[test]
fn a_key_that_minisign_made_packs_and_is_trusted() {
    let vendor = Vendor::new();
    let (secret, public) = (
        vendor.folder().join("stock.key"),
        vendor.folder().join("stock.pub"),
    );
    let made = Run::of(
        tool("minisign")
            .arg("-GWs")
            .arg(&secret)
            .arg("-p")
            .arg(&public),
    );
    let _ = made.succeeds();
    let description = release().write(&vendor);
    let out = vendor.folder().join("stock");
    let mut pack = sealift();
    pack.arg("pack")
        .arg(&description)
        .arg("--key")
        .arg(&secret)
        .arg("--out")
        .arg(&out);
    Run::of(&mut pack).succeeds();
    let volume = out.join(&names(&out)[0]);
    minisign_accepts(&unpacked(&volume, vendor.folder()), &public).succeeds();
    Run::of(
        sealift()
            .arg("verify")
            .arg(&volume)
            .arg("--key")
            .arg(&public),
    )
    .succeeds();

    let site = Site::new();
    let shown = Run::of(
        sealift()
            .args(["--json", "trust", "fingerprint"])
            .arg(&public),
    )
    .succeeds();
    let fingerprint = shown.json()["fingerprint"]
        .as_str()
        .expect("a fingerprint")
        .to_owned();
    site.run([
        "trust",
        "add",
        &public.to_string_lossy(),
        "--fingerprint",
        &fingerprint,
    ])
    .succeeds();
    site.import(&[volume]).succeeds();
}

#[test]
fn minisign_signs_with_a_key_that_sealift_made() {
    let vendor = Vendor::new();
    let letter = vendor.folder().join("letter.txt");
    std::fs::write(&letter, "to whom it may concern\n").expect("writes");
    let mut sign = tool("minisign");
    sign.arg("-Sm")
        .arg(&letter)
        .arg("-s")
        .arg(vendor.secret_key());
    Run::of(&mut sign).succeeds();
    let mut check = tool("minisign");
    check
        .arg("-Vm")
        .arg(&letter)
        .arg("-p")
        .arg(vendor.public_key());
    Run::of(&mut check).succeeds();
}

#[test]
fn p23_python_reads_the_same_names_and_bytes() {
    let vendor = Vendor::new();
    let volume = release().pack(&vendor);
    let folder = unpacked(&volume, vendor.folder());
    let script = "import sys, zipfile, pathlib\n\
        archive = zipfile.ZipFile(sys.argv[1]); folder = pathlib.Path(sys.argv[2])\n\
        assert archive.testzip() is None\n\
        names = archive.namelist(); assert len(names) == len(set(names))\n\
        assert sorted(names) == sorted(str(p.relative_to(folder)) for p in folder.rglob('*') if p.is_file())\n\
        for name in names: assert archive.read(name) == (folder / name).read_bytes(), name\n";
    let _ = Run::of(
        tool("python3")
            .args(["-c", script])
            .arg(&volume)
            .arg(&folder),
    )
    .succeeds();
}
