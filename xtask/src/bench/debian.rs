//! Real releases: packages that Debian offers, each in the versions that it offers now.

use crate::program::Program;
use crate::workspace::Workspace;
use anyhow::{Context, Result, bail};
use std::fs;
use std::path::{Path, PathBuf};

/// A package in one version, as a file.
pub(super) struct DebianPackage {
    pub(super) name: &'static str,
    pub(super) version: String,
    file: PathBuf,
}

/// Fetches a package in the newest version that the machine's lists know.
pub(super) fn fetch_newest(workspace: &Workspace, name: &'static str) -> Result<DebianPackage> {
    let (_, newest) = known_versions(name)?;
    fetch_version(&folder(workspace), name, &newest)
}

/// Fetches a package in the oldest and in the newest version; where there is one, both are that one.
pub(super) fn fetch_both(
    workspace: &Workspace,
    name: &'static str,
) -> Result<(DebianPackage, DebianPackage)> {
    let (oldest, newest) = known_versions(name)?;
    let folder = folder(workspace);
    Ok((
        fetch_version(&folder, name, &oldest)?,
        fetch_version(&folder, name, &newest)?,
    ))
}

fn folder(workspace: &Workspace) -> PathBuf {
    workspace.target().join("bench-packages")
}

/// The oldest and the newest version.
fn known_versions(name: &str) -> Result<(String, String)> {
    let mut versions = versions(name)?;
    if versions.is_empty() {
        Program::new("apt-get").arg("update").run()?; // the lists may be absent
        versions = self::versions(name)?;
    }
    match (versions.last(), versions.first()) {
        (Some(oldest), Some(newest)) => Ok((oldest.clone(), newest.clone())),
        _ => bail!("apt knows no package {name}"),
    }
}

/// Newest first, as `apt-cache madison` lists them.
fn versions(name: &str) -> Result<Vec<String>> {
    let table = Program::new("apt-cache").args(["madison", name]).output()?;
    let mut versions: Vec<String> = table.lines().filter_map(version_in).collect();
    versions.dedup();
    Ok(versions)
}

/// The second column of ` name | version | source`.
fn version_in(line: &str) -> Option<String> {
    let mut columns = line.split('|').map(str::trim);
    let (version, source) = (columns.nth(1)?, columns.next()?);
    source.contains("Packages").then(|| version.to_owned())
}

/// Kept from run to run; it is the same bytes for ever.
fn fetch_version(folder: &Path, name: &'static str, version: &str) -> Result<DebianPackage> {
    fs::create_dir_all(folder)?;
    let found = || -> Result<Option<PathBuf>> {
        let begin = format!("{name}_{}_", version.replace(':', "%3a"));
        let files = fs::read_dir(folder)?
            .map(|entry| Ok(entry?.path()))
            .collect::<Result<Vec<PathBuf>>>()?;
        let is_it = |path: &PathBuf| {
            let name = path.file_name().map(|name| name.to_string_lossy());
            name.is_some_and(|name| name.starts_with(&begin) && name.ends_with(".deb"))
        };
        Ok(files.into_iter().find(is_it))
    };
    if found()?.is_none() {
        Program::new("apt-get")
            .args(["download", "-o", "APT::Sandbox::User=root"])
            .arg(format!("{name}={version}"))
            .within(folder)
            .run()?;
    }
    let file = found()?.with_context(|| format!("apt did not bring {name} {version}"))?;
    let version = version.to_owned();
    Ok(DebianPackage {
        name,
        version,
        file,
    })
}

impl DebianPackage {
    /// Unpacks its files into a folder.
    pub(super) fn unpack(&self, to: &Path) -> Result<()> {
        fs::create_dir_all(to)?;
        Program::new("dpkg-deb")
            .arg("--extract")
            .args([&self.file, to])
            .run()
    }

    pub(super) fn told(&self) -> String {
        format!("{} {}", self.name, self.version)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_come_from_the_second_column() {
        let binary =
            "postgresql-15 | 15.20-0+deb12u1 | http://deb.debian.org bookworm/main Packages";
        assert_eq!(version_in(binary).as_deref(), Some("15.20-0+deb12u1"));
        let source =
            "postgresql-15 | 15.20-0+deb12u1 | http://deb.debian.org bookworm/main Sources";
        assert_eq!(version_in(source), None);
        assert_eq!(version_in("N: Unable to locate package x"), None);
    }
}
