//! The officer's desk: exported files, edited in every way that somebody might try, never verify as what they are not.
#![allow(clippy::disallowed_methods, reason = "journeys drive a real machine")]
#![cfg(unix)]

use std::path::{Path, PathBuf};

use sealift_journeys::{Product, Run, Site, Vendor, sealift, tool};
use serde_json::{Value, json};

/// A site with a history, and what an officer holds of it.
struct Case {
    site: Site,
    desk: tempfile::TempDir,
}

impl Case {
    /// A site that installed a release, its log's key, and its log in both forms.
    fn new() -> Self {
        let vendor = Vendor::new();
        let site = Site::trusting(&vendor);
        let release = Product::release("1.0.0", 1).file("server", "words.txt", "some words\n");
        site.import(&[release.pack(&vendor)]).succeeds();
        site.run([
            "install",
            Product::ID,
            "--ticket",
            "CHG-77",
            "--name",
            "Ann Example",
            "--yes",
        ])
        .succeeds();
        let case = Self {
            site,
            desk: tempfile::tempdir().expect("a folder"),
        };
        case.checkpoint("log.key", &["--key"]);
        case.export("evidence.json", &["--format", "json"]);
        case
    }

    fn at(&self, name: &str) -> PathBuf {
        self.desk.path().join(name)
    }

    fn checkpoint(&self, name: &str, more: &[&str]) {
        let mut command = self.site.sealift();
        Run::of(
            command
                .args(["audit", "checkpoint", "--out"])
                .arg(self.at(name))
                .args(more),
        )
        .succeeds();
    }

    fn export(&self, name: &str, more: &[&str]) {
        let mut command = self.site.sealift();
        Run::of(
            command
                .args(["audit", "export", "--out"])
                .arg(self.at(name))
                .args(more),
        )
        .succeeds();
    }

    /// The exported evidence as a document that can be edited.
    fn evidence(&self) -> Value {
        serde_json::from_slice(&std::fs::read(self.at("evidence.json")).expect("readable"))
            .expect("JSON")
    }

    /// Writes an edited document in canonical form, as a forger would.
    fn forged(&self, evidence: &Value) -> PathBuf {
        let path = self.at("forged.json");
        std::fs::write(&path, serde_json::to_vec(evidence).expect("JSON")).expect("writes");
        path
    }

    /// Verifies with the log's key.
    fn judge(&self, file: &Path) -> Run {
        verify(file, &["--log-key".as_ref(), &self.at("log.key")])
    }

    /// Insists that a forgery is BROKEN, with this record as the first in doubt.
    #[track_caller]
    fn is_broken_at(&self, evidence: &Value, record: u64) {
        let forged = self.forged(evidence);
        let verdict = self.judge(&forged).exits(17).json();
        assert_eq!(verdict["verdict"], "BROKEN", "{verdict}");
        assert_eq!(verdict["firstBadRecord"], record, "{verdict}");
        // Holding nothing is no way around it.
        assert_eq!(verify(&forged, &[]).exits(17).json()["verdict"], "BROKEN");
    }
}

fn verify(file: &Path, held: &[&Path]) -> Run {
    Run::of(
        sealift()
            .args(["--json", "audit", "verify"])
            .arg(file)
            .args(held),
    )
}

fn records(evidence: &mut Value) -> &mut Vec<Value> {
    evidence["records"].as_array_mut().expect("records")
}

#[test]
fn a01_an_edited_record() {
    let case = Case::new();
    for at in [0_u64, 7, 11] {
        let mut evidence = case.evidence();
        let record = &mut records(&mut evidence)[usize::try_from(at).expect("small")];
        let leaf = record["leaf"].as_str().expect("a leaf").to_owned();
        let edited = leaf.replace("\"offset\":", "\"offset\":1");
        assert_ne!(edited, leaf);
        record["leaf"] = edited.into();
        case.is_broken_at(&evidence, at);
    }
    let mut evidence = case.evidence();
    let user = &mut records(&mut evidence)[5]["openings"]["who.user"]["value"];
    *user = "somebody else".into();
    case.is_broken_at(&evidence, 5);
}

