//! A run as a crash could end it: the machine at the moment before each of its effects.

use std::collections::HashSet;
use std::sync::{Arc, Mutex};

use sealift_engine::effects::HostPath;

use super::crash::{Crash, Loss};
use super::{FakeWorld, Remains, lock};

/// The machine right before an effect, or after the last.
pub(super) struct Moment {
    pub(super) remains: Remains,
    pub(super) effect: String,
}

/// Every moment of a run in which a process can die or the power can go.
pub struct Recording {
    moments: Arc<[Moment]>,
}

impl FakeWorld {
    /// Does some work and keeps the machine as it was before each effect of it, and after the last.
    pub fn record<T>(&self, work: impl FnOnce() -> T) -> (T, Recording) {
        let moments = Arc::new(Mutex::new(vec![]));
        let (kept, machine) = (Arc::clone(&moments), self.clone());
        let watcher = move |effect: &str| {
            let moment = Moment {
                remains: machine.remains(),
                effect: effect.into(),
            };
            lock(&kept).push(moment);
        };
        self.faults.watch(Some(Box::new(watcher)));
        let value = work();
        self.faults.watch(None);
        let mut moments = std::mem::take(&mut *lock(&moments));
        moments.push(Moment {
            remains: self.remains(),
            effect: "its end".into(),
        });
        let moments = moments.into();
        (value, Recording { moments })
    }
}

impl Recording {
    /// How many effects there were.
    #[must_use]
    pub fn effects(&self) -> usize {
        self.moments.len().saturating_sub(1)
    }

    /// Every place where a process can be killed: before each effect, in the midst of each write, and at the end.
    #[must_use]
    pub fn kills(&self) -> Vec<Crash> {
        let every = 0..self.moments.len();
        let kills = every.flat_map(|nth| {
            let torn = self.is_write(nth).then_some(Loss::Torn);
            [Some(Loss::Process), torn]
                .into_iter()
                .flatten()
                .map(move |loss| (nth, loss))
        });
        kills.map(|(nth, loss)| self.crash(nth, loss)).collect()
    }

    /// Every place where a process would be killed if the last thing that it wrote to these files, before it changed
    /// anything else, had come only after that change.
    #[must_use]
    pub fn kills_of_late_writes(&self, to: &[HostPath]) -> Vec<Crash> {
        let is_late = |nth: usize| {
            to.iter()
                .any(|at| self.moments[nth].effect.contains(at.as_str()))
        };
        let late = (2..self.moments.len()).filter(|nth| !is_late(nth - 1) && is_late(nth - 2));
        let kills = late.map(|nth| {
            let first = (0..nth - 1).rev().take_while(|nth| is_late(*nth)).last();
            let since = first.unwrap_or(nth);
            self.crash(
                nth,
                Loss::Late {
                    files: to.to_vec(),
                    since,
                },
            )
        });
        kills.collect()
    }

    /// Every power cut at every moment, when of the changes that wait for a sync none, any single one, all but any
    /// single one, or any first ones have reached the disk.
    #[must_use]
    pub fn power_cuts(&self) -> Vec<Crash> {
        let every = 0..self.moments.len();
        let cuts = every.flat_map(|nth| {
            let losses = losses(self.moments[nth].remains.tree.waiting()).into_iter();
            losses.map(move |loss| self.crash(nth, loss))
        });
        cuts.collect()
    }

    /// Power cuts at so many moments drawn by chance, when any half of the changes that wait for a sync, or any two of
    /// them, have reached the disk or have not. `below` draws a number below one.
    #[must_use]
    pub fn disorderly_power_cuts(
        &self,
        draws: usize,
        below: &mut dyn FnMut(usize) -> usize,
    ) -> Vec<Crash> {
        let waiting = |nth: usize| self.moments[nth].remains.tree.waiting();
        let full: Vec<usize> = (0..self.moments.len())
            .filter(|nth| waiting(*nth) >= 3)
            .collect();
        let draws = if full.is_empty() { 0..0 } else { 0..draws };
        let cuts = draws.map(|draw| {
            let nth = full[below(full.len())];
            let waiting = waiting(nth);
            let loss = match draw % 3 {
                0 => Loss::Power((0..waiting).filter(|_| below(2) == 0).collect()),
                1 => Loss::Power(vec![below(waiting), below(waiting)]),
                _ => Loss::PowerAllBut(vec![below(waiting), below(waiting)]),
            };
            self.crash(nth, loss)
        });
        cuts.collect()
    }

    fn crash(&self, after: usize, loss: Loss) -> Crash {
        let moments = Arc::clone(&self.moments);
        Crash {
            moments,
            after,
            loss,
        }
    }

    /// Whether the effect after a moment is a write that can tear.
    fn is_write(&self, nth: usize) -> bool {
        self.moments.get(nth + 1).is_some_and(|next| {
            let mut torn = next.remains.tree.clone();
            torn.tear(&self.moments[nth].remains.tree)
        })
    }
}

/// What a power cut may take of so many waiting changes. First ones need no words of their own: they are what an earlier
/// moment keeps when it loses nothing.
fn losses(waiting: usize) -> Vec<Loss> {
    let mut losses = vec![Loss::Power(vec![]), Loss::PowerAllBut(vec![])];
    losses.extend((0..waiting).map(|one| Loss::Power(vec![one])));
    losses.extend((0..waiting).map(|one| Loss::PowerAllBut(vec![one])));
    losses
}

/// Of crashes that leave the same, the first.
#[must_use]
pub fn distinct(crashes: Vec<Crash>) -> Vec<Crash> {
    let mut seen = HashSet::new();
    let is_new = |crash: &Crash| seen.insert(crash.mark());
    crashes.into_iter().filter(is_new).collect()
}
