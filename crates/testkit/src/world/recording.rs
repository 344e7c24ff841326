//! A run as a crash could end it: the machine at the moment before each of its effects.

use std::collections::HashSet;
use std::sync::{Arc, Mutex};

use sealift_engine::effects::HostPath;

use super::crash::{Crash, Loss};
use super::{FakeWorld, Remains, lock};

/// The machine right before an effect, or after the last.
pub struct Moment {
    pub(super) remains: Remains,
    effect: String,
}

/// Every moment of a run in which a process can die or the power can go.
#[derive(Default)]
pub struct Recording {
    moments: Vec<Moment>,
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
        (value, Recording { moments })
    }
}

impl Recording {
    /// How many effects there were.
    #[must_use]
    pub fn effects(&self) -> usize {
        self.moments.len().saturating_sub(1)
    }

    /// The effects in order.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        let effects = self.moments.iter().take(self.effects());
        effects.map(|moment| moment.effect.as_str())
    }

    /// Each different state that a killed process can leave: before each effect, in the midst of each write, and at
    /// the end.
    #[must_use]
    pub fn kills(&self) -> Vec<Crash> {
        let every = self.moments.iter().enumerate();
        let kills = every.flat_map(|(nth, moment)| {
            let (effect, remains) = (&moment.effect, &moment.remains);
            let torn = self.moments.get(nth + 1).and_then(|next| {
                let mut torn = next.remains.clone();
                let is_torn = torn.tree.tear(&remains.tree);
                is_torn.then(|| Crash::new(nth, effect, Loss::Torn, torn))
            });
            let killed = Crash::new(nth, effect, Loss::Process, remains.clone());
            [Some(killed), torn].into_iter().flatten()
        });
        distinct(kills)
    }

    /// Each different state that a killed process would leave if the last thing that it wrote to these files, before it
    /// changed anything else, had come only after that change.
    #[must_use]
    pub fn kills_of_late_writes(&self, to: &[HostPath]) -> Vec<Crash> {
        let is_late = |nth: usize| to.iter().any(|at| self.moments[nth].effect.contains(at.as_str()));
        let late = (2..self.moments.len()).filter(|nth| !is_late(nth - 1) && is_late(nth - 2));
        let kills = late.map(|nth| {
            let first = (0..nth - 1).rev().take_while(|nth| is_late(*nth)).last();
            let earlier = &self.moments[first.unwrap_or(nth)].remains.tree;
            let mut remains = self.moments[nth].remains.clone();
            for at in to {
                remains.tree.take_back(at, earlier);
            }
            Crash::new(nth, &self.moments[nth].effect, Loss::Process, remains)
        });
        distinct(kills)
    }

    /// Each different state that a power cut can leave, when of the changes that wait for a sync none, any single one,
    /// all but any single one, or any first ones have reached the disk.
    #[must_use]
    pub fn power_cuts(&self) -> Vec<Crash> {
        let every = self.moments.iter().enumerate();
        let cuts = every.flat_map(|(nth, moment)| {
            let losses = losses(moment.remains.tree.waiting()).into_iter();
            losses.map(move |loss| moment.cut(nth, loss))
        });
        distinct(cuts)
    }

    /// Different states that a power cut can leave at so many moments drawn by chance, when any half of the changes
    /// that wait for a sync, or any two of them, have reached the disk or have not. `below` draws a number below one.
    #[must_use]
    pub fn disorderly_power_cuts(
        &self,
        draws: usize,
        below: &mut dyn FnMut(usize) -> usize,
    ) -> Vec<Crash> {
        let mut cuts = vec![];
        for draw in 0..draws {
            let nth = below(self.moments.len());
            let waiting = self.moments[nth].remains.tree.waiting();
            if waiting < 3 {
                continue;
            }
            let loss = match draw % 3 {
                0 => Loss::Power((0..waiting).filter(|_| below(2) == 0).collect()),
                1 => Loss::Power(vec![below(waiting), below(waiting)]),
                _ => Loss::PowerAllBut(vec![below(waiting), below(waiting)]),
            };
            cuts.push(self.moments[nth].cut(nth, loss));
        }
        distinct(cuts.into_iter())
    }
}

impl Moment {
    fn cut(&self, nth: usize, loss: Loss) -> Crash {
        let mut remains = self.remains.clone();
        remains.tree.lose(|one| loss.keeps(one));
        Crash::new(nth, &self.effect, loss, remains)
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

/// Of those that leave the same, the first.
fn distinct(crashes: impl Iterator<Item = Crash>) -> Vec<Crash> {
    let mut seen = HashSet::new();
    crashes.filter(|crash| seen.insert(crash.mark())).collect()
}
