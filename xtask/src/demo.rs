//! `cargo xtask demo`: the main job on this machine, with the program just built.

use crate::job;
use crate::sealift::{Profile, Sealift};
use crate::setup::{self, Purpose};
use crate::workspace::Workspace;
use anyhow::{Result, bail};

pub(crate) fn run(workspace: &Workspace, arguments: &[String]) -> Result<()> {
    if let Some(unknown) = arguments.first() {
        bail!("demo takes no `{unknown}`");
    }
    setup::ensure(workspace, &[Purpose::Core])?;
    let sealift = Sealift::build(workspace, Profile::Dev)?;
    let place = job::Place::native(workspace.target().join("demo"))?;
    let report = job::run(workspace, &sealift, &place)?;
    println!(
        "\nThe report, readable in any browser: {}",
        report.display()
    );
    println!("Verify it yourself:");
    let verify = ["audit", "verify", "report.html", "--log-key", "log.pub"];
    println!("  cd {}", place.path("").display());
    println!("  {}", sealift.command(&place.path(""), &verify).line());
    Ok(())
}
