//! The cases: a letter for the family, a number, and what must come of it.

use super::witnesses::Witness;
use crate::workspace::Workspace;
use anyhow::{Context, Result};
use serde::Deserialize;
use std::collections::BTreeMap;

const LIST: &str = "docs/cases.json";

/// Cases that belong together.
#[derive(Deserialize)]
pub(super) struct Family {
    /// Its letter.
    pub(super) family: char,
    pub(super) title: String,
    /// What must come of each, by its number.
    pub(super) cases: BTreeMap<u8, Case>,
}

/// A case.
#[derive(Deserialize)]
#[serde(untagged)]
pub(super) enum Case {
    /// What must come of it.
    Shown(String),
    /// The same, and why nothing shows it yet.
    Open { text: String, open: String },
}

impl Case {
    pub(super) fn text(&self) -> &str {
        match self {
            Self::Shown(text) | Self::Open { text, .. } => text,
        }
    }

    pub(super) fn open(&self) -> Option<&str> {
        match self {
            Self::Shown(_) => None,
            Self::Open { open, .. } => Some(open),
        }
    }
}

pub(super) fn read(workspace: &Workspace) -> Result<Vec<Family>> {
    let text = std::fs::read_to_string(workspace.path(LIST))?;
    serde_json::from_str(&text).with_context(|| LIST.to_owned())
}

/// Cases without a test or with an excuse that is none, and tests whose number stands for nothing.
pub(super) fn faults(families: &[Family], witnesses: &[Witness]) -> Vec<String> {
    let mut faults = Vec::new();
    for family in families {
        for (number, case) in &family.cases {
            let name = format!("{}{number}", family.family);
            let is_shown = witnesses
                .iter()
                .any(|one| one.shows(family.family, *number));
            match (is_shown, case.open()) {
                (false, None) => faults.push(format!("no test shows {name}: {}", case.text())),
                (true, Some(_)) => {
                    faults.push(format!("{name} has a test: {LIST} says that it is open"))
                }
                _ => {}
            }
        }
    }
    let is_known = |family: char, number: u8| {
        let mut named = families.iter().filter(|one| one.family == family);
        named.any(|one| one.cases.contains_key(&number))
    };
    for witness in witnesses {
        let unknown = witness
            .cases
            .iter()
            .filter(|(family, number)| !is_known(*family, *number));
        faults.extend(unknown.map(|(family, number)| {
            format!(
                "{} bears {family}{number}, which {LIST} does not have",
                witness.test
            )
        }));
    }
    faults
}

#[cfg(test)]
mod tests {
    use super::*;

    fn families() -> Vec<Family> {
        let list = serde_json::json!([{ "family": "M", "title": "Media", "cases": {
            "1": "first", "2": "second", "10": { "text": "tenth", "open": "nobody has one" },
        } }]);
        serde_json::from_value(list).expect("a list")
    }

    #[test]
    fn a_case_that_nothing_shows_and_a_number_that_stands_for_nothing_are_faults() {
        let shown = [Witness::of("a", "m01_m02_both").expect("numbered")];
        assert_eq!(faults(&families(), &shown), Vec::<String>::new());
        let part = [Witness::of("a", "m01_first").expect("numbered")];
        assert_eq!(faults(&families(), &part), ["no test shows M2: second"]);
        let more = ["m01_m02_both", "m10_tenth", "m11_none"];
        let more = more.map(|name| Witness::of("a", name).expect("numbered"));
        let found = faults(&families(), &more);
        assert_eq!(found.len(), 2, "{found:?}");
        assert!(found[0].starts_with("M10 has a test") && found[1].contains("m11_none bears M11"));
    }
}
