//! What programs write, told while they run.

#![allow(
    clippy::unwrap_used,
    clippy::disallowed_methods,
    reason = "tests stop where they fail, and touch real files"
)]

mod bench;

use bench::{Bench, Planning, SECRET, product};
use sealift_engine::cancel::Cancel;
use sealift_engine::effects::Ended;
use sealift_engine::events::{Event, Happening, Lifecycle, LiveOutput, Outcome};

/// All live output of a step, put together as a window would.
fn joined<'a>(told: impl Iterator<Item = &'a LiveOutput>) -> String {
    told.flat_map(|output| &output.parts)
        .map(|part| part.text.as_str())
        .collect()
}

fn live(events: &[Event]) -> impl Iterator<Item = &LiveOutput> {
    events.iter().filter_map(|event| match &event.what {
        Happening::Output(output) => Some(output),
        _ => None,
    })
}

fn kept(events: &[Event]) -> String {
    let outputs = events.iter().filter_map(|event| match event.lifecycle() {
        Some(Lifecycle::StepOutput { output, .. }) => Some(output.text.as_str()),
        _ => None,
    });
    outputs.collect()
}

#[test]
fn a18_live_output_holds_no_secret_wherever_the_pipe_cuts_it() {
    for shift in 0..SECRET.len() {
        let (bench, one) = (Bench::new(), product(1));
        let text = format!(
            "{}token {SECRET}, again {SECRET}\nhunter",
            "x".repeat(shift)
        );
        bench.world.processes.behave("/usr/bin/migrate", {
            let text = text.clone();
            move |_, _| (Ended::Status(0), text.clone().into_bytes())
        });
        let plan = Planning(&bench).install(1, &one);
        let (report, listener) = bench.run_watched(&plan, Some(&one), &Cancel::new());
        assert_eq!(report.unwrap().outcome, Outcome::Succeeded);
        let events: Vec<Event> = listener.waiting().collect();
        let wanted = text.replace(SECRET, "[secret]");
        assert_eq!(joined(live(&events)), wanted);
        assert_eq!(kept(&events), wanted, "what is kept is the same");
        let at = live(&events).map(|output| output.step).next().unwrap();
        assert_eq!(plan.steps[at as usize - 1].number, at);
        assert!(
            events
                .iter()
                .all(|event| event.number.is_some() == event.lifecycle().is_some())
        );
    }
}

#[test]
fn a_flood_is_cut_for_the_window_and_says_so_while_the_record_keeps_both_ends() {
    let (bench, one) = (Bench::new(), product(1));
    let flood = b"a line of output\n".repeat(40_000);
    bench.world.processes.behave("/usr/bin/migrate", {
        let flood = flood.clone();
        move |_, _| (Ended::Status(0), flood.clone())
    });
    let plan = Planning(&bench).install(1, &one);
    let (report, listener) = bench.run_watched(&plan, Some(&one), &Cancel::new());
    assert_eq!(report.unwrap().outcome, Outcome::Succeeded);
    let events: Vec<Event> = listener.waiting().collect();
    let told: usize = live(&events)
        .flat_map(|output| &output.parts)
        .map(|part| part.text.len())
        .sum();
    let left_out: u64 = live(&events).map(|output| output.left_out).sum();
    assert_eq!(told as u64 + left_out, flood.len() as u64);
    // The clock stands, so all of it falls into one interval.
    assert!(told < 64 << 10, "{told}");
    let kept = kept(&events).len();
    assert!((60 << 10..=64 << 10).contains(&kept), "{kept}");
}

/// A program that goes on only when somebody has seen its first line.
#[cfg(unix)]
#[test]
fn lines_arrive_while_the_program_runs() {
    use bench::{count, layout, path};
    use sealift_engine::effects::LockHolder;
    use sealift_engine::events::{EventStream, OutputSource};
    use sealift_engine::executor::{self, Ground, Order, WorldLock};
    use sealift_engine::state::RunId;
    use sealift_plan::plan::{Effect, Operation, PlannedPhase};

    let folder = tempfile::tempdir().unwrap();
    let place = sealift_host::Place::relocated(folder.path()).unwrap();
    let bench = Bench::new();
    let mut world = bench.world.world();
    world.processes = sealift_host::world(&place).unwrap().processes;
    std::fs::create_dir(folder.path().join("work")).unwrap();
    let mut invocation = bench::invocation("/bin/sh");
    invocation.directory = path("work");
    let script = "echo first >&2; until [ -e seen ]; do sleep 0.05; done; echo second";
    invocation.arguments = vec!["-c".into(), script.into()];
    let effect = Effect::RunCommand {
        invocation,
        undo: None,
        timeout_seconds: count(20),
        writes: vec![path("work")],
    };
    let steps = vec![bench::step(Some("server"), PlannedPhase::Prepare, effect)];
    let mut plan = Planning(&bench).plan(Operation::Install, None, steps);
    plan.answers_sha256 = None;
    let ground = Ground {
        world: &world,
        database: bench.database(),
        state: path(bench::STATE),
    };
    let author = bench.author();
    let holder = LockHolder {
        user: "test".into(),
        process: 1,
        operation: "test".into(),
        since: author.now(),
    };
    let lock = WorldLock::take(&ground, &holder).unwrap();
    let layout = layout();
    let order = Order {
        plan: &plan,
        layout: &layout,
        release: None,
        settled: &bench.settled,
        hostname: None,
        needs_confinement: false,
        author,
    };
    let (stream, listener) = EventStream::new(RunId::random(world.entropy.as_ref()));
    let watcher = std::thread::spawn(move || {
        let mut events = vec![];
        for event in listener {
            if let Happening::Output(output) = &event.what
                && output
                    .parts
                    .iter()
                    .any(|part| part.from == OutputSource::Err)
            {
                std::fs::write(folder.path().join("work/seen"), b"").unwrap();
            }
            events.push(event);
        }
        events
    });
    let report = executor::run(&ground, &lock, &order, stream, &Cancel::new()).unwrap();
    assert_eq!((report.outcome, report.problem), (Outcome::Succeeded, None));
    let events = watcher.join().unwrap();
    assert_eq!(joined(live(&events)), "first\nsecond\n");
    assert_eq!(kept(&events), "first\nsecond\n");
}
