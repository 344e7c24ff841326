//! The monitoring journey: services that really run, measured over HTTP, through three releases and back.
#![cfg(target_os = "linux")]
#![allow(
    clippy::disallowed_methods,
    reason = "journeys drive a real machine, and look at it past the program"
)]

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;
use std::time::Duration;

use sealift_journeys::{
    Run, Site, Tree, Vendor, ask, free_ports, monitoring, processes_naming, program_of, signal,
    tree_of, until,
};
use serde_json::Value;

const ID: &str = "com.example.monitoring";
const PASSWORD: &str = "quince-otter-7741";
const PATIENCE: Duration = Duration::from_secs(30);

/// A site that takes the monitoring product, and what its services should be.
struct Facility {
    site: Site,
    build: PathBuf,
    ports: [u16; 3],
}

impl Facility {
    fn new() -> Self {
        let source = monitoring();
        let vendor = Vendor::new();
        let site = Site::trusting(&vendor);
        for version in ["1.0.0", "1.1.0", "1.2.0"] {
            let description = source.folder().join(version).join("sealift.toml");
            site.import(&[vendor.pack_one(&description)]).succeeds();
        }
        Self {
            site,
            build: source.folder().join("BUILD"),
            ports: free_ports(),
        }
    }

    fn exporter(&self) -> u16 {
        self.ports[0]
    }

    fn prometheus(&self) -> u16 {
        self.ports[1]
    }

    fn alertmanager(&self) -> u16 {
        self.ports[2]
    }

    /// Installs or upgrades, with further answers.
    #[track_caller]
    fn change(&self, verb: &str, version: &str, answers: &[String]) -> Run {
        let mut command = self.site.sealift();
        command.args([verb, &format!("{ID}@{version}"), "--yes"]);
        for answer in answers {
            command.args(["--set", answer]);
        }
        Run::of(&mut command)
    }

    /// What Prometheus answers a query with: the first sample's time and value.
    fn sample(&self, query: &str) -> Option<(String, String)> {
        let (status, body) =
            ask(self.prometheus(), &format!("/api/v1/query?query={query}")).ok()?;
        let answer: Value = serde_json::from_str(&body).ok()?;
        assert_eq!(
            (status, &answer["status"]),
            (200, &"success".into()),
            "{body}"
        );
        let value = &answer["data"]["result"].get(0)?["value"];
        Some((value[0].to_string(), value[1].as_str()?.to_owned()))
    }

    /// Waits for a sample that was scraped from this site's exporter, and says when it was and what.
    #[track_caller]
    fn scraped(&self) -> (String, String) {
        let of_ours = format!(
            "node_load1%7Binstance=%22127.0.0.1:{}%22%7D",
            self.exporter()
        );
        until("a sample of the exporter", PATIENCE, || {
            let (_, at) = self.sample(&format!("timestamp({of_ours})"))?;
            let (_, value) = self.sample(&format!("{of_ours}&time={at}"))?;
            Some((at, value))
        })
    }

    /// Insists that a sample of earlier is still there.
    #[track_caller]
    fn still_has(&self, (at, value): &(String, String)) {
        let found = self.sample(&format!("node_load1&time={at}"));
        assert_eq!(
            found.map(|(_, value)| value).as_ref(),
            Some(value),
            "the sample of {at}"
        );
    }

    /// The services that run, by name, as `status` says; insists on the active version and on nothing unfinished.
    #[track_caller]
    fn services(&self, version: &str) -> BTreeMap<String, u32> {
        let status = self
            .site
            .run(["--json", "status", "--full"])
            .succeeds()
            .json();
        assert_eq!(status["unfinished"], Value::Array(vec![]), "{status:#}");
        let product = &status["products"][0];
        assert_eq!(product["version"], version, "{status:#}");
        assert_eq!(product["differences"], Value::Array(vec![]), "{status:#}");
        let services = product["services"].as_array().expect("services");
        services
            .iter()
            .map(|service| {
                let name = service["name"].as_str().expect("a name");
                let process = service["process"].as_u64();
                let process = process.unwrap_or_else(|| panic!("{name} does not run: {status:#}"));
                (
                    name.into(),
                    u32::try_from(process).expect("a process number"),
                )
            })
            .collect()
    }

