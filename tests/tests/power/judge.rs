//! What a machine said before its power went, and whether what it finds afterwards fits that.

use sealift_journeys::{Holdings, Run, Site, Tree, sealift, tool};

use crate::disks::Disk;
use crate::machine::{Machine, Task};
use crate::story::{Story, done};

/// What was heard of a machine until its power went.
pub(crate) struct Heard {
    /// So many changes were said to be done.
    pub(crate) ended: usize,
    /// The last checkpoint that was printed whole, in base64.
    noted: String,
}

impl Heard {
    #[track_caller]
    pub(crate) fn in_all(said: &str) -> Self {
        // A line whose end was not heard was cut by the power.
        let whole = said
            .split_inclusive('\n')
            .filter(|line| line.ends_with('\n'));
        let lines: Vec<&str> = whole
            .filter_map(|line| line.trim().strip_prefix("@@ "))
            .collect();
        let failed = lines.iter().any(|line| line.starts_with("failed"));
        assert!(!failed, "a change failed by itself: {said}");
        let last = |word: &str| lines.iter().rev().find_map(|line| line.strip_prefix(word));
        Self {
            ended: last("end ").map_or(0, |number| number.parse().expect("a number")),
            noted: last("noted ").expect("it is printed first").to_owned(),
        }
    }
}

/// What a machine was found to be.
pub(crate) struct Judged {
    /// Which state of the story.
    pub(crate) state: usize,
    /// Whether the log tells of something that was put right.
    pub(crate) had_to_recover: bool,
}

/// Gives the machine its power back, has it recover, and insists on a state of the story: the last whose end was told, or
/// the next.
///
/// # Errors
/// Why it is neither, in words.
#[track_caller]
pub(crate) fn judge(
    machine: &Machine,
    story: &Story,
    disk: &Disk,
    heard: &Heard,
) -> Result<Judged, String> {
    let back = machine.start(disk, Task::Recovery).ends();
    if !back.out.contains("@@ sound") {
        return Err(format!("it does not recover:\n{}", back.out));
    }
    let site = disk.world();
    let found = Holdings::of(&site, Tree::new());
    let allowed = heard.ended..=(heard.ended + 1).min(story.changes.len());
    let Some(state) = allowed.clone().find(|state| story.states[*state] == found) else {
        let differs = allowed.map(|state| {
            let differs = found.differs(&story.states[state]).unwrap_or_default();
            format!("from state {state} by\n    {differs}")
        });
        let differs: Vec<String> = differs.collect();
        return Err(format!("it differs {}", differs.join("\n  and ")));
    };
    is_logged(&site, heard)?;
    let records = done(&site, &["--json", "audit", "log", "-n", "100000"]).json();
    let mut records = records.as_array().expect("a list").iter();
    Ok(Judged {
        state,
        had_to_recover: records.any(|record| record["event"] == "recovery-run"),
    })
}

/// Insists that the log is whole and goes on from the checkpoint that was printed last.
#[track_caller]
fn is_logged(site: &Site, heard: &Heard) -> Result<(), String> {
    let folder = tempfile::tempdir().expect("a folder");
    let at = |name: &str| folder.path().join(name).to_str().expect("UTF-8").to_owned();
    let (key, report, noted) = (at("key"), at("report.json"), at("noted"));
    std::fs::write(at("coded"), &heard.noted).expect("writes");
    let decoded = Run::of(tool("base64").args(["-d", &at("coded")])).succeeds();
    std::fs::write(&noted, decoded.out).expect("writes");
    done(site, &["audit", "checkpoint", "--key", "--out", &key]);
    done(
        site,
        &["audit", "export", "--format", "json", "--out", &report],
    );
    let mut verify = sealift();
    verify.args([
        "audit",
        "verify",
        &report,
        "--log-key",
        &key,
        "--checkpoint",
        &noted,
    ]);
    let verified = Run::of(&mut verify);
    match verified.status {
        0 => Ok(()),
        _ => Err(format!("the log: {verified:?}")),
    }
}
