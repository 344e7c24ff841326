//! A window beside another window, and beside the command line.

use std::time::Duration;

use sealift_journeys::{Page, Product, Running, Site, Vendor, let_go, until, waiting};
use serde_json::{Value, json};

use crate::judge::{ID, held, is_sound, is_told};

const PATIENCE: Duration = Duration::from_secs(60);

fn install() -> Value {
    json!({
        "want": "install", "product": ID, "version": "1.0.0", "answers": {}, "with": [], "without": [],
        "stageOnly": false, "replaceEdited": false, "accepted": [],
    })
}

fn another(vendor: &Vendor) -> std::path::PathBuf {
    let release = Product::release("2.0.0", 2);
    release.file("server", "a.txt", "another\n").pack(vendor)
}

/// Insists that a window's question is refused with the words that a person needs.
#[track_caller]
fn is_told_on(page: &Page, call: &str, request: Value, holder: &str) {
    let Err(failure) = page.try_ask(call, request) else {
        panic!("{call} was let in");
    };
    assert_eq!((failure.code, failure.exit.status()), ("locked", 19));
    assert!(failure.detail.contains(holder), "{call}: {failure:?}");
}

#[test]
fn i10_a_window_is_told_which_command_holds_the_lock() {
    let vendor = Vendor::new();
    let (site, holder) = held(&vendor);
    let mut page = Page::on(&site);
    let named = format!("(install, process {}, since 20", holder.process());
    let volume = page.choose(&another(&vendor));
    is_told_on(&page, "import", json!({ "volumes": [volume] }), &named);
    is_told_on(&page, "recover", json!({}), &named);
    is_told_on(&page, "verify_depot", json!({}), &named);
    let plan = page.ask("plan", install());
    let run = json!({ "change": install(), "plan": plan["digest"], "ticket": "", "reason": "", "person": "" });
    is_told_on(&page, "run", run, &named);
    // It goes on showing what there is, and takes nothing for interrupted that is at work.
    let overview = page.ask("overview", json!({}));
    assert_eq!(overview["releases"], 1);
    assert_eq!(overview["unfinished"], json!([]));
    assert_eq!(
        page.ask("look", json!({ "volumes": [volume] }))["packages"][0]["trusted"],
        true
    );
    let_go(&site);
    holder.ends().succeeds();
    let imported = page.ask("import", json!({ "volumes": [volume] }));
    assert_eq!(imported["failure"], Value::Null, "{imported}");
    is_sound(&site, Some("1.0.0"));
}

#[test]
fn i10_the_command_line_and_a_second_window_are_told_which_window_holds_the_lock() {
    let vendor = Vendor::new();
    let site = Site::trusting(&vendor);
    site.import(&[waiting("1.0.0", 1).pack(&vendor)]).succeeds();
    let (first, second) = (Page::on(&site), Page::on(&site));
    let named = format!("(install, process {}, since 20", std::process::id());
    let end = std::thread::scope(|scope| {
        let running = scope.spawn(|| first.run(&install()));
        let switch = site.path(&format!("opt/{ID}/current"));
        until("it has switched", PATIENCE, || {
            switch.exists().then_some(())
        });
        is_told(site.run(["uninstall", ID, "--yes"]), &named);
        is_told(site.run(["depot", "gc"]), &named);
        is_told_on(&second, "recover", json!({}), &named);
        let_go(&site);
        running.join().expect("the window carries it out")
    });
    assert_eq!(
        (&end["outcome"], &end["active"]),
        (&json!("succeeded"), &json!("1.0.0"))
    );
    is_sound(&site, Some("1.0.0"));
}

#[test]
fn i10_of_two_windows_and_a_command_one_installs() {
    let vendor = Vendor::new();
    let site = Site::trusting(&vendor);
    let release = Product::release("1.0.0", 1).noise("server", "share/table.bin", 1, 8_000_000);
    site.import(&[release.pack(&vendor)]).succeeds();
    let pages = [Page::on(&site), Page::on(&site)];
    let plan = pages[0].ask("plan", install())["digest"].clone();
    let run =
        json!({ "change": install(), "plan": plan, "ticket": "", "reason": "", "person": "" });
    let command = Running::start(site.sealift().args(["install", ID, "--yes"]));
    let windows: Vec<&'static str> = std::thread::scope(|scope| {
        let all = pages
            .each_ref()
            .map(|page| scope.spawn(|| page.try_ask("run", run.clone())));
        let end = |ended: Result<Value, sealift_desk::Failure>| match ended {
            Ok(end) => {
                assert_eq!(end["outcome"], "succeeded", "{end}");
                "succeeded"
            }
            Err(failure) => failure.code,
        };
        all.map(|one| end(one.join().expect("it answers"))).into()
    });
    let command = command.ends();
    let mut won = windows.iter().filter(|end| **end == "succeeded").count();
    for end in &windows {
        // Whoever comes after the winner has another plan before them than the one that was shown.
        assert!(
            ["succeeded", "locked", "plan-changed"].contains(end),
            "{windows:?}"
        );
    }
    match command.status {
        0 => won += 1,
        _ => is_told(command, "process "),
    }
    assert!(won >= 1, "{windows:?}");
    is_sound(&site, Some("1.0.0"));
}
