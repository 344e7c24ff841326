//! What a suite has found, as `target/bench/*.json` keeps it and the page and the chart are made from it.

use super::figures::{Spread, ratio};
use super::machine::Machine;
use super::measure::Cost;
use crate::workspace::Workspace;
use anyhow::{Context, Result};
use serde::{Deserialize, Serialize};
use std::fs;
use std::path::PathBuf;

/// One run of one suite.
#[derive(Serialize, Deserialize)]
pub(super) struct SuiteFigures {
    /// The word on the command line.
    pub(super) suite: String,
    pub(super) machine: Machine,
    /// What was measured on: names, versions, sizes.
    pub(super) inputs: Vec<String>,
    pub(super) rounds: usize,
    /// Whether every turn began with nothing of a file in memory.
    pub(super) cold: bool,
    pub(super) steps: Vec<StepFigures>,
    /// What a reader of the numbers should know.
    pub(super) remarks: Vec<String>,
}

/// One thing done in several ways.
#[derive(Serialize, Deserialize)]
pub(super) struct StepFigures {
    pub(super) title: String,
    pub(super) ways: Vec<WayFigures>,
    pub(super) judgements: Vec<Judgement>,
}

/// One way of doing it, round by round.
#[derive(Serialize, Deserialize)]
pub(super) struct WayFigures {
    pub(super) name: String,
    pub(super) seconds: Vec<f64>,
    pub(super) processor_seconds: Vec<f64>,
    pub(super) peak_kib: Option<u64>,
    pub(super) written_bytes: Option<u64>,
    /// The size of what it made, where size is a question.
    pub(super) made_bytes: Option<u64>,
}

/// A number and what it should be at most.
#[derive(Serialize, Deserialize)]
pub(super) struct Judgement {
    pub(super) what: String,
    pub(super) low: f64,
    pub(super) median: f64,
    pub(super) high: f64,
    pub(super) unit: String,
    /// Nothing where the number only informs.
    pub(super) most: Option<f64>,
}

impl SuiteFigures {
    pub(super) fn write(&self, workspace: &Workspace) -> Result<()> {
        let path = path_of(workspace, &self.suite);
        fs::write(&path, serde_json::to_string_pretty(self)? + "\n")
            .with_context(|| path.display().to_string())
    }
}

/// Where a suite's figures lie.
pub(super) fn path_of(workspace: &Workspace, suite: &str) -> PathBuf {
    workspace
        .target()
        .join("bench")
        .join(format!("{suite}.json"))
}

impl StepFigures {
    pub(super) fn way(&self, name: &str) -> Option<&WayFigures> {
        self.ways.iter().find(|way| way.name == name)
    }

    /// Judges one way's time by another's.
    pub(super) fn judge_time(&mut self, ours: &str, theirs: &[&str], most: Option<f64>) {
        let Some(own) = self.way(ours) else { return };
        let others: Vec<&WayFigures> = theirs.iter().filter_map(|name| self.way(name)).collect();
        if others.len() < theirs.len() {
            return;
        }
        let sums: Vec<f64> = (0..own.seconds.len())
            .map(|round| others.iter().map(|way| way.seconds[round]).sum())
            .collect();
        let Some(found) = ratio(&own.seconds, &sums) else {
            return;
        };
        let what = format!("{ours}: time, in times of {}", theirs.join(" + "));
        self.judgements
            .push(Judgement::of(what, found, "times", most));
    }

    /// Judges what one way made by what another did.
    pub(super) fn judge_size(&mut self, ours: &str, theirs: &str, most: Option<f64>) {
        let made = |name: &str| self.way(name).and_then(|way| way.made_bytes);
        let (Some(own), Some(other)) = (made(ours), made(theirs)) else {
            return;
        };
        #[expect(clippy::cast_precision_loss, reason = "a ratio for people to read")]
        let value = own as f64 / other as f64;
        let what = format!("{ours}: size, in times of {theirs}");
        self.judgements
            .push(Judgement::single(what, value, "times", most));
    }

    /// Judges the time of one way by itself.
    pub(super) fn judge_seconds(&mut self, name: &str, most: f64) {
        let found = self.way(name).and_then(|way| Spread::of(&way.seconds));
        if let Some(found) = found {
            let what = format!("{name}: time");
            self.judgements
                .push(Judgement::of(what, found, "s", Some(most)));
        }
    }

    /// Judges the memory of one way by itself.
    pub(super) fn judge_memory(&mut self, name: &str, most_mib: f64) {
        let peak = self.way(name).and_then(|way| way.peak_kib);
        if let Some(kib) = peak {
            #[expect(clippy::cast_precision_loss, reason = "mebibytes for people to read")]
            let value = kib as f64 / 1024.0;
            let what = format!("{name}: peak memory");
            self.judgements
                .push(Judgement::single(what, value, "MiB", Some(most_mib)));
        }
    }
}

impl WayFigures {
    pub(super) fn new(name: &str) -> Self {
        Self {
            name: name.to_owned(),
            seconds: Vec::new(),
            processor_seconds: Vec::new(),
            peak_kib: None,
            written_bytes: None,
            made_bytes: None,
        }
    }

    pub(super) fn take(&mut self, cost: &Cost) {
        self.seconds.push(cost.seconds);
        self.processor_seconds.extend(cost.processor_seconds);
        self.peak_kib = self.peak_kib.max(cost.peak_kib);
        self.written_bytes = self.written_bytes.max(cost.written_bytes);
    }

    pub(super) fn median(&self) -> f64 {
        Spread::of(&self.seconds).map_or(f64::NAN, |spread| spread.median)
    }
}

impl Judgement {
    pub(super) fn of(what: String, found: Spread, unit: &str, most: Option<f64>) -> Self {
        Self {
            what,
            low: found.low,
            median: found.median,
            high: found.high,
            unit: unit.to_owned(),
            most,
        }
    }

    pub(super) fn single(what: String, value: f64, unit: &str, most: Option<f64>) -> Self {
        let found = Spread {
            low: value,
            median: value,
            high: value,
        };
        Self::of(what, found, unit, most)
    }

    /// Whether it is what it should be; nothing where nobody said what that is.
    pub(super) fn holds(&self) -> Option<bool> {
        self.most.map(|most| self.median <= most)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn way(name: &str, seconds: &[f64], made: u64) -> WayFigures {
        WayFigures {
            seconds: seconds.to_vec(),
            made_bytes: Some(made),
            ..WayFigures::new(name)
        }
    }

    #[test]
    fn ours_is_judged_by_the_sum_of_theirs() {
        let mut step = StepFigures {
            title: "install".into(),
            ways: vec![
                way("sealift", &[3.0, 6.0], 110),
                way("cp", &[1.0, 2.0], 100),
                way("sync", &[1.0, 2.0], 0),
            ],
            judgements: Vec::new(),
        };
        step.judge_time("sealift", &["cp", "sync"], Some(1.25));
        step.judge_size("sealift", "cp", Some(1.2));
        step.judge_time("sealift", &["nobody"], Some(1.0));
        let [time, size] = &step.judgements[..] else {
            panic!("a judgement needs both sides")
        };
        assert_eq!((time.median, time.holds()), (1.5, Some(false)));
        assert_eq!((size.median, size.holds()), (1.1, Some(true)));
    }
}
