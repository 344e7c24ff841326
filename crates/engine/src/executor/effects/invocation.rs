//! From a planned invocation to a program that can be started: secrets are rendered here and no earlier.

use std::collections::BTreeMap;
use std::time::Duration;

use camino::Utf8PathBuf;
use sealift_package::manifest::RestartRule;
use sealift_plan::plan::{PlannedInvocation, RunDirectory, ServiceDefinition, Setting};
use serde::{Deserialize, Serialize};

use super::render;
use crate::cancel::Cancel;
use crate::effects::{Ended, HostPath, Program, Sandbox, ServiceUnit, UserId};
use crate::executor::output::Capture;
use crate::executor::scene::{Scene, Workplace};
use crate::executor::{ProgramEnd, StepError};

/// The program of an invocation.
pub(super) fn program(
    scene: &Scene<'_>,
    invocation: &PlannedInvocation,
    timeout: Duration,
    sandbox: Option<Sandbox>,
) -> Result<Program, StepError> {
    Ok(Program {
        executable: Utf8PathBuf::from(&invocation.program),
        arguments: invocation.arguments.clone(),
        environment: environment(scene, invocation)?,
        directory: Some(invocation.directory.clone()),
        user: invocation.user.clone().map(UserId),
        timeout,
        run: Some(scene.place.run.to_string()),
        sandbox,
    })
}

/// The definition of a service, with everything rendered.
pub(super) fn unit(
    scene: &Scene<'_>,
    service: &ServiceDefinition,
) -> Result<ServiceUnit, StepError> {
    let invocation = &service.invocation;
    Ok(ServiceUnit {
        name: service.unit.to_string(),
        description: service.description.in_language("en").to_owned(),
        executable: Utf8PathBuf::from(&invocation.program),
        arguments: invocation.arguments.clone(),
        environment: environment(scene, invocation)?,
        user: invocation.user.clone(),
        directory: invocation.directory.clone(),
        restart: service.restart,
        stop_seconds: service.stop_seconds.value(),
        after: service.after.iter().map(ToString::to_string).collect(),
        run_directories: service.run_directories.clone(),
    })
}

fn environment(
    scene: &Scene<'_>,
    invocation: &PlannedInvocation,
) -> Result<BTreeMap<String, String>, StepError> {
    let setting = |(name, setting): (&String, &Setting)| {
        let value = match setting {
            Setting::Plain(value) => value.clone(),
            Setting::Secret {
                template,
                before_switch,
                ..
            } => render::text(scene, name, template, *before_switch)?,
        };
        Ok((name.clone(), value))
    };
    invocation.environment.iter().map(setting).collect()
}

/// Runs a program to its good end.
pub(super) fn run(
    place: &Workplace<'_>,
    program: &Program,
    capture: &mut Capture<'_>,
    cancel: &Cancel,
) -> Result<(), StepError> {
    let failed = |how: ProgramEnd| {
        let program = sealift_document::plain(program.executable.as_str());
        Err(StepError::CommandFailed { program, how })
    };
    match place.world().processes.run(program, capture, cancel)? {
        Ended::Status(0) => Ok(()),
        Ended::Status(status) => failed(ProgramEnd::Status { status }),
        Ended::Signal(signal) => failed(ProgramEnd::Signal { signal }),
        Ended::TimedOut => failed(ProgramEnd::TimedOut {
            seconds: program.timeout.as_secs(),
        }),
        Ended::Cancelled => Err(StepError::Cancelled),
    }
}

/// A program as a private file of a run keeps it (`sealift.kept-program/v1`); its environment may hold secrets.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct KeptProgram {
    #[serde(rename = "type")]
    kind: String,
    executable: String,
    arguments: Vec<String>,
    environment: BTreeMap<String, String>,
    directory: Option<HostPath>,
    user: Option<String>,
    timeout_seconds: u64,
    writes: Option<Vec<HostPath>>,
}

const KEPT_PROGRAM: &str = "sealift.kept-program/v1";

