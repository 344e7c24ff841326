//! `cargo xtask cross`: what can be known of Windows and macOS on a Linux machine.
//!
//! Every crate, the desktop app included, is checked for both; the quick tests and a journey of `sealift.exe` run under
//! wine. Everything lies below `target/cross`: a compiler's parts, wine's world, the builds. On a machine with neither
//! apt nor wine (a Mac, say) the checks still run with rustup's own parts.

mod apple;
mod compiler;
mod wine;

use crate::job;
use crate::sealift::Sealift;
use crate::setup::{self, Purpose};
use crate::test::Tally;
use crate::ui;
use crate::workspace::Workspace;
use anyhow::{Result, bail};
use compiler::Compiler;
use std::time::Instant;
use wine::Wine;

pub(crate) const WINDOWS: &str = "x86_64-pc-windows-gnu";
pub(crate) const MACOS: &str = "aarch64-apple-darwin";

const STAGES: [&str; 4] = ["setup", "check", "test", "journey"];

/// Crates whose tests need a window of Linux, the whole product, or the project's tree as it is.
const NOT_UNDER_WINE: [&str; 4] = [
    "sealift-desktop",
    "sealift-journeys",
    "sealift-window-journeys",
    "xtask",
];

/// The quick tests beside the unit tests: what tells how a format, a key, an engine or a log behaves. Left out are those
/// that try thousands of crashes and cuts, compare with stock tools, or read the project's tree.
const UNDER_WINE: [&str; 12] = [
    "attacks",
    "depot",
    "format",
    "install",
    "install_planned",
    "records",
    "recovery",
    "searching",
    "state",
    "tree",
    "vectors",
    "wording",
];

/// Tests that wine fails and Windows passes: a part of the name, and what wine does otherwise.
const SKIPPED_UNDER_WINE: &[(&str, &str)] = &[];

pub(crate) fn run(workspace: &Workspace, arguments: &[String]) -> Result<()> {
    if let Some(unknown) = arguments
        .iter()
        .find(|word| !STAGES.contains(&word.as_str()))
    {
        bail!(
            "there is no stage `{unknown}`; there are: {}",
            STAGES.join(", ")
        );
    }
    let is_wanted =
        |stage: &str| arguments.is_empty() || arguments.iter().any(|word| word == stage);

    setup::ensure(workspace, &[Purpose::Core, Purpose::Cross])?;
    ui::build(workspace)?;
    let compiler = timed("compiler", || Compiler::prepare(workspace))?;
    let wine = timed("wine", || Wine::prepare(workspace))?;
    if is_wanted("check") {
        timed("check", || check(&compiler))?;
    }
    if is_wanted("test") {
        timed("test", || test(&compiler, &wine))?;
    }
    if is_wanted("journey") {
        timed("journey", || journey(workspace, &compiler, &wine))?;
    }
    Ok(())
}

/// Both systems in one invocation: build scripts and macros are built once, and two crates compile at a time.
fn check(compiler: &Compiler) -> Result<()> {
    let targets = ["--target", WINDOWS, "--target", MACOS];
    compiler
        .cargo()
        .args(["check", "--workspace", "--lib", "--bins", "--keep-going"])
        .args(targets)
        .run()
}

/// The portable crates, for Windows.
fn windows_selection() -> impl Iterator<Item = &'static str> {
    let excluded = NOT_UNDER_WINE.iter().flat_map(|name| ["--exclude", *name]);
    ["--target", WINDOWS, "--workspace"]
        .into_iter()
        .chain(excluded)
}

/// The quick tests.
fn test(compiler: &Compiler, wine: &Wine) -> Result<()> {
    let skipped = SKIPPED_UNDER_WINE
        .iter()
        .flat_map(|(name, _)| ["--skip", *name]);
    let mut tally = Tally::default();
    let tests = compiler
        .cargo()
        .args(["test", "--no-fail-fast", "--lib", "--bins"])
        .args(UNDER_WINE.iter().flat_map(|name| ["--test", *name]))
        .args(windows_selection())
        .arg("--")
        .args(skipped);
    let all_well = wine.within(tests).run_by_line(|line| tally.read(line))?;
    for (name, reason) in SKIPPED_UNDER_WINE {
        println!("not run under wine: {name} ({reason})");
    }
    println!("under wine: {tally}");
    if !all_well || tally.passed == 0 {
        bail!("the Windows build's tests did not all pass under wine");
    }
    Ok(())
}

/// The main job, by `sealift.exe`, in a folder of wine's own drive C.
fn journey(workspace: &Workspace, compiler: &Compiler, wine: &Wine) -> Result<()> {
    // There are no examples: asking for them gives the crates beneath the features that the tests gave them, so that
    // they are not built again.
    compiler
        .cargo()
        .args(["build", "--bins", "--examples"])
        .args(windows_selection())
        .run()?;
    let program = compiler
        .folder()
        .join(WINDOWS)
        .join("debug")
        .join("sealift.exe");
    let sealift = wine.starting(Sealift::at(program)?);
    let place = job::Place::new(wine.drive_c().join("journey"), "C:\\journey")?;
    job::run(workspace, &sealift, &place)?;
    Ok(())
}

fn timed<T>(what: &str, work: impl FnOnce() -> Result<T>) -> Result<T> {
    let start = Instant::now();
    let done = work();
    let verdict = if done.is_ok() { "done" } else { "FAILED" };
    println!(
        "cross: {what:<10} {verdict} ({:.0} s)",
        start.elapsed().as_secs_f32()
    );
    done
}
