//! Installing, upgrading, going back and uninstalling on a machine that is not there, and what stands in the way.

#![allow(
    clippy::unwrap_used,
    clippy::disallowed_methods,
    reason = "tests stop where they fail"
)]

mod bench;

use bench::{
    Bench, PRODUCT, Planning, Product, SECRET, STATE, count, directory, invocation, path, product,
    step,
};
use sealift_audit::{Event as Logged, Record};
use sealift_document::Document;
use sealift_engine::cancel::Cancel;
use sealift_engine::effects::{Ended, FileFault};
use sealift_engine::events::{Event, Lifecycle, Outcome};
use sealift_engine::executor::RunError;
use sealift_engine::inspect::{self, Drift, Thoroughness};
use sealift_engine::journal::JournalError;
use sealift_engine::log::EntryFilter;
use sealift_engine::recovery::RecoveryError;
use sealift_plan::current::OwnedState;
use sealift_plan::plan::{Effect, Operation, Plan, PlannedPhase, PlannedStep, UndoClass};

const CONF: &str = "etc/opt/com.acme.sample/app.conf";

fn installed() -> (Bench, Product) {
    let (bench, one) = (Bench::new(), product(1));
    let report = bench
        .run(&Planning(&bench).install(1, &one), Some(&one))
        .unwrap();
    assert_eq!((report.outcome, report.problem), (Outcome::Succeeded, None));
    (bench, one)
}

/// An install of version 1 with further steps at its end.
fn with_steps(bench: &Bench, one: &Product, further: Vec<PlannedStep>) -> Plan {
    let mut steps = Planning(bench).to(1, one);
    steps.extend(further);
    Planning(bench).plan(Operation::Install, Some(one), steps)
}

fn finish(effect: Effect) -> PlannedStep {
    step(Some("server"), PlannedPhase::Finish, effect)
}

fn command(program: &str) -> Effect {
    let invocation = invocation(program);
    Effect::RunCommand {
        invocation,
        undo: None,
        timeout_seconds: count(30),
        writes: vec![],
    }
}

#[test]
fn a_release_is_installed_upgraded_rolled_back_and_uninstalled() {
    let bench = Bench::new();
    let empty = bench.target();
    let (one, two) = (product(1), product(2));

    let report = bench
        .run(&Planning(&bench).install(1, &one), Some(&one))
        .unwrap();
    assert_eq!((report.outcome, report.problem), (Outcome::Succeeded, None));
    bench.assert_nothing_is_left("install");
    let first = bench.target();
    let conf = bench.world.files.content(CONF).unwrap();
    assert_eq!(conf, b"# version 1\nport = 8080\ntoken = hunter2hunter2\n");

    bench
        .world
        .files
        .put("var/opt/com.acme.sample/rows", b"of version 1");
    let report = bench
        .run(&Planning(&bench).install(2, &two), Some(&two))
        .unwrap();
    assert_eq!((report.outcome, report.problem), (Outcome::Succeeded, None));
    bench.assert_nothing_is_left("upgrade");
    assert_eq!(bench.current().active.unwrap().name, "2.0.0-2");
    assert_eq!(
        bench
            .world
            .files
            .content("var/opt/com.acme.sample/rows")
            .unwrap(),
        b"of version 1"
    );

    let report = bench
        .run(&Planning(&bench).install(1, &one), Some(&one))
        .unwrap();
    assert_eq!((report.outcome, report.problem), (Outcome::Succeeded, None));
    let mut back = bench.target();
    back.retain(|at, _| !at.contains("backups") && !at.ends_with("/rows"));
    assert_eq!(back, first);

    let report = bench.run(&Planning(&bench).uninstall(), None).unwrap();
    assert_eq!((report.outcome, report.problem), (Outcome::Succeeded, None));
    let mut gone = bench.target();
    gone.retain(|at, _| !at.contains("backups") && !at.starts_with("user "));
    assert_eq!(gone, empty);
    assert_eq!(bench.current().active, None);
}