#[test]
fn a02_a03_deleted_and_reordered_records() {
    let case = Case::new();
    let mut deleted = case.evidence();
    records(&mut deleted).remove(6);
    case.is_broken_at(&deleted, 6);
    let mut reordered = case.evidence();
    records(&mut reordered).swap(4, 5);
    case.is_broken_at(&reordered, 4);
    let mut doubled = case.evidence();
    let twin = records(&mut doubled)[3].clone();
    records(&mut doubled).insert(4, twin);
    case.is_broken_at(&doubled, 4);
}

#[test]
fn a04_a_record_from_another_host() {
    let (case, other) = (Case::new(), Case::new());
    let mut evidence = case.evidence();
    records(&mut evidence)[8] = records(&mut other.evidence())[8].clone();
    case.is_broken_at(&evidence, 8);
}

#[test]
fn a05_a_tail_cut_off_the_file() {
    let case = Case::new();
    let mut evidence = case.evidence();
    let size = records(&mut evidence).len();
    records(&mut evidence).truncate(size - 4);
    let kept = |note: &Value| {
        let size_of = note
            .as_str()
            .and_then(|note| note.lines().nth(1)?.parse::<usize>().ok());
        size_of.is_some_and(|covers| covers <= size - 4)
    };
    let verdict = case.judge(&case.forged(&evidence)).exits(17).json();
    assert_ne!(verdict["verdict"], "VALID");
    // The checkpoints that would tell are cut off with it.
    evidence["checkpoints"]
        .as_array_mut()
        .expect("checkpoints")
        .retain(kept);
    let verdict = case.judge(&case.forged(&evidence)).exits(17).json();
    assert_eq!(
        verdict["verdict"], "BROKEN",
        "the export's own statement tells: {verdict}"
    );
}

#[test]
fn a05_a06_a_machine_set_back_to_an_older_state() {
    let case = Case::new();
    let older = tempfile::tempdir().expect("a folder");
    let copy = older.path().join("root");
    Run::of(tool("cp").arg("-a").arg(case.site.root()).arg(&copy)).succeeds();
    for _ in 0..4 {
        case.checkpoint("checkpoint", &[]);
    }
    case.checkpoint("trail", &["--trail"]);
    let back = |arguments: &[&str], out: &Path| {
        let mut command = sealift();
        command
            .arg("--root")
            .arg(&copy)
            .args(arguments)
            .arg("--out")
            .arg(out);
        Run::of(&mut command).succeeds();
    };
    let (file, held) = (case.at("back.json"), case.at("checkpoint"));
    back(&["audit", "export", "--format", "json"], &file);
    let holds: [&Path; 2] = ["--checkpoint".as_ref(), &held];
    let truncated = verify(&file, &holds).exits(17).json();
    assert_eq!(truncated["verdict"], "TRUNCATED", "{truncated}");
    assert_eq!(
        case.judge(&file).exits(0).json()["verdict"],
        "VALID",
        "the key alone cannot tell"
    );

    for _ in 0..6 {
        back(&["audit", "checkpoint"], &case.at("ignored"));
    }
    back(&["audit", "export", "--format", "json"], &file);
    let rewritten = verify(&file, &holds).exits(17).json();
    assert_eq!(rewritten["verdict"], "REWRITTEN", "{rewritten}");
    // Earlier checkpoints in the same kept file show that the beginning is shared.
    let trail = case.at("trail");
    let forked = verify(&file, &["--checkpoint".as_ref(), &trail])
        .exits(17)
        .json();
    assert_eq!(forked["verdict"], "FORKED", "{forked}");
    case.export("evidence.json", &["--format", "json"]);
    let held: [&Path; 4] = [
        "--checkpoint".as_ref(),
        &trail,
        "--checkpoint".as_ref(),
        &case.at("checkpoint"),
    ];
    let own = verify(&case.at("evidence.json"), &held).exits(0).json();
    assert_eq!(own["verdict"], "VALID", "{own}");
}

