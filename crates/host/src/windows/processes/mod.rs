//! Programs that run once, ended with everything they started.

mod pipes;
#[cfg(test)]
mod tests;

use std::process::{Child, Stdio};
use std::sync::Arc;
use std::time::{Duration, Instant};

use sealift_engine::cancel::Cancel;
use sealift_engine::effects::{Ended, Files, Output, Processes, ProcessesError, Program};

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
/// How long output may take to arrive once nobody is left to write any.
const LAST_OUTPUT: Duration = Duration::from_secs(1);

/// Runs programs on this machine.
pub(crate) struct HostProcesses {
    files: Arc<HostFiles>,
}

impl HostProcesses {
    pub(crate) const fn new(files: Arc<HostFiles>) -> Self {
        Self { files }
    }

    fn start(&self, program: &Program) -> Result<(Child, Family), ProcessesError> {
        let executable = program.executable.to_string();
        if program
            .sandbox
            .as_ref()
            .is_some_and(|sandbox| sandbox.required)
        {
            let reason = "this system has no sandbox".into();
            return Err(ProcessesError::NotConfined { executable, reason });
        }
        let root = self.files.root();
        let directory = program.directory.as_ref().map_or_else(
            || root.to_owned(),
            |directory| root.join(directory.as_str().replace('/', "\\")),
        );
        let launch = Launch {
            executable: &program.executable,
            arguments: &program.arguments,
            environment: &program.environment,
            directory: &directory,
            user: program.user.as_ref(),
        };
        let started = launch.command().and_then(|mut command| {
            command.stdout(Stdio::piped()).stderr(Stdio::piped());
            Family::start(&mut command).map_err(|error| error.to_string())
        });
        started.map_err(|reason| ProcessesError::NotStarted { executable, reason })
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
        pipes.drain_to_end(LAST_OUTPUT, output);
        let status = child.wait().map_err(|error| not_ended(error.to_string()))?;
        Ok(asked_to_end.unwrap_or_else(|| Ended::Status(status.code().unwrap_or(-1))))
    }
}
