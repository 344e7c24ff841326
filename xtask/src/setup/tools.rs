//! Programs of development from the registry of crates, which no distribution has: built once and kept in the target
//! folder.

use crate::workspace::Workspace;
use anyhow::Result;
use std::fs;
use std::path::PathBuf;

/// What drives the desktop app's window, in the version that the journeys were written with.
const TAURI_DRIVER: (&str, &str) = ("tauri-driver", "2.1.0");
/// The variable in which the journeys are told where it lies: they may have been built into another folder.
pub(crate) const DRIVER: &str = "TAURI_DRIVER";

/// Where it lies.
pub(crate) fn driver(workspace: &Workspace) -> PathBuf {
    tool(workspace, TAURI_DRIVER.0)
}

/// Where such a program lies.
pub(crate) fn tool(workspace: &Workspace, name: &str) -> PathBuf {
    folder(workspace).join("bin").join(name)
}

/// Makes sure that the driver of windows is there, where windows are driven.
pub(super) fn ensure_driver(workspace: &Workspace) -> Result<()> {
    match cfg!(target_os = "linux") {
        true => install(workspace, TAURI_DRIVER.0, TAURI_DRIVER.1),
        false => Ok(()),
    }
}

/// Makes sure that a program is there, in one version.
pub(crate) fn install(workspace: &Workspace, name: &str, version: &str) -> Result<()> {
    let tools = folder(workspace);
    let kept = fs::read_to_string(tools.join(".crates.toml")).unwrap_or_default();
    if kept.contains(&format!("\"{name} {version} ")) {
        return Ok(());
    }
    workspace
        .cargo()
        .args(["install", name, "--version", version, "--locked", "--root"])
        .arg(&tools)
        .run()
}

fn folder(workspace: &Workspace) -> PathBuf {
    workspace.target().join("tools")
}
