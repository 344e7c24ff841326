//! Format and lints, by the tools that come with the toolchain.

use crate::workspace::Workspace;
use anyhow::Result;

pub(super) fn format(workspace: &Workspace) -> Result<Vec<String>> {
    let formatted = workspace.cargo().args(["fmt", "--all", "--check"]).code()? == Some(0);
    Ok(faults_unless(
        formatted,
        "not formatted as rustfmt would: run `cargo fmt --all`",
    ))
}

/// The same selection of crates and targets as the tests, so that build scripts and macros are built once for both.
pub(super) fn clippy(workspace: &Workspace) -> Result<Vec<String>> {
    let flags = [
        "clippy",
        "--workspace",
        "--all-targets",
        "--",
        "-D",
        "warnings",
    ];
    let spotless = workspace.cargo().args(flags).code()? == Some(0);
    Ok(faults_unless(
        spotless,
        "clippy has something to say: see above",
    ))
}

fn faults_unless(clean: bool, fault: &str) -> Vec<String> {
    if clean {
        Vec::new()
    } else {
        vec![fault.to_owned()]
    }
}
