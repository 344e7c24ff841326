//! Faults on order: the n-th effect fails, or all from the n-th on, or the machine dies there.
//!
//! Effects change something, and a crash is worth trying at each of them alone. Calls are all that is asked of the
//! machine, looks and reads included: any of them can meet with [`Trouble`].

use std::io;
use std::panic::resume_unwind;
use std::sync::{Arc, Mutex};

use sealift_engine::effects::{FileFault, FilesError, HostPath};

use super::lock;
use super::trouble::{Call, Trouble};

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

/// Counts calls and effects, and breaks them on order; clones share it.
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
    calls: Vec<(Call, String)>,
    effects: Vec<String>,
    ordered: Option<(u64, FaultKind)>,
    trouble: Option<Ordered>,
    has_crashed: bool,
    processes: u64,
}

/// Trouble that begins at a call.
#[derive(Debug, Clone)]
struct Ordered {
    at: u64,
    trouble: Trouble,
    lasts: bool,
    is_forgiven: bool,
    met: u64,
}

/// What a caller of [`Faults::enter`] owes once its effect has happened.
#[must_use]
pub(super) struct Entered {
    dies: Option<Faults>,
    is_short: bool,
}

/// Why a call does not do what it is for.
pub(super) enum Stop {
    /// It fails and says so.
    Fault(FileFault),
    /// A signal came before it had begun.
    Interrupted,
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

    /// Orders trouble at the n-th call from now on, counted from 1: for this one alone, or for every call from there on
    /// that can have it.
    pub fn order_trouble(&self, nth: u64, trouble: Trouble, lasts: bool) {
        let mut state = lock(&self.0.state);
        let at = state.calls.len() as u64 + nth;
        state.trouble = Some(Ordered {
            at,
            trouble,
            lasts,
            is_forgiven: false,
            met: 0,
        });
    }

    /// Lets syncs that fail do so without being told of, as to an engine that looks away or tries once more and takes the
    /// second answer for the truth.
    pub fn forgive_syncs(&self) {
        if let Some(ordered) = &mut lock(&self.0.state).trouble {
            ordered.is_forgiven = true;
        }
    }

    /// How many calls have met with the trouble that was ordered last.
    #[must_use]
    pub fn met(&self) -> u64 {
        let state = lock(&self.0.state);
        state.trouble.as_ref().map_or(0, |ordered| ordered.met)
    }

    /// Takes every order back and brings the machine up again.
    pub fn clear(&self) {
        let mut state = lock(&self.0.state);
        state.ordered = None;
        state.trouble = None;
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

    /// All calls so far, with what each was for.
    #[must_use]
    pub fn calls(&self) -> Vec<(Call, String)> {
        lock(&self.0.state).calls.clone()
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

    /// Counts a call that is about to happen.
    pub(super) fn enter(&self, call: Call, doing: impl Into<String>) -> Result<Entered, FileFault> {
        self.try_enter(call, doing).map_err(|stop| match stop {
            Stop::Fault(fault) => fault,
            Stop::Interrupted => FileFault::Other("it was interrupted".into()),
            Stop::Dead => self.die(),
        })
    }

    /// The same for callers through which nothing may unwind, or that can be interrupted.
    pub(super) fn try_enter(&self, call: Call, doing: impl Into<String>) -> Result<Entered, Stop> {
        if self.has_crashed() {
            return Err(Stop::Dead);
        }
        let doing = doing.into();
        if call.changes()
            && let Some(watcher) = lock(&self.0.watcher).as_mut()
        {
            watcher(&doing);
        }
        let mut state = lock(&self.0.state);
        state.calls.push((call, doing.clone()));
        if call.changes() {
            state.effects.push(doing);
        }
        let mut entered = self.ordered(&mut state, call)?;
        entered.is_short = state.meet(call)?;
        Ok(entered)
    }

    /// What was ordered for the effect that was just counted.
    fn ordered(&self, state: &mut State, call: Call) -> Result<Entered, Stop> {
        let now = state.effects.len() as u64;
        let dies = match &state.ordered {
            _ if !call.changes() => None,
            Some((at, FaultKind::Fail(fault))) if *at == now => {
                return Err(Stop::Fault(fault.clone()));
            }
            Some((at, FaultKind::FailFromHere(fault))) if *at <= now => {
                return Err(Stop::Fault(fault.clone()));
            }
            Some((at, FaultKind::CrashBefore)) if *at == now => {
                state.has_crashed = true;
                return Err(Stop::Dead);
            }
            Some((at, FaultKind::CrashAfter)) if *at == now => Some(self.clone()),
            _ => None,
        };
        Ok(Entered {
            dies,
            is_short: false,
        })
    }

    /// The same for what is read and written as a stream: the error as `std::io` carries it.
    pub(super) fn enter_stream(
        &self,
        call: Call,
        doing: &'static str,
        at: &HostPath,
    ) -> io::Result<Entered> {
        let failed = |fault| {
            let at = at.to_string();
            io::Error::other(FilesError { doing, at, fault })
        };
        let entered = self.try_enter(call, format!("{doing} {at}"));
        entered.map_err(|stop| match stop {
            Stop::Fault(fault) => failed(fault),
            Stop::Interrupted => io::ErrorKind::Interrupted.into(),
            Stop::Dead => failed(self.die()),
        })
    }

    /// What somebody is told of a sync that failed: nothing, where such are forgiven.
    pub(super) fn forgive<E>(&self, error: E) -> Result<(), E> {
        let state = lock(&self.0.state);
        match &state.trouble {
            Some(ordered) if ordered.is_forgiven => Ok(()),
            _ => Err(error),
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

impl State {
    /// The trouble that the call which was just counted meets with; whether it does only a part.
    fn meet(&mut self, call: Call) -> Result<bool, Stop> {
        let now = self.calls.len() as u64;
        let Some(ordered) = &mut self.trouble else {
            return Ok(false);
        };
        let is_its_time = ordered.at == now || (ordered.lasts && ordered.at < now);
        if !is_its_time || !ordered.trouble.can_befall(call) {
            return Ok(false);
        }
        ordered.met += 1;
        match &ordered.trouble {
            Trouble::Fails(fault) => Err(Stop::Fault(fault.clone())),
            Trouble::Interrupts => Err(Stop::Interrupted),
            Trouble::CutsShort => Ok(true),
        }
    }
}

impl Entered {
    /// How many of so many bytes it reads or writes.
    pub(super) const fn part_of(&self, all: usize) -> usize {
        if self.is_short && all > 1 {
            all / 2
        } else {
            all
        }
    }

    /// The effect has happened.
    pub(super) fn done(self) {
        let faults = self.dies.clone();
        if self.outlive().is_err()
            && let Some(faults) = faults
        {
            faults.die();
        }
    }

    /// The effect has happened; whether anybody is left to be told, for callers through which nothing may unwind.
    pub(super) fn outlive(self) -> Result<(), Stop> {
        match self.dies {
            None => Ok(()),
            Some(faults) => {
                lock(&faults.0.state).has_crashed = true;
                Err(Stop::Dead)
            }
        }
    }
}
