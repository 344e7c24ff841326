//! The desktop program, built when it is not up to date.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::OnceLock;

/// The debug build of the desktop program; `SEALIFT_DESKTOP` names another one. Only a debug build can be driven, and
/// takes answers for its dialogs.
#[must_use]
pub fn desktop() -> &'static Path {
    static PROGRAM: OnceLock<PathBuf> = OnceLock::new();
    PROGRAM.get_or_init(|| std::env::var_os("SEALIFT_DESKTOP").map_or_else(build, PathBuf::from))
}

/// The folder of the whole project.
pub(crate) fn project() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// The target folder; a test binary lies in `<target>/<profile>/deps`, a program one above.
pub(crate) fn target() -> PathBuf {
    profile().parent().expect("a target folder").to_owned()
}

fn profile() -> PathBuf {
    let own = std::env::current_exe().expect("a test knows where it is");
    let folder = own.parent().expect("a folder");
    match folder.ends_with("deps") {
        true => folder.parent().expect("the profile's folder").to_owned(),
        false => folder.to_owned(),
    }
}

fn build() -> PathBuf {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let built = Command::new(cargo)
        .args(["build", "--quiet", "--package", "sealift-desktop"])
        .current_dir(project())
        .status()
        .expect("cargo runs");
    assert!(built.success(), "the desktop program does not build");
    profile().join("sealift-desktop")
}
