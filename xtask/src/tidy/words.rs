//! Words that a stranger's clone would trip over: the paths of one machine, a private registry, things left unfinished.

use crate::workspace::Workspace;
use anyhow::Result;

/// Marks of unfinished work, put together here so that this table does not find itself.
const LEFT_OVER: [&str; 4] = [
    concat!("FIX", "ME"),
    concat!("XX", "X:"),
    concat!("TO", "DO:"),
    concat!("#[ign", "ore]"),
];

/// A test of the ui that is switched off, or that switches off all others.
const SWITCHED_OFF: [&str; 4] = ["it.only(", "it.skip(", "test.only(", "test.skip("];

const CRATES_IO: &str = "registry+https://github.com/rust-lang/crates.io-index";
const NPM: &str = "https://registry.npmjs.org/";

pub(super) fn check(workspace: &Workspace) -> Result<Vec<String>> {
    let machine = machine_paths(workspace);
    let mut faults = Vec::new();
    for file in workspace.files()? {
        // Binary files have no words.
        let Ok(text) = std::fs::read_to_string(workspace.path(&file)) else {
            continue;
        };
        for (number, line) in text.lines().enumerate() {
            if let Some(fault) = fault_in(&file, line, &machine) {
                faults.push(format!("{file}:{}: {fault}", number + 1));
            }
        }
    }
    Ok(faults)
}

/// Where this very machine keeps the project and its owner's files: whatever they are called here, nobody else has them.
fn machine_paths(workspace: &Workspace) -> Vec<String> {
    let mut paths = vec![workspace.root().display().to_string()];
    if let Some(home) = std::env::home_dir() {
        paths.push(home.join(".cargo").display().to_string());
        paths.push(home.join(".config").display().to_string());
    }
    paths
}

fn fault_in(file: &str, line: &str, machine: &[String]) -> Option<String> {
    if let Some(path) = machine.iter().find(|path| line.contains(path.as_str())) {
        return Some(format!("`{path}` is a path of this machine alone"));
    }
    let is_prose = file.ends_with(".md");
    let is_ui = file.ends_with(".ts") || file.ends_with(".tsx");
    let left = LEFT_OVER
        .iter()
        .filter(|_| !is_prose)
        .chain(SWITCHED_OFF.iter().filter(|_| is_ui));
    if let Some(word) = left.copied().find(|word| line.contains(word)) {
        return Some(format!(
            "`{word}`: finish it, or take it out and open an issue"
        ));
    }
    foreign_registry(file, line.trim())
}

/// Lock files name the public registries, and no configuration sends a stranger elsewhere.
fn foreign_registry(file: &str, line: &str) -> Option<String> {
    let name = file.rsplit('/').next().unwrap_or(file);
    let is_elsewhere = match name {
        "Cargo.lock" => line
            .strip_prefix("source = \"")
            .is_some_and(|source| !source.starts_with(CRATES_IO)),
        "package-lock.json" => line
            .strip_prefix("\"resolved\": \"")
            .is_some_and(|source| source.starts_with("http") && !source.starts_with(NPM)),
        ".npmrc" => line.contains("registry="),
        "config.toml" => ["[source", "[registr"]
            .iter()
            .any(|table| line.starts_with(table)),
        _ => false,
    };
    is_elsewhere.then(|| "names a registry that a stranger may not reach".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn this_machine_and_unfinished_work_are_found() {
        let machine = ["/home/carol/sealift".to_owned()];
        let found = |file: &str, line: &str| fault_in(file, line, &machine).is_some();
        assert!(found("docs/a.md", "see /home/carol/sealift/docs"));
        assert!(found("a.rs", concat!("// FIX", "ME later")));
        assert!(found("a.tsx", "it.only(\"shows\", () => {})"));
        assert!(!found("a.rs", "names.iter().skip(1)"));
        assert!(!found("docs/a.md", "/home/alice/releases is an example"));
    }

    #[test]
    fn lock_files_name_only_the_public_registries() {
        let found = |file: &str, line: &str| fault_in(file, line, &[]).is_some();
        assert!(!found("Cargo.lock", &format!("source = \"{CRATES_IO}\"")));
        assert!(found(
            "Cargo.lock",
            "source = \"git+https://example.org/fork\""
        ));
        assert!(!found(
            "ui/package-lock.json",
            &format!("  \"resolved\": \"{NPM}react/-/react-19.tgz\",")
        ));
        assert!(found(
            "ui/package-lock.json",
            "  \"resolved\": \"http://mirror.example/react.tgz\","
        ));
        assert!(found("ui/.npmrc", "registry=http://mirror.example/"));
        assert!(found(".cargo/config.toml", "[source.crates-io]"));
    }
}
