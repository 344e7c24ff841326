//! What libFuzzer says at the end of a run.

use crate::test::Figures;
use crate::workspace::Workspace;
use anyhow::{Context, Result};
use std::fmt;
use std::fs;

/// One target's run.
pub(super) struct Report {
    pub(super) target: String,
    pub(super) executions: u64,
    /// Edges of the program that any input took.
    pub(super) edges: u64,
    pub(super) peak_mib: u64,
    pub(super) is_broken: bool,
}

impl Report {
    /// Reads what a run said; one that ended badly may have said nothing at its end.
    pub(super) fn read(target: &str, said: &str, is_broken: bool) -> Result<Self> {
        let stat = |name: &str| {
            let line = said.lines().rev().find_map(|line| line.strip_prefix(name));
            line.and_then(|number| number.trim().parse().ok())
        };
        let executions = stat("stat::number_of_executed_units:");
        let edges = said
            .lines()
            .rev()
            .find_map(|line| line.split_once(" cov: "));
        let edges = edges.and_then(|(_, rest)| rest.split_whitespace().next()?.parse().ok());
        let executions = if is_broken {
            executions.or(Some(0))
        } else {
            executions
        };
        Ok(Self {
            target: target.into(),
            executions: executions
                .with_context(|| format!("{target} does not say how much was run"))?,
            edges: edges.unwrap_or(0),
            peak_mib: stat("stat::peak_rss_mb:").unwrap_or(0),
            is_broken,
        })
    }

    /// Leaves the figures of all targets among those of the other suites.
    pub(super) fn keep(workspace: &Workspace, reports: &[Self]) -> Result<()> {
        let folder = Figures::folder(workspace).join("fuzz");
        fs::create_dir_all(&folder)?;
        for one in reports {
            let figures = serde_json::json!({
                "executions": one.executions, "edges": one.edges, "broken": u64::from(one.is_broken),
            });
            let file = folder.join(format!("{}.json", one.target));
            fs::write(&file, format!("{figures}\n")).with_context(|| file.display().to_string())?;
        }
        Ok(())
    }
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let verdict = if self.is_broken { "BROKEN" } else { "clean" };
        let Self {
            target,
            executions,
            edges,
            peak_mib,
            ..
        } = self;
        write!(
            f,
            "{target:<12} {verdict:<6} {executions:>9} executions {edges:>6} edges {peak_mib:>4} MiB"
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SAID: &str = "#2\tINITED cov: 12 ft: 13 corp: 1/1b\n#9\tDONE   cov: 1200 ft: 13\n\
        stat::number_of_executed_units: 4711\nstat::peak_rss_mb:              77\n";

    #[test]
    fn the_figures_are_those_of_the_end() {
        let report = Report::read("volume", SAID, false).expect("a whole run");
        assert_eq!(
            (report.executions, report.edges, report.peak_mib),
            (4711, 1200, 77)
        );
    }

    #[test]
    fn a_run_that_says_nothing_is_no_clean_run() {
        assert!(Report::read("volume", "", false).is_err());
        assert!(
            Report::read("volume", "", true)
                .expect("it was seen to fail")
                .is_broken
        );
    }
}
