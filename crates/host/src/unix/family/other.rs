//! Processes as ps(1) lists them, where there is no `/proc`.

use std::collections::hash_map::DefaultHasher;
use std::hash::{Hash, Hasher};
use std::io;
use std::process::{Command, Stdio};

use rustix::process::{Signal, kill_process};

use super::{Member, Seen, pid};

/// Orphans go to process 1 here, and are not waited for.
pub(super) const fn adopt_orphans() {}

/// Start times of processes are dates here, which differ from boot to boot by themselves.
#[allow(
    clippy::unnecessary_wraps,
    reason = "where there are boots, they may not be known"
)]
pub(super) const fn boot() -> io::Result<String> {
    Ok(String::new())
}

pub(super) fn start_of(process: u32) -> Option<u64> {
    let seen = processes().unwrap_or_default();
    let found = seen.iter().find(|one| one.member.process == process);
    found.map(|one| one.member.start)
}

pub(super) fn is_living(member: Member) -> bool {
    let seen = processes().unwrap_or_default();
    seen.iter().any(|one| one.member == member && !one.is_dead)
}

/// All processes.
///
/// # Errors
/// What the system said: who is not seen then may live all the same.
pub(super) fn processes() -> io::Result<Vec<Seen>> {
    let answer = Command::new("/bin/ps")
        .args(["-A", "-o", "pid=,ppid=,pgid=,stat=,lstart="])
        .env_clear()
        .env("LC_ALL", "C")
        .stdin(Stdio::null())
        .stderr(Stdio::null())
        .output()?;
    let text = String::from_utf8_lossy(&answer.stdout);
    Ok(text.lines().filter_map(parse).collect())
}

fn parse(line: &str) -> Option<Seen> {
    let fields: Vec<&str> = line.split_whitespace().collect();
    let [process, parent, group, state, ref start @ ..] = fields[..] else {
        return None;
    };
    let mut hasher = DefaultHasher::new();
    start.hash(&mut hasher);
    Some(Seen {
        member: Member {
            process: process.parse().ok()?,
            start: hasher.finish(),
        },
        parent: parent.parse().ok()?,
        group: group.parse().ok()?,
        is_dead: state.starts_with('Z'),
    })
}

/// Environments of other processes cannot be read here.
#[allow(
    clippy::unnecessary_wraps,
    reason = "where environments can be read, that may fail"
)]
pub(super) const fn has_mark(_: &Seen, _: &str) -> io::Result<bool> {
    Ok(false)
}

pub(super) fn signal(member: Member, signal: Signal) {
    if start_of(member.process) == Some(member.start)
        && let Some(process) = pid(member)
    {
        let _ = kill_process(process, signal);
    }
}
