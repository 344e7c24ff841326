//! The kernel of the machine whose power is cut: Debian's for virtual machines, unpacked beside the build and never
//! installed on this machine.

use super::system::{self, System};
use crate::program::Program;
use crate::workspace::Workspace;
use anyhow::{Context, Result, bail};
use std::fs;
use std::path::PathBuf;

/// What leads to the newest kernel; its files are in a package that it depends on.
const NEWEST: &str = "linux-image-cloud-amd64";

/// Where the kernel lies: `boot/vmlinuz-*` and `lib/modules/*` below it.
pub(crate) fn folder(workspace: &Workspace) -> PathBuf {
    workspace.target().join("tools").join("kernel")
}

/// Makes sure that it is there.
pub(super) fn ensure(workspace: &Workspace) -> Result<()> {
    let folder = folder(workspace);
    if folder.join("boot").is_dir() {
        return Ok(());
    }
    if System::here() != Some(System::Apt) || !cfg!(target_arch = "x86_64") {
        bail!(
            "the kernel of {NEWEST} comes from Debian for x86-64; elsewhere unpack one whose ext4 is built in into {}",
            folder.display()
        );
    }
    if system::apt_candidate(NEWEST).is_none() {
        System::Apt.refresh()?;
    }
    let package = package()?;
    // It takes its place whole: an interrupted download is begun again.
    let unpacking = folder.with_extension("part");
    if unpacking.exists() {
        fs::remove_dir_all(&unpacking)?;
    }
    fs::create_dir_all(&unpacking)?;
    let download = ["download", "-q", &package];
    Program::new("apt-get")
        .args(download)
        .within(&unpacking)
        .run()?;
    let archive = fs::read_dir(&unpacking)?
        .next()
        .context("apt-get downloads a package")??;
    Program::new("dpkg-deb")
        .arg("-x")
        .arg(archive.path())
        .arg(&unpacking)
        .run()?;
    fs::remove_file(archive.path())?;
    Ok(fs::rename(&unpacking, &folder)?)
}

/// The package that has the newest kernel's files.
fn package() -> Result<String> {
    let depends = Program::new("apt-cache")
        .env("LC_ALL", "C")
        .args(["depends", "--important", NEWEST])
        .output()?;
    let mut lines = depends.lines();
    let named = lines.find_map(|line| line.trim().strip_prefix("Depends: linux-image-"));
    let version = named.with_context(|| format!("apt knows no kernel of {NEWEST}"))?;
    Ok(format!("linux-image-{version}"))
}
