//! `cargo xtask bench`: how fast, how small and in how little memory releases pass, beside what people would use instead.
//!
//! Everything of a suite runs on one machine, on the same trees, in turn: A B, B A, at least five rounds. Absolute times
//! belong to the machine and the hour; the ratios of one run are what counts, and no test hangs on any time. Each suite
//! leaves its figures in `target/bench/SUITE.json` with a chart beside it, and its part of `docs/performance.md` is
//! written again.

mod chart;
mod contest;
mod debian;
mod desktop;
mod figures;
mod ground;
mod large;
mod machine;
mod many;
mod measure;
mod page;
mod peers;
mod record;
mod releases;
mod small;
mod tree;

use crate::program::Program;
use crate::setup::{self, Purpose};
use crate::workspace::Workspace;
use anyhow::{Context, Result, bail};
use machine::Machine;
use record::{StepFigures, SuiteFigures};
use std::fs;
use std::path::Path;

/// As the tables call it.
const OURS: &str = "sealift";
/// Fewer rounds have no median worth the name.
const USUAL_ROUNDS: usize = 5;
const SUITES: [&str; 4] = ["releases", "small", "large", "many"];

/// How suites are run.
struct Options {
    rounds: usize,
    /// Sizes for the suite `large`, in GiB; its own where none are given.
    sizes: Vec<u64>,
    /// Whether the kernel can be made to forget files before each turn.
    is_cold: bool,
}

/// `bench [SUITE...] [--rounds N] [--gib N]...`.
pub(crate) fn run(workspace: &Workspace, arguments: &[String]) -> Result<()> {
    match arguments {
        [what] if what == "desktop" => return desktop::run(workspace),
        [what] if what == "log" => return log(workspace),
        [what] if what == "loops" => return loops(workspace),
        [what] if what == "page" => return page::write(workspace),
        _ => {}
    }
    let (suites, options) = parse(arguments)?;
    setup::ensure(workspace, &[Purpose::Core, Purpose::Bench])?;
    fs::create_dir_all(workspace.target().join("bench"))?;
    if !options.is_cold {
        println!("caches stay warm: only root may drop them, on Linux");
    }
    for name in suites {
        let suite = match name.as_str() {
            "releases" => releases::run(workspace, &options)?,
            "small" => small::run(workspace, &options)?,
            "large" => large::run(workspace, &options)?,
            _ => many::run(workspace, &options)?,
        };
        suite.end(workspace)?;
    }
    page::write(workspace)
}

fn parse(arguments: &[String]) -> Result<(Vec<String>, Options)> {
    let mut suites = Vec::new();
    let mut options = Options {
        rounds: USUAL_ROUNDS,
        sizes: Vec::new(),
        is_cold: contest::may_forget_files(),
    };
    let mut words = arguments.iter();
    while let Some(word) = words.next() {
        let mut number = || -> Result<u64> {
            let number = words.next().and_then(|text| text.parse().ok());
            number
                .filter(|number| *number > 0)
                .with_context(|| format!("{word} takes a number"))
        };
        match word.as_str() {
            "--rounds" => options.rounds = usize::try_from(number()?)?,
            "--gib" => options.sizes.push(number()?),
            "--warm" => options.is_cold = false,
            name if SUITES.contains(&name) => suites.push(name.to_owned()),
            unknown => bail!("bench knows no `{unknown}`; see `cargo xtask help`"),
        }
    }
    if suites.is_empty() {
        suites.extend(SUITES.map(str::to_owned));
    }
    Ok((suites, options))
}

/// A suite under way.
struct Suite(SuiteFigures);

impl Suite {
    fn begin(name: &str, folder: &Path, options: &Options) -> Result<Self> {
        Ok(Self(SuiteFigures {
            suite: name.to_owned(),
            machine: Machine::look(folder)?,
            inputs: Vec::new(),
            rounds: options.rounds,
            cold: options.is_cold,
            steps: Vec::new(),
            remarks: Vec::new(),
        }))
    }

    fn input(&mut self, what: String) {
        self.0.inputs.push(what);
    }

    fn remark(&mut self, what: String) {
        self.0.remarks.push(what);
    }

    fn add(&mut self, step: StepFigures) {
        println!("\n{}", page::table(&step));
        self.0.steps.push(step);
    }

    fn end(mut self, workspace: &Workspace) -> Result<()> {
        self.0.machine.note_end();
        self.0.write(workspace)?;
        let path = record::path_of(workspace, &self.0.suite).with_extension("svg");
        fs::write(&path, chart::of(&self.0)).with_context(|| path.display().to_string())
    }
}

/// What looking for records costs in a long log.
fn log(workspace: &Workspace) -> Result<()> {
    setup::ensure(workspace, &[Purpose::Core])?;
    let example = [
        "run",
        "--release",
        "--package",
        "sealift-engine",
        "--example",
        "log_search",
    ];
    Program::new("cargo")
        .args(example)
        .within(workspace.root())
        .run()
}

/// The inner loops by themselves, under criterion.
fn loops(workspace: &Workspace) -> Result<()> {
    setup::ensure(workspace, &[Purpose::Core])?;
    let bench = ["bench", "--package", "sealift-bench"];
    workspace.cargo().args(bench).run()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn suites_and_rounds_are_chosen_by_name_and_number() {
        let words =
            |line: &str| -> Vec<String> { line.split_whitespace().map(str::to_owned).collect() };
        let (suites, options) = parse(&words("small many --rounds 9 --gib 1")).expect("good words");
        assert_eq!(suites, ["small", "many"]);
        assert_eq!((options.rounds, options.sizes), (9, vec![1]));
        assert_eq!(parse(&[]).expect("all suites").0, SUITES);
        assert!(parse(&words("--rounds 0")).is_err());
        assert!(parse(&words("tiny")).is_err());
    }
}
