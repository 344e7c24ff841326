//! What a crash has left of a machine, and the machine that starts from it.

use std::fmt;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::Arc;

use sealift_engine::effects::HostPath;

use super::recording::Moment;
use super::{FakeWorld, Remains};

/// What a crash takes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Loss {
    /// The process alone: all that it did is there.
    Process,
    /// The process, in the midst of a write.
    Torn,
    /// The process, and what it had last written to these files, as if it had put that off.
    Late {
        /// Where it wrote.
        files: Vec<HostPath>,
        /// The moment from which on nothing came into them.
        since: usize,
    },
    /// The power, and with it every change that waited for a sync but these.
    Power(Vec<usize>),
    /// The power, and with it of the changes that waited for a sync these alone.
    PowerAllBut(Vec<usize>),
}

impl Loss {
    /// Whether it took more than the process.
    #[must_use]
    pub const fn takes_power(&self) -> bool {
        matches!(self, Self::Power(_) | Self::PowerAllBut(_))
    }
}

/// A crash in a recorded run. What it has left is worked out when it is wanted: there are too many to keep.
#[derive(Clone)]
pub struct Crash {
    pub(super) moments: Arc<[Moment]>,
    /// How many effects had happened.
    pub after: usize,
    /// What the crash took.
    pub loss: Loss,
}

/// Random bytes that a process draws have nothing to do with those of the one before it.
const ANOTHER_PROCESS: u64 = 1 << 32;

impl Crash {
    /// The effect that was next.
    #[must_use]
    pub fn effect(&self) -> &str {
        &self.moments[self.after].effect
    }

    /// The machine that starts from what is left. A test says anew how its programs and its network behave.
    #[must_use]
    pub fn boot(&self) -> FakeWorld {
        FakeWorld::of(self.remains())
    }

    fn remains(&self) -> Remains {
        let mut remains = self.moments[self.after].remains.clone();
        match &self.loss {
            Loss::Process => {}
            Loss::Torn => {
                let before = &self.moments[self.after].remains.tree;
                remains.tree = self.moments[self.after + 1].remains.tree.clone();
                remains.tree.tear(before);
            }
            Loss::Late { files, since } => {
                let earlier = &self.moments[*since].remains.tree;
                for at in files {
                    remains.tree.take_back(at, earlier);
                }
            }
            Loss::Power(kept) => remains.tree.lose(|change| kept.contains(&change)),
            Loss::PowerAllBut(lost) => remains.tree.lose(|change| !lost.contains(&change)),
        }
        if self.loss.takes_power() {
            for unit in remains.units.values_mut() {
                unit.1 = sealift_engine::effects::ServiceState::Stopped;
            }
        }
        remains.drawn += ANOTHER_PROCESS;
        remains
    }

    /// The same for crashes that leave the same.
    pub(super) fn mark(&self) -> u64 {
        let remains = self.remains();
        let mut hasher = DefaultHasher::new();
        remains.tree.mark().hash(&mut hasher);
        format!("{:?}{:?}", remains.units, remains.users).hash(&mut hasher);
        hasher.finish()
    }
}

impl fmt::Display for Crash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (after, effect) = (self.after, self.effect());
        match &self.loss {
            Loss::Process => write!(f, "killed after {after} effects, before {effect}"),
            Loss::Torn => write!(f, "killed after {after} effects, within {effect}"),
            Loss::Late { since, .. } => write!(
                f,
                "killed after {after} effects, before {effect}; what was written from effect {since} on was put off"
            ),
            Loss::Power(kept) if kept.is_empty() => {
                write!(f, "without power after {after} effects, before {effect}")
            }
            Loss::Power(kept) => write!(
                f,
                "without power after {after} effects, before {effect}; of what waited, only {kept:?} was kept"
            ),
            Loss::PowerAllBut(lost) => write!(
                f,
                "without power after {after} effects, before {effect}; of what waited, only {lost:?} was lost"
            ),
        }
    }
}
