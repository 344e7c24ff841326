//! `cargo xtask test`: every test of the project, and one line at the end that counts them.
//!
//! Everything is compiled by one selection of crates: cargo would build shared crates again for each different
//! selection, with other features. The journeys start the `sealift` program, so programs are built before tests run.

mod build;
mod coverage;
mod figures;
mod outcomes;
mod suite;
mod tally;

use crate::program::Program;
use crate::setup::{self, Purpose};
use crate::ui;
use crate::workspace::Workspace;
use anyhow::{Result, bail};
use build::Build;
pub(crate) use figures::Figures;
pub(crate) use outcomes::Outcomes;
use std::path::PathBuf;
use std::time::Instant;
use suite::Alone;
pub(crate) use tally::Tally;

/// Where the tests find the programs that were just built.
const PROGRAMS: [(&str, &str); 3] = [
    ("SEALIFT_PROGRAM", "sealift"),
    ("SEALIFT_HELPER", "sealift-helper"),
    ("SEALIFT_DESKTOP", "sealift-desktop"),
];

/// Crates that need more than a compiler, and minutes: left out by `--quick`.
const NOT_QUICK: [&str; 3] = [
    "sealift-desktop",
    "sealift-journeys",
    "sealift-window-journeys",
];

/// Crates that need the web view's libraries and a screen.
const WINDOWED: [&str; 2] = ["sealift-desktop", "sealift-window-journeys"];

/// Set to `all` to see every screen in both colours and both languages, each with each.
const LOOKS: &str = "SEALIFT_LOOKS";

/// Names a folder in which suites leave their figures.
const FIGURES: &str = "SEALIFT_FIGURES";

/// Names the kernel of the machine whose power is cut.
const KERNEL: &str = "SEALIFT_KERNEL";

/// A run of all tests draws the same samples every time, so that a change is judged by what it changes; suites alone draw
/// others each time, and say which.
const USUAL_SEED: &str = "7";

/// A suite alone says how far it is, and leaves nothing out for its length.
const ALONE: [&str; 2] = ["--nocapture", "--include-ignored"];

/// What to test, as asked for.
struct Selection {
    /// Short or full names of crates, or `ui`; empty is everything.
    crates: Vec<String>,
    quick: bool,
    /// Whether to count what the tests run through.
    coverage: bool,
    /// One suite alone, at full size.
    alone: Option<Alone>,
    every_look: bool,
    /// Handed on to the test programs.
    filters: Vec<String>,
}

pub(crate) fn run(workspace: &Workspace, arguments: &[String]) -> Result<()> {
    carry_out(workspace, &Selection::parse(arguments)?)
}

/// The journeys through the window, in every look.
pub(crate) fn screens(workspace: &Workspace) -> Result<()> {
    let mut selection = Selection::parse(&["window-journeys".to_owned()])?;
    selection.every_look = true;
    carry_out(workspace, &selection)
}

fn carry_out(workspace: &Workspace, selection: &Selection) -> Result<()> {
    let members = members(workspace)?;
    let crates = selection.crates_among(&members)?;
    let is_windowed = |name: &String| WINDOWED.contains(&name.as_str());
    let with_desktop = crates.iter().any(is_windowed);
    let with_ui = selection.has_ui();

    let mut purposes = vec![Purpose::Core, Purpose::Test];
    if with_desktop {
        purposes.extend([Purpose::App, Purpose::Journeys]);
    }
    purposes.extend(
        selection
            .alone
            .iter()
            .flat_map(|alone| alone.suite.purposes),
    );
    setup::ensure(workspace, &purposes)?;
    if with_desktop || with_ui {
        ui::build(workspace)?;
    }

    let start = Instant::now();
    let (mut tally, mut outcomes) = (Tally::default(), Outcomes::last(workspace)?);
    let mut all_well = true;
    if with_ui {
        all_well &= ui::npm(workspace)
            .args(["test", "--", "--reporter=verbose"])
            .run_by_line(|line| {
                tally.read(line);
                outcomes.read(line);
            })?;
    }
    if !crates.is_empty() {
        let build = Build::prepare(workspace, selection.coverage)?;
        let selected = selected(&crates, &members);
        build.make(&selected)?;
        let built = Instant::now();
        let figures = figures_folder(workspace, selection)?;
        let tests = tests(&build, selection, &selected)
            .env(FIGURES, &figures)
            .env(KERNEL, setup::kernel_folder(workspace))
            .env(setup::DRIVER, setup::driver(workspace))
            .arg("--")
            .args(&selection.filters)
            .args(selection.alone.iter().flat_map(|_| ALONE));
        all_well &= tests.run_by_line(|line| {
            tally.read(line);
            outcomes.read(line);
        })?;
        build.tell(&selected)?;
        if let Some(alone) = &selection.alone {
            alone.sum_up(&figures)?;
        }
        println!(
            "\nbuilt in {:.0} s, ran in {:.0} s",
            (built - start).as_secs_f32(),
            built.elapsed().as_secs_f32()
        );
    }
    outcomes.keep(workspace)?;
    println!("{tally}");
    if !all_well || tally.failed > 0 {
        bail!("not all tests passed");
    }
    if tally.passed == 0 {
        bail!("no test ran: does the filter match any?");
    }
    Ok(())
}

