//! The package managers that we know, and whether this user may use them.

use crate::program::{Program, is_on_path};
use crate::workspace::Workspace;
use anyhow::{Context, Result};
use std::path::Path;

/// A family of distributions.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum System {
    /// Debian, Ubuntu and their kin.
    Apt,
    /// Fedora and its kin.
    Dnf,
}

/// How this user becomes root.
#[derive(Clone, Copy)]
enum Elevation {
    IsRoot,
    PasswordlessSudo,
}

impl System {
    pub(super) fn here() -> Option<Self> {
        if is_on_path("apt-get") {
            Some(Self::Apt)
        } else if is_on_path("dnf") {
            Some(Self::Dnf)
        } else {
            None
        }
    }

    pub(super) fn may_install(self) -> bool {
        Elevation::here().is_some()
    }

    /// The command for someone who may install.
    pub(super) fn command(self, packages: &[&str]) -> String {
        let install = self.install_words(packages).join(" ");
        match self {
            Self::Apt => format!("sudo apt-get update && sudo {install}"),
            Self::Dnf => format!("sudo {install}"),
        }
    }

    /// Installs, refreshing the lists of packages only where they are absent or too old to serve.
    pub(super) fn install(self, workspace: &Workspace, packages: &[&str]) -> Result<()> {
        let elevation = Elevation::here().context("asked before")?;
        let install = elevation
            .program(&self.install_words(packages))
            .within(workspace.root());
        if self == Self::Apt {
            if has_package_lists() && install.code()? == Some(0) {
                return Ok(());
            }
            self.refresh()?;
        }
        install.run()
    }

    /// Fetches the lists of packages again, where there are such lists and this user may.
    pub(super) fn refresh(self) -> Result<()> {
        match (self, Elevation::here()) {
            (Self::Apt, Some(elevation)) => {
                let words = ["apt-get", "update", "-q"].map(str::to_owned);
                elevation.program(&words).run()
            }
            _ => Ok(()),
        }
    }

    fn install_words(self, packages: &[&str]) -> Vec<String> {
        let start: &[&str] = match self {
            // Another apt at work is waited for, as a second terminal may well be setting up too.
            Self::Apt => &[
                "apt-get",
                "install",
                "-q",
                "-y",
                "--no-install-recommends",
                "-o",
                "DPkg::Lock::Timeout=600",
            ],
            Self::Dnf => &["dnf", "install", "-y", "--setopt=install_weak_deps=False"],
        };
        start
            .iter()
            .chain(packages)
            .map(|word| (*word).to_owned())
            .collect()
    }
}

impl Elevation {
    fn here() -> Option<Self> {
        let is_root = Program::new("id")
            .arg("-u")
            .output()
            .is_ok_and(|id| id.trim() == "0");
        if is_root {
            Some(Self::IsRoot)
        } else if Program::new("sudo").args(["-n", "true"]).succeeds() {
            Some(Self::PasswordlessSudo)
        } else {
            None
        }
    }

    fn program(self, words: &[String]) -> Program {
        let unattended = "DEBIAN_FRONTEND=noninteractive";
        match self {
            Self::IsRoot => Program::new("env").arg(unattended).args(words),
            Self::PasswordlessSudo => Program::new("sudo")
                .args(["-n", "env", unattended])
                .args(words),
        }
    }
}

fn has_package_lists() -> bool {
    let lists = Path::new("/var/lib/apt/lists").read_dir();
    lists.is_ok_and(|lists| {
        lists
            .flatten()
            .any(|list| list.file_name().to_string_lossy().contains("_Packages"))
    })
}

/// The version of a Debian package that `apt-get install` would bring, where apt knows one.
pub(super) fn apt_candidate(package: &str) -> Option<String> {
    let policy = Program::new("apt-cache")
        .env("LC_ALL", "C")
        .args(["policy", package])
        .output()
        .ok()?;
    let mut lines = policy.lines();
    let candidate = lines.find_map(|line| line.trim().strip_prefix("Candidate: "))?;
    (candidate != "(none)").then(|| candidate.to_owned())
}
