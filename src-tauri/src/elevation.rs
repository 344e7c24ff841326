//! The elevated side: a process of an administrator's at the other end of a pipe, started through polkit. It answers
//! the same calls; it verifies everything again itself and believes nothing that it is told about rights.

mod talk;

use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::{Arc, Mutex};

use camino::{Utf8Path, Utf8PathBuf};
use sealift_desk::{Exit, Failure};
use sealift_host::ordinarily;
use serde_json::Value;

use crate::held;
use crate::ipc::{Question, Refusal};
use crate::options::Options;
use talk::Talk;

/// Asks a person for an administrator, and starts a program as one.
const PKEXEC: &str = "/usr/bin/pkexec";
/// Where packages put the elevated side; polkit's action names the same place.
const HELPER: &str = "/usr/libexec/sealift/sealift-helper";
/// What `pkexec` ends with when the person closed the prompt, and when nobody may or can be asked.
const DISMISSED: i32 = 126;
const REFUSED: i32 = 127;

/// The way to the elevated side.
pub(crate) struct Elevation {
    /// What asks a person.
    prompt: Utf8PathBuf,
    helper: Utf8PathBuf,
    talk: Mutex<Option<Arc<Talk>>>,
}

impl Elevation {
    /// The way, where there is one to take: not for an administrator, who needs none, and not where the elevated side
    /// is not installed, unless it was asked for by name.
    pub(crate) fn find(options: &Options) -> Option<Self> {
        let helper = helper(options);
        let is_wanted = options.system || helper.is_file();
        let is_needed = !sealift_host::is_administrator();
        (cfg!(unix) && is_wanted && is_needed).then(|| Self::new(PKEXEC.into(), helper))
    }

    fn new(prompt: Utf8PathBuf, helper: Utf8PathBuf) -> Self {
        let talk = Mutex::default();
        Self {
            prompt,
            helper,
            talk,
        }
    }

    /// Whether an administrator has said yes.
    pub(crate) fn is_open(&self) -> bool {
        self.talk().is_some()
    }

    /// Asks for an administrator; waits for the person at the prompt.
    ///
    /// # Errors
    /// [`Failure`] when the prompt was closed, nobody could be asked, or what answered is not ours. Nothing has changed
    /// then.
    pub(crate) fn open(&self) -> Result<(), Failure> {
        // Held while the person thinks: a second prompt helps nobody.
        let mut talk = held(&self.talk);
        if talk.as_ref().is_some_and(|talk| talk.is_alive()) {
            return Ok(());
        }
        let mut command = Command::new(&self.prompt);
        command
            // Without a prompt of the desktop's there is nobody to ask: a terminal is not looked for.
            .arg("--disable-internal-agent")
            .arg(&self.helper)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::inherit());
        let mut child = ordinarily(move || command.spawn())
            .map_err(|error| Failure::new("elevation-unavailable", Exit::PolicyRefused, error))?;
        match Talk::begin(&mut child) {
            Ok(begun) => *talk = Some(Arc::new(begun)),
            Err(Some(version)) => {
                let failure = Failure::new("elevation-other-version", Exit::PolicyRefused, version);
                return Err(failure);
            }
            Err(None) => return Err(not_started(child)),
        }
        std::thread::spawn(move || child.wait());
        Ok(())
    }

    /// Answers a call on the other side.
    ///
    /// # Errors
    /// What went wrong, in the reader's words.
    pub(crate) fn ask(
        &self,
        question: &Question<'_>,
        name: &str,
        request: Value,
    ) -> Result<Value, Refusal> {
        let needed = || Failure::new("elevation-needed", Exit::PolicyRefused, name);
        let talk = self.talk().ok_or_else(|| question.refusal(&needed()))?;
        talk.ask(question, name, request)
    }

    fn talk(&self) -> Option<Arc<Talk>> {
        let mut talk = held(&self.talk);
        talk.take_if(|talk| !talk.is_alive());
        talk.clone()
    }
}

#[cfg(debug_assertions)]
fn helper(options: &Options) -> Utf8PathBuf {
    options
        .helper
        .clone()
        .unwrap_or_else(|| Utf8Path::new(HELPER).to_owned())
}

#[cfg(not(debug_assertions))]
fn helper(_: &Options) -> Utf8PathBuf {
    Utf8Path::new(HELPER).to_owned()
}

/// Why there is no elevated side, as `pkexec` says it by its status.
fn not_started(mut child: Child) -> Failure {
    let status = child.wait().ok();
    let detail = status.map_or_else(String::new, |status| status.to_string());
    match status.and_then(|status: ExitStatus| status.code()) {
        Some(DISMISSED) => Failure::new("elevation-dismissed", Exit::PolicyRefused, detail),
        Some(REFUSED) => Failure::new("elevation-refused", Exit::PolicyRefused, detail),
        _ => Failure::new("elevation-failed", Exit::PolicyRefused, detail),
    }
}

#[cfg(all(test, unix, debug_assertions))]
mod tests;
