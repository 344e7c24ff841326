//! A machine that is not there: files in memory, a clock that is told the time, chance that repeats, and faults on
//! order.
//!
//! Every effect passes [`Faults`], which counts it and can make the n-th fail or be the last one before a crash, so
//! that a test walks through all places where a run can break. SQLite's own file work is among them: `database` has the
//! layer that brings it here. What was not made durable by then can be lost: [`FakeWorld::cut_power`]. A run can also be
//! recorded, which gives every state that a crash in it could have left: [`FakeWorld::record`].

mod chance;
mod content;
mod crash;
mod database;
mod disk;
mod fault;
mod files;
mod machine;
mod recording;
mod tree;
mod trouble;

use std::collections::BTreeSet;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::sync::{Arc, Mutex};

use sealift_engine::effects::World;

pub use chance::{FakeClock, FakeEntropy};
pub use crash::{Crash, Loss};
pub use fault::{Crashed, FaultKind, Faults};
pub use files::FakeFiles;
pub use machine::{FakeProbes, FakeProcesses, FakeServices, FakeSurvey, FakeUsers};
pub use recording::{Recording, distinct};
pub use trouble::{Call, Trouble};

use machine::Units;
use tree::Tree;

/// A fake machine and the handles that a test turns.
#[derive(Clone)]
pub struct FakeWorld {
    /// Its files.
    pub files: Arc<FakeFiles>,
    /// Its clock and the person at it.
    pub clock: Arc<FakeClock>,
    /// Its chance.
    pub entropy: Arc<FakeEntropy>,
    /// Its programs.
    pub processes: Arc<FakeProcesses>,
    /// Its services.
    pub services: Arc<FakeServices>,
    /// Its users.
    pub users: Arc<FakeUsers>,
    /// Its network.
    pub probes: Arc<FakeProbes>,
    /// Its facts.
    pub survey: Arc<FakeSurvey>,
    faults: Faults,
}

/// What is left of a machine when nobody runs on it: all that another could be made from.
#[derive(Clone)]
struct Remains {
    tree: Tree,
    units: Units,
    users: BTreeSet<sealift_engine::effects::UserId>,
    clock: Arc<FakeClock>,
    drawn: u64,
}

impl Default for FakeWorld {
    fn default() -> Self {
        Self::new()
    }
}

impl FakeWorld {
    /// An empty machine with a gibibyte of free space.
    #[must_use]
    pub fn new() -> Self {
        Self::of(Remains {
            tree: Tree::new(),
            units: Units::new(),
            users: BTreeSet::new(),
            clock: Arc::default(),
            drawn: 0,
        })
    }

    fn of(mut remains: Remains) -> Self {
        remains.tree.forget_nameless();
        let faults = Faults::default();
        Self {
            files: Arc::new(FakeFiles::new(remains.tree, faults.clone())),
            clock: Arc::new(remains.clock.again()),
            entropy: Arc::new(FakeEntropy::new(remains.drawn, faults.clone())),
            processes: Arc::new(FakeProcesses::new(faults.clone())),
            services: Arc::new(FakeServices::new(remains.units, faults.clone())),
            users: Arc::new(FakeUsers::new(remains.users, faults.clone())),
            probes: Arc::new(FakeProbes::new(faults.clone())),
            survey: Arc::new(FakeSurvey::new(faults.clone())),
            faults,
        }
    }

    fn remains(&self) -> Remains {
        Remains {
            tree: lock(&self.files.disk().tree).clone(),
            units: self.services.units(),
            users: self.users.all(),
            clock: Arc::clone(&self.clock),
            drawn: self.entropy.drawn(),
        }
    }

    /// Another machine that is as this one is now. Behaviour of programs and network is not taken over, nor is what is
    /// open.
    #[must_use]
    pub fn again(&self) -> Self {
        Self::of(self.remains())
    }

    /// The machine as the engine sees it.
    #[must_use]
    pub fn world(&self) -> World {
        World {
            files: self.files.clone(),
            processes: self.processes.clone(),
            services: self.services.clone(),
            users: self.users.clone(),
            probes: self.probes.clone(),
            clock: self.clock.clone(),
            entropy: self.entropy.clone(),
            survey: self.survey.clone(),
        }
    }

    /// What counts effects and breaks them.
    #[must_use]
    pub const fn faults(&self) -> &Faults {
        &self.faults
    }

    /// Runs work that may crash on order; after a crash the machine is up again, with no fault ordered.
    ///
    /// # Errors
    /// [`Crashed`] when the crash happened.
    ///
    /// # Panics
    /// When the work panics for any other reason.
    pub fn until_crash<T>(&self, work: impl FnOnce() -> T) -> Result<T, Crashed> {
        let result = catch_unwind(AssertUnwindSafe(work));
        let has_crashed = self.faults.has_crashed();
        if has_crashed {
            // What the dead one still has open must find nothing to act upon once the machine is up again.
            self.files.replace_process();
        }
        self.faults.clear();
        match result {
            Ok(value) if !has_crashed => Ok(value),
            // Work that crashed on another thread comes back as an error of its own; nothing it said counts.
            Ok(_) => Err(Crashed),
            Err(_) if has_crashed => Err(Crashed),
            Err(panic) => resume_unwind(panic),
        }
    }

    /// Lets so much time pass that everything is durable.
    pub fn settle(&self) {
        lock(&self.files.disk().tree).barrier();
    }

    /// Takes the machine's power: files are as they were last made durable, processes and locks are gone.
    pub fn cut_power(&self) {
        self.files.cut_power();
        self.services.stop_all();
    }
}

/// Locks a mutex that a crash may have left behind while it was held.
fn lock<T>(mutex: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    mutex
        .lock()
        .unwrap_or_else(std::sync::PoisonError::into_inner)
}
