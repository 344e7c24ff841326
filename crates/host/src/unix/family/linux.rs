//! Processes as Linux lists them in `/proc`.

use std::fs;
use std::io;
use std::sync::{Once, OnceLock};

use rustix::io::Errno;
use rustix::process::{
    PidfdFlags, Signal, getpid, kill_process, pidfd_open, pidfd_send_signal, set_child_subreaper,
};

use super::{MARK, Member, Seen, pid};

/// Asks for orphans below this process to become its children, so that they can be waited for.
pub(super) fn adopt_orphans() {
    static ASKED: Once = Once::new();
    ASKED.call_once(|| {
        if let Err(errno) = set_child_subreaper(Some(getpid())) {
            log::debug!("this process cannot adopt orphans: {errno}");
        }
    });
}

/// This boot, so that process numbers of an earlier one mean nothing.
///
/// # Errors
/// What the system said; a boot that is not known must not be taken for another one.
pub(super) fn boot() -> io::Result<String> {
    static BOOT: OnceLock<String> = OnceLock::new();
    if let Some(boot) = BOOT.get() {
        return Ok(boot.clone());
    }
    let id = fs::read_to_string("/proc/sys/kernel/random/boot_id")?;
    Ok(BOOT.get_or_init(|| id.trim().to_owned()).clone())
}

/// When a process started, in clock ticks since boot.
pub(super) fn start_of(process: u32) -> Option<u64> {
    let seen = look_at(process).ok().flatten()?;
    Some(seen.member.start)
}

/// Whether this very process runs.
pub(super) fn is_living(member: Member) -> bool {
    let seen = look_at(member.process).ok().flatten();
    seen.is_some_and(|seen| seen.member == member && !seen.is_dead)
}

/// All processes.
///
/// # Errors
/// What the system said: who is not seen then may live all the same.
pub(super) fn processes() -> io::Result<Vec<Seen>> {
    let mut seen = vec![];
    for entry in fs::read_dir("/proc")? {
        let name = entry?.file_name();
        let number = name.to_str().and_then(|name| name.parse().ok());
        if let Some(number) = number {
            seen.extend(look_at(number)?);
        }
    }
    Ok(seen)
}

/// One process; nothing when it is gone.
fn look_at(process: u32) -> io::Result<Option<Seen>> {
    Ok(read_of(process, "stat")?.and_then(|text| parse(process, &text)))
}

/// What the system shows of a process; nothing when it is gone, or another user's.
fn read_of(process: u32, what: &str) -> io::Result<Option<Vec<u8>>> {
    match fs::read(format!("/proc/{process}/{what}")) {
        Ok(bytes) => Ok(Some(bytes)),
        Err(error) => match Errno::from_io_error(&error) {
            Some(Errno::NOENT | Errno::SRCH | Errno::ACCESS | Errno::PERM) => Ok(None),
            _ => Err(error),
        },
    }
}

/// A process from proc_pid_stat(5). The name in it may hold anything, closing brackets too.
fn parse(process: u32, text: &[u8]) -> Option<Seen> {
    let text = String::from_utf8_lossy(text);
    let fields: Vec<&str> = text.rsplit_once(')')?.1.split_whitespace().collect();
    let [state, parent, group, ..] = fields[..] else {
        return None;
    };
    Some(Seen {
        member: Member {
            process,
            start: fields.get(19)?.parse().ok()?,
        },
        parent: parent.parse().ok()?,
        group: group.parse().ok()?,
        is_dead: matches!(state, "Z" | "X"),
    })
}

/// Whether a process was started with a family's mark in its environment.
///
/// # Errors
/// What the system said, as for [`processes`].
pub(super) fn has_mark(seen: &Seen, mark: &str) -> io::Result<bool> {
    let Some(environment) = read_of(seen.member.process, "environ")? else {
        return Ok(false);
    };
    let wanted = format!("{MARK}={mark}");
    let mut variables = environment.split(|byte| *byte == 0);
    Ok(variables.any(|variable| variable == wanted.as_bytes()))
}

/// Sends a signal to this very process and to no later one of the same number.
pub(super) fn signal(member: Member, signal: Signal) {
    let Some(process) = pid(member) else { return };
    match pidfd_open(process, PidfdFlags::empty()) {
        Ok(handle) => {
            if start_of(member.process) == Some(member.start) {
                let _ = pidfd_send_signal(&handle, signal);
            }
        }
        Err(Errno::NOSYS | Errno::PERM) if start_of(member.process) == Some(member.start) => {
            let _ = kill_process(process, signal);
        }
        Err(_) => {}
    }
}
