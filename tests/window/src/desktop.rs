//! The desktop program and its elevated side, built when they are not up to date.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::OnceLock;

/// The debug build of the desktop program; `SEALIFT_DESKTOP` names another one. Only a debug build can be driven, and
/// takes answers for its dialogs.
#[must_use]
pub fn desktop() -> &'static Path {
    static PROGRAM: OnceLock<PathBuf> = OnceLock::new();
    PROGRAM.get_or_init(|| found("SEALIFT_DESKTOP", "sealift-desktop"))
}

/// The elevated side; `SEALIFT_HELPER` names another build.
#[must_use]
pub fn helper() -> &'static Path {
    static PROGRAM: OnceLock<PathBuf> = OnceLock::new();
    PROGRAM.get_or_init(|| found("SEALIFT_HELPER", "sealift-helper"))
}

fn found(variable: &str, name: &str) -> PathBuf {
    std::env::var_os(variable).map_or_else(|| build(name), PathBuf::from)
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

fn build(name: &str) -> PathBuf {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let built = Command::new(cargo)
        .args(["build", "--quiet", "--package", name])
        .current_dir(project())
        .status()
        .expect("cargo runs");
    assert!(built.success(), "{name} does not build");
    profile().join(name)
}
