//! Packages of the operating system, from the databases of dpkg and rpm.

use std::process::{Command, Stdio};

use sealift_plan::facts::{OsPackageFacts, PackageManager};

const DPKG_STATUS: &str = "/var/lib/dpkg/status";

/// All installed packages; unknown where neither database is there.
#[cfg_attr(
    not(target_os = "linux"),
    allow(dead_code, reason = "macOS has neither database")
)]
pub(super) fn facts() -> Option<Vec<OsPackageFacts>> {
    let dpkg = std::fs::read_to_string(DPKG_STATUS)
        .ok()
        .map(|status| dpkg(&status));
    let rpm = rpm();
    if dpkg.is_none() && rpm.is_none() {
        return None;
    }
    let mut packages: Vec<OsPackageFacts> = dpkg.into_iter().chain(rpm).flatten().collect();
    packages
        .sort_by(|a, b| (a.manager, &a.name, &a.version).cmp(&(b.manager, &b.name, &b.version)));
    Some(packages)
}

/// Reads dpkg's status file: paragraphs of `Field: value`, of which those that are installed count.
fn dpkg(status: &str) -> Vec<OsPackageFacts> {
    let field = |paragraph: &str, name: &str| -> Option<String> {
        paragraph.lines().find_map(|line| {
            Some(
                line.strip_prefix(name)?
                    .strip_prefix(':')?
                    .trim()
                    .to_owned(),
            )
        })
    };
    let installed = |paragraph: &&str| {
        field(paragraph, "Status").is_some_and(|status| status.ends_with(" ok installed"))
    };
    let package = |paragraph: &str| {
        Some(OsPackageFacts {
            manager: PackageManager::Dpkg,
            name: field(paragraph, "Package")?,
            version: field(paragraph, "Version")?,
        })
    };
    status
        .split("\n\n")
        .filter(installed)
        .filter_map(package)
        .collect()
}

fn rpm() -> Option<Vec<OsPackageFacts>> {
    let program = ["/usr/bin/rpm", "/bin/rpm"]
        .into_iter()
        .find(|path| std::path::Path::new(path).is_file())?;
    let output = Command::new(program)
        .args(["-qa", "--qf", "%{NAME} %{EPOCHNUM}:%{VERSION}-%{RELEASE}\n"])
        .env_clear()
        .env("LC_ALL", "C")
        .stdin(Stdio::null())
        .output()
        .ok()?;
    if !output.status.success() {
        return None;
    }
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    let package = |line: &str| {
        let (name, version) = line.split_once(' ')?;
        let version = version.strip_prefix("0:").unwrap_or(version);
        Some(OsPackageFacts {
            manager: PackageManager::Rpm,
            name: name.into(),
            version: version.into(),
        })
    };
    Some(text.lines().filter_map(package).collect())
}

#[cfg(test)]
mod tests {
    use super::dpkg;

    #[test]
    fn only_installed_packages_count() {
        let status = "Package: a\nStatus: install ok installed\nVersion: 1:2.0-1\n\n\
                      Package: b\nStatus: deinstall ok config-files\nVersion: 1\n";
        let found = dpkg(status);
        assert_eq!(found.len(), 1);
        assert_eq!(
            (found[0].name.as_str(), found[0].version.as_str()),
            ("a", "1:2.0-1")
        );
    }
}
