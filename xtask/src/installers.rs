//! `cargo xtask installers`: the packages that operating systems install, built and then looked at as those do.
//!
//! The Tauri bundler writes the packages; everything in them but the window's program, its menu entry and its icons is
//! laid out first as one tree ([`tree`]). A package counts as made only once it has been installed into an empty root,
//! found whole there, and every file of it removed again ([`verify`]).

#[cfg(test)]
mod agreement;
mod icons;
mod libc;
mod notices;
mod tree;
mod verify;

use crate::program::Program;
use crate::sealift::Profile;
use crate::setup::{self, Purpose};
use crate::ui;
use crate::workspace::Workspace;
use anyhow::{Context, Result, bail};
use std::fs;
use std::path::{Path, PathBuf};

/// The programs that people and the window start, by their crates.
const CRATES: [&str; 3] = ["sealift-cli", "sealift-helper", "sealift-desktop"];

/// What is to be done.
enum Wish {
    Packages(Profile),
    Icons,
}

/// The finished packages.
struct Packages {
    deb: PathBuf,
    rpm: PathBuf,
}

pub(crate) fn run(workspace: &Workspace, arguments: &[String]) -> Result<()> {
    let wish = Wish::parse(arguments)?;
    if !cfg!(target_os = "linux") {
        bail!("deb and rpm are made on Linux; see docs/installing.md for the other systems");
    }
    match wish {
        Wish::Icons => {
            ui::install(workspace)?;
            icons::render(workspace)
        }
        Wish::Packages(profile) => {
            let purposes = [Purpose::Core, Purpose::App, Purpose::Installers];
            setup::ensure(workspace, &purposes)?;
            let packages = make(workspace, profile)?;
            verify::run(workspace, &packages)?;
            tell(&packages)
        }
    }
}

impl Wish {
    fn parse(arguments: &[String]) -> Result<Self> {
        let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
        Ok(match words[..] {
            [] => Self::Packages(Profile::Release),
            ["--debug"] => Self::Packages(Profile::Dev),
            ["icons"] => Self::Icons,
            _ => bail!("installers takes nothing, `--debug` or `icons`"),
        })
    }
}

/// Where everything lies that this command makes. `tauri.conf.json` names the tree in it, so it does not move with
/// `CARGO_TARGET_DIR`.
fn folder(workspace: &Workspace) -> PathBuf {
    workspace.path("target/installers")
}

fn make(workspace: &Workspace, profile: Profile) -> Result<Packages> {
    ui::build(workspace)?;
    let programs = build(workspace, profile)?;
    let date = commit_date(workspace)?;
    tree::lay_out(workspace, &programs, date)?;
    let bundles = bundle(workspace, profile, &programs)?;
    let out = folder(workspace).join("out");
    renew(&out)?;
    let version = version(workspace)?;
    let deb = only_file(&bundles.join("deb"), "deb")?;
    let rpm = only_file(&bundles.join("rpm"), "rpm")?;
    let packages = Packages {
        deb: out.join(named(&deb, &version, "_")?),
        rpm: out.join(named(&rpm, &version, "-")?),
    };
    write_again(&deb, &packages.deb, profile, date)?;
    fs::copy(&rpm, &packages.rpm)?;
    Ok(packages)
}

/// Compiles the three programs in one invocation and returns the folder that holds them.
fn build(workspace: &Workspace, profile: Profile) -> Result<PathBuf> {
    let crates = CRATES.iter().flat_map(|name| ["--package", *name]);
    let cargo = workspace
        .cargo()
        .args(["build", "--locked", "--bins"])
        .args(crates);
    let (cargo, folder) = match profile {
        Profile::Dev => (cargo, "debug"),
        Profile::Release => (cargo.arg("--release"), "release"),
    };
    cargo.run()?;
    Ok(workspace.target().join(folder))
}

/// Runs the bundler over programs that are built, and returns the folder with its packages.
fn bundle(workspace: &Workspace, profile: Profile, programs: &Path) -> Result<PathBuf> {
    let bundles = programs.join("bundle");
    for kind in ["deb", "rpm"] {
        remove(&bundles.join(kind))?; // a package of an earlier version would be taken for this one
    }
    let flags = ["bundle", "--ci", "--bundles", "deb,rpm"];
    tauri(workspace)
        .args(flags)
        // The same program goes into both packages: nothing here updates itself and has to know which it came from.
        .arg("--no-binary-patching")
        .args((profile == Profile::Dev).then_some("--debug"))
        .arg("--config")
        .arg(found_out(programs, profile)?.to_string())
        .run()?;
    Ok(bundles)
}

/// What only the built programs tell: which C library they need. Packages of development builds are large, and are
/// packed quickly.
fn found_out(programs: &Path, profile: Profile) -> Result<serde_json::Value> {
    let needed = libc::needed_by(&tree::programs(programs))?;
    let mut linux = serde_json::json!({
        "deb": { "depends": [format!("libc6 (>= {needed})")] },
        "rpm": { "depends": [format!("libc.so.6(GLIBC_{needed})(64bit)")] },
    });
    if profile == Profile::Dev {
        linux["rpm"]["compression"] = serde_json::json!({ "type": "gzip", "level": 1 });
    }
    Ok(serde_json::json!({ "bundle": { "linux": linux } }))
}

