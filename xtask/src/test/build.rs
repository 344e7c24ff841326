//! The one build that all tests of a run come from.

use super::coverage::{self, Coverage};
use crate::program::Program;
use crate::workspace::Workspace;
use anyhow::Result;
use std::path::PathBuf;

/// Where and how the tests and the programs that they start are built.
pub(super) struct Build<'a> {
    workspace: &'a Workspace,
    coverage: Option<Coverage>,
}

impl<'a> Build<'a> {
    /// The usual build, or one that counts what is run through.
    pub(super) fn prepare(workspace: &'a Workspace, counts: bool) -> Result<Self> {
        let coverage = counts.then(|| Coverage::prepare(workspace)).transpose()?;
        Ok(Self {
            workspace,
            coverage,
        })
    }

    pub(super) fn cargo(&self) -> Program {
        let cargo = self.workspace.cargo();
        match &self.coverage {
            Some(coverage) => coverage.within(cargo),
            None => cargo,
        }
    }

    /// Builds libraries, programs and tests in the one way that `cargo test` will find them built.
    pub(super) fn make(&self, selected: &[String]) -> Result<()> {
        self.building(selected).run()
    }

    /// A program that was built.
    pub(super) fn program(&self, name: &str) -> PathBuf {
        let target = match &self.coverage {
            Some(coverage) => coverage.target(),
            None => self.workspace.target(),
        };
        let file = format!("{name}{}", std::env::consts::EXE_SUFFIX);
        target.join("debug").join(file)
    }

    /// Says what the tests ran through, where that was counted.
    pub(super) fn tell(&self, selected: &[String]) -> Result<()> {
        let Some(coverage) = &self.coverage else {
            return Ok(());
        };
        let building = self.building(selected).arg("--message-format=json");
        coverage.tell(self.workspace, &coverage::made(&building.output()?))
    }

    fn building(&self, selected: &[String]) -> Program {
        let flags = ["build", "--bins", "--tests", "--examples"];
        self.cargo().args(flags).args(selected)
    }
}
