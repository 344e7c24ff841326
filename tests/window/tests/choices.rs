//! What a technician may choose on the way: to lay a release ready only, to judge a machine elsewhere, to take answers
//! from a file and put them into one, and to start the program again with a file. And an officer, who holds a checkpoint
//! against a report.
#![cfg(target_os = "linux")]
#![allow(clippy::disallowed_methods, reason = "journeys drive a real machine")]

use sealift_journeys::{Product, Site, Vendor};
use sealift_window_journeys::{Key, Start, Stick, Window};

const PORT: &str = "type = \"integer\"\nminimum = 1024\nmaximum = 65535\ndefault = 9090\nx-title = { en = \"Port\" }";

fn release() -> Product {
    Product::release("1.0.0", 1).file("server", "words.txt", "words")
}

/// A window on a site that trusts the vendor, with the release on a drive.
fn opened(journey: &str, site: &Site, release: &Product, vendor: &Vendor) -> (Window, Stick) {
    let stick = Stick::holding("TRANSFER-07", &[&release.pack(vendor)]);
    let window = Window::open(&Start::on(journey, site.root()).drive(stick.folder()));
    (window, stick)
}

#[test]
fn a_release_is_laid_ready_and_switched_on_later() {
    let vendor = Vendor::new();
    let site = Site::trusting(&vendor);
    let (window, _stick) = opened("staged", &site, &release(), &vendor);
    window.chooses_the_package("Monitor 1.0.0");
    window.imports();
    window.goes_on_to_the_settings();
    window.goes_on_to_the_plan();
    window.click("radio", "Lay ready only");
    window.says("Monitor 1.0.0 will be laid ready.");
    window.agrees("Lay ready now");
    window.waits_for_the_end();
    window.says("It lies ready.");
    window.looks_right("staged");
    let switches = || {
        let placed = site.placed();
        placed
            .keys()
            .filter(|path| path.ends_with("/current"))
            .count()
    };
    assert_eq!(switches(), 0, "nothing was switched to it");
    assert!(!site.placed().is_empty(), "but its files are there");
}

#[test]
fn a_machine_elsewhere_is_judged_by_its_facts_and_nothing_is_installed_for_it() {
    let vendor = Vendor::new();
    let site = Site::trusting(&vendor);
    let kept = tempfile::tempdir().expect("a folder");
    let (own, elsewhere) = (kept.path().join("own.json"), kept.path().join("lab.json"));
    let (window, _stick) = opened("elsewhere", &site, &release(), &vendor);
    window.chooses_the_package("Monitor 1.0.0");
    window.imports();
    window.press("Is this machine fit for it?");
    window.says("Monitor 1.0.0 can be installed on this machine.");
    window.will_choose(&[&own]);
    window.press("Save this machine's facts…");
    window.wait("facts", || own.is_file().then_some(()));
    window.says("own.json");

    let facts = std::fs::read(&own).expect("readable");
    let mut facts: serde_json::Value = serde_json::from_slice(&facts).expect("JSON");
    facts["hostname"] = "lab-7".into();
    std::fs::write(&elsewhere, facts.to_string()).expect("writes");
    window.will_choose(&[&elsewhere]);
    window.press("Judge another machine…");
    window.says("Judged for another machine");
    window.looks_right("elsewhere");
    window.press("Judge this machine");
    window.says("Monitor 1.0.0 can be installed on this machine.");
}

#[test]
fn answers_are_saved_to_a_file_and_taken_from_it() {
    let vendor = Vendor::new();
    let kept = tempfile::tempdir().expect("a folder");
    let answers = kept.path().join("answers.json");
    let asking = release().question("port", PORT);
    let site = Site::trusting(&vendor);
    let (window, _stick) = opened("answers", &site, &asking, &vendor);
    window.chooses_the_package("Monitor 1.0.0");
    window.imports();
    window.goes_on_to_the_settings();
    window.fill("Port", "9191");
    // What is saved is what was judged last, which is a moment behind the typing.
    window.wait("the answer in the file", || {
        window.will_choose(&[&answers]);
        window.press("Save answers…");
        window.says("answers.json");
        let text = std::fs::read_to_string(&answers).ok()?;
        text.contains("9191").then_some(())
    });
    window.fill("Port", "9292");
    window.will_choose(&[&answers]);
    window.press("Load answers…");
    window.says("taken from answers.json");
    window.looks_right("loaded");
    window.goes_on_to_the_plan();
    window.agrees("Install now");
    window.waits_for_the_end();
    window.says("It is done.");
    let status = site.run(["--json", "status"]).succeeds().out;
    assert!(!status.contains("9292"), "{status}");
}

#[test]
fn a_checkpoint_from_paper_proves_a_report_and_one_of_another_site_does_not() {
    let vendor = Vendor::new();
    let [site, other] = [(); 2].map(|()| Site::trusting(&vendor));
    let kept = tempfile::tempdir().expect("a folder");
    let report = kept.path().join("report.json");
    let foreign = kept.path().join("foreign.txt");
    let checkpoint = |site: &Site| site.run(["audit", "checkpoint"]).succeeds().out;
    let own = checkpoint(&site);
    std::fs::write(&foreign, checkpoint(&other)).expect("writes");
    let export = ["audit", "export", "--format", "json", "--out"];
    let mut exporting = site.sealift();
    let exported = sealift_journeys::Run::of(exporting.args(export).arg(&report));
    exported.succeeds();

    let window = Window::open(&Start::on("held", other.root()));
    window.press("Audit");
    window.click("tab", "Check a report");
    window.will_choose(&[&report]);
    window.press("Open a report…");
    window.says("Nothing proves yet that these records come from where they say.");
    window.will_choose(&[&foreign]);
    window.press("A checkpoint, as a file: Choose…");
    window.says("foreign.txt");
    window.says("held-checkpoint-foreign");
    window.looks_right("another-sites-checkpoint");
    window.press("Leave out foreign.txt");
    let line_end = char::from(Key::Enter).to_string();
    let typed = own.trim().replace('\n', &line_end);
    window.fill("A checkpoint, typed or pasted", &typed);
    window.press("Compare with this");
    window.says("Do not compare with it");
    window.says("Nothing contradicts itself.");
    window.is_silent_on("Nothing proves yet that these records come from where they say.");
    window.looks_right("typed-checkpoint");
}

#[test]
fn a_second_start_brings_its_file_to_the_open_window() {
    let vendor = Vendor::new();
    let site = Site::trusting(&vendor);
    let package = release().pack(&vendor);
    let window = Window::open(&Start::on("second-start", site.root()));
    window.is_at("Where is the software?");
    assert!(
        window.is_started_again_with(&package),
        "it hands over and ends"
    );
    window.is_at("Who signed it?");
    window.says("Monitor");
}
