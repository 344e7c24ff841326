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

/// Is shown each effect right before it happens.
pub(super) type Watcher = dyn FnMut(&str) + Send;

/// Says which effects are left out.
type Carelessness = dyn Fn(&str) -> bool + Send;

/// Counts effects that change something and breaks them on order; clones share it.
#[derive(Clone, Default)]
pub struct Faults(Arc<Shared>);

#[derive(Default)]
struct Shared {
    state: Mutex<State>,
    // Apart from the state, because it looks at what effects are changing.
    watcher: Mutex<Option<Box<Watcher>>>,
    carelessness: Mutex<Option<Box<Carelessness>>>,
}

#[derive(Debug, Default)]
struct State {
    effects: Vec<String>,
    ordered: Option<(u64, FaultKind)>,
    has_crashed: bool,
    processes: u64,
}

/// What a caller of [`Faults::enter`] owes once its effect has happened.
#[must_use]
pub(super) struct Entered(Option<Faults>);

/// Why an effect does not happen.
pub(super) enum Stop {
    /// It fails and says so.
    Fault(FileFault),
    /// Nobody is there any more.
    Dead,
}

impl Faults {
    /// Orders a fault at the n-th effect from now on, counted from 1.
    pub fn order(&self, nth: u64, kind: FaultKind) {
        let mut state = lock(&self.0.state);
        let at = state.effects.len() as u64 + nth;
        state.ordered = Some((at, kind));
    }

    /// Takes every order back and brings the machine up again.
    pub fn clear(&self) {
        let mut state = lock(&self.0.state);
        state.ordered = None;
        state.has_crashed = false;
    }

    /// How many effects there were so far.
    #[must_use]
    pub fn count(&self) -> u64 {
        lock(&self.0.state).effects.len() as u64
    }

    /// The effects so far, such as `create var/lib/x`.
    #[must_use]
    pub fn effects(&self) -> Vec<String> {
        lock(&self.0.state).effects.clone()
    }

    /// Whether the process has died.
    #[must_use]
    pub fn has_crashed(&self) -> bool {
        lock(&self.0.state).has_crashed
    }

    /// The number of the process that acts; files that an earlier one had open do nothing any more.
    pub(super) fn process(&self) -> u64 {
        lock(&self.0.state).processes
    }

    /// The process is gone, and another takes its place.
    pub(super) fn replace_process(&self) {
        lock(&self.0.state).processes += 1;
    }

    /// Shows every effect to somebody right before it happens, or to nobody any more.
    pub(super) fn watch(&self, watcher: Option<Box<Watcher>>) {
        *lock(&self.0.watcher) = watcher;
    }

    /// Leaves effects out from now on, as an engine would that had forgotten them: nothing happens, and nobody is told.
    pub fn leave_out(&self, is_left_out: impl Fn(&str) -> bool + Send + 'static) {
        *lock(&self.0.carelessness) = Some(Box::new(is_left_out));
    }

    pub(super) fn leaves_out(&self, effect: &str) -> bool {
        let carelessness = lock(&self.0.carelessness);
        carelessness
            .as_ref()
            .is_some_and(|is_left_out| is_left_out(effect))
    }

    /// Counts an effect that is about to happen.
    pub(super) fn enter(&self, effect: impl Into<String>) -> Result<Entered, FileFault> {
        self.try_enter(effect).map_err(|stop| match stop {
            Stop::Fault(fault) => fault,
            Stop::Dead => self.die(),
        })
    }

    /// The same for callers through which nothing may unwind.
    pub(super) fn try_enter(&self, effect: impl Into<String>) -> Result<Entered, Stop> {
        if self.has_crashed() {
            return Err(Stop::Dead);
        }
        let effect = effect.into();
        if let Some(watcher) = lock(&self.0.watcher).as_mut() {
            watcher(&effect);
        }
        let mut state = lock(&self.0.state);
        state.effects.push(effect);
        let now = state.effects.len() as u64;
        match &state.ordered {
            Some((at, FaultKind::Fail(fault))) if *at == now => Err(Stop::Fault(fault.clone())),
            Some((at, FaultKind::FailFromHere(fault))) if *at <= now => {
                Err(Stop::Fault(fault.clone()))
            }
            Some((at, FaultKind::CrashBefore)) if *at == now => {
                state.has_crashed = true;
                Err(Stop::Dead)
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
        let faults = self.0.clone();
        if self.outlive().is_err()
            && let Some(faults) = faults
        {
            faults.die();
        }
    }

    /// The effect has happened; whether anybody is left to be told, for callers through which nothing may unwind.
    pub(super) fn outlive(self) -> Result<(), Stop> {
        match self.0 {
            None => Ok(()),
            Some(faults) => {
                lock(&faults.0.state).has_crashed = true;
                Err(Stop::Dead)
            }
        }
    }
}
