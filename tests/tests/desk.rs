//! The window's questions, asked as its page asks them and answered by the real desk on a world of its own: from the
//! medium to the judged report, and what happens to those who ask for more than was chosen or shown.
#![allow(clippy::disallowed_methods, reason = "journeys drive a real machine")]
#![cfg(unix)]

use std::path::{Path, PathBuf};
use std::sync::Mutex;

use sealift_desk::data::{OperationEvent, PickId};
use sealift_desk::{Asked, Cancel, Desk, DeskPlace, Face, Failure, Picks, Shown, Wording, answer};
use sealift_journeys::{Product, Site, Vendor};
use serde_json::{Value, json};

/// A window's end of a desk: what was chosen, and what was told.
struct Window {
    desk: Desk,
    picks: Picks,
    shown: Shown,
    wording: Wording,
    told: Mutex<Vec<OperationEvent>>,
}

impl Window {
    fn on(site: &Site) -> Self {
        let root = site.root().to_str().expect("a root of ours").into();
        Self {
            desk: Desk::at(&DeskPlace { root: Some(root) }).expect("a desk"),
            picks: Picks::default(),
            shown: Shown::default(),
            wording: Wording::of(Face::Window, "en"),
            told: Mutex::default(),
        }
    }

    fn choose(&mut self, path: &Path) -> PickId {
        self.picks
            .keep(path.to_str().expect("a path of ours").into())
    }

    /// A choice made in a dialog for saving: only such a one may be written to.
    fn choose_for_saving(&mut self, path: &Path) -> PickId {
        self.picks
            .keep_target(path.to_str().expect("a path of ours").into())
    }

    fn try_ask(&self, call: &str, request: Value) -> Result<Value, Failure> {
        answer(
            call,
            request,
            &Asked {
                desk: &self.desk,
                wording: &self.wording,
                picks: &self.picks,
                shown: &self.shown,
                cancel: &Cancel::default(),
                tell: &|event| self.told.lock().expect("nobody panicked").push(event),
            },
        )
    }

    #[track_caller]
    fn ask(&self, call: &str, request: Value) -> Value {
        self.try_ask(call, request)
            .unwrap_or_else(|failure| panic!("{call}: {failure}"))
    }

    #[track_caller]
    fn refused(&self, call: &str, request: Value) -> &'static str {
        match self.try_ask(call, request) {
            Ok(answer) => panic!("{call} was answered with {answer}"),
            Err(failure) => failure.code,
        }
    }

    /// Trusts the vendor's key as a person does who typed its fingerprint from paper.
    fn trust(&mut self, vendor: &Vendor) {
        let key = self.choose(&vendor.public_key());
        let seen = self.ask("look_at_key", json!({ "key": key }));
        self.ask(
            "trust_key",
            json!({ "key": key, "fingerprint": seen["fingerprint"], "products": [], "comparedBy": "Ann Example", "ticket": "", "reason": "first delivery" }),
        );
    }

    fn bring_in(&mut self, volumes: &[PathBuf]) -> Value {
        let volumes: Vec<PickId> = volumes.iter().map(|path| self.choose(path)).collect();
        self.ask("import", json!({ "volumes": volumes }))
    }

    fn run(&self, change: &Value) -> Value {
        let plan = self.ask("plan", change.clone());
        let run = json!({ "change": change, "plan": plan["digest"], "ticket": "CHG-7", "reason": "test", "person": "Ann Example" });
        self.ask("run", run)
    }
}

fn change(want: &str, version: Option<&str>, answers: &Value) -> Value {
    json!({
        "want": want, "product": Product::ID, "version": version, "answers": answers, "with": [], "without": [],
        "stageOnly": false, "replaceEdited": false, "accepted": [],
    })
}

fn monitor(version: &str, sequence: u64) -> Product {
    Product::release(version, sequence)
        .file("server", "words.txt", format!("words of {version}\n"))
        .field("changelog = \"CHANGES.md\"")
        .paper("CHANGES.md", format!("# {version}\n\nBetter than before.\n"))
        .question("port", "type = \"integer\"\nminimum = 1024\nmaximum = 65535\ndefault = 9090\nx-title = { en = \"Port\", de = \"Anschluss\" }")
        .question("password", "type = \"string\"\nminLength = 8\nx-secret = true\nrequired = true")
}

