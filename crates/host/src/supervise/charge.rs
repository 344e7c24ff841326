//! One service in the resident's charge: started, watched, started again, stopped.

use std::io;
use std::process::{Child, ExitStatus};
use std::sync::Arc;
use std::thread::{JoinHandle, sleep};
use std::time::{Duration, Instant};

use sealift_engine::effects::{Files, FilesError, HostPath, ServiceState, ServiceUnit, UserId};
use sealift_package::manifest::{Mode, RestartRule};

use super::record;
use super::resident::House;
use super::store::{Name, Report, Store, Wish};
use crate::launch::Launch;
use crate::system::family::Family;

/// How often wishes and processes are looked at.
const TICK: Duration = Duration::from_millis(50);
/// A service that ran this long has not failed to start.
const SETTLED: Duration = Duration::from_secs(10);
/// So many ends in a row without having settled, and it is not started again.
const TRIES: u32 = 5;
const FIRST_DELAY: Duration = Duration::from_millis(200);
/// The last output of a service that has ended may take so long to be kept.
const LAST_OUTPUT: Duration = Duration::from_secs(2);
/// A service waits at most so long for those it comes after.
const OTHERS: Duration = Duration::from_secs(10);

/// A service that is looked after by a thread of its own.
pub(super) struct Charge {
    name: Name,
    store: Store,
    house: Arc<House>,
    wish: Wish,
    failures: u32,
}

/// A started service.
struct Running {
    unit: ServiceUnit,
    child: Child,
    family: Family,
    /// Who keeps its output.
    keeper: Option<JoinHandle<()>>,
    since: Instant,
}

/// Why a running service was left.
enum Left {
    /// It shall not run, or not as it does.
    Unwanted,
    /// It ended by itself.
    Ended(ExitStatus),
}

impl Charge {
    pub(super) fn new(name: Name, store: Store, house: Arc<House>) -> Self {
        Self {
            name,
            store,
            house,
            wish: Wish::default(),
            failures: 0,
        }
    }

    /// Follows the wishes for this service until the house is closed or the service is removed.
    pub(super) fn look_after(mut self) {
        while !self.is_over() {
            self.wish = self.store.wish(&self.name).unwrap_or(self.wish);
            self.failures = 0;
            if self.wish.wanted {
                self.keep_running();
            } else {
                self.tell(ServiceState::Stopped, None);
            }
            self.house.rests(&self.name, true);
            while !self.is_over() && !self.is_new_wish() {
                sleep(TICK);
            }
            self.house.rests(&self.name, false);
        }
    }

    fn is_over(&self) -> bool {
        self.house.is_closed() || self.is_removed()
    }

    fn is_removed(&self) -> bool {
        let at = self.store.of(&self.name, "definition");
        matches!(self.store.files.inspect(&at), Ok(None))
    }

    fn is_new_wish(&self) -> bool {
        let wish = self.store.wish(&self.name);
        wish.is_ok_and(|wish| wish.number != self.wish.number)
    }

    /// Starts the service as often as its rule says, until another wish comes that wants something else.
    fn keep_running(&mut self) {
        loop {
            let running = match self.start() {
                Ok(running) => running,
                Err(reason) => return self.tell(ServiceState::Failed { reason }, None),
            };
            let (unit, since) = (running.unit.clone(), running.since);
            let status = match self.watch(running) {
                Left::Unwanted => return,
                Left::Ended(status) => status,
            };
            if since.elapsed() >= SETTLED {
                self.failures = 0;
            }
            self.failures += 1;
            let is_wanted_again = match unit.restart {
                RestartRule::Always => true,
                RestartRule::OnFailure => !status.success(),
                RestartRule::Never => false,
            };
            if !is_wanted_again || self.failures >= TRIES {
                let state = self.end_state(status, is_wanted_again);
                return self.tell(state, None);
            }
            self.tell(self.restarting(status), None);
            if !self.wait(FIRST_DELAY * 2_u32.pow(self.failures - 1)) {
                return;
            }
        }
    }

    /// What a service is doing that is started again in a moment.
    fn restarting(&self, status: ExitStatus) -> ServiceState {
        let how = how_it_ended(status);
        let reason = match self.failures {
            1 => format!("it ended {how}"),
            times => format!("it ended {times} times in a row, at last {how}"),
        };
        ServiceState::Restarting { reason }
    }

    /// What a service has come to that is not started again.
    fn end_state(&self, status: ExitStatus, was_wanted_again: bool) -> ServiceState {
        let how = how_it_ended(status);
        if was_wanted_again {
            let reason = format!("it ended {} times in a row, at last {how}", self.failures);
            ServiceState::Failed { reason }
        } else if status.success() {
            ServiceState::Stopped
        } else {
            let reason = format!("it ended {how}");
            ServiceState::Failed { reason }
        }
    }

    /// Waits before another start; `false` when there shall be none.
    fn wait(&self, delay: Duration) -> bool {
        let until = Instant::now() + delay;
        while Instant::now() < until {
            if self.is_over() || self.is_new_wish() {
                return false;
            }
            sleep(TICK);
        }
        true
    }

