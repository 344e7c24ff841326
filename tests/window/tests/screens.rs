//! Screens and dialogs beside the way of a release, each judged in both colours: a key and its paper, a release and what
//! can be done with it, a record and its proof, the questions that stand before a change.
#![cfg(target_os = "linux")]
#![allow(clippy::disallowed_methods, reason = "journeys drive a real machine")]

use sealift_journeys::{Product, Site, Vendor};
use sealift_window_journeys::{Key, Start, Stick, Window};

fn release(version: &str, sequence: u64) -> Product {
    Product::release(version, sequence)
        .file("server", "words.txt", version)
        .field("changelog = \"CHANGES.md\"")
        .paper(
            "CHANGES.md",
            format!("# {version}\n\nBetter than before.\n"),
        )
}

/// Looks at the dialog of this name, and closes it without a choice.
#[track_caller]
fn judges_and_closes(window: &Window, dialog: &str, picture: &str) {
    window.wait_for("dialog", dialog);
    window.looks_right(picture);
    window.key(&[], Key::Escape);
    window.wait("the dialog's end", || {
        window.all("dialog", dialog).is_empty().then_some(())
    });
}

#[test]
fn a_key_is_compared_in_every_way_and_taken_back_in_both() {
    let (vendor, other, site) = (Vendor::new(), Vendor::new(), Site::new());
    let volume = release("1.0.0", 1).pack(&vendor);
    let stick = Stick::holding("TRANSFER-07", &[&volume, &vendor.public_key()]);
    let window = Window::open(&Start::on("trust", site.root()).drive(stick.folder()));
    window.chooses_the_package("Monitor 1.0.0");
    window.press("Compare the key with paper…");
    window.is_at("Do you trust this key?");
    window.click("radio", "Word by word");
    window.looks_right("words");
    window.click("radio", "Show it");
    window.looks_right("shown");
    window.click("radio", "Type or scan");
    window.fill("Fingerprint on your paper", &other.fingerprint());
    window.says("Your paper and this key differ");
    window.looks_right("differs");
    window.click("radio", "Products that I name");
    window.fill("Products", "com.acme.*");
    window.looks_right("named-products");
    window.click("radio", "Every product");
    window.looks_right("every-product");
    window.trusts_what_was_compared(&vendor.fingerprint());

    window.press("Keys");
    window.press("Show the fingerprint");
    window.looks_right("fingerprint");
    window.press("Remove…");
    judges_and_closes(&window, "Trust this key no longer?", "distrust");
    window.press("Revoke…");
    judges_and_closes(&window, "Revoke this key for ever?", "revoke");
    assert_eq!(
        window.all("button", "Revoke…").len(),
        1,
        "it is trusted still"
    );
}

#[test]
fn a_release_and_its_records_are_looked_into() {
    let vendor = Vendor::new();
    let site = Site::trusting(&vendor);
    for (version, sequence) in [("1.0.0", 1), ("1.1.0", 2)] {
        let volume = release(version, sequence).pack(&vendor);
        site.import(&[volume]).succeeds();
    }
    let install = ["install", &format!("{}@1.0.0", Product::ID), "--yes"];
    site.run(install).succeeds();
    let window = Window::open(&Start::on("looking", site.root()));
    window.press("Releases");
    window.press_first("Monitor");
    window.wait_for("button", "Write as volumes…");
    window.looks_right("release");
    window.click("tab", "Changes");
    window.says("Better than before.");
    window.looks_right("changes");
    window.click("tab", "Documents");
    window.looks_right("documents");
    window.press("Write as volumes…");
    judges_and_closes(&window, "Write Monitor 1.1.0 as volumes", "export");
    window.press("Remove from the depot…");
    judges_and_closes(&window, "Remove Monitor 1.1.0 from the depot?", "remove");

    window.press("Audit");
    window.tabs_to("listbox", "Records, the newest first");
    window.key(&[], Key::Enter);
    window.says("Proven to be in the log");
    window.looks_right("record");
    window.press("Older");
    window.says("Proven to be in the log");
    window.key(&[], Key::Escape);
    window.wait("the record's end", || {
        window.all("button", "Older").is_empty().then_some(())
    });

    window.press("Installed");
    window.is_at("Installed");
    window.key(&[], '?');
    judges_and_closes(&window, "Keyboard", "keyboard");
}

#[test]
fn terms_and_the_facilitys_questions_are_accepted_one_by_one() {
    let vendor = Vendor::new();
    let site = Site::trusting(&vendor);
    let volume = release("1.0.0", 1)
        .program("server", "bin/tell", "#!/bin/sh\ntrue\n")
        .step("server", "id = \"tell\"\nkind = \"command\"\nrun = [\"bin/tell\"]\nirreversible = true")
        .paper("LICENCE.txt", "Use it as you like.\n")
        .table("[[documents]]\nid = \"terms\"\nkind = \"licence\"\ntitle = \"Terms of use\"\nfile = \"LICENCE.txt\"")
        .question("terms", "type = \"boolean\"\nconst = true\nx-licence = \"terms\"\nrequired = true\nx-title = { en = \"Terms of use\" }")
        .pack(&vendor);
    let stick = Stick::holding("TRANSFER-07", &[&volume]);
    let window = Window::open(&Start::on("questions", site.root()).drive(stick.folder()));
    window.chooses_the_package("Monitor 1.0.0");
    window.imports();
    window.goes_on_to_the_settings();
    window.press("Read the terms");
    window.wait_for("dialog", "Terms of use");
    window.says("Use it as you like.");
    window.looks_right("terms");
    window.press("Accept the terms");
    window.goes_on_to_the_plan();
    window.says("The facility's policy asks before this can be done");
    window.says("A question of the policy is open");
    window.looks_right("policy");
    let questions = window.like("checkbox", "");
    assert!(!questions.is_empty(), "each can be accepted");
    assert!(site.placed().is_empty(), "{:?}", site.placed());
}
