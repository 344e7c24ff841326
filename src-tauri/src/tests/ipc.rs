//! Messages as they come from the web view, over Tauri's own checks, to the site below.

use std::time::{Duration, Instant};

use serde_json::{Value, json};
use tauri::ipc::InvokeBody;

use super::program::Program;
use crate::ipc::names;

/// Every command that the program has.
fn commands() -> Vec<&'static str> {
    names().chain(["watch"]).collect()
}

fn is_explained(refusal: &Value) -> bool {
    let has = |name: &str| refusal[name].as_str().is_some_and(|text| !text.is_empty());
    has("code") && has("message") && has("remedy") && refusal["exit"].is_u64()
}

#[test]
fn u03_another_origin_is_told_nothing() {
    let program = Program::start();
    for origin in [
        "https://example.org/",
        "http://localhost:5173/",
        "data:text/html,x",
        "file:///x",
    ] {
        for name in commands() {
            let refusal = program.ask_from(origin, name, json!({ "request": {} }));
            let refusal = refusal.expect_err("it is refused");
            assert!(
                refusal
                    .as_str()
                    .is_some_and(|text| text.contains("not allowed")),
                "{refusal}"
            );
        }
    }
    assert!(program.ask("about", json!({ "request": {} })).is_ok());
}

#[test]
fn u03_a_command_that_no_table_has_does_not_exist() {
    let program = Program::start();
    for name in [
        "quit",
        "plugin:fs|read_file",
        "plugin:window-state|restore_state",
        "plugin:event|listen",
        "Overview",
    ] {
        let refusal = program.refusal(name, json!({ "request": {} }));
        assert!(refusal.is_string(), "{name}: {refusal}");
    }
}

#[test]
fn u08_what_no_command_understands_is_refused_in_words() {
    let program = Program::start();
    let deep = (0..100).fold(json!(1), |inner, _| json!([inner]));
    let bodies: [InvokeBody; 12] = [
        json!(null).into(),
        json!([]).into(),
        json!("text").into(),
        json!({ "request": null }).into(),
        json!({ "request": [] }).into(),
        json!({ "request": "text" }).into(),
        json!({ "request": { "force": true } }).into(),
        json!({ "request": { "__proto__": { "root": "/" } } }).into(),
        json!({ "request": deep }).into(),
        json!({ "request": {}, "events": "__CHANNEL__:x" }).into(),
        json!({ "request": {}, "operation": "../../x" }).into(),
        InvokeBody::Raw(vec![0, 159, 146, 150]),
    ];
    let start = Instant::now();
    for name in commands() {
        for body in &bodies {
            let refusal = program.refusal(name, body.clone());
            assert!(is_explained(&refusal), "{name} {body:?}: {refusal}");
            assert_eq!(refusal["code"], "request-malformed", "{name} {body:?}");
        }
    }
    assert!(
        start.elapsed() < Duration::from_secs(30),
        "{:?}",
        start.elapsed()
    );
    assert!(
        !program.folder.path().join("root/var").exists(),
        "a refusal writes nothing"
    );
}

#[test]
fn u08_more_than_a_window_ever_says_is_refused() {
    let program = Program::start();
    let long = "x".repeat(5 << 20);
    for body in [
        json!({ "request": { "to": 1, "text": long } }),
        json!({ "request": { "to": 1, "text": "\u{1}".repeat(1 << 20) } }),
        json!({ "request": { "text": vec![0; 3 << 20] } }),
    ] {
        let refusal = program.refusal("save_text", body);
        assert_eq!(
            refusal["code"], "request-too-large",
            "{}",
            refusal["detail"]
        );
        assert!(is_explained(&refusal));
    }
}

#[test]
fn u04_what_the_page_may_not_wish_is_no_field() {
    let program = Program::start();
    let change = |extra: Value| {
        let mut change = json!({
            "want": "install", "product": "com.acme.monitor", "version": null, "with": [], "without": [],
            "stageOnly": false, "replaceEdited": false, "answers": null, "accepted": [],
        });
        let fields = change.as_object_mut().expect("an object");
        fields.extend(extra.as_object().expect("an object").clone());
        json!({ "request": change })
    };
    for wish in [
        "force",
        "allowDowngrade",
        "policy",
        "root",
        "skipVerification",
        "trusted",
    ] {
        let refusal = program.refusal("plan", change(json!({ wish: true })));
        assert_eq!(refusal["code"], "request-malformed", "{wish}: {refusal}");
    }
    // The same without them is understood, and refused for what the site says.
    let refusal = program.refusal("plan", change(json!({})));
    assert_eq!(refusal["code"], "state-absent", "{refusal}");
}

