//! The script that `docs/audit-log.md` gives to people without Sealift, run as it stands there.

mod sample;

use sample::plant;
use std::path::Path;
use std::process::Command;

const PAGE: &str = include_str!("../../../docs/audit-log.md");

fn script() -> &'static str {
    let (_, rest) = PAGE.split_once("```python\n").expect("a script");
    rest.split_once("```").expect("an end").0
}

#[expect(
    clippy::disallowed_methods,
    reason = "the test runs what a person would type"
)]
fn run(directory: &Path, file: &str, content: &[u8], key: &str, checkpoint: &str) -> String {
    for (name, bytes) in [
        ("verify.py", script().as_bytes()),
        ("key.pub", key.as_bytes()),
        ("checkpoint", checkpoint.as_bytes()),
        (file, content),
    ] {
        std::fs::write(directory.join(name), bytes).expect("a scratch file");
    }
    let run = Command::new("python3")
        .current_dir(directory)
        .args(["verify.py", file, "key.pub", "checkpoint"])
        .output()
        .expect("python3, which the tests need");
    [run.stdout, run.stderr]
        .map(|bytes| String::from_utf8_lossy(&bytes).into_owned())
        .concat()
}

#[test]
fn a17_the_documented_script_comes_to_the_same_verdict() {
    let directory = tempfile::tempdir().expect("a scratch folder");
    let mut plant = plant();
    let key = format!("{}\n", plant.key.public());
    let checkpoint = plant.head.checkpoint(&plant.key).to_string();
    let draft = plant.draft(
        sealift_audit::Event::CheckRun,
        sealift_audit::Outcome::Succeeded,
    );
    plant.write(draft.private("path", "/tmp/\u{7f}Grüße\n\u{1b}<\\\"\u{1f600}"));
    let (size, root) = (plant.head.frontier().size(), plant.head.frontier().root());
    let evidence = plant.close();
    let digest = sealift_document::Digest::of(&evidence);
    let expected = format!("VALID {size} {root} {digest}\n");
    let html = sealift_report::render_html(&evidence, "en").expect("a report");
    let valid =
        |file: &str, content: &[u8]| run(directory.path(), file, content, &key, &checkpoint);
    assert_eq!(valid("evidence.json", &evidence), expected);
    assert_eq!(valid("report.html", html.as_bytes()), expected);

    let text = String::from_utf8(evidence).expect("text");
    for (from, to, says) in [
        ("Maria Keller", "Maria Koller", "was changed"),
        (
            "\\\"outcome\\\":\\\"refused\\\"",
            "\\\"outcome\\\":\\\"started\\\"",
            "vouches for another log",
        ),
        (
            "\"redacted\":false",
            "\"redacted\":true",
            "the file says otherwise",
        ),
        (
            "signatures/8d2e",
            "signatures/8d2f",
            "changed after its export",
        ),
    ] {
        let changed = text.replacen(from, to, 1);
        assert_ne!(changed, text, "{from}");
        let said = valid("changed.json", changed.as_bytes());
        assert!(
            said.starts_with("NOT VALID") && said.contains(says),
            "{from}: {said}"
        );
    }
    let other = sample::Plant::new();
    let site = other.head.site().clone();
    let stranger = sealift_audit::LogKey::new(&site, sealift_audit::Epoch::FIRST, &[9; 32]);
    let stranger = format!("{}\n", stranger.public());
    let said = run(
        directory.path(),
        "evidence.json",
        text.as_bytes(),
        &stranger,
        &checkpoint,
    );
    assert!(said.contains("another key"), "{said}");
}
