//! Time and memory of one program.

use crate::program::Program;
use anyhow::{Result, bail};
use std::fs;
use std::time::{Duration, Instant};

/// Often enough to see a peak that lasts; the kernel keeps the highest value itself.
const LOOK_EVERY: Duration = Duration::from_millis(10);

/// What one run cost.
pub(super) struct Measured {
    pub(super) time: Duration,
    /// The most memory the program itself held resident, where the kernel tells (Linux).
    pub(super) peak_kib: Option<u64>,
}

/// Runs the program, which must succeed.
pub(super) fn measure(program: &Program) -> Result<Measured> {
    let start = Instant::now();
    let mut child = program.start()?;
    let mut peak_kib = None;
    let status = loop {
        // The kernel forgets the peak with the process, so the last value seen before its end counts.
        peak_kib = resident_peak(child.id()).max(peak_kib);
        match child.try_wait()? {
            Some(status) => break status,
            None => std::thread::sleep(LOOK_EVERY),
        }
    };
    if !status.success() {
        bail!("`{}` failed ({status})", program.line());
    }
    Ok(Measured {
        time: start.elapsed(),
        peak_kib,
    })
}

/// `VmHWM` of proc(5).
fn resident_peak(process: u32) -> Option<u64> {
    let status = fs::read_to_string(format!("/proc/{process}/status")).ok()?;
    let line = status
        .lines()
        .find_map(|line| line.strip_prefix("VmHWM:"))?;
    line.split_whitespace().next()?.parse().ok()
}
