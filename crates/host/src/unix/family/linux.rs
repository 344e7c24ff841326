//! Processes as Linux lists them in `/proc`.

use std::fs;
use std::sync::Once;

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
pub(super) fn boot() -> String {
    let id = fs::read_to_string("/proc/sys/kernel/random/boot_id").unwrap_or_default();
    id.trim().to_owned()
}

/// When a process started, in clock ticks since boot.
pub(super) fn start_of(process: u32) -> Option<u64> {
    look_at(process).map(|seen| seen.member.start)
}

/// Whether this very process runs.
pub(super) fn is_living(member: Member) -> bool {
    look_at(member.process).is_some_and(|seen| seen.member == member && !seen.is_dead)
}

/// All processes.
pub(super) fn processes() -> Vec<Seen> {
    let Ok(entries) = fs::read_dir("/proc") else {
        return Vec::new();
    };
    let numbers = entries.filter_map(|entry| entry.ok()?.file_name().to_str()?.parse().ok());
    numbers.filter_map(look_at).collect()
}

/// One process, from proc_pid_stat(5). The name in it may hold anything, closing brackets too.
fn look_at(process: u32) -> Option<Seen> {
    let text = fs::read(format!("/proc/{process}/stat")).ok()?;
    let text = String::from_utf8_lossy(&text);
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
pub(super) fn has_mark(seen: &Seen, mark: &str) -> bool {
    let Ok(environment) = fs::read(format!("/proc/{}/environ", seen.member.process)) else {
        return false;
    };
    let wanted = format!("{MARK}={mark}");
    environment
        .split(|byte| *byte == 0)
        .any(|variable| variable == wanted.as_bytes())
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