#[test]
fn a_technician_goes_from_stick_to_report() {
    let vendor = Vendor::new();
    let site = Site::new();
    let mut window = Window::on(&site);
    assert_eq!(window.ask("overview", json!({}))["founded"], false);
    let volume = monitor("1.0.0", 1).pack(&vendor);

    let pick = window.choose(&volume);
    let look = window.ask("look", json!({ "volumes": [pick] }));
    assert_eq!(look["packages"][0]["trusted"], false);
    assert_eq!(look["packages"][0]["signers"][0]["state"], "unknown-key");
    window.trust(&vendor);
    let look = window.ask("look", json!({ "volumes": [pick] }));
    assert_eq!(look["packages"][0]["trusted"], true, "{look}");
    assert_eq!(look["packages"][0]["signers"][0]["state"], "valid");
    assert!(look["packages"][0]["signers"][0]["trusted"]["addedBy"].is_string());

    let imported = window.bring_in(std::slice::from_ref(&volume));
    assert_eq!(imported["volumes"][0]["complete"], true, "{imported}");
    assert_eq!(imported["failure"], Value::Null);
    let release = window.ask(
        "release",
        json!({ "product": Product::ID, "version": null }),
    );
    assert_eq!(release["signers"].as_array().map(Vec::len), Some(1));
    assert!(
        release["changes"][0]["text"]
            .as_str()
            .is_some_and(|text| text.contains("Better"))
    );

    let checked = window.ask(
        "check",
        json!({ "product": Product::ID, "version": "1.0.0", "facts": null }),
    );
    assert_eq!(checked["compatible"], true, "{checked}");

    let form = window.ask("form", json!({ "product": Product::ID, "version": null }));
    assert_eq!(form["schema"]["properties"]["port"]["title"], "Port");
    assert_eq!(form["answers"], json!({ "port": 9090 }));
    let bad = json!({ "port": 80, "colour": "red" });
    let judged = window.ask(
        "judge_answers",
        json!({ "product": Product::ID, "version": "1.0.0", "answers": bad }),
    );
    let fields: Vec<&str> = judged["problems"]
        .as_array()
        .expect("a list")
        .iter()
        .filter_map(|problem| problem["field"].as_str())
        .collect();
    assert_eq!(fields, ["colour", "password", "port"]);

    let answers = json!({ "port": 9191, "password": "correct horse" });
    let end = window.run(&change("install", Some("1.0.0"), &answers));
    assert_eq!(
        (&end["outcome"], &end["active"]),
        (&json!("succeeded"), &json!("1.0.0"))
    );
    assert!(
        site.current().join("server/words.txt").is_file()
            || site.current().join("words.txt").is_file()
    );
    let told = window.told.lock().expect("nobody panicked").clone();
    assert!(told.iter().any(
        |event| matches!(event, OperationEvent::Finished { outcome, .. } if outcome == "succeeded")
    ));
    let again = window.ask(
        "events",
        json!({ "operation": end["operation"], "after": 0 }),
    );
    assert!(
        again.as_array().is_some_and(|events| events.len() > 3),
        "{again}"
    );

    // The next version keeps the secret, marks what was answered, and says what changed.
    window.bring_in(&[monitor("1.1.0", 2).pack(&vendor)]);
    let form = window.ask(
        "form",
        json!({ "product": Product::ID, "version": "1.1.0" }),
    );
    assert_eq!(
        (&form["carriedFrom"], &form["answers"]),
        (&json!("1.0.0"), &json!({ "port": 9191 }))
    );
    let password = form["questions"]
        .as_array()
        .expect("a list")
        .iter()
        .find(|question| question["key"] == "password")
        .expect("asked");
    assert_eq!(
        (&password["kept"], &password["before"]),
        (&json!(true), &Value::Null)
    );
    let upgrade = change("install", Some("1.1.0"), &form["answers"]);
    let plan = window.ask("plan", upgrade.clone());
    assert_eq!(
        (&plan["from"], &plan["to"]),
        (&json!("1.0.0"), &json!("1.1.0"))
    );
    assert_eq!(
        plan["changes"].as_array().map(Vec::len),
        Some(1),
        "{}",
        plan["changes"]
    );
    assert_eq!(window.run(&upgrade)["outcome"], "succeeded");
    let installed = window.ask("installed", json!({}));
    assert_eq!(installed[0]["earlier"], json!(["1.0.0"]));
    assert_eq!(
        window.run(&change("rollback", None, &Value::Null))["active"],
        "1.0.0"
    );
}

