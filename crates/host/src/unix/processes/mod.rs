//! Programs that run once, ended with everything they started.

mod pipes;
#[cfg(target_os = "linux")]
mod sandbox;
#[cfg(test)]
mod tests;

use std::os::unix::process::ExitStatusExt;
use std::process::{Child, ExitStatus, Stdio};
use std::sync::Arc;
use std::time::{Duration, Instant};

use sealift_engine::cancel::Cancel;
use sealift_engine::effects::{Ended, Files, Output, Processes, ProcessesError, Program, Sandbox};

use super::family::Family;
use super::files::HostFiles;
use crate::launch::Launch;
use pipes::Pipes;

/// Between asking a program to end and ending it.
const GRACE: Duration = Duration::from_secs(5);
/// The same for what a program leaves behind that has ended by itself.
const LEFTOVER_GRACE: Duration = Duration::from_secs(1);
/// How long to wait for output before looking at the clock, the wish to stop and the program again.
const TICK: Duration = Duration::from_millis(20);

/// Runs programs on this machine.
pub(crate) struct HostProcesses {
    files: Arc<HostFiles>,
}

impl HostProcesses {
    pub(crate) const fn new(files: Arc<HostFiles>) -> Self {
        Self { files }
    }

    fn start(&self, program: &Program) -> Result<(Child, Family), ProcessesError> {
        let not_started = |reason: String| ProcessesError::NotStarted {
            executable: program.executable.to_string(),
            reason,
        };
        let root = self.files.root();
        let directory = program.directory.as_ref().map_or_else(
            || root.to_owned(),
            |directory| root.join(directory.as_str()),
        );
        let launch = Launch {
            executable: &program.executable,
            arguments: &program.arguments,
            environment: &program.environment,
            directory: &directory,
            user: program.user.as_ref(),
        };
        let mut command = launch.command().map_err(not_started)?;
        command.stdout(Stdio::piped()).stderr(Stdio::piped());
        let started = match &program.sandbox {
            Some(sandbox) => self.start_confined(&mut command, sandbox, program)?,
            None => Family::start(&mut command),
        };
        started.map_err(|error| not_started(error.to_string()))
    }

    #[cfg(target_os = "linux")]
    fn start_confined(
        &self,
        command: &mut std::process::Command,
        sandbox: &Sandbox,
        program: &Program,
    ) -> Result<std::io::Result<(Child, Family)>, ProcessesError> {
        sandbox::start(&self.files, sandbox, command).map_err(|reason| {
            ProcessesError::NotConfined {
                executable: program.executable.to_string(),
                reason,
            }
        })
    }

    #[cfg(not(target_os = "linux"))]
    #[expect(clippy::unused_self, reason = "on Linux the files are needed")]
    fn start_confined(
        &self,
        command: &mut std::process::Command,
        sandbox: &Sandbox,
        program: &Program,
    ) -> Result<std::io::Result<(Child, Family)>, ProcessesError> {
        if sandbox.required {
            return Err(ProcessesError::NotConfined {
                executable: program.executable.to_string(),
                reason: "this system has no sandbox".into(),
            });
        }
        Ok(Family::start(command))
    }
}

impl Processes for HostProcesses {
    fn run(
        &self,
        program: &Program,
        output: &mut dyn Output,
        cancel: &Cancel,
    ) -> Result<Ended, ProcessesError> {
        let deadline = Instant::now() + program.timeout;
        let (mut child, mut family) = self.start(program)?;
        let mut pipes = Pipes::of(&mut child);
        let (asked_to_end, grace) = loop {
            pipes.drain(TICK, output);
            output.tick();
            if family.has_leader_ended() {
                break (None, LEFTOVER_GRACE);
            }
            if cancel.is_cancelled() {
                break (Some(Ended::Cancelled), GRACE);
            }
            if Instant::now() >= deadline {
                break (Some(Ended::TimedOut), GRACE);
            }
        };
        let gone = family.end(grace, &mut || pipes.drain(Duration::ZERO, output));
        let not_ended = |reason: String| ProcessesError::NotEnded {
            executable: program.executable.to_string(),
            reason,
        };
        gone.map_err(not_ended)?;
        pipes.drain(Duration::ZERO, output);
        let status = child.wait().map_err(|error| not_ended(error.to_string()))?;
        Ok(asked_to_end.unwrap_or_else(|| ended(status)))
    }

    fn can_confine(&self) -> bool {
        #[cfg(target_os = "linux")]
        return sandbox::is_available();
        #[cfg(not(target_os = "linux"))]
        false
    }
}

fn ended(status: ExitStatus) -> Ended {
    match (status.code(), status.signal()) {
        (Some(code), _) => Ended::Status(code),
        (None, Some(signal)) => Ended::Signal(signal),
        (None, None) => Ended::Status(-1),
    }
}
