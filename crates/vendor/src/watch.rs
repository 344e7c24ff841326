//! How long work is followed and stopped from outside.

/// What long work is doing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Phase {
    /// Reading the source trees, cutting and compressing them.
    Reading,
    /// Writing the volumes.
    Writing,
    /// Reading the volumes back.
    Checking,
}

/// How far the work is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Progress {
    /// What is being done.
    pub phase: Phase,
    /// Bytes done in this phase.
    pub done: u64,
    /// Bytes of this phase.
    pub total: u64,
}

/// Whoever follows long work: is told how far it is, and can wish it to stop.
#[derive(Clone, Copy)]
pub struct Watch<'a> {
    /// Takes progress; called often, so it must return at once.
    pub on_progress: &'a dyn Fn(Progress),
    /// Whether the work is to stop at its next safe point.
    pub is_cancelled: &'a dyn Fn() -> bool,
}

impl Watch<'_> {
    /// Nobody follows the work.
    #[must_use]
    pub fn nobody() -> Self {
        Self {
            on_progress: &|_| {},
            is_cancelled: &|| false,
        }
    }

    pub(crate) fn tell(&self, phase: Phase, done: u64, total: u64) {
        (self.on_progress)(Progress { phase, done, total });
    }
}
