//! `cargo xtask fuzz`: libFuzzer over every target of `fuzz/`, in bounded memory and time, from seeds made by code.
//!
//! The build is driven here and not by cargo-fuzz: all that it would add are the flags below, which every stable
//! compiler takes, and minutes for installing it. No address sanitizer: what is fuzzed holds no unsafe code, and one
//! allocation too many is caught by the targets' own allocator, which counts bytes that nobody has touched as well.
//! The corpus grows in `target/fuzz/corpus` from run to run; what breaks a promise is kept in `target/fuzz/found`.

mod report;

use crate::program::Program;
use crate::setup::{self, Purpose};
use crate::toolchain;
use crate::workspace::Workspace;
use anyhow::{Context, Result, bail};
use report::Report;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering::Relaxed};

/// Seconds for each target, unless told otherwise.
const USUAL_SECONDS: u64 = 60;

/// The target with a bug in it, and how long the fuzzer may look for that: ten times what it took when this was written.
const CONTROL: &str = "control";
const CONTROL_SECONDS: u64 = 60;

/// Counts edges, compares and nothing else; overflows and debug assertions end the process too.
const COVERAGE: &str = "-Cpasses=sancov-module -Cllvm-args=-sanitizer-coverage-level=4 \
    -Cllvm-args=-sanitizer-coverage-inline-8bit-counters -Cllvm-args=-sanitizer-coverage-pc-table \
    -Cllvm-args=-sanitizer-coverage-trace-compares -Cdebug-assertions -Coverflow-checks";

/// One input: at most so many bytes, seconds, and MiB of the whole process.
const MOST_BYTES: &str = "-max_len=65536";
const MOST_SECONDS: &str = "-timeout=5";
const MOST_MEMORY: &str = "-rss_limit_mb=1024";

/// What to fuzz and how long, as asked for.
struct Wanted {
    /// For each target.
    seconds: u64,
    /// Empty is all of them.
    targets: Vec<String>,
}

impl Wanted {
    fn parse(arguments: &[String]) -> Result<Self> {
        let mut wanted = Self {
            seconds: USUAL_SECONDS,
            targets: Vec::new(),
        };
        let mut words = arguments.iter();
        while let Some(word) = words.next() {
            match word.as_str() {
                "--seconds" => {
                    let number = words.next().context("--seconds takes a number")?;
                    wanted.seconds = number.parse().context("--seconds takes a number")?;
                }
                flag if flag.starts_with('-') => bail!("there is no option `{flag}`"),
                name => wanted.targets.push(name.to_owned()),
            }
        }
        Ok(wanted)
    }
}

pub(crate) fn run(workspace: &Workspace, arguments: &[String]) -> Result<()> {
    let mut wanted = Wanted::parse(arguments)?;
    setup::ensure(workspace, &[Purpose::Core, Purpose::Fuzz])?;
    let fuzzer = Fuzzer::build(workspace)?;
    let known = fuzzer.targets()?;
    if let Some(unknown) = wanted.targets.iter().find(|name| !known.contains(name)) {
        bail!(
            "there is no target `{unknown}`; there are: {}",
            known.join(", ")
        );
    }
    if wanted.targets.is_empty() {
        wanted.targets = known;
    }
    fuzzer.finds_what_was_planted()?;
    let reports = fuzzer.run_all(&wanted)?;
    Report::keep(workspace, &reports)?;
    let broken: Vec<&str> = reports
        .iter()
        .filter(|one| one.is_broken)
        .map(|one| &one.target[..])
        .collect();
    println!(
        "{} targets, {} executions",
        reports.len(),
        reports.iter().map(|one| one.executions).sum::<u64>()
    );
    if !broken.is_empty() {
        bail!(
            "promises were broken: {}; inputs and what was said lie in {}",
            broken.join(", "),
            fuzzer.folder.display()
        );
    }
    Ok(())
}

/// The program with every target in it, and where its corpus lies.
struct Fuzzer {
    program: PathBuf,
    folder: PathBuf,
}

