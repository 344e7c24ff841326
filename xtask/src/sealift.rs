//! The `sealift` program as a script of a user would call it: by its documented words and exit codes.

use crate::program::Program;
use crate::workspace::Workspace;
use anyhow::{Result, bail};
use std::path::{Path, PathBuf};

/// A built program, and what starts it where it is no program of this system.
#[derive(Clone)]
pub(crate) struct Sealift {
    starter: Option<PathBuf>,
    program: PathBuf,
    environment: Vec<(String, PathBuf)>,
}

/// How the program was, or is to be, compiled.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Profile {
    Dev,
    Release,
}

impl Sealift {
    /// Compiles the program for this machine.
    pub(crate) fn build(workspace: &Workspace, profile: Profile) -> Result<Self> {
        let cargo = workspace
            .cargo()
            .args(["build", "--package", "sealift-cli"]);
        let (cargo, folder) = match profile {
            Profile::Dev => (cargo, "debug"),
            Profile::Release => (cargo.arg("--release"), "release"),
        };
        cargo.run()?;
        let name = format!("sealift{}", std::env::consts::EXE_SUFFIX);
        Self::at(workspace.target().join(folder).join(name))
    }

    /// A program that is built already.
    pub(crate) fn at(program: PathBuf) -> Result<Self> {
        if !program.is_file() {
            bail!("{} was not built", program.display());
        }
        Ok(Self {
            starter: None,
            program,
            environment: Vec::new(),
        })
    }

    /// Started through another program, such as wine.
    pub(crate) fn started_by(mut self, starter: &Path) -> Self {
        self.starter = Some(starter.to_path_buf());
        self
    }

    pub(crate) fn env(mut self, name: &str, value: &Path) -> Self {
        self.environment
            .push((name.to_owned(), value.to_path_buf()));
        self
    }

    /// Another program for the same system, such as the one that was installed.
    pub(crate) fn sibling(&self, program: PathBuf) -> Self {
        Self {
            program,
            ..self.clone()
        }
    }

    /// The file itself.
    pub(crate) fn program(&self) -> &Path {
        &self.program
    }

    /// The program with these words, ready to be run in this folder.
    pub(crate) fn command(&self, folder: &Path, words: &[&str]) -> Program {
        let program = match &self.starter {
            Some(starter) => Program::new(starter).arg(&self.program),
            None => Program::new(&self.program),
        };
        let program = self
            .environment
            .iter()
            .fold(program, |program, (name, value)| program.env(name, value));
        program.args(words).within(folder)
    }

    /// Runs it in this folder; it must end with this exit code.
    pub(crate) fn run_expecting(&self, code: i32, folder: &Path, words: &[&str]) -> Result<()> {
        let command = self.command(folder, words);
        match command.code()? {
            Some(found) if found == code => Ok(()),
            found => bail!(
                "`{}` ended with {found:?} instead of {code}",
                command.line()
            ),
        }
    }
}
