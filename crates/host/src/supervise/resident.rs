//! The resident process itself: one thread for each service, and an eye on which services there are.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread::{self, sleep};
use std::time::{Duration, Instant};

use sealift_engine::cancel::Cancel;
use sealift_engine::effects::{FileFault, FilesError, Lock, ServiceState};

use super::SuperviseError;
use super::charge::Charge;
use super::store::{Name, Report, Store};
use crate::place::Place;
use crate::system;
use crate::system::family::Family;

const TICK: Duration = Duration::from_millis(100);
/// Nobody needs the resident any more after it has had nothing to do for so long.
const IDLE: Duration = Duration::from_secs(1);
/// Others hold the lock for a moment, to see whether it is free.
const LOCK_PATIENCE: Duration = Duration::from_secs(2);
/// What a dead resident left is asked to end for so long before it is ended.
const ORPHAN_GRACE: Duration = Duration::from_secs(10);
/// Services are given their own time to stop; this is for the slowest of them.
const END_PATIENCE: Duration = Duration::from_secs(600);

/// What the threads that look after services know of each other.
#[derive(Default)]
pub(super) struct House {
    closed: AtomicBool,
    known: Mutex<BTreeMap<Name, Known>>,
}

#[derive(Default)]
struct Known {
    runs: bool,
    rests: bool,
    after: BTreeSet<String>,
}

impl House {
    pub(super) fn is_closed(&self) -> bool {
        self.closed.load(Ordering::SeqCst)
    }

    pub(super) fn runs(&self, name: &Name, runs: bool) {
        self.known().entry(name.clone()).or_default().runs = runs;
    }

    pub(super) fn rests(&self, name: &Name, rests: bool) {
        self.known().entry(name.clone()).or_default().rests = rests;
    }

    pub(super) fn comes_after(&self, name: &Name, others: &[String]) {
        self.known().entry(name.clone()).or_default().after = others.iter().cloned().collect();
    }

    /// Whether one of these is being started and does not run yet.
    pub(super) fn waits_for(&self, others: &[String]) -> bool {
        let known = self.known();
        let is_coming = |known: &Known| !known.runs && !known.rests;
        others.iter().any(|other| {
            let other = known.iter().find(|(name, _)| name.as_str() == other);
            other.is_some_and(|(_, known)| is_coming(known))
        })
    }

    /// Whether a service runs that comes after this one, and so stops before it.
    pub(super) fn has_followers(&self, name: &Name) -> bool {
        let known = self.known();
        known
            .values()
            .any(|other| other.runs && other.after.contains(name.as_str()))
    }

    fn leave(&self, name: &Name) {
        self.known().remove(name);
    }

    /// Takes a service in; `false` when it is looked after already.
    fn enter(&self, name: &Name) -> bool {
        let mut known = self.known();
        let is_new = !known.contains_key(name);
        known.entry(name.clone()).or_default();
        is_new
    }

    fn is_at_rest(&self) -> bool {
        self.known().values().all(|one| one.rests)
    }

    fn is_empty(&self) -> bool {
        self.known().is_empty()
    }

