//! Files that are written from the types: JSON Schemas, the bindings of the ui, tables in the documentation.
//!
//! A crate that owns such files has an integration test named `generated` (its `tests/generated.rs`), which compares
//! the committed file with what the types say now, and writes it instead when `SEALIFT_GENERATE` is set. So the tests
//! refuse a stale file too, and this module only has to find and start them.

use crate::program::Program;
use crate::workspace::Workspace;
use anyhow::Result;

/// Set by `cargo xtask generate`: the `generated` tests then write instead of comparing.
const WRITE: &str = "SEALIFT_GENERATE";

pub(super) fn check(workspace: &Workspace) -> Result<Vec<String>> {
    // `--locked` inside: a lock file is a generated file too.
    workspace.metadata()?;
    let current = match tests(workspace)? {
        Some(tests) => tests.code()? == Some(0),
        None => true,
    };
    let fault = "a generated file is out of date: run `cargo xtask generate`".to_owned();
    Ok(if current { Vec::new() } else { vec![fault] })
}

/// Writes every generated file again.
pub(crate) fn write(workspace: &Workspace) -> Result<()> {
    match tests(workspace)? {
        Some(tests) => tests.env(WRITE, "1").run(),
        None => Ok(()),
    }
}

/// The command that runs every `generated` test, where any crate has one.
fn tests(workspace: &Workspace) -> Result<Option<Program>> {
    let metadata = workspace.own_metadata()?;
    let mut targets = metadata.members().flat_map(|package| &package.targets);
    let any = targets.any(|target| target.name == "generated" && target.kind == ["test"]);
    let flags = ["test", "--workspace", "--test", "generated"];
    Ok(any.then(|| workspace.cargo().args(flags)))
}
