//! Stand-ins for the C tools of macOS, enough for `cargo check` on a machine that has none.

use super::MACOS;
use crate::program::Program;
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
            write_program(&folder.join(name), script)?;
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

/// Writes a script only when it differs: build scripts run again when their compiler seems new.
fn write_program(path: &Path, script: &str) -> Result<()> {
    if fs::read_to_string(path).is_ok_and(|present| present == script) {
        return Ok(());
    }
    fs::write(path, script)?;
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        fs::set_permissions(path, fs::Permissions::from_mode(0o755))?;
    }
    Ok(())
}
