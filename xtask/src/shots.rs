//! `cargo xtask shots`: pictures of every screen, taken on the journeys through the real window.

use crate::test;
use crate::workspace::Workspace;
use anyhow::{Result, bail};
use std::fs;
use std::io::ErrorKind;

pub(crate) fn run(workspace: &Workspace, arguments: &[String]) -> Result<()> {
    if let Some(unknown) = arguments.first() {
        bail!("shots takes no `{unknown}`");
    }
    let folder = workspace.target().join("shots");
    match fs::remove_dir_all(&folder) {
        Err(error) if error.kind() != ErrorKind::NotFound => return Err(error.into()),
        _ => {}
    }
    test::screens(workspace)?;
    println!("\nThe pictures: {}", folder.display());
    Ok(())
}
