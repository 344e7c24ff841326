//! `cargo xtask`: the one door of the project.
//!
//! Each command sets up what it needs before it starts, so that on a machine with a Rust toolchain and Node.js
//! nothing else is typed first. This crate knows how the project is built and checked, and nothing of packages,
//! depots or logs: it reaches the product only through the `sealift` program, as a script of a user would.
#![allow(
    clippy::disallowed_methods,
    clippy::disallowed_types,
    reason = "development tooling reads the tree and starts compilers; nothing of it is shipped"
)]

mod assurance;
mod bench;
mod cross;
mod demo;
mod fuzz;
mod installers;
mod job;
mod metadata;
mod mutants;
mod program;
mod sealift;
mod setup;
mod shots;
mod test;
mod tidy;
mod toolchain;
mod ui;
mod workspace;

use std::process::ExitCode;
use workspace::Workspace;

const USAGE: &str = "\
cargo xtask COMMAND

  setup [--check] [PURPOSE...]  install what a purpose needs, or print the command that would: core, test, app,
                                journeys, cross, installers, bench, bench-desktop, fuzz, power (default: core test app)
  demo                          the main job with the program just built: seal, carry, install, upgrade, roll back, prove
  test [--quick] [CRATE...] [-- FILTER...]
                                every test; --quick leaves out the desktop app, the ui and the journeys
  test --coverage [...]         the same, and how much of each crate's lines and regions the tests run through
  test slow                     the suites that have a full size, at it: memory for a release of 4 GiB, progress of
                                600 MiB
  test crash [--seed N]         every place where a process can die or the power can go, in all that people do with a site
  test faults [--seed N]        a full disk, a failing sync and whatever else a system answers, at every call in the same
  test kill [--rounds N] [--seed N]
                                the real program killed at random moments, and judged (default: 200 rounds)
  test power [--rounds N] [--seed N]
                                a virtual machine's power cut at random moments, and judged (default: 20 rounds)
  assurance                     docs/assurance.md: which case is shown by which test, and what the last runs counted
  fuzz [--seconds N] [TARGET...]
                                hostile input for everything that reads: each target for so many seconds (default: 60)
  mutants [CRATE...] [--shard K/N]
                                package, trust, audit and the journal (engine) broken in every function: do tests notice?
  shots                         pictures of every screen in both colours and both languages, into target/shots
  tidy [CHECK...]               fmt, arrows, graph, edges, length, words, golden, cases, licences, generated, clippy (default: all)
  generate                      write the generated files again
  cross [STAGE...]              check for Windows and macOS, run the Windows build under wine
                                (setup, check, test, journey; default: all)
  installers [--debug | icons]  the deb and rpm packages, installed into an empty root and judged there; `icons` draws the
                                icons again from their one drawing
  bench [SUITE...] [--rounds N] [--gib N] [--warm]
                                speed, size and memory beside tar and zstd, casync, ostree, rauc and xdelta3, with the
                                release build, into docs/performance.md: releases, small, large, many (default: all)
  bench log                     what looking for records costs in a long log
  bench loops                   cutting, hashing, compressing, reading an index, planning, the log's tree, by themselves
  bench desktop                 the window's start, memory and answers beside Chromium with the same page
";

fn main() -> ExitCode {
    let mut arguments = std::env::args().skip(1);
    let command = arguments.next().unwrap_or_default();
    let rest: Vec<String> = arguments.collect();
    match run(&command, &rest) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn run(command: &str, arguments: &[String]) -> anyhow::Result<()> {
    let workspace = Workspace::find()?;
    match command {
        "setup" => setup::run(&workspace, arguments),
        "demo" => demo::run(&workspace, arguments),
        "assurance" => assurance::run(&workspace, arguments),
        "shots" => shots::run(&workspace, arguments),
        "test" => test::run(&workspace, arguments),
        "mutants" => mutants::run(&workspace, arguments),
        "fuzz" => fuzz::run(&workspace, arguments),
        "tidy" => tidy::run(&workspace, arguments),
        "generate" => tidy::generated::write(&workspace),
        "cross" => cross::run(&workspace, arguments),
        "installers" => installers::run(&workspace, arguments),
        "bench" => bench::run(&workspace, arguments),
        "" | "help" | "--help" | "-h" => {
            print!("{USAGE}");
            Ok(())
        }
        unknown => anyhow::bail!("there is no command `{unknown}`\n\n{USAGE}"),
    }
}
