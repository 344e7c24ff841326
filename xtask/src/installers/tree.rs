//! The files of a package as they will lie on a machine, laid out in the target folder.

use super::{folder, notices, renew};
use crate::program::Program;
use crate::sealift::Sealift;
use crate::workspace::Workspace;
use anyhow::{Context, Result};
use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, UNIX_EPOCH};

/// Who may write what: everything is its owner's, and its owner is root.
pub(super) const PROGRAM: u32 = 0o755;
pub(super) const TEXT: u32 = 0o644;

/// Files of the project that are installed as they are.
pub(super) const AS_THEY_ARE: [(&str, &str); 9] = [
    (
        "installers/linux/org.sealift.Sealift.metainfo.xml",
        "usr/share/metainfo/org.sealift.Sealift.metainfo.xml",
    ),
    (
        "installers/linux/org.sealift.Sealift.xml",
        "usr/share/mime/packages/org.sealift.Sealift.xml",
    ),
    (
        "installers/linux/org.sealift.helper.policy",
        "usr/share/polkit-1/actions/org.sealift.helper.policy",
    ),
    (
        "installers/linux/sealift-supervise@.service",
        "usr/lib/systemd/system/sealift-supervise@.service",
    ),
    (
        "installers/linux/copyright",
        "usr/share/doc/sealift/copyright",
    ),
    ("LICENSE-APACHE", "usr/share/doc/sealift/LICENSE-APACHE"),
    ("LICENSE-MIT", "usr/share/doc/sealift/LICENSE-MIT"),
    (
        "src-tauri/icons/sealift.svg",
        "usr/share/icons/hicolor/scalable/apps/sealift-desktop.svg",
    ),
    (
        "installers/linux/sealift-desktop.1",
        "usr/share/man/man1/sealift-desktop.1",
    ),
];

/// Programs that are laid out here; the bundler brings the window's own.
pub(super) const PROGRAMS: [(&str, &str); 2] = [
    ("sealift", "usr/bin/sealift"),
    ("sealift-helper", "usr/libexec/sealift/sealift-helper"),
];

const MAN_PAGES: &str = "usr/share/man/man1";
const NOTICES: &str = "usr/share/doc/sealift/third-party.txt";
const CHANGELOG: (&str, &str) = ("CHANGELOG.md", "usr/share/doc/sealift/changelog");
/// Where Debian and Fedora look for zsh's completions differs: the bundler puts this folder where each does.
const ZSH: &str = "zsh/_sealift";
/// The other shells, and where both families look.
const COMPLETIONS: [(&str, &str); 3] = [
    ("bash", "usr/share/bash-completion/completions/sealift"),
    ("fish", "usr/share/fish/vendor_completions.d/sealift.fish"),
    ("zsh", ZSH),
];

/// The programs of a package where cargo left them.
pub(super) fn programs(built: &Path) -> Vec<PathBuf> {
    let own = PROGRAMS.map(|(name, _)| built.join(name));
    own.into_iter()
        .chain([built.join("sealift-desktop")])
        .collect()
}

/// Lays everything out, dated as the commit is.
pub(super) fn lay_out(workspace: &Workspace, built: &Path, date: u64) -> Result<()> {
    let tree = folder(workspace).join("tree");
    renew(&tree)?;
    for (name, to) in PROGRAMS {
        copy(&built.join(name), &tree.join(to))?;
    }
    for (from, to) in AS_THEY_ARE {
        copy(&workspace.path(from), &tree.join(to))?;
    }
    let sealift = Sealift::at(built.join("sealift"))?;
    for (shell, to) in COMPLETIONS {
        let script = sealift.command(&tree, &["completions", shell]).output()?;
        write(&tree.join(to), &script)?;
    }
    let man_pages = tree.join(MAN_PAGES);
    sealift
        .command(&tree, &["man-pages"])
        .arg(&man_pages)
        .output()?;
    write(&tree.join(NOTICES), &notices::collect(workspace)?)?;
    copy(&workspace.path(CHANGELOG.0), &tree.join(CHANGELOG.1))?;
    compress(&[tree.join(NOTICES), tree.join(CHANGELOG.1)])?;
    compress(&below(&man_pages)?)?;
    even_out(&tree)?;
    set_dates(&tree, date)
}

fn copy(from: &Path, to: &Path) -> Result<()> {
    fs::create_dir_all(to.parent().context("a file lies in a folder")?)?;
    fs::copy(from, to).with_context(|| format!("{} cannot be laid out", from.display()))?;
    Ok(())
}

fn write(to: &Path, text: &str) -> Result<()> {
    fs::create_dir_all(to.parent().context("a file lies in a folder")?)?;
    fs::write(to, text)?;
    Ok(())
}

/// As Debian wants manual pages and long texts; without a name or a date inside.
fn compress(files: &[PathBuf]) -> Result<()> {
    let gzip = Program::new("gzip").args(["--best", "--no-name"]);
    gzip.args(files).output()?;
    Ok(())
}

/// Every file below, programs and texts, without the folders.
pub(super) fn below(folder: &Path) -> Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        match path.is_dir() {
            true => files.extend(below(&path)?),
            false => files.push(path),
        }
    }
    files.sort();
    Ok(files)
}

/// Gives files and folders the rights that they have on a machine, whatever umask they were made under.
#[cfg(unix)]
pub(super) fn even_out(path: &Path) -> Result<()> {
    use std::os::unix::fs::PermissionsExt as _;
    let found = path.symlink_metadata()?;
    let is_program = found.is_dir() || found.permissions().mode() & 0o100 != 0;
    let mode = if is_program { PROGRAM } else { TEXT };
    fs::set_permissions(path, fs::Permissions::from_mode(mode))?;
    if found.is_dir() {
        for entry in fs::read_dir(path)? {
            even_out(&entry?.path())?;
        }
    }
    Ok(())
}

#[cfg(not(unix))]
pub(super) fn even_out(_: &Path) -> Result<()> {
    Ok(())
}

fn set_dates(tree: &Path, date: u64) -> Result<()> {
    let time = UNIX_EPOCH + Duration::from_secs(date);
    for file in below(tree)? {
        fs::File::open(file)?.set_modified(time)?;
    }
    Ok(())
}
