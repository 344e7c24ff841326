//! A vendor's way through export mode: from a folder to volumes on a drive, and to what a technician sees there.

use serde_json::{Value, json};

use super::program::Program;

/// A folder with a build in it, and a description made and saved in the window.
fn described(program: &Program) -> Value {
    let folder = program.at("plant-monitor");
    std::fs::create_dir_all(folder.join("server")).expect("there is room");
    std::fs::write(folder.join("server/table.bin"), vec![7; 300_000]).expect("there is room");
    std::fs::write(folder.join("server/words.txt"), "hello\n").expect("there is room");
    let chosen = program.chosen_folder(&folder);
    let view = program.answer("new_description", json!({ "folder": chosen }));
    assert_eq!(
        (&view["exists"], &view["sources"]),
        (&json!(false), &json!(["server"]))
    );
    assert_eq!(view["problems"], json!([]), "{view:#}");
    assert!(
        !folder.join("sealift.toml").exists(),
        "nothing is written before it is saved"
    );
    let file = view["file"]["id"].clone();
    let edit = |view: &Value, path: &[&str], value: Value| {
        program.answer(
            "edit_description",
            json!({
                "file": file, "text": view["text"], "path": path, "value": value,
            }),
        )
    };
    let view = edit(&view, &["product"], json!("com.acme.monitor"));
    let port = json!({ "type": "integer", "minimum": 1024, "default": 9090, "x-title": "Port" });
    let view = edit(&view, &["configuration", "questions", "port"], port);
    let view = edit(
        &view,
        &["requirements", "0"],
        json!({ "id": "memory", "kind": "memory", "at-least": "1 MiB" }),
    );
    let view = edit(
        &view,
        &["platforms"],
        json!(["linux-any", "windows-any", "macos-any"]),
    );
    assert_eq!(view["problems"], json!([]), "{view:#}");
    assert_eq!(view["form"]["questions"][0]["title"], "Port");
    assert_eq!(view["check"]["compatible"], true, "{view:#}");
    let saved = program.answer(
        "save_description",
        json!({ "file": file, "text": view["text"] }),
    );
    let kept = std::fs::read_to_string(folder.join("sealift.toml")).expect("it was saved");
    assert_eq!(
        (saved["bytes"].as_u64(), view["text"].as_str()),
        (Some(kept.len() as u64), Some(&*kept))
    );
    file
}

#[test]
fn what_is_wrong_with_a_description_is_told_in_its_place() {
    let program = Program::start();
    let file = described(&program);
    let judge =
        |text: &str| program.answer("judge_description", json!({ "file": file, "text": text }));
    let text = "product = \"com.acme.x\"\nname = \"X\"\nvendor = \"Acme\"\nversion = \"one\"\nsequence = 1\nplatforms = [\"linux-any\"]\n\n[[components]]\nid = \"a\"\nsuorce = \"gone\"\n";
    let view = judge(text);
    let found: Vec<(u64, String)> = view["problems"]
        .as_array()
        .expect("a list")
        .iter()
        .map(|problem| {
            assert!(
                !problem["remedy"].as_str().unwrap_or_default().is_empty(),
                "{problem}"
            );
            let path: Vec<&str> = problem["path"]
                .as_array()
                .expect("a list")
                .iter()
                .filter_map(Value::as_str)
                .collect();
            (problem["line"].as_u64().unwrap_or(0), path.join("."))
        })
        .collect();
    assert!(found.contains(&(4, "version".into())), "{found:?}");
    assert!(
        found.contains(&(10, "components.0.suorce".into())),
        "{found:?}"
    );
    assert_eq!(
        view["model"]["version"], "one",
        "the form shows what is there"
    );
    let missing = judge(
        &text
            .replace("suorce", "source")
            .replace("\"one\"", "\"1.0.0\""),
    );
    assert_eq!(
        missing["problems"][0]["code"], "description-source-missing",
        "{missing:#}"
    );
    let torn = judge("product = ");
    assert_eq!(
        (&torn["model"], torn["problems"][0]["line"].as_u64()),
        (&Value::Null, Some(1))
    );
}

