//! Programs, services, users, network and facts, as far as a test tells them.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Mutex;
use std::time::Duration;

use sealift_engine::cancel::Cancel;
use sealift_engine::effects::{
    Ended, HostPath, Output, Probes, ProbesError, Processes, ProcessesError, Program, Response,
    ServiceControl, ServiceState, ServiceUnit, Services, ServicesError, Stream, Survey,
    SurveyError, UserId, Users, UsersError,
};
use sealift_package::manifest::Os;
use sealift_plan::facts::Facts;
use sealift_plan::inquiry::Inquiry;

use super::fault::Faults;
use super::lock;
use super::trouble::Call;

type Behaviour = dyn Fn(&Program, &Cancel) -> (Ended, Vec<u8>) + Send + Sync;

/// Bytes of a program's output that are handed over at once; shorter than any secret that a test has.
const PIECE: usize = 5;

/// Programs that behave as a test says; one that it says nothing of succeeds at once.
pub struct FakeProcesses {
    behaviours: Mutex<BTreeMap<String, Box<Behaviour>>>,
    runs: Mutex<Vec<Program>>,
    faults: Faults,
}

impl FakeProcesses {
    pub(super) fn new(faults: Faults) -> Self {
        Self {
            behaviours: Mutex::default(),
            runs: Mutex::default(),
            faults,
        }
    }

    /// Says how the executables behave whose path ends so: how they end, and what they write.
    pub fn behave(
        &self,
        executable: &str,
        behaviour: impl Fn(&Program, &Cancel) -> (Ended, Vec<u8>) + Send + Sync + 'static,
    ) {
        lock(&self.behaviours).insert(executable.into(), Box::new(behaviour));
    }

    /// What was run, in order.
    #[must_use]
    pub fn runs(&self) -> Vec<Program> {
        lock(&self.runs).clone()
    }
}

impl Processes for FakeProcesses {
    fn run(
        &self,
        program: &Program,
        output: &mut dyn Output,
        cancel: &Cancel,
    ) -> Result<Ended, ProcessesError> {
        let executable = program.executable.to_string();
        let entered = self
            .faults
            .enter(Call::Run, format!("run {executable}"))
            .map_err(|fault| ProcessesError::NotStarted {
                executable: executable.clone(),
                reason: fault.to_string(),
            })?;
        lock(&self.runs).push(program.clone());
        let behaviours = lock(&self.behaviours);
        let behaviour = behaviours
            .iter()
            .find(|(name, _)| executable.ends_with(name.as_str()));
        let (ended, written) = behaviour.map_or_else(
            || (Ended::Status(0), vec![]),
            |(_, behave)| behave(program, cancel),
        );
        // A pipe cuts where it likes.
        for piece in written.chunks(PIECE) {
            output.take(Stream::Out, piece);
            output.tick();
        }
        entered.done();
        Ok(ended)
    }

    fn end_left_of(&self, run: &str) -> Result<(), ProcessesError> {
        let ended = self.faults.enter(Call::Look, format!("end-left-of {run}"));
        ended.map(drop).map_err(|fault| ProcessesError::NotEnded {
            executable: run.into(),
            reason: fault.to_string(),
        })
    }
}

/// Services by name: how each is defined, and what it is doing.
pub(super) type Units = BTreeMap<String, (ServiceUnit, ServiceState)>;

/// Services that do what they are told.
pub struct FakeServices {
    units: Mutex<Units>,
    broken: Mutex<BTreeSet<String>>,
    faults: Faults,
}

impl FakeServices {
    pub(super) fn new(units: Units, faults: Faults) -> Self {
        Self {
            units: Mutex::new(units),
            broken: Mutex::default(),
            faults,
        }
    }

    /// Makes a service end by itself whenever it is started.
    pub fn break_service(&self, name: &str) {
        lock(&self.broken).insert(name.into());
    }

    /// The services that are running.
    #[must_use]
    pub fn running(&self) -> Vec<String> {
        let running = |state: &ServiceState| matches!(state, ServiceState::Running { .. });
        let units = lock(&self.units);
        units
            .iter()
            .filter(|(_, unit)| running(&unit.1))
            .map(|(name, _)| name.clone())
            .collect()
    }

