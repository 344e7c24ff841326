//! A machine that is not there: files in memory, a clock that is told the time, chance that repeats, and faults on
//! order.
//!
//! Every effect passes [`Faults`], which counts it and can make the n-th fail or be the last one before a crash, so
//! that a test walks through all places where a run can break. What was not made durable by then can be lost:
//! [`FakeWorld::cut_power`]. SQLite cannot see files in memory, so a file called `state.db` is a real one in a
//! temporary directory, which the world's root names.

mod chance;
mod fault;
mod files;
mod machine;
mod tree;

use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::sync::{Arc, Mutex};

use camino::Utf8PathBuf;
use sealift_engine::effects::World;

pub use chance::{FakeClock, FakeEntropy};
pub use fault::{Crashed, FaultKind, Faults};
pub use files::FakeFiles;
pub use machine::{FakeProbes, FakeProcesses, FakeServices, FakeSurvey, FakeUsers};

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
    // Kept until the last handle is gone; holds the real `state.db`.
    _directory: Arc<tempfile::TempDir>,
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
        let directory = Arc::new(tempfile::tempdir().expect("a temporary directory"));
        let root = Utf8PathBuf::try_from(directory.path().to_path_buf()).expect("UTF-8");
        let faults = Faults::default();
        Self {
            files: Arc::new(FakeFiles::new(root, faults.clone())),
            clock: Arc::new(FakeClock::default()),
            entropy: Arc::new(FakeEntropy::new(faults.clone())),
            processes: Arc::new(FakeProcesses::new(faults.clone())),
            services: Arc::new(FakeServices::new(faults.clone())),
            users: Arc::new(FakeUsers::new(faults.clone())),
            probes: Arc::default(),
            survey: Arc::default(),
            faults,
            _directory: directory,
        }
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
        self.faults.clear();
        match result {
            Ok(value) if !has_crashed => Ok(value),
            // Work that crashed on another thread comes back as an error of its own; nothing it said counts.
            Ok(_) => {
                self.files.release_locks();
                Err(Crashed)
            }
            Err(_) if has_crashed => {
                self.files.release_locks();
                Err(Crashed)
            }
            Err(panic) => resume_unwind(panic),
        }
    }

    /// Takes the machine's power: files are as they were last made durable, processes and locks are gone. The state
    /// database keeps what was committed.
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