#[test]
fn i07_directories_that_a_failed_install_made_are_gone_with_all_in_them() {
    let (bench, one) = (Bench::new(), product(1));
    let empty = bench.target();
    bench.world.processes.behave("/usr/bin/fill", {
        let files = bench.world.files.clone();
        move |_, _| {
            files.put("var/log/com.acme.sample/deep/server.log", b"it lives");
            (Ended::Status(1), vec![])
        }
    });
    let deep = directory("var/log/com.acme.sample/deep", 0o700);
    let plan = with_steps(
        &bench,
        &one,
        vec![finish(deep), finish(command("/usr/bin/fill"))],
    );
    let report = bench.run(&plan, Some(&one)).unwrap();
    assert_eq!(report.outcome, Outcome::RolledBack);
    assert_eq!(report.problem.unwrap().code, "command-failed");
    let mut now = bench.target();
    // `var/log` is the host's own place: it was made and is gone again because nobody else uses it.
    now.retain(|at, _| !empty.contains_key(at));
    assert_eq!(now, bench::Target::new());
}

/// An install that fails at its last check, after a program that nothing takes back.
fn with_lasting_step(bench: &Bench, one: &Product, undo: Option<&str>) -> Plan {
    let Effect::RunCommand {
        invocation: seed, ..
    } = command("/usr/bin/seed")
    else {
        unreachable!()
    };
    let mut seed = finish(Effect::RunCommand {
        invocation: seed,
        undo: undo.map(invocation),
        timeout_seconds: count(30),
        writes: vec![],
    });
    seed.undo = UndoClass::None;
    seed.irreversible = undo.is_some();
    let probe = finish(Effect::Check(bench::check("http://127.0.0.1:9/silent")));
    with_steps(bench, one, vec![seed, probe])
}

#[test]
fn i07_what_a_step_without_undo_did_is_told_as_left_and_recovery_does_not_come_back_to_it() {
    for undo in [None, Some("/usr/bin/unseed")] {
        let (bench, one) = (Bench::new(), product(1));
        let empty = bench.target();
        let plan = with_lasting_step(&bench, &one, undo);
        let report = bench.run(&plan, Some(&one)).unwrap();
        assert_eq!(report.outcome, Outcome::FailedPartially, "{undo:?}");
        let seed = plan.steps.len() as u32 - 1;
        let left: Vec<(u32, &str)> = report
            .left
            .iter()
            .map(|(step, problem)| (step.number, problem.code.as_str()))
            .collect();
        assert_eq!(left, [(seed, "step-stays")], "{undo:?}");
        let undone = bench.database().read(|view| {
            let all = view.entries(&EntryFilter::default())?;
            let records = all
                .iter()
                .map(|stored| Record::from_bytes(&stored.entry.leaf));
            let undone = records
                .map(Result::unwrap)
                .filter(|record| record.event == Logged::StepUndone);
            let numbers = undone.map(|record| record.details["number"].as_number().unwrap());
            Ok::<_, sealift_engine::state::StateError>(numbers.collect::<Vec<_>>())
        });
        assert!(!undone.unwrap().contains(&i64::from(seed)), "{undo:?}");
        // All else is taken back, also by a program that takes back a part.
        bench::assert_same(&bench.target(), &empty, "a step that stays");
        let runs = bench.world.processes.runs();
        let unseeded = runs.iter().any(|run| run.executable == "/usr/bin/unseed");
        assert_eq!(unseeded, undo.is_some());
        // Nobody can do more about it: the run is over, is still told of, and a success ends that too.
        bench.assert_nothing_is_left("a step that stays");
        assert_eq!(bench.recover_again(true).unwrap(), vec![]);
        let staying = || bench.database().read(|view| view.staying_steps()).unwrap();
        let told: Vec<u32> = staying().iter().map(|(_, step)| step.number).collect();
        assert_eq!(told, [seed]);
        let again = Planning(&bench).install(1, &one);
        assert!(bench.run(&again, Some(&one)).unwrap().outcome.is_success());
        assert_eq!(staying(), vec![]);
    }
}

