//! Suites that can be run alone, at a size that a run of all tests has no time for.

use super::figures::{self, Sum};
use crate::setup::Purpose;
use anyhow::{Context, Result, bail};
use std::path::Path;

/// Tests that read from a variable how much to try.
pub(crate) struct Suite {
    /// Its name on the command line.
    pub(crate) name: &'static str,
    /// The crate that has it.
    pub(crate) of: &'static str,
    /// Its test targets.
    pub(crate) targets: &'static [&'static str],
    /// The variable that says how much, and what it holds unless an option says otherwise.
    size: (&'static str, &'static str),
    /// Options and the variables that they set.
    options: &'static [(&'static str, &'static str)],
    /// The figures that count what was tried, and the least that their sum must be.
    tried: Option<(&'static [&'static str], u64)>,
    /// What it needs of the machine beyond what all tests need.
    pub(crate) purposes: &'static [Purpose],
}

/// Which samples are drawn where not all is tried.
pub(super) const SEED: &str = "SEALIFT_SEED";

pub(crate) const SUITES: [Suite; 5] = [
    Suite {
        name: "slow",
        of: "sealift-journeys",
        targets: &["bounds", "memory", "progress"],
        size: ("SEALIFT_SLOW", "1"),
        options: &[],
        tried: None,
        purposes: &[],
    },
    Suite {
        name: "crash",
        of: "sealift-app",
        targets: &["crash"],
        size: ("SEALIFT_CRASH", "whole"),
        options: &[("--seed", SEED)],
        tried: Some((&["kills", "powerCuts", "crashesOfRecoveries"], 2000)),
        purposes: &[],
    },
    Suite {
        name: "faults",
        of: "sealift-app",
        targets: &["faults"],
        size: ("SEALIFT_FAULTS", "whole"),
        options: &[("--seed", SEED)],
        tried: Some((&["faults", "faultsOfRecoveries"], 2000)),
        purposes: &[],
    },
    Suite {
        name: "kill",
        of: "sealift-journeys",
        targets: &["kill"],
        size: ("SEALIFT_KILL_ROUNDS", "200"),
        options: &[("--rounds", "SEALIFT_KILL_ROUNDS"), ("--seed", SEED)],
        tried: Some((&["kills"], 1)),
        purposes: &[],
    },
    Suite {
        name: "power",
        of: "sealift-journeys",
        targets: &["power"],
        size: ("SEALIFT_POWER_ROUNDS", "20"),
        options: &[("--rounds", "SEALIFT_POWER_ROUNDS"), ("--seed", SEED)],
        tried: Some((&["powerCuts"], 1)),
        purposes: &[Purpose::Power],
    },
];

/// A suite as asked for.
pub(crate) struct Alone {
    pub(crate) suite: &'static Suite,
    settings: Vec<(&'static str, String)>,
}

impl Alone {
    /// Reads the words after a suite's name; nothing when the first word names no suite.
    pub(crate) fn parse(words: &[String]) -> Result<Option<Self>> {
        let mut words = words.iter().take_while(|word| *word != "--");
        let named = |suite: &&Suite| words.clone().any(|word| word == suite.name);
        let Some(suite) = SUITES.iter().find(named) else {
            return Ok(None);
        };
        let mut settings = vec![(suite.size.0, suite.size.1.to_owned())];
        if words.next().is_none_or(|first| first != suite.name) {
            bail!("`{}` stands alone, first", suite.name);
        }
        while let Some(word) = words.next() {
            let option = suite.options.iter().find(|(option, _)| option == word);
            let Some((_, variable)) = option else {
                bail!("`{}` has no option `{word}`", suite.name);
            };
            let value = words
                .next()
                .with_context(|| format!("`{word}` wants a number"))?;
            let _: u64 = value
                .parse()
                .with_context(|| format!("`{value}` is not a number"))?;
            settings.push((variable, value.clone()));
        }
        Ok(Some(Self { suite, settings }))
    }

    /// The variables to run it with.
    pub(crate) fn settings(&self) -> impl Iterator<Item = (&'static str, &str)> {
        self.settings
            .iter()
            .map(|(name, value)| (*name, value.as_str()))
    }

    /// Cargo's words for its tests.
    pub(crate) fn targets(&self) -> Vec<&'static str> {
        let targets = self.suite.targets.iter();
        targets.flat_map(|target| ["--test", *target]).collect()
    }

    /// Says what the figures that it has written add up to; fails when it tried too little or anything was wrong.
    pub(crate) fn sum_up(&self, figures: &Path) -> Result<()> {
        let Some((counted, least)) = self.suite.tried else {
            return Ok(());
        };
        let sum: Sum = figures::read(&figures.join(self.suite.name))?;
        println!("\n{}: {sum}", self.suite.name);
        let tried: u64 = counted.iter().map(|name| sum.of(name)).sum();
        println!(
            "{}: {tried} judged, {} violations",
            self.suite.name,
            sum.of("violations")
        );
        if tried < least {
            bail!("{tried} are fewer than the {least} that must be tried");
        }
        match sum.of("violations") {
            0 => Ok(()),
            some => bail!("{some} violations"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::workspace::Workspace;
    use std::collections::BTreeSet;

    fn alone(line: &str) -> Result<Option<Alone>> {
        let words: Vec<String> = line.split_whitespace().map(str::to_owned).collect();
        Alone::parse(&words)
    }

    #[test]
    fn a_suite_stands_alone_and_takes_its_own_options() {
        let kill = alone("kill --rounds 20 --seed 7")
            .expect("known")
            .expect("a suite");
        let settings: Vec<_> = kill.settings().collect();
        let expected = [
            ("SEALIFT_KILL_ROUNDS", "200"),
            ("SEALIFT_KILL_ROUNDS", "20"),
            (SEED, "7"),
        ];
        assert_eq!(settings, expected, "later ones hold");
        assert_eq!(kill.targets(), ["--test", "kill"]);
        for other in ["plan app", "app -- kill"] {
            assert!(
                alone(other).expect("crates and filters").is_none(),
                "{other}"
            );
        }
        for wrong in [
            "slow plan",
            "plan slow",
            "crash --rounds 3",
            "kill --rounds",
            "kill --rounds few",
        ] {
            assert!(alone(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn every_test_that_has_a_full_size_belongs_to_a_suite() {
        let workspace = Workspace::find().expect("a workspace");
        let files = workspace.files().expect("files");
        for suite in &SUITES {
            let reads = |file: &&String| {
                let text = std::fs::read_to_string(workspace.path(file)).unwrap_or_default();
                file.ends_with(".rs") && !file.starts_with("xtask/") && text.contains(suite.size.0)
            };
            let target = |file: &String| {
                let below = file
                    .rsplit_once("tests/")
                    .map(|(_, below)| below.to_owned())?;
                let name = below.split('/').next()?.trim_end_matches(".rs");
                Some(name.to_owned())
            };
            let found: BTreeSet<Option<String>> = files.iter().filter(reads).map(target).collect();
            let listed = suite.targets.iter().map(|name| Some((*name).to_owned()));
            assert_eq!(found, listed.collect::<BTreeSet<_>>(), "{}", suite.name);
        }
    }
}
