//! What the compiler says of itself.

use crate::program::Program;
use anyhow::{Context, Result};
use std::path::PathBuf;

/// The name of this machine's own target.
pub(crate) fn host() -> Result<String> {
    told("host: ")
}

/// The first number of the version of its LLVM.
pub(crate) fn llvm_major() -> Result<String> {
    let version = told("LLVM version: ")?;
    let major = version.split('.').next();
    Ok(major.context("a version has numbers")?.to_owned())
}

/// Where it lies, with the components that were installed for it.
pub(crate) fn sysroot() -> Result<PathBuf> {
    let printed = Program::new("rustc")
        .args(["--print", "sysroot"])
        .output()?;
    Ok(PathBuf::from(printed.trim_end()))
}

fn told(line: &str) -> Result<String> {
    let told = Program::new("rustc").arg("-vV").output()?;
    let found = told.lines().find_map(|one| one.strip_prefix(line));
    Ok(found
        .with_context(|| format!("rustc tells its {line}"))?
        .to_owned())
}
