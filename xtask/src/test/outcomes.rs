//! How each test ended when it last ran on this machine, from the lines that libtest and Vitest print.

use crate::workspace::Workspace;
use anyhow::{Context, Result};
use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;

/// Whether it passed, by a test's own name without the modules above it.
#[derive(Default, Debug, PartialEq, Eq)]
pub(crate) struct Outcomes(BTreeMap<String, bool>);

impl Outcomes {
    /// Those that earlier runs have kept; none where there was none.
    pub(crate) fn last(workspace: &Workspace) -> Result<Self> {
        match fs::read_to_string(file(workspace)) {
            Ok(text) => Ok(Self(
                serde_json::from_str(&text).context("outcomes that are not JSON")?,
            )),
            Err(_) => Ok(Self::default()),
        }
    }

    pub(super) fn keep(&self, workspace: &Workspace) -> Result<()> {
        let file = file(workspace);
        fs::create_dir_all(file.parent().context("it lies in a folder")?)?;
        Ok(fs::write(file, serde_json::to_vec(&self.0)?)?)
    }

    /// How a test ended; nothing when it did not run.
    pub(crate) fn of(&self, test: &str) -> Option<bool> {
        self.0.get(test).copied()
    }

    /// Takes a line of output; only the end of a single test counts.
    pub(super) fn read(&mut self, line: &str) {
        let ended = of_libtest(line.trim()).or_else(|| of_vitest(line.trim()));
        if let Some((test, passed)) = ended {
            self.0.insert(test.to_owned(), passed);
        }
    }
}

fn file(workspace: &Workspace) -> PathBuf {
    workspace.target().join("assurance").join("outcomes.json")
}

/// `test a::module::name ... ok`
fn of_libtest(line: &str) -> Option<(&str, bool)> {
    let (path, end) = line.strip_prefix("test ")?.split_once(" ... ")?;
    let name = path.rsplit("::").next()?;
    match end {
        "ok" => Some((name, true)),
        "FAILED" => Some((name, false)),
        _ => None,
    }
}

/// `✓ src/a.test.tsx > a name 12ms`
fn of_vitest(line: &str) -> Option<(&str, bool)> {
    let passed = line.strip_prefix('✓').map(|rest| (rest, true));
    let (rest, passed) = passed.or_else(|| line.strip_prefix('×').map(|rest| (rest, false)))?;
    let rest = rest.trim();
    let (name, time) = rest.rsplit_once(' ').unwrap_or((rest, ""));
    let name = if time.ends_with("ms") { name } else { rest };
    let name = name.rsplit(" > ").next()?;
    Some((name.trim(), passed))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_ends_of_single_tests_are_kept_and_other_lines_are_not() {
        let mut outcomes = Outcomes::default();
        for line in [
            "test hostile::p07_central_name ... ok",
            "test m02_pulled_out ... FAILED",
            "test i01_slow has been running for over 60 seconds",
            "test result: ok. 12 passed; 0 failed",
            "   ✓ src/releases/Releases.test.tsx > u01 a vendor's markup stays text 436ms",
        ] {
            outcomes.read(line);
        }
        assert_eq!(outcomes.of("p07_central_name"), Some(true));
        assert_eq!(outcomes.of("m02_pulled_out"), Some(false));
        assert_eq!(outcomes.of("u01 a vendor's markup stays text"), Some(true));
        assert_eq!(outcomes.0.len(), 3);
    }
}
