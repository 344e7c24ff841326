//! One round: a command is killed, the site recovered and judged.

use std::path::PathBuf;
use std::process::Command;
use std::thread::sleep;
use std::time::Duration;

use sealift_journeys::{Holdings, Run, Running, sealift};
use sealift_testkit::chance::Chance;
use serde_json::Value;

use crate::SCENES;
use crate::bench::{Bench, text};
use crate::exported::holdings;

/// Rounds of all scenes together, where nobody says how many.
const FEW: usize = 2 * SCENES;
/// Recoveries are killed within this time, which they seldom take.
const RECOVERY: Duration = Duration::from_millis(150);

/// How many rounds one scene has.
pub(crate) fn wanted() -> usize {
    let given = std::env::var("SEALIFT_KILL_ROUNDS");
    let all = given.map_or(FEW, |rounds| rounds.parse().expect("a number of rounds"));
    all.div_ceil(SCENES)
}

/// When it is killed, and when recoveries of it are.
pub(crate) struct Drawn {
    kill: Duration,
    recoveries: Vec<Duration>,
}

impl Drawn {
    pub(crate) fn from(chance: &mut Chance, takes: Duration) -> Self {
        let kill = chance.part_of(takes);
        let recoveries = chance
            .part_of(Duration::from_secs(4))
            .as_secs()
            .saturating_sub(1);
        let recoveries = (0..recoveries).map(|_| chance.part_of(RECOVERY));
        Self {
            kill,
            recoveries: recoveries.collect(),
        }
    }
}

/// What came of a round.
pub(crate) struct Judged {
    /// Whether the command was killed before it had ended by itself.
    pub(crate) was_killed: bool,
    /// So many recoveries were killed too.
    pub(crate) killed_recoveries: usize,
    /// Whether the log says that something was put right.
    pub(crate) was_recovered: bool,
    /// Whether it is the new that is there, where that is another than the old.
    pub(crate) is_new: bool,
}

/// What a site was before and is when nothing disturbs, and the log's key, as an officer holds it.
pub(crate) struct Between {
    old: Holdings,
    new: Holdings,
    folder: tempfile::TempDir,
}

impl Between {
    #[track_caller]
    pub(crate) fn new(bench: &Bench, old: Holdings, new: Holdings) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let between = Self { old, new, folder };
        bench.does(&[
            "audit",
            "checkpoint",
            "--key",
            "--out",
            &text(&between.key()),
        ]);
        between
    }

    fn key(&self) -> PathBuf {
        self.folder.path().join("log.key")
    }

    /// Insists that the log is whole and goes on from a checkpoint that was noted.
    fn is_logged(&self, bench: &Bench, noted: &str) -> Result<(), String> {
        let (report, checkpoint) = (
            self.folder.path().join("report.json"),
            self.folder.path().join("noted"),
        );
        std::fs::write(&checkpoint, noted).expect("writes");
        bench.does(&[
            "audit",
            "export",
            "--format",
            "json",
            "--out",
            &text(&report),
        ]);
        let mut verify = sealift();
        verify.args([
            "audit",
            "verify",
            &text(&report),
            "--log-key",
            &text(&self.key()),
        ]);
        let verified = Run::of(verify.args(["--checkpoint", &text(&checkpoint)]));
        match verified.status {
            0 => Ok(()),
            _ => Err(format!("the log: {verified:?}")),
        }
    }
}

/// Kills a command, recovers, and insists on old or new, or says why it is neither.
pub(crate) fn play(
    bench: &Bench,
    mut command: Command,
    drawn: &Drawn,
    between: &Between,
) -> Result<Judged, String> {
    let noted = bench.checkpoint();
    let begun = bench.records().len();
    let run = Running::start(&mut command);
    sleep(drawn.kill);
    let run = run.kill();
    let mut killed_recoveries = 0;
    for delay in &drawn.recoveries {
        let recovery = Running::start(&mut bench.command(&["recover"]));
        sleep(*delay);
        killed_recoveries += usize::from(recovery.kill().status == -1);
    }
    let records = bench.records_after_recovery()?;
    let context = |why: String| format!("killed {:?} after its start ({run:?}): {why}", drawn.kill);
    let now = holdings(bench);
    let (from_old, from_new) = (now.differs(&between.old), now.differs(&between.new));
    if let (Some(from_old), Some(from_new)) = (&from_old, &from_new) {
        return Err(context(format!(
            "neither old nor new; from the old it differs by\n    {from_old}\n  from the new by\n    {from_new}"
        )));
    }
    is_whole(&bench.status()).map_err(context)?;
    if bench.records_after_recovery()? != records {
        return Err(context("a second recovery had something to do".into()));
    }
    if let Some(differs) = holdings(bench).differs(&now) {
        return Err(context(format!("a second recovery changed\n    {differs}")));
    }
    between.is_logged(bench, &noted).map_err(context)?;
    Ok(Judged {
        was_killed: run.status == -1,
        killed_recoveries,
        was_recovered: records[begun..].iter().any(|event| event == "recovery-run"),
        is_new: from_old.is_some(),
    })
}

/// Insists that nothing is unfinished, and that what is installed is as it was placed.
fn is_whole(status: &Value) -> Result<(), String> {
    let products = status["products"].as_array().into_iter().flatten();
    let is_as_placed = products
        .into_iter()
        .all(|one| one["differences"] == Value::Array(vec![]));
    match status["unfinished"] == Value::Array(vec![]) && is_as_placed {
        true => Ok(()),
        false => Err(format!("not whole: {status:#}")),
    }
}

impl Bench {
    /// Recovers, and says what is on record then.
    fn records_after_recovery(&self) -> Result<Vec<String>, String> {
        let recovered = Run::of(&mut self.command(&["recover"]));
        match recovered.status {
            0 => Ok(self.records()),
            _ => Err(format!("no recovery: {recovered:?}")),
        }
    }

    /// The events of all records; no scene's log comes near as many as are asked for.
    fn records(&self) -> Vec<String> {
        let records = self
            .does(&["--json", "audit", "log", "-n", "1000000"])
            .json();
        let event = |record: &Value| record["event"].as_str().expect("a code").to_owned();
        records
            .as_array()
            .expect("a list")
            .iter()
            .map(event)
            .collect()
    }
}
