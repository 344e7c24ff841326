//! Runs that are interrupted, or meet each other, and what the next one says of it. Kills at any moment: `kill`.
#![cfg(target_os = "linux")]
#![allow(
    clippy::disallowed_methods,
    reason = "journeys drive a real machine, and look at it past the program"
)]

use std::thread::sleep;
use std::time::{Duration, Instant};

use sealift_desk::data::OperationEvent;
use sealift_journeys::{
    Load, Page, Product, Running, Site, Vendor, is_waiting, let_go, processes_naming, program_of,
    signal, until, waiting,
};
use sealift_testkit::chance::Chance;
use serde_json::{Value, json};

const ID: &str = Product::ID;
const PATIENCE: Duration = Duration::from_secs(30);
const ROUNDS: usize = 3;

/// 200 MiB.
fn load() -> Load {
    Load::release("1.0.0", 1).files(1, 100, 2 << 20)
}

fn install(site: &Site, version: &str) -> Running {
    Running::start(
        site.sealift()
            .args(["install", &format!("{ID}@{version}"), "--yes"]),
    )
}

/// What `recover` says it did: one outcome for each run that it put right.
#[track_caller]
fn recovered(site: &Site) -> Vec<String> {
    let runs = site.run(["--json", "recover"]).succeeds().json();
    let runs = runs.as_array().expect("a list");
    let outcome = |run: &Value| {
        assert_eq!(run["product"], ID);
        run["outcome"].as_str().expect("an outcome").to_owned()
    };
    runs.iter().map(outcome).collect()
}

/// Insists that nothing is unfinished, and that what is installed is as it was placed.
#[track_caller]
fn is_whole(site: &Site, version: Option<&str>) {
    let status = site.run(["--json", "status", "--full"]).succeeds().json();
    assert_eq!(status["unfinished"], Value::Array(vec![]), "{status:#}");
    let product = status["products"].get(0);
    assert_eq!(
        product.and_then(|product| product["version"].as_str()),
        version,
        "{status:#}"
    );
    if let Some(product) = product {
        assert_eq!(product["differences"], Value::Array(vec![]), "{status:#}");
    }
}

#[test]
fn the_next_command_recovers_and_says_so() {
    let vendor = Vendor::new();
    let site = Site::trusting(&vendor);
    site.import(&[waiting("1.0.0", 1).pack(&vendor)]).succeeds();
    let before = site.placed();
    let mut run = install(&site, "1.0.0");
    is_waiting(&mut run);
    run.kill();

    let unfinished = site.run(["--json", "status"]).succeeds().json();
    assert_eq!(
        unfinished["unfinished"].as_array().map(Vec::len),
        Some(1),
        "{unfinished:#}"
    );
    assert_ne!(site.placed(), before, "status only looks");
    let mut run = install(&site, "1.0.0");
    is_waiting(&mut run);
    let_go(&site);
    let said = run.ends().succeeds();
    let told = "An earlier install of com.acme.monitor was interrupted. Everything that it did has been taken back.";
    said.says(told);
    is_whole(&site, Some("1.0.0"));
    assert_eq!(recovered(&site), [""; 0]);
    site.verify_log();
}

#[test]
fn one_of_two_installs_wins_and_the_other_names_it() {
    let vendor = Vendor::new();
    let site = Site::trusting(&vendor);
    site.import(&[waiting("1.0.0", 1).pack(&vendor)]).succeeds();
    let mut runs = [(); 2].map(|()| install(&site, "1.0.0"));
    let loser = until("one of two has lost", PATIENCE, || {
        runs.iter_mut().position(Running::has_ended)
    });
    let [first, second] = runs;
    let (loser, mut winner) = if loser == 0 {
        (first, second)
    } else {
        (second, first)
    };
    let lost = loser.ends().exits(19);
    lost.says(&format!("(install, process {}, since ", winner.process()));
    site.run(["recover"])
        .exits(19)
        .says(&winner.process().to_string());
    is_waiting(&mut winner);
    let_go(&site);
    winner.ends().succeeds();
    is_whole(&site, Some("1.0.0"));
    site.verify_log();
}

#[test]
fn an_interrupt_undoes_everything() {
    let mut chance = Chance::new();
    let vendor = Vendor::new();
    let site = Site::trusting(&vendor);
    site.import(&[waiting("1.0.0", 1).pack(&vendor)]).succeeds();
    let before = site.placed();
    let mut run = install(&site, "1.0.0");
    is_waiting(&mut run);
    sleep(chance.part_of(Duration::from_secs(1)));
    let start = Instant::now();
    run.signal("INT");
    run.ends().exits(20);
    assert!(
        start.elapsed() < Duration::from_secs(10),
        "{:?}",
        start.elapsed()
    );
    assert_eq!(site.placed(), before);
    is_whole(&site, None);

    site.verify_log();
}