#[test]
fn a16_the_log_gets_a_new_key_and_verifies_against_either() {
    let case = Case::new();
    let new = case.at("new.key");
    let mut command = case.site.sealift();
    let ticket = ["audit", "rotate-key", "--ticket", "CHG-78", "--out"];
    Run::of(command.args(ticket).arg(&new)).succeeds();
    case.export("evidence.json", &["--format", "json"]);
    case.export("report.html", &["--format", "html"]);
    for file in ["evidence.json", "report.html"] {
        for key in [&new, &case.at("log.key")] {
            let held: [&Path; 2] = ["--log-key".as_ref(), key];
            let verdict = verify(&case.at(file), &held).exits(0).json();
            assert_eq!(verdict["verdict"], "VALID", "{verdict}");
            assert_eq!(verdict["keys"].as_array().map(Vec::len), Some(2));
        }
    }
    let old = std::fs::read(case.at("log.key")).expect("readable");
    assert_ne!(std::fs::read(&new).expect("readable"), old);
}

#[test]
fn a07_a_fresh_log_under_another_key() {
    let (case, other) = (Case::new(), Case::new());
    let verdict = case.judge(&other.at("evidence.json")).exits(17).json();
    assert_eq!(verdict["verdict"], "UNKNOWN-KEY");
    other.checkpoint("checkpoint", &[]);
    let checkpoint = other.at("checkpoint");
    let held: [&Path; 2] = ["--checkpoint".as_ref(), &checkpoint];
    let verdict = verify(&case.at("evidence.json"), &held).exits(17).json();
    assert_eq!(verdict["verdict"], "UNKNOWN-KEY");
}

#[test]
fn a13_newlines_escapes_and_json_in_names() {
    let case = Case::new();
    let before = records(&mut case.evidence()).len();
    let nasty = "Eve\n\u{1b}[31m\",\"outcome\":\"succeeded\"}\r\n<script>alert(1)</script>\u{202e}";
    let vendor = Vendor::new();
    let key = vendor.public_key().to_string_lossy().into_owned();
    let shown = Run::of(sealift().args(["--json", "trust", "fingerprint", &key])).json();
    let fingerprint = shown["fingerprint"].as_str().expect("a fingerprint");
    let who = ["--name", nasty, "--reason", nasty, "--ticket", nasty];
    case.site
        .run(
            ["trust", "add", &key, "--fingerprint", fingerprint]
                .into_iter()
                .chain(who),
        )
        .succeeds();
    case.export("evidence.json", &["--format", "json"]);
    let mut evidence = case.evidence();
    assert_eq!(
        records(&mut evidence).len(),
        before + 2,
        "one record each, for the key and the export"
    );
    let added = &records(&mut evidence)[before];
    assert_eq!(added["openings"]["who.name"]["value"], nasty);
    assert_eq!(
        case.judge(&case.at("evidence.json")).succeeds().json()["verdict"],
        "VALID"
    );

    let table = case.site.run(["audit", "log"]).succeeds();
    assert!(
        !table.out.contains('\u{1b}') && !table.out.contains('\u{202e}'),
        "{}",
        table.out
    );
    case.export("report.html", &["--format", "html"]);
    let page = std::fs::read_to_string(case.at("report.html")).expect("the report");
    assert!(!page.contains("<script>alert"), "a name became a program");
    assert!(
        !page.contains('\u{1b}'),
        "an escape sequence stands in the page"
    );
    assert_eq!(
        case.judge(&case.at("report.html")).succeeds().json()["verdict"],
        "VALID"
    );
}

#[test]
fn a15_flipped_bits_all_over_the_file() {
    let case = Case::new();
    let good = std::fs::read(case.at("evidence.json")).expect("readable");
    let flipped = case.at("flipped.json");
    let step = good.len() / 48;
    for (turn, at) in (0..good.len()).step_by(step).enumerate() {
        let mut bad = good.clone();
        bad[at] ^= 1 << (turn % 8);
        std::fs::write(&flipped, bad).expect("writes");
        let run = case.judge(&flipped);
        assert_eq!(
            run.status,
            17,
            "bit {} of byte {at}: {}{}",
            turn % 8,
            run.out,
            run.err
        );
    }
}

/// The verifier of `docs/audit-log.md`, which shares no line with Sealift.
fn by_hand(case: &Case, file: &Path) -> Run {
    let _ = tool("openssl");
    let documentation = Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs/audit-log.md");
    let documentation = std::fs::read_to_string(documentation).expect("readable");
    let (_, script) = documentation.split_once("```python\n").expect("a script");
    let (script, _) = script.split_once("\n```").expect("its end");
    let path = case.at("verify.py");
    std::fs::write(&path, script).expect("writes");
    Run::of(tool("python3").arg(path).arg(file).arg(case.at("log.key")))
}