    fn start(&mut self) -> Result<Running, String> {
        let words = |error: FilesError| error.to_string();
        let unit = self.store.unit(&self.name).map_err(words)?;
        let unit = unit.ok_or("its definition is gone")?;
        self.house.comes_after(&self.name, &unit.after);
        let until = Instant::now() + OTHERS;
        while Instant::now() < until && self.house.waits_for(&unit.after) && !self.is_over() {
            sleep(TICK);
        }
        self.make_run_directories(&unit).map_err(words)?;
        let (child, family, keeper) = self.spawn(&unit)?;
        let state = ServiceState::Running {
            process: child.id(),
        };
        self.tell(state, Some(&family));
        self.house.runs(&self.name, true);
        Ok(Running {
            unit,
            child,
            family,
            keeper,
            since: Instant::now(),
        })
    }

    /// Makes the directories that a restart of the machine has taken away.
    fn make_run_directories(&self, unit: &ServiceUnit) -> Result<(), FilesError> {
        let files = self.store.files.as_ref();
        for directory in &unit.run_directories {
            let above = std::iter::successors(directory.path.parent(), HostPath::parent);
            let mut missing = Vec::new();
            for path in above {
                if files.inspect(&path)?.is_some() {
                    break;
                }
                missing.push(path);
            }
            for path in missing.iter().rev() {
                files.create_directory(path, Mode::EXECUTABLE)?;
            }
            if files.inspect(&directory.path)?.is_some() {
                continue;
            }
            files.create_directory(&directory.path, directory.mode)?;
            if let Some(owner) = &directory.owner {
                files.set_owner(&directory.path, &UserId(owner.clone()))?;
            }
        }
        Ok(())
    }

    fn spawn(&self, unit: &ServiceUnit) -> Result<(Child, Family, Option<JoinHandle<()>>), String> {
        let directory = self.store.files.root().join(unit.directory.as_str());
        let user = unit.user.clone().map(UserId);
        let launch = Launch {
            executable: &unit.executable,
            arguments: &unit.arguments,
            environment: &unit.environment,
            directory: &directory,
            user: user.as_ref(),
        };
        let mut command = launch.command()?;
        let (pipe, writer) = io::pipe().map_err(|error| error.to_string())?;
        let second = writer.try_clone().map_err(|error| error.to_string())?;
        command.stdout(writer).stderr(second);
        let (child, family) = Family::start(&mut command)
            .map_err(|error| format!("{} cannot be started: {error}", unit.executable))?;
        // The command holds this side's ends of the pipe, which must go for it ever to end.
        drop(command);
        let keeper = record::keep(&self.store, &self.name, pipe);
        Ok((child, family, keeper))
    }

    /// Watches a running service until it ends or shall end; either way its processes are gone afterwards.
    fn watch(&mut self, mut running: Running) -> Left {
        loop {
            if running.family.has_leader_ended() {
                let status = self.clear(&mut running, Duration::from_secs(1));
                self.house.runs(&self.name, false);
                return Left::Ended(status);
            }
            if self.is_over() || self.is_to_stop(&running) {
                self.stop(&mut running);
                return Left::Unwanted;
            }
            sleep(TICK);
        }
    }

    /// Whether there is a new wish that this running service does not fulfil. One that it fulfils is answered.
    fn is_to_stop(&mut self, running: &Running) -> bool {
        let Ok(wish) = self.store.wish(&self.name) else {
            return false;
        };
        if wish.number == self.wish.number {
            return false;
        }
        let unit = self.store.unit(&self.name).ok().flatten();
        if !wish.wanted || unit.as_ref() != Some(&running.unit) {
            return true;
        }
        self.wish = wish;
        let process = running.child.id();
        self.tell(ServiceState::Running { process }, Some(&running.family));
        false
    }

    fn stop(&self, running: &mut Running) {
        let until = Instant::now() + OTHERS;
        while self.house.is_closed()
            && self.house.has_followers(&self.name)
            && Instant::now() < until
        {
            sleep(TICK);
        }
        self.clear(running, Duration::from_secs(running.unit.stop_seconds));
        self.house.runs(&self.name, false);
        if self.house.is_closed() {
            self.tell(ServiceState::Stopped, None);
        }
    }

    /// Ends all processes of a service and waits for its leader, and for its output to be kept whole: whoever is told that
    /// it has stopped may read that, or remove it.
    fn clear(&self, running: &mut Running, grace: Duration) -> ExitStatus {
        while let Err(reason) = running.family.end(grace, &mut || {}) {
            // Such a process waits in the kernel, for a broken drive for instance. It is not left out of sight.
            log::error!("{} does not end: {reason}", self.name.as_str());
            sleep(Duration::from_secs(5));
        }
        let status = running.child.wait().unwrap_or_default();
        // Whoever escaped and holds the pipe open is not waited for.
        let until = Instant::now() + LAST_OUTPUT;
        while running
            .keeper
            .as_ref()
            .is_some_and(|keeper| !keeper.is_finished())
            && Instant::now() < until
        {
            sleep(TICK);
        }
        status
    }

    fn tell(&self, state: ServiceState, family: Option<&Family>) {
        let report = Report {
            number: self.wish.number,
            state,
            family: family.map(|family| family.id().clone()),
        };
        // The folder goes when a service is removed; nobody reads the report then.
        if let Err(error) = self.store.tell(&self.name, &report) {
            log::debug!("{} cannot be reported: {error}", self.name.as_str());
        }
    }
}

fn how_it_ended(status: ExitStatus) -> String {
    match status.code() {
        Some(code) => format!("with status {code}"),
        None => crate::system::launch::how_it_ended(status),
    }
}
