//! One window for one place where there are no sockets of a user's own, which is Windows.

use std::sync::Arc;
use std::time::Duration;

use camino::Utf8PathBuf;

use super::mailbox::{self, Mailbox};
use crate::options::Options;
use crate::shell::Shell;

/// How long a window that is there may take to listen: one that is just being opened needs a while.
const PATIENCE: Duration = Duration::from_secs(10);

/// The right to the window, until the program ends.
pub(crate) struct Instance {
    /// Nothing where this user has no folder to hold a lock in; then there may be several windows.
    mailbox: Option<Mailbox>,
}

impl Instance {
    /// A window that no later start can reach.
    #[cfg(test)]
    pub(crate) const fn deaf() -> Self {
        Self { mailbox: None }
    }

    /// Claims the window of a place; nothing when another process has it, which then knows of the files.
    pub(crate) fn claim(options: &Options) -> Option<Self> {
        let Some(below) = folder() else {
            return Some(Self { mailbox: None });
        };
        // An administrator's session has a window of its own: files are not passed from one to the other.
        let rights = match sealift_host::is_administrator() {
            true => "-elevated",
            false => "",
        };
        let name = format!("{}{rights}", super::name(options));
        let claim = || Mailbox::claim(&below, &name);
        match claim() {
            Ok(None) => match mailbox::deliver(&below, &name, &options.files, PATIENCE) {
                Ok(true) => None,
                // Whoever had the window has closed it meanwhile; and better a second window than none.
                Ok(false) | Err(_) => Some(Self {
                    mailbox: claim().ok().flatten(),
                }),
            },
            claimed => Some(Self {
                mailbox: claimed.ok().flatten(),
            }),
        }
    }

    /// Takes what later starts hand over, as long as the program lives.
    pub(crate) fn serve(self, shell: &Arc<Shell>) {
        let Some(mailbox) = self.mailbox else {
            return;
        };
        let shell = Arc::downgrade(shell);
        std::thread::spawn(move || {
            loop {
                let Some(shell) = shell.upgrade() else { return };
                while let Some(files) = mailbox.next() {
                    shell.handed(&files);
                }
                drop(shell);
                std::thread::sleep(mailbox::PAUSE);
            }
        });
    }
}

/// This user's own folder for data that stays on this machine. The system gives it to the user alone.
fn folder() -> Option<Utf8PathBuf> {
    let local = Utf8PathBuf::from(std::env::var("LOCALAPPDATA").ok()?);
    local.is_absolute().then(|| local.join("Sealift"))
}
