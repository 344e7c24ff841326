//! The elevated side as it is installed, started by an ordinary user through the real polkit.
//!
//! It takes an administrator's rights to set up: a machine within the machine, whose system folders are layers that
//! vanish with it. Where that cannot be made, the tests say what is missing and prove nothing.
#![cfg(target_os = "linux")]
#![allow(
    clippy::disallowed_methods,
    reason = "these tests start programs and look at what they leave"
)]

mod talk;

use std::path::Path;

use sealift_journeys::Machine;
use serde_json::json;
use talk::Talk;

/// A public key whose secret half nobody has.
const KEY: &str = "untrusted comment: a key of no vendor\nRWRp26Ys3wYklZdxNhTDSgZSfPL49Fdkq8Mv0MDX8nfOp+tJcKL+OUib";

/// A machine whose facility lets nobody work, or none.
fn machine() -> Option<Machine> {
    Machine::start(Path::new(env!("CARGO_BIN_EXE_sealift-helper")))
}

/// A machine whose facility lets the user work, or none.
fn open_machine() -> Option<Machine> {
    let machine = machine()?;
    machine.let_through();
    Some(machine)
}

#[test]
fn v01_started_by_anything_but_polkit_it_refuses() {
    let Some(machine) = machine() else {
        return;
    };
    let helper = Machine::HELPER;
    for (command, refusal) in [
        (machine.user(helper), "through pkexec"),
        (
            machine.user(&format!("PKEXEC_UID=0 {helper}")),
            "through pkexec",
        ),
        (
            machine.root(&format!("true | {helper}")),
            "through pkexec, and by nothing else",
        ),
        (
            machine.root(&format!("true | PKEXEC_UID=4711 {helper}")),
            "not whom polkit let through",
        ),
    ] {
        assert_eq!(command.status, Some(2), "{command:?}");
        assert!(command.errors.contains(refusal), "{command:?}");
        assert_eq!(command.output, "");
    }
    assert!(!machine.exists("/var/lib/sealift"), "nothing was begun");
}

#[test]
fn v01_v11_let_through_it_answers_and_the_user_still_writes_nothing() {
    let Some(machine) = open_machine() else {
        return;
    };
    let written = machine.user(&format!("echo '{KEY}' > ~/vendor.pub"));
    assert_eq!(written.status, Some(0), "{written:?}");
    let mut talk = Talk::begin(&machine, "");
    assert_eq!(talk.ask("overview", json!({}))["founded"], false);
    let file = talk.pick("/var/tester/vendor.pub");
    let key = talk.ask("look_at_key", json!({ "key": file }));
    let trusted = talk.ask(
        "trust_key",
        json!({
            "key": file, "fingerprint": key["fingerprint"],
            "products": [], "comparedBy": "Ada", "ticket": "", "reason": "",
        }),
    );
    assert_eq!(trusted["fingerprint"], key["fingerprint"]);
    assert_eq!(talk.ask("overview", json!({}))["keys"], 1);
    // The log says who it was, and how that is known.
    let record = talk.ask("record", json!({ "sequence": 1 })).to_string();
    assert!(
        record.contains("tester") && record.contains("pkexec"),
        "{record}"
    );
    talk.end();
    for place in [
        "/var/lib/sealift",
        "/var/lib/sealift/state.db",
        "/etc/sealift",
        "/etc/sealift/trust",
    ] {
        let tried = machine.user(&format!("test -w {place} || touch {place}/x"));
        assert_ne!(tried.status, Some(0), "{place} can be written: {tried:?}");
    }
    let open = machine.root("find /var/lib/sealift /etc/sealift ! -type l -perm /022");
    assert_eq!(open.output, "", "nobody else may write any of it");
}