impl KeptProgram {
    pub(super) fn new(program: Program) -> Self {
        Self {
            kind: KEPT_PROGRAM.into(),
            executable: program.executable.into_string(),
            arguments: program.arguments,
            environment: program.environment,
            directory: program.directory,
            user: program.user.map(|user| user.0),
            timeout_seconds: program.timeout.as_secs(),
            writes: program.sandbox.map(|sandbox| sandbox.writes),
        }
    }

    pub(super) fn program(self, place: &Workplace<'_>) -> Result<Program, StepError> {
        if self.kind != KEPT_PROGRAM {
            return Err(StepError::Misfit("a kept program is of another version"));
        }
        // Its step ran confined where policy asks for that; undoing must not fail for the lack of a sandbox.
        let sandbox = |writes| Sandbox {
            writes,
            required: false,
        };
        Ok(Program {
            executable: self.executable.into(),
            arguments: self.arguments,
            environment: self.environment,
            directory: self.directory,
            user: self.user.map(UserId),
            timeout: Duration::from_secs(self.timeout_seconds),
            run: Some(place.run.to_string()),
            sandbox: self.writes.map(sandbox),
        })
    }
}

/// A service's definition as a private file of a run keeps it (`sealift.kept-unit/v1`).
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct KeptUnit {
    #[serde(rename = "type")]
    kind: String,
    name: String,
    description: String,
    executable: String,
    arguments: Vec<String>,
    environment: BTreeMap<String, String>,
    user: Option<String>,
    directory: HostPath,
    restart: RestartRule,
    stop_seconds: u64,
    after: Vec<String>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    run_directories: Vec<RunDirectory>,
}

const KEPT_UNIT: &str = "sealift.kept-unit/v1";

impl KeptUnit {
    pub(super) fn new(unit: ServiceUnit) -> Self {
        Self {
            kind: KEPT_UNIT.into(),
            name: unit.name,
            description: unit.description,
            executable: unit.executable.into_string(),
            arguments: unit.arguments,
            environment: unit.environment,
            user: unit.user,
            directory: unit.directory,
            restart: unit.restart,
            stop_seconds: unit.stop_seconds,
            after: unit.after,
            run_directories: unit.run_directories,
        }
    }

    pub(super) fn unit(self) -> Result<ServiceUnit, StepError> {
        if self.kind != KEPT_UNIT {
            return Err(StepError::Misfit("a kept definition is of another version"));
        }
        Ok(ServiceUnit {
            name: self.name,
            description: self.description,
            executable: self.executable.into(),
            arguments: self.arguments,
            environment: self.environment,
            user: self.user,
            directory: self.directory,
            restart: self.restart,
            stop_seconds: self.stop_seconds,
            after: self.after,
            run_directories: self.run_directories,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    // As version 1 wrote them; runs of that version are undone by them for ever.
    const PROGRAM: &str = include_str!("../../../tests/golden/kept-program-v1.json");
    const UNIT: &str = include_str!("../../../tests/golden/kept-unit-v1.json");

    #[test]
    fn what_version_1_kept_for_undoing_reads_and_writes_back() {
        let program: KeptProgram = serde_json::from_str(PROGRAM).expect("a program of version 1");
        assert_eq!(
            serde_json::to_string(&program).expect("plain data"),
            PROGRAM
        );
        assert_eq!(program.kind, KEPT_PROGRAM);
        let unit: KeptUnit = serde_json::from_str(UNIT).expect("a definition of version 1");
        assert_eq!(serde_json::to_string(&unit).expect("plain data"), UNIT);
        let again = KeptUnit::new(unit.unit().expect("of this version"));
        assert_eq!(serde_json::to_string(&again).expect("plain data"), UNIT);
    }

    #[test]
    fn i15_a_newer_definition_is_not_started_by_guess() {
        let newer = UNIT.replace("kept-unit/v1", "kept-unit/v2");
        let unit: KeptUnit = serde_json::from_str(&newer).expect("it has the same fields");
        assert!(matches!(unit.unit(), Err(StepError::Misfit(_))));
    }
}
