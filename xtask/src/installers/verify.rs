//! Looks at finished packages as the systems do that will hold them.
//!
//! Each package is listed, installed into an empty root, judged there by the tools that a distribution judges with,
//! and removed; no file of it may stay behind. What a package asks for of other packages is left out of account in the
//! empty root, and shown.

mod contents;
mod installed;

use super::{Packages, folder, renew, version};
use crate::program::Program;
use crate::workspace::Workspace;
use anyhow::{Result, bail};
use contents::Listed;
use std::path::{Path, PathBuf};

/// A family's package, with its own words for the same deeds.
struct Package<'a> {
    file: &'a Path,
    /// Where it is installed for the while.
    root: PathBuf,
    family: Family,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Family {
    Debian,
    Fedora,
}

pub(super) fn run(workspace: &Workspace, packages: &Packages) -> Result<()> {
    let version = version(workspace)?;
    let root = |name: &str| folder(workspace).join("roots").join(name);
    for (family, file, name) in [
        (Family::Debian, &packages.deb, "deb"),
        (Family::Fedora, &packages.rpm, "rpm"),
    ] {
        let package = Package {
            file,
            root: root(name),
            family,
        };
        package.describe()?;
        let listed = package.list()?;
        contents::judge(&listed, family)?;
        package.install()?;
        installed::judge(&package.root, &version)?;
        package.remove()?;
        installed::nothing_is_left(&package.root, &listed)?;
        println!(
            "{name}: {} files, installed, judged and removed",
            listed.len()
        );
    }
    Ok(())
}

impl Package<'_> {
    /// Shows what the package says of itself.
    fn describe(&self) -> Result<()> {
        match self.family {
            Family::Debian => Program::new("dpkg-deb").arg("--field").arg(self.file).run(),
            Family::Fedora => Program::new("rpm")
                .args([
                    "--query",
                    "--info",
                    "--requires",
                    "--recommends",
                    "--package",
                ])
                .arg(self.file)
                .run(),
        }
    }

    /// Its files, each with its rights and its owner.
    fn list(&self) -> Result<Vec<Listed>> {
        let lines = match self.family {
            Family::Debian => Program::new("dpkg-deb")
                .arg("--contents")
                .arg(self.file)
                .output()?,
            Family::Fedora => Program::new("rpm")
                .args(["--query", "--package", "--queryformat"])
                .arg("[%{FILEMODES:perms} %{FILEUSERNAME}/%{FILEGROUPNAME} 0 - - %{FILENAMES}\n]")
                .arg(self.file)
                .output()?,
        };
        lines
            .lines()
            .filter_map(|line| Listed::read(line).transpose())
            .collect()
    }

    fn install(&self) -> Result<()> {
        renew(&self.root)?;
        match self.family {
            Family::Debian => {
                // What dpkg expects of a machine before the first package.
                for folder in ["var/lib/dpkg/info", "var/lib/dpkg/updates"] {
                    std::fs::create_dir_all(self.root.join(folder))?;
                }
                std::fs::write(self.root.join("var/lib/dpkg/status"), "")?;
                self.dpkg()
                    .args(["--force-depends", "--install"])
                    .arg(self.file)
                    .run()
            }
            Family::Fedora => self
                .rpm()
                .args(["--nodeps", "--nosignature", "-i"])
                .arg(self.file)
                .run(),
        }
    }

    fn remove(&self) -> Result<()> {
        match self.family {
            Family::Debian => self.dpkg().args(["--purge", "sealift"]).run(),
            Family::Fedora => self.rpm().args(["--erase", "sealift"]).run(),
        }
    }

    fn dpkg(&self) -> Program {
        let root = format!("--root={}", self.root.display());
        as_root("dpkg").arg(root).arg("--force-script-chrootless")
    }

    fn rpm(&self) -> Program {
        as_root("rpm").arg("--root").arg(&self.root)
    }
}

/// Both package managers want to be root, if only of a folder. Where we are not, a name space of our own makes us so.
fn as_root(program: &str) -> Program {
    let id = Program::new("id").arg("-u").output();
    match id.is_ok_and(|id| id.trim() == "0") {
        true => Program::new(program),
        false => Program::new("unshare").args(["--map-root-user", program]),
    }
}

/// Fails with everything that was found, one line each.
fn demand_none(what: &str, faults: &[String]) -> Result<()> {
    if !faults.is_empty() {
        bail!("{what}:\n  {}", faults.join("\n  "));
    }
    Ok(())
}
