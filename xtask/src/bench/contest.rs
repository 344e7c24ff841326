//! Ways of doing the same thing, run in turn: A B, B A, A B. What disturbs the machine for a while disturbs all of them.

use super::measure::{Cost, cost_of};
use super::record::{StepFigures, WayFigures};
use crate::program::Program;
use anyhow::{Context, Result};
use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

/// Writing a 3 here makes Linux forget every file's bytes and every name that are not in use.
const DROP_CACHES: &str = "/proc/sys/vm/drop_caches";

/// How long a file system is left alone once what was put aside has been removed.
///
/// ext4 without a journal gives no inode out again within 60 seconds of its removal (`RECENTCY_MIN` in Linux 6.1's
/// `fs/ext4/ialloc.c`), and passes over all of them one by one for each new file: whoever comes after the removal of many
/// files would pay for it. So nothing is removed between the turns of a step. It waits five minutes more for what is not
/// written yet, which a `sync` rules out.
const REST: Duration = Duration::from_secs(61);

/// One thing to be done in several ways.
pub(super) struct Step {
    title: String,
    ways: Vec<Way>,
}

/// One way of doing it.
pub(super) struct Way {
    name: String,
    before: Vec<Program>,
    timed: Vec<Program>,
    makes: Option<PathBuf>,
}

/// Where a contest is held, how often, and in what state of the machine's memory.
pub(super) struct Rules {
    pub(super) rounds: usize,
    pub(super) is_cold: bool,
    /// Takes what earlier turns have made.
    pub(super) aside: PathBuf,
    /// Takes what the programs say.
    pub(super) log: PathBuf,
}

impl Step {
    pub(super) fn new(title: &str) -> Self {
        Self {
            title: title.to_owned(),
            ways: Vec::new(),
        }
    }

    pub(super) fn way(mut self, way: Way) -> Self {
        self.ways.push(way);
        self
    }

    /// Runs all rounds.
    pub(super) fn run(self, rules: &Rules) -> Result<StepFigures> {
        let mut figures: Vec<WayFigures> = self
            .ways
            .iter()
            .map(|way| WayFigures::new(&way.name))
            .collect();
        rules.clear_aside()?;
        for round in 0..rules.rounds {
            for place in turns(round, self.ways.len()) {
                let cost = self.ways[place].take_turn(rules)?;
                eprintln!(
                    "{}, round {} of {}: {} took {:.3} s",
                    self.title,
                    round + 1,
                    rules.rounds,
                    self.ways[place].name,
                    cost.seconds
                );
                figures[place].take(&cost);
            }
        }
        for (way, figures) in self.ways.iter().zip(&mut figures) {
            figures.made_bytes = way.makes.as_deref().map(bytes_below).transpose()?;
        }
        Ok(StepFigures {
            title: self.title,
            ways: figures,
            judgements: Vec::new(),
        })
    }
}

/// The order of a round: forwards, then backwards, so that nobody always follows the same one.
fn turns(round: usize, ways: usize) -> Vec<usize> {
    let forwards = 0..ways;
    if round.is_multiple_of(2) {
        forwards.collect()
    } else {
        forwards.rev().collect()
    }
}

impl Rules {
    /// Removes what the turns of an earlier step have left, and lets the file system forget that.
    fn clear_aside(&self) -> Result<()> {
        if self.aside.exists() {
            fs::remove_dir_all(&self.aside).with_context(|| self.aside.display().to_string())?;
            Program::new("sync").output()?;
            std::thread::sleep(REST);
        }
        Ok(())
    }
}

impl Way {
    pub(super) fn new(name: &str, timed: Vec<Program>) -> Self {
        Self {
            name: name.to_owned(),
            before: Vec::new(),
            timed,
            makes: None,
        }
    }

    /// What has to be done before each turn, off the clock.
    pub(super) fn after(mut self, before: Vec<Program>) -> Self {
        self.before = before;
        self
    }

    /// What it makes, whose size counts.
    pub(super) fn making(mut self, what: PathBuf) -> Self {
        self.makes = Some(what);
        self
    }

    fn take_turn(&self, rules: &Rules) -> Result<Cost> {
        if !self.before.is_empty() {
            cost_of(&self.before, &rules.log)?;
        }
        if rules.is_cold {
            forget_files()?;
        }
        cost_of(&self.timed, &rules.log)
    }
}

/// Whether this process may make the kernel forget files.
pub(super) fn may_forget_files() -> bool {
    fs::OpenOptions::new().write(true).open(DROP_CACHES).is_ok()
}

/// Everything to the disk, and nothing of it in memory.
fn forget_files() -> Result<()> {
    Program::new("sync").output()?;
    fs::write(DROP_CACHES, "3").context("caches cannot be dropped")
}

/// The bytes of a file, or of all files below a folder, as a disk that stores nothing twice would count them.
pub(super) fn bytes_below(path: &Path) -> Result<u64> {
    let told = || path.display().to_string();
    let found = fs::symlink_metadata(path).with_context(told)?;
    if !found.is_dir() {
        return Ok(found.len());
    }
    let mut sum = 0;
    for entry in fs::read_dir(path).with_context(told)? {
        sum += bytes_below(&entry?.path())?;
    }
    Ok(sum)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_round_has_every_way_once_and_the_order_turns() {
        assert_eq!(turns(0, 3), [0, 1, 2]);
        assert_eq!(turns(1, 3), [2, 1, 0]);
        assert_eq!(turns(2, 2), [0, 1]);
    }
}