/// An empty place for figures, apart from those of full size where only a part is tried.
fn figures_folder(workspace: &Workspace, selection: &Selection) -> Result<PathBuf> {
    let all = Figures::folder(workspace);
    let (folder, old) = match &selection.alone {
        Some(alone) => (all.clone(), all.join(alone.suite.name)),
        None => (all.join(figures::PART), all.join(figures::PART)),
    };
    if old.exists() {
        std::fs::remove_dir_all(&old)?;
    }
    std::fs::create_dir_all(&folder)?;
    Ok(folder)
}

/// Cargo's command for the tests, up to the words that are theirs.
fn tests(build: &Build<'_>, selection: &Selection, selected: &[String]) -> Program {
    let tests = build
        .cargo()
        .args(["test", "--no-fail-fast"])
        .args(selected)
        .args(selection.suites());
    let tests = PROGRAMS.iter().fold(tests, |tests, (variable, name)| {
        tests.env(variable, build.program(name))
    });
    let tests = match selection.alone.is_some() || std::env::var_os(suite::SEED).is_some() {
        true => tests,
        false => tests.env(suite::SEED, USUAL_SEED),
    };
    let tests = match selection.every_look {
        true => tests.env(LOOKS, "all"),
        false => tests,
    };
    let settings = selection.alone.iter().flat_map(Alone::settings);
    settings.fold(tests, |tests, (name, value)| tests.env(name, value))
}

fn members(workspace: &Workspace) -> Result<Vec<String>> {
    let metadata = workspace.own_metadata()?;
    Ok(metadata
        .members()
        .map(|package| package.name.clone())
        .collect())
}

/// Cargo's words for these crates. Leaving some out keeps the same features that the whole has wherever it can.
fn selected(crates: &[String], members: &[String]) -> Vec<String> {
    let left_out: Vec<&String> = members
        .iter()
        .filter(|name| !crates.contains(name))
        .collect();
    if left_out.len() < crates.len() {
        let excluded = left_out
            .iter()
            .flat_map(|name| ["--exclude".to_owned(), (*name).clone()]);
        std::iter::once("--workspace".to_owned())
            .chain(excluded)
            .collect()
    } else {
        let named = crates.iter().map(String::as_str).chain(started(crates));
        named
            .flat_map(|name| ["--package".to_owned(), name.to_owned()])
            .collect()
    }
}

/// What journeys start, whoever else is selected.
fn started(crates: &[String]) -> Vec<&'static str> {
    let has = |name: &str| crates.iter().any(|known| known == name);
    let window = has("sealift-window-journeys");
    let programs = [
        ("sealift-cli", window || has("sealift-journeys")),
        ("sealift-desktop", window),
        ("sealift-helper", window),
    ];
    let needed = programs
        .into_iter()
        .filter(|(name, needed)| *needed && !has(name));
    needed.map(|(name, _)| name).collect()
}

