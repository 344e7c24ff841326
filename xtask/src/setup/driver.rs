//! The driver of the desktop app's window: a program from the registry of crates, built once and kept in the target
//! folder, since no distribution has it.

use crate::workspace::Workspace;
use anyhow::Result;
use std::fs;

const NAME: &str = "tauri-driver";
const VERSION: &str = "2.1.0";

/// Makes sure that `target/tools/bin/tauri-driver` is there, in the version that the journeys were written with.
pub(super) fn ensure(workspace: &Workspace) -> Result<()> {
    let tools = workspace.target().join("tools");
    let kept = fs::read_to_string(tools.join(".crates.toml")).unwrap_or_default();
    if !cfg!(target_os = "linux") || kept.contains(&format!("\"{NAME} {VERSION} ")) {
        return Ok(());
    }
    workspace
        .cargo()
        .args(["install", NAME, "--version", VERSION, "--locked", "--root"])
        .arg(&tools)
        .run()
}