#[test]
fn i02_a_run_cut_off_after_a_step_without_undo_converges() {
    let one = product(1);
    let effects = {
        let bench = Bench::new();
        let before = bench.world.faults().count();
        let plan = with_lasting_step(&bench, &one, None);
        bench.run(&plan, Some(&one)).unwrap();
        bench.world.faults().count() - before
    };
    let mut stayed = 0;
    for nth in (1..=effects).rev().take(300).step_by(7) {
        let mut bench = Bench::new();
        let empty = bench.target();
        let plan = with_lasting_step(&bench, &one, None);
        let faults = bench.world.faults();
        faults.order(nth, sealift_testkit::world::FaultKind::CrashBefore);
        let crashed = bench.world.until_crash(|| bench.run(&plan, Some(&one)));
        bench.restart();
        let recovered = bench.recover_again(true).unwrap();
        for run in &recovered {
            let is_lasting = !run.left.is_empty();
            let only_stays = run.left.iter().all(sealift_engine::executor::is_staying);
            assert!(only_stays, "{nth}: {:?}", run.left);
            assert_eq!(run.outcome == Outcome::FailedPartially, is_lasting, "{nth}");
            stayed += usize::from(is_lasting);
        }
        bench::assert_same(&bench.target(), &empty, &format!("cut off at {nth}"));
        assert_eq!(
            bench.recover_again(true).unwrap(),
            vec![],
            "{nth} {crashed:?}"
        );
    }
    assert!(stayed > 0);
}

#[test]
fn i08_a_file_that_the_operator_edited_stops_the_run_and_stays() {
    let (bench, _) = installed();
    let two = product(2);
    let plan = Planning(&bench).install(2, &two);
    let old = bench.target();
    bench
        .world
        .files
        .put(CONF, b"edited after the plan was made");
    let report = bench.run(&plan, Some(&two)).unwrap();
    assert_eq!(report.outcome, Outcome::RolledBack);
    assert_eq!(report.problem.unwrap().code, "file-edited");
    assert_eq!(
        bench.world.files.content(CONF).unwrap(),
        b"edited after the plan was made"
    );
    let mut now = bench.target();
    now.insert(CONF.into(), old[CONF].clone());
    assert_eq!(now, old, "all else is as before");
}

#[test]
fn i08_an_edit_made_during_the_run_is_put_aside_when_the_run_is_undone() {
    let (bench, _) = installed();
    let two = product(2);
    bench.world.processes.behave("/usr/bin/migrate", {
        let files = bench.world.files.clone();
        move |_, _| {
            files.put(CONF, b"edited in the middle");
            (Ended::Status(3), vec![])
        }
    });
    let report = bench
        .run(&Planning(&bench).install(2, &two), Some(&two))
        .unwrap();
    assert_eq!(report.outcome, Outcome::RolledBack);
    assert_eq!(report.warnings[0].code, "edited-file-set-aside");
    assert!(
        bench
            .world
            .files
            .content(CONF)
            .unwrap()
            .starts_with(b"# version 1")
    );
    let beside = bench
        .target()
        .into_keys()
        .find(|at| at.contains("app.conf.edited-"))
        .unwrap();
    assert_eq!(
        bench.world.files.content(&beside).unwrap(),
        b"edited in the middle"
    );
}

#[test]
fn i10_one_of_two_runs_wins_and_the_other_learns_who_did() {
    let bench = Bench::new();
    let one = product(1);
    let plan = Planning(&bench).install(1, &one);
    let held = bench.lock().unwrap();
    let refused = bench.run(&plan, Some(&one)).unwrap_err();
    let RunError::Files(error) = &refused else {
        panic!("{refused:?}")
    };
    assert!(matches!(&error.fault, FileFault::Locked(Some(holder)) if holder.user == "anna"));
    drop(held);
    assert_eq!(
        bench.run(&plan, Some(&one)).unwrap().outcome,
        Outcome::Succeeded
    );
}

