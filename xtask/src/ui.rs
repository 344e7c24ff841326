//! The web pages of the desktop app: installed and built with npm, again only when something changed.

use crate::program::Program;
use crate::workspace::Workspace;
use anyhow::{Context, Result};
use std::path::Path;
use std::time::SystemTime;

/// Installs exactly what the lock file names.
pub(crate) fn install(workspace: &Workspace) -> Result<()> {
    let lock = modified(&workspace.path("ui/package-lock.json"))?;
    // npm writes this file last, so it is older than the lock only when there is something to do.
    let installed = modified(&workspace.path("ui/node_modules/.package-lock.json")).ok();
    if installed.is_some_and(|installed| installed >= lock) {
        return Ok(());
    }
    npm(workspace).args(["ci", "--no-audit", "--no-fund"]).run()
}

/// Makes `ui/dist` current: the desktop crate embeds it when it is compiled.
pub(crate) fn build(workspace: &Workspace) -> Result<()> {
    install(workspace)?;
    let built = modified(&workspace.path("ui/dist/index.html")).ok();
    let newest_source = workspace
        .files()?
        .iter()
        .filter(|file| file.starts_with("ui/"))
        .filter_map(|file| modified(&workspace.path(file)).ok())
        .max();
    if built.is_some() && built >= newest_source {
        return Ok(());
    }
    npm(workspace).args(["run", "build"]).run()
}

/// `npm`, in the ui's folder and without colours, which would get between us and its words.
pub(crate) fn npm(workspace: &Workspace) -> Program {
    let name = if cfg!(windows) { "npm.cmd" } else { "npm" };
    Program::new(name)
        .within(&workspace.path("ui"))
        .env("NO_COLOR", "1")
}

fn modified(path: &Path) -> Result<SystemTime> {
    let read = path.metadata().and_then(|metadata| metadata.modified());
    read.with_context(|| format!("{} cannot be read", path.display()))
}
