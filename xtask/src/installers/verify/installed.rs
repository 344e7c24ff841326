//! What lies in a root after a package was installed, judged there.

use super::contents::Listed;
use super::demand_none;
use crate::program::Program;
use anyhow::{Context, Result, bail};
use std::fs;
use std::path::Path;

const HELPER: &str = "usr/libexec/sealift/sealift-helper";
/// What the elevated side ends with when anything but polkit starts it.
const REFUSED: i32 = 2;
const MIME_TYPE: &str = "application/x-sealift-package:*.sealift";

pub(super) fn judge(root: &Path, version: &str) -> Result<()> {
    programs(root, version)?;
    let share = root.join("usr/share");
    Program::new("desktop-file-validate")
        .arg(share.join("applications/Sealift.desktop"))
        .run()?;
    // Follows from the metadata to the menu entry and from there to the icon.
    Program::new("appstreamcli")
        .args(["validate-tree", "--no-net"])
        .arg(root)
        .run()?;
    let texts = [
        "metainfo/org.sealift.Sealift.metainfo.xml",
        "mime/packages/org.sealift.Sealift.xml",
        "polkit-1/actions/org.sealift.helper.policy",
    ];
    let texts = texts.map(|text| share.join(text));
    Program::new("xmllint")
        .args(["--noout", "--nonet"])
        .args(texts)
        .run()?;
    file_type(&share.join("mime"))?;
    Program::new("bash")
        .arg("-n")
        .arg(share.join("bash-completion/completions/sealift"))
        .run()
}

/// The programs start, are the version that was asked for, and the elevated side serves nobody who comes to it directly.
fn programs(root: &Path, version: &str) -> Result<()> {
    for name in ["sealift", "sealift-desktop"] {
        let said = Program::new(root.join("usr/bin").join(name))
            .arg("--version")
            .output()?;
        if said.trim() != format!("{name} {version}") {
            bail!("the installed {name} says it is `{}`", said.trim());
        }
        println!("{}", said.trim());
    }
    let code = Program::new(root.join(HELPER))
        .without_env("PKEXEC_UID")
        .code()?;
    if code != Some(REFUSED) {
        bail!("the installed elevated side ended with {code:?}, not {REFUSED}, without polkit");
    }
    Ok(())
}

/// A desktop that reads the type knows the files by their names.
fn file_type(mime: &Path) -> Result<()> {
    Program::new("update-mime-database").arg(mime).run()?;
    let known = fs::read_to_string(mime.join("globs2")).context("no list of file types")?;
    if !known.lines().any(|line| line.ends_with(MIME_TYPE)) {
        bail!("files named *.sealift are not known after the type was registered");
    }
    Ok(())
}

/// After removal no file of the package is there any more.
pub(super) fn nothing_is_left(root: &Path, listed: &[Listed]) -> Result<()> {
    let left = listed.iter().filter(|file| root.join(&file.path).exists());
    let left: Vec<String> = left.map(|file| file.path.clone()).collect();
    demand_none("removal left behind", &left)
}
