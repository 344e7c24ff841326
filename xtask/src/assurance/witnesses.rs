//! Tests that bear the number of a case.

use crate::workspace::Workspace;
use anyhow::Result;
use std::collections::BTreeSet;

/// Where tests are.
const PLACES: [&str; 4] = ["crates/", "src-tauri/", "tests/", "ui/src/"];

/// A test that shows cases.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Witness {
    /// Its name.
    pub(super) test: String,
    /// The file that has it.
    pub(super) file: String,
    /// The cases that it shows: the family's letter and the number.
    pub(super) cases: BTreeSet<(char, u8)>,
}

impl Witness {
    /// A test by its name, when that bears a number.
    pub(super) fn of(file: &str, test: &str) -> Option<Self> {
        let cases: BTreeSet<(char, u8)> = test.split(['_', ' ']).map_while(case).collect();
        (!cases.is_empty()).then(|| Self {
            test: test.into(),
            file: file.into(),
            cases,
        })
    }

    pub(super) fn shows(&self, family: char, number: u8) -> bool {
        self.cases.contains(&(family, number))
    }

    /// As the page names it.
    pub(super) fn shown(&self) -> String {
        format!("`{}` ({})", self.test, self.file)
    }
}

/// A part of a test's name that is a case: a letter and two digits.
fn case(part: &str) -> Option<(char, u8)> {
    let (family, number) = (part.chars().next()?, part.get(1..)?);
    let is_number = number.len() == 2 && number.bytes().all(|byte| byte.is_ascii_digit());
    let is_family = family.is_ascii_lowercase();
    (is_family && is_number).then_some((family.to_ascii_uppercase(), number.parse().ok()?))
}

/// All of them, in the order of their names.
pub(super) fn find(workspace: &Workspace) -> Result<Vec<Witness>> {
    let mut found = BTreeSet::new();
    for file in workspace.files()? {
        let is_source = [".rs", ".ts", ".tsx"]
            .iter()
            .any(|ending| file.ends_with(ending));
        if is_source && PLACES.iter().any(|place| file.starts_with(place)) {
            let text = std::fs::read_to_string(workspace.path(&file))?;
            found.extend(
                text.lines()
                    .filter_map(test_in)
                    .filter_map(|test| Witness::of(&file, test)),
            );
        }
    }
    Ok(found.into_iter().collect())
}

/// The name of the test that begins on a line: a function, an entry of a list of vectors (`name => …`), or a test of the
/// page's.
fn test_in(line: &str) -> Option<&str> {
    let line = line.trim();
    if let Some(rest) = line.strip_prefix("test(\"") {
        return rest.split('"').next();
    }
    let function = line.strip_prefix("fn ");
    let rest = function.unwrap_or(line);
    let end = rest.find(|c: char| !c.is_ascii_alphanumeric() && c != '_')?;
    let (name, after) = rest.split_at(end);
    let begins = if function.is_some() { "(" } else { "=>" };
    after.trim_start().starts_with(begins).then_some(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_numbers_at_the_front_of_a_name_are_the_cases_that_it_shows() {
        let cases = |test: &str| {
            Witness::of("a", test).map(|one| one.cases.into_iter().collect::<Vec<_>>())
        };
        assert_eq!(
            cases("i01_i03_killed_twice"),
            Some(vec![('I', 1), ('I', 3)])
        );
        assert_eq!(cases("u01 markup stays text"), Some(vec![('U', 1)]));
        assert_eq!(cases("what_m01_says"), None);
        assert_eq!(cases("m1_short"), None);
    }

    #[test]
    fn tests_are_functions_vectors_and_those_of_the_page() {
        assert_eq!(test_in("    fn m02_pulled_out() {"), Some("m02_pulled_out"));
        assert_eq!(
            test_in("    p07_central_name => Hostile::CentralName,"),
            Some("p07_central_name")
        );
        assert_eq!(
            test_in("test(\"u01 markup\", async () => {"),
            Some("u01 markup")
        );
        assert_eq!(test_in("    let m02_name = 3;"), None);
    }
}
