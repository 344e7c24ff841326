//! `cargo xtask demo`: the main job on this machine, with the program just built; then, where there is a display, the
//! window on the same stick, for whoever wants to do it by hand.

use crate::job;
use crate::program::Program;
use crate::sealift::{Profile, Sealift};
use crate::setup::{self, Purpose};
use crate::ui;
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
    if has_display() {
        open_window(workspace, &place)?;
    }
    Ok(())
}

/// Whether somebody can look at a window here.
fn has_display() -> bool {
    let is_set = |name: &str| std::env::var_os(name).is_some_and(|value| !value.is_empty());
    let has_screen =
        cfg!(not(target_os = "linux")) || is_set("DISPLAY") || is_set("WAYLAND_DISPLAY");
    has_screen && !is_set("CI")
}

/// Opens the app on an empty site of its own, with the demonstration's stick as a drive, until it is closed.
fn open_window(workspace: &Workspace, place: &job::Place) -> Result<()> {
    println!("\nThe window opens on the same stick, with a site of its own. Close it to end.");
    setup::ensure(workspace, &[Purpose::App])?;
    ui::build(workspace)?;
    let build = ["build", "--package", "sealift-desktop"];
    workspace.cargo().args(build).run()?;
    let name = format!("sealift-desktop{}", std::env::consts::EXE_SUFFIX);
    Program::new(workspace.target().join("debug").join(name))
        .arg("--root")
        .arg(place.path("window"))
        .arg("--media")
        .arg(place.path("stick"))
        .run()
}