impl Fuzzer {
    fn build(workspace: &Workspace) -> Result<Self> {
        let folder = workspace.target().join("fuzz");
        let host = toolchain::host()?;
        // Naming the target keeps the flags away from build scripts and macros, which have no fuzzer to report to.
        workspace
            .cargo()
            .args([
                "build",
                "--profile",
                "fuzz",
                "--package",
                "sealift-fuzz",
                "--features",
                "libfuzzer",
            ])
            .args(["--bin", "sealift-fuzz", "--target", &host])
            .env("CARGO_TARGET_DIR", folder.join("build"))
            .env("RUSTFLAGS", COVERAGE)
            .run()?;
        let program = folder
            .join("build")
            .join(&host)
            .join("fuzz")
            .join("sealift-fuzz");
        Ok(Self { program, folder })
    }

    fn targets(&self) -> Result<Vec<String>> {
        let listed = Program::new(&self.program)
            .env("SEALIFT_FUZZ_TARGET", "?")
            .output()?;
        Ok(listed.lines().map(str::to_owned).collect())
    }

    /// Insists that the fuzzer finds a bug where one is.
    fn finds_what_was_planted(&self) -> Result<()> {
        // What an earlier run has learnt would show that one only.
        for kept in ["corpus", "found"].map(|folder| self.folder.join(folder).join(CONTROL)) {
            if kept.exists() {
                fs::remove_dir_all(kept)?;
            }
        }
        let report = self.fuzz(CONTROL, CONTROL_SECONDS)?;
        if !report.is_broken {
            bail!(
                "in {CONTROL_SECONDS} s the fuzzer has not found the bug that was planted for it, so it is not believed"
            );
        }
        println!("{CONTROL:<12} the bug that was planted was found");
        Ok(())
    }

    /// As many at once as there are processors; each is one process that uses one.
    fn run_all(&self, wanted: &Wanted) -> Result<Vec<Report>> {
        let next = AtomicUsize::new(0);
        let reports = Mutex::new(Vec::new());
        let work = || -> Result<()> {
            while let Some(target) = wanted.targets.get(next.fetch_add(1, Relaxed)) {
                let report = self.fuzz(target, wanted.seconds)?;
                println!("{report}");
                reports.lock().expect("nobody panics here").push(report);
            }
            Ok(())
        };
        let workers = std::thread::available_parallelism().map_or(1, usize::from);
        std::thread::scope(|scope| {
            let workers: Vec<_> = (0..workers).map(|_| scope.spawn(work)).collect();
            workers
                .into_iter()
                .try_for_each(|worker| worker.join().expect("nobody panics here"))
        })?;
        let mut reports = reports.into_inner().expect("nobody panics here");
        reports.sort_by(|a, b| a.target.cmp(&b.target));
        Ok(reports)
    }

    fn fuzz(&self, target: &str, seconds: u64) -> Result<Report> {
        let corpus = self.folder.join("corpus").join(target);
        let seeds = self.folder.join("seeds").join(target);
        let found = self.folder.join("found").join(target);
        [&corpus, &found]
            .into_iter()
            .try_for_each(fs::create_dir_all)?;
        self.program(target)
            .env("SEALIFT_FUZZ_SEEDS", &seeds)
            .output()?;
        let log = self.folder.join(format!("{target}.log"));
        let dictionary = seeds.with_extension("dict");
        let mut fuzz = self
            .program(target)
            .args([
                MOST_BYTES,
                MOST_SECONDS,
                MOST_MEMORY,
                "-print_final_stats=1",
            ])
            .arg(format!("-max_total_time={seconds}"))
            .arg(format!("-artifact_prefix={}/", found.display()));
        if has_words(&dictionary)? {
            fuzz = fuzz.arg(format!("-dict={}", dictionary.display()));
        }
        let ended_well = fuzz.args([&corpus, &seeds]).run_into(&log)?;
        Report::read(target, &fs::read_to_string(&log)?, !ended_well)
    }

    fn program(&self, target: &str) -> Program {
        Program::new(&self.program).env("SEALIFT_FUZZ_TARGET", target)
    }
}

/// libFuzzer takes an empty dictionary for a mistake.
fn has_words(dictionary: &Path) -> Result<bool> {
    Ok(fs::metadata(dictionary)?.len() > 0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn seconds_and_targets_stand_in_any_order() {
        let words = ["index", "--seconds", "5", "volume"].map(str::to_owned);
        let wanted = Wanted::parse(&words).expect("known words");
        assert_eq!((wanted.seconds, wanted.targets.len()), (5, 2));
        assert!(Wanted::parse(&["--second".to_owned()]).is_err());
        assert!(Wanted::parse(&["--seconds".to_owned()]).is_err());
    }
}