#[test]
fn v01_v03_files_are_opened_with_the_users_own_rights() {
    let Some(machine) = open_machine() else {
        return;
    };
    let hidden = machine.root("echo secret > /etc/secret.json && chmod 600 /etc/secret.json");
    assert_eq!(hidden.status, Some(0), "{hidden:?}");
    let mut talk = Talk::begin(&machine, "");
    let secret = talk.pick("/etc/secret.json");
    let report = json!({
        "report": secret, "key": null, "checkpoint": null, "checkpointText": null, "own": false,
    });
    for (name, request) in [
        ("look_at_key", json!({ "key": secret })),
        ("examine", report),
    ] {
        let refusal = talk.refusal(name, request);
        assert_eq!(refusal["code"], "media-denied", "{name}: {refusal}");
    }
    let (forbidden, own) = (
        talk.target("/etc/cron.d/facts"),
        talk.target("/var/tester/facts.json"),
    );
    let refusal = talk.refusal("save_facts", json!({ "to": forbidden }));
    assert_eq!(refusal["code"], "media-denied", "{refusal}");
    let saved = talk.ask("save_facts", json!({ "to": own }));
    assert_eq!(saved["place"], "/var/tester/facts.json");
    talk.end();
    assert!(!machine.exists("/etc/cron.d/facts"));
    assert_eq!(
        machine.root("stat -c %U /var/tester/facts.json").output,
        "tester\n"
    );
}

#[test]
fn v02_what_is_no_message_ends_the_talk_and_changes_nothing() {
    let Some(machine) = open_machine() else {
        return;
    };
    for torn in [
        "{\"kind\":\"ask\",\"id\":1}",
        "{\"kind\":\"cancel\",\"id\":1,\"root\":\"/\"}",
        "recover",
    ] {
        let mut talk = Talk::begin(&machine, "");
        talk.say(torn);
        assert_eq!(talk.status(), Some(2), "{torn}");
    }
    // A field that no call has is no way in either.
    let mut talk = Talk::begin(&machine, "");
    let refusal = talk.refusal("recover", json!({ "root": "/var/tester" }));
    assert_eq!(refusal["code"], "request-malformed", "{refusal}");
    let refusal = talk.refusal("drives", json!({}));
    assert_eq!(
        refusal["code"], "request-malformed",
        "the window's own calls are not for it"
    );
    let refusal = talk.refusal("generate_key", json!({ "folder": 1, "password": "" }));
    assert_eq!(refusal["code"], "request-malformed", "nor is export mode");
    talk.end();
    assert!(!machine.exists("/var/lib/sealift"));
}

#[test]
fn v04_v05_nothing_of_the_callers_surroundings_comes_along() {
    let Some(machine) = open_machine() else {
        return;
    };
    let hostile = "umask 000; cd /var/tester; export PATH=/var/tester:$PATH LD_PRELOAD=/var/tester/evil.so \
        LD_LIBRARY_PATH=/var/tester TMPDIR=/var/tester SEALIFT_ROOT=/var/tester/root HOME=/var/tester; exec 7</etc/passwd;";
    let mut talk = Talk::begin(&machine, hostile);
    assert_eq!(talk.ask("overview", json!({}))["founded"], false);
    let pid = machine
        .root("pgrep -x sealift-helper || pgrep -f '^/proc/self/exe'")
        .output;
    let at = |file: &str| format!("/proc/{}/{file}", pid.trim());
    let variables = machine
        .root(&format!("tr '\\0' '\\n' < {} | sort", at("environ")))
        .output;
    let expected =
        "HOME=/root\nLANG=C.UTF-8\nPATH=/usr/sbin:/usr/bin:/sbin:/bin\nPKEXEC_UID=4711\n";
    assert_eq!(variables, expected);
    assert_eq!(
        machine.root(&format!("readlink {}", at("cwd"))).output,
        "/\n"
    );
    assert_eq!(
        machine.root(&format!("grep Umask {}", at("status"))).output,
        "Umask:\t0022\n"
    );
    let files = machine
        .root(&format!("ls -l {} | grep -c passwd", at("fd")))
        .output;
    assert_eq!(files, "0\n", "the caller's open files are closed");
    talk.end();
    assert!(!machine.exists("/var/tester/root"));
}

#[test]
fn v09_without_leave_nothing_starts_and_nothing_changes() {
    let Some(machine) = machine() else {
        return;
    };
    let tried = machine.user(&format!(
        "pkexec --disable-internal-agent {}; exit $?",
        Machine::HELPER
    ));
    assert_eq!(tried.status, Some(127), "{tried:?}");
    assert_eq!(tried.output, "", "it was never there");
    assert!(!machine.exists("/var/lib/sealift"));
}
