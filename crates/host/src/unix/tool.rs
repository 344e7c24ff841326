//! Programs of the operating system that this crate asks or tells something, by their absolute paths.

use std::collections::BTreeMap;
use std::time::Duration;

use sealift_engine::cancel::Cancel;
use sealift_engine::effects::{Ended, Output, Processes, Program, Stream};

/// Such a program answers quickly, or something is wrong with the machine.
const PATIENCE: Duration = Duration::from_secs(120);
/// What is kept of its output.
const MOST: usize = 4 << 20;

/// What a program said.
pub(super) struct Answer {
    pub(super) out: Vec<u8>,
    pub(super) err: Vec<u8>,
    ended: Ended,
}

impl Answer {
    pub(super) fn text(&self) -> String {
        String::from_utf8_lossy(&self.out).into_owned()
    }

    pub(super) const fn is_good(&self) -> bool {
        matches!(self.ended, Ended::Status(0))
    }

    /// Its words on what went wrong.
    pub(super) fn complaint(&self) -> String {
        let words = String::from_utf8_lossy(&self.err);
        match words.trim() {
            "" => format!("it ended with {:?}", self.ended),
            words => sealift_document::plain(&words.replace('\n', "; ")),
        }
    }
}

impl Output for Answer {
    fn take(&mut self, stream: Stream, bytes: &[u8]) {
        let kept = match stream {
            Stream::Out => &mut self.out,
            Stream::Err => &mut self.err,
        };
        let room = MOST.saturating_sub(kept.len());
        kept.extend_from_slice(&bytes[..bytes.len().min(room)]);
    }
}

/// Asks a program, and takes any answer.
///
/// # Errors
/// A reason in words when it could not be asked.
pub(super) fn ask(
    processes: &dyn Processes,
    executable: &str,
    arguments: &[&str],
) -> Result<Answer, String> {
    let program = Program {
        executable: executable.into(),
        arguments: arguments.iter().map(|text| (*text).to_owned()).collect(),
        environment: BTreeMap::new(),
        directory: None,
        user: None,
        timeout: PATIENCE,
        run: None,
        sandbox: None,
    };
    let mut answer = Answer {
        out: Vec::new(),
        err: Vec::new(),
        ended: Ended::TimedOut,
    };
    answer.ended = processes
        .run(&program, &mut answer, &Cancel::new())
        .map_err(|error| error.to_string())?;
    Ok(answer)
}

/// Tells a program to do something, which it must do well.
///
/// # Errors
/// A reason in words.
pub(super) fn tell(
    processes: &dyn Processes,
    executable: &str,
    arguments: &[&str],
) -> Result<String, String> {
    let answer = ask(processes, executable, arguments)?;
    if answer.is_good() {
        Ok(answer.text())
    } else {
        let name = executable.rsplit('/').next().unwrap_or(executable);
        Err(format!("{name}: {}", answer.complaint()))
    }
}