    pub(super) fn units(&self) -> Units {
        lock(&self.units).clone()
    }

    pub(super) fn stop_all(&self) {
        lock(&self.units)
            .values_mut()
            .for_each(|unit| unit.1 = ServiceState::Stopped);
    }

    fn change(
        &self,
        doing: &'static str,
        name: &str,
        work: impl FnOnce(&mut Units) -> Result<(), String>,
    ) -> Result<(), ServicesError> {
        let failed = |reason: String| ServicesError {
            doing,
            name: name.into(),
            reason,
        };
        let entered = self.faults.enter(Call::Run, format!("{doing} {name}"));
        let entered = entered.map_err(|fault| failed(fault.to_string()))?;
        let result = work(&mut lock(&self.units)).map_err(failed);
        entered.done();
        result
    }

    /// Looks without changing anything.
    fn look<T>(&self, name: &str, work: impl FnOnce(&Units) -> T) -> Result<T, ServicesError> {
        let looked = self.faults.enter(Call::Look, format!("look-at {name}"));
        looked.map(drop).map_err(|fault| ServicesError {
            doing: "look at",
            name: name.into(),
            reason: fault.to_string(),
        })?;
        Ok(work(&lock(&self.units)))
    }
}

impl Services for FakeServices {
    fn control(&self) -> ServiceControl {
        ServiceControl::Supervised
    }

    fn place(&self, unit: &ServiceUnit) -> Result<(), ServicesError> {
        self.change("place", &unit.name, |units| {
            let state = units
                .remove(&unit.name)
                .map_or(ServiceState::Stopped, |(_, state)| state);
            units.insert(unit.name.clone(), (unit.clone(), state));
            Ok(())
        })
    }

    fn placed(&self, name: &str) -> Result<Option<ServiceUnit>, ServicesError> {
        self.look(name, |units| units.get(name).map(|(unit, _)| unit.clone()))
    }

    fn remove(&self, name: &str) -> Result<(), ServicesError> {
        self.change("remove", name, |units| {
            units.remove(name);
            Ok(())
        })
    }

    fn start(&self, name: &str) -> Result<(), ServicesError> {
        let is_broken = lock(&self.broken).contains(name);
        self.change("start", name, |units| {
            let unit = units.get_mut(name).ok_or("there is no such service")?;
            unit.1 = if is_broken {
                ServiceState::Failed {
                    reason: "it ended with status 1".into(),
                }
            } else {
                ServiceState::Running { process: 4242 }
            };
            Ok(())
        })
    }

    fn stop(&self, name: &str) -> Result<(), ServicesError> {
        self.change("stop", name, |units| {
            if let Some(unit) = units.get_mut(name) {
                unit.1 = ServiceState::Stopped;
            }
            Ok(())
        })
    }

    fn state(&self, name: &str) -> Result<ServiceState, ServicesError> {
        self.look(name, |units| {
            let unit = units.get(name);
            unit.map_or(ServiceState::Absent, |(_, state)| state.clone())
        })
    }

    fn output(&self, _name: &str, _most: usize) -> Result<Vec<u8>, ServicesError> {
        Ok(vec![])
    }
}

/// Users by name.
pub struct FakeUsers {
    users: Mutex<BTreeSet<UserId>>,
    faults: Faults,
}

impl FakeUsers {
    pub(super) fn new(users: BTreeSet<UserId>, faults: Faults) -> Self {
        Self {
            users: Mutex::new(users),
            faults,
        }
    }

    pub(super) fn all(&self) -> BTreeSet<UserId> {
        lock(&self.users).clone()
    }

    /// The users there are.
    #[must_use]
    pub fn names(&self) -> Vec<String> {
        lock(&self.users)
            .iter()
            .map(|user| user.0.clone())
            .collect()
    }

    fn change(
        &self,
        doing: &'static str,
        user: &UserId,
        work: impl FnOnce(&mut BTreeSet<UserId>),
    ) -> Result<(), UsersError> {
        let entered = self
            .faults
            .enter(Call::Run, format!("{doing} {}", user.0))
            .map_err(|fault| UsersError::Failed {
                user: user.0.clone(),
                reason: fault.to_string(),
            })?;
        work(&mut lock(&self.users));
        entered.done();
        Ok(())
    }
}