/// Asked whether to go on, a person may as well press Ctrl-C, and an administrator may end the program.
#[test]
fn an_interrupt_at_the_question_changes_nothing() {
    let vendor = Vendor::new();
    let site = Site::trusting(&vendor);
    site.import(&[waiting("1.0.0", 1).pack(&vendor)]).succeeds();
    let before = site.placed();
    for by_key in [true, false] {
        let mut run = Running::at_a_terminal(site.sealift().args(["install", ID]));
        run.has_said("Do this now? [y/N]");
        if by_key {
            run.types("\u{3}");
        } else {
            let is_it =
                |process: &u32| program_of(*process).is_some_and(|p| p.ends_with("sealift"));
            let mut named = processes_naming(site.root()).into_keys();
            signal(named.find(is_it).expect("it waits"), "TERM");
        }
        let said = run.ends().exits(20);
        said.says("Nothing had been begun, so nothing was changed.");
        assert_eq!(site.placed(), before);
        is_whole(&site, None);
        assert_eq!(recovered(&site), [""; 0]);
    }
    site.verify_log();
}

#[test]
fn an_interrupt_at_any_moment_leaves_old_or_new() {
    let mut chance = Chance::new();
    let vendor = Vendor::new();
    let site = Site::trusting(&vendor);
    site.import(&[load().pack(&vendor)]).succeeds();
    let nothing = site.placed();
    for _ in 0..ROUNDS {
        let mut run = install(&site, "1.0.0");
        run.hears();
        sleep(chance.part_of(Duration::from_secs(2)));
        run.signal("INT");
        let run = run.ends();
        if run.status == 0 {
            is_whole(&site, Some("1.0.0"));
            site.run(["uninstall", ID, "--yes"]).succeeds();
        } else {
            assert_eq!(run.status, 20, "{run:?}");
            is_whole(&site, None);
        }
        assert_eq!(site.placed(), nothing);
        assert_eq!(
            recovered(&site),
            [""; 0],
            "it had taken everything back itself"
        );
    }
    site.verify_log();
}

#[test]
fn an_interrupted_or_killed_import_goes_on_where_it_was() {
    let mut chance = Chance::new();
    let vendor = Vendor::new();
    let site = Site::trusting(&vendor);
    let volume = load().pack(&vendor);
    let import = || Running::start(site.sealift().arg("import").arg(&volume));
    for round in 0..4 {
        let mut run = import();
        let delay = chance.part_of(Duration::from_millis(1500));
        if round % 2 == 0 {
            sleep(delay);
            run.kill();
        } else {
            run.hears();
            sleep(delay);
            run.signal("INT");
            let status = run.ends().status;
            assert!([0, 20].contains(&status), "{status}");
        }
        site.run(["depot", "verify"]).succeeds();
    }
    import().ends().succeeds();
    install(&site, "1.0.0").ends().succeeds();
    is_whole(&site, Some("1.0.0"));
    site.verify_log();
}

#[test]
fn recovery_tells_how_far_it_is_and_a_full_look_as_well() {
    let vendor = Vendor::new();
    let site = Site::trusting(&vendor);
    site.import(&[waiting("1.0.0", 1).pack(&vendor)]).succeeds();
    let mut run = install(&site, "1.0.0");
    is_waiting(&mut run);
    run.kill();

    let mut page = Page::on(&site);
    let (bar, recovery) = page.bar(|page| page.ask("recover", json!({})));
    assert_eq!(recovery["runs"][0]["outcome"], "rolled-back", "{recovery}");
    let told = page.told();
    let Some(OperationEvent::Started { what, steps, .. }) = told.first() else {
        panic!("{told:?}")
    };
    assert_eq!(what, "Recover");
    assert!(*steps > 3, "{told:?}");
    let begun: Vec<u32> = told
        .iter()
        .filter_map(|event| match event {
            OperationEvent::Step { step, state, .. } if state == "running" => Some(step.number),
            _ => None,
        })
        .collect();
    assert_eq!(
        begun,
        (1..=*steps).collect::<Vec<_>>(),
        "one after the other"
    );
    assert!(bar.steps.len() >= *steps as usize - 1, "{bar:?}");
    let parts: Vec<f64> = bar.steps.iter().map(|(_, part)| *part).collect();
    assert!(
        parts.is_sorted() && parts.last().is_some_and(|last| *last > 0.5),
        "{parts:?}"
    );
    assert!(
        matches!(told.last(), Some(OperationEvent::Finished { .. })),
        "{told:?}"
    );
    // Where there is nothing to put right there is nothing to tell.
    page.bar(|page| page.ask("recover", json!({})));
    assert!(page.told().is_empty(), "{:?}", page.told());

    let mut run = install(&site, "1.0.0");
    is_waiting(&mut run);
    let_go(&site);
    run.ends().succeeds();
    let asked = json!({ "product": ID, "full": true });
    let (_, view) = page.bar(|page| page.ask("status", asked));
    assert_eq!(view["differences"], json!([]), "{view}");
    let told = page.told();
    let read = told.iter().rev().find_map(|event| match event {
        OperationEvent::Progress {
            bytes,
            files,
            overall,
            ..
        } => Some(((*bytes)?, (*files)?, *overall)),
        _ => None,
    });
    let (bytes, files, overall) = read.unwrap_or_else(|| panic!("{told:?}"));
    assert!(
        bytes.total >= 3_000_000 && bytes.done <= bytes.total,
        "{told:?}"
    );
    assert!(files.total >= 1 && overall > 0.0, "{told:?}");
    // A quick look reads nothing that it would have to tell of, and a script still gets one document.
    page.bar(|page| page.ask("status", json!({ "product": ID, "full": false })));
    assert!(page.told().is_empty(), "{:?}", page.told());
    is_whole(&site, Some("1.0.0"));
    let shown = site.run(["status", "--full"]).succeeds();
    shown.says(ID);
}
