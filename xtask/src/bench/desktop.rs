//! `cargo xtask bench desktop`: the window's start, memory and answers, beside Chromium with the same page.

use crate::setup::{self, Purpose};
use crate::ui;
use crate::workspace::Workspace;
use anyhow::Result;

const DESKTOP: &str = "sealift-desktop";
/// The profile of a window that is fast and lets itself be driven.
const DRIVEN: &str = "driven";
/// A window with the system's web view and a line in it: nothing that stands on it can open sooner.
const BARE: &str = "bare-window";

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
    let build = || workspace.cargo().arg("build");
    build()
        .args(["--bins", "--examples"])
        .args(["--package", "sealift-window-journeys"])
        .args(["--package", "sealift-cli"])
        .run()?;
    build()
        .args(["--profile", DRIVEN, "--package", DESKTOP])
        .run()?;
    build()
        .args(["--release", "--bins", "--example", BARE])
        .args(["--package", DESKTOP])
        .run()?;
    let built = |profile: &str, name: &str| workspace.target().join(profile).join(name);
    crate::program::Program::new(built("debug", "examples/bench"))
        .env("SEALIFT_PROGRAM", built("debug", "sealift"))
        .env("SEALIFT_DESKTOP", built(DRIVEN, DESKTOP))
        .env("SEALIFT_DESKTOP_RELEASE", built("release", DESKTOP))
        .env(
            "SEALIFT_BARE_WINDOW",
            built("release", &format!("examples/{BARE}")),
        )
        .env("SEALIFT_PAGE", workspace.path("ui/dist-mock"))
        .env(setup::DRIVER, setup::driver(workspace))
        .run()
}