#[test]
fn i11_a_health_check_that_fails_brings_the_old_version_back() {
    let (bench, _) = installed();
    let two = product(2);
    let old = bench.target();
    bench.world.probes.silence("http://127.0.0.1:8080/ready");
    let report = bench
        .run(&Planning(&bench).install(2, &two), Some(&two))
        .unwrap();
    assert_eq!(report.outcome, Outcome::RolledBack);
    assert_eq!(report.problem.unwrap().code, "check-failed");
    assert_eq!(bench.target(), old);
    bench.assert_nothing_is_left("a failed check");
    assert_eq!(bench.current().active.unwrap().name, "1.0.0-1");
}

#[test]
fn i11_data_that_the_new_version_changed_comes_back_from_its_backup() {
    let (bench, _) = installed();
    let rows = "var/opt/com.acme.sample/rows";
    bench.world.files.put(rows, b"of version 1");
    let two = product(2);
    let old = bench.target();
    bench.world.processes.behave("/usr/bin/migrate", {
        let files = bench.world.files.clone();
        move |_, _| {
            files.put(rows, b"migrated");
            files.put("var/opt/com.acme.sample/new-index", b"x");
            (Ended::Status(0), vec![])
        }
    });
    bench.world.probes.silence("http://127.0.0.1:8080/ready");
    let report = bench
        .run(&Planning(&bench).install(2, &two), Some(&two))
        .unwrap();
    assert_eq!(report.outcome, Outcome::RolledBack);
    bench::assert_same(&bench.target(), &old, "data that came back");
}

#[test]
fn i12_a_link_planted_in_the_target_is_never_followed() {
    for planted in ["opt/com.acme.sample", "etc/opt", "var/opt/com.acme.sample"] {
        let (bench, one) = (Bench::new(), product(1));
        let plan = Planning(&bench).install(1, &one);
        bench.world.files.put_directory("srv/elsewhere");
        bench.world.files.put_symlink(planted, "/srv/elsewhere");
        let old = bench.target();
        let report = bench.run(&plan, Some(&one)).unwrap();
        assert_eq!(report.outcome, Outcome::RolledBack, "{planted}");
        assert_eq!(bench.target(), old, "{planted}");
    }
}

#[test]
fn i14_a_command_that_hangs_dies_or_fails_is_undone() {
    let ends = [Ended::TimedOut, Ended::Status(7), Ended::Signal(9)];
    for ended in ends {
        let (bench, one) = (Bench::new(), product(1));
        let empty = bench.target();
        bench
            .world
            .processes
            .behave("/usr/bin/migrate", move |_, _| {
                (ended, b"half way".to_vec())
            });
        let (report, listener) = bench.run_watched(
            &Planning(&bench).install(1, &one),
            Some(&one),
            &Cancel::new(),
        );
        let report = report.unwrap();
        assert_eq!(report.outcome, Outcome::RolledBack, "{ended:?}");
        assert_eq!(bench.target(), empty, "{ended:?}");
        let runs = bench.world.processes.runs();
        assert!(
            runs.iter()
                .any(|run| run.executable == "/usr/bin/migrate-back"),
            "{ended:?}"
        );
        let output = listener
            .waiting()
            .find_map(|event| match event.lifecycle() {
                Some(Lifecycle::StepOutput { output, .. }) => Some(output.text.clone()),
                _ => None,
            });
        assert_eq!(output.as_deref(), Some("half way"));
    }
}

