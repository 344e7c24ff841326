//! Services as the engine sees them, kept running by the resident process.

use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::sync::Mutex;
use std::thread::{self, sleep};
use std::time::{Duration, Instant};

use sealift_engine::effects::{
    FileFault, FilesError, ServiceControl, ServiceState, ServiceUnit, Services, ServicesError,
};

use super::record;
use super::store::{Name, Report, Store, Wish};
use crate::system;
use crate::system::family::Family;
use crate::urgency::ordinarily;

const TICK: Duration = Duration::from_millis(20);
/// How long a resident may take to follow a wish, beyond the time that a service has to stop.
const PATIENCE: Duration = Duration::from_secs(30);
/// Between two tries to start a resident.
const START_AGAIN: Duration = Duration::from_secs(3);

/// How a resident process is started: a program that calls [`super::run`] for the same place.
#[derive(Debug, Clone)]
pub struct Supervisor {
    /// The program.
    pub program: PathBuf,
    /// Its arguments.
    pub arguments: Vec<String>,
}

/// Services of one place.
pub(crate) struct Supervised {
    store: Store,
    supervisor: Supervisor,
    last_start: Mutex<Option<Instant>>,
}

impl Supervised {
    pub(crate) fn new(
        files: std::sync::Arc<crate::system::files::HostFiles>,
        state: &sealift_engine::effects::HostPath,
        supervisor: Supervisor,
    ) -> Self {
        Self {
            store: Store::new(files, state),
            supervisor,
            last_start: Mutex::new(None),
        }
    }

    /// Waits until the resident has followed a wish, starting one where there is none.
    fn await_report(&self, name: &Name, wish: Wish, patience: Duration) -> Result<Report, String> {
        let until = Instant::now() + patience;
        loop {
            if let Some(report) = self.store.report(name).map_err(|error| error.to_string())?
                && report.number == wish.number
            {
                return Ok(report);
            }
            if Instant::now() >= until {
                let errors = self.store.errors();
                let words = "the process that keeps services running does not answer";
                return Err(if errors.is_empty() {
                    words.into()
                } else {
                    format!("{words}: {errors}")
                });
            }
            self.ensure_resident().map_err(|error| error.to_string())?;
            sleep(TICK);
        }
    }

    /// Starts a resident unless one is there or is just coming.
    fn ensure_resident(&self) -> Result<(), FilesError> {
        let mut last_start = self
            .last_start
            .lock()
            .unwrap_or_else(std::sync::PoisonError::into_inner);
        if last_start.is_some_and(|last| last.elapsed() < START_AGAIN) || !self.is_unattended()? {
            return Ok(());
        }
        *last_start = Some(Instant::now());
        let errors = self.store.errors_file()?;
        let mut command = Command::new(&self.supervisor.program);
        command
            .args(&self.supervisor.arguments)
            .env_clear()
            .envs(system::launch::environment())
            .current_dir(system::launch::NOWHERE)
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(errors);
        system::launch::detach(&mut command);
        match ordinarily(move || command.spawn()) {
            Ok(mut resident) => {
                // It outlives this process; should it not, it is waited for.
                thread::spawn(move || resident.wait());
                Ok(())
            }
            Err(error) => Err(FilesError {
                doing: "start",
                at: self.supervisor.program.display().to_string(),
                fault: FileFault::Other(error.to_string()),
            }),
        }
    }

    /// Whether no resident is there.
    fn is_unattended(&self) -> Result<bool, FilesError> {
        match self.store.lock() {
            Ok(_) => Ok(true),
            Err(FilesError {
                fault: FileFault::Locked(_),
                ..
            }) => Ok(false),
            Err(error) => Err(error),
        }
    }

    /// What a report is worth now: a process that is gone does not run, whatever was reported of it.
    fn judged(&self, name: &Name, report: Report) -> Result<ServiceState, FilesError> {
        let is_gone = |report: &Report| {
            let family = report.family.clone();
            matches!(report.state, ServiceState::Running { .. })
                && !family.is_some_and(|family| Family::of(family).has_living_leader())
        };
        let is_restarting = matches!(report.state, ServiceState::Restarting { .. });
        let is_left_alone = is_restarting && self.is_unattended()?;
        if !is_gone(&report) && !is_left_alone {
            return Ok(report.state);
        }
        // A resident notices within a moment, and says what becomes of it.
        let until = Instant::now() + Duration::from_secs(1);
        while Instant::now() < until && !self.is_unattended()? {
            sleep(TICK);
            match self.store.report(name)? {
                Some(report) if is_gone(&report) => {}
                Some(report) => return Ok(report.state),
                None => return Ok(ServiceState::Stopped),
            }
        }
        let reason = "it ended together with the process that kept it running".into();
        Ok(ServiceState::Failed { reason })
    }

