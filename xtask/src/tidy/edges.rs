//! Where the machine may be touched: clippy bans files, processes and the clock everywhere (`clippy.toml`); this check
//! bans lifting that ban outside the crates that are edges, and the Tauri API outside one folder of the ui.

use crate::workspace::Workspace;
use anyhow::Result;
use std::collections::BTreeSet;

/// Folders of crates that stand at an edge of the program, and so may lift the ban with a reason.
const EDGES: [&str; 9] = [
    "crates/host/",
    "crates/vendor/",
    "crates/cli/",
    "crates/helper/",
    "crates/testkit/",
    "fuzz/",
    "src-tauri/",
    "tests/",
    "xtask/",
];

/// The words that lift the ban: its own names, and the groups that contain it.
const LIFTS: [&str; 4] = [
    "clippy::disallowed_methods",
    "clippy::disallowed_types",
    "clippy::all",
    "clippy::style",
];

const TAURI_API: &str = "@tauri-apps/";

pub(super) fn check(workspace: &Workspace) -> Result<Vec<String>> {
    let mut faults = Vec::new();
    let mut importers = BTreeSet::new();
    for file in workspace.files()? {
        if file.ends_with(".rs") && !EDGES.iter().any(|edge| file.starts_with(edge)) {
            let text = std::fs::read_to_string(workspace.path(&file))?;
            faults.extend(lifted(&file, &text));
        }
        let of_ui = file.strip_prefix("ui/src/");
        if let Some(of_ui) = of_ui.filter(|file| file.ends_with(".ts") || file.ends_with(".tsx"))
            && std::fs::read_to_string(workspace.path(&file))?.contains(TAURI_API)
        {
            importers.insert(
                of_ui
                    .rsplit_once('/')
                    .map_or("", |(folder, _)| folder)
                    .to_owned(),
            );
        }
    }
    if importers.len() > 1 {
        let folders: Vec<_> = importers.into_iter().collect();
        faults.push(format!(
            "ui/src: one folder imports {TAURI_API}*, not {}",
            folders.join(" and ")
        ));
    }
    Ok(faults)
}

/// Lines of shipped code that lift the ban. Tests and examples of any crate may read and write
/// files of their own.
fn lifted(file: &str, text: &str) -> Vec<String> {
    let is_shipped = ["/tests/", "/examples/"]
        .iter()
        .all(|folder| !file.contains(folder));
    if !is_shipped || file.ends_with("/tests.rs") {
        return Vec::new();
    }
    let shipped = text
        .lines()
        .enumerate()
        .take_while(|(_, line)| line.trim() != "#[cfg(test)]");
    let lifting = shipped.filter(|(_, line)| LIFTS.iter().any(|lift| line.contains(lift)));
    let fault = "files, processes and the clock are touched at the edges only (clippy.toml)";
    lifting
        .map(|(number, _)| format!("{file}:{}: {fault}", number + 1))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shipped_code_of_the_core_lifts_no_ban_but_its_tests_may() {
        let lift = "#![allow(clippy::disallowed_methods, reason = \"quick\")]";
        let tests = format!("fn a() {{}}\n#[cfg(test)]\nmod tests {{\n    {lift}\n}}");
        assert_eq!(lifted("crates/plan/src/lib.rs", lift).len(), 1);
        assert_eq!(lifted("crates/plan/src/lib.rs", &tests).len(), 0);
        assert_eq!(lifted("crates/plan/tests/golden.rs", lift).len(), 0);
    }
}
