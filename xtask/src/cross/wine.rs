//! A Windows of our own: wine, with a prefix below `target` that knows nothing of the user's.

use super::WINDOWS;
use crate::program::Program;
use crate::sealift::Sealift;
use crate::workspace::Workspace;
use anyhow::Result;
use std::fs;
use std::path::{Path, PathBuf};

const RANDOMNESS: &str = include_str!("../../assets/bcryptprimitives.c");

/// Wine and its prefix.
pub(super) struct Wine {
    prefix: PathBuf,
}

impl Wine {
    /// Makes the prefix, once: a Windows 10 with the one library that wine 8.0 lacks and Rust needs.
    pub(super) fn prepare(workspace: &Workspace) -> Result<Self> {
        let wine = Self {
            prefix: workspace.target().join("cross").join("wine"),
        };
        let stamp = wine.prefix.join("made");
        if fs::read_to_string(&stamp).is_ok_and(|made| made == RANDOMNESS) {
            return Ok(wine);
        }
        if wine.prefix.exists() {
            fs::remove_dir_all(&wine.prefix)?; // half made
        }
        fs::create_dir_all(&wine.prefix)?;
        wine.within(Program::new("wine").args(["wineboot", "-i"]))
            .run()?;
        wine.within(Program::new("wine").args(["winecfg", "/v", "win10"]))
            .run()?;
        wine.add_randomness()?;
        fs::write(stamp, RANDOMNESS)?;
        Ok(wine)
    }

    /// Wine's own Windows has the library since 8.17; there, ours is not consulted.
    fn add_randomness(&self) -> Result<()> {
        let library = self
            .drive_c()
            .join("windows")
            .join("system32")
            .join("bcryptprimitives.dll");
        if library.exists() {
            return Ok(());
        }
        let source = self.prefix.join("bcryptprimitives.c");
        fs::write(&source, RANDOMNESS)?;
        let compile = Program::new("x86_64-w64-mingw32-gcc").args(["-Os", "-shared", "-o"]);
        compile.arg(library).arg(source).arg("-ladvapi32").run()
    }

    /// The folder that Windows programs see as `C:\`.
    pub(super) fn drive_c(&self) -> PathBuf {
        self.prefix.join("drive_c")
    }

    /// The program, or whatever it starts, in our Windows.
    pub(super) fn within(&self, program: Program) -> Program {
        let runner = format!(
            "CARGO_TARGET_{}_RUNNER",
            WINDOWS.replace('-', "_").to_uppercase()
        );
        self.environment()
            .fold(program, |program, (name, value)| program.env(name, value))
            .env(runner, "wine")
    }

    /// `sealift.exe`, started in our Windows.
    pub(super) fn starting(&self, sealift: Sealift) -> Sealift {
        let sealift = sealift.started_by(Path::new("wine"));
        self.environment()
            .fold(sealift, |sealift, (name, value)| sealift.env(name, &value))
    }

    fn environment(&self) -> impl Iterator<Item = (&'static str, PathBuf)> {
        [
            ("WINEPREFIX", self.prefix.clone()),
            ("WINEARCH", "win64".into()),
            // Wine's own remarks would drown the tests'.
            ("WINEDEBUG", "-all".into()),
            // Neither a .NET nor a browser, which wine would offer to fetch.
            ("WINEDLLOVERRIDES", "mscoree,mshtml=".into()),
        ]
        .into_iter()
    }
}