#[test]
fn i09_i15_a_journal_that_was_edited_is_diagnosed_and_touches_nothing() {
    let tampers = [
        "UPDATE journal_steps SET undo = CAST(replace(CAST(undo AS TEXT), 'opt/com', 'etc/com') AS BLOB) WHERE number = 1",
        "UPDATE journal_steps SET state = 'undone' WHERE number = 2",
        "DELETE FROM journal_steps WHERE number = 3",
        "UPDATE journal SET outside = '[\"etc\"]'",
        "UPDATE operations SET product = 'com.acme.other'",
        "UPDATE journal SET format = 2",
    ];
    for tamper in tampers {
        let mut bench = interrupted();
        bench.database = None;
        let sql = bench.sql();
        assert!(sql.execute(tamper, []).unwrap() > 0, "{tamper}");
        drop(sql);
        bench.restart();
        let before = (bench.target(), bench.world.faults().count());
        let refused = bench.recover().unwrap_err();
        let RecoveryError::Journal(error) = &refused else {
            panic!("{refused:?}")
        };
        // A newer format is told as that, for its seal may be made in another way.
        let newer = matches!(error, JournalError::Newer { found: 2, .. });
        assert_eq!(newer, tamper.contains("format"), "{tamper}: {error:?}");
        let code = if newer {
            "journal-newer"
        } else {
            "journal-edited"
        };
        assert_eq!(error.code(), code, "{tamper}");
        // Nothing but the lock was taken.
        assert_eq!(
            (bench.target(), bench.world.faults().count()),
            (before.0, before.1 + 1),
            "{tamper}"
        );
        let one = product(1);
        let plan = Planning(&bench).install(1, &one);
        let run = bench.run(&plan, Some(&one));
        assert!(
            matches!(run, Err(RunError::Unfinished { .. })),
            "nothing else starts: {run:?}"
        );
    }
}

/// A machine on which an install died half way.
fn interrupted() -> Bench {
    let (mut bench, one) = (Bench::new(), product(1));
    let effects = {
        let (bench, _) = installed();
        bench.world.faults().count()
    };
    let plan = Planning(&bench).install(1, &one);
    bench
        .world
        .faults()
        .order(effects / 2, sealift_testkit::world::FaultKind::CrashBefore);
    bench
        .world
        .until_crash(|| bench.run(&plan, Some(&one)))
        .unwrap_err();
    bench.restart();
    bench
}

#[test]
fn i16_what_was_a_file_becomes_a_directory_or_a_link_both_ways() {
    let (bench, one) = installed();
    let two = product(2);
    let kind = |at: &str| bench.target()[at].chars().next().unwrap();
    let server = "opt/com.acme.sample/releases/1.0.0-1/server";
    assert_eq!(
        ["a", "b", "c"].map(|name| kind(&format!("{server}/{name}"))),
        ['f', 'd', 'l']
    );
    bench
        .run(&Planning(&bench).install(2, &two), Some(&two))
        .unwrap();
    let server = "opt/com.acme.sample/releases/2.0.0-2/server";
    assert_eq!(
        ["a", "b", "c"].map(|name| kind(&format!("{server}/{name}"))),
        ['d', 'l', 'f']
    );
    bench
        .run(&Planning(&bench).install(1, &one), Some(&one))
        .unwrap();
    let server = "opt/com.acme.sample/releases/1.0.0-1/server";
    assert_eq!(
        ["a", "b", "c"].map(|name| kind(&format!("{server}/{name}"))),
        ['f', 'd', 'l']
    );
}

#[test]
fn i17_too_little_room_for_either_direction_is_refused_before_the_first_change() {
    let (bench, one) = (Bench::new(), product(1));
    let mut plan = Planning(&bench).install(1, &one);
    plan.room[0].to_undo = count(1 << 40);
    let (old, effects) = (bench.target(), bench.world.faults().count());
    let refused = bench.run(&plan, Some(&one)).unwrap_err();
    assert!(matches!(refused, RunError::Room { .. }), "{refused:?}");
    // The lock is the only thing that was touched.
    assert_eq!(
        (bench.target(), bench.world.faults().count()),
        (old, effects + 1)
    );
}

