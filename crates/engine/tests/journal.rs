//! The journal as it is kept: what is read of it, and how long.

#![allow(
    clippy::unwrap_used,
    clippy::disallowed_methods,
    reason = "tests stop where they fail, and spoil real files"
)]

use rusqlite::Connection;
use sealift_audit::{Epoch, LogKey};
use sealift_document::{Text, Timestamp};
use sealift_engine::effects::Actor;
use sealift_engine::events::StepName;
use sealift_engine::journal::{JournalError, KEPT_JOURNALS, Phase, Undo, UndoRecord};
use sealift_engine::state::{Database, DatabaseFile, Run, RunId, RunState};
use sealift_plan::plan::Operation;
use sealift_testkit::world::FakeWorld;

struct Bench {
    database: Database,
    file: camino::Utf8PathBuf,
    _folder: tempfile::TempDir,
}

impl Bench {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let file = camino::Utf8PathBuf::try_from(folder.path().join("state.db")).unwrap();
        std::fs::write(&file, b"").unwrap();
        let site: sealift_audit::Site = "plant-3.example".parse().unwrap();
        let key = LogKey::new(&site, Epoch::FIRST, &[7; 32]);
        let entropy = FakeWorld::new().entropy.clone();
        let database = Database::create(DatabaseFile::at(file.clone()), site, key, entropy);
        Self {
            database: database.unwrap(),
            file,
            _folder: folder,
        }
    }

    /// A run that has begun two steps.
    fn begin(&self, number: u32) -> RunId {
        let id: RunId = format!("{number:032x}").parse().unwrap();
        let actor = Actor {
            effective_user: "root".into(),
            login_user: None,
            authenticated: "login".into(),
            host: "plant-3".into(),
        };
        let run = Run {
            id: id.clone(),
            operation: Operation::Install,
            product: "com.acme.monitor".parse().unwrap(),
            plan: vec![],
            state: RunState::Doing,
            started: Timestamp::from_unix(1_795_253_400).unwrap(),
            actor,
            ticket: None,
            reason: None,
        };
        let begun = self.database.write::<_, JournalError>(|write| {
            write.open_journal(&run, &[])?;
            (1..=2).try_for_each(|step| write.intend(&record(&id, step)))
        });
        begun.unwrap();
        id
    }

    /// Says anew where a run stands, which makes its seal anew too, as whoever edited the journal could.
    fn reseal(&self, run: &RunId) {
        let phase = |write: &sealift_engine::state::Write<'_>| {
            write.set_phase(run, Phase::Doing, None, None)
        };
        self.database.write::<_, JournalError>(phase).unwrap();
    }

    fn read(&self, run: &RunId) -> Result<usize, &'static str> {
        let read = self.database.read(|view| view.journal(run));
        read.map(|journal| journal.steps.len())
            .map_err(|error: JournalError| error.code())
    }

    fn tamper(&self, sql: &str) {
        let file = Connection::open(&self.file).unwrap();
        assert!(file.execute(sql, []).unwrap() > 0, "{sql}");
    }
}

fn record(run: &RunId, number: u32) -> UndoRecord {
    let step = StepName {
        number,
        id: format!("step-{number}"),
        effect: "directory".into(),
        component: None,
        title: Text::default(),
    };
    UndoRecord::new(run.clone(), step, Undo::Nothing)
}

#[test]
fn i15_a_record_of_another_step_or_run_is_not_read_though_the_seal_holds() {
    let bench = Bench::new();
    let (one, other) = (bench.begin(1), bench.begin(2));
    bench.reseal(&one);
    assert_eq!(bench.read(&one), Ok(2));
    let from = |run: &RunId, step: u32| {
        format!(
            "UPDATE journal_steps SET undo = (SELECT undo FROM journal_steps
                 WHERE operation = '{run}' AND number = {step})
             WHERE operation = '{one}' AND number = 1"
        )
    };
    for (run, step, read) in [
        (&one, 2, Err("journal-unreadable")),
        (&other, 1, Err("journal-unreadable")),
    ] {
        bench.tamper(&from(run, step));
        assert_eq!(bench.read(&one), Err("journal-edited"));
        bench.reseal(&one);
        assert_eq!(bench.read(&one), read, "step {step} of {run}");
    }
}

#[test]
fn the_oldest_closed_journal_is_forgotten_when_a_newer_one_closes() {
    let bench = Bench::new();
    let close = |run: &RunId| {
        let closed = bench
            .database
            .write::<_, JournalError>(|write| write.set_phase(run, Phase::Closed, None, None));
        closed.unwrap();
    };
    let runs: Vec<RunId> = (0..=KEPT_JOURNALS)
        .map(|number| bench.begin(number))
        .collect();
    runs[..runs.len() - 1].iter().for_each(close);
    assert_eq!(bench.read(&runs[1]), Ok(2));
    close(&runs[runs.len() - 1]);
    assert_eq!(bench.read(&runs[0]), Err("run-unknown"));
    assert_eq!(bench.read(&runs[1]), Ok(2));
}
