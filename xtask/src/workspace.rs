//! Where the project lies, and which of its files are its own.

use crate::metadata::Metadata;
use crate::program::Program;
use anyhow::{Context, Result};
use std::fs;
use std::path::{Path, PathBuf};

/// The project's folder: the nearest one above the current directory whose `Cargo.toml` opens a workspace.
pub(crate) struct Workspace {
    root: PathBuf,
}

impl Workspace {
    /// Looks upwards from the current directory, so that a copied tree checks itself and not the one it came from.
    pub(crate) fn find() -> Result<Self> {
        let start = std::env::current_dir().context("the current directory cannot be read")?;
        let opens_workspace = |folder: &&Path| {
            fs::read_to_string(folder.join("Cargo.toml"))
                .is_ok_and(|text| text.lines().any(|line| line.trim() == "[workspace]"))
        };
        let root = start
            .ancestors()
            .find(opens_workspace)
            .context("no workspace above here")?;
        Ok(Self::at(root))
    }

    /// A workspace whose folder is known.
    pub(crate) fn at(root: &Path) -> Self {
        Self {
            root: root.to_path_buf(),
        }
    }

    pub(crate) fn root(&self) -> &Path {
        &self.root
    }

    /// A path below the project's folder, written with forward slashes.
    pub(crate) fn path(&self, relative: &str) -> PathBuf {
        relative
            .split('/')
            .fold(self.root.clone(), |path, part| path.join(part))
    }

    /// The build folder; everything that a command keeps between runs lies in it.
    pub(crate) fn target(&self) -> PathBuf {
        match std::env::var_os("CARGO_TARGET_DIR") {
            Some(folder) => self.root.join(folder),
            None => self.root.join("target"),
        }
    }

    /// `cargo`, started in the project's folder.
    pub(crate) fn cargo(&self) -> Program {
        Program::new("cargo").within(&self.root)
    }

    /// What `cargo metadata` says of every crate of the graph, all platforms included. Refuses a stale `Cargo.lock`.
    pub(crate) fn metadata(&self) -> Result<Metadata> {
        self.read_metadata(&["--locked"])
    }

    /// What `cargo metadata` says of the project's own crates; needs no network and no registry.
    pub(crate) fn own_metadata(&self) -> Result<Metadata> {
        self.read_metadata(&["--no-deps", "--offline"])
    }

    fn read_metadata(&self, flags: &[&str]) -> Result<Metadata> {
        let json = self
            .cargo()
            .args(["metadata", "--format-version", "1"])
            .args(flags)
            .output()
            .context("cargo metadata failed; is Cargo.lock up to date?")?;
        serde_json::from_str(&json).context("cargo metadata wrote something unexpected")
    }

    /// The files git keeps or would keep, relative to the root, with forward slashes: neither ignored nor deleted.
    pub(crate) fn files(&self) -> Result<Vec<String>> {
        let listed = Program::new("git")
            .within(&self.root)
            .args([
                "ls-files",
                "--cached",
                "--others",
                "--exclude-standard",
                "-z",
            ])
            .output()?;
        let mut files: Vec<String> = listed
            .split_terminator('\0')
            .filter(|file| self.path(file).is_file())
            .map(str::to_owned)
            .collect();
        files.sort();
        files.dedup();
        Ok(files)
    }
}
