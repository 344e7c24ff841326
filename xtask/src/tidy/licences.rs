//! Whether every foreign crate may be shipped under the licences that we accept.

use crate::metadata::{Metadata, Package};
use crate::workspace::Workspace;
use anyhow::Result;

/// SPDX identifiers that a proprietary or a free product may both carry along.
const ACCEPTED: [&str; 15] = [
    "0BSD",
    "Apache-2.0",
    "Apache-2.0 WITH LLVM-exception",
    "BSD-2-Clause",
    "BSD-3-Clause",
    "BSL-1.0",
    "CC0-1.0",
    "ISC",
    "MIT",
    "MIT-0",
    "MPL-2.0", // copyleft by file: the web view's CSS parsers, used as they are
    "NCSA",    // LLVM's older licence: libFuzzer, which is not shipped
    "Unicode-3.0",
    "Unlicense",
    "Zlib",
];

pub(super) fn check(workspace: &Workspace) -> Result<Vec<String>> {
    Ok(faults(&workspace.metadata()?))
}

fn faults(metadata: &Metadata) -> Vec<String> {
    metadata.foreign().filter_map(fault).collect()
}

fn fault(package: &Package) -> Option<String> {
    let Package { name, version, .. } = package;
    match &package.license {
        None => Some(format!("{name} {version} states no licence")),
        Some(licence) if is_accepted(licence) => None,
        Some(licence) => Some(format!("{name} {version} comes under {licence}")),
    }
}

/// Evaluates an SPDX expression: `AND` binds closer than `OR`; the old `/` between two licences means `OR`.
fn is_accepted(expression: &str) -> bool {
    let spaced = expression
        .replace('/', " OR ")
        .replace('(', " ( ")
        .replace(')', " ) ");
    let mut words = spaced.split_whitespace().peekable();
    let accepted = alternatives(&mut words);
    accepted && words.next().is_none()
}

type Words<'a> = std::iter::Peekable<std::str::SplitWhitespace<'a>>;

fn alternatives(words: &mut Words) -> bool {
    let mut accepted = together(words);
    while words.next_if_eq(&"OR").is_some() {
        accepted |= together(words);
    }
    accepted
}

fn together(words: &mut Words) -> bool {
    let mut accepted = one(words);
    while words.next_if_eq(&"AND").is_some() {
        accepted &= one(words);
    }
    accepted
}

fn one(words: &mut Words) -> bool {
    if words.next_if_eq(&"(").is_some() {
        let inner = alternatives(words);
        return words.next() == Some(")") && inner;
    }
    let Some(licence) = words.next() else {
        return false;
    };
    match words.next_if_eq(&"WITH").and_then(|_| words.next()) {
        Some(exception) => ACCEPTED.contains(&format!("{licence} WITH {exception}").as_str()),
        None => ACCEPTED.contains(&licence),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_choice_needs_one_good_licence_and_a_conjunction_all() {
        for good in [
            "MIT",
            "MIT/Apache-2.0",
            "MIT OR GPL-3.0-only",
            "(MIT OR Apache-2.0) AND Unicode-3.0",
            "GPL-2.0-only OR MIT AND ISC",
            "Apache-2.0 WITH LLVM-exception OR Apache-2.0 OR MIT",
        ] {
            assert!(is_accepted(good), "{good}");
        }
        for bad in [
            "",
            "GPL-3.0-only",
            "MIT AND GPL-3.0-only",
            "MIT AND (AGPL-3.0-only OR SSPL-1.0)",
            "GPL-2.0-only WITH Classpath-exception-2.0",
            "(MIT",
            "MIT)",
        ] {
            assert!(!is_accepted(bad), "{bad}");
        }
    }
}