#[test]
fn a17_a_standalone_verifier_comes_to_the_same_verdict() {
    let case = Case::new();
    case.export("report.html", &["--format", "html"]);
    for name in ["evidence.json", "report.html"] {
        let ours = case.judge(&case.at(name)).succeeds().json();
        let theirs = by_hand(&case, &case.at(name)).succeeds().says("VALID");
        assert!(
            theirs.out.contains(ours["root"].as_str().expect("a root")),
            "{}",
            theirs.out
        );
        assert!(
            theirs
                .out
                .contains(ours["digest"].as_str().expect("a digest")),
            "{}",
            theirs.out
        );
    }
    let mut evidence = case.evidence();
    records(&mut evidence).remove(6);
    let refused = by_hand(&case, &case.forged(&evidence));
    assert_ne!(refused.status, 0);
    refused.says("NOT VALID");
}

#[test]
fn a19_what_is_withheld_is_proven_and_what_is_hidden_is_refused() {
    let case = Case::new();
    case.export("redacted.json", &["--format", "json", "--redact"]);
    let text = std::fs::read_to_string(case.at("redacted.json")).expect("readable");
    assert!(
        !text.contains("Ann Example") && !text.contains("CHG-77"),
        "a name was not withheld"
    );
    let verdict = case.judge(&case.at("redacted.json")).succeeds().json();
    assert_eq!(
        (&verdict["verdict"], &verdict["redacted"]),
        (&json!("VALID"), &json!(true))
    );

    let mut passed_off: Value = serde_json::from_str(&text).expect("JSON");
    passed_off["redacted"] = false.into();
    let verdict = case.judge(&case.forged(&passed_off)).exits(17).json();
    assert_eq!(verdict["verdict"], "BROKEN");
    let mut hidden = case.evidence();
    records(&mut hidden)[5]["openings"]
        .as_object_mut()
        .expect("openings")
        .remove("who.user");
    let verdict = case.judge(&case.forged(&hidden)).exits(17).json();
    assert_eq!(verdict["verdict"], "BROKEN");

    case.export("redacted.html", &["--format", "html", "--redact"]);
    let page = std::fs::read_to_string(case.at("redacted.html")).expect("readable");
    assert!(
        !page.contains("Ann Example"),
        "the page shows what the evidence withholds"
    );
    assert_eq!(
        case.judge(&case.at("redacted.html")).succeeds().json()["redacted"],
        true
    );
}

#[test]
fn a20_the_file_alone_proves_no_origin() {
    let case = Case::new();
    let run = Run::of(
        sealift()
            .args(["audit", "verify"])
            .arg(case.at("evidence.json")),
    )
    .succeeds();
    assert!(
        run.out.contains("CONSISTENT") && run.out.contains("ORIGIN UNPROVEN"),
        "{}",
        run.out
    );
    assert!(
        !run.out.contains("VALID") && !run.err.contains("VALID"),
        "{run:?}"
    );
}

#[test]
fn a_doctored_report_is_refused() {
    let case = Case::new();
    case.export("report.html", &["--format", "html"]);
    let page = std::fs::read_to_string(case.at("report.html")).expect("the report");
    let (head, evidence) = page
        .split_once("<script type=\"application/json\"")
        .expect("evidence");
    assert!(head.contains("1.0.0") || evidence.contains("1.0.0"));
    let doctored = [
        page.replacen("</body>", "<p>All controls were met.</p></body>", 1),
        page.replacen("<title>", "<title>Approved: ", 1),
        page.replace("Ann Example", "Bob Example"),
        format!("{page}\n<!-- -->"),
    ];
    for text in doctored {
        assert_ne!(text, page, "nothing was doctored");
        let file = case.at("doctored.html");
        std::fs::write(&file, text).expect("writes");
        let run = case.judge(&file).exits(17);
        assert!(!run.out.contains("\"VALID\""), "{}", run.out);
    }
    let bare = case.at("bare.html");
    std::fs::write(&bare, head).expect("writes");
    case.judge(&bare).exits(17);
}