    /// Insists that this version's files and processes are there, and no others.
    #[track_caller]
    fn is_at(&self, version: &str, sequence: u64, components: &[&str]) {
        let prefix = self.site.path("opt").join(ID);
        let release = prefix
            .join("releases")
            .join(format!("{version}-{sequence}"));
        let current = std::fs::canonicalize(prefix.join("current")).expect("an active release");
        assert_eq!(current, std::fs::canonicalize(&release).expect("a release"));
        let mut expected = Tree::new();
        for component in components {
            expected.insert((*component).into(), "directory 0755".into());
            let built = tree_of(&self.build.join(component)).into_iter();
            expected.extend(built.map(|(path, what)| (format!("{component}/{path}"), what)));
        }
        assert_eq!(tree_of(&release), expected, "the files of {version}");

        let services = self.services(version);
        let names: Vec<String> = components
            .iter()
            .map(|name| format!("{ID}-{name}"))
            .collect();
        let running: BTreeSet<&String> = services.keys().collect();
        assert_eq!(running, names.iter().collect::<BTreeSet<_>>());
        for (name, process) in &services {
            let component = name.rsplit('-').next().expect("a component");
            let program = program_of(*process).expect("it runs");
            assert!(
                program.starts_with(current.join(component)),
                "{}",
                program.display()
            );
        }
        let mut ours = processes_naming(self.site.root());
        ours.retain(|process, _| !services.values().any(|service| service == process));
        let others: Vec<String> = ours.into_values().collect();
        assert_eq!(others.len(), 1, "the supervisor alone: {others:?}");
        assert!(others[0].trim_end().ends_with("supervise"), "{others:?}");
    }

    /// The answer to whether Alertmanager is ready; nothing when nobody listens.
    fn alertmanager_is_ready(&self) -> Option<bool> {
        let (status, _) = ask(self.alertmanager(), "/-/ready").ok()?;
        Some(status == 200)
    }

    /// What was placed and does not change while services run.
    fn placed(&self) -> Tree {
        let mut placed = self.site.placed();
        let data = format!("var/opt/{ID}/");
        placed.retain(|path, _| !path.starts_with(&data));
        placed
    }

    /// The files below the root that hold the password, secret ones apart.
    fn places_of_the_password(&self) -> Vec<String> {
        let tree = tree_of(self.site.root()).into_keys();
        let holds = |path: &String| {
            std::fs::read(self.site.path(path)).is_ok_and(|bytes| {
                let mut windows = bytes.windows(PASSWORD.len());
                windows.any(|window| window == PASSWORD.as_bytes())
            })
        };
        tree.filter(|path| !path.starts_with("var/lib/sealift/depot/"))
            .filter(holds)
            .collect()
    }
}

