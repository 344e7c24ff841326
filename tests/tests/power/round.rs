//! Rounds: the power is cut at a moment that nobody chose, comes back, and the machine is judged.

use std::thread::sleep;
use std::time::{Duration, Instant};

use sealift_testkit::chance::Chance;

use crate::judge::{Heard, judge};
use crate::machine::{Machine, Syncs, Task};
use crate::story::Story;

/// How a machine's program ends that did not end by itself.
const KILLED: i32 = -1;

/// What a machine says when it begins a change, counted from 1.
fn begins(number: usize) -> String {
    format!("@@ begin {number}")
}

/// What it says when the change is done.
fn ends(number: usize) -> String {
    format!("@@ end {number}")
}

/// A machine that is cut off again and again, and what came of it.
pub(crate) struct Rounds<'a> {
    scene: &'static str,
    machine: &'a Machine,
    story: &'a Story,
    syncs: Syncs,
    /// How long each change takes when nothing disturbs.
    takes: Vec<Duration>,
    begun: Instant,
    cuts: u64,
    recovered: u64,
    violations: Vec<String>,
}

impl<'a> Rounds<'a> {
    /// Plays the story to its end once, which tells how long it takes, and insists that it is the one told outside.
    #[track_caller]
    pub(crate) fn undisturbed(scene: &'static str, machine: &'a Machine, story: &'a Story) -> Self {
        let begun = Instant::now();
        let disk = machine.new_disk(story);
        let mut running = machine.start(&disk, Task::Changes(Syncs::Hold));
        let timed = (1..=story.changes.len()).map(|number| {
            running.has_said(&begins(number));
            let start = Instant::now();
            running.has_said(&ends(number));
            start.elapsed()
        });
        let takes: Vec<Duration> = timed.collect();
        let heard = Heard::in_all(&running.ends().out);
        assert_eq!(heard.ended, story.changes.len(), "it came to its end");
        let found = judge(machine, story, &disk, &heard);
        found.unwrap_or_else(|why| panic!("undisturbed: {why}"));
        let all: Duration = takes.iter().sum();
        println!("{scene}: undisturbed in {:.1} s", all.as_secs_f64());
        Self {
            scene,
            machine,
            story,
            syncs: Syncs::Hold,
            takes,
            begun,
            cuts: 0,
            recovered: 0,
            violations: Vec::new(),
        }
    }

    /// The same with another kernel.
    pub(crate) fn with(&self, syncs: Syncs) -> Self {
        Self {
            scene: self.scene,
            machine: self.machine,
            story: self.story,
            syncs,
            takes: self.takes.clone(),
            begun: self.begun,
            cuts: 0,
            recovered: 0,
            violations: Vec::new(),
        }
    }

    /// Cuts the power at any moment of any change, so many times.
    #[track_caller]
    pub(crate) fn cut_anywhere(&mut self, times: usize, chance: &mut Chance) {
        for _ in 0..3 * times {
            if self.cuts < times as u64 {
                let number = chance.below(self.takes.len());
                let after = chance.part_of(self.takes[number]);
                self.cut(&begins(number + 1), after);
            }
        }
    }

    /// Cuts the power when a change has just been said to be done, so many times.
    #[track_caller]
    pub(crate) fn cut_right_after_changes(&mut self, times: usize, chance: &mut Chance) {
        for _ in 0..times {
            let number = chance.below(self.takes.len());
            self.cut(&ends(number + 1), Duration::ZERO);
        }
    }

    /// Cuts the power so long after something was said. A machine that came to the end of the story before was not cut, and
    /// is judged all the same.
    #[track_caller]
    fn cut(&mut self, said: &str, after: Duration) {
        let disk = self.machine.new_disk(self.story);
        let mut running = self.machine.start(&disk, Task::Changes(self.syncs));
        running.has_said(said);
        sleep(after);
        let run = running.kill();
        self.cuts += u64::from(run.status == KILLED);
        let (heard, syncs) = (Heard::in_all(&run.out), self.syncs);
        let when = format!("syncs {syncs:?}, cut {after:?} after `{said}`");
        let when = format!("{}: {when}, {} told", self.scene, heard.ended);
        match judge(self.machine, self.story, &disk, &heard) {
            Ok(judged) => {
                self.recovered += u64::from(judged.had_to_recover);
                let state = judged.state;
                println!(
                    "{when}: state {state}, recovered: {}",
                    judged.had_to_recover
                );
            }
            Err(why) => {
                println!("{when}: violation: {why}");
                self.violations.push(format!("{when}: {why}"));
            }
        }
    }

    pub(crate) fn violations(&self) -> &[String] {
        &self.violations
    }

    /// Keeps the figures where that is wanted; `found` is how many cuts of the machine without syncs were found out.
    pub(crate) fn keep(&self, seed: u64, found: usize) {
        sealift_testkit::figures::keep(
            &format!("power/{}", self.scene),
            &[
                ("seed", seed),
                ("powerCuts", self.cuts),
                ("recovered", self.recovered),
                ("violations", self.violations.len() as u64),
                ("foundWithoutSyncs", found as u64),
                ("milliseconds", self.begun.elapsed().as_millis() as u64),
            ],
        );
    }
}
