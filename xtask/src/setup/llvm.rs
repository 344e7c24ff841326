//! LLVM's tools that read what an instrumented program has counted: they must be of the compiler's own LLVM.

use super::install_debian_packages;
use super::system::System;
use crate::toolchain;
use crate::workspace::Workspace;
use anyhow::{Result, bail};
use std::path::{Path, PathBuf};

const TOOLS: [&str; 2] = ["llvm-profdata", "llvm-cov"];

/// The folder that has them: the toolchain's own component where it is there, else the distribution's package.
pub(crate) fn tools(workspace: &Workspace) -> Result<PathBuf> {
    let major = toolchain::llvm_major()?;
    let own = toolchain::sysroot()?
        .join("lib/rustlib")
        .join(toolchain::host()?)
        .join("bin");
    let debian = PathBuf::from(format!("/usr/lib/llvm-{major}/bin"));
    if let Some(found) = [&own, &debian].into_iter().find(|folder| has_tools(folder)) {
        return Ok(found.clone());
    }
    if System::here() == Some(System::Apt) {
        let package = format!("llvm-{major}");
        install_debian_packages(workspace, &[&package], &debian.join(TOOLS[1]))?;
    }
    if !has_tools(&debian) {
        bail!(
            "this machine lacks {} of LLVM {major}; `rustup component add llvm-tools` brings them",
            TOOLS.join(" and ")
        );
    }
    Ok(debian)
}

fn has_tools(folder: &Path) -> bool {
    TOOLS.iter().all(|name| folder.join(name).is_file())
}