#[test]
fn u04_a_path_that_nobody_chose_leads_nowhere() {
    let program = Program::start();
    for number in [0, 1, 7, u32::MAX] {
        let refusal = program.refusal("import", json!({ "request": { "volumes": [number] } }));
        assert_eq!(refusal["code"], "pick-unknown", "{refusal}");
        let refusal = program.refusal(
            "save_text",
            json!({ "request": { "to": number, "text": "x" } }),
        );
        assert_eq!(refusal["code"], "pick-unknown", "{refusal}");
    }
    for path in [
        json!("/etc/passwd"),
        json!({ "path": "/etc/passwd" }),
        json!(-1),
        json!(1.5),
    ] {
        let refusal = program.refusal("look", json!({ "request": { "volumes": [path] } }));
        assert_eq!(refusal["code"], "request-malformed", "{refusal}");
    }
}

#[test]
fn u05_a_chosen_name_widens_nothing() {
    let program = Program::start();
    let folder = program.folder.path().join("media");
    for name in ["[a]*.sealift", "a.sealift", "*"] {
        std::fs::write(folder.join(name), "x").expect("there is room");
    }
    let script = json!([folder.join("[a]*.sealift")]).to_string();
    std::fs::write(program.folder.path().join("picks"), script).expect("there is room");
    let picked = program.ask("pick_files", json!({ "request": { "purpose": "package" } }));
    let picked = picked.expect("the script has a line");
    assert_eq!(picked["picks"][0]["name"], "[a]*.sealift");
    assert_eq!(
        program.shell().picks().all().len(),
        1,
        "one choice is one file"
    );
    let id = &picked["picks"][0]["id"];
    let looked = program
        .ask("look", json!({ "request": { "volumes": [id] } }))
        .expect("it is looked at");
    assert_eq!(
        looked["refused"].as_array().map(Vec::len),
        Some(1),
        "{looked}"
    );
    assert_eq!(looked["refused"][0]["file"]["name"], "[a]*.sealift");
}

#[test]
fn u04_a_file_chosen_for_reading_is_not_written() {
    let program = Program::start();
    let package = program.folder.path().join("media/a.sealift");
    std::fs::write(&package, "precious").expect("there is room");
    let script = json!([package]).to_string();
    std::fs::write(program.folder.path().join("picks"), script).expect("there is room");
    let picked = program.ask("pick_files", json!({ "request": { "purpose": "package" } }));
    let id = picked.expect("the script has a line")["picks"][0]["id"].clone();
    let refusal = program.refusal(
        "save_text",
        json!({ "request": { "to": id, "text": "gone" } }),
    );
    assert_eq!(refusal["code"], "pick-not-for-writing", "{refusal}");
    let refusal = program.refusal(
        "save_description",
        json!({ "request": { "file": id, "text": "gone" } }),
    );
    assert_eq!(refusal["code"], "description-elsewhere", "{refusal}");
    assert_eq!(std::fs::read(&package).expect("it is there"), b"precious");
}

#[test]
fn u09_a_name_that_runs_is_not_begun_again() {
    let program = Program::start();
    let shell = program.shell();
    let running = shell
        .running()
        .begin("install-1".into(), &sealift_desk::Cancel::new());
    let again = json!({ "request": {}, "operation": "install-1", "events": "__CHANNEL__:7" });
    let refusal = program.refusal("recover", again.clone());
    assert_eq!(refusal["code"], "operation-running", "{refusal}");
    drop(running);
    assert!(program.ask("overview", again).is_ok());
}

#[test]
fn u04_only_a_chosen_file_is_read_and_no_more_of_it_than_is_of_use() {
    let program = Program::start();
    let read = |file: &Value, most: u64| {
        let request = json!({ "request": { "file": file, "most": most } });
        program.ask("read_text", request)
    };
    let unknown = read(&json!(7), 100).expect_err("nobody chose it");
    assert_eq!(unknown["code"], "pick-unknown", "{unknown}");
    let path = program.at("media/certificate.pem");
    std::fs::write(&path, "-----BEGIN\n").expect("there is room");
    let file = program.file(&path);
    assert_eq!(read(&file, 100), Ok(json!({ "text": "-----BEGIN\n" })));
    let long = read(&file, 10).expect_err("it has eleven bytes");
    assert_eq!(long["code"], "file-too-large", "{long}");
    std::fs::write(&path, [0xff, 0xfe]).expect("there is room");
    let odd = read(&file, 100).expect_err("it is no text");
    assert_eq!(odd["code"], "file-not-text", "{odd}");
    std::fs::write(&path, vec![b'x'; 3 << 20]).expect("there is room");
    let huge = read(&file, u64::MAX).expect_err("the window takes no more, whatever is asked");
    assert_eq!(huge["code"], "file-too-large", "{huge}");
}
