//! The vendor's journey in the window: from a folder of files to a medium, whose package a technician then installs.
#![cfg(target_os = "linux")]
#![allow(clippy::disallowed_methods, reason = "journeys drive a real machine")]

use std::path::{Path, PathBuf};

use sealift_journeys::{Product, Run, Site, Vendor, sealift};
use sealift_window_journeys::{Look, Start, Stick, Window};

const PASSWORD: &str = "correct horse battery";

/// The only file of a folder with this ending.
#[track_caller]
fn only(folder: &Path, ending: &str) -> PathBuf {
    let files = std::fs::read_dir(folder).expect("a folder").flatten();
    let mut found: Vec<PathBuf> = files
        .map(|entry| entry.path())
        .filter(|path| path.to_string_lossy().ends_with(ending))
        .collect();
    assert_eq!(
        found.len(),
        1,
        "{ending} in {}: {found:?}",
        folder.display()
    );
    found.remove(0)
}

/// Chooses a file or a folder for the field of this name in `ui/src/vendor/texts`.
#[track_caller]
fn chooses(window: &Window, field: &str, path: &Path) {
    window.will_choose(&[path]);
    let label = window.words_of(&format!("vendor.{field}"));
    window.press_first(&format!("{label}: {}", window.words_of("common.choose")));
    window.says(&path.to_string_lossy());
}

fn fingerprint(key: &Path) -> String {
    let shown = Run::of(sealift().args(["--json", "trust", "fingerprint"]).arg(key)).exits(0);
    shown.json()["fingerprint"]
        .as_str()
        .expect("a fingerprint")
        .into()
}

#[test]
fn from_a_folder_to_a_medium_that_a_technician_installs() {
    for look in Look::judged() {
        let (site, desk) = (Site::new(), tempfile::tempdir().expect("a folder"));
        let stick = Stick::holding("TRANSFER-07", &[]);
        let [keys, out, pump] = ["keys", "out", "pump"].map(|name| desk.path().join(name));
        for folder in [&keys, &out, &pump.join("server")] {
            std::fs::create_dir_all(folder).expect("folders");
        }
        std::fs::write(pump.join("server/words.txt"), "words of the pump\n").expect("writes");
        let start = Start::on("vendor", site.root()).drive(stick.folder());
        let window = Window::open(&start.looking(look).in_export_mode());
        window.press("Export mode");
        window.says("Describe a release");
        window.looks_right("nothing-described");

        window.click("tab", "Keys");
        chooses(&window, "keys.folder", &keys);
        window.fill("Password for the secret key", PASSWORD);
        window.fill("The password again", PASSWORD);
        window.press("Make the keys");
        window.says("The keys are made");
        window.looks_right("keys-made");

        window.click("tab", "Describe");
        window.will_choose(&[&pump]);
        window.press("New…");
        window.fill("Product id", "com.acme.pump");
        window.fill("Version", "1.0.0");
        window.press("Save");
        window.wait("the description", || {
            pump.join("sealift.toml").is_file().then_some(())
        });
        window.says("Saved");
        window.looks_right("described");

        window.click("tab", "Try");
        window.press("Try it");
        window.says("It installs");
        window.looks_right("tried");

        window.click("tab", "Seal and sign");
        chooses(&window, "seal.key", &only(&keys, ".key"));
        window.fill("Password of the key", PASSWORD);
        chooses(&window, "seal.to", &out);
        window.press("Seal");
        window.says("com.acme.pump 1.0.0 is sealed and signed");
        window.looks_right("sealed");

        window.click("tab", "Look at it");
        let volume = only(&out, ".sealift");
        window.press(&volume.file_name().expect("a name").to_string_lossy());
        window.says("com.acme.pump");
        window.looks_right("looked-at");

        window.click("tab", "Write to a medium");
        window.click(
            "radio",
            &format!("TRANSFER-07 ({})", stick.folder().display()),
        );
        window.press("Write and read back");
        window.says("As sealed");
        window.looks_right("written");

        window.press("Bring in");
        window.chooses_the_package("pump 1.0.0");
        let public = only(&keys, ".pub");
        window.will_choose(&[&public]);
        window.press("Compare the key with paper…");
        window.press("Choose the key file…");
        window.trusts_what_was_compared(&fingerprint(&public));
        window.imports();
        window.installs_what_was_verified();
        window.says("It is done.");
        let words = site.current().join("server/words.txt");
        assert_eq!(
            std::fs::read_to_string(words).expect("installed"),
            "words of the pump\n"
        );
    }
}

#[test]
fn a_release_that_was_sealed_without_a_key_is_signed_on_the_machine_that_has_it() {
    let vendor = Vendor::new();
    let site = Site::trusting(&vendor);
    let description = Product::release("1.0.0", 1)
        .file("server", "words.txt", "words")
        .write(&vendor);
    let out = tempfile::tempdir().expect("a folder");
    let window = Window::open(&Start::on("signed-later", site.root()).in_export_mode());
    window.press("Export mode");
    window.will_choose(&[&description]);
    window.press("Open…");
    window.says("sealift.toml");
    window.click("tab", "Seal and sign");
    window.click("radio", "Leave unsigned, to be signed on another machine");
    chooses(&window, "seal.to", out.path());
    window.press("Seal");
    window.says("com.acme.monitor 1.0.0 is sealed but not signed");
    window.looks_right("unsigned");
    let volume = only(out.path(), ".sealift");
    let refused = site.import(std::slice::from_ref(&volume)).exits(10);
    let _ = refused.says("package-not-signed");

    chooses(&window, "sign.volumes", &volume);
    chooses(&window, "sign.key", &vendor.secret_key());
    window.press("Sign");
    window.says("com.acme.monitor 1.0.0 is sealed and signed");
    window.looks_right("signed");
    site.import(&[volume]).succeeds();
    site.run(["install", Product::ID, "--yes"]).succeeds();
}