    fn has_processes(&self, name: &Name) -> Result<bool, FilesError> {
        let family = self.store.report(name)?.and_then(|report| report.family);
        Ok(family.is_some_and(|family| Family::of(family).is_alive()))
    }

    fn stop_wanted(&self, name: &Name) -> Result<(), String> {
        let words = |error: FilesError| error.to_string();
        let Some(unit) = self.store.unit(name).map_err(words)? else {
            return Ok(());
        };
        let wish = self.store.ask(name, false).map_err(words)?;
        if self.is_unattended().map_err(words)? && !self.has_processes(name).map_err(words)? {
            let report = Report {
                number: wish.number,
                state: ServiceState::Stopped,
                family: None,
            };
            return self.store.tell(name, &report).map_err(words);
        }
        let patience = PATIENCE + Duration::from_secs(unit.stop_seconds);
        self.await_report(name, wish, patience).map(drop)
    }

    fn start_wanted(&self, name: &Name) -> Result<(), String> {
        let words = |error: FilesError| error.to_string();
        if self.store.unit(name).map_err(words)?.is_none() {
            return Err("it is not defined".into());
        }
        let wish = self.store.ask(name, true).map_err(words)?;
        match self.await_report(name, wish, PATIENCE)?.state {
            ServiceState::Failed { reason } => Err(reason),
            _ => Ok(()),
        }
    }
}

/// A service's name, or the error that it is none.
fn parsed(doing: &'static str, name: &str) -> Result<Name, ServicesError> {
    Name::parse(name).ok_or_else(|| failed(doing, name)("it is not the name of a service".into()))
}

fn failed<'a>(doing: &'static str, name: &'a str) -> impl Fn(String) -> ServicesError + 'a {
    move |reason| ServicesError {
        doing,
        name: name.into(),
        reason,
    }
}

impl Services for Supervised {
    fn control(&self) -> ServiceControl {
        ServiceControl::Supervised
    }

    fn place(&self, unit: &ServiceUnit) -> Result<(), ServicesError> {
        let name = parsed("define", &unit.name)?;
        let placed = self.store.place(&name, unit);
        placed.map_err(|error| failed("define", &unit.name)(error.to_string()))
    }

    fn placed(&self, name: &str) -> Result<Option<ServiceUnit>, ServicesError> {
        let unit = self.store.unit(&parsed("read", name)?);
        unit.map_err(|error| failed("read", name)(error.to_string()))
    }

    fn remove(&self, name: &str) -> Result<(), ServicesError> {
        let parsed = parsed("remove", name)?;
        self.stop_wanted(&parsed).map_err(failed("remove", name))?;
        let removed = self.store.remove(&parsed);
        removed.map_err(|error| failed("remove", name)(error.to_string()))
    }

    fn start(&self, name: &str) -> Result<(), ServicesError> {
        let parsed = parsed("start", name)?;
        self.start_wanted(&parsed).map_err(failed("start", name))
    }

    fn stop(&self, name: &str) -> Result<(), ServicesError> {
        let parsed = parsed("stop", name)?;
        self.stop_wanted(&parsed).map_err(failed("stop", name))
    }

    fn state(&self, name: &str) -> Result<ServiceState, ServicesError> {
        let parsed = parsed("look at", name)?;
        let failed = |error: FilesError| failed("look at", name)(error.to_string());
        if self.store.unit(&parsed).map_err(failed)?.is_none() {
            return Ok(ServiceState::Absent);
        }
        match self.store.report(&parsed).map_err(failed)? {
            Some(report) => self.judged(&parsed, report).map_err(failed),
            None => Ok(ServiceState::Stopped),
        }
    }

    fn output(&self, name: &str, most: usize) -> Result<Vec<u8>, ServicesError> {
        let kept = record::last(&self.store, &parsed("read", name)?, most);
        kept.map_err(|error| failed("read", name)(error.to_string()))
    }
}