#[test]
fn an_officer_reads_proves_and_judges_the_log() {
    let vendor = Vendor::new();
    let site = Site::new();
    let mut window = Window::on(&site);
    window.trust(&vendor);
    window.bring_in(&[monitor("1.0.0", 1).pack(&vendor)]);
    let desk = tempfile::tempdir().expect("a folder");

    let facets = window.ask("log_facets", json!({}));
    assert!(
        facets["products"]
            .as_array()
            .is_some_and(|all| all.contains(&json!(Product::ID)))
    );
    let page = window.ask(
        "records",
        json!({ "filter": { "event": "trust-added" }, "before": null, "skip": 0, "most": 50 }),
    );
    assert_eq!(page["total"], 1, "{page}");
    assert_eq!(page["records"][0]["title"], "A key was trusted");
    let sequence = page["records"][0]["sequence"].clone();
    let record = window.ask("record", json!({ "sequence": sequence }));
    assert_eq!(record["proven"], true);
    let found = window.ask(
        "records",
        json!({ "filter": { "text": "ANN example" }, "before": null, "skip": 0, "most": 50 }),
    );
    assert_eq!(found["records"][0]["sequence"], sequence, "{found}");
    let actor = &page["records"][0]["actor"];
    let by = window.ask(
        "records",
        json!({ "filter": { "actor": actor }, "before": null, "skip": 0, "most": 1 }),
    );
    assert!(by["total"].as_u64().is_some_and(|total| total > 1));
    assert_ne!(by["next"], Value::Null);

    let read = window.choose(&desk.path().join("chosen-to-be-read.txt"));
    assert_eq!(
        window.refused("save_checkpoint", json!({ "to": read })),
        "pick-not-for-writing"
    );
    let held = window.choose_for_saving(&desk.path().join("held.txt"));
    window.ask("save_checkpoint", json!({ "to": held }));
    let report = window.choose_for_saving(&desk.path().join("report.html"));
    window.ask(
        "export_log",
        json!({ "form": "html", "redact": false, "to": report }),
    );
    let alone = json!({ "report": report, "key": null, "checkpoint": null, "checkpointText": null, "own": false });
    let verdict = window.ask("examine", alone);
    assert_eq!(
        (&verdict["verdict"], &verdict["good"]),
        (&json!("CONSISTENT, ORIGIN UNPROVEN"), &json!(false))
    );
    let compared = json!({ "report": report, "key": null, "checkpoint": held, "checkpointText": null, "own": true });
    assert_eq!(window.ask("examine", compared.clone())["good"], true);
    // What is recorded later takes nothing from the report.
    let later = window.choose_for_saving(&desk.path().join("later.txt"));
    window.ask("save_checkpoint", json!({ "to": later }));
    let own = json!({ "report": report, "key": null, "checkpoint": null, "checkpointText": null, "own": true });
    assert_eq!(window.ask("examine", own)["good"], true);

    let json_form = window.choose_for_saving(&desk.path().join("log.json"));
    window.ask(
        "export_log",
        json!({ "form": "json", "redact": false, "to": json_form }),
    );
    let text = std::fs::read_to_string(desk.path().join("log.json")).expect("it was written");
    let forged = text.replace("trust-added", "trust-other");
    std::fs::write(desk.path().join("log.json"), forged).expect("writes");
    let judged = window.ask("examine", json!({ "report": json_form, "key": null, "checkpoint": held, "checkpointText": null, "own": false }));
    assert_eq!(
        (&judged["verdict"], &judged["good"]),
        (&json!("BROKEN"), &json!(false)),
        "{judged}"
    );
}

#[test]
fn u04_what_was_not_chosen_and_what_nobody_knows_is_refused() {
    let site = Site::new();
    let window = Window::on(&site);
    assert_eq!(
        window.refused("import", json!({ "volumes": [7] })),
        "pick-unknown"
    );
    assert_eq!(
        window.refused("import", json!({ "volumes": ["/etc/shadow"] })),
        "request-malformed"
    );
    let forced = json!({
        "want": "install", "product": Product::ID, "version": null, "answers": null, "with": [], "without": [],
        "stageOnly": false, "replaceEdited": false, "accepted": [], "force": true, "allowDowngrade": true,
    });
    assert_eq!(window.refused("plan", forced), "request-malformed");
    assert_eq!(window.refused("open_shell", json!({})), "request-malformed");
}

#[test]
fn c09_only_the_plan_that_was_shown_is_run() {
    let vendor = Vendor::new();
    let site = Site::new();
    let mut window = Window::on(&site);
    window.trust(&vendor);
    window.bring_in(&[monitor("1.0.0", 1).pack(&vendor)]);
    let shown = change(
        "install",
        Some("1.0.0"),
        &json!({ "port": 9191, "password": "correct horse" }),
    );
    let plan = window.ask("plan", shown);
    let other = change(
        "install",
        Some("1.0.0"),
        &json!({ "port": 9192, "password": "correct horse" }),
    );
    let run = json!({ "change": other, "plan": plan["digest"], "ticket": "", "reason": "", "person": "" });
    assert_eq!(window.refused("run", run), "plan-changed");
    assert_eq!(window.ask("installed", json!({})), json!([]));
}

#[test]
fn support_gets_what_was_shown_and_nothing_that_happened_since() {
    let vendor = Vendor::new();
    let site = Site::new();
    let mut window = Window::on(&site);
    window.trust(&vendor);
    let shown = window.ask("support_parts", json!({}));
    window.bring_in(&[monitor("1.0.0", 1).pack(&vendor)]);

    let desk = tempfile::tempdir().expect("a folder");
    let file = desk.path().join("support.json");
    let to = window.choose_for_saving(&file);
    let other = json!({ "to": to, "digest": "0".repeat(64) });
    assert_eq!(window.refused("support_bundle", other), "support-not-shown");
    assert!(!file.exists());
    window.ask(
        "support_bundle",
        json!({ "to": to, "digest": shown["digest"] }),
    );

    let written = std::fs::read_to_string(&file).expect("it was written");
    let written: Value = serde_json::from_str(&written).expect("JSON");
    for part in shown["parts"].as_array().expect("parts") {
        let text = part["text"].as_str().expect("a text");
        let read: Value = serde_json::from_str(text).expect("JSON");
        assert_eq!(
            written["parts"][part["name"].as_str().expect("a name")],
            read
        );
    }
}
