//! `docs/performance.md`: written by people, but for what stands between two marks, which is the last run of a suite.

use super::chart;
use super::figures::Spread;
use super::record::{Judgement, StepFigures, SuiteFigures, WayFigures, path_of};
use crate::workspace::Workspace;
use anyhow::{Context, Result};
use std::fmt::Write as _;
use std::fs;

const PAGE: &str = "docs/performance.md";
const PICTURES: &str = "docs/pictures";

/// Writes the part of every suite that has left figures; the others keep what they have.
pub(super) fn write(workspace: &Workspace) -> Result<()> {
    let path = workspace.path(PAGE);
    let mut text = fs::read_to_string(&path).with_context(|| path.display().to_string())?;
    for suite in super::SUITES {
        let Ok(json) = fs::read(path_of(workspace, suite)) else {
            continue;
        };
        let figures: SuiteFigures = serde_json::from_slice(&json)
            .with_context(|| format!("{suite}.json was written by another version"))?;
        text = with_part(&text, suite, &part(&figures))
            .with_context(|| format!("{PAGE} has no marks for {suite}"))?;
        let picture = workspace.path(&format!("{PICTURES}/bench-{suite}.svg"));
        fs::write(picture, chart::of(&figures))?;
    }
    fs::write(&path, text)?;
    println!("{PAGE} has the last figures");
    Ok(())
}

fn marks(suite: &str) -> (String, String) {
    (
        format!("<!-- cargo xtask bench {suite} -->\n"),
        format!("<!-- end of {suite} -->"),
    )
}

/// The page with what lies between a suite's marks replaced.
fn with_part(page: &str, suite: &str, part: &str) -> Option<String> {
    let (begin, end) = marks(suite);
    let (before, rest) = page.split_once(&begin)?;
    let (_, after) = rest.split_once(&end)?;
    Some(format!("{before}{begin}{part}{end}{after}"))
}

fn part(figures: &SuiteFigures) -> String {
    let mut text = format!("\n{}.\n\n", figures.machine.told());
    for input in &figures.inputs {
        let _ = writeln!(text, "- {input}");
    }
    let caches = if figures.cold {
        "with caches dropped before each turn"
    } else {
        "with warm caches"
    };
    let _ = writeln!(text, "\nRounds: {}, {caches}.", figures.rounds);
    for remark in &figures.remarks {
        let _ = writeln!(text, "{remark}");
    }
    let _ = writeln!(text, "\n![{0}](pictures/bench-{0}.svg)\n", figures.suite);
    for step in &figures.steps {
        let _ = writeln!(text, "**{}**\n\n{}", step.title, table(step));
    }
    text
}

/// One step's tables: what each way cost, and what is asked of it.
pub(super) fn table(step: &StepFigures) -> String {
    let mut text = String::new();
    if !step.ways.is_empty() {
        text.push_str(
            "| | seconds (lowest to highest) | processor seconds | peak MiB | MB written | MB made |\n|---|---|---|---|---|---|\n",
        );
        for way in &step.ways {
            let _ = writeln!(text, "{}", row(way));
        }
    }
    if !step.judgements.is_empty() {
        text.push_str("\n| | found (lowest to highest) | at most | |\n|---|---|---|---|\n");
        for judgement in &step.judgements {
            let _ = writeln!(text, "{}", judged(judgement));
        }
    }
    text
}

fn row(way: &WayFigures) -> String {
    let spread = Spread::of(&way.seconds);
    let seconds = spread.map_or_else(String::new, |spread| spread_of(spread, "", 2));
    let processor = Spread::of(&way.processor_seconds);
    let processor = processor.map_or_else(String::new, |spread| format!("{:.2}", spread.median));
    let peak = way
        .peak_kib
        .map_or_else(String::new, |kib| (kib / 1024).to_string());
    let megabytes = |bytes: Option<u64>| {
        bytes.map_or_else(String::new, |bytes| {
            #[expect(clippy::cast_precision_loss, reason = "megabytes for people to read")]
            let megabytes = bytes as f64 / 1e6;
            format!("{megabytes:.1}")
        })
    };
    format!(
        "| {} | {seconds} | {processor} | {peak} | {} | {} |",
        way.name,
        megabytes(way.written_bytes),
        megabytes(way.made_bytes)
    )
}

fn judged(judgement: &Judgement) -> String {
    let found = Spread {
        low: judgement.low,
        median: judgement.median,
        high: judgement.high,
    };
    let digits = if judgement.unit == "MiB" { 0 } else { 2 };
    let most = judgement
        .most
        .map_or_else(String::new, |most| format!("{most} {}", judgement.unit));
    let word = match judgement.holds() {
        None => "",
        Some(true) => "yes",
        Some(false) => "**no**",
    };
    format!(
        "| {} | {} | {most} | {word} |",
        judgement.what,
        spread_of(found, &judgement.unit, digits)
    )
}

/// `1.20 s (1.10 to 1.40)`; a single value stands alone. Small values get more digits.
fn spread_of(spread: Spread, unit: &str, digits: usize) -> String {
    let digits = if spread.median.abs() < 0.1 && digits > 0 {
        digits + 1
    } else {
        digits
    };
    let gap = if unit.is_empty() { "" } else { " " };
    let median = format!("{:.digits$}{gap}{unit}", spread.median);
    if spread.low == spread.high {
        return median;
    }
    format!(
        "{median} ({:.digits$} to {:.digits$})",
        spread.low, spread.high
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_lies_between_the_marks_is_replaced() {
        let page = "before\n<!-- cargo xtask bench small -->\nold\n<!-- end of small -->\nafter\n";
        assert_eq!(
            with_part(page, "small", "new\n").as_deref(),
            Some("before\n<!-- cargo xtask bench small -->\nnew\n<!-- end of small -->\nafter\n")
        );
        assert_eq!(with_part(page, "large", "new\n"), None);
    }

    #[test]
    fn a_spread_is_told_where_there_is_one() {
        let one = Spread {
            low: 1.0,
            median: 1.0,
            high: 1.0,
        };
        assert_eq!(spread_of(one, "times", 2), "1.00 times");
        let many = Spread {
            low: 0.01,
            median: 0.02,
            high: 0.3,
        };
        assert_eq!(spread_of(many, "s", 2), "0.020 s (0.010 to 0.300)");
    }
}
