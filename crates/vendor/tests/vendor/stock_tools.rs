//! Anyone can check a volume, and make a signature, with tools that are not ours.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use sealift_trust::store::{Added, Comparison, ProductScope};
use sealift_trust::{SignatureFile, TrustStore, authenticate};
use sealift_vendor::{Password, SecretKeyFile, Watch, inspect, keygen, sign};

use super::bench::{Bench, noise, time};

fn run(folder: &Path, program: &str, arguments: &[&str]) -> Output {
    let output = Command::new(program)
        .current_dir(folder)
        .args(arguments)
        .output();
    output.unwrap_or_else(|error| panic!("{program}: {error}; `cargo xtask setup` installs it"))
}

#[track_caller]
fn succeeds(folder: &Path, program: &str, arguments: &[&str]) -> String {
    let output = run(folder, program, arguments);
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{program} {arguments:?}: {said}");
    String::from_utf8(output.stdout).unwrap()
}

#[test]
fn p23_unzip_minisign_sha256sum_and_zstd_accept_a_volume() {
    let bench = Bench::new();
    bench.file("a", noise(1, 5 << 20));
    bench.file("b", "the same few words ".repeat(200_000));
    let volume = bench.pack("out");
    let folder = bench.at("unpacked");
    fs::create_dir(&folder).unwrap();
    succeeds(&folder, "unzip", &["-q", volume.to_str().unwrap()]);
    let fingerprint = bench.key().public().fingerprint();
    let signature = format!("signatures/{fingerprint}.minisig");
    let public = bench.at("keys/sealift.pub");
    let arguments = [
        "-Vm",
        "manifest.json",
        "-x",
        &signature,
        "-p",
        public.to_str().unwrap(),
    ];
    let said = succeeds(&folder, "minisign", &arguments);
    assert!(
        said.contains("product:com.acme.monitor version:1.0.0"),
        "{said}"
    );
    succeeds(&folder, "zstd", &["-dq", "index.json.zst"]);
    assert!(
        fs::read_to_string(folder.join("index.json"))
            .unwrap()
            .contains("\"files\"")
    );
    for chunk in fs::read_dir(folder.join("chunks")).unwrap() {
        let name = chunk.unwrap().file_name().into_string().unwrap();
        let sum = succeeds(&folder.join("chunks"), "sha256sum", &[&name]);
        assert_eq!(sum.split_whitespace().next(), Some(name.as_str()));
    }
}

#[test]
fn stock_minisign_signs_with_our_keys_and_we_accept_it() {
    let bench = Bench::new();
    let folder = bench.at("");
    fs::write(folder.join("manifest.json"), "{}").unwrap();
    let paths = keygen(&bench.at("keys"), None).unwrap();
    let secret = paths.secret.to_str().unwrap();
    succeeds(
        &folder,
        "minisign",
        &["-S", "-W", "-s", secret, "-m", "manifest.json"],
    );
    let signature = fs::read(folder.join("manifest.json.minisig")).unwrap();
    let added = Added {
        at: time("2026-11-21T09:30:00Z"),
        by: "lena".into(),
        compared: Comparison::Given,
    };
    let store = TrustStore::default()
        .with_key(paths.key, vec![ProductScope::every_product()], added)
        .unwrap();
    let file = SignatureFile {
        claimed: None,
        bytes: &signature,
    };
    assert!(authenticate(b"{}", &[file], &store).is_ok());
}

#[test]
fn stock_minisign_opens_our_protected_keys() {
    use std::io::Write as _;
    let bench = Bench::new();
    let folder = bench.at("");
    fs::write(folder.join("manifest.json"), "{}").unwrap();
    let password = Password::new("correct horse".into());
    let paths = keygen(&bench.at("keys"), Some(&password)).unwrap();
    let mut child = Command::new("minisign")
        .current_dir(&folder)
        .args([
            "-S",
            "-s",
            paths.secret.to_str().unwrap(),
            "-m",
            "manifest.json",
        ])
        .stdin(std::process::Stdio::piped())
        .stdout(std::process::Stdio::null())
        .spawn()
        .unwrap();
    child
        .stdin
        .take()
        .unwrap()
        .write_all(b"correct horse\n")
        .unwrap();
    assert!(child.wait().unwrap().success());
    let public = paths.public.to_str().unwrap();
    succeeds(&folder, "minisign", &["-Vm", "manifest.json", "-p", public]);
}

#[test]
fn a_key_of_stock_minisign_signs_a_volume() {
    let bench = Bench::new();
    bench.file("a", "a");
    let folder = bench.at("");
    succeeds(
        &folder,
        "minisign",
        &["-G", "-W", "-p", "stock.pub", "-s", "stock.key"],
    );
    let key = SecretKeyFile::read(&bench.at("stock.key"))
        .unwrap()
        .unlock(None)
        .unwrap();
    let volume = bench.pack("out");
    sign(std::slice::from_ref(&volume), &key, Watch::nobody()).unwrap();
    assert_eq!(inspect(&volume, Watch::nobody()).unwrap().signers.len(), 2);
}