impl Selection {
    fn parse(arguments: &[String]) -> Result<Self> {
        let mut selection = Self {
            crates: Vec::new(),
            quick: false,
            coverage: false,
            alone: Alone::parse(arguments)?,
            every_look: false,
            filters: Vec::new(),
        };
        if selection.alone.is_some() {
            return Ok(selection);
        }
        let mut words = arguments.iter();
        while let Some(word) = words.next() {
            match word.as_str() {
                "--quick" => selection.quick = true,
                "--coverage" => selection.coverage = true,
                "--" => selection.filters.extend(words.by_ref().cloned()),
                flag if flag.starts_with('-') => bail!("there is no option `{flag}`"),
                name => selection.crates.push(name.to_owned()),
            }
        }
        Ok(selection)
    }

    /// Cargo's words for the suites, where it is not all of them.
    fn suites(&self) -> Vec<&'static str> {
        self.alone.as_ref().map(Alone::targets).unwrap_or_default()
    }

    fn has_ui(&self) -> bool {
        let is_part = self.quick || self.alone.is_some() || !self.filters.is_empty();
        let everything = self.crates.is_empty() && !is_part;
        everything || self.crates.iter().any(|name| name == "ui")
    }

    /// The crates to test, by their full names.
    fn crates_among(&self, members: &[String]) -> Result<Vec<String>> {
        if let Some(alone) = &self.alone {
            return Ok(vec![full_name(alone.suite.of, members)?]);
        }
        if self.crates.is_empty() {
            let is_wanted = |name: &&String| !self.quick || !NOT_QUICK.contains(&name.as_str());
            return Ok(members.iter().filter(is_wanted).cloned().collect());
        }
        let named = self.crates.iter().filter(|name| *name != "ui");
        named.map(|name| full_name(name, members)).collect()
    }
}

fn full_name(name: &str, members: &[String]) -> Result<String> {
    let long = format!("sealift-{name}");
    match members
        .iter()
        .find(|member| *member == name || **member == long)
    {
        Some(member) => Ok(member.clone()),
        None => bail!(
            "there is no crate `{name}`; there are: ui, {}",
            members.join(", ")
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(names: &[&str]) -> Vec<String> {
        names.iter().map(|name| (*name).to_owned()).collect()
    }

    #[test]
    fn quick_leaves_out_what_needs_a_window_or_the_whole_product() {
        let members = names(&[
            "sealift-plan",
            "sealift-desktop",
            "sealift-journeys",
            "sealift-cli",
        ]);
        let quick = Selection::parse(&names(&["--quick"])).expect("a known option");
        let crates = quick.crates_among(&members).expect("no names to mistake");
        assert_eq!(crates, names(&["sealift-plan", "sealift-cli"]));
        assert!(!quick.has_ui());
    }

    #[test]
    fn short_names_and_filters_are_understood_and_unknown_words_refused() {
        let members = names(&["sealift-plan", "sealift-journeys"]);
        let some = Selection::parse(&names(&["plan", "ui", "--", "p07"])).expect("known words");
        assert_eq!(
            some.crates_among(&members).expect("known crates"),
            names(&["sealift-plan"])
        );
        assert_eq!(some.filters, names(&["p07"]));
        assert!(some.has_ui());
        let wrong = Selection::parse(&names(&["plane"])).expect("any word may be a crate");
        assert!(wrong.crates_among(&members).is_err());
        assert!(Selection::parse(&names(&["--quik"])).is_err());
    }

    #[test]
    fn a_suite_alone_takes_its_crate_and_leaves_the_ui_out() {
        let members = names(&["sealift-plan", "sealift-journeys"]);
        let slow = Selection::parse(&names(&["slow"])).expect("a known word");
        assert_eq!(
            slow.crates_among(&members).expect("it is there"),
            names(&["sealift-journeys"])
        );
        assert!(!slow.has_ui());
        assert!(Selection::parse(&names(&["slow", "plan"])).is_err());
    }

    #[test]
    fn the_journeys_alone_still_build_the_program_that_they_start() {
        let members = names(&["sealift-plan", "sealift-journeys", "sealift-cli"]);
        let words = selected(&names(&["sealift-journeys"]), &members);
        assert_eq!(
            words,
            names(&["--package", "sealift-journeys", "--package", "sealift-cli"])
        );
    }
}
