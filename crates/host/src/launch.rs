//! How programs are started, whether they run once or keep running: nothing of the caller's environment reaches them
//! (threat V5).

use std::collections::BTreeMap;
use std::process::{Command, Stdio};

use camino::Utf8Path;
use sealift_engine::effects::UserId;

use crate::system;

/// What every kind of program has in common.
pub(crate) struct Launch<'a> {
    pub(crate) executable: &'a Utf8Path,
    pub(crate) arguments: &'a [String],
    pub(crate) environment: &'a BTreeMap<String, String>,
    /// Absolute path on the real machine.
    pub(crate) directory: &'a Utf8Path,
    pub(crate) user: Option<&'a UserId>,
}

impl Launch<'_> {
    /// A command with a clean environment, no input, and the right user.
    ///
    /// # Errors
    /// A reason in words.
    pub(crate) fn command(&self) -> Result<Command, String> {
        if !self.executable.is_absolute() {
            return Err("its path is not absolute".into());
        }
        let mut command = Command::new(system::launch::walkable(self.executable));
        command
            .args(self.arguments)
            .current_dir(system::launch::walkable(self.directory))
            .env_clear()
            .stdin(Stdio::null());
        let home = system::launch::become_user(&mut command, self.user)?;
        command.envs(system::launch::environment());
        command.env("HOME", home);
        command.envs(self.environment);
        Ok(command)
    }
}
