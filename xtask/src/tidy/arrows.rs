//! Which crate may depend on which: the arrows of ARCHITECTURE.md, kept by a machine.
//!
//! Read from the manifests themselves, so that an optional dependency or one for another system counts as well.

use crate::metadata::{Dependency, Metadata};
use crate::workspace::Workspace;
use anyhow::Result;
use std::collections::BTreeSet;

/// What a crate may depend on among the project's own.
enum Onto {
    /// These crates.
    Only(&'static [&'static str]),
    /// These crates and everything that they may depend on themselves.
    Below(&'static [&'static str]),
    /// Any crate: tests look everywhere.
    Any,
}
use Onto::{Any, Below, Only};

/// One line for every crate of the project; a crate without a line is a fault.
const ARROWS: &[(&str, Onto)] = &[
    ("sealift-document", Only(&[])),
    ("sealift-package", Only(&["sealift-document"])),
    (
        "sealift-trust",
        Only(&["sealift-document", "sealift-package"]),
    ),
    (
        "sealift-plan",
        Only(&["sealift-document", "sealift-package"]),
    ),
    ("sealift-audit", Only(&["sealift-document"])),
    (
        "sealift-report",
        Only(&["sealift-document", "sealift-audit"]),
    ),
    (
        "sealift-engine",
        Below(&["sealift-trust", "sealift-plan", "sealift-audit"]),
    ),
    ("sealift-host", Below(&["sealift-engine"])),
    ("sealift-app", Below(&["sealift-engine", "sealift-report"])),
    // Export mode alone reads a secret vendor key, and never installs anything.
    (
        "sealift-vendor",
        Only(&[
            "sealift-document",
            "sealift-package",
            "sealift-plan",
            "sealift-trust",
        ]),
    ),
    // What a window can ask, in its own process or in the elevated one.
    ("sealift-desk", Below(&["sealift-app", "sealift-host"])),
    ("sealift-helper", Below(&["sealift-desk"])),
    (
        "sealift-cli",
        Below(&["sealift-app", "sealift-vendor", "sealift-host"]),
    ),
    (
        "sealift-desktop",
        Below(&["sealift-desk", "sealift-vendor"]),
    ),
    ("sealift-testkit", Any),
    ("sealift-journeys", Any),
    ("sealift-window-journeys", Only(&["sealift-journeys"])),
    ("sealift-fuzz", Any),
    ("sealift-bench", Below(&["sealift-plan", "sealift-audit"])),
    // Compiled before anything else on every machine, so it stands alone.
    ("xtask", Only(&[])),
];

/// Fakes and builders of hostile input: nothing that is shipped may contain them.
const TESTS_ONLY: [&str; 5] = [
    "sealift-bench",
    "sealift-fuzz",
    "sealift-testkit",
    "sealift-journeys",
    "sealift-window-journeys",
];

/// Crates that are themselves only tests, and so may hold the test kit as an ordinary dependency.
const ARE_TESTS: [&str; 5] = TESTS_ONLY;

/// The elevated side and the crates that no way may lead to from it.
const NEVER_BELOW: [(&str, &str); 1] = [("sealift-helper", "sealift-vendor")];

pub(super) fn check(workspace: &Workspace) -> Result<Vec<String>> {
    Ok(faults(&workspace.own_metadata()?))
}

fn faults(metadata: &Metadata) -> Vec<String> {
    let mut faults = Vec::new();
    for package in metadata.members() {
        let name = package.name.as_str();
        let Some((_, onto)) = ARROWS.iter().find(|(from, _)| *from == name) else {
            faults.push(format!(
                "{name} has no line in the table of arrows (xtask/src/tidy/arrows.rs)"
            ));
            continue;
        };
        let own = package
            .dependencies
            .iter()
            .filter(|dependency| is_own(metadata, &dependency.name));
        faults.extend(own.filter_map(|dependency| fault_of(name, onto, dependency)));
    }
    for (from, never) in NEVER_BELOW {
        if reachable(metadata, from).contains(never) {
            faults.push(format!(
                "{from} reaches {never}, through whichever crate: it must never hold it"
            ));
        }
    }
    faults
}

/// What is wrong with one arrow between two crates of the project.
fn fault_of(from: &str, onto: &Onto, dependency: &Dependency) -> Option<String> {
    let to = dependency.name.as_str();
    if TESTS_ONLY.contains(&to) && !dependency.is_for_tests() && !ARE_TESTS.contains(&from) {
        return Some(format!(
            "{from} -> {to}: only a dev-dependency may reach the test kit"
        ));
    }
    if dependency.is_for_tests() || allows(onto, to) {
        return None; // tests may look anywhere: nothing of them is shipped
    }
    Some(format!(
        "{from} -> {to} is not an arrow of the design (ARCHITECTURE.md)"
    ))
}

fn allows(onto: &Onto, to: &str) -> bool {
    match onto {
        Any => true,
        Only(names) => names.contains(&to),
        Below(names) => names.iter().any(|name| {
            let further = ARROWS.iter().find(|(from, _)| from == name);
            *name == to || further.is_some_and(|(_, onto)| allows(onto, to))
        }),
    }
}

fn is_own(metadata: &Metadata, name: &str) -> bool {
    metadata.members().any(|package| package.name == name)
}

/// The project's crates that a crate reaches by manifests alone, tests set aside.
fn reachable<'a>(metadata: &'a Metadata, from: &'a str) -> BTreeSet<&'a str> {
    let mut reached = BTreeSet::new();
    let mut waiting = vec![from];
    while let Some(here) = waiting.pop() {
        let package = metadata.members().find(|package| package.name == here);
        let dependencies = package
            .into_iter()
            .flat_map(|package| &package.dependencies);
        for dependency in dependencies.filter(|dependency| !dependency.is_for_tests()) {
            if is_own(metadata, &dependency.name) && reached.insert(dependency.name.as_str()) {
                waiting.push(&dependency.name);
            }
        }
    }
    reached
}

#[cfg(test)]
mod tests;
