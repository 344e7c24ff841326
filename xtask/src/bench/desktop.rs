//! `cargo xtask bench desktop`: the window's start, memory and answers, beside Chromium with the same page.

use crate::setup::{self, Purpose};
use crate::ui;
use crate::workspace::Workspace;
use anyhow::Result;

const DESKTOP: &str = "sealift-desktop";

pub(super) fn run(workspace: &Workspace) -> Result<()> {
    let purposes = [
        Purpose::Core,
        Purpose::App,
        Purpose::Journeys,
        Purpose::BenchDesktop,
    ];
    setup::ensure(workspace, &purposes)?;
    ui::build(workspace)?;
    ui::npm(workspace).args(["run", "build:mock"]).run()?;
    let packages = ["--package", "sealift-window-journeys", "--package", DESKTOP];
    let packages = || packages.iter().chain(&["--package", "sealift-cli"]);
    let build = || workspace.cargo().arg("build");
    build()
        .args(["--bins", "--examples"])
        .args(packages())
        .run()?;
    build().args(["--release", "--package", DESKTOP]).run()?;
    let built = |profile: &str, name: &str| workspace.target().join(profile).join(name);
    crate::program::Program::new(built("debug", "examples/bench"))
        .env("SEALIFT_PROGRAM", built("debug", "sealift"))
        .env("SEALIFT_DESKTOP", built("debug", DESKTOP))
        .env("SEALIFT_DESKTOP_RELEASE", built("release", DESKTOP))
        .env("SEALIFT_PAGE", workspace.path("ui/dist-mock"))
        .env(
            "TAURI_DRIVER",
            workspace.target().join("tools/bin/tauri-driver"),
        )
        .run()
}
