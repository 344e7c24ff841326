//! Counts the tests that other programs ran, from the lines they end with.

use std::fmt;

/// How many tests passed and failed so far.
#[derive(Default, Debug, PartialEq, Eq)]
pub(crate) struct Tally {
    pub(crate) passed: u64,
    pub(crate) failed: u64,
}

impl Tally {
    /// Takes a line of output; only the summaries of libtest and Vitest count.
    pub(crate) fn read(&mut self, line: &str) {
        let line = line.trim();
        if let Some(summary) = line.strip_prefix("test result: ") {
            // test result: ok. 12 passed; 0 failed; 1 ignored; 0 measured; 0 filtered out; finished in 0.03s
            self.add(summary.split(['.', ';']));
        } else if let Some(summary) = line.strip_prefix("Tests ") {
            // Tests  1 failed | 12 passed (13)
            self.add(summary.split(['|', '(']));
        }
    }

    fn add<'a>(&mut self, parts: impl Iterator<Item = &'a str>) {
        for part in parts {
            let mut words = part.split_whitespace();
            let (Some(count), Some(what)) = (words.next(), words.next()) else {
                continue;
            };
            let Ok(count) = count.parse::<u64>() else {
                continue;
            };
            match what {
                "passed" => self.passed += count,
                "failed" => self.failed += count,
                _ => {}
            }
        }
    }
}

impl fmt::Display for Tally {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} passed, {} failed", self.passed, self.failed)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn summaries_of_both_kinds_add_up_and_other_lines_do_not_count() {
        let mut tally = Tally::default();
        for line in [
            "test result: ok. 12 passed; 0 failed; 1 ignored; 0 measured; 0 filtered out; finished in 0.03s",
            "test result: FAILED. 3 passed; 2 failed; 0 ignored; 0 measured; 0 filtered out",
            " Test Files  2 passed (2)",
            "      Tests  1 failed | 7 passed (8)",
            "this line says 9 passed; and means nothing",
        ] {
            tally.read(line);
        }
        assert_eq!(
            tally,
            Tally {
                passed: 22,
                failed: 3
            }
        );
        assert_eq!(tally.to_string(), "22 passed, 3 failed");
    }
}
