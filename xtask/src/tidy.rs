//! `cargo xtask tidy`: what must stay true of the tree, whoever writes the next line.
//!
//! The cheap checks come first and all of them report before the command fails, so that one run shows everything.

mod arrows;
mod edges;
pub(crate) mod generated;
mod golden;
mod graph;
mod length;
mod licences;
mod lints;
mod words;

use crate::setup::{self, Purpose};
use crate::ui;
use crate::workspace::Workspace;
use anyhow::{Result, bail};
use std::time::Instant;

/// A check: its name on the command line, and what finds its faults. An empty list is a clean tree.
struct Check {
    name: &'static str,
    find_faults: fn(&Workspace) -> Result<Vec<String>>,
}

const CHECKS: [Check; 11] = [
    Check {
        name: "fmt",
        find_faults: lints::format,
    },
    Check {
        name: "arrows",
        find_faults: arrows::check,
    },
    Check {
        name: "edges",
        find_faults: edges::check,
    },
    Check {
        name: "length",
        find_faults: length::check,
    },
    Check {
        name: "words",
        find_faults: words::check,
    },
    Check {
        name: "golden",
        find_faults: golden::check,
    },
    Check {
        name: "cases",
        find_faults: crate::assurance::check,
    },
    Check {
        name: "graph",
        find_faults: graph::check,
    },
    Check {
        name: "licences",
        find_faults: licences::check,
    },
    Check {
        name: "clippy",
        find_faults: lints::clippy,
    },
    Check {
        name: "generated",
        find_faults: generated::check,
    },
];

/// Runs the named checks, or all of them.
pub(crate) fn run(workspace: &Workspace, names: &[String]) -> Result<()> {
    for name in names {
        if CHECKS.iter().all(|check| check.name != name) {
            let known: Vec<&str> = CHECKS.iter().map(|check| check.name).collect();
            bail!(
                "there is no check `{name}`; there are: {}",
                known.join(", ")
            );
        }
    }
    let is_wanted = |name: &str| names.is_empty() || names.iter().any(|wanted| wanted == name);
    if is_wanted("clippy") || is_wanted("generated") {
        setup::ensure(workspace, &[Purpose::Core, Purpose::App])?;
        ui::build(workspace)?; // the desktop crate embeds the built pages when it is compiled
    }
    let mut faults = 0;
    for check in CHECKS.iter().filter(|check| is_wanted(check.name)) {
        let start = Instant::now();
        let found = (check.find_faults)(workspace)?;
        let verdict = if found.is_empty() { "clean" } else { "FAULTY" };
        println!(
            "tidy: {:<10} {verdict} ({:.1} s)",
            check.name,
            start.elapsed().as_secs_f32()
        );
        for fault in &found {
            println!("  {fault}");
        }
        faults += found.len();
    }
    if faults > 0 {
        bail!("tidy found {faults} fault(s)");
    }
    Ok(())
}
