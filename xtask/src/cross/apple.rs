//! Stand-ins for the C tools of macOS, enough for `cargo check` on a machine that has none.

use super::MACOS;
use crate::program::{Program, write_script};
use anyhow::Result;
use std::fs;
use std::path::{Path, PathBuf};

const CC: &str = include_str!("../../assets/apple-cc.sh");
const AR: &str = include_str!("../../assets/apple-ar.sh");

/// A folder with the stand-ins.
pub(super) struct Stand {
    folder: PathBuf,
}

impl Stand {
    pub(super) fn make(cross: &Path) -> Result<Self> {
        let folder = cross.join("apple");
        // Build scripts ask Xcode for its headers unless they are told where those are.
        fs::create_dir_all(folder.join("sdk"))?;
        for (name, script) in [("cc", CC), ("ar", AR)] {
            write_script(&folder.join(name), script)?;
        }
        Ok(Self { folder })
    }

    /// The program, told to use the stand-ins for macOS and for nothing else.
    pub(super) fn within(&self, program: Program) -> Program {
        let target = MACOS.replace('-', "_");
        program
            .env(format!("CC_{target}"), self.folder.join("cc"))
            .env(format!("CXX_{target}"), self.folder.join("cc"))
            .env(format!("AR_{target}"), self.folder.join("ar"))
            .env("SDKROOT", self.folder.join("sdk"))
    }
}
