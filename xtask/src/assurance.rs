//! `cargo xtask assurance`: `docs/assurance.md`, which says of each case what shows that Sealift survives it.
//!
//! The cases stand in `docs/cases.json`; a test that shows one bears its number (`m02_…` shows M2). Results and figures
//! are those of the last runs on this machine, as `cargo xtask test` left them below `target/assurance`.

mod cases;
mod page;
mod witnesses;

use crate::test::{Figures, Outcomes};
use crate::workspace::Workspace;
use anyhow::{Result, bail};
use std::fs;

const PAGE: &str = "docs/assurance.md";

/// Writes the page again.
pub(crate) fn run(workspace: &Workspace, arguments: &[String]) -> Result<()> {
    if let Some(unknown) = arguments.first() {
        bail!("assurance takes no `{unknown}`");
    }
    let families = cases::read(workspace)?;
    let witnesses = witnesses::find(workspace)?;
    let outcomes = Outcomes::last(workspace)?;
    let figures = Figures::last(workspace)?;
    let text = page::of(&families, &witnesses, &outcomes, &figures);
    fs::write(workspace.path(PAGE), text)?;
    println!("{PAGE}: {} tests bear a number", witnesses.len());
    Ok(())
}

/// Cases that nothing shows, numbers that stand for nothing, and tests that the page does not know.
pub(crate) fn check(workspace: &Workspace) -> Result<Vec<String>> {
    let families = cases::read(workspace)?;
    let witnesses = witnesses::find(workspace)?;
    let page = fs::read_to_string(workspace.path(PAGE)).unwrap_or_default();
    let mut faults = cases::faults(&families, &witnesses);
    let unknown = witnesses.iter().filter(|one| !page.contains(&one.shown()));
    faults.extend(unknown.map(|one| {
        let name = &one.test;
        format!("{PAGE} does not know {name}: run `cargo xtask assurance`")
    }));
    Ok(faults)
}
