//! What the log says of a change: enough for a report, and nothing that is not known.

#![allow(
    clippy::unwrap_used,
    clippy::disallowed_methods,
    reason = "tests stop where they fail"
)]

mod bench;

use bench::{Bench, Planning, Product, product};
use sealift_audit::{Event, Fact, Record, detail};
use sealift_document::Document;
use sealift_engine::effects::Ended;
use sealift_engine::events::Outcome;
use sealift_engine::journal::KEPT_JOURNALS;
use sealift_engine::log::EntryFilter;
use sealift_plan::plan::Plan;

fn records(bench: &Bench, event: Event) -> Vec<Record> {
    let filter = EntryFilter {
        event: Some(event),
        ..EntryFilter::default()
    };
    let entries = bench.database().read(|view| view.entries(&filter)).unwrap();
    let records = entries.iter();
    records
        .map(|stored| Record::from_bytes(&stored.entry.leaf).unwrap())
        .collect()
}

fn text(record: &Record, name: &str) -> String {
    let fact = record.details.get(name);
    let text = fact.and_then(Fact::as_text);
    text.unwrap_or_else(|| panic!("{name} in {record:?}"))
        .into()
}

/// The baselines before and after the last run.
fn baselines(bench: &Bench) -> (String, String) {
    let started = records(bench, Event::OperationStarted).pop().unwrap();
    let finished = records(bench, Event::OperationFinished).pop().unwrap();
    (
        text(&started, detail::BASELINE_BEFORE),
        text(&finished, detail::BASELINE_AFTER),
    )
}

fn run(bench: &Bench, plan: &Plan, product: Option<&Product>) -> Outcome {
    bench.run(plan, product).unwrap().outcome
}

#[test]
fn baselines_tell_what_was_there_before_and_after_and_come_back_with_it() {
    let bench = Bench::new();
    let (one, two) = (product(1), product(2));
    assert_eq!(
        run(&bench, &Planning(&bench).install(1, &one), Some(&one)),
        Outcome::Succeeded
    );
    let (nothing, first) = baselines(&bench);
    assert_ne!(nothing, first);

    // A change that is undone leaves the baseline that it found.
    bench
        .world
        .processes
        .behave("/usr/bin/migrate", |_, _| (Ended::Status(1), vec![]));
    let failing = Planning(&bench).install(2, &two);
    assert_eq!(run(&bench, &failing, Some(&two)), Outcome::RolledBack);
    assert_eq!(baselines(&bench), (first.clone(), first.clone()));

    bench
        .world
        .processes
        .behave("/usr/bin/migrate", |_, _| (Ended::Status(0), vec![]));
    assert_eq!(
        run(&bench, &Planning(&bench).install(2, &two), Some(&two)),
        Outcome::Succeeded
    );
    let (before, second) = baselines(&bench);
    assert_eq!(before, first);
    assert_ne!(second, first);
    assert_eq!(
        run(&bench, &Planning(&bench).uninstall(), None),
        Outcome::Succeeded
    );
    let (before, _) = baselines(&bench);
    assert_eq!(before, second);
}

#[test]
fn journals_of_closed_runs_are_kept_for_the_newest_runs_alone() {
    let (bench, one) = (Bench::new(), product(1));
    let runs_to_do = KEPT_JOURNALS + 3;
    bench
        .world
        .processes
        .behave("/usr/bin/migrate", |_, _| (Ended::Status(1), vec![]));
    bench
        .world
        .processes
        .behave("/usr/bin/migrate-back", |_, _| (Ended::Status(0), vec![]));
    let plan = Planning(&bench).install(1, &one);
    let mut runs = vec![];
    for _ in 0..runs_to_do {
        // Several runs within one second keep their order too.
        let report = bench.run(&plan, Some(&one)).unwrap();
        assert_eq!(report.outcome, Outcome::RolledBack);
        runs.push(report.run);
    }
    let known = |run| bench.database().read(|view| view.journal(run)).is_ok();
    let kept: Vec<bool> = runs.iter().map(known).collect();
    let forgotten = kept.iter().filter(|known| !**known).count();
    assert_eq!((forgotten, kept.len()), (3, runs_to_do as usize));
    assert!(kept[..3].iter().all(|known| !known));
    // Their events and undo records went with them; the log did not.
    for table in ["journal_events", "journal_steps"] {
        let sql = bench.sql();
        let question = format!("SELECT count(DISTINCT operation) FROM {table}");
        let left: u32 = sql.query_row(&question, [], |row| row.get(0)).unwrap();
        assert_eq!(left, KEPT_JOURNALS);
    }
    let finished = records(&bench, Event::OperationFinished).len();
    assert_eq!(finished, runs_to_do as usize);
}

#[test]
fn what_could_not_be_undone_has_no_baseline_afterwards() {
    let (bench, one) = (Bench::new(), product(1));
    bench
        .world
        .processes
        .behave("/usr/bin/migrate", |program, _| {
            let goes_back = program.executable.as_str().ends_with("back");
            (Ended::Status(if goes_back { 3 } else { 1 }), vec![])
        });
    bench
        .world
        .processes
        .behave("/usr/bin/migrate-back", |_, _| (Ended::Status(3), vec![]));
    let outcome = run(&bench, &Planning(&bench).install(1, &one), Some(&one));
    assert_eq!(outcome, Outcome::FailedPartially);
    let finished = records(&bench, Event::OperationFinished).pop().unwrap();
    assert!(!finished.details.contains_key(detail::BASELINE_AFTER));
    assert_eq!(text(&finished, detail::KIND), "install");
}

#[test]
fn a_step_says_what_it_did_how_long_it_took_and_whether_its_program_was_confined() {
    let (bench, one) = (Bench::new(), product(1));
    let clock = bench.world.clock.clone();
    bench
        .world
        .processes
        .behave("/usr/bin/migrate", move |_, _| {
            clock.advance(std::time::Duration::from_millis(1500));
            (Ended::Status(0), vec![])
        });
    assert_eq!(
        run(&bench, &Planning(&bench).install(1, &one), Some(&one)),
        Outcome::Succeeded
    );
    let done = records(&bench, Event::StepDone);
    let confined: Vec<&Record> = done
        .iter()
        .filter(|record| record.details.contains_key(detail::CONFINEMENT))
        .collect();
    // The fake machine has no sandbox, and one step runs a program.
    assert_eq!(confined.len(), 1);
    assert_eq!(text(confined[0], detail::CONFINEMENT), "unconfined");
    assert_eq!(text(confined[0], detail::SUMMARY), "run migrate");
    let taken = confined[0].details[detail::MILLISECONDS].as_number();
    assert_eq!(taken, Some(1500));
    assert!(
        done.iter()
            .all(|record| !text(record, detail::SUMMARY).is_empty())
    );
}

#[test]
fn a_policy_that_wants_programs_confined_reaches_the_machine() {
    for needs_confinement in [false, true] {
        let (bench, one) = (Bench::new(), product(1));
        let plan = Planning(&bench).install(1, &one);
        let report = bench.run_confined(&plan, &one, needs_confinement).unwrap();
        assert_eq!(report.outcome, Outcome::Succeeded);
        let runs = bench.world.processes.runs();
        let sandboxes: Vec<bool> = runs
            .iter()
            .filter_map(|run| Some(run.sandbox.as_ref()?.required))
            .collect();
        assert_eq!(sandboxes, [needs_confinement]);
    }
}
