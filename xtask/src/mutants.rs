//! `cargo xtask mutants`: what the tests are worth. Each function of the crates that decide is broken in turn, and the
//! tests that CI runs have to notice. Whoever is not noticed needs a reason, in `xtask/survivors.json`.
//!
//! It takes hours, so it is cut into shards and no part of CI. A run that was interrupted, or whose survivors have got
//! their tests since, goes on with `--again`: whoever was noticed before is not tried once more.

mod survivors;

use crate::program::Program;
use crate::setup::{self, Purpose};
use crate::workspace::Workspace;
use anyhow::{Context, Result, bail};
use std::fs;
use survivors::Survivors;

const NAME: &str = "cargo-mutants";
const VERSION: &str = "27.1.0";

/// What is broken: a crate and, of its sources, which.
const SUBJECTS: [(&str, Option<&str>); 4] = [
    ("package", None),
    ("trust", None),
    ("audit", None),
    ("engine", Some("crates/engine/src/journal/**")),
];

/// What a reader would call no behaviour: how a value looks in a message.
const NOT_BEHAVIOUR: &str = "impl (std::fmt::|fmt::)?(Debug|Display) for";

/// What to break, as asked for.
struct Wanted {
    /// Names of [`SUBJECTS`]; empty is all.
    crates: Vec<String>,
    shard: Option<String>,
    /// Whether what was noticed before is left out.
    again: bool,
}

impl Wanted {
    fn parse(arguments: &[String]) -> Result<Self> {
        let mut wanted = Self {
            crates: Vec::new(),
            shard: None,
            again: false,
        };
        let mut words = arguments.iter();
        while let Some(word) = words.next() {
            match word.as_str() {
                "--shard" => {
                    let shard = words.next().context("--shard takes one of several: 0/8")?;
                    wanted.shard = Some(shard.clone());
                }
                "--again" => wanted.again = true,
                name if SUBJECTS.iter().any(|(known, _)| *known == name) => {
                    wanted.crates.push(name.to_owned());
                }
                unknown => bail!("nothing is broken in `{unknown}`"),
            }
        }
        Ok(wanted)
    }

    fn subjects(&self) -> impl Iterator<Item = &'static (&'static str, Option<&'static str>)> {
        let is_wanted =
            |name: &str| self.crates.is_empty() || self.crates.iter().any(|one| one == name);
        SUBJECTS.iter().filter(move |(name, _)| is_wanted(name))
    }
}

pub(crate) fn run(workspace: &Workspace, arguments: &[String]) -> Result<()> {
    let wanted = Wanted::parse(arguments)?;
    setup::ensure(workspace, &[Purpose::Core, Purpose::Test])?;
    setup::install_tool(workspace, NAME, VERSION)?;
    let explained = Survivors::explained(workspace)?;
    let mut unexplained = Vec::new();
    for (name, files) in wanted.subjects() {
        let survivors = break_crate(workspace, &wanted, name, *files)?;
        println!("{name}: {survivors}");
        unexplained.extend(survivors.without(&explained));
    }
    for mutant in &unexplained {
        println!("nobody noticed: {mutant}");
    }
    if !unexplained.is_empty() {
        bail!(
            "{} mutants live without a reason in {}",
            unexplained.len(),
            survivors::REASONS
        );
    }
    Ok(())
}

fn break_crate(
    workspace: &Workspace,
    wanted: &Wanted,
    name: &str,
    files: Option<&str>,
) -> Result<Survivors> {
    let out = workspace.target().join("mutants").join(name);
    fs::create_dir_all(&out)?;
    let program = Program::new(setup::tool(workspace, NAME)).within(workspace.root());
    // What it breaks is built apart from the usual build, in a copy of the tree.
    let program = program
        .args([
            "mutants",
            "--no-shuffle",
            "--colors=never",
            "--copy-target=false",
        ])
        .args([
            "--package",
            &format!("sealift-{name}"),
            "--exclude-re",
            NOT_BEHAVIOUR,
            "--output",
        ])
        .arg(&out);
    let program = files
        .iter()
        .fold(program, |program, files| program.args(["--file", files]));
    let program = wanted
        .shard
        .iter()
        .fold(program, |program, shard| program.args(["--shard", shard]));
    let again = wanted.again.then_some("--iterate");
    let program = again
        .iter()
        .fold(program, |program, again| program.arg(again));
    match program.code()? {
        // Everything was noticed; something was not, or took too long.
        Some(0 | 2 | 3) => Survivors::found(&out.join("mutants.out")),
        code => bail!("{NAME} ended with {code:?}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn crates_and_a_shard_are_understood_and_other_words_refused() {
        let words = |line: &str| -> Vec<String> { line.split(' ').map(str::to_owned).collect() };
        let wanted = Wanted::parse(&words("trust --shard 1/4 --again")).expect("known words");
        let names: Vec<&str> = wanted.subjects().map(|(name, _)| *name).collect();
        assert_eq!(
            (names, wanted.shard.as_deref()),
            (vec!["trust"], Some("1/4"))
        );
        assert!(wanted.again);
        assert!(Wanted::parse(&words("plan")).is_err());
        assert!(Wanted::parse(&words("--shard")).is_err());
    }
}
