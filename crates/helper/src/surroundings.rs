//! Leaving behind what was inherited (threats V4, V5): variables, the folder, the mask for new files.

use std::ffi::OsString;
use std::io;
use std::os::unix::process::CommandExt as _;
use std::process::Command;

/// The whole environment that it works in, besides the user whom polkit let through.
const ENVIRONMENT: [(&str, &str); 3] = [
    ("HOME", "/root"),
    ("LANG", "C.UTF-8"),
    ("PATH", "/usr/sbin:/usr/bin:/sbin:/bin"),
];

/// Starts this program again in its own place, with that environment and nothing else; does nothing when it has it. The
/// process stays the same one, with the same parent, so the caller is looked at again.
///
/// # Errors
/// When it cannot be started again.
pub fn start_bare(user: u32) -> io::Result<()> {
    let wanted = environment(user);
    let mut found: Vec<(OsString, OsString)> = std::env::vars_os().collect();
    found.sort();
    if found == wanted {
        return Ok(());
    }
    // The very file that runs, whatever lies at its path by now.
    Err(Command::new("/proc/self/exe")
        .env_clear()
        .envs(wanted)
        .exec())
}

fn environment(user: u32) -> Vec<(OsString, OsString)> {
    let user = user.to_string();
    let all = ENVIRONMENT
        .iter()
        .copied()
        .chain([("PKEXEC_UID", user.as_str())]);
    let mut all: Vec<_> = all
        .map(|(name, value)| (name.into(), value.into()))
        .collect();
    all.sort();
    all
}

/// Leaves the caller's folder, and makes new files as every administrator's process does.
///
/// # Errors
/// When there is no `/`.
pub fn settle() -> io::Result<()> {
    rustix::process::umask(rustix::fs::Mode::from_raw_mode(0o022));
    std::env::set_current_dir("/")
}
