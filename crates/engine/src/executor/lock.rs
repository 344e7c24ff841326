//! One run at a time in one world (threat I10).

use crate::effects::{FilesError, Lock, LockHolder};
use crate::executor::Ground;
use crate::executor::order::below;

/// Proof that nobody else changes this world. A lock whose holder died is free.
pub struct WorldLock {
    _held: Box<dyn Lock>,
}

impl WorldLock {
    /// Takes the lock, or names who has it.
    ///
    /// # Errors
    /// [`FilesError`] with [`crate::effects::FileFault::Locked`] while another process runs something.
    pub fn take(ground: &Ground<'_>, holder: &LockHolder) -> Result<Self, FilesError> {
        let held = ground
            .world
            .files
            .lock(&below(&ground.state, "lock"), holder)?;
        Ok(Self { _held: held })
    }
}
