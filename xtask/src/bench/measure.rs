//! What a few programs cost, run one after the other: time, processor time, memory, bytes sent to the disk.
//!
//! Time is the clock's. The rest is what Linux tells of processes; elsewhere it stays unknown.

use crate::program::Program;
use anyhow::{Context, Result, bail};
use std::fs::{self, File};
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

/// Often enough to see a peak that lasts; the kernel keeps the highest value of each process itself.
const LOOK_EVERY: Duration = Duration::from_millis(5);
/// What proc(5) calls a clock tick, on every Linux that people use.
const TICKS_PER_SECOND: f64 = 100.0;
/// How much of a failed program's last words are told.
const LAST_WORDS: usize = 2000;

/// What one turn cost.
#[derive(Debug, Clone, Copy)]
pub(super) struct Cost {
    pub(super) seconds: f64,
    /// Of all processors together, in user and in kernel mode.
    pub(super) processor_seconds: Option<f64>,
    /// The most memory that a program and its children held resident at one time.
    pub(super) peak_kib: Option<u64>,
    /// Bytes that they made the kernel send to a disk, then or later.
    pub(super) written_bytes: Option<u64>,
}

/// Runs the programs, which must succeed. What they say goes to the log file, and is told when one of them fails.
pub(super) fn cost_of(programs: &[Program], log: &Path) -> Result<Cost> {
    let before = Accounts::now();
    let start = Instant::now();
    let mut peak_kib = None;
    for program in programs {
        peak_kib = peak_kib.max(run(program, log)?);
    }
    let seconds = start.elapsed().as_secs_f64();
    let after = Accounts::now();
    Ok(Cost {
        seconds,
        processor_seconds: since(before.processor_ticks, after.processor_ticks)
            .map(|ticks| f64::from(u32::try_from(ticks).unwrap_or(u32::MAX)) / TICKS_PER_SECOND),
        peak_kib,
        written_bytes: since(before.written_bytes, after.written_bytes),
    })
}

fn since(before: Option<u64>, after: Option<u64>) -> Option<u64> {
    Some(after?.saturating_sub(before?))
}

/// Runs one program and tells its peak of memory.
fn run(program: &Program, log: &Path) -> Result<Option<u64>> {
    let out = File::create(log).with_context(|| log.display().to_string())?;
    let mut child = program.start_into(out)?;
    let process = child.id();
    let has_ended = AtomicBool::new(false);
    let (status, peak_kib) = std::thread::scope(|scope| {
        let watch = scope.spawn(|| watch_memory(process, &has_ended));
        let status = child.wait();
        has_ended.store(true, Ordering::Relaxed);
        (status, watch.join())
    });
    let status = status?;
    if !status.success() {
        let words = fs::read(log).unwrap_or_default();
        let last = &words[words.len().saturating_sub(LAST_WORDS)..];
        let last = String::from_utf8_lossy(last);
        bail!("`{}` failed ({status})\n{last}", program.line());
    }
    Ok(peak_kib.unwrap_or_default())
}

fn watch_memory(process: u32, has_ended: &AtomicBool) -> Option<u64> {
    let mut peak = None;
    while !has_ended.load(Ordering::Relaxed) {
        peak = family_peak(process).max(peak);
        std::thread::sleep(LOOK_EVERY);
    }
    peak
}

/// The sum of the peaks of a process and of its children that live now.
fn family_peak(process: u32) -> Option<u64> {
    let own = resident_peak(process)?;
    let children = children_of(process);
    let below: u64 = children.into_iter().filter_map(family_peak).sum();
    Some(own + below)
}

/// `VmHWM` of proc(5).
fn resident_peak(process: u32) -> Option<u64> {
    let status = fs::read_to_string(format!("/proc/{process}/status")).ok()?;
    let line = status
        .lines()
        .find_map(|line| line.strip_prefix("VmHWM:"))?;
    line.split_whitespace().next()?.parse().ok()
}

/// The children of each of its threads.
fn children_of(process: u32) -> Vec<u32> {
    let Ok(threads) = fs::read_dir(format!("/proc/{process}/task")) else {
        return Vec::new();
    };
    let lists = threads
        .flatten()
        .filter_map(|thread| fs::read_to_string(thread.path().join("children")).ok());
    lists
        .flat_map(|list| {
            let numbers = list.split_whitespace().filter_map(|word| word.parse().ok());
            numbers.collect::<Vec<u32>>()
        })
        .collect()
}

/// What the kernel has counted for this process and all its children that have ended.
struct Accounts {
    processor_ticks: Option<u64>,
    written_bytes: Option<u64>,
}

impl Accounts {
    fn now() -> Self {
        Self {
            processor_ticks: fs::read_to_string("/proc/self/stat")
                .ok()
                .and_then(|stat| children_ticks(&stat)),
            written_bytes: fs::read_to_string("/proc/self/io")
                .ok()
                .and_then(|io| counted(&io, "write_bytes:")),
        }
    }
}

/// `cutime` and `cstime` of proc(5); the program's name before them may hold blanks.
fn children_ticks(stat: &str) -> Option<u64> {
    let (_, behind_name) = stat.rsplit_once(')')?;
    let ticks = behind_name.split_whitespace().skip(13).take(2);
    ticks.map(|word| word.parse::<u64>().ok()).sum()
}

fn counted(text: &str, name: &str) -> Option<u64> {
    let line = text.lines().find_map(|line| line.strip_prefix(name))?;
    line.trim().parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_kernels_accounts_are_read_by_name_and_place() {
        let stat = "7 (a b) c) S 1 7 7 0 -1 4194304 1 2 3 4 11 12 13 14 20 0 1 0 5";
        assert_eq!(children_ticks(stat), Some(27));
        let io = "rchar: 1\nwrite_bytes: 4096\ncancelled_write_bytes: 0\n";
        assert_eq!(counted(io, "write_bytes:"), Some(4096));
    }

    #[test]
    fn a_failed_program_is_told_with_its_last_words() {
        let folder = std::env::temp_dir().join(format!("sealift-measure-{}", std::process::id()));
        let failing = [Program::new("cargo").arg("--no-such-option")];
        let error = cost_of(&failing, &folder).expect_err("there is no such option");
        fs::remove_file(folder).expect("the log was written");
        assert!(error.to_string().contains("no-such-option"), "{error}");
    }
}
