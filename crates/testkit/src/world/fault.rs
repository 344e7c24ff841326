//! Faults on order: the n-th effect fails, or all from the n-th on, or the machine dies there.

use std::panic::resume_unwind;
use std::sync::{Arc, Mutex};

use sealift_engine::effects::FileFault;

use super::lock;

/// What happens at the ordered effect.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FaultKind {
    /// The effect does not happen and says so; later ones work again.
    Fail(FileFault),
    /// The effect and all of its kind after it do not happen, as on a full disk or an unplugged medium.
    FailFromHere(FileFault),
    /// The process is gone before the effect happens.
    CrashBefore,
    /// The process is gone after the effect has happened and before it is told.
    CrashAfter,
}

/// The process died on order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the process died, as ordered")]
pub struct Crashed;

/// Counts effects that change something and breaks them on order; clones share it.
#[derive(Debug, Clone, Default)]
pub struct Faults(Arc<Mutex<State>>);

#[derive(Debug, Default)]
struct State {
    effects: Vec<String>,
    ordered: Option<(u64, FaultKind)>,
    has_crashed: bool,
}

/// What a caller of [`Faults::enter`] owes once its effect has happened.
#[must_use]
pub(super) struct Entered(Option<Faults>);

impl Faults {
    /// Orders a fault at the n-th effect from now on, counted from 1.
    pub fn order(&self, nth: u64, kind: FaultKind) {
        let mut state = lock(&self.0);
        let at = state.effects.len() as u64 + nth;
        state.ordered = Some((at, kind));
    }

    /// Takes every order back and brings the machine up again.
    pub fn clear(&self) {
        let mut state = lock(&self.0);
        state.ordered = None;
        state.has_crashed = false;
    }

    /// How many effects there were so far.
    #[must_use]
    pub fn count(&self) -> u64 {
        lock(&self.0).effects.len() as u64
    }

    /// The effects so far, such as `create var/lib/x`.
    #[must_use]
    pub fn effects(&self) -> Vec<String> {
        lock(&self.0).effects.clone()
    }

    /// Whether the process has died.
    #[must_use]
    pub fn has_crashed(&self) -> bool {
        lock(&self.0).has_crashed
    }

    /// Counts an effect that is about to happen.
    pub(super) fn enter(&self, effect: impl Into<String>) -> Result<Entered, FileFault> {
        self.alive()?;
        let mut state = lock(&self.0);
        state.effects.push(effect.into());
        let now = state.effects.len() as u64;
        match &state.ordered {
            Some((at, FaultKind::Fail(fault))) if *at == now => Err(fault.clone()),
            Some((at, FaultKind::FailFromHere(fault))) if *at <= now => Err(fault.clone()),
            Some((at, FaultKind::CrashBefore)) if *at == now => {
                state.has_crashed = true;
                drop(state);
                Err(self.die())
            }
            Some((at, FaultKind::CrashAfter)) if *at == now => Ok(Entered(Some(self.clone()))),
            _ => Ok(Entered(None)),
        }
    }

    /// A dead process does nothing more, whatever thread it is on.
    pub(super) fn alive(&self) -> Result<(), FileFault> {
        if self.has_crashed() {
            Err(self.die())
        } else {
            Ok(())
        }
    }

    /// Ends the thread; what runs while it unwinds gets errors, because a panic within a panic would end the test.
    fn die(&self) -> FileFault {
        if !std::thread::panicking() {
            resume_unwind(Box::new(Crashed));
        }
        FileFault::Device("the process is gone".into())
    }
}

impl Entered {
    /// The effect has happened.
    pub(super) fn done(self) {
        if let Some(faults) = self.0 {
            lock(&faults.0).has_crashed = true;
            faults.die();
        }
    }
}
