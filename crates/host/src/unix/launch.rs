//! Users and plain environments of programs that are started.

use std::io;
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitStatus};

use camino::{Utf8Path, Utf8PathBuf};
use rustix::process::geteuid;
use sealift_engine::effects::UserId;

use super::accounts;

/// The environment of every program, but for `HOME`.
pub(crate) const fn environment() -> [(&'static str, &'static str); 2] {
    [
        ("PATH", "/usr/sbin:/usr/bin:/sbin:/bin"),
        ("LANG", "C.UTF-8"),
    ]
}

/// Lets a command run as a user with that user's own group and no other, and says where the user is at home.
///
/// # Errors
/// A reason in words: nobody of that name, or no right to become somebody else.
pub(crate) fn become_user(command: &mut Command, user: Option<&UserId>) -> Result<String, String> {
    let own = geteuid();
    let Some(user) = user else {
        return Ok(accounts::by_number(own.as_raw()).map_or_else(|| "/".into(), |own| own.home));
    };
    let account = accounts::by_name(&user.0)
        .ok_or_else(|| format!("there is no user {}", sealift_document::plain(&user.0)))?;
    if account.user != own.as_raw() {
        if !own.is_root() {
            return Err(format!("only root can run it as {}", account.name));
        }
        // The standard library drops root's other groups along with its user.
        command.uid(account.user).gid(account.group);
    }
    Ok(account.home)
}

/// A path that this system's own calls can walk: here, every path.
pub(crate) const fn walkable(path: &Utf8Path) -> &Utf8Path {
    path
}

/// A directory that is always there and holds no file system busy.
pub(crate) const NOWHERE: &str = "/";

/// Lets a process that outlives this one be started; [`leave_terminal`] does the rest from within.
pub(crate) const fn detach(_: &mut Command) {}

/// Leaves the terminal and the session that this process was started from, so that neither takes it along.
pub(crate) fn leave_terminal() {
    // A process that leads a group has a session of its own, or was put into one on purpose.
    let _ = rustix::process::setsid();
}

/// How a process ended that gave no status.
pub(crate) fn how_it_ended(status: ExitStatus) -> String {
    use std::os::unix::process::ExitStatusExt;
    status.signal().map_or_else(
        || "in an unknown way".into(),
        |signal| format!("by signal {signal}"),
    )
}

/// State, configuration and run folders: of the machine, and of a user below the home directory.
#[cfg(not(target_vendor = "apple"))]
pub(crate) const SITE_FOLDERS: [[&str; 3]; 2] = [
    ["var/lib/sealift", "etc/sealift", "run/sealift"],
    [
        ".local/state/sealift",
        ".config/sealift",
        ".local/state/sealift/run",
    ],
];
/// State, configuration and run folders; `/var` and `/etc` are links on this system.
#[cfg(target_vendor = "apple")]
pub(crate) const SITE_FOLDERS: [[&str; 3]; 2] = [
    [
        "Library/Application Support/Sealift/state",
        "Library/Application Support/Sealift/config",
        "Library/Application Support/Sealift/run",
    ],
    [
        "Library/Application Support/Sealift/state",
        "Library/Application Support/Sealift/config",
        "Library/Application Support/Sealift/run",
    ],
];

/// Whether this process may act for the whole machine.
pub(crate) fn is_administrator() -> bool {
    geteuid().is_root()
}

/// The home directory of the user whose rights are used, free of links; what `HOME` says does not count.
pub(crate) fn home() -> Option<Utf8PathBuf> {
    let account = accounts::by_number(geteuid().as_raw())?;
    let home = real_path(Path::new(&account.home)).ok()?;
    let home = Utf8PathBuf::try_from(home).ok()?;
    (home.as_str() != "/").then_some(home)
}

/// A path without links in it.
pub(crate) fn real_path(path: &Path) -> io::Result<PathBuf> {
    path.canonicalize()
}
