//! What is persisted or signed has a file of every version beside its crate's tests, and a test that reads it.
//!
//! A document names its version in its first word, such as `sealift.manifest/v1`. Whoever raises that number leaves the
//! files of the versions before as they are and adds one: this check cannot tell whether a file is read well, but nobody
//! can forget it.

use crate::workspace::Workspace;
use anyhow::Result;
use std::collections::{BTreeMap, BTreeSet};

/// Names with a version of which no file is kept, and why.
const NOT_KEPT: [(&str, &str); 5] = [
    (
        "baseline",
        "nobody reads it back: a record keeps its digest",
    ),
    (
        "commitment",
        "it parts digests from each other; every golden record holds one",
    ),
    (
        "journal",
        "it parts seals from each other; every golden database holds one",
    ),
    (
        "report",
        "people read it; the evidence within has files of its own",
    ),
    (
        "support-bundle",
        "people read it, and no program of ours does",
    ),
];

/// A document by its name and version, such as `manifest` and 1.
type Named = (String, u32);

pub(super) fn check(workspace: &Workspace) -> Result<Vec<String>> {
    let files = workspace.files()?;
    let mut sources: BTreeMap<&str, String> = BTreeMap::new();
    for file in files.iter().filter(|file| file.ends_with(".rs")) {
        sources.insert(file, std::fs::read_to_string(workspace.path(file))?);
    }
    let mut faults = Vec::new();
    for folder in folders(&files) {
        let own = |file: &str| file.starts_with(&folder);
        let is_shipped = |file: &str| is_shipped(&file[folder.len()..]);
        let texts = sources.iter().filter(|(file, _)| own(file));
        let texts: Vec<(&str, &String)> = texts.map(|(file, text)| (*file, text)).collect();
        let shipped = texts.iter().filter(|(file, _)| is_shipped(file));
        let named: BTreeSet<Named> = shipped.flat_map(|(_, text)| named(text)).collect();
        let golden = format!("{folder}tests/golden/");
        let kept: Vec<&str> = files
            .iter()
            .filter_map(|file| file.strip_prefix(&golden))
            .collect();
        let is_read = |name: &str| texts.iter().any(|(_, text)| text.contains(name));
        faults.extend(unkept(&folder, &named, &kept, is_read));
    }
    Ok(faults)
}

/// The folders of crates, each with a slash at its end.
fn folders(files: &[String]) -> Vec<String> {
    let manifests = files
        .iter()
        .filter_map(|file| file.strip_suffix("Cargo.toml"));
    manifests
        .filter(|folder| folder.starts_with("crates/") && *folder != "crates/testkit/")
        .map(str::to_owned)
        .collect()
}

/// Whether a file of a crate, by its path within, is no test.
fn is_shipped(file: &str) -> bool {
    file.starts_with("src/") && !file.ends_with("/tests.rs") && !file.contains("/tests/")
}

/// The documents that shipped code names in its strings.
fn named(text: &str) -> Vec<Named> {
    let shipped = text
        .lines()
        .take_while(|line| line.trim() != "#[cfg(test)]")
        .filter(|line| !line.trim_start().starts_with("//"));
    let strings = shipped.flat_map(|line| line.split("\"sealift.").skip(1));
    strings.filter_map(document).collect()
}

/// `manifest/v1", …` as a name and a version.
fn document(text: &str) -> Option<Named> {
    let (name, rest) = text.split_once("/v")?;
    let is_name = !name.is_empty() && name.bytes().all(|b| b.is_ascii_lowercase() || b == b'-');
    let digits: String = rest.chars().take_while(char::is_ascii_digit).collect();
    Some((name.to_owned(), digits.parse().ok()?)).filter(|_| is_name)
}

/// The versions of which no file is kept, or whose file no test of the crate names.
fn unkept(
    folder: &str,
    named: &BTreeSet<Named>,
    kept: &[&str],
    is_read: impl Fn(&str) -> bool,
) -> Vec<String> {
    let mut faults = Vec::new();
    let wanted = named
        .iter()
        .filter(|(name, _)| NOT_KEPT.iter().all(|(other, _)| other != name));
    for (name, newest) in wanted {
        for version in 1..=*newest {
            let stem = format!("{name}-v{version}");
            let mut of_it = kept.iter().filter(|file| {
                let rest = file.strip_prefix(&stem);
                rest.is_some_and(|rest| rest.starts_with(['.', '-']))
            });
            if !of_it.any(|file| is_read(file)) {
                faults.push(format!(
                    "{folder}: no test reads tests/golden/{stem}.*, as version {version} of sealift.{name} was written"
                ));
            }
        }
    }
    faults
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn strings_of_shipped_code_name_documents_and_comments_do_not() {
        let text = "/// Always `sealift.plan/v1`.\n// \"sealift.old/v7\"\nconst TYPE: &str = \"sealift.plan/v2\";\n\
                    let a = b\"sealift.seal/v1\\0\";\nlet version = \"sealift.\";\n#[cfg(test)]\nlet b = \"sealift.sample/v1\";";
        let found = named(text);
        assert_eq!(found, [("plan".to_owned(), 2), ("seal".to_owned(), 1)]);
    }

    #[test]
    fn every_version_up_to_the_newest_is_kept_and_read() {
        let named = BTreeSet::from([("plan".to_owned(), 2), ("report".to_owned(), 1)]);
        let all = ["plan-v1-install.json", "plan-v2.json", "plan-v20.json"];
        let faults = |kept: &[&str], read: &str| {
            let is_read = |name: &str| read.contains(name);
            unkept("crates/plan/", &named, kept, is_read).len()
        };
        assert_eq!(faults(&all, "plan-v1-install.json plan-v2.json"), 0);
        assert_eq!(faults(&all, "plan-v2.json"), 1, "nobody reads the first");
        assert_eq!(
            faults(&all[..1], "plan-v1-install.json"),
            1,
            "the second is not kept"
        );
        assert_eq!(faults(&[], ""), 2);
    }
}