/// The bundler gives the files of a Debian package the time at which it ran. Written again by Debian's own tool they
/// have the commit's, and the same sources make the same package.
fn write_again(from: &Path, to: &Path, profile: Profile, date: u64) -> Result<()> {
    let parts = from.with_extension("parts");
    remove(&parts)?;
    Program::new("dpkg-deb")
        .arg("-R")
        .args([from, &parts])
        .run()?;
    tree::even_out(&parts)?;
    sort_lines(&parts.join("DEBIAN/md5sums"))?; // in the order in which the bundler met the files
    let packing = match profile {
        Profile::Dev => ["-Zgzip", "-z1"],
        Profile::Release => ["-Zxz", "-z6"],
    };
    Program::new("dpkg-deb")
        .env("SOURCE_DATE_EPOCH", date.to_string())
        .arg("--root-owner-group")
        .args(packing)
        .arg("--build")
        .args([&parts, to])
        .run()?;
    remove(&parts)
}

fn sort_lines(file: &Path) -> Result<()> {
    let text = fs::read_to_string(file)?;
    let mut lines: Vec<&str> = text.lines().collect();
    lines.sort_unstable();
    fs::write(file, lines.join("\n") + "\n")?;
    Ok(())
}

/// The Tauri command line that the lock file of the ui pins.
fn tauri(workspace: &Workspace) -> Program {
    Program::new(workspace.path("ui/node_modules/.bin/tauri")).within(workspace.root())
}

/// The date of what is built, in seconds since 1970: `SOURCE_DATE_EPOCH`, or the commit's.
fn commit_date(workspace: &Workspace) -> Result<u64> {
    let text = match std::env::var("SOURCE_DATE_EPOCH") {
        Ok(text) => text,
        Err(_) => Program::new("git")
            .within(workspace.root())
            .args(["log", "-1", "--format=%ct"])
            .output()?,
    };
    let text = text.trim();
    text.parse()
        .with_context(|| format!("`{text}` is no number of seconds"))
}

/// The version of the workspace, as every crate of it has it.
fn version(workspace: &Workspace) -> Result<String> {
    let metadata = workspace.own_metadata()?;
    let mut members = metadata.members();
    let desktop = members.find(|package| package.name == "sealift-desktop");
    Ok(desktop.context("there is a desktop crate")?.version.clone())
}

/// The bundler names files after the product; package archives after the package, in small letters.
fn named(file: &Path, version: &str, separator: &str) -> Result<String> {
    let name = file.file_name().unwrap_or_default().to_string_lossy();
    let start = format!("{separator}{version}");
    let rest = name.find(&start).map(|at| &name[at..]);
    let rest = rest.with_context(|| format!("{name} does not name version {version}"))?;
    Ok(format!("sealift{rest}"))
}

fn only_file(folder: &Path, ending: &str) -> Result<PathBuf> {
    let entries = fs::read_dir(folder).with_context(|| format!("{}", folder.display()))?;
    let mut files: Vec<PathBuf> = entries
        .map(|entry| Ok(entry?.path()))
        .collect::<Result<_>>()?;
    files.retain(|file| file.is_file() && file.extension().is_some_and(|found| found == ending));
    match &files[..] {
        [file] => Ok(file.clone()),
        _ => bail!("{} holds {} packages", folder.display(), files.len()),
    }
}

/// An empty folder.
fn renew(folder: &Path) -> Result<()> {
    remove(folder)?;
    fs::create_dir_all(folder)?;
    Ok(())
}

fn remove(folder: &Path) -> Result<()> {
    match fs::remove_dir_all(folder) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => Err(error.into()),
        _ => Ok(()),
    }
}

fn tell(packages: &Packages) -> Result<()> {
    println!();
    for package in [&packages.deb, &packages.rpm] {
        let sum = Program::new("sha256sum").arg(package).output()?;
        let sum = sum.split_whitespace().next().unwrap_or_default();
        let bytes = package.metadata()?.len();
        println!("{} ({bytes} bytes)\n  sha256 {sum}", package.display());
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn packages_are_named_as_their_archives_name_them() {
        let name = |file: &str, separator| named(Path::new(file), "0.1.0", separator);
        assert_eq!(
            name("b/Sealift_0.1.0_amd64.deb", "_").expect("it has the version"),
            "sealift_0.1.0_amd64.deb"
        );
        assert_eq!(
            name("b/Sealift-0.1.0-1.x86_64.rpm", "-").expect("it has the version"),
            "sealift-0.1.0-1.x86_64.rpm"
        );
        assert!(name("b/Sealift_0.0.9_amd64.deb", "_").is_err());
    }
}
