//! The monitoring example through the window: three services that really run, an upgrade, one that fails, and back.
#![cfg(target_os = "linux")]
#![allow(clippy::disallowed_methods, reason = "journeys drive a real machine")]

use std::time::Duration;

use sealift_journeys::{Site, Vendor, ask, free_ports, monitoring, until};
use sealift_window_journeys::{Start, Stick, Window};

const ID: &str = "com.example.monitoring";
const PATIENCE: Duration = Duration::from_secs(30);

/// Brings in a version that lies on the drive and goes on to its settings.
#[track_caller]
fn brings_in(window: &Window, version: &str) {
    window.chooses_the_package(&format!("Monitoring {version}"));
    window.imports();
    window.goes_on_to_the_settings();
}

#[track_caller]
fn installs(window: &Window) {
    window.goes_on_to_the_plan();
    window.agrees("Install now");
    window.waits_for_the_end();
}

fn is_ready(port: u16) -> Option<()> {
    let (status, _) = ask(port, "/-/ready").ok()?;
    (status == 200).then_some(())
}

#[test]
fn three_services_through_an_upgrade_a_failure_and_back() {
    let vendor = Vendor::new();
    let site = Site::trusting(&vendor);
    let [exporter, prometheus, alertmanager] = free_ports();
    let source = monitoring();
    let volumes = ["1.0.0", "1.1.0", "1.2.0"]
        .map(|version| vendor.pack_one(&source.folder().join(version).join("sealift.toml")));
    drop(source);
    let stick = Stick::holding(
        "TRANSFER-07",
        &volumes.each_ref().map(|volume| volume.as_path()),
    );
    let window = Window::open(&Start::on("monitoring", site.root()).drive(stick.folder()));
    window.wait_for("radio", "Monitoring 1.2.0");
    window.looks_right("three-releases");

    brings_in(&window, "1.0.0");
    window.fill("Port of the exporter", &exporter.to_string());
    window.fill("Port of Prometheus", &prometheus.to_string());
    window.looks_right("settings");
    window.goes_on_to_the_plan();
    window.looks_right("plan");
    window.agrees("Install now");
    window.waits_for_the_end();
    window.says("It is done.");
    window.looks_right("done");
    until("Prometheus is ready", PATIENCE, || is_ready(prometheus));

    window.press("Bring in another release");
    brings_in(&window, "1.1.0");
    window.says("Carried over from version 1.0.0");
    window.fill("Port of Alertmanager", &alertmanager.to_string());
    window.fill("Password for that address", "quince-otter-7741");
    window.looks_right("carried-over");
    installs(&window);
    window.says("It is done.");
    until("Alertmanager is ready", PATIENCE, || is_ready(alertmanager));

    window.press("Bring in another release");
    brings_in(&window, "1.2.0");
    installs(&window);
    window.says("It failed, and everything was taken back.");
    window.looks_right("taken-back");
    until("Alertmanager is ready again", PATIENCE, || {
        is_ready(alertmanager)
    });

    window.press("Installed");
    window.press("Show Monitoring");
    window.wait_for("button", "Go back…");
    window.looks_right("installed");
    window.press("Go back…");
    window.wait_for("dialog", "Go back to which version?");
    window.looks_right("go-back");
    window.press("Show what will happen");
    window.is_at("The plan");
    window.press("Go back now");
    window.waits_for_the_end();
    window.says("It is done.");
    assert!(ask(alertmanager, "/-/ready").is_err(), "1.0.0 has none");

    window.press("Look at it under Installed");
    window.press("Remove…");
    window.wait_for("dialog", "Remove Monitoring?");
    window.press("Show what will happen");
    window.is_at("The plan");
    window.looks_right("removal-plan");
    window.press("Remove now");
    window.wait_for("dialog", "Are you sure?");
    window.press_in_dialog("Remove now");
    window.waits_for_the_end();
    window.says("It is done.");
    window.looks_right("removed");
    assert!(ask(prometheus, "/-/ready").is_err());
    assert!(
        site.path(&format!("var/opt/{ID}/samples")).is_dir(),
        "data stays"
    );
    drop(window);
    site.verify_log();
}
