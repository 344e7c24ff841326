//! The window's end of the talk, with prompts of the tests' own in place of polkit's. The real one is tried where the
//! elevated side is (`crates/helper/tests`).

use std::os::unix::fs::PermissionsExt as _;
use std::sync::{Arc, Mutex};

use camino::Utf8PathBuf;
use sealift_desk::data::OperationEvent;
use sealift_desk::{Cancel, Face, Wording};
use serde_json::{Value, json};

use super::Elevation;
use crate::held;
use crate::ipc::{Question, Refusal};
use crate::shell::Shell;
use crate::site::Site;
use crate::window::{PreferenceFile, SystemDialogs};

const READY: &str = concat!(
    "echo '{\"kind\":\"ready\",\"version\":\"",
    env!("CARGO_PKG_VERSION"),
    "\"}'\n"
);

/// A prompt that does what a script says.
fn prompt(folder: &tempfile::TempDir, script: &str) -> Elevation {
    let path = Utf8PathBuf::try_from(folder.path().join("prompt")).expect("it is UTF-8");
    std::fs::write(&path, format!("#!/bin/sh\n{script}")).expect("there is room");
    let mode = std::fs::Permissions::from_mode(0o755);
    std::fs::set_permissions(&path, mode).expect("it is ours");
    Elevation::new(path, "/usr/libexec/sealift/sealift-helper".into())
}

fn ask(
    elevation: &Elevation,
    told: &Mutex<Vec<OperationEvent>>,
    cancel: &Cancel,
) -> Result<Value, Refusal> {
    let preferences = PreferenceFile::open(None);
    let site = Site::Here(sealift_desk::DeskPlace::default());
    let shell = Arc::new(Shell::new(
        site,
        Vec::new(),
        Box::new(SystemDialogs),
        preferences,
    ));
    let question = Question {
        shell: &shell,
        wording: &Wording::of(Face::Window, "en"),
        cancel,
        tell: &|event| held(told).push(event),
    };
    elevation.ask(&question, "overview", json!({}))
}

#[test]
fn v09_without_an_administrator_nothing_opens_and_the_reason_is_told() {
    let folder = tempfile::tempdir().expect("a folder");
    for (script, code) in [
        ("exit 126", "elevation-dismissed"),
        ("exit 127", "elevation-refused"),
        ("exit 1", "elevation-failed"),
        ("echo hello; exit 0", "elevation-failed"),
        (
            "echo '{\"kind\":\"ready\",\"version\":\"0.0.0\"}'",
            "elevation-other-version",
        ),
    ] {
        let elevation = prompt(&folder, script);
        let failure = elevation.open().expect_err("nobody said yes");
        assert_eq!(failure.code, code, "{script}");
        assert!(!elevation.is_open());
        let refusal = ask(&elevation, &Mutex::default(), &Cancel::new()).expect_err("it is locked");
        assert_eq!(refusal.code, "elevation-needed");
    }
    let nowhere = Elevation::new("/nowhere/pkexec".into(), "/nowhere/helper".into());
    assert_eq!(
        nowhere.open().expect_err("it is not there").code,
        "elevation-unavailable"
    );
}

#[test]
fn questions_are_answered_events_told_and_a_wish_to_stop_passed_on() {
    let folder = tempfile::tempdir().expect("a folder");
    let finished = "{\"kind\":\"finished\",\"number\":1,\"outcome\":\"succeeded\"}";
    let script = format!(
        "{READY}read ask\necho '{{\"kind\":\"event\",\"id\":1,\"event\":{finished}}}'\n\
         read wish\ncase $wish in *cancel*) echo '{{\"kind\":\"answer\",\"id\":1,\"answer\":{{\"stopped\":true}}}}';; esac\n\
         read next\nexit 0\n"
    );
    let elevation = prompt(&folder, &script);
    elevation.open().expect("it said yes");
    assert!(
        elevation.is_open() && elevation.open().is_ok(),
        "one prompt is enough"
    );
    let (told, cancel) = (Mutex::default(), Cancel::new());
    cancel.cancel();
    let answer = ask(&elevation, &told, &cancel).expect("it answers");
    assert_eq!(answer, json!({ "stopped": true }));
    assert_eq!(held(&told).len(), 1);
    // It ends in the middle of the next one.
    let refusal = ask(&elevation, &told, &Cancel::new()).expect_err("it is gone");
    assert_eq!(refusal.code, "elevation-gone");
    assert!(!elevation.is_open(), "the site is locked again");
}
