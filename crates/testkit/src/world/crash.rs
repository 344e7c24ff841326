//! What a crash has left of a machine, and the machine that starts from it.

use std::fmt;
use std::hash::{DefaultHasher, Hash, Hasher};

use super::{FakeWorld, Remains};

/// What a crash takes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Loss {
    /// The process alone: all that it did is there.
    Process,
    /// The process, in the midst of a write.
    Torn,
    /// The power, and with it every change that waited for a sync but these.
    Power(Vec<usize>),
    /// The power, and with it of the changes that waited for a sync these alone.
    PowerAllBut(Vec<usize>),
}

impl Loss {
    pub(super) fn keeps(&self, change: usize) -> bool {
        match self {
            Self::Process | Self::Torn => true,
            Self::Power(kept) => kept.contains(&change),
            Self::PowerAllBut(lost) => !lost.contains(&change),
        }
    }

    /// Whether it took more than the process.
    #[must_use]
    pub const fn takes_power(&self) -> bool {
        matches!(self, Self::Power(_) | Self::PowerAllBut(_))
    }
}

/// What a crash has left of a machine.
#[derive(Clone)]
pub struct Crash {
    /// How many effects had happened.
    pub after: usize,
    /// The effect that was next.
    pub effect: String,
    /// What the crash took.
    pub loss: Loss,
    remains: Remains,
}

/// Random bytes that a process draws have nothing to do with those of the one before it.
const ANOTHER_PROCESS: u64 = 1 << 32;

impl Crash {
    pub(super) fn new(after: usize, effect: &str, loss: Loss, mut remains: Remains) -> Self {
        if loss.takes_power() {
            for unit in remains.units.values_mut() {
                unit.1 = sealift_engine::effects::ServiceState::Stopped;
            }
        }
        remains.drawn += ANOTHER_PROCESS;
        Self {
            after,
            effect: effect.into(),
            loss,
            remains,
        }
    }

    /// The machine that starts from what is left. A test says anew how its programs and its network behave.
    #[must_use]
    pub fn boot(&self) -> FakeWorld {
        FakeWorld::of(self.remains.clone())
    }

    /// The same for crashes that leave the same.
    pub(super) fn mark(&self) -> u64 {
        let mut hasher = DefaultHasher::new();
        self.remains.tree.mark().hash(&mut hasher);
        format!("{:?}{:?}", self.remains.units, self.remains.users).hash(&mut hasher);
        hasher.finish()
    }
}

impl fmt::Display for Crash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (after, effect) = (self.after, &self.effect);
        match &self.loss {
            Loss::Process => write!(f, "killed after {after} effects, before {effect}"),
            Loss::Torn => write!(f, "killed after {after} effects, within {effect}"),
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
