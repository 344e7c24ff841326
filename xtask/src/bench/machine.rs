//! On what was measured: without it no number means anything.

use crate::program::Program;
use anyhow::Result;
use serde::{Deserialize, Serialize};
use std::fs;
use std::path::Path;

/// The machine, the day, and how busy it was with other things.
#[derive(Clone, Serialize, Deserialize)]
pub(super) struct Machine {
    /// Year, month and day in UTC.
    pub(super) date: String,
    pub(super) processor: String,
    pub(super) cores: usize,
    pub(super) memory_mib: Option<u64>,
    pub(super) system: String,
    /// The file system on which everything lay.
    pub(super) file_system: String,
    /// The load averages of 1, 5 and 15 minutes when the suite began and when it ended.
    pub(super) load_before: String,
    pub(super) load_after: String,
}

impl Machine {
    /// Looks at the machine, and at the file system of this folder.
    pub(super) fn look(folder: &Path) -> Result<Self> {
        let line = |program: Program| program.output().map(|text| text.trim().to_owned());
        let kind = ["--file-system", "--format=%T"];
        Ok(Self {
            date: line(Program::new("date").args(["-u", "+%Y-%m-%d"]))?,
            processor: named("/proc/cpuinfo", "model name").unwrap_or_else(|| "unknown".into()),
            cores: std::thread::available_parallelism().map_or(1, usize::from),
            memory_mib: named("/proc/meminfo", "MemTotal").and_then(|text| mebibytes(&text)),
            system: line(Program::new("uname").args(["-sr"]))?,
            file_system: line(Program::new("stat").args(kind).arg(folder))?,
            load_before: load(),
            load_after: String::new(),
        })
    }

    /// Takes note of how busy the machine was in the end.
    pub(super) fn note_end(&mut self) {
        self.load_after = load();
    }

    /// In one line.
    pub(super) fn told(&self) -> String {
        let memory = self.memory_mib.map_or_else(String::new, |mib| {
            format!(", {} GiB of memory", (mib + 512) / 1024)
        });
        format!(
            "{}: {}, {} cores{memory}, {}, {}; load {} before and {} after",
            self.date,
            self.processor,
            self.cores,
            self.system,
            self.file_system,
            self.load_before,
            self.load_after
        )
    }
}

fn load() -> String {
    let text = fs::read_to_string("/proc/loadavg").unwrap_or_default();
    let averages: Vec<&str> = text.split_whitespace().take(3).collect();
    averages.join(" ")
}

/// The first value under this name in one of the kernel's tables.
fn named(table: &str, name: &str) -> Option<String> {
    let text = fs::read_to_string(table).ok()?;
    let mut lines = text.lines().filter_map(|line| line.split_once(':'));
    lines
        .find(|(found, _)| found.trim() == name)
        .map(|(_, value)| value.trim().to_owned())
}

fn mebibytes(kibibytes: &str) -> Option<u64> {
    let number = kibibytes.split_whitespace().next()?;
    Some(number.parse::<u64>().ok()? / 1024)
}