#[test]
fn c09_t12_a_plan_runs_only_with_the_release_and_the_answers_it_was_made_from() {
    let (mut bench, one) = (Bench::new(), product(1));
    let plan = Planning(&bench).install(1, &one);
    let two = product(2);
    for release in [None, Some(&two)] {
        assert!(matches!(
            bench.run(&plan, release),
            Err(RunError::Misfit(_))
        ));
    }
    let public = br#"{"answers":{"port":9090},"paths":[]}"#;
    let private = br#"{"files":{},"secrets":{}}"#;
    bench.settled = sealift_plan::configuration::Settled::from_parts(public, private).unwrap();
    assert!(matches!(
        bench.run(&plan, Some(&one)),
        Err(RunError::Misfit(_))
    ));
}

#[test]
fn a_run_that_is_cancelled_is_undone_and_says_so() {
    let (bench, _) = installed();
    let two = product(2);
    let old = bench.target();
    let cancel = Cancel::new();
    bench.world.processes.behave("/usr/bin/migrate", {
        let cancel = cancel.clone();
        move |_, _| {
            cancel.cancel();
            (Ended::Status(0), vec![])
        }
    });
    let (report, _) = bench.run_watched(&Planning(&bench).install(2, &two), Some(&two), &cancel);
    assert_eq!(report.unwrap().outcome, Outcome::Cancelled);
    assert_eq!(bench.target(), old);
    bench.assert_nothing_is_left("cancelled");
}

#[test]
fn a_release_is_staged_without_touching_the_active_one_and_activated_later() {
    let (bench, _) = installed();
    let two = product(2);
    let old = bench.target();
    let mut steps = Planning(&bench).to(2, &two);
    let placing = steps
        .iter()
        .filter(|step| step.phase == PlannedPhase::Place)
        .cloned()
        .collect();
    let mut plan = Planning(&bench).plan(Operation::Upgrade, Some(&two), placing);
    plan.stage_only = true;
    assert_eq!(
        bench.run(&plan, Some(&two)).unwrap().outcome,
        Outcome::Staged
    );
    let now = bench.target();
    assert!(
        old.iter().all(|(at, what)| now.get(at) == Some(what)),
        "nothing else has changed"
    );
    assert_eq!(bench.current().active.unwrap().name, "1.0.0-1");
    assert_eq!(bench.current().present.len(), 2);

    steps.retain(|step| step.phase != PlannedPhase::Place);
    let plan = Planning(&bench).plan(Operation::ActivateStaged, Some(&two), steps);
    assert_eq!(
        bench.run(&plan, Some(&two)).unwrap().outcome,
        Outcome::Succeeded
    );
    assert_eq!(bench.current().active.unwrap().name, "2.0.0-2");
}

#[test]
fn a18_a_secret_reaches_its_file_and_its_service_and_nothing_else() {
    let (bench, one) = (Bench::new(), product(1));
    bench
        .world
        .processes
        .behave("/usr/bin/migrate", |program, _| {
            let _ = program;
            (
                Ended::Status(0),
                format!("the token is {SECRET}, is it not").into_bytes(),
            )
        });
    let (report, listener) = bench.run_watched(
        &Planning(&bench).install(1, &one),
        Some(&one),
        &Cancel::new(),
    );
    assert_eq!(report.unwrap().outcome, Outcome::Succeeded);
    let told: Vec<Event> = listener.waiting().collect();
    let told = serde_json::to_string(&told).unwrap();
    assert!(told.contains("the token is [secret], is it not"), "{told}");
    assert!(!told.contains(SECRET));
    let entries = bench
        .database()
        .read(|view| view.entries(&EntryFilter::default()))
        .unwrap();
    assert!(!format!("{entries:?}").contains(SECRET));
    drop(entries);
    let database = format!("{STATE}/state.db");
    let raw = bench.world.files.content(&database).unwrap();
    let wal = bench.world.files.content(&format!("{database}-wal"));
    for bytes in [raw, wal.unwrap_or_default()] {
        assert!(
            !bytes
                .windows(SECRET.len())
                .any(|window| window == SECRET.as_bytes())
        );
    }
    let kept = format!("var/lib/sealift/secrets/{PRODUCT}.json");
    assert!(
        bench.target()[&kept].starts_with("f 600 "),
        "{}",
        bench.target()[&kept]
    );
}

