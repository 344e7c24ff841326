//! The time, the person, and chance.

use std::fmt;
use std::time::Duration;

use sealift_document::Timestamp;
use serde::{Deserialize, Serialize};

/// The time, and who is asking.
pub trait Clock: Send + Sync {
    /// The wall clock.
    fn now(&self) -> LocalTime;

    /// Time since some moment, never going back.
    fn elapsed(&self) -> Duration;

    /// Waits.
    fn sleep(&self, time: Duration);

    /// Who runs this process, as the operating system knows it.
    fn actor(&self) -> Actor;
}

/// A moment and how the host's clock shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LocalTime {
    /// UTC.
    pub utc: Timestamp,
    /// Minutes that local time is ahead of UTC.
    pub offset_minutes: i16,
    /// What sets the clock, where known: `chrony`, `systemd-timesyncd`, `none`, `unknown`.
    pub source: String,
}

/// Who acts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Actor {
    /// The user whose rights are used.
    pub effective_user: String,
    /// The user who logged in, where the system still knows.
    pub login_user: Option<String>,
    /// How that is known: `login`, `sudo`, `pkexec`, `service`, `unknown`.
    pub authenticated: String,
    /// The host's name.
    pub host: String,
}

/// A person is known to others by the name they logged in with, whosever rights they use.
impl fmt::Display for Actor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.login_user {
            Some(login) if *login != self.effective_user => {
                write!(f, "{login} as {}", self.effective_user)
            }
            _ => f.write_str(&self.effective_user),
        }
    }
}

/// Random bytes fit for keys and salts.
pub trait Entropy: Send + Sync {
    /// Fills the buffer.
    fn fill(&self, bytes: &mut [u8]);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_borrows_rights_is_named_by_the_login() {
        let actor = |login: Option<&str>| Actor {
            effective_user: "root".into(),
            login_user: login.map(ToOwned::to_owned),
            authenticated: "sudo".into(),
            host: "plant-3".into(),
        };
        assert_eq!(actor(Some("ann")).to_string(), "ann as root");
        assert_eq!(actor(Some("root")).to_string(), "root");
        assert_eq!(actor(None).to_string(), "root");
    }
}