#[test]
fn three_services_through_three_releases_and_back() {
    let facility = Facility::new();
    let site = &facility.site;
    // A path that an operator gives lies in the relocated world, as everything else.
    let own = "srv/measurements";
    std::fs::create_dir_all(site.path(own)).expect("a folder");
    let file = site.path(own).join("hall.prom");
    std::fs::write(file, "hall_temperature 21.5\n").expect("writes");
    let untouched = facility.placed();
    let answers = [
        format!("exporter_port={}", facility.exporter()),
        format!("prometheus_port={}", facility.prometheus()),
        format!("measurements=/{own}"),
        "scrape_seconds=1".into(),
        "site=\"Hall 7: \u{fc}ber\"".into(),
    ];
    facility.change("install", "1.0.0", &answers).succeeds();
    facility.is_at("1.0.0", 1, &["exporter", "prometheus"]);
    let first = facility.scraped();
    let hall = until("a sample of the folder that was named", PATIENCE, || {
        facility.sample("hall_temperature")
    });
    assert_eq!(hall.1, "21.5");
    let (original, started) = (facility.placed(), facility.services("1.0.0"));
    site.verify_log();

    let answers = [
        format!("alertmanager_port={}", facility.alertmanager()),
        format!("alert_password={PASSWORD}"),
    ];
    facility.change("upgrade", "1.1.0", &answers).succeeds();
    let all = ["exporter", "prometheus", "alertmanager"];
    facility.is_at("1.1.0", 2, &all);
    assert_eq!(facility.alertmanager_is_ready(), Some(true));
    assert_ne!(
        facility.services("1.1.0")[&format!("{ID}-prometheus")],
        started[&format!("{ID}-prometheus")]
    );
    facility.still_has(&first);
    let second = facility.scraped();
    let upgraded = facility.placed();
    site.verify_log();
    assert_eq!(
        facility.places_of_the_password(),
        [
            format!("etc/opt/{ID}/alertmanager.yml"),
            format!("var/lib/sealift/secrets/{ID}.json"),
        ]
    );

    let failed = facility.change("upgrade", "1.2.0", &[]).exits(13);
    failed.says("Prometheus is the promised version");
    facility.is_at("1.1.0", 2, &all);
    assert_eq!(
        facility.placed(),
        upgraded,
        "as before the upgrade that failed"
    );
    assert_eq!(facility.alertmanager_is_ready(), Some(true));
    facility.still_has(&first);
    facility.still_has(&second);
    facility.scraped();
    site.verify_log();

    site.run(["rollback", ID, "--yes"]).succeeds();
    facility.is_at("1.0.0", 1, &["exporter", "prometheus"]);
    assert_eq!(facility.alertmanager_is_ready(), None, "1.0.0 has none");
    facility.still_has(&second);
    facility.scraped();
    let config = |tree: &Tree| -> Vec<_> {
        let config = tree.iter().filter(|(path, _)| path.starts_with("etc/opt/"));
        config
            .map(|(path, what)| (path.clone(), what.clone()))
            .collect()
    };
    assert_eq!(
        config(&facility.placed()),
        config(&original),
        "the configuration of 1.0.0"
    );
    site.verify_log();

    site.run(["uninstall", ID, "--yes"]).succeeds();
    assert_eq!(
        site.run(["--json", "status"]).succeeds().json()["products"],
        Value::Array(vec![])
    );
    assert!(
        site.path(&format!("var/opt/{ID}/samples/wal")).is_dir(),
        "data stays"
    );
    let mut left = facility.placed();
    left.retain(|path, _| path != "var/opt" && *path != format!("var/opt/{ID}"));
    assert_eq!(left, untouched, "nothing but data is left");
    assert!(
        ask(facility.prometheus(), "/-/ready").is_err() && ask(facility.exporter(), "/").is_err()
    );
    until("nothing left running", PATIENCE, || {
        processes_naming(site.root()).is_empty().then_some(())
    });
    site.verify_log();
}

#[test]
fn a_killed_service_is_started_again_and_the_supervisors_end_ends_all() {
    let facility = Facility::new();
    let answers = [
        format!("exporter_port={}", facility.exporter()),
        format!("prometheus_port={}", facility.prometheus()),
    ];
    facility.change("install", "1.0.0", &answers).succeeds();
    let exporter = format!("{ID}-exporter");
    let before = facility.services("1.0.0");

    signal(before[&exporter], "KILL");
    until("the exporter answers again", PATIENCE, || {
        let (status, body) = ask(facility.exporter(), "/metrics").ok()?;
        (status == 200 && body.contains("node_load1 ")).then_some(())
    });
    let after = facility.services("1.0.0");
    assert_ne!(after[&exporter], before[&exporter], "another process");
    let prometheus = format!("{ID}-prometheus");
    assert_eq!(
        after[&prometheus], before[&prometheus],
        "which nobody killed"
    );
    facility.is_at("1.0.0", 1, &["exporter", "prometheus"]);

    facility.site.run(["supervise", "--stop"]).succeeds();
    assert!(processes_naming(facility.site.root()).is_empty());
}
