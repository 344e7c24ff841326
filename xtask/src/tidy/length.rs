//! A file has one subject: past 600 lines somebody has to say why it is still one.

use crate::workspace::Workspace;
use anyhow::Result;

const MOST_LINES: usize = 600;

/// What people write and read; data, lock files and generated files have the length they have.
const SOURCES: [&str; 8] = [".rs", ".ts", ".tsx", ".css", ".js", ".py", ".sh", ".ftl"];

/// Longer files, each with the reason that it is still one subject.
const LONGER: &[(&str, &str)] = &[
    (
        "crates/app/locales/en.ftl",
        "one list of texts, looked up and never read through",
    ),
    (
        "crates/app/locales/de.ftl",
        "the same list in German; the two are compared line by line",
    ),
    (
        "crates/audit/tests/attacks.rs",
        "one test for each attack on the log, in the order of their numbers",
    ),
    (
        "crates/engine/tests/install.rs",
        "one test for each way an install goes wrong, in the order of their numbers",
    ),
];

pub(super) fn check(workspace: &Workspace) -> Result<Vec<String>> {
    let mut faults = Vec::new();
    for file in workspace.files()? {
        if SOURCES.iter().any(|ending| file.ends_with(ending)) {
            let lines = std::fs::read_to_string(workspace.path(&file))?
                .lines()
                .count();
            faults.extend(fault(&file, lines, LONGER));
        }
    }
    Ok(faults)
}

fn fault(file: &str, lines: usize, longer: &[(&str, &str)]) -> Option<String> {
    let is_listed = longer.iter().any(|(listed, _)| *listed == file);
    match (lines > MOST_LINES, is_listed) {
        (true, false) => Some(format!(
            "{file} has {lines} lines, {MOST_LINES} at most: split it by subject, or list it with a reason"
        )),
        (false, true) => Some(format!(
            "{file} has {lines} lines and no longer needs its exception"
        )),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_file_needs_a_reason_and_a_reason_needs_a_long_file() {
        let listed = [("a.rs", "a table")];
        assert_eq!(fault("a.rs", 600, &[]), None);
        assert!(fault("a.rs", 601, &[]).is_some());
        assert_eq!(fault("a.rs", 601, &listed), None);
        assert!(fault("a.rs", 600, &listed).is_some());
    }
}