    fn known(&self) -> MutexGuard<'_, BTreeMap<Name, Known>> {
        self.known.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Keeps the services of a place running, until somebody asks it to stop or nothing is wanted any more.
///
/// # Errors
/// [`SuperviseError::Running`] when another process does so already.
pub fn run(place: &Place, stop: &Cancel) -> Result<(), SuperviseError> {
    system::launch::leave_terminal();
    let store = Store::new(place.open_files()?, &place.paths().state);
    let lock = take_lock(&store)?;
    store.want_end(false)?;
    end_orphans(&store)?;
    let house = Arc::new(House::default());
    let mut idle_since = None;
    loop {
        let names = store.names()?;
        for name in &names {
            take_in(name, &store, &house);
        }
        if is_idle(&store, &house, &names) {
            let since: &mut Instant = idle_since.get_or_insert_with(Instant::now);
            if since.elapsed() >= IDLE {
                break;
            }
        } else {
            idle_since = None;
        }
        if stop.is_cancelled() || store.is_end_wanted() {
            break;
        }
        sleep(TICK);
    }
    close(&house);
    store.want_end(false)?;
    drop(lock);
    Ok(())
}

/// Stops whatever runs for a place, also what a dead resident left, and returns once no resident is there. What is
/// wanted stays wanted, and is started by the next resident.
///
/// # Errors
/// [`SuperviseError::DoesNotEnd`] when the resident does not let go.
pub fn end(place: &Place) -> Result<(), SuperviseError> {
    let store = Store::new(place.open_files()?, &place.paths().state);
    if store.names()?.is_empty() {
        return Ok(());
    }
    let until = Instant::now() + END_PATIENCE;
    loop {
        match store.lock() {
            Ok(lock) => {
                store.want_end(false)?;
                end_orphans(&store)?;
                drop(lock);
                return Ok(());
            }
            Err(error) => {
                let process = holder_of(error)?;
                if Instant::now() >= until {
                    return Err(SuperviseError::DoesNotEnd { process });
                }
                store.want_end(true)?;
            }
        }
        sleep(TICK);
    }
}

fn take_lock(store: &Store) -> Result<Box<dyn Lock>, SuperviseError> {
    let until = Instant::now() + LOCK_PATIENCE;
    loop {
        match store.lock() {
            Ok(lock) => return Ok(lock),
            Err(error) => {
                let process = holder_of(error)?;
                if Instant::now() >= until {
                    return Err(SuperviseError::Running { process });
                }
            }
        }
        sleep(TICK);
    }
}

/// The process that holds the lock; other errors are handed on.
fn holder_of(error: FilesError) -> Result<u32, FilesError> {
    match error.fault {
        FileFault::Locked(holder) => Ok(holder.map_or(0, |holder| holder.process)),
        _ => Err(error),
    }
}

/// Leaves the house however its thread ends, so that nobody waits for one that has crashed.
struct Leaving(Arc<House>, Name);

impl Drop for Leaving {
    fn drop(&mut self) {
        self.0.leave(&self.1);
    }
}

fn take_in(name: &Name, store: &Store, house: &Arc<House>) {
    if !matches!(store.unit(name), Ok(Some(_))) || !house.enter(name) {
        return;
    }
    let charge = Charge::new(name.clone(), store.clone(), Arc::clone(house));
    let (house_of_thread, name_of_thread) = (Arc::clone(house), name.clone());
    let started = thread::Builder::new()
        .name(name.as_str().into())
        .spawn(move || {
            let _leaving = Leaving(house_of_thread, name_of_thread);
            charge.look_after();
        });
    if let Err(error) = started {
        log::error!("nobody can look after {}: {error}", name.as_str());
        house.leave(name);
    }
}

/// Whether every wish is answered and no thread has anything left to do for one.
fn is_idle(store: &Store, house: &House, names: &[Name]) -> bool {
    let is_answered = |name: &Name| {
        let wish = store.wish(name).map_or(0, |wish| wish.number);
        let report = store.report(name).ok().flatten();
        report.map_or(0, |report| report.number) == wish
    };
    house.is_at_rest() && names.iter().all(is_answered)
}

/// Ends what a resident left that died without a chance to end it. Its services are started anew: their output went
/// into pipes that nobody reads any more.
fn end_orphans(store: &Store) -> Result<(), FilesError> {
    for name in store.names()? {
        let Ok(Some(report)) = store.report(&name) else {
            continue;
        };
        let Some(family) = report.family else {
            continue;
        };
        if let Err(reason) = Family::of(family).end(ORPHAN_GRACE, &mut || {}) {
            log::error!("what was left of {} does not end: {reason}", name.as_str());
            continue;
        }
        let state = ServiceState::Stopped;
        store.tell(
            &name,
            &Report {
                number: report.number,
                state,
                family: None,
            },
        )?;
    }
    Ok(())
}

/// Lets every thread stop its service, those that come after others first.
fn close(house: &House) {
    house.closed.store(true, Ordering::SeqCst);
    while !house.is_empty() {
        sleep(TICK);
    }
}
