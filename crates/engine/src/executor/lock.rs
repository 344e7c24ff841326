//! One run at a time in one world (threat I10).

use crate::effects::{FileFault, Files, FilesError, HostPath, Lock, LockHolder};
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
        Self::within(ground.world.files.as_ref(), &ground.state, holder)
    }

    /// Who holds the lock, where somebody does. That cannot always be told, and then nobody is named.
    #[must_use]
    pub fn holder(ground: &Ground<'_>) -> Option<LockHolder> {
        Self::found(ground).flatten()
    }

    /// Whether somebody holds the lock, who may be unknown.
    #[must_use]
    pub fn is_held(ground: &Ground<'_>) -> bool {
        Self::found(ground).is_some()
    }

    /// What whoever would have to wait for the holder is refused with, named where somebody still holds the lock.
    #[must_use]
    pub fn refusal(ground: &Ground<'_>) -> FilesError {
        FilesError {
            doing: "lock",
            at: below(&ground.state, "lock").as_str().into(),
            fault: FileFault::Locked(Self::holder(ground)),
        }
    }

    /// The holder, as far as known, where there is one.
    #[expect(clippy::option_option, reason = "held, and by whom, are two questions")]
    fn found(ground: &Ground<'_>) -> Option<Option<LockHolder>> {
        let files = ground.world.files.as_ref();
        let free = files.check_free(&below(&ground.state, "lock"));
        match free.err()?.fault {
            FileFault::Locked(holder) => Some(holder),
            _ => None,
        }
    }

    /// The same where there may be no state yet but its directory.
    pub(crate) fn within(
        files: &dyn Files,
        state: &HostPath,
        holder: &LockHolder,
    ) -> Result<Self, FilesError> {
        let held = files.lock(&below(state, "lock"), holder)?;
        Ok(Self { _held: held })
    }
}