#[test]
fn a_sealed_release_is_written_to_a_drive_and_seen_there() {
    let program = Program::start();
    let description = described(&program);
    let keys = program.chosen_folder(&program.at("keys"));
    let made = program.answer(
        "generate_key",
        json!({ "folder": keys, "password": "correct horse" }),
    );
    assert_eq!(made["key"]["words"].as_array().map(Vec::len), Some(16));
    let out = program.chosen_folder(&program.at("release"));
    let pack = |password: &str| {
        json!({
            "description": description, "key": made["secret"]["id"], "password": password, "to": out,
            "volumeBytes": null, "bases": [],
        })
    };
    let refusal = program.refusal("pack", json!({ "request": pack("wrong") }));
    assert_eq!(refusal["code"], "key-password-wrong");
    assert!(
        !refusal.to_string().contains("wrong\"")
            || !refusal["detail"].to_string().contains("horse")
    );
    let packed = program.answer("pack", pack("correct horse"));
    let volume = &packed["volumes"][0];
    assert_eq!(
        (&packed["version"], &volume["count"]),
        (&json!("1.0.0"), &json!(1))
    );
    assert_eq!(
        packed["dated"]["description"], description,
        "it had no moment of issue"
    );
    let again = program.chosen_folder(&program.at("again"));
    let request = json!({
        "description": description, "key": null, "password": "", "to": again, "volumeBytes": null, "bases": [],
    });
    let again = program.answer("pack", request);
    assert_eq!(
        (&again["manifest"], &again["dated"]),
        (&packed["manifest"], &Value::Null),
        "sealing once more makes the same release"
    );
    let seen = program.answer("inspect", json!({ "file": volume["file"]["id"] }));
    assert_eq!(seen["release"]["manifest"], packed["manifest"]);
    assert_eq!(seen["signers"][0], made["key"]["fingerprint"]);
    assert_eq!(
        seen["files"],
        json!(["server/table.bin", "server/words.txt"])
    );
    assert_eq!(seen["form"]["questions"][0]["key"], "port");
    let drive = program.answer("drives", json!({}))[0].clone();
    let write = json!({ "volumes": [volume["file"]["id"]], "to": drive["id"] });
    let written = program.answer("write_media", write);
    assert_eq!(written["files"][0]["sha256"], volume["sha256"]);
    let drive = program.answer("drives", json!({}))[0].clone();
    assert_eq!(drive["packages"][0]["product"], "com.acme.monitor");
    assert_eq!(drive["packages"][0]["inDepot"], false);
    let looked = program.answer(
        "look",
        json!({ "volumes": [drive["packages"][0]["volumes"][0]["file"]["id"]] }),
    );
    assert_eq!(
        looked["packages"][0]["trusted"], false,
        "nobody trusts the key yet"
    );
}

#[test]
fn a_build_that_installs_leaves_nothing_behind() {
    let program = Program::start();
    let description = described(&program);
    let tried = program.answer(
        "try_release",
        json!({ "description": description, "answers": { "port": 9091 } }),
    );
    assert_eq!(
        (&tried["end"]["success"], &tried["kept"]),
        (&json!(true), &json!(false)),
        "{tried:#}"
    );
    assert_eq!(tried["end"]["active"], "1.0.0");
    assert!(!std::path::Path::new(tried["root"].as_str().expect("a place")).exists());
    let refusal = program.refusal(
        "try_release",
        json!({
            "request": { "description": description, "answers": { "port": 1 } },
        }),
    );
    assert_eq!(
        refusal["exit"], 12,
        "the operator's form would refuse it: {refusal:#}"
    );
}

/// A file system of a size of its own takes rights that not everybody has.
#[cfg(target_os = "linux")]
#[test]
fn m09_a_drive_that_is_too_small_keeps_what_it_had() {
    let program = Program::start();
    let drive = program.at("media");
    let mount = |line: &[&str]| {
        let done = std::process::Command::new(line[0])
            .args(&line[1..])
            .status();
        done.is_ok_and(|status| status.success())
    };
    if !mount(&[
        "mount",
        "-t",
        "tmpfs",
        "-o",
        "size=1m",
        "drive",
        drive.as_str(),
    ]) {
        eprintln!("not proven here: it takes an administrator to mount a small drive");
        return;
    }
    std::fs::write(drive.join("big.sealift"), "the one before").expect("there is room");
    let big = program.at("big.sealift");
    std::fs::write(&big, vec![1; 3 << 20]).expect("there is room");
    let small = program.at("small.sealift");
    std::fs::write(&small, vec![1; 1000]).expect("there is room");
    let to = program.answer("drives", json!({}))[0]["id"].clone();
    let volumes = json!([program.file(&small), program.file(&big)]);
    let refusal = program.refusal(
        "write_media",
        json!({ "request": { "volumes": volumes, "to": to } }),
    );
    let left: Vec<_> = std::fs::read_dir(&drive)
        .expect("a folder")
        .flatten()
        .map(|entry| entry.file_name())
        .collect();
    let before = std::fs::read_to_string(drive.join("big.sealift"));
    assert!(mount(&["umount", drive.as_str()]));
    assert_eq!(refusal["code"], "media-full", "{refusal}");
    assert_eq!(
        left,
        ["big.sealift"],
        "what was there is there, and nothing else"
    );
    assert_eq!(before.expect("it is there"), "the one before");
}
