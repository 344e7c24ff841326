//! Processes of this Linux machine, as `/proc` shows them.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Command;

/// The processes whose command line names a folder: their numbers, and their command lines parted by spaces.
///
/// Those that have ended and are not collected yet have no command line any more.
#[must_use]
pub fn processes_naming(folder: &Path) -> BTreeMap<u32, String> {
    let folder = folder.to_str().expect("a folder in UTF-8");
    let entries = std::fs::read_dir("/proc").expect("/proc");
    entries
        .flatten()
        .filter_map(|entry| {
            let process: u32 = entry.file_name().to_str()?.parse().ok()?;
            let line = std::fs::read(entry.path().join("cmdline")).ok()?;
            let line = String::from_utf8_lossy(&line).replace('\0', " ");
            line.contains(folder).then_some((process, line))
        })
        .collect()
}

/// The program that a process runs, links followed; nothing once it has ended.
#[must_use]
pub fn program_of(process: u32) -> Option<PathBuf> {
    std::fs::read_link(format!("/proc/{process}/exe")).ok()
}

/// The most memory that a process held at any time so far, in bytes; nothing once it has ended.
#[must_use]
pub fn peak_memory(process: u32) -> Option<u64> {
    let status = std::fs::read_to_string(format!("/proc/{process}/status")).ok()?;
    let line = status.lines().find(|line| line.starts_with("VmHWM:"))?;
    let kibibytes: u64 = line.split_whitespace().nth(1)?.parse().ok()?;
    Some(kibibytes << 10)
}

/// Whether a process has a handler for the signal of this number; nothing once it has ended.
///
/// Before, the signal would end it as if it had been killed: it has not begun to do anything yet.
pub(crate) fn handles(process: u32, signal: u32) -> Option<bool> {
    let status = std::fs::read_to_string(format!("/proc/{process}/status")).ok()?;
    let line = status.lines().find(|line| line.starts_with("SigCgt:"))?;
    let caught = u64::from_str_radix(line.split_whitespace().nth(1)?, 16).ok()?;
    Some(caught & (1 << (signal - 1)) != 0)
}

/// Sends a signal by its name: `KILL`, `INT`.
#[track_caller]
pub fn signal(process: u32, name: &str) {
    let sent = Command::new("kill")
        .args(["-s", name, &process.to_string()])
        .status();
    assert!(sent.expect("kill runs").success(), "{name} to {process}");
}
