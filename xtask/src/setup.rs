//! `cargo xtask setup`: what each purpose needs of the machine, installed where that is allowed.
//!
//! Every need is looked for as the thing itself (a program, a library), whatever package brought it; only the cure
//! depends on the distribution. Where nothing may be installed, the exact command is printed for someone who may.

mod kernel;
mod llvm;
mod needs;
mod system;
mod tools;

use crate::ui;
use crate::workspace::Workspace;
use anyhow::{Result, bail};
pub(crate) use kernel::folder as kernel_folder;
pub(crate) use llvm::tools as llvm_tools;
pub(crate) use needs::Purpose;
use needs::{NEEDS, Need};
use std::path::Path;
use system::System;
pub(crate) use tools::{DRIVER, driver, install as install_tool, tool};

/// What `cargo xtask setup` means without further words: enough to build and test everything on this machine.
const USUAL: [Purpose; 3] = [Purpose::Core, Purpose::Test, Purpose::App];

/// `setup [--check] [PURPOSE...]`.
pub(crate) fn run(workspace: &Workspace, arguments: &[String]) -> Result<()> {
    let mut only_check = false;
    let mut purposes = Vec::new();
    for argument in arguments {
        match argument.as_str() {
            "--check" => only_check = true,
            word => purposes.push(Purpose::named(word)?),
        }
    }
    if purposes.is_empty() {
        purposes.extend(USUAL);
    }
    for need in needs_of(&purposes) {
        let state = if need.is_met() { "present" } else { "MISSING" };
        println!("{state}  {:<28} {}", need.what, need.why);
    }
    if only_check {
        return match command_for(&missing(&purposes)) {
            None => Ok(()),
            Some(command) => bail!("something is missing; this brings it:\n  {command}"),
        };
    }
    ensure(workspace, &purposes)?;
    if purposes.contains(&Purpose::App) {
        ui::install(workspace)?;
    }
    Ok(())
}

/// Makes sure that everything these purposes need is there; quiet when it already is.
pub(crate) fn ensure(workspace: &Workspace, purposes: &[Purpose]) -> Result<()> {
    ensure_needs(workspace, purposes)?;
    if purposes.contains(&Purpose::Journeys) {
        tools::ensure_driver(workspace)?;
    }
    if purposes.contains(&Purpose::Power) {
        kernel::ensure(workspace)?;
    }
    Ok(())
}

fn ensure_needs(workspace: &Workspace, purposes: &[Purpose]) -> Result<()> {
    let wanted = missing(purposes);
    let Some(command) = command_for(&wanted) else {
        return Ok(());
    };
    match System::here() {
        Some(system) if system.may_install() => {
            system.install(workspace, &packages(system, &wanted))?
        }
        _ => bail!(
            "this machine lacks what follows, and it may not be installed from here:\n  {command}"
        ),
    }
    let still = missing(purposes);
    if let Some(need) = still.first() {
        bail!(
            "{} is still missing after installing its packages ({})",
            need.what,
            need.why
        );
    }
    Ok(())
}

fn needs_of(purposes: &[Purpose]) -> impl Iterator<Item = &'static Need> {
    NEEDS
        .iter()
        .filter(|need| purposes.contains(&need.purpose) && need.concerns_this_system())
}

fn missing(purposes: &[Purpose]) -> Vec<&'static Need> {
    needs_of(purposes).filter(|need| !need.is_met()).collect()
}

fn packages(system: System, needs: &[&Need]) -> Vec<&'static str> {
    let mut packages: Vec<&str> = needs
        .iter()
        .flat_map(|need| need.packages(system))
        .copied()
        .collect();
    packages.sort_unstable();
    packages.dedup();
    packages
}

/// The command that brings what is missing, or on other systems the list of it; `None` when nothing is missing.
fn command_for(needs: &[&Need]) -> Option<String> {
    if needs.is_empty() {
        return None;
    }
    Some(match System::here() {
        Some(system) => system.command(&packages(system, needs)),
        None => {
            let names: Vec<&str> = needs.iter().map(|need| need.what).collect();
            format!("(no known package manager) install: {}", names.join(", "))
        }
    })
}

/// Whether this is a Debian whose apt offers this package in this version (major, minor) or a later one.
pub(crate) fn offers_debian_package(package: &str, least: (u32, u32)) -> Result<bool> {
    let Some(system) = System::here().filter(|system| *system == System::Apt) else {
        return Ok(false);
    };
    let is_offered = || {
        let candidate = system::apt_candidate(package);
        candidate
            .and_then(|text| version(&text))
            .is_some_and(|found| found >= least)
    };
    if is_offered() {
        return Ok(true);
    }
    system.refresh()?; // the lists may be absent, or older than the package
    Ok(is_offered())
}

/// Installs Debian packages that bring this file, unless it is there.
pub(crate) fn install_debian_packages(
    workspace: &Workspace,
    packages: &[&str],
    brings: &Path,
) -> Result<()> {
    if brings.exists() {
        return Ok(());
    }
    if !System::Apt.may_install() {
        bail!(
            "this machine lacks {}; this brings it:\n  {}",
            brings.display(),
            System::Apt.command(packages)
        );
    }
    System::Apt.install(workspace, packages)
}

/// The first two numbers of a version such as `1.96.0+dfsg1-1`.
pub(crate) fn version(text: &str) -> Option<(u32, u32)> {
    let mut numbers = text.split(|c: char| !c.is_ascii_digit()).map(str::parse);
    Some((numbers.next()?.ok()?, numbers.next()?.ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_compare_as_numbers() {
        assert_eq!(version("1.96.0+dfsg1-1~deb12u2"), Some((1, 96)));
        assert_eq!(version("1.95"), Some((1, 95)));
        assert!(version("1.100.0") > version("1.95.0"));
        assert_eq!(version("(none)"), None);
    }
}