#[test]
fn lifecycle_events_are_numbered_without_gaps_and_kept() {
    let (bench, one) = (Bench::new(), product(1));
    let (report, listener) = bench.run_watched(
        &Planning(&bench).install(1, &one),
        Some(&one),
        &Cancel::new(),
    );
    let run = report.unwrap().run;
    let told: Vec<Event> = listener
        .waiting()
        .filter(|event| event.number.is_some())
        .collect();
    let numbers: Vec<u64> = told.iter().filter_map(|event| event.number).collect();
    assert_eq!(numbers, (1..=told.len() as u64).collect::<Vec<_>>());
    assert!(matches!(
        told[0].lifecycle(),
        Some(Lifecycle::OperationStarted { steps: 13, .. })
    ));
    let last = told.last().unwrap().lifecycle();
    assert!(matches!(
        last,
        Some(Lifecycle::OperationFinished {
            outcome: Outcome::Succeeded,
            ..
        })
    ));
    let kept = bench
        .database()
        .read(|view| view.events_after(&run, 0))
        .unwrap();
    assert_eq!(kept, told);
    let rest = bench
        .database()
        .read(|view| view.events_after(&run, 5))
        .unwrap();
    assert_eq!(rest, told[5..]);
}

#[test]
fn inspection_finds_what_was_edited_added_and_removed() {
    let (bench, one) = installed();
    let server = "opt/com.acme.sample/releases/1.0.0-1/server";
    bench.world.files.rot(&format!("{server}/same"), 3);
    bench
        .world
        .files
        .put(&format!("{server}/extra"), b"planted");
    bench
        .world
        .files
        .put_symlink(&format!("{server}/bin/link"), "elsewhere");
    bench
        .world
        .files
        .set_bits(&format!("{server}/bin/server"), 0o644);
    bench.world.files.put(CONF, b"edited");
    let id = PRODUCT.parse().unwrap();
    let index = |_: &_| Some(&one.sample.index);
    let found = bench.with_ground(|ground| {
        inspect::differences(ground, &id, Thoroughness::Full, &index, &mut |_, _| ()).unwrap()
    });
    let found: Vec<_> = found
        .iter()
        .map(|one| (one.path.as_str(), one.drift))
        .collect();
    let at = |name: &str| format!("{server}/{name}");
    let expected = [
        (at("bin/link"), Drift::Edited),
        (at("bin/server"), Drift::ModeChanged),
        (at("extra"), Drift::Extra),
        (at("same"), Drift::Edited),
    ];
    assert_eq!(
        found,
        expected
            .iter()
            .map(|(at, drift)| (at.as_str(), *drift))
            .collect::<Vec<_>>()
    );
    let current = bench.with_ground(|ground| {
        inspect::current(
            ground,
            &bench::layout(),
            &id,
            &[path("usr/local/bin/sample"), path("opt")],
            Some(&one.digest()),
        )
        .unwrap()
    });
    assert_eq!(
        current.owned_at(&path(CONF)).unwrap().state,
        OwnedState::Edited
    );
    assert!(current.foreign.contains(&path("opt")) && current.foreign.len() == 1);
    let damaged: Vec<_> = current.present[0]
        .components
        .iter()
        .map(|part| part.damaged)
        .collect();
    assert!(damaged.contains(&true) && damaged.contains(&false));
}

#[test]
fn the_floor_rises_with_a_success_and_only_then() {
    let (bench, _) = installed();
    let id = PRODUCT.parse().unwrap();
    let history = || bench.database().read(|view| view.history(&id)).unwrap();
    assert_eq!(history().installed, Some(count(1)));
    bench.world.probes.silence("http://127.0.0.1:8080/ready");
    let two = product(2);
    bench
        .run(&Planning(&bench).install(2, &two), Some(&two))
        .unwrap();
    assert_eq!(history().installed, Some(count(1)));
}
