//! The licences of everything that the programs carry along, as those licences ask for.
//!
//! Each text is written once, under the names of all that come with it.

use crate::metadata::{Metadata, Package};
use crate::workspace::Workspace;
use anyhow::{Context, Result};
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

const HEAD: &str = "\
Sealift carries along the work of others. Named here are what its programs and its pages are built from, under which
licence each comes, and the texts of those licences as each author wrote them.
";

/// What a file with a licence, or with what a licence asks to be told, is called.
const NAMES: [&str; 5] = ["licen", "copying", "notice", "unlicen", "copyright"];

/// Something of another author's.
struct Work {
    /// Name and version.
    title: String,
    licence: String,
    texts: Vec<String>,
}

/// Everything, as one text.
pub(super) fn collect(workspace: &Workspace) -> Result<String> {
    let mut works = crates(&workspace.metadata()?)?;
    works.extend(pages(workspace)?);
    Ok(render(&works))
}

/// The crates below the three programs, for whichever system: the texts are the same everywhere.
fn crates(metadata: &Metadata) -> Result<Vec<Work>> {
    let shipped = metadata
        .members()
        .filter(|package| super::CRATES.contains(&package.name.as_str()));
    let below: BTreeSet<&str> = shipped
        .flat_map(|package| metadata.graph_below(&package.id).into_keys())
        .collect();
    let foreign = metadata
        .foreign()
        .filter(|package| below.contains(package.id.as_str()));
    foreign.map(of_crate).collect()
}

fn of_crate(package: &Package) -> Result<Work> {
    let folder = package
        .manifest_path
        .parent()
        .context("a manifest lies in a folder")?;
    Ok(Work {
        title: format!("{} {}", package.name, package.version),
        licence: package.license.clone().unwrap_or_default(),
        texts: texts(folder)?,
    })
}

/// The part of `package-lock.json` that is read.
#[derive(Deserialize)]
struct Lock {
    packages: BTreeMap<String, Locked>,
}

#[derive(Deserialize)]
struct Locked {
    version: Option<String>,
    license: Option<String>,
    /// Set for what only building and testing need.
    #[serde(default)]
    dev: bool,
}

/// What the window's pages are built from.
fn pages(workspace: &Workspace) -> Result<Vec<Work>> {
    let lock = fs::read_to_string(workspace.path("ui/package-lock.json"))?;
    let lock: Lock =
        serde_json::from_str(&lock).context("ui/package-lock.json is not as expected")?;
    // The first, without a name, is ours.
    let shipped = lock
        .packages
        .iter()
        .filter(|(path, found)| !path.is_empty() && !found.dev);
    shipped
        .map(|(path, found)| {
            let name = path.rsplit("node_modules/").next().unwrap_or(path);
            let version = found.version.as_deref().unwrap_or_default();
            Ok(Work {
                title: format!("{name} {version} (npm)"),
                licence: found.license.clone().unwrap_or_default(),
                texts: texts(&workspace.path("ui").join(path))?,
            })
        })
        .collect()
}

fn texts(folder: &Path) -> Result<Vec<String>> {
    let Ok(entries) = fs::read_dir(folder) else {
        return Ok(Vec::new()); // an optional package of another system's, which npm leaves out
    };
    let mut files = Vec::new();
    for entry in entries {
        let path = entry?.path();
        let name = path
            .file_name()
            .unwrap_or_default()
            .to_string_lossy()
            .to_lowercase();
        if NAMES.iter().any(|start| name.starts_with(start)) {
            match path.is_dir() {
                true => files.extend(super::tree::below(&path)?),
                false => files.push(path),
            }
        }
    }
    files.sort();
    let texts = files
        .iter()
        .filter(|file| file.extension().is_none_or(|ending| ending != "rs"));
    texts
        .map(|file| {
            Ok(String::from_utf8_lossy(&fs::read(file)?)
                .trim()
                .replace("\r\n", "\n"))
        })
        .collect()
}

fn render(works: &[Work]) -> String {
    let titles: BTreeMap<&str, &str> = works
        .iter()
        .map(|work| (work.title.as_str(), work.licence.as_str()))
        .collect();
    let mut owners: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for work in works {
        for text in &work.texts {
            owners.entry(text).or_default().insert(&work.title);
        }
    }
    let mut page = String::from(HEAD);
    page.push('\n');
    for (title, licence) in titles {
        page.push_str(&format!("{title}: {licence}\n"));
    }
    for (text, owners) in owners {
        let owners: Vec<&str> = owners.into_iter().collect();
        page.push_str(&format!(
            "\n{}\n{}:\n\n{text}\n",
            "-".repeat(80),
            owners.join(", ")
        ));
    }
    page
}

#[cfg(test)]
mod tests {
    use super::*;

    fn work(title: &str, text: &str) -> Work {
        Work {
            title: title.to_owned(),
            licence: "MIT".to_owned(),
            texts: vec![text.to_owned()],
        }
    }

    #[test]
    fn a_text_stands_once_under_all_who_wrote_it() {
        let page = render(&[
            work("b 1", "as is"),
            work("a 1", "as is"),
            work("c 2", "no warranty"),
        ]);
        assert!(page.contains("a 1: MIT\nb 1: MIT\nc 2: MIT\n"));
        assert!(page.contains("\na 1, b 1:\n\nas is\n"));
        assert_eq!(page.matches("as is").count(), 1);
    }

    #[test]
    fn the_pages_name_what_they_ship_and_not_what_builds_them() {
        let pages = pages(&Workspace::find().expect("a workspace")).expect("a lock file");
        let is_there = |name: &str| pages.iter().any(|work| work.title.starts_with(name));
        assert!(is_there("react ") && is_there("@mantine/core "));
        assert!(!is_there("vite ") && !is_there("typescript "));
    }
}
