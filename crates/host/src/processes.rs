//! Programs that run once, ended with everything they started. How one is started, read and ended differs by system;
//! when that is done does not.

use std::process::{Child, Stdio};
use std::sync::Arc;
use std::time::{Duration, Instant};

use sealift_engine::cancel::Cancel;
use sealift_engine::effects::{Ended, Files, Output, Processes, ProcessesError, Program};

use crate::launch::Launch;
use crate::system::family::Family;
use crate::system::files::HostFiles;
use crate::system::processes::{self as system, Pipes};
use crate::urgency::ordinarily;

/// Between asking a program to end and ending it.
pub(crate) const GRACE: Duration = Duration::from_secs(5);
/// The same for what a program leaves behind that has ended by itself.
const LEFTOVER_GRACE: Duration = Duration::from_secs(1);
/// How long to wait for output before looking at the clock, the wish to stop and the program again.
const TICK: Duration = Duration::from_millis(20);

/// The variable by which a program and all that it started are known, whoever started it.
pub(crate) const MARK: &str = "SEALIFT_FAMILY";

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
        if let Some(run) = &program.run {
            command.env(MARK, run);
        }
        let started = match &program.sandbox {
            Some(sandbox) => system::start_confined(&self.files, sandbox, command),
            None => Ok(ordinarily(move || Family::start(&mut command))),
        };
        let started = started.map_err(|reason| ProcessesError::NotConfined {
            executable: program.executable.to_string(),
            reason,
        })?;
        started.map_err(|error| not_started(error.to_string()))
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
        if let Err(reason) = gone {
            // The leader at least is known without looking, and cannot have given its number to another.
            let _ = child.kill();
            return Err(not_ended(reason));
        }
        pipes.drain_to_end(output);
        let status = child.wait().map_err(|error| not_ended(error.to_string()))?;
        Ok(asked_to_end.unwrap_or_else(|| system::ended(status)))
    }

    fn end_left_of(&self, run: &str) -> Result<(), ProcessesError> {
        system::end_marked(run, GRACE).map_err(|reason| ProcessesError::NotEnded {
            executable: format!("a program of the run {run}"),
            reason,
        })
    }

    fn can_confine(&self) -> bool {
        system::can_confine()
    }
}

/// Systems that have no sandbox.
#[cfg(not(target_os = "linux"))]
pub(crate) mod unconfined {
    use std::io;
    use std::process::{Child, Command};

    use sealift_engine::effects::Sandbox;

    use crate::system::family::Family;
    use crate::system::files::HostFiles;

    pub(crate) const fn can_confine() -> bool {
        false
    }

    /// Starts a command as it is, unless it must be confined.
    ///
    /// # Errors
    /// A reason in words when the sandbox is required.
    pub(crate) fn start_confined(
        _: &HostFiles,
        sandbox: &Sandbox,
        mut command: Command,
    ) -> Result<io::Result<(Child, Family)>, String> {
        if sandbox.required {
            return Err("this system has no sandbox".into());
        }
        Ok(Family::start(&mut command))
    }
}
