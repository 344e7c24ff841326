//! The page itself.

use super::cases::Family;
use super::witnesses::Witness;
use crate::test::{Figures, Outcomes};
use std::fmt::Write as _;

const HEAD: &str = "\
# What Sealift is shown to survive

Written by `cargo xtask assurance` from the cases in [cases.json](cases.json), the tests that bear their numbers, and
what the last runs of `cargo xtask test` counted. For every refusal the tests also insist on a code, a remedy, nothing
written outside private staging, staging removed, and a record of it. What was not run is for another system than the
one that the page was written on.

";

/// The whole page.
pub(super) fn of(
    families: &[Family],
    witnesses: &[Witness],
    outcomes: &Outcomes,
    figures: &Figures,
) -> String {
    let mut page = HEAD.to_owned();
    for family in families {
        table(&mut page, family, witnesses, outcomes);
    }
    page.push_str(&tried(figures));
    page
}

fn table(page: &mut String, family: &Family, witnesses: &[Witness], outcomes: &Outcomes) {
    let (letter, title) = (family.family, &family.title);
    let _ = writeln!(
        page,
        "## {letter}: {title}\n\n| Case | What must come of it | Shown by | Last result |\n|---|---|---|---|"
    );
    for (number, case) in &family.cases {
        let shown: Vec<&Witness> = witnesses
            .iter()
            .filter(|one| one.shows(letter, *number))
            .collect();
        let by: Vec<String> = shown.iter().map(|one| one.shown()).collect();
        let by = match case.open() {
            Some(reason) => format!("nothing yet: {reason}"),
            None => by.join("<br>"),
        };
        let result = result(&shown, outcomes);
        let _ = writeln!(
            page,
            "| {letter}{number} | {} | {by} | {result} |",
            case.text()
        );
    }
    page.push('\n');
}

/// What came of tests, in a word or two.
fn result(shown: &[&Witness], outcomes: &Outcomes) -> String {
    let came = |wanted: Option<bool>| {
        shown
            .iter()
            .filter(|one| outcomes.of(&one.test) == wanted)
            .count()
    };
    match (came(Some(true)), came(Some(false)), came(None)) {
        (0, 0, 0) => "-".into(),
        (passed, 0, 0) => format!("{passed} passed"),
        (passed, 0, not_run) => format!("{passed} passed, {not_run} not run"),
        (passed, failed, _) => format!("{passed} passed, **{failed} failed**"),
    }
}

fn tried(figures: &Figures) -> String {
    let mut text = "## Figures of the last runs\n\n".to_owned();
    if figures.suites().next().is_none() {
        text.push_str("None were counted.\n");
        return text;
    }
    text.push_str("| Suite | Counted |\n|---|---|\n");
    for (suite, sum) in figures.suites() {
        let _ = writeln!(text, "| {suite} | {sum} |");
    }
    text
}