impl Users for FakeUsers {
    fn exists(&self, user: &UserId) -> Result<bool, UsersError> {
        let looked = self.faults.enter(Call::Look, format!("look-up {}", user.0));
        looked.map(drop).map_err(|fault| UsersError::Failed {
            user: user.0.clone(),
            reason: fault.to_string(),
        })?;
        Ok(lock(&self.users).contains(user))
    }

    fn create(&self, user: &UserId, _home: Option<&HostPath>) -> Result<(), UsersError> {
        self.change("create-user", user, |users| {
            users.insert(user.clone());
        })
    }

    fn remove(&self, user: &UserId) -> Result<(), UsersError> {
        self.change("remove-user", user, |users| {
            users.remove(user);
        })
    }
}

/// A network on which what a test names answers, and nothing else.
pub struct FakeProbes {
    sockets: Mutex<BTreeSet<(String, u16)>>,
    resources: Mutex<BTreeMap<String, Response>>,
    faults: Faults,
}

impl FakeProbes {
    pub(super) fn new(faults: Faults) -> Self {
        Self {
            sockets: Mutex::default(),
            resources: Mutex::default(),
            faults,
        }
    }

    fn look(&self, what: &str) -> Result<(), ProbesError> {
        let looked = self.faults.enter(Call::Look, format!("probe {what}"));
        looked.map(drop).map_err(|fault| ProbesError {
            what: what.into(),
            reason: fault.to_string(),
        })
    }

    /// Lets a TCP port accept connections.
    pub fn listen(&self, host: &str, port: u16) {
        lock(&self.sockets).insert((host.into(), port));
    }

    /// Lets an HTTP resource answer.
    pub fn serve(&self, url: &str, status: u16, body: &str) {
        lock(&self.resources).insert(
            url.into(),
            Response {
                status,
                body: body.into(),
            },
        );
    }

    /// Takes an HTTP resource away.
    pub fn silence(&self, url: &str) {
        lock(&self.resources).remove(url);
    }
}

impl Probes for FakeProbes {
    fn tcp(&self, host: &str, port: u16, _timeout: Duration) -> Result<(), ProbesError> {
        self.look(&format!("{host}:{port}"))?;
        if lock(&self.sockets).contains(&(host.to_owned(), port)) {
            Ok(())
        } else {
            Err(silent(format!("{host}:{port}")))
        }
    }

    fn http(&self, url: &str, _timeout: Duration) -> Result<Response, ProbesError> {
        self.look(url)?;
        lock(&self.resources)
            .get(url)
            .cloned()
            .ok_or_else(|| silent(url.into()))
    }
}

fn silent(what: String) -> ProbesError {
    ProbesError {
        what,
        reason: "the connection is refused".into(),
    }
}

/// Facts that a test gives; a Linux machine of which nothing else is known when it gives none.
pub struct FakeSurvey {
    given: Mutex<Option<Facts>>,
    faults: Faults,
}

impl FakeSurvey {
    pub(super) fn new(faults: Faults) -> Self {
        Self {
            given: Mutex::default(),
            faults,
        }
    }

    /// Gives the facts.
    pub fn set(&self, facts: Facts) {
        *lock(&self.given) = Some(facts);
    }
}

impl Survey for FakeSurvey {
    fn facts(&self, inquiry: &Inquiry) -> Result<Facts, SurveyError> {
        let looked = self.faults.enter(Call::Look, "survey");
        looked
            .map(drop)
            .map_err(|fault| SurveyError(fault.to_string()))?;
        let now = "2026-11-21T09:30:00Z"
            .parse()
            .map_err(|_| SurveyError("no time".into()))?;
        let given = lock(&self.given).clone();
        let facts = given.unwrap_or_else(|| Facts::unknown(Os::Linux, now));
        // Nobody is told what they did not ask for, so that a question that was forgotten is missed.
        Ok(inquiry.told(facts))
    }
}
