//! Leaving behind what was inherited (threats V4, V5): variables, the folder, the mask for new files.

use std::fs;
use std::io;
use std::os::unix::process::CommandExt as _;
use std::process::Command;

/// The whole environment that it works in, besides the user whom polkit let through.
const ENVIRONMENT: [(&str, &str); 3] = [
    ("HOME", "/root"),
    ("LANG", "C.UTF-8"),
    ("PATH", "/usr/sbin:/usr/bin:/sbin:/bin"),
];

/// Starts this program again in its own place, with that environment and nothing else; does nothing when it was started
/// with it. The process stays the same one, with the same parent, so the caller is looked at again.
///
/// # Errors
/// When it cannot be started again.
pub fn start_bare(user: u32) -> io::Result<()> {
    // What it was started with, and not what it has by now: a library that sets a variable as it begins (what counts
    // coverage does) would have it start again for ever.
    if is_bare(&fs::read("/proc/self/environ")?, user) {
        return Ok(());
    }
    // The very file that runs, whatever lies at its path by now.
    Err(Command::new("/proc/self/exe")
        .env_clear()
        .envs(environment(user))
        .exec())
}

/// Whether a block of variables, each with a zero byte behind it, is that environment in any order.
fn is_bare(block: &[u8], user: u32) -> bool {
    let mut found: Vec<&[u8]> = block.split_inclusive(|byte| *byte == 0).collect();
    found.sort_unstable();
    let wanted = environment(user).map(|(name, value)| format!("{name}={value}\0"));
    let mut wanted = wanted.each_ref().map(|variable| variable.as_bytes());
    wanted.sort_unstable();
    found == wanted
}

fn environment(user: u32) -> [(&'static str, String); 4] {
    let [home, lang, path] = ENVIRONMENT.map(|(name, value)| (name, value.to_owned()));
    [home, lang, path, ("PKEXEC_UID", user.to_string())]
}

/// Leaves the caller's folder, and makes new files as every administrator's process does.
///
/// # Errors
/// When there is no `/`.
pub fn settle() -> io::Result<()> {
    rustix::process::umask(rustix::fs::Mode::from_raw_mode(0o022));
    std::env::set_current_dir("/")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn v05_only_the_whole_environment_and_nothing_else_is_bare() {
        let bare =
            "HOME=/root\0LANG=C.UTF-8\0PATH=/usr/sbin:/usr/bin:/sbin:/bin\0PKEXEC_UID=1000\0";
        let reordered =
            "PKEXEC_UID=1000\0PATH=/usr/sbin:/usr/bin:/sbin:/bin\0LANG=C.UTF-8\0HOME=/root\0";
        assert!(is_bare(bare.as_bytes(), 1000) && is_bare(reordered.as_bytes(), 1000));
        assert!(!is_bare(bare.as_bytes(), 1001));
        for more in [
            "LD_PRELOAD=/tmp/x.so\0",
            "HOME=/root\0",
            "no variable\0",
            "\0",
            "X",
        ] {
            assert!(
                !is_bare(format!("{bare}{more}").as_bytes(), 1000),
                "{more:?}"
            );
        }
        for less in ["", "HOME=/root\0", bare.trim_end_matches('\0')] {
            assert!(!is_bare(less.as_bytes(), 1000), "{less:?}");
        }
        let elsewhere = bare.replace("/root", "/home/me");
        assert!(!is_bare(elsewhere.as_bytes(), 1000));
    }
}
